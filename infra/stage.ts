/**
 * A whole stage: its stacks, what they are tagged with, and the rules they are held to.
 */
import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type StackName, stackName } from '../contract/schemas/cloud';
import { type StageConfig } from '../contract/schemas/stage';
import { BaseStack } from './base';
import { ContainerStack } from './container';
import { MessagesStack } from './messages';
import { RoutineStack } from './routine';
import { WatchStack } from './watch';
import { WebStack } from './web';
import { WorkerStack } from './worker';

export interface StageOptions {
  readonly stage: string;
  readonly config: StageConfig;
  /** Folder of the packaged programs. */
  readonly packages: string;
  readonly buildId: string;
}

/** Adds the stacks of one stage: base and messages, then worker, then what talks to it, last what watches it. */
export function addStage(app: App, { stage, config, packages, buildId }: StageOptions): void {
  const { account, region, municipality, production } = config;
  const shared = { stage, config, env: { account, region }, terminationProtection: production };
  const named = (name: StackName): string => stackName(stage, name);
  const base = new BaseStack(app, named('Base'), shared);
  const messages = new MessagesStack(app, named('Messages'), { ...shared, base });
  const forWorker = { ...shared, base, messages, packages, buildId };
  const worker =
    config.worker === 'lambda' ? new WorkerStack(app, named('Worker'), forWorker).worker : undefined;
  if (config.worker === 'container') new ContainerStack(app, named('Container'), forWorker);
  const routine = new RoutineStack(app, named('Routine'), { ...shared, base, messages, packages });
  const web = new WebStack(app, named('Web'), { ...shared, base, packages });
  new WatchStack(app, named('Watch'), { ...shared, base, messages, routine, web, worker });
  for (const [key, value] of Object.entries({ system: 'roed-traad', stage, municipality }))
    Tags.of(app).add(key, value);
  holdToRules(app);
}

/** From now on templates that break a rule without an argument are refused. */
export function holdToRules(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
