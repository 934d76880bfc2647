/**
 * The town's tasks, at every stage, as the activities would have written them.
 */
import { journeyId, taskId } from '../../contract/messages/ids';
import { type TaskKind } from '../../contract/messages/vocabulary';
import { type TaskRow } from '../../records/tasks';
import { copenhagen, type Instant } from '../../rules/clock';
import { at, STAFF, type Who, YOUTHS } from './townPeople';

/** A task row as the activities would have written it. */
export function task(
  kind: TaskKind,
  of: keyof typeof YOUTHS | undefined,
  holder: Who | 'unit:network',
  due: Instant,
  more: Partial<TaskRow> & { n?: number } = {},
): TaskRow {
  const { n = 1 } = more;
  const person = of === undefined ? undefined : YOUTHS[of];
  const workflowId =
    person === undefined
      ? 'schoolFeed/FGU-NORD'
      : kind === 'coordinator.assign'
        ? journeyId(person.ref)
        : `absenceCase/${person.ref}/1`;
  const assignee = holder === 'unit:network' ? holder : STAFF[holder].id;
  const role = holder === 'unit:network' ? 'network' : STAFF[holder].role;
  return {
    id: taskId(workflowId, n),
    seq: 1,
    workflowId,
    n,
    kind,
    rule: 'R04',
    reason: {
      threshold: 'consecutive',
      days: ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'],
    },
    agreement: 0,
    status: 'open',
    placement: { rung: 0, role, assignee, due, reminders: [], spreadMs: 0, overdue: false },
    explanation: {
      from: '2026-10-20',
      startMoved: false,
      days: 1,
      dueOn: copenhagen(due).date,
      skipped: [],
    },
    next: { role: 'schoolLeader', assignee: STAFF.lone.id },
    openedAt: at('2026-10-20', '10:15'),
    formers: [],
    attempts: 0,
    ...(person !== undefined && { youth: person.ref }),
    school: 'FGU-NORD',
    ...more,
  };
}

export const TASKS = {
  contact: task('absence.firstContact', 'freja', 'maja', at('2026-10-21'), { channel: 'sms' }),
  late: task('absence.firstContact', 'noah', 'maja', at('2026-10-19'), {
    channel: 'phone',
    attempts: 1,
    reason: {
      threshold: 'month',
      days: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-07', '2026-10-09'],
    },
  }),
  conversation: task('absence.conversation1', 'viktor', 'maja', at('2026-10-23'), {
    n: 2,
    reason: { after: 'absence.firstContact' },
  }),
  booked: task('absence.conversation2', 'noah', 'per', at('2026-10-27'), {
    n: 3,
    meeting: at('2026-10-22', '10:30'),
    reason: { renewed: ['2026-10-14', '2026-10-15'] },
  }),
  decision: task('absence.leaderDecision', 'emma', 'lone', at('2026-10-22'), {
    n: 4,
    reason: { renewed: ['2026-10-14', '2026-10-15'] },
  }),
  measure: task('retention.measure', 'freja', 'anna', at('2026-11-18'), {
    n: 5,
    rule: 'R10',
    reason: { remedy: 'mentor' },
  }),
  escalated: task('absence.firstContact', 'emma', 'anna', at('2026-10-21'), {
    n: 6,
    formers: [
      { assignee: STAFF.maja.id, until: at('2026-10-16') },
      { assignee: STAFF.lone.id, until: at('2026-10-20') },
    ],
  }),
  assign: task('coordinator.assign', 'lukas', 'unit:network', at('2026-10-22'), {
    rule: 'R19',
    reason: { backlog: true },
    school: 'FGU-SYD',
  }),
  lastRung: task('absence.followUp', 'viktor', 'niels', at('2026-10-12'), {
    n: 7,
    reason: { allowed: 1, days: ['2026-10-01', '2026-10-02'] },
  }),
  silent: task('school.silent', undefined, 'lone', at('2026-10-23'), {
    rule: 'R55',
    reason: { days: ['2026-10-16', '2026-10-19', '2026-10-20'] },
  }),
  done: task('absence.firstContact', 'viktor', 'maja', at('2026-10-16'), {
    n: 1,
    status: 'completed',
    closedAt: at('2026-10-16', '10:05'),
    closedBy: STAFF.maja.id,
    outcome: { outcome: 'reached', channel: 'phone' },
  }),
} as const;
