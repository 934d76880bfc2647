/**
 * The domain's numbers, from tasks, messages and workflows as they lie in the table.
 */
import { domainNumbers } from '../../entry/cloud/numbers';
import { planNotice } from '../../records/notices';
import { MemoryTable } from '../../records/memoryTable';
import { putStaff } from '../../records/people';
import { saveTask, type TaskRow } from '../../records/tasks';

const NOW = Date.UTC(2026, 10, 23, 9);
const HOUR = 3_600_000;

const task = (
  n: number,
  kind: TaskRow['kind'],
  due: number,
  openedAt: number,
  assignee = 'kl-1',
): TaskRow => ({
  id: `absenceCase.y1.1.${String(n)}`,
  seq: n,
  workflowId: 'absenceCase/y1/1',
  n,
  kind,
  rule: 'R04',
  reason: {},
  agreement: 1,
  status: 'open',
  placement: {
    role: 'contactTeacher',
    assignee,
    rung: 0,
    due,
    reminders: [],
    overdue: due < NOW,
  } as unknown as TaskRow['placement'],
  openedAt,
  formers: [],
  attempts: 0,
});

test('counts what is overdue, unsent, stuck and silent, and how long the longest wait is', async () => {
  const table = new MemoryTable();
  await putStaff(table, { id: 'kl-1', name: 'Maja', role: 'contactTeacher', school: 'FGU-NORD' });
  await putStaff(table, { id: 'sl-1', name: 'Ulla', role: 'schoolLeader', school: 'FGU-NORD' });
  await saveTask(table, task(1, 'absence.firstContact', NOW - HOUR, NOW - 30 * HOUR));
  await saveTask(table, task(2, 'absence.firstContact', NOW + HOUR, NOW - 2 * HOUR));
  await saveTask(table, task(3, 'school.silent', NOW + HOUR, NOW - HOUR, 'unit:schoolLeader:FGU-NORD'));
  const notice = {
    kind: 'task.opened',
    recipient: { staff: 'kl-1' },
    task: 't',
    rule: 'R04',
    state: 'pending',
    attempts: 0,
  } as const;
  await planNotice(table, { ...notice, id: 'late', planned: NOW - 16 * 60_000 });
  await planNotice(table, { ...notice, id: 'soon', planned: NOW - 14 * 60_000 });
  const workflows = (): Promise<never[]> => Promise.resolve([{} as never]);
  expect(await domainNumbers({ table, engine: { workflows }, now: () => NOW })).toEqual({
    OverdueTasks: 1,
    UnsentMessages: 1,
    StuckWorkflows: 1,
    SilentSchools: 1,
    LongestWaitHours: 30,
  });
});

test('an empty municipality has nothing to tell', async () => {
  const engine = { workflows: () => Promise.resolve([]) };
  const numbers = await domainNumbers({ table: new MemoryTable(), engine, now: () => NOW });
  expect(Object.values(numbers)).toEqual([0, 0, 0, 0, 0]);
});
