/**
 * Youths as municipal staff may find them.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type JournalEntry, timeline } from '../records/journal';
import {
  allYouths,
  followedBy,
  getYouth,
  listedYouths,
  type ListedYouth,
  type Youth,
} from '../records/people';
import { type TaskRow, tasksOfYouth } from '../records/tasks';
import { may, reach } from './authorization';
import { keptFor } from './cache';
import { fullName } from './people';
import { type WebPorts } from './ports';
import { forbidden, notFound } from './problem';
import { byYouth, ownTasks } from './taskLists';

/**
 * A youth somebody may see, with all tasks about them. Throws `Problem`: 403 for roles that see no youth at all
 * (R43), 404 for others, which does not tell whether the youth exists.
 */
export async function readYouth(
  { table }: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<{ youth: Youth; tasks: TaskRow[] }> {
  if (reach(person.role, 'youth.read') === 'none') throw forbidden();
  const [youth, tasks] = await Promise.all([getYouth(table, ref), tasksOfYouth(table, ref)]);
  if (!youth || !may(person, 'youth.read', { youth, tasks })) throw notFound('Den unge');
  return { youth, tasks: tasks.filter((task) => !isWish(person, task)) };
}

/** A youth's journal as somebody may see it. */
export async function readTimeline(
  { table }: WebPorts,
  person: Person,
  youth: YouthRef,
): Promise<JournalEntry[]> {
  const entries = await timeline(table, { youth });
  const hidden = new Set(entries.filter((entry) => isWish(person, entry)).map(({ task }) => task));
  return entries.filter(
    (entry) => !isWish(person, entry) && !(entry.task !== undefined && hidden.has(entry.task)),
  );
}

/** R28: a youth's wish for another contact person is the leader's to know, until there is a handover. */
function isWish({ role }: Person, { kind, rule }: Pick<JournalEntry, 'kind' | 'rule'>): boolean {
  return role === 'contactPerson' && kind === 'contact.assign' && rule === 'R28';
}

/** The youths somebody may list whose name or student number matches, by name. */
export async function findYouths(
  ports: WebPorts,
  person: Person,
  wanted: string | undefined,
): Promise<ListedYouth[]> {
  return (await findWithTasks(ports, person, wanted)).youths;
}

/** … and the open tasks that were read to find them: the reader's own, their units', and those that went on. */
export async function findWithTasks(
  ports: WebPorts,
  person: Person,
  wanted: string | undefined,
): Promise<{ readonly youths: ListedYouth[]; readonly tasks: readonly TaskRow[] }> {
  if (!may(person, 'youth.list', 'list')) throw forbidden();
  const tasks = await ownTasks(ports, person);
  const candidates = await candidatesFor(ports, person, tasks);
  const tasksAbout = byYouth(tasks);
  const youths = candidates
    .filter((youth) => {
      const own = tasksAbout.get(youth.ref) ?? [];
      return (
        may(person, 'youth.list', { youth, tasks: own }) && (wanted === undefined || isFound(youth, wanted))
      );
    })
    .sort((a, b) => NAMES.compare(fullName(a), fullName(b)));
  return { youths, tasks };
}

const NAMES = new Intl.Collator('da');

/** The whole municipality's youths may be this old in a list; one's own are read anew. */
const KEPT_MS = 15_000;

/** The youths that may be among those the reader sees: everybody, or who they follow and have tasks about. */
async function candidatesFor(
  ports: WebPorts,
  person: Person,
  tasks: readonly TaskRow[],
): Promise<readonly ListedYouth[]> {
  const { table } = ports;
  if (reach(person.role, 'youth.list') === 'all') {
    return (await keptFor(ports, 'youths', KEPT_MS, () => allYouths(table))).value;
  }
  const followed = await followedBy(table, person.id);
  return listedYouths(table, new Set([...followed, ...tasks.flatMap(({ youth }) => youth ?? [])]));
}

/** Whether the student number is the one asked for, or every word begins a part of the name. */
function isFound(youth: ListedYouth, wanted: string): boolean {
  if (youth.student?.toLowerCase() === wanted.toLowerCase()) return true;
  const parts = split(fullName(youth));
  return split(wanted).every((word) => parts.some((part) => part.startsWith(word)));
}

const split = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
