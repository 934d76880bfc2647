/** What procedures cost the municipality: billable actions, events. Deterministic, so they can be promised. */
import { readScenario } from '../../simulation/scenarios/format';
import { runScenario } from '../../simulation/scenarios/run';
import { billable, type TypeCounts } from '../../simulation/virtualServer';
import { projectBundle } from '../support/bundle';

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

async function costsOf(steps: readonly string[], until: string): Promise<ReadonlyMap<string, TypeCounts>> {
  const text = [
    'rule: R04',
    'title: pris',
    'start: 2026-11-01',
    'school: { id: FGU-NORD, kind: fgu }',
    'youth: { born: 2009-03-14 }',
    'people: { contactTeacher: kl-1, schoolLeader: sl-1, guidance: uu-1, coordinator: tk-1 }',
    'steps:',
    '  - { at: 2026-11-06 15:30, absent: [2026-11-02/2026-11-06] }',
    ...steps.map((step) => `  - { ${step} }`),
    `until: ${until}`,
  ].join('\n');
  return (await runScenario(readScenario(text, 'pris'), bundle)).counts;
}

const caseActions = (counts: ReadonlyMap<string, TypeCounts>): number => {
  const own = counts.get('absenceCase');
  return own ? billable(own) : 0;
};

test('a task done on time without reminder costs at most 4 actions', async () => {
  // The case's own child start is the journey's; what is left are the actions of its tasks.
  const one = await costsOf(
    [
      'at: 2026-11-06 15:45, by: kl-1, complete: absence.firstContact, with: { outcome: declined, channel: phone }',
    ],
    '2026-11-10',
  );
  // One signal tells the journey that the case has ended.
  expect(caseActions(one) - 1).toBeLessThanOrEqual(4);
});

test('a task that follows another shares its activity: two cost 7, not 8', async () => {
  const two = await costsOf(
    [
      'at: 2026-11-06 15:45, by: kl-1, complete: absence.firstContact, with: { outcome: reached, channel: phone }',
      'at: 2026-11-09 10:00, by: kl-1, complete: absence.conversation1, with: { outcome: declined }',
    ],
    '2026-11-10',
  );
  expect(caseActions(two) - 1).toBe(7);
});

test('comments do not restart the timer', async () => {
  const steps = [10, 11, 12, 13].map(
    (hour) => `at: 2026-11-09 ${String(hour)}:00, by: kl-1, comment: absence.firstContact`,
  );
  const [quiet, commented] = [await costsOf([], '2026-11-09'), await costsOf(steps, '2026-11-09')];
  expect(caseActions(commented) - caseActions(quiet)).toBe(4 * 2); // an update and its activity each
});

test('registrations that change nothing for anybody cost one signal each', async () => {
  const steps = ['at: 2026-11-09 15:30, absent: [2026-11-09]', 'at: 2026-11-10 15:30, absent: [2026-11-10]'];
  const [before, after] = [await costsOf([], '2026-11-10'), await costsOf(steps, '2026-11-10')];
  const journey = (counts: ReadonlyMap<string, TypeCounts>): number => {
    const own = counts.get('journey');
    return own ? billable(own) : 0;
  };
  expect(journey(after) - journey(before)).toBe(2 * 2); // heard by the journey, passed on to the open case
});

test('R15: a family meeting that is booked, held and followed by the next costs at most 16 actions', async () => {
  const text = [
    'rule: R15',
    'title: pris',
    'start: 2026-10-01',
    'youth: { born: 2006-03-14, risk: low, status: none }',
    'people: { coordinator: tk-1 }',
    'steps:',
    '  - { at: 2026-10-02 10:00, by: tk-1, complete: family.book, with: { outcome: done, next: 2026-11-13 10:00 } }',
    '  - { at: 2026-11-13 11:00, by: tk-1, complete: family.meeting, with: { outcome: held, next: 2027-01-12 10:00 } }',
    'until: 2026-12-31',
  ].join('\n');
  const { counts } = await runScenario(readScenario(text, 'pris'), bundle);
  // Two meetings have begun, and one of them has been held.
  const meetings = counts.get('familyMeeting');
  expect(meetings && billable(meetings)).toBeLessThanOrEqual(16);
});

test('R08: a question that is answered costs at most 4 actions, one that is not at most 2', async () => {
  const scenario = (steps: readonly string[]): string =>
    [
      'rule: R08',
      'title: pris',
      'start: 2026-08-10',
      'school: { id: FGU-NORD, kind: fgu }',
      'youth: { born: 2009-03-14, risk: low }',
      'people: { contactTeacher: kl-1, schoolLeader: sl-1, coordinator: tk-1, contactPerson: kp-1 }',
      'policy: { wellbeing: { unanswered: 26 } }',
      `steps: [${steps.map((at) => `{ at: ${at} 12:00, pulse: 4 }`).join(', ')}]`,
      'until: 2026-12-31',
    ].join('\n');
  const actionsOf = async (steps: readonly string[]): Promise<number> => {
    const { counts } = await runScenario(readScenario(scenario(steps), 'pris'), bundle);
    const own = counts.get('wellbeingPulse');
    return own ? billable(own) : NaN;
  };
  const days = ['2026-08-17', '2026-09-14', '2026-10-12', '2026-11-09', '2026-12-07'];
  // One action is the timer to the question after the last.
  expect((await actionsOf(days)) - 1).toBe(4 * days.length);
  expect((await actionsOf([])) - 1).toBe(2 * days.length);
});
