/**
 * What has happened in the town: journal, notes, a case, receipts, and messages sent and planned.
 */
import { append, type JournalEntry } from '../../records/journal';
import { type MemoryTable } from '../../records/memoryTable';
import { type Notice, planNotice } from '../../records/notices';
import { noteCase, noteReceived } from '../../records/receipts';
import { keepSent } from '../../records/sentMessages';
import { saveCase, type TaskRow } from '../../records/tasks';
import { type Instant } from '../../rules/clock';
import { at, NOW, STAFF, YOUTHS } from './townPeople';
import { TASKS } from './townTasks';

export async function tellStories(table: MemoryTable): Promise<void> {
  const { freja, noah } = YOUTHS;
  const entry = (when: Instant, event: JournalEntry['event'], more: Partial<JournalEntry>): JournalEntry => ({
    at: when,
    event,
    rule: 'R04',
    youth: freja.ref,
    school: 'FGU-NORD',
    ...more,
  });
  const { contact, measure } = TASKS;
  const of = ({ id, kind, placement: { role, assignee, due } }: TaskRow): Partial<JournalEntry> => ({
    task: id,
    kind,
    role,
    assignee,
    due,
  });
  const days = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'];
  const entries: JournalEntry[] = [
    entry(at('2026-10-20', '10:14'), 'signal.received', { rule: 'R01', reason: { days, records: 5 } }),
    entry(at('2026-10-20', '10:15'), 'case.opened', {
      rule: 'R01',
      case: 'absenceCase/yfreja/1',
      reason: { threshold: 'consecutive', days },
    }),
    entry(at('2026-10-20', '10:15'), 'task.opened', { ...of(contact), reason: contact.reason }),
    entry(at('2026-10-20', '10:15'), 'task.opened', { ...of(measure), reason: measure.reason, rule: 'R10' }),
    entry(at('2026-10-20', '13:40'), 'task.commented', { ...of(contact), by: STAFF.maja.id, words: 'w1' }),
    entry(at('2026-10-20', '14:00'), 'task.commented', { ...of(contact), by: STAFF.anna.id, words: 'w2' }),
    entry(at('2026-10-21', '08:00'), 'task.reminded', {
      ...of(contact),
      late: at('2026-10-21', '08:31'),
      reason: { overdue: false },
    }),
    entry(at('2026-10-21', '08:04'), 'message.sent', {
      task: contact.id,
      assignee: STAFF.maja.id,
      reason: { about: 'task.reminded', channel: 'email' },
    }),
  ];
  await append(
    table,
    entries.map((told, index) => ({
      writer: 'workflow' as const,
      key: `k${String(index).padStart(3, '0')}`,
      entry: told,
    })),
  );
  await table.put({
    pk: `task/${contact.id}`,
    sk: 'words/w1',
    value: { ref: 'w1', by: STAFF.maja.id, at: NOW, text: 'Ringede. <script>alert(1)</script>' },
  });
  await table.put({
    pk: `task/${contact.id}`,
    sk: 'words/w2',
    value: { ref: 'w2', by: STAFF.anna.id, at: NOW, text: 'Kommunens eget notat' },
  });
  await saveCase(table, {
    id: 'absenceCase/yfreja/1',
    youth: freja.ref,
    school: 'FGU-NORD',
    openedAt: at('2026-10-20', '10:15'),
    openedOn: '2026-10-20',
    rule: 'R01',
    reason: { threshold: 'consecutive', days },
    agreement: 0,
  });
  await noteReceived(table, 'FGU-NORD', freja.student ?? '', at('2026-10-20', '10:14'));
  await noteCase(table, 'FGU-NORD', freja.student ?? '', 'absenceCase/yfreja/1', {
    taskOpened: at('2026-10-20', '10:15'),
  });
  await noteReceived(table, 'FGU-NORD', noah.student ?? '', at('2026-10-09', '12:00'));
  const notice = (id: string, more: Pick<Notice, 'kind' | 'recipient' | 'task' | 'planned'>): Notice => ({
    id,
    rule: 'R04',
    youth: noah.ref,
    state: 'pending',
    attempts: 0,
    ...more,
  });
  await planNotice(
    table,
    notice('n1', {
      kind: 'task.opened',
      recipient: { staff: STAFF.maja.id },
      task: contact.id,
      planned: at('2026-10-22', '08:04'),
    }),
  );
  await planNotice(
    table,
    notice('n2', {
      kind: 'meeting.reminder',
      recipient: { youth: noah.ref },
      task: TASKS.booked.id,
      planned: at('2026-10-21', '15:00'),
    }),
  );
  await keepSent(
    table,
    {
      at: at('2026-10-21', '08:04'),
      channel: 'email',
      to: STAFF.maja.id,
      subject: 'Rød Tråd: 3 opgaver, 1 over tid',
      text: 'Hej Maja.\nHer er din liste:\n1 opgave er over tid.\nHilsen Rød Tråd',
    },
    's1',
  );
}
