/** R07: an open case keeps the agreement it began with; what begins later follows the newest. */
import { policyWith } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { tasksOfYouth } from '../../records/tasks';
import { schoolDays } from '../../rules/calendar';
import { instantOf } from '../../rules/clock';
import { SCHOOL, YOUTH } from '../support/municipality';
import { town } from '../support/town';

test('R07: a new agreement changes the deadlines of new cases only', async () => {
  const { entries, server, municipality, table } = await town('2026-11-01');
  const absent = (from: string, to: string, at: string): void => {
    const records = schoolDays(from, to, []).map((date) => ({
      id: date,
      date,
      type: 'unlawful' as const,
      minutes: 300,
      youth: YOUTH.ref,
      student: 'E1',
    }));
    server.at(instantOf(at, '15:30'), () => municipality.register(SCHOOL, records));
  };
  const complete = (kind: string, at: string, outcome: object): void => {
    server.at(instantOf(at, '10:00'), async () => {
      const task = (await tasksOfYouth(table, YOUTH.ref)).find(
        (row) => row.kind === kind && row.status === 'open',
      );
      if (!task) throw new Error(`no open ${kind}`);
      await municipality.act(task, 'completeTask', 'kl-1', { outcome: outcome as never });
    });
  };
  absent('2026-11-02', '2026-11-06', '2026-11-06');
  server.at(instantOf('2026-11-09', '08:00'), async () => {
    const ladder = [{ role: 'contactTeacher', days: 9 }];
    const newer = policyWith({
      ladders: { 'absence.firstContact': ladder, 'absence.conversation1': ladder },
    });
    expect(await addAgreement(table, SCHOOL, newer)).toBe(2);
  });
  // The open case goes on as agreed when it opened: five working days for the conversation, not nine.
  complete('absence.firstContact', '2026-11-09', { outcome: 'reached', channel: 'phone' });
  complete('absence.conversation1', '2026-11-10', { outcome: 'declined' });
  absent('2026-11-16', '2026-11-20', '2026-11-20');
  await server.runUntil(instantOf('2026-11-21', '00:00'));

  const opened = entries.filter(({ event, kind }) => event === 'task.opened' && kind?.startsWith('absence.'));
  expect(opened.map(({ kind, due }) => [kind, due])).toEqual([
    ['absence.firstContact', instantOf('2026-11-09', '16:00')],
    ['absence.conversation1', instantOf('2026-11-16', '16:00')],
    ['absence.firstContact', instantOf('2026-12-03', '16:00')],
  ]);
});
