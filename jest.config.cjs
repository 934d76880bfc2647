/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  transform: {
    '\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'hono/jsx' } },
        },
        module: { type: 'commonjs' },
      },
    ],
    '\\.yaml$': '<rootDir>/test/yamlText.cjs',
  },
  // Packages that ship ES modules only are compiled like our own code.
  transformIgnorePatterns: ['/node_modules/(?!(hono|@hono|jose|temporal-polyfill|temporal-utils)/)'],
  // Vega's own build for programs without ES modules: the same code in one file.
  moduleNameMapper: { '^vega$': '<rootDir>/node_modules/vega/build/vega.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.cache'],
  coverageProvider: 'babel',
};
