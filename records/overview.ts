/**
 * The overview: one row per youth with what portfolios, workloads and figures need – who has which open task, what was
 * closed lately, and when somebody was last in touch. References, enums and moments; no names and no words.
 *
 * One row instead of one per task: a portfolio of forty youths is one batch read, and that of a whole municipality one
 * partition.
 */
import { type Assignee, type SchoolRef, type YouthRef } from '../contract/messages/ids';
import { type Outcome } from '../contract/messages/outcomes';
import { type Placement } from '../contract/messages/tasks';
import { type Facts, type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type Key, type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

/** What of a task's row the overview is made of. */
interface NotedTask {
  readonly id: string;
  readonly seq: number;
  readonly kind: TaskKind;
  readonly youth?: YouthRef;
  readonly school?: SchoolRef;
  readonly status: 'open' | 'completed' | 'withdrawn';
  readonly placement: Placement;
  readonly openedAt: Instant;
  readonly meeting?: Instant | undefined;
  readonly closedAt?: Instant | undefined;
  readonly outcome?: Outcome | undefined;
  readonly latest?: Facts;
}

/** A task as overviews count it. Instants in milliseconds since 1970. */
export interface OverviewTask {
  readonly seq: number;
  readonly kind: TaskKind;
  readonly status: NotedTask['status'];
  readonly role: StaffRole;
  readonly assignee: Assignee;
  readonly openedAt: Instant;
  readonly due: Instant;
  readonly meeting?: Instant;
  readonly closedAt?: Instant;
  /** A deadline of it passed without it being done, on this rung or one below. */
  readonly missed?: true;
  /** Somebody was in touch with the youth or those at home. */
  readonly contact?: true;
}

/** What stands on one youth, or on one school for what concerns none. */
export interface OverviewRow {
  readonly youth?: YouthRef;
  readonly school?: SchoolRef;
  /** By task id. */
  readonly tasks: Readonly<Record<string, OverviewTask>>;
}

const PARTITION = 'overview';
/** Closed tasks are counted for half a year; the latest contact is kept for good. */
const KEPT_MS = 183 * 86_400_000;

const keyOf = ({ youth, school }: Pick<NotedTask, 'youth' | 'school'>): Key => ({
  pk: PARTITION,
  sk: youth ?? `school:${school ?? '-'}`,
});

/** Kinds whose being done means that somebody has talked with the youth. */
const TALKS: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'progress.meeting',
  'family.meeting',
  'prognosis.meeting',
  'wellbeing.dialogue',
  'contact.handover',
  'transition.conference',
  'newcomer.contact',
  'dropout.contact',
  'contactCheck.contact',
  'talk.requested',
  'placement.visit',
  'placement.evaluation',
  'placement.start',
  'programme.talk',
  'programme.visit',
  'message.phoneInstead',
]);

/** Whether what came of the task is a contact: an answered call, a conversation that was held. */
function isContact({ kind, status, outcome }: Pick<NotedTask, 'kind' | 'status' | 'outcome'>): boolean {
  if (status !== 'completed' || outcome === undefined) return false;
  return (
    outcome.outcome === 'reached' ||
    outcome.outcome === 'held' ||
    (outcome.outcome === 'done' && TALKS.has(kind))
  );
}

function entryOf(task: NotedTask, before: OverviewTask | undefined): OverviewTask {
  const { seq, kind, status, openedAt, placement, meeting, closedAt, latest } = task;
  const late = placement.overdue || latest?.why === 'overdue' || (closedAt ?? 0) > placement.due;
  return {
    seq,
    kind,
    status,
    role: placement.role,
    assignee: placement.assignee,
    openedAt,
    due: placement.due,
    ...(meeting !== undefined && { meeting }),
    ...(closedAt !== undefined && { closedAt }),
    ...((late || before?.missed === true) && { missed: true }),
    ...(isContact(task) && { contact: true }),
  };
}

/** The row with the task as it now is; the same row where that changes nothing. */
function withTask(row: OverviewRow | undefined, task: NotedTask): OverviewRow {
  const before = row?.tasks[task.id];
  const entry = entryOf(task, before);
  if (row && before && (before.seq >= entry.seq || isSame(before, entry))) return row;
  const { youth, school } = task;
  return {
    ...(youth !== undefined && { youth }),
    ...(school !== undefined && { school }),
    tasks: pruned(byId(row?.tasks, task.id, entry)),
  };
}

/** With one more. Without a prototype, which makes it a table of ids: as fields, each id would shape the object anew. */
function byId(
  tasks: OverviewRow['tasks'] | undefined,
  id: string,
  entry: OverviewTask,
): Record<string, OverviewTask> {
  return Object.assign(Object.create(null) as Record<string, OverviewTask>, tasks, { [id]: entry });
}

type Counted = Exclude<keyof OverviewTask, 'seq'>;
const COUNTED: Readonly<Record<Counted, true>> = {
  ...{ kind: true, status: true, role: true, assignee: true, openedAt: true, due: true },
  ...{ meeting: true, closedAt: true, missed: true, contact: true },
};

/** A reminder or a note moves nothing that is counted. */
function isSame(a: OverviewTask, b: OverviewTask): boolean {
  for (const field in COUNTED) if (a[field as Counted] !== b[field as Counted]) return false;
  return true;
}

/** Takes out what is closed and older than is counted, seen from the newest thing in it. */
function pruned(tasks: Record<string, OverviewTask>): OverviewRow['tasks'] {
  let newest = 0;
  let oldest = Infinity;
  for (const id in tasks) {
    const { openedAt, closedAt } = tasks[id] as OverviewTask;
    newest = Math.max(newest, closedAt ?? openedAt);
    oldest = Math.min(oldest, closedAt ?? Infinity);
  }
  if (oldest >= newest - KEPT_MS) return tasks; // mostly so
  const latestContact = lastContact({ tasks });
  for (const [id, { closedAt = newest }] of Object.entries(tasks))
    if (closedAt < newest - KEPT_MS && closedAt !== latestContact) Reflect.deleteProperty(tasks, id);
  return tasks;
}

/** Notes a task's change. Repeating it, or an older one that comes late, changes nothing. */
export async function noteInOverview(table: Table, task: NotedTask): Promise<void> {
  const key = keyOf(task);
  for (;;) {
    const stored = await table.get(key);
    const before = stored?.value as OverviewRow | undefined;
    const value = withTask(before, task);
    if (value === before) return;
    // Two workflows of one youth may write at once: whoever comes second reads again.
    const version = Number(stored?.version ?? 0);
    const unchanged = stored ? { field: 'version', equals: version } : 'absent';
    if (await table.put({ ...key, version: version + 1, value }, unchanged)) return;
  }
}

/** The overview of everybody there is one of. */
export async function wholeOverview(table: Table): Promise<OverviewRow[]> {
  return (await table.list(PARTITION)).map((row) => row.value as OverviewRow);
}

/** The overview of these youths, by reference; those nothing was ever done about are left out. */
export async function overviewOf(
  table: Table,
  youths: readonly YouthRef[],
): Promise<ReadonlyMap<YouthRef, OverviewRow>> {
  const rows = await table.getMany(youths.map((youth) => keyOf({ youth })));
  return new Map(rows.map((row) => [row.sk, row.value as OverviewRow]));
}

/** When somebody was last in touch; undefined where nobody ever was. */
export function lastContact({ tasks }: Pick<OverviewRow, 'tasks'>): Instant | undefined {
  const moments = Object.values(tasks).flatMap(({ contact, closedAt }) =>
    contact === true && closedAt !== undefined ? [closedAt] : [],
  );
  return moments.length === 0 ? undefined : Math.max(...moments);
}
