/**
 * A stage made into templates, without packaging anything: each program is a folder with a file in it.
 */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StackName, stackName } from '../../contract/schemas/cloud';
import { readStage } from '../../contract/schemas/stage';
import { addStage } from '../../infra/stage';

const CDK_JSON = join(__dirname, '../../cdk.json');

/** The example configuration that ships with the project. */
export function cdkContext(): Record<string, unknown> & { stages: Record<string, Record<string, unknown>> } {
  return (JSON.parse(readFileSync(CDK_JSON, 'utf8')) as { context: ReturnType<typeof cdkContext> }).context;
}

export interface Made {
  readonly template: (name: StackName) => Template;
  /** What the rules had to say: rule and resource. Empty when all is well. */
  readonly findings: readonly string[];
  /** A folder that is removed afterwards. */
  readonly folder: string;
}

const folders: string[] = [];

/** Removes what was made on the disk. */
export function clean(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Makes the templates of a stage, with other configuration where `changes` says so. */
export function make(stage: string, changes: Record<string, unknown> = {}): Made {
  const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
  folders.push(folder);
  for (const name of ['worker', 'web', 'routine', 'smsStatus', 'container']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, name === 'container' ? 'Dockerfile' : 'index.js'), 'FROM scratch\n');
  }
  const context = cdkContext();
  const stages = { ...context.stages, [stage]: { ...context.stages[stage], ...changes } };
  const app = new App({ context, outdir: join(folder, 'out') });
  addStage(app, { stage, config: readStage(stages, stage), packages: folder, buildId: 'b1' });
  const assembly = app.synth();
  return {
    template: (name) => Template.fromJSON(assembly.getStackByName(stackName(stage, name)).template as object),
    findings: findingsIn(join(folder, 'out')),
    folder,
  };
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName?: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** What the rules had to say of templates made in a folder. */
function findingsIn(out: string): string[] {
  const { pluginReports } = JSON.parse(readFileSync(join(out, 'validation-report.json'), 'utf8')) as Report;
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath = '?' }) => `${ruleName} ${constructPath}`),
    ),
  );
}
