/**
 * Builds `dist/`: our own code in one file per entry, packages left where they are, and the workflow bundle. Run with
 * the parts to build: `program`, `workflows`.
 */
import { build } from 'esbuild';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const parts = process.argv.slice(2);
const dist = join(ROOT, 'dist');
mkdirSync(dist, { recursive: true });

async function buildProgram() {
  await build({
    absWorkingDir: ROOT,
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
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.yaml': 'text' },
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

/** Has TypeScript compiled for the Node we run on; what the SDK asks for spreads objects by functions of its own. */
function asWritten(config) {
  const rule = config.module.rules.find(({ use }) => use?.options?.jsc?.target !== undefined);
  if (!rule) throw new Error('the SDK compiles workflows in a way not known here');
  rule.use.options.jsc.target = 'es2022';
  return config;
}

async function bundleWorkflows() {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const silent = () => undefined;
  const logger = {
    log: silent,
    trace: silent,
    debug: silent,
    info: silent,
    warn: console.warn,
    error: console.error,
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(ROOT, 'workflows', 'index.ts'),
    failureConverterPath: join(ROOT, 'adapters', 'failureConverter.ts'),
    webpackConfigHook: asWritten,
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
