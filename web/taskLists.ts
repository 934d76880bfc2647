/**
 * Which tasks somebody's list holds, and the filters an address can ask for.
 */
import { isUnit, type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type taskQuery } from '../contract/schemas/queries';
import { getStaff } from '../records/people';
import { inbox, passedOn, type TaskRow } from '../records/tasks';
import { type z } from 'zod';
import { addDays, weekday } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { may, unitsOfPerson } from './authorization';
import { type WebPorts } from './ports';
import { forbidden, notFound } from './problem';
import { isOverdue } from './taskView';

/** Open tasks of the reader, of their units, and those that went on from either; the most urgent first. */
export async function ownTasks({ table }: WebPorts, person: Person): Promise<TaskRow[]> {
  const lists = [person.id, ...unitsOfPerson(person)];
  const absent = await behalfTasks(table, person);
  return merged([
    absent,
    ...(await Promise.all(lists.flatMap((list) => [inbox(table, list), passedOn(table, list)]))),
  ]);
}

/** Open tasks of those the reader stands in for today. What a leaver left is one task of its own instead. */
async function behalfTasks(table: WebPorts['table'], person: Person): Promise<TaskRow[]> {
  const away = (person.standsInFor ?? []).filter(({ why }) => why === 'away');
  const tasks = (await Promise.all(away.map(({ id }) => inbox(table, id)))).flat();
  return tasks.filter((task) => may(person, 'task.read', { task }));
}

/** Open tasks of somebody else, as far as the reader may see them. Throws `Problem` 403 or 404. */
export async function tasksOf(ports: WebPorts, person: Person, assignee: string): Promise<TaskRow[]> {
  const { table } = ports;
  const staff = isUnit(assignee) ? undefined : await getStaff(table, assignee);
  if (!isUnit(assignee) && !staff) throw notFound('Medarbejderen');
  const school = isUnit(assignee) ? assignee.split(':')[2] : staff?.school;
  if (!mayReadList(person, assignee, school)) throw forbidden();
  const tasks = merged([await inbox(table, assignee), await passedOn(table, assignee)]);
  return tasks.filter((task) => may(person, 'task.read', { task }));
}

/** The lists a page shows: somebody's own, their units', and what went on from either. */
export interface ListedTasks {
  /** With those of whom the reader stands in for. */
  readonly own: readonly TaskRow[];
  readonly unit: readonly TaskRow[];
  readonly passedOn: readonly TaskRow[];
}

/** The reader's lists, with their units' unless `alone`. */
export async function listsOf({ table }: WebPorts, person: Person, alone: boolean): Promise<ListedTasks> {
  const units = alone ? [] : unitsOfPerson(person);
  const [own, behalf, unit, passed] = await Promise.all([
    inbox(table, person.id),
    behalfTasks(table, person),
    Promise.all(units.map((name) => inbox(table, name))),
    Promise.all([person.id, ...units].map((name) => passedOn(table, name))),
  ]);
  return { own: [...own, ...behalf], unit: unit.flat(), passedOn: passed.flat() };
}

/** Somebody else's lists, or a unit's, as far as the reader may see them. Throws `Problem` 403 or 404. */
export async function listsAt(ports: WebPorts, person: Person, assignee: string): Promise<ListedTasks> {
  const tasks = await tasksOf(ports, person, assignee);
  const held = tasks.filter(({ placement }) => placement.assignee === assignee);
  const passed = tasks.filter(({ placement }) => placement.assignee !== assignee);
  return isUnit(assignee)
    ? { own: [], unit: held, passedOn: passed }
    : { own: held, unit: [], passedOn: passed };
}

/** Whether the reader may look into this list. */
export function mayReadList(person: Person, assignee: string, school: string | undefined): boolean {
  return may(person, 'inbox.read', { inboxOf: assignee, ...(school !== undefined && { school }) });
}

/** The tasks about each youth, in the order of the list. */
export function byYouth(tasks: readonly TaskRow[]): ReadonlyMap<YouthRef, readonly TaskRow[]> {
  const found = new Map<YouthRef, TaskRow[]>();
  for (const task of tasks) {
    if (task.youth === undefined) continue;
    const own = found.get(task.youth);
    if (own) own.push(task);
    else found.set(task.youth, [task]);
  }
  return found;
}

/** Several lists as one, each task once. */
function merged(lists: readonly (readonly TaskRow[])[]): TaskRow[] {
  const byId = new Map(lists.flat().map((task) => [task.id, task]));
  return [...byId.values()].sort((a, b) => a.placement.due - b.placement.due || (a.id < b.id ? -1 : 1));
}

/** Whether a task is among those asked for. */
export function isWanted(
  task: TaskRow,
  { kind, youth, due }: z.output<typeof taskQuery>,
  now: Instant,
): boolean {
  if (kind !== undefined && task.kind !== kind) return false;
  if (youth !== undefined && task.youth !== youth) return false;
  const today = copenhagen(now).date;
  const day = copenhagen(task.placement.due).date;
  switch (due) {
    case 'overdue':
      return isOverdue(task, now);
    case 'today':
      return day === today;
    case 'week':
      return day >= today && day <= addDays(today, 7 - weekday(today));
    default:
      return true;
  }
}
