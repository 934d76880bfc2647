/**
 * A notification of concern has come (L3), noted by a person – never sent, and never made, by the system (R02). Who works
 * with them notes it of any youth of the municipality, by the CPR number it names; others of those they follow; and
 * whoever decided at a task of ours that one is to be sent, from that task.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type Table } from '../contract/ports/table';
import { allYouths, getYouth, getYouths } from '../records/people';
import { type TaskRow, tasksOfYouth } from '../records/tasks';
import { type Cpr } from '../rules/cpr';
import { type Instant } from '../rules/clock';
import { may, reach } from './authorization';
import { readTask } from './deeds';
import { type WebPorts } from './ports';
import { forbidden, invalidInput, notFound } from './problem';
import { note } from './situation';

/** How the youth is named. */
export type Concerned = { readonly youth: YouthRef } | { readonly task: string } | { readonly cpr: Cpr };

/** Whether somebody notes notifications of any youth, by CPR number. */
export const mayNoteAny = ({ role }: Person): boolean => reach(role, 'notification.register') === 'all';

/** Whether a task was closed with somebody deciding to send one. */
export const isDecided = ({ kind, outcome, youth }: TaskRow): boolean =>
  kind === 'absence.considerNotification' && outcome?.outcome === 'done' && youth !== undefined;

/** Notes that one came at this moment, not later than now. Throws `Problem`. */
export async function noteNotification(
  ports: WebPorts,
  person: Person,
  concerned: Concerned,
  receivedAt: Instant,
  requestId: string,
): Promise<void> {
  const youth = await youthOf(ports, person, concerned);
  if (receivedAt > ports.now())
    throw invalidInput([{ path: 'receivedAt', message: 'må ikke ligge efter nu' }]);
  await note(ports, person, youth, 'notifications', { receivedAt }, requestId);
}

/** The youth it is about, where this person may note it of them. Throws `Problem`. */
async function youthOf(ports: WebPorts, person: Person, concerned: Concerned): Promise<YouthRef> {
  const { table } = ports;
  if ('task' in concerned) return youthOfTask(ports, person, concerned.task);
  if (!may(person, 'notification.register', 'list')) throw forbidden();
  if ('cpr' in concerned) {
    if (!mayNoteAny(person)) throw forbidden();
    const found = await byCpr(table, concerned.cpr);
    if (found === undefined)
      throw invalidInput([{ path: 'cpr', message: 'hører ikke til en ung, vi følger' }]);
    return found;
  }
  const [youth, tasks] = await Promise.all([
    getYouth(table, concerned.youth),
    tasksOfYouth(table, concerned.youth),
  ]);
  if (!youth || !may(person, 'notification.register', { youth, tasks })) throw notFound('Den unge');
  return youth.ref;
}

/** The youth of a task at which somebody decided that a notification is to be sent. Throws `Problem`. */
export async function youthOfTask(ports: WebPorts, person: Person, id: string): Promise<YouthRef> {
  const task = await readTask(ports, person, id);
  if (!isDecided(task) || task.youth === undefined) throw notFound('Siden');
  if (!may(person, 'task.act', { task })) throw forbidden();
  return task.youth;
}

async function byCpr(table: Table, { digits, born }: Cpr): Promise<YouthRef | undefined> {
  const sameDay = (await allYouths(table)).filter((youth) => youth.born === born).map(({ ref }) => ref);
  const youths = await getYouths(table, sameDay);
  return [...youths.values()].find(({ cpr }) => cpr === digits)?.ref;
}
