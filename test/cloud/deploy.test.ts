/**
 * Deploying, step by step against tools that only note what they are asked: what is checked before anything is
 * changed, and what is taken back when the new worker does not work.
 */
import { type DeploymentAws, type Outputs } from '../../entry/cloud/deploying/aws';
import { EngineRefusedError } from '../../entry/cloud/deploying/engine';
import { deployOptions, type DeployOptions } from '../../entry/cloud/deploying/options';
import { deployStage, type DeployTools } from '../../entry/cloud/deploying/steps';
import { VersionFailedError, type VersionState, type WorkerVersions } from '../../entry/cloud/versions';

const BASE: Outputs = {
  StaffSecretArn: 'staff',
  EngineSecretArn: 'engine',
  PagesAddress: 'https://x.example',
};
const WORKER: Outputs = { WorkerVersionArn: 'arn:aws:lambda:r:1:function:worker:8', WakerRoleArn: 'role' };
const GIVEN = { TEMPORAL_API_KEY: 'key', STAFF_CLIENT_SECRET: 'secret' };

interface World {
  readonly tools: DeployTools;
  /** What was done, in order. */
  readonly done: string[];
  readonly said: string[];
}

interface Situation {
  /** What is deployed already. */
  readonly base?: Outputs;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly versions?: VersionState[];
  readonly listed?: boolean;
  readonly engineFails?: boolean;
}

function world({ base, secrets = {}, versions = [], listed = true, engineFails = false }: Situation): World {
  const done: string[] = [];
  const said: string[] = [];
  let known: Outputs | undefined = base;
  const note = (what: string): Promise<void> => {
    done.push(what);
    return Promise.resolve();
  };
  const aws: DeploymentAws = {
    outputs: (name) => Promise.resolve(name === 'Base' ? known : WORKER),
    secret: (arn) => Promise.resolve(secrets[arn]),
    putSecret: (arn) => note(`secret ${arn}`),
    removeVersions: async (_, keep) => {
      await note(`keep ${keep.join()}`);
      return 1;
    },
  };
  const engine = {
    list: () => Promise.resolve(versions),
    register: (buildId: string) => note(`register ${buildId}`),
    waitUntilListed: () =>
      listed ? note('listed') : Promise.reject(new VersionFailedError('tog ikke arbejde')),
    makeCurrent: (buildId: string) => note(`current ${buildId}`),
    remove: (buildId: string) => note(`remove ${buildId}`),
  } as unknown as WorkerVersions;
  const tools: DeployTools = {
    aws,
    prepare: () =>
      Promise.resolve({ content: 'abc', makeTemplates: (buildId) => note(`templates ${buildId}`) }),
    deployStacks(names) {
      known = BASE;
      return note(names.join('+'));
    },
    versions: () =>
      engineFails ? Promise.reject(new EngineRefusedError('svarer ikke')) : Promise.resolve(engine),
    say: (line) => said.push(line),
    now: () => 36,
  };
  return { tools, done, said };
}

const options = (env: NodeJS.ProcessEnv): DeployOptions => {
  const read = deployOptions(['--stage', 'dev'], env);
  if (!read) throw new Error('help');
  return read;
};

test('the first time: secrets are stored, the worker works before anything talks to it', async () => {
  const { tools, done } = world({});
  await deployStage(options(GIVEN), tools);
  expect(done).toEqual([
    'templates abc.10',
    'Base+Messages',
    'secret staff',
    'secret engine',
    'Worker',
    'register abc.10',
    'listed',
    'current abc.10',
    'Routine+Web+Watch',
    'keep arn:aws:lambda:r:1:function:worker:8',
  ]);
});

test('a worker that does not take up work is taken back, and nothing else is changed', async () => {
  const { tools, done, said } = world({ listed: false, versions: [{ buildId: 'old.1', state: 'current' }] });
  await expect(deployStage(options(GIVEN), tools)).rejects.toBeInstanceOf(VersionFailedError);
  expect(done.slice(-2)).toEqual(['register abc.10', 'remove abc.10']);
  expect(done.join()).not.toMatch(/current|Web/);
  expect(said).toEqual(['Version abc.10 er taget tilbage. Den forrige version kører videre.']);
});

test('without secrets, the first time, nothing is deployed; later those there stay', async () => {
  const first = world({});
  await expect(deployStage(options({}), first.tools)).rejects.toThrow(
    'Intet er sat i drift. Sæt først STAFF_CLIENT_SECRET og TEMPORAL_API_KEY.',
  );
  expect(first.done).toEqual([]);
  const later = world({ base: BASE, secrets: { staff: 's', engine: 'e' } });
  await deployStage(options({}), later.tools);
  expect(later.done.join()).not.toContain('secret');
  const unfilled = world({ base: BASE, secrets: { staff: 's' } });
  await expect(deployStage(options({}), unfilled.tools)).rejects.toThrow('TEMPORAL_API_KEY');
});

test('an engine that cannot be used stops it before anything is deployed', async () => {
  const { tools, done } = world({ engineFails: true });
  await expect(deployStage(options(GIVEN), tools)).rejects.toBeInstanceOf(EngineRefusedError);
  expect(done).toEqual([]);
});

test('a worker that has not changed keeps its version; drained ones are removed, and programs once none drains', async () => {
  const versions: VersionState[] = [
    { buildId: 'abc.9', state: 'current' },
    { buildId: 'abb.1', state: 'drained' },
  ];
  const { tools, done, said } = world({ versions });
  await deployStage(options(GIVEN), tools);
  expect(done).toContain('templates abc.9');
  expect(done.join()).not.toMatch(/register|current/);
  expect(done.slice(-2)).toEqual(['remove abb.1', 'keep arn:aws:lambda:r:1:function:worker:8']);
  expect(said[0]).toBe('Workeren er uændret: version abc.9.');
});

test('while a version drains, its program stays', async () => {
  const { tools, done } = world({ versions: [{ buildId: 'abb.1', state: 'draining' }] });
  await deployStage(options(GIVEN), tools);
  expect(done.join()).not.toMatch(/keep|remove/);
});

test.each([
  [[], 'Vælg et trin: dev eller prod.'],
  [['--stage', 'test'], 'Vælg et trin: dev eller prod (der står "test").'],
  [['--stge', 'dev'], 'Ukendt valgmulighed. Se --help.'],
])('the command line %j is refused: %s', (args, message) => {
  expect(() => deployOptions(args, {})).toThrow(message);
});
