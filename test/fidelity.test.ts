/**
 * The same scenario in virtual time and on the real server: the same journal, to the minute, and the same commands of
 * each workflow, by activation; of dispatch, which all the others wake, how often it sends.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DISPATCH_ID } from '../contract/messages/ids';
import { type JournalEntry } from '../records/journal';
import { type Around } from '../simulation/municipality';
import { momentOf } from '../simulation/scenarios/check';
import { type RecordedEvent } from '../simulation/virtualServer';
import { readScenario, type Scenario } from '../simulation/scenarios/format';
import { runScenario } from '../simulation/scenarios/run';
import { projectBundle } from './support/bundle';
import { type Commands, virtualCommands } from './support/commands';
import { RealServer } from './support/realServer';

const SCENARIOS = [
  'r01-fem-i-traek', // a correction withdraws
  'r01-tilbagetrukket-dag',
  'r02-hele-trappen',
  'r04-frister-og-trin', // late escalation, overdue on the last rung
  'r04-hele-vejen',
  'r05-tre-forsoeg',
  'r07-flyttet-sag-faar-ny-frist', // an update that decides over what is open
  'r07-flyttet-sag-faar-nye-graenser', // … and fetches new terms first
  'r06-maal-naaet',
  'r10-mentor',
  'r13-saerlig-indsats',
  'r28-en-anden-kontaktperson',
  'r40-en-anden-tid', // a round among many youths, begun by the year wheel
  'r21-ingen-loesning',
  'r26-16-aar-med-vejledning',
  'r36-evaluering-lukker', // a place is given back and asked for again
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
  // A new server for each scenario: a round is never started twice, and its id is the same in many of them.
  let server: RealServer;
  let bundle: string;

  beforeAll(async () => {
    bundle = await projectBundle();
  }, 120_000);
  beforeEach(async () => {
    server = await RealServer.start(executable ?? '');
  }, 120_000);
  afterEach(() => server.stop());

  test.each(SCENARIOS)(
    '%s',
    async (name) => {
      await expectTheSame(server, scenarioOf(name), bundle);
    },
    120_000,
  );

  test('activities that fail and are tried again', async () => {
    const lives: string[][] = [];
    const failingHere = (): Around => {
      const failed: string[] = [];
      lives.push(failed);
      return failing(failed);
    };
    await expectTheSame(server, scenarioOf('r04-frister-og-trin'), bundle, failingHere);
    const [virtually, really] = lives;
    expect(virtually?.filter((key) => key === 'absenceCase/y1/1 4')).toHaveLength(8);
    // Workflows fail side by side, in no order of their own.
    expect(virtually?.sort()).toEqual(really?.sort());
  }, 120_000);

  test('a case so long that it continues as new', async () => {
    const commands = await expectTheSame(server, talkative(scenarioOf('r04-frister-og-trin')), bundle);
    expect(commands['absenceCase/y1/1']?.flat()).toContain('WorkflowExecutionContinuedAsNew absenceCase');
  }, 120_000);
});

function scenarioOf(name: string): Scenario {
  const file = path.join(__dirname, 'scenarios', `${name}.yaml`);
  return readScenario(readFileSync(file, 'utf8'), file);
}

/** What is to be written fails twice each time; escalations fail for three minutes. Each failure is noted. */
function failing(failures: string[]): Around {
  return (activities) => ({
    ...activities,
    carryOut: (origin, effects) => {
      const key = `${origin.workflowId} ${String(effects[0]?.seq)}`;
      const times = effects.some((effect) => effect.do === 'escalateTask') ? 8 : 2;
      if (failures.filter((failed) => failed === key).length >= times)
        return activities.carryOut(origin, effects);
      failures.push(key);
      return Promise.reject(new Error('no answer from the table'));
    },
  });
}

/** The same, with so many comments on the first day that the server suggests to continue as new. */
function talkative(scenario: Scenario): Scenario {
  const comments = Array.from({ length: 400 }, (_, n) => {
    const time = `${String(9 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
    return {
      form: 'comment',
      at: `2026-11-09 ${time}`,
      by: 'kl-1',
      comment: 'absence.firstContact',
    } as const;
  });
  const steps = [...scenario.steps, ...comments].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { ...scenario, steps };
}

async function expectTheSame(
  server: RealServer,
  scenario: Scenario,
  bundle: string,
  around: () => Around = () => (activities) => activities,
): Promise<Readonly<Record<string, Commands>>> {
  const events: RecordedEvent[] = [];
  const virtual = await runScenario(scenario, bundle, {
    observer: { event: (event) => void events.push(event) },
    around: around(),
  });
  const real = await server.run(scenario, bundle, around());
  expect(toTheMinute(virtual.journal)).toEqual(toTheMinute(real.journal));
  expect(withoutRaces(virtualCommands(events))).toEqual(withoutRaces(real.commands));
  return real.commands;
}

/**
 * Dispatch is woken by several workflows in the same moment, and which of them comes first – and with it which timers it
 * starts on the way – is for each server to say: how often it sends is not.
 */
function withoutRaces(commands: Readonly<Record<string, Commands>>): Record<string, Commands> {
  const { [DISPATCH_ID]: dispatch = [], ...others } = commands;
  const sends = dispatch.flat().filter((command) => command.startsWith('ActivityTaskScheduled'));
  return { ...others, [DISPATCH_ID]: [sends] };
}

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
