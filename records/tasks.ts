/**
 * Task rows: what inboxes, pages and the leader's weekly list read. Written by activities only, each write numbered
 * by its workflow, so that a late or repeated one changes nothing.
 */
import { type Assignee, type SchoolRef, type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type MeetingWindow } from '../contract/messages/effects';
import { type Outcome } from '../contract/messages/outcomes';
import { type Placement } from '../contract/messages/tasks';
import { type Channel, type Facts, type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { type DueExplanation } from '../rules/dueDates';
import { noteInOverview } from './overview';

/** A follow-up task as people see it. */
export interface TaskRow {
  readonly id: string;
  /** The last effect of its workflow that this row shows. */
  readonly seq: number;
  readonly workflowId: string;
  readonly n: number;
  readonly kind: TaskKind;
  readonly rule: string;
  /** Why it was opened. */
  readonly reason: Facts;
  readonly youth?: YouthRef;
  readonly school?: SchoolRef;
  readonly agreement: number;
  readonly status: 'open' | 'completed' | 'withdrawn';
  readonly placement: Placement;
  /** How the due date was counted; absent where a person chose it. */
  readonly explanation?: DueExplanation | undefined;
  /** Where it goes if nothing is done; absent on the last rung. */
  readonly next?: { readonly role: StaffRole; readonly assignee: Assignee };
  readonly openedAt: Instant;
  /** Who had it before it was escalated or reassigned, latest last. They may still complete it. */
  readonly formers: readonly { readonly assignee: Assignee; readonly until: Instant }[];
  /** The rung it starts from, where a measure names its owner. */
  readonly owner?: StaffRole;
  /** R05: the channel to try next, and the attempts so far. */
  readonly channel?: Channel;
  readonly attempts: number;
  readonly meeting?: Instant | undefined;
  /** R15: when the meeting ought to be. */
  readonly window?: MeetingWindow | undefined;
  /** L1, L3: due by law, so it cannot be postponed by us. */
  readonly statutory?: boolean;
  readonly postponed?: boolean;
  readonly closedAt?: Instant | undefined;
  readonly closedBy?: StaffRef | undefined;
  readonly outcome?: Outcome | undefined;
  /** The facts of its latest change, so that a repeated write can be journalled the same. */
  readonly latest?: Facts;
}

const key = (id: string): { pk: string; sk: string } => ({ pk: `task/${id}`, sk: 'task' });

export async function getTask(table: Table, id: string): Promise<TaskRow | undefined> {
  return (await table.get(key(id)))?.value as TaskRow | undefined;
}

/** The tasks there are of these, in the order asked for, in one read. */
export async function getTasks(table: Table, ids: readonly string[]): Promise<TaskRow[]> {
  const rows = await table.getMany(ids.map(key));
  const byId = new Map(rows.map((row) => row.value as TaskRow).map((task) => [task.id, task]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * Writes a task row and the lists it stands on. `before` is the row it replaces; left out when the same write is
 * repeated after a crash, all lists it may ever have stood on are then cleared. False, and nothing written, when a
 * newer row is already there.
 */
export async function saveTask(table: Table, task: TaskRow, before?: TaskRow): Promise<boolean> {
  const unlessNewer = { field: 'seq', below: task.seq + 1 };
  const row = { seq: task.seq, value: task };
  if (!(await table.put({ ...key(task.id), ...row }, unlessNewer))) return false;
  const wanted = lists(task);
  const stale = (before ? lists(before) : everyList(task)).filter((pk) => !wanted.includes(pk));
  await Promise.all([
    ...wanted.map((pk) => table.put({ pk, sk: task.id, ...row }, unlessNewer)),
    ...stale.map((pk) => table.delete({ pk, sk: task.id })),
    ...(before ? [] : [table.put({ pk: ownerKey(task), sk: `task/${task.id}` })]),
    noteInOverview(table, task),
  ]);
  return true;
}

/** Whose tasks it is listed among: the youth's, the school's, or the municipality's. */
function ownerKey({ youth, school }: Pick<TaskRow, 'youth' | 'school'>): string {
  if (youth !== undefined) return `youth/${youth}`;
  return school === undefined ? 'municipality/tasks' : `school/${school}`;
}

const WEEKLY_LIST = 'weeklyList';
/** Whose tasks a person or unit looks after because somebody has left. */
const leaversKey = (assignee: Assignee): string => `leavers/${assignee}`;

/** The lists an open task stands on; a closed one stands on none. */
function lists(task: TaskRow): string[] {
  const { assignee, overdue } = task.placement;
  if (task.status !== 'open') return [];
  const formers = new Set(task.formers.map((former) => former.assignee));
  formers.delete(assignee);
  return [
    `inbox/${assignee}`,
    ...[...formers].map((former) => `passedOn/${former}`),
    ...(overdue ? [WEEKLY_LIST] : []),
    ...(task.kind === 'staff.left' ? [...new Set([assignee, ...formers])].map(leaversKey) : []),
  ];
}

function everyList(task: TaskRow): string[] {
  const everybody = new Set([task.placement.assignee, ...task.formers.map((former) => former.assignee)]);
  const leavers = task.kind === 'staff.left' ? [...everybody].map(leaversKey) : [];
  return [...[...everybody].flatMap((who) => [`inbox/${who}`, `passedOn/${who}`]), WEEKLY_LIST, ...leavers];
}

async function tasksOn(table: Table, pk: string): Promise<TaskRow[]> {
  const rows = (await table.list(pk)).map((row) => row.value as TaskRow);
  return rows.sort((a, b) => a.placement.due - b.placement.due || (a.id < b.id ? -1 : 1));
}

/** Open tasks of a person or unit, the most urgent first. */
export const inbox = (table: Table, assignee: Assignee): Promise<TaskRow[]> =>
  tasksOn(table, `inbox/${assignee}`);

/** Open tasks that were escalated or reassigned away from a person or unit. */
export const passedOn = (table: Table, assignee: Assignee): Promise<TaskRow[]> =>
  tasksOn(table, `passedOn/${assignee}`);

/** Open tasks that say somebody has left, with whoever has them or had them before. */
export const leaverTasks = (table: Table, assignee: Assignee): Promise<TaskRow[]> =>
  tasksOn(table, leaversKey(assignee));

/** The leader's weekly list: overdue on the last rung (R15, R21). */
export const weeklyList = (table: Table): Promise<TaskRow[]> => tasksOn(table, WEEKLY_LIST);

/** All tasks of a youth, open and closed, newest first. */
export const tasksOfYouth = (table: Table, youth: YouthRef): Promise<TaskRow[]> => tasksOf(table, { youth });

/** All tasks about no youth of a school, or of the municipality as a whole, newest first. */
export const tasksOfSchool = (table: Table, school?: SchoolRef): Promise<TaskRow[]> =>
  tasksOf(table, school === undefined ? {} : { school });

async function tasksOf(table: Table, owner: Pick<TaskRow, 'youth' | 'school'>): Promise<TaskRow[]> {
  const pointers = await table.list(ownerKey(owner), { prefix: 'task/' });
  const rows = await table.getMany(pointers.map(({ sk }) => key(sk.slice('task/'.length))));
  return rows.map((row) => row.value as TaskRow).sort((a, b) => b.openedAt - a.openedAt || b.n - a.n);
}

/** Whether a person has, or had, the task; `units` are the units they belong to. */
export function concerns(task: TaskRow, person: StaffRef, units: readonly Assignee[]): boolean {
  const mine = (assignee: Assignee): boolean => assignee === person || units.includes(assignee);
  return mine(task.placement.assignee) || task.formers.some(({ assignee }) => mine(assignee));
}

/** A case of absence as the youth's page and the school's receipts show it. */
export interface CaseRow {
  readonly id: string;
  readonly youth: YouthRef;
  readonly school: SchoolRef;
  readonly openedAt: Instant;
  readonly rule: string;
  readonly reason: Facts;
  readonly closedAt?: Instant;
  readonly closing?: string;
  readonly agreement: number;
  /** The Danish date it was opened on. */
  readonly openedOn: IsoDate;
}

export async function saveCase(table: Table, row: CaseRow): Promise<void> {
  await table.put({ pk: `youth/${row.youth}`, sk: `case/${row.id}`, value: row });
}

export async function casesOf(table: Table, youth: YouthRef): Promise<CaseRow[]> {
  return (await table.list(`youth/${youth}`, { prefix: 'case/' })).map((row) => row.value as CaseRow);
}
