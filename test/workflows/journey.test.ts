/** Journeys through long times and floods. */
import { type AbsenceReport } from '../../contract/messages/procedures';
import { journeyId } from '../../contract/messages/ids';
import { putYouth } from '../../records/people';
import { addDays, schoolDays } from '../../rules/calendar';
import { instantOf } from '../../rules/clock';
import { SCHOOL, YOUTH } from '../support/municipality';
import { awayOn, town } from '../support/town';

const report = (date: string, minutes: number, version: number): AbsenceReport => ({
  school: SCHOOL,
  agreement: 1,
  calendar: 2,
  receivedOn: date,
  receivedAt: instantOf(date, '15:30'),
  days: [{ date, minutes, lawful: 0, version }],
});

test('a journey that received 10,000 records still works', async () => {
  const { entries, server, host } = await town('2026-08-03');
  const input = { youth: YOUTH.ref, agreement: 1 };
  const send = (one: AbsenceReport): Promise<void> =>
    host.signalWithStart('journey', journeyId(YOUTH.ref), [input], 'absence', [one]);
  // 10,000 corrections of one day, a few hundred a minute, as a system gone wild sends them.
  const start = instantOf('2026-08-03', '12:00');
  for (let i = 0; i < 10_000; i += 1) {
    server.at(start + Math.floor(i / 4) * 1000, () => send(report('2026-08-03', 60 + (i % 50), i + 1)));
  }
  await server.runUntil(instantOf('2026-08-03', '16:00'));
  const journey = server.counts().get('journey');
  expect(journey?.continued).toBeGreaterThan(0);
  expect(journey?.longest.events).toBeLessThan(8192);
  expect(entries.filter(({ event }) => event === 'case.opened' || event.startsWith('signal.'))).toEqual([]);
  for (const date of schoolDays('2026-08-10', '2026-08-14', [])) {
    server.at(instantOf(date, '15:30'), () => send(report(date, 300, 1)));
  }
  await server.runUntil(instantOf('2026-08-15', '00:00'));
  expect(entries.filter(({ event }) => event === 'case.opened')).toHaveLength(1);
  // What was known before the run was continued is known after it: an old version of a day changes nothing.
  server.at(instantOf('2026-08-16', '12:00'), () => send(report('2026-08-03', 300, 5_000)));
  await server.runUntil(instantOf('2026-08-17', '00:00'));
  expect(server.counts().get('absenceCase')?.actions.signal).toBe(0);
}, 120_000);

test('a case that an operator terminated is noticed, its tasks leave the lists, and a new one can open', async () => {
  const { entries, server, municipality, table } = await town('2026-11-01');
  const absent = (from: string, to: string, at: string): void => {
    server.at(instantOf(at, '15:30'), () =>
      municipality.register(SCHOOL, schoolDays(from, to, []).map(awayOn)),
    );
  };
  absent('2026-11-02', '2026-11-06', '2026-11-06');
  server.at(instantOf('2026-11-09', '09:00'), () =>
    server.client.terminate('absenceCase/y1/1', 'by mistake'),
  );
  absent('2026-11-09', '2026-11-13', '2026-11-13');
  await server.runUntil(instantOf('2026-11-14', '00:00'));
  expect(
    entries.filter(({ event }) => event.startsWith('case.')).map(({ event, reason }) => [event, reason?.why]),
  ).toEqual([
    ['case.opened', undefined],
    ['case.closed', 'gone'],
    ['case.opened', undefined],
  ]);
  const inbox = await table.list('inbox/kl-1');
  expect(inbox.map(({ sk }) => sk)).toEqual(['absenceCase.y1.2.1']);
});

test('a case that nobody closes for eight years continues as new and keeps its place', async () => {
  const { entries, server, municipality } = await town('2026-08-03');
  const last = '2034-08-03';
  for (const date of schoolDays('2026-08-03', last, [])) {
    server.at(instantOf(date, '15:30'), () => municipality.register(SCHOOL, [awayOn(date)]));
  }
  await server.runUntil(instantOf(last, '16:00'));
  const counts = server.counts().get('absenceCase');
  expect(counts?.continued).toBeGreaterThan(0);
  expect(counts?.longest.events).toBeLessThan(4_200);
  expect(entries.filter(({ event }) => event === 'case.opened')).toHaveLength(1);
  const reminders = entries.filter(
    ({ event, at }) => event === 'task.reminded' && at > instantOf('2034-07-01', '00:00'),
  );
  expect(reminders.length).toBeGreaterThanOrEqual(4);
  const task = `absenceCase.${YOUTH.ref}.1.1`;
  const ofCases = entries.flatMap((entry) => entry.task ?? []).filter((id) => id.startsWith('absenceCase'));
  expect(new Set(ofCases)).toEqual(new Set([task]));
}, 120_000);

test('a journey of 17 years sleeps on one timer and stays short', async () => {
  const { server, municipality } = await town('2026-08-03');
  server.at(instantOf('2026-08-03', '00:00'), () => municipality.startJourney({ youth: YOUTH.ref }));
  await server.runUntil(instantOf(addDays('2026-08-03', 17 * 365), '00:00'));
  const counts = server.counts();
  // Each quarter it looks whether its procedures still run, and a few times what has come of the youth.
  const journey = counts.get('journey');
  expect(journey?.actions.timer).toBeLessThan(17 * 4 + 10);
  for (const { longest } of counts.values()) expect(longest.events).toBeLessThan(4_096 + 100);
}, 60_000);

test('a youth without coordinator is a task for the network when the backlog comes to them (R19, R54)', async () => {
  const { entries, server, municipality, table } = await town('2026-11-01');
  await putYouth(table, { ...YOUTH, people: {} });
  server.at(instantOf('2026-11-01', '00:00'), () =>
    municipality.startJourney({
      youth: YOUTH.ref,
      releaseAt: instantOf('2026-11-16', '08:00'),
    }),
  );
  await server.runUntil(instantOf('2026-11-16', '12:00'));
  const opened = entries.filter(({ event }) => event === 'task.opened');
  expect(
    opened.map(({ at, kind, role, assignee, due, rule }) => ({ at, kind, role, assignee, due, rule })),
  ).toEqual([
    {
      at: instantOf('2026-11-16', '08:00'),
      kind: 'coordinator.assign',
      role: 'network',
      assignee: 'unit:network',
      due: instantOf('2026-11-18', '16:00'),
      rule: 'R19',
    },
  ]);
});
