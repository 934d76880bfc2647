/** Recorded histories are replayed with today's workflows: a change that breaks one needs `patched`. */
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflows } from '../simulation/bundle';
import { projectBundle } from './support/bundle';
import { inspect } from './support/privacy';

const folder = path.join(__dirname, 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

interface Recorded {
  readonly workflowId: string;
  readonly history: unknown;
}

function* recorded(names: readonly string[]): Generator<Recorded> {
  for (const workflowId of names) {
    yield { workflowId, history: JSON.parse(readFileSync(path.join(folder, workflowId), 'utf8')) as unknown };
  }
}

async function replay(code: string, names: readonly string[]): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  const results = Worker.runReplayHistories(
    { workflowBundle: { code }, replayName: 'test' },
    recorded(names),
  );
  for await (const { workflowId, error } of results) outcomes[workflowId] = error ? error.name : 'ok';
  return outcomes;
}

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});

test('there are histories of every workflow', () => {
  const types = new Set(files.map((name) => name.split('-')[0]));
  expect([...types].sort()).toEqual([
    'absenceCase',
    'capacity',
    'contactPersonHandover',
    'dispatch',
    'dropoutOutreach',
    'familyMeeting',
    'journey',
    'networkConference',
    'newcomerContact',
    'notification',
    'placement',
    'prognosisRound',
    'programme',
    'progressionRound',
    'referral',
    'schoolFeed',
    'staffLeave',
    'transitionConference',
    'wellbeingPulse',
    'yearWheel',
  ]);
});

test('today’s workflows replay all of them', async () => {
  const outcomes = await replay(await projectBundle(), files);
  expect(outcomes).toEqual(Object.fromEntries(files.map((name) => [name, 'ok'])));
}, 120_000);

test('a change that breaks a history is found', async () => {
  const root = path.join(__dirname, '..');
  const code = await bundleWorkflows({
    workflowsPath: path.join(__dirname, 'workflows/incompatible/index.ts'),
    sources: ['workflows', 'contract/messages', 'rules', 'test/workflows/incompatible'].map((name) =>
      path.join(root, name),
    ),
    cacheFolder: path.join(root, '.cache/bundles'),
  });
  const cases = files.filter((name) => name.startsWith('absenceCase-'));
  const outcomes = await replay(code, cases);
  expect(outcomes).toEqual(Object.fromEntries(cases.map((name) => [name, 'DeterminismViolationError'])));
}, 120_000);

describe('what histories hold', () => {
  test.each(files)('%s: references, enums, dates and numbers only', (name) => {
    const { payloads, strangers } = inspect(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
    expect(strangers).toEqual([]);
    expect(payloads).toBeGreaterThan(0);
  });

  test('a name, an address or a note would be found', () => {
    const payload = (value: unknown): object => ({
      metadata: { encoding: 'anNvbi9wbGFpbg==' },
      data: Buffer.from(JSON.stringify(value)).toString('base64'),
    });
    const found = (history: object): readonly string[] => inspect(history).strangers;
    expect(found({ input: { payloads: [payload({ note: 'Han vil gerne være kok' })] } })).toEqual([
      'Han vil gerne være kok',
    ]);
    expect(found({ input: { payloads: [payload({ Malthe: 1 })] } })).toEqual(['Malthe']);
    expect(found({ input: { payloads: [payload({ phone: '+4531000001' })] } })).toEqual(['+4531000001']);
    expect(found({ input: { payloads: [payload({ cpr: '740309-4001' })] } })).toEqual(['740309-4001']);
  });
});
