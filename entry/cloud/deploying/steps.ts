/**
 * The order of a deployment. Everything that can be checked is checked first; the new worker must have taken up work
 * before anything that talks to it is changed; what fails leaves the version before it in charge.
 */
import { type StackName } from '../../../contract/schemas/cloud';
import { type Wakeable, type WorkerVersions } from '../versions';
import { type DeploymentAws, type Outputs } from './aws';
import { type DeployOptions } from './options';

/** What was made of the sources. */
export interface Prepared {
  /** What the worker is, by its content. */
  readonly content: string;
  readonly makeTemplates: (buildId: string) => Promise<void>;
}

/** What a deployment acts through. */
export interface DeployTools {
  readonly aws: DeploymentAws;
  /** Packages the programs and makes templates a first time: mistakes in them are found here. */
  readonly prepare: () => Promise<Prepared>;
  deployStacks(names: readonly StackName[]): Promise<void>;
  /** Connects to the engine and looks for the namespace. */
  versions(apiKey: string | undefined): Promise<WorkerVersions>;
  /** In Danish, one line. */
  readonly say: (line: string) => void;
  now(): number;
}

/** Something is missing that only a person can give. The message is for the user, in Danish. */
export class NotReadyError extends Error {}

/** A container is pulled and started; Lambda is woken at once. */
const LISTED_WITHIN_MS = 5 * 60_000;

/** Deploys a stage; answers what its base tells about itself. Rejects with an error whose message is for the user. */
export async function deployStage(options: DeployOptions, tools: DeployTools): Promise<Outputs> {
  const { aws, say } = tools;
  const { config, secrets } = options;
  const { content, makeTemplates } = await tools.prepare();
  const before = await aws.outputs('Base');
  const apiKey = await requireSecrets(options, aws, before);
  const versions = await tools.versions(apiKey);
  const buildId = await buildIdFor(content, versions, tools.now());
  await makeTemplates(buildId);

  await tools.deployStacks(['Base', 'Messages']);
  const base = required(await aws.outputs('Base'));
  if (secrets.staff !== undefined) await aws.putSecret(base.StaffSecretArn ?? '', secrets.staff);
  if (secrets.engine !== undefined && base.EngineSecretArn !== undefined) {
    await aws.putSecret(base.EngineSecretArn, secrets.engine);
  }
  await tools.deployStacks([config.worker === 'lambda' ? 'Worker' : 'Container']);
  await switchTo(buildId, await wakeableOf(options, aws), versions, say);
  await tools.deployStacks(['Routine', 'Web', 'Watch']);
  await removeOld(versions, await aws.outputs('Worker'), aws, say);
  return base;
}

/** Secrets are given now or were before. Answers the engine's API key, where it asks for one. */
async function requireSecrets(
  { config, secrets }: DeployOptions,
  aws: DeploymentAws,
  before: Outputs | undefined,
): Promise<string | undefined> {
  const known = async (arn: string | undefined): Promise<string | undefined> =>
    arn === undefined ? undefined : aws.secret(arn);
  const staff = secrets.staff ?? (await known(before?.StaffSecretArn));
  const engine = config.engine.apiKey
    ? (secrets.engine ?? (await known(before?.EngineSecretArn)))
    : undefined;
  const missing = [
    ...(staff === undefined ? ['STAFF_CLIENT_SECRET'] : []),
    ...(config.engine.apiKey && engine === undefined ? ['TEMPORAL_API_KEY'] : []),
  ];
  if (missing.length > 0) throw new NotReadyError(`Intet er sat i drift. Sæt først ${missing.join(' og ')}.`);
  return engine;
}

/** The build that is current, where nothing has changed; otherwise a name that was never used. */
async function buildIdFor(content: string, versions: WorkerVersions, now: number): Promise<string> {
  const known = await versions.list();
  const current = known.find(({ state }) => state === 'current');
  return current?.buildId.startsWith(`${content}.`) === true
    ? current.buildId
    : `${content}.${now.toString(36)}`;
}

async function wakeableOf({ config }: DeployOptions, aws: DeploymentAws): Promise<Wakeable | undefined> {
  if (config.worker !== 'lambda') return undefined;
  const { WorkerVersionArn = '', WakerRoleArn = '' } = required(await aws.outputs('Worker'));
  return { functionArn: WorkerVersionArn, role: WakerRoleArn, externalId: config.engine.externalId };
}

/**
 * Makes a version current once it has taken up work. Where it does not, it is taken away again and the one before it
 * stays in charge.
 * @param wakeable how the engine wakes it; a container is not woken
 */
export async function switchTo(
  buildId: string,
  wakeable: Wakeable | undefined,
  versions: WorkerVersions,
  say: (line: string) => void,
  withinMs = LISTED_WITHIN_MS,
): Promise<void> {
  const known = await versions.list();
  if (known.some((version) => version.buildId === buildId && version.state === 'current')) {
    say(`Workeren er uændret: version ${buildId}.`);
    return;
  }
  try {
    if (wakeable) await versions.register(buildId, wakeable);
    await versions.waitUntilListed(buildId, withinMs);
    await versions.makeCurrent(buildId);
  } catch (error) {
    // It may not be there at all; what matters is why it failed.
    await versions.remove(buildId).catch(() => undefined);
    say(`Version ${buildId} er taget tilbage. Den forrige version kører videre.`);
    throw error;
  }
  say(`Workeren kører nu version ${buildId}.`);
}

/** Removes versions nothing runs on, first at the engine and then the programs. */
async function removeOld(
  versions: WorkerVersions,
  worker: Outputs | undefined,
  aws: DeploymentAws,
  say: (line: string) => void,
): Promise<void> {
  const known = await versions.list();
  for (const { buildId } of known.filter(({ state }) => state === 'drained')) {
    await versions.remove(buildId);
    say(`Version ${buildId} er fjernet: intet kører på den mere.`);
  }
  const arn = worker?.WorkerVersionArn;
  const draining = known.some(({ state }) => state === 'draining');
  if (arn === undefined || draining) return;
  await aws.removeVersions(arn.replace(/:\d+$/, ''), [arn]);
}

function required(outputs: Outputs | undefined): Outputs {
  if (!outputs) throw new Error('the stack just deployed is not there');
  return outputs;
}
