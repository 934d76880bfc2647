/**
 * The contact in the morning that was agreed on with a youth (R41). It goes before the hours in which youths are
 * otherwise written to, and beside the day's cap: it was asked for. Only to the youth, and only while it holds.
 */
import { currentTerms } from '../records/agreements';
import { mayHear } from '../records/audience';
import { type Notice } from '../records/notices';
import { getStaff, type Youth } from '../records/people';
import { holds, planMorning, type WakeUp, wakeUpId, wakeUpOf } from '../records/wakeUps';
import { isSchoolDay } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { inGsm7 } from '../rules/sms';
import { wakeUp as words } from '../texts/messages';
import { type Ports } from './context';
import { claimAll, conclude, send } from './ledger';

/** Sends a morning's message, and plans the next one first: should we fall in between, mornings go on. */
export async function sendWakeUp(ports: Ports, notice: Notice, youth: Youth): Promise<void> {
  const { table } = ports;
  const now = ports.now();
  const { date } = copenhagen(now);
  const agreed = await wakeUpOf(table, youth.ref);
  if (!agreed || wakeUpId(youth.ref, agreed) !== notice.task || !(await holds(table, youth, agreed, date)))
    return conclude(ports, notice, 'suppressed', 'ended');
  const { policy, closed } = await currentTerms(table, youth.school);
  await planMorning(table, youth.ref, agreed, { after: now, closed: closed.school, policy });
  if (!mayHear(youth, now).youth) return conclude(ports, notice, 'suppressed', 'notTheirs');
  if (!isSchoolDay(date, closed.school)) return conclude(ports, notice, 'suppressed', 'closedDay');
  if ((notice.until ?? now) <= now) return conclude(ports, notice, 'suppressed', 'over');
  const [claimed] = await claimAll(ports, [notice]);
  if (claimed) await greet(ports, claimed, youth, agreed, policy.messages.senderId);
}

async function greet(
  ports: Ports,
  claimed: Notice,
  { firstName, mobile }: Youth,
  { by }: WakeUp,
  senderId: string,
): Promise<void> {
  if (mobile === undefined) return conclude(ports, claimed, 'failed', 'noPhone');
  const text = inGsm7(words(firstName, (await getStaff(ports.table, by))?.name ?? 'kommunen'));
  await send(ports, [claimed], () =>
    ports.notifier.sms({ notice: claimed.id, phone: mobile, senderId, text }),
  );
}
