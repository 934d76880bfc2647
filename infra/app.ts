/**
 * The CDK app: `cdk synth -c stage=dev`. Reads the stage from the context and makes its templates; asks AWS nothing.
 */
import { App } from 'aws-cdk-lib';
import { join } from 'node:path';
import { readStage, StageConfigError } from '../contract/schemas/stage';
import { addStage } from './stage';

/** The built app lies in `dist/`, and the packaged programs beside it. */
const PACKAGES = join(__dirname, 'lambda');

function main(): void {
  const app = new App();
  const context = (name: string): unknown => app.node.tryGetContext(name) as unknown;
  const given = context('stage');
  const stage = typeof given === 'string' ? given : 'dev';
  const config = readStage(context('stages'), stage);
  const buildId = context('buildId');
  addStage(app, {
    stage,
    config,
    packages: PACKAGES,
    buildId: typeof buildId === 'string' ? buildId : 'unnamed',
  });
  app.synth();
}

try {
  main();
} catch (error) {
  if (!(error instanceof StageConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
