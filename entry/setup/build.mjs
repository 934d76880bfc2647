/**
 * Builds `dist/`: our own code in one file per entry, packages left where they are, and the workflow bundle. Run with
 * the parts to build: `program`, `workflows`.
 */
import { build } from 'esbuild';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const parts = process.argv.slice(2);
const dist = join(ROOT, 'dist');
mkdirSync(dist, { recursive: true });

/** Our own code in one file, packages left where they are. */
const OURS = {
  absWorkingDir: ROOT,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
};

async function buildProgram() {
  await build({
    ...OURS,
    entryPoints: {
      start: 'entry/start.ts',
      cli: 'entry/cli.ts',
      prepare: 'entry/prepare.ts',
      scenario: 'entry/scenario.ts',
      simulate: 'entry/simulate.ts',
      shardThread: 'entry/shardThread.ts',
      bench: 'bench/index.ts',
      synth: 'entry/cloud/synth.ts',
      deploy: 'entry/cloud/deploy.ts',
      serverless: 'entry/cloud/serverless.ts',
      failureConverter: 'adapters/failureConverter.ts',
    },
    outdir: dist,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.yaml': 'text' },
    sourcemap: 'linked',
  });
}

async function bundleWorkflows() {
  // Written in TypeScript, as simulation and tests use it, too.
  const compiler = join(dist, 'compile.js');
  await build({ ...OURS, entryPoints: ['simulation/compile.ts'], outfile: compiler });
  const { compileWorkflows } = createRequire(import.meta.url)(compiler);
  const silent = () => undefined;
  const logger = {
    log: silent,
    trace: silent,
    debug: silent,
    info: silent,
    warn: console.warn,
    error: console.error,
  };
  const code = await compileWorkflows({
    root: ROOT,
    workflowsPath: join(ROOT, 'workflows', 'index.ts'),
    failureConverterPath: join(ROOT, 'adapters', 'failureConverter.ts'),
    logger,
  });
  const file = join(dist, 'workflow-bundle.js');
  writeFileSync(`${file}.new`, code);
  renameSync(`${file}.new`, file);
}

await Promise.all([
  parts.includes('program') ? buildProgram() : undefined,
  parts.includes('workflows') ? bundleWorkflows() : undefined,
]);
