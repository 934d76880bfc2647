/** The same scenario in virtual time and on the real server: the same journal, to the minute. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type JournalEntry } from '../records/journal';
import { momentOf } from '../simulation/scenarios/check';
import { readScenario } from '../simulation/scenarios/format';
import { runScenario } from '../simulation/scenarios/run';
import { projectBundle } from './support/bundle';
import { RealServer } from './support/realServer';

const SCENARIOS = [
  'r01-fem-i-traek', // a correction withdraws
  'r01-tilbagetrukket-dag',
  'r02-hele-trappen',
  'r04-frister-og-trin', // late escalation, overdue on the last rung
  'r04-hele-vejen',
  'r05-tre-forsoeg',
  'r06-maal-naaet',
  'r10-mentor',
  'r37-ny-tid-i-morgen',
  'r55-tavs-skole',
  'r55-uret-staar-stille',
  'opgave-genaabnet',
  'opgave-givet-videre',
  'samtale-aftalt-og-flyttet',
  'frist-over-paaske',
];

const executable = process.env.TEMPORAL_TEST_SERVER;
if (executable === undefined)
  console.warn('TEMPORAL_TEST_SERVER is not set: fidelity to the real server is not tested.');
const onServer = executable === undefined ? describe.skip : describe;

onServer('virtual time is true to the real server', () => {
  let server: RealServer;
  let bundle: string;

  beforeAll(async () => {
    bundle = await projectBundle();
    server = await RealServer.start(executable ?? '');
  }, 120_000);
  afterAll(() => server.stop());

  test.each(SCENARIOS)(
    '%s',
    async (name) => {
      const file = path.join(__dirname, 'scenarios', `${name}.yaml`);
      const scenario = readScenario(readFileSync(file, 'utf8'), file);
      const virtual = await runScenario(scenario, bundle);
      const real = await server.run(scenario, bundle);
      expect(toTheMinute(real.journal)).toEqual(toTheMinute(virtual.journal));
    },
    120_000,
  );
});

/** One line an entry; of the same minute in the order of their texts, since a real server takes milliseconds between them. */
function toTheMinute(journal: readonly JournalEntry[]): string[] {
  return journal
    .map(({ at, due, late, reason = {}, ...rest }) => {
      const { receivedAt: _, ...facts } = reason;
      const times = {
        due: due === undefined ? undefined : momentOf(due),
        late: late === undefined ? undefined : momentOf(late),
      };
      return `${momentOf(at)} ${JSON.stringify({ ...rest, ...times, facts })}`;
    })
    .sort();
}
