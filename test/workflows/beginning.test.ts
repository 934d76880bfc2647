/** How a journey begins: after an operator has terminated the one before it, and for whom nobody is there yet (R51). */
import { journeyId } from '../../contract/messages/ids';
import { putYouth } from '../../records/people';
import { tasksOfYouth } from '../../records/tasks';
import { schoolDays } from '../../rules/calendar';
import { instantOf } from '../../rules/clock';
import { SCHOOL, YOUTH } from '../support/municipality';
import { awayOn, town, type Town } from '../support/town';

const FIVE_DAYS = schoolDays('2026-11-02', '2026-11-06', []);
const at = (date: string, time = '12:00'): number => instantOf(date, time);

async function absent({ municipality }: Town, days: readonly string[]): Promise<void> {
  await municipality.register(SCHOOL, days.map(awayOn));
}

test('a journey that was terminated goes on: its own tasks leave the lists, numbers go on, what runs is its own again', async () => {
  const here = await town('2026-11-01');
  const { server, table, municipality, entries } = here;
  const { coordinator: _, ...others } = YOUTH.people;
  await putYouth(table, { ...YOUTH, people: others });
  server.at(at('2026-11-01'), () => municipality.startJourney({ youth: YOUTH.ref }));
  server.at(at('2026-11-06', '15:30'), () => absent(here, FIVE_DAYS));
  await server.runUntil(at('2026-11-08'));
  const before = (await tasksOfYouth(table, YOUTH.ref)).filter(({ status }) => status === 'open');
  const own = before.filter(({ workflowId }) => workflowId === journeyId(YOUTH.ref));
  expect(own.map(({ kind }) => kind)).toContain('coordinator.assign');

  server.at(at('2026-11-08'), () => server.client.terminate(journeyId(YOUTH.ref), 'by mistake'));
  server.at(at('2026-11-09'), () => municipality.startJourney({ youth: YOUTH.ref }));
  server.at(at('2026-11-13', '15:30'), () => absent(here, schoolDays('2026-11-09', '2026-11-13', [])));
  await server.runUntil(at('2026-11-15'));

  const after = await tasksOfYouth(table, YOUTH.ref);
  for (const { id } of own) expect(after.find((task) => task.id === id)?.status).toBe('withdrawn');
  const asked = after.filter(({ kind, status }) => kind === 'coordinator.assign' && status === 'open');
  expect(asked.map(({ n }) => n > Math.max(...own.map((task) => task.n)))).toEqual([true]);
  // The case goes on and takes in the new days; no second one opens beside it.
  expect(entries.filter(({ event }) => event === 'case.opened')).toHaveLength(1);
  expect(server.counts().get('absenceCase')?.started).toBe(1);
  expect(server.counts().get('wellbeingPulse')?.started ?? 0).toBeLessThanOrEqual(1);
});

test.each([
  { born: '2014-11-07', cases: 0 },
  { born: '2013-11-06', cases: 1 },
])('absence before the backlog comes to a youth born $born opens $cases case', async ({ born, cases }) => {
  const here = await town('2026-11-01');
  const { server, table, municipality, entries } = here;
  await putYouth(table, { ...YOUTH, born });
  server.at(at('2026-11-01'), () =>
    municipality.startJourney({ youth: YOUTH.ref, releaseAt: at('2026-12-07', '00:00') }),
  );
  server.at(at('2026-11-06', '15:30'), () => absent(here, FIVE_DAYS));
  await server.runUntil(at('2026-11-07'));
  expect(entries.filter(({ event }) => event === 'case.opened')).toHaveLength(cases);
  // When the backlog comes to somebody nobody is there for, the journal says why nothing begins.
  await server.runUntil(at('2026-12-08'));
  const stated = entries.filter(({ event, rule }) => event === 'case.closed' && rule === 'R51');
  expect(stated.map(({ reason }) => reason?.why)).toEqual(cases === 0 ? ['tooYoung'] : []);
});
