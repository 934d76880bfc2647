/**
 * Messages to staff: everything due to one person is one message a day, built from what their list holds now. Who
 * stands in for somebody gets theirs in the same message; what was for somebody who has left stands in their leader's
 * one task instead.
 */
import { isUnit, type StaffRef } from '../contract/messages/ids';
import { type Terms } from '../records/agreements';
import { countMessage, firstToday, type Notice } from '../records/notices';
import { getStaff, type Staff, unitsOf } from '../records/people';
import { digestOn, lastDigestOn } from '../records/personalWord';
import { standsInFor, substituteOf } from '../records/substitutes';
import { getTask, inbox, type TaskRow } from '../records/tasks';
import { addDays, firstWorkingDay, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { type DigestCounts, staffDigest } from '../texts/messages';
import { type Ports } from './context';
import { claimAll, conclude, MERGED, NO_ADDRESS, postpone, send } from './ledger';

/** Who gets what is for this person today: whoever stands in, or the person. */
export async function readerOf({ table, now }: Ports, staff: StaffRef): Promise<StaffRef> {
  return (await substituteOf(table, staff, copenhagen(now()).date)) ?? staff;
}

/** Sends one message to one person about all of these, which are theirs or those of whom they stand in for. */
export async function sendDigest(
  ports: Ports,
  ref: StaffRef,
  notices: readonly Notice[],
  terms: Terms,
): Promise<void> {
  const { table } = ports;
  const now = ports.now();
  const { date } = copenhagen(now);
  const [staff, absent] = await Promise.all([getStaff(table, ref), standsInFor(table, ref, date)]);
  const wanted = await stillTrue(ports, staff, notices);
  if (!staff || wanted.length === 0) return;
  // Two people's mornings come at two times: whoever stands in gets both in one message, after the later.
  const morning = absent.length > 0 ? lastDigestOn(date, terms) : 0;
  if (now < morning) return putOff(ports, wanted, morning);
  const fresh = await firstOfTheDay(ports, await claimAll(ports, wanted, ref), ref, date);
  if (fresh.length === 0) return;
  if (!(await countMessage(table, { staff: ref }, date, terms.policy.messages.staff.capPerDay))) {
    const tomorrow = firstWorkingDay(addDays(date, 1), 'municipal', terms.closed);
    return putOff(ports, fresh, digestOn(ref, tomorrow, terms));
  }
  const counts = { ...(await countsFor(ports, staff, absent, now)), goals: fresh.filter(isNews).length };
  const email = staffDigest(staff.name, counts, ports.pages);
  await send(ports, fresh, () => ports.notifier.email({ recipient: ref, ...email }));
}

async function putOff(ports: Ports, notices: readonly Notice[], until: Instant): Promise<void> {
  for (const notice of notices) await postpone(ports, notice, until);
}

/** What is still so; the rest is concluded with the reason. */
async function stillTrue(
  ports: Ports,
  reader: Staff | undefined,
  notices: readonly Notice[],
): Promise<Notice[]> {
  const wanted: Notice[] = [];
  for (const notice of notices) {
    const why = await untrue(ports, reader, notice);
    if (why === undefined) wanted.push(notice);
    else await conclude(ports, notice, 'suppressed', why);
  }
  return wanted;
}

async function untrue(
  { table }: Ports,
  reader: Staff | undefined,
  notice: Notice,
): Promise<string | undefined> {
  const owner = 'staff' in notice.recipient ? await getStaff(table, notice.recipient.staff) : undefined;
  if (owner?.left) return 'staffLeft';
  if (!reader?.email) return NO_ADDRESS;
  if (isNews(notice) || !owner) return undefined;
  return outdated(await getTask(table, notice.task), owner);
}

/** R24: news of a youth rather than a task of one's own. */
const isNews = ({ kind }: Notice): boolean => kind === 'goal.reached';

/** Why a message about this task is no longer true for this person. */
function outdated(task: TaskRow | undefined, staff: Staff): string | undefined {
  if (task?.status !== 'open') return 'taskClosed';
  const { assignee } = task.placement;
  return assignee === staff.id || unitsOf(staff).includes(assignee) ? undefined : 'taskMoved';
}

/** Never two messages for one task to one person on one day. */
async function firstOfTheDay(
  ports: Ports,
  claimed: readonly Notice[],
  reader: StaffRef,
  date: IsoDate,
): Promise<Notice[]> {
  const fresh: Notice[] = [];
  for (const notice of claimed) {
    if (isNews(notice)) fresh.push(notice);
    else if (fresh.some(({ task }) => task === notice.task))
      await conclude(ports, notice, 'suppressed', MERGED);
    else if (await firstToday(ports.table, notice, date, { staff: reader })) fresh.push(notice);
    else await conclude(ports, notice, 'suppressed', 'alreadyToday');
  }
  return fresh;
}

async function countsFor(
  { table }: Ports,
  staff: Staff,
  absent: readonly StaffRef[],
  now: Instant,
): Promise<Omit<DigestCounts, 'goals'>> {
  const lists = (owners: readonly string[]): Promise<TaskRow[][]> =>
    Promise.all(owners.map((owner) => inbox(table, owner)));
  const [own, units, behalf] = await Promise.all([
    inbox(table, staff.id),
    lists(unitsOf(staff).filter(isUnit)),
    lists(absent),
  ]);
  const today = copenhagen(now).date;
  const overdue = own.filter((task) => task.placement.due < now).length;
  const dueToday = own.filter(
    (task) => task.placement.due >= now && copenhagen(task.placement.due).date === today,
  ).length;
  return {
    overdue,
    today: dueToday,
    later: own.length - overdue - dueToday,
    unit: units.flat().length,
    behalf: behalf.flat().length,
  };
}
