/**
 * What was just done, told once on the next page: the form answers with a redirect, a short-lived cookie carries
 * what to say. It holds a code and a task's id, never words and never a name.
 */
import { getCookie } from 'hono/cookie';
import { isUnit } from '../../contract/messages/ids';
import { getStaff } from '../../records/people';
import { getTask } from '../../records/tasks';
import { type Deed, doneText } from '../../texts/pages';
import { type SchoolDeed, schoolDoneText } from '../../texts/pagesSchool';
import { may } from '../authorization';
import { type Said } from './parts/layout';
import { putCookie } from './session';
import { type Visit } from './visit';

const COOKIE = 'rt_said';
const SECONDS = 60;

/** Keeps what to say on the next page; `task` where it is about one. */
export function say({ c }: Pick<Visit, 'c'>, deed: Deed | SchoolDeed, task = ''): void {
  putCookie(c, COOKIE, `${deed}.${task}`, SECONDS);
}

/** What there is to say, once. Nothing, where the task is not this reader's to see. */
export async function takeSaid(visit: Visit): Promise<Said | undefined> {
  const { c, ports, person, now } = visit;
  const kept = getCookie(c, COOKIE);
  if (kept === undefined || kept === '') return undefined;
  putCookie(c, COOKIE, '', 0);
  const dot = kept.indexOf('.');
  const [deed, id] = [kept.slice(0, dot), kept.slice(dot + 1)];
  const school = schoolDoneText(deed);
  if (school !== undefined) return { text: school };
  const task = await getTask(ports.table, id);
  if (!task || !may(person, 'task.read', { task })) return undefined;
  const { assignee, due } = task.placement;
  const holder = isUnit(assignee) ? undefined : (await getStaff(ports.table, assignee))?.name;
  const text = doneText(deed, {
    now,
    due,
    holder,
    meeting: task.meeting,
    channel: task.channel,
  });
  if (text === undefined) return undefined;
  if (c.req.path === `/opgaver/${id}`) return { text };
  const back = deed === 'completed' && task.status === 'completed' && may(person, 'task.act', { task });
  return {
    text,
    link: { href: `/opgaver/${id}`, label: 'Se opgaven' },
    ...(back && { undo: { action: `/opgaver/${id}/genaabn`, once: ports.newId() } }),
  };
}
