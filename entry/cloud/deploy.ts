/**
 * `npm run deploy`: packages the programs, checks everything that can be checked, and puts a stage into service.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Connection } from '@temporalio/client';
import { DEPLOYMENT, type RoutineEnvironment } from '../../contract/schemas/cloud';
import { StageConfigError } from '../../contract/schemas/stage';
import { loadMunicipality } from '../loading/load';
import { LoadRefusedError } from '../loading/problems';
import { readMunicipality } from '../loading/municipality';
import { errorFacts } from '../log';
import { UsageError } from '../options';
import { AwsRefusedError, deploymentAws, type Outputs } from './deploying/aws';
import { buildInfra, CdkFailedError, deployStacks, synth } from './deploying/cdk';
import { connectEngine, EngineRefusedError } from './deploying/engine';
import { DEPLOY_HELP, deployOptions, type DeployOptions } from './deploying/options';
import { deployStage, NotReadyError, type Prepared } from './deploying/steps';
import { contentName, megabytes, packageAll, PACKAGES, PackageTooLargeError } from './packaging';
import { cloudParts, engineOf } from './parts';
import { VersionFailedError, WorkerVersions } from './versions';

/** Deploys and ends the process. What went wrong is told in Danish. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const options = deployOptions(args, process.env);
    if (options) await deploy(options);
    else console.log(DEPLOY_HELP);
    process.exit(0); // what the engine's and AWS's clients keep open must not keep us
  } catch (error) {
    console.error(lineFor(error));
    process.exit(1); // nor here
  }
}

async function deploy(options: DeployOptions): Promise<void> {
  const { stage, config, load } = options;
  // Read first: a file with faults must not be found when everything else is done.
  const municipality = load === undefined ? undefined : readMunicipality(load);
  const aws = { region: config.region };
  let connection: Connection | undefined;
  try {
    const base = await deployStage(options, {
      aws: deploymentAws(stage, aws),
      prepare: () => prepare(options),
      deployStacks: (names) => deployStacks(stage, names),
      async versions(key) {
        connection = await connectEngine(config.engine, key);
        return new WorkerVersions(connection, config.engine.namespace, DEPLOYMENT);
      },
      say: (line) => {
        console.log(line);
      },
      now: Date.now,
    });
    console.log(`Rød Tråd (${stage}) er i drift: ${base.PagesAddress ?? ''}`);
    if (!municipality) return;
    const environment = environmentOf(options, base);
    const parts = await cloudParts(environment, aws);
    const ports = {
      table: parts.table,
      engine: engineOf(parts, environment),
      now: Date.now,
      cprKey: parts.secret('cpr'),
    };
    const { youths } = await loadMunicipality(ports, municipality, (detail) => {
      console.log(`  ${detail}`);
    });
    console.log(`Indlæst: ${String(youths.length)} unge.`);
  } finally {
    await connection?.close();
  }
}

/** Packages for the cloud, and what the worker is by its content: its program, its template, its configuration. */
async function prepare({ stage, config }: DeployOptions): Promise<Prepared> {
  const packages = await packageAll('arm64');
  console.log(packages.map(({ name, bytes }) => `${name} ${megabytes(bytes)}`).join(' · '));
  const infra = await buildInfra();
  const worker = contentName(join(PACKAGES, 'worker'));
  const content = createHash('sha256')
    .update(JSON.stringify([worker, infra, config]))
    .digest('hex')
    .slice(0, 12);
  // Once before anything is asked of AWS or the engine: mistakes in templates are found here.
  await synth(stage, content);
  return { content, makeTemplates: (buildId) => synth(stage, buildId) };
}

/** What our own programs are told, for loading data from here. */
function environmentOf({ stage, config }: DeployOptions, base: Outputs): RoutineEnvironment {
  const { engine } = config;
  return {
    STAGE: stage,
    PAGES: base.PagesAddress ?? '',
    TABLE_NAME: base.TableName ?? '',
    PAYLOAD_KEY: base.PayloadKeyArn ?? '',
    APPLICATION_SECRET: base.ApplicationSecretArn ?? '',
    TEMPORAL_ADDRESS: engine.address,
    TEMPORAL_NAMESPACE: engine.namespace,
    TEMPORAL_TLS: engine.tls ? 'true' : 'false',
    ...(base.EngineSecretArn !== undefined && { ENGINE_SECRET: base.EngineSecretArn }),
  };
}

const KNOWN = [
  UsageError,
  StageConfigError,
  LoadRefusedError,
  NotReadyError,
  AwsRefusedError,
  EngineRefusedError,
  CdkFailedError,
  VersionFailedError,
  PackageTooLargeError,
];

/** The error as a line for the user. Of one nobody foresaw the kind is told. */
function lineFor(error: unknown): string {
  if (KNOWN.some((kind) => error instanceof kind)) return (error as Error).message;
  const { error: kind, stack } = errorFacts(error);
  return `Der skete en uventet fejl (${String(kind)}).\n${String(stack)}`;
}
