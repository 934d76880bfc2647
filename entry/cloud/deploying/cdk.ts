/**
 * The CDK, as a program beside ours: makes the templates, and deploys them.
 */
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type StackName, stackName } from '../../../contract/schemas/cloud';
import { ROOT } from '../../options';

const APP = join(ROOT, 'dist', 'infra.js');
const OUT = join(ROOT, 'cdk.out');

/** The CDK failed; it has printed why. */
export class CdkFailedError extends Error {}

/** Builds the app that makes the templates; answers a name for what it is now. */
export async function buildInfra(): Promise<string> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: { infra: 'infra/app.ts' },
    outdir: join(ROOT, 'dist'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  return createHash('sha256').update(readFileSync(APP)).digest('hex');
}

/** Makes the templates in `cdk.out`. Needs no credentials. Rejects with {@link CdkFailedError}. */
export async function synth(stage: string, buildId: string): Promise<void> {
  const context = ['--context', `stage=${stage}`, '--context', `buildId=${buildId}`];
  await cdk(['synth', '--quiet', '--output', OUT, ...context]);
}

/** Deploys stacks as they were last made. Rejects with {@link CdkFailedError}; a stack that failed is as it was. */
export async function deployStacks(stage: string, names: readonly StackName[]): Promise<void> {
  const stacks = names.map((name) => stackName(stage, name));
  await cdk(['deploy', ...stacks, '--app', OUT, '--exclusively', '--require-approval', 'never']);
}

async function cdk(args: readonly string[]): Promise<void> {
  const program = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const quietly = ['--no-notices', '--no-version-reporting'];
  const child = spawn(process.execPath, [program, ...args, ...quietly], { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new CdkFailedError(`cdk ${args[0] ?? ''} fejlede. Intet mere er sat i drift.`);
}
