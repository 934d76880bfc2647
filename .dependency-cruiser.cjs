/** Which folder may import which (docs/architecture.md). Packages are free, save where a rule names them. */
const may = {
  rules: [],
  'contract/messages': ['rules'],
  'contract/schemas': ['rules', 'contract/messages', 'contract/policies'],
  'contract/ports': ['rules', 'contract/messages'],
  texts: ['rules', 'contract'],
  plots: [],
  workflows: ['rules', 'contract/messages'],
  records: ['rules', 'contract'],
  activities: ['rules', 'contract', 'texts', 'records'],
  adapters: ['rules', 'contract', 'records'],
  web: ['rules', 'contract', 'texts', 'plots', 'records'],
  simulation: ['rules', 'contract', 'texts', 'plots', 'records', 'activities'],
  entry: [
    'rules',
    'contract',
    'texts',
    'records',
    'activities',
    'adapters',
    'web',
    'simulation',
    'workflows',
  ],
  infra: ['contract'],
};
const OURS =
  '^(rules|contract|texts|plots|workflows|records|activities|adapters|web|simulation|entry|infra|test|bench)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(may).map(([folder, allowed]) => ({
      name: `${folder} imports only what it may`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: OURS, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
    })),
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no zod in workflows',
      comment: 'What a workflow imports is paid for by every start and every cached workflow.',
      severity: 'error',
      from: { path: '^(workflows|contract/messages)/' },
      to: { path: 'node_modules/(zod|yaml|temporal-polyfill)/' },
    },
    {
      name: 'no clock library in what workflows import',
      severity: 'error',
      from: { path: '^(workflows|contract/messages|rules/(calendar|absence|ladder|spread))' },
      to: { path: '^rules/(clock|dueDates|danishDates)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules know no Node',
      severity: 'error',
      from: { path: '^rules/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only entry reads the environment',
      severity: 'error',
      from: { path: '^(rules|contract|texts|plots|workflows|records|activities|adapters|web|simulation)/' },
      to: { path: '^(node:)?process$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|cdk\\.out|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json', '.yaml'] },
  },
};
