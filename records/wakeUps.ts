/**
 * The contact in the morning that a person and a youth have agreed on (R41): a time of day, on school days, until a
 * date. One row per youth, written by the edge; each morning's message is planned when the one before it is sent, so
 * nothing has to run meanwhile, and what has ended is found out when the next is to go.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Policy } from '../contract/schemas/policy';
import { addSchoolDays, type IsoDate, isSchoolDay, type Period } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { planNotice, wakeInTime } from './notices';
import { type Youth } from './people';
import { movedAwayOn, situationOf } from './situation';
import { getTask, type TaskRow, tasksOfYouth } from './tasks';

export interface WakeUp {
  /** Grows by one with each agreement of the youth. */
  readonly n: number;
  /** Danish time of day, `06:15`. */
  readonly time: string;
  /** The last day. */
  readonly until: IsoDate;
  /** Who agreed on it with the youth, and greets. */
  readonly by: StaffRef;
  /** The measure it belongs to (R10): it ends when that does. */
  readonly task?: string;
  /** Since when it is over, because somebody stopped it or the youth said no thanks (R45). */
  readonly endedAt?: Instant;
}

const key = (youth: YouthRef): { pk: string; sk: string } => ({ pk: `youth/${youth}`, sk: 'wakeUp' });

/** What its notices are about. */
export const wakeUpId = (youth: YouthRef, { n }: Pick<WakeUp, 'n'>): string => `wakeUp/${youth}/${String(n)}`;

/** The newest agreement, whether it still holds or not. */
export async function wakeUpOf(table: Table, youth: YouthRef): Promise<WakeUp | undefined> {
  return (await table.get(key(youth)))?.value as WakeUp | undefined;
}

/** Writes an agreement down in place of the one before; the measure it carries out is found. */
export async function agreeOnWakeUp(
  table: Table,
  youth: YouthRef,
  wish: Pick<WakeUp, 'time' | 'until' | 'by'>,
): Promise<WakeUp> {
  const [before, tasks] = await Promise.all([wakeUpOf(table, youth), tasksOfYouth(table, youth)]);
  const measure = tasks.find(isWakeUpMeasure);
  const value = { ...wish, n: (before?.n ?? 0) + 1, ...(measure && { task: measure.id }) };
  await table.put({ ...key(youth), value });
  return value;
}

/** R10: an open measure that is this very contact. */
export const isWakeUpMeasure = ({ kind, status, reason }: TaskRow): boolean =>
  kind === 'retention.measure' && status === 'open' && reason.remedy === 'wakeUpContact';

/** Stops it; false where nothing was agreed on. */
export async function endWakeUp(table: Table, youth: YouthRef, endedAt: Instant): Promise<boolean> {
  const value = await wakeUpOf(table, youth);
  if (!value || value.endedAt !== undefined) return false;
  await table.put({ ...key(youth), value: { ...value, endedAt } });
  return true;
}

/** Whether it holds on a day: not stopped, not over, its measure open, and the youth at the school and living here. */
export async function holds(
  table: Table,
  { ref, school, exited }: Pick<Youth, 'ref' | 'school' | 'exited'>,
  { until, task, endedAt }: WakeUp,
  today: IsoDate,
): Promise<boolean> {
  if (endedAt !== undefined || today > until) return false;
  if (school === undefined || (exited !== undefined && exited <= today)) return false;
  if (task !== undefined && (await getTask(table, task))?.status !== 'open') return false;
  return movedAwayOn(await situationOf(table, ref), today) === undefined;
}

/** The first school day's morning after a moment; undefined when it is over before. */
export function nextMorning(
  { time, until }: Pick<WakeUp, 'time' | 'until'>,
  after: Instant,
  closed: readonly Period[],
): Instant | undefined {
  const { date } = copenhagen(after);
  const isToday = isSchoolDay(date, closed) && instantOf(date, time) > after;
  const day = isToday ? date : addSchoolDays(date, 1, closed);
  return day <= until ? instantOf(day, time) : undefined;
}

/** What planning a morning takes, beside the agreement with the youth. */
interface Mornings {
  readonly after: Instant;
  readonly closed: readonly Period[];
  readonly policy: Policy;
}

/** Plans the first morning's message after a moment, and answers when; planned again, nothing changes. */
export async function planMorning(
  table: Table,
  youth: YouthRef,
  wakeUp: WakeUp,
  { after, closed, policy }: Mornings,
): Promise<Instant | undefined> {
  const planned = nextMorning(wakeUp, after, closed);
  if (planned === undefined) return undefined;
  const about = wakeUpId(youth, wakeUp);
  await planNotice(table, {
    id: `${about}/${copenhagen(planned).date}/sms/youth:${youth}`,
    kind: 'wakeUp',
    recipient: { youth },
    task: about,
    youth,
    rule: 'R41',
    planned,
    // A morning that has passed is never made up for.
    until: planned + policy.messages.wakeUp.withinMinutes * 60_000,
    state: 'pending',
    attempts: 0,
  });
  return planned;
}

/** Plans the first morning of an agreement, and sees to it that dispatch wakes for it. */
export async function beginMornings(
  table: Table,
  youth: YouthRef,
  wakeUp: WakeUp,
  mornings: Mornings,
  wake: (at: Instant) => Promise<void>,
): Promise<void> {
  const planned = await planMorning(table, youth, wakeUp, mornings);
  if (planned !== undefined) await wakeInTime(table, planned, mornings.after, wake);
}
