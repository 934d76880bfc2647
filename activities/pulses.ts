/**
 * Wellbeing pulses (R08): when a youth is asked how they are, and asking. The message says that there is a question
 * and until when (L8); the question stands on the youth's own page.
 */
import { type Origin } from '../contract/messages/effects';
import { type YouthRef } from '../contract/messages/ids';
import { type AskedPulse, type PulseLook } from '../contract/messages/pulses';
import { currentTerms, type Terms } from '../records/agreements';
import { planNotice } from '../records/notices';
import { getYouth } from '../records/people';
import { askOnce, type Pulse, pulseId } from '../records/pulses';
import { addDays, addSchoolDays, type IsoDate, isSchoolDay } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { addMonths } from '../rules/recurring';
import { spreadMs } from '../rules/spread';
import { type Ports } from './context';
import { type Look } from './look';
import { wakeBy, youthMoment } from './planning';

/** R08: whoever is to be asked is asked, unless they said no thanks (R45), or left and have not begun anew. */
export function reviewPulse(look: Look, terms: Terms): void {
  const { youth, today, policy, situation } = look;
  const { statuses, everyWeeks, firstAfterDays, askAgainMonths } = policy.wellbeing;
  if (!look.isFollowed || look.isUnderWay('wellbeingPulse') || !statuses.includes(youth.status)) return;
  const { enrolled, exited } = youth;
  // R33: who is on the way to another school is asked when that one has told.
  if (exited !== undefined) return;
  if (enrolled !== undefined && enrolled > today) {
    look.lookAgain(enrolled);
    return;
  }
  const last = situation.last?.wellbeingPulse;
  if (last?.why === 'declined') {
    const askAgainOn = addMonths(copenhagen(last.at).date, askAgainMonths);
    if (today < askAgainOn) {
      look.lookAgain(askAgainOn);
      return;
    }
  }
  look.steps.push({
    do: 'start',
    key: 'wellbeingPulse',
    procedure: 'wellbeingPulse',
    rule: 'R08',
    reason: { everyWeeks },
    ...(youth.school !== undefined && { terms: { school: youth.school, agreement: terms.version } }),
    input: { firstAt: askingMoment(addDays(today, firstAfterDays), youth.ref, terms) },
  });
}

/** When a youth is asked on this day, or on the first school day after it; spread over some minutes. */
function askingMoment(day: IsoDate, youth: YouthRef, { policy, closed }: Terms): Instant {
  const open = isSchoolDay(day, closed.school) ? day : addSchoolDays(day, 1, closed.school);
  return instantOf(open, policy.messages.youth.from) + spreadMs(youth, policy.reminders.spreadMinutes);
}

/** Asks the youth, once per `k`; where the school is closed, or the youth is asked no more, it only says so. */
export async function askPulse(
  ports: Ports,
  { workflowId, youth: ref }: Origin & { readonly youth: YouthRef },
  k: number,
): Promise<PulseLook> {
  const { table } = ports;
  const now = ports.now();
  const today = copenhagen(now).date;
  const youth = await getYouth(table, ref);
  const terms = await currentTerms(table, youth?.school);
  const { statuses, everyWeeks, openDays, scale } = terms.policy.wellbeing;
  if (!youth || !statuses.includes(youth.status)) return { nextAt: now, over: 'exit' };
  if (!isSchoolDay(today, terms.closed.school)) return { nextAt: askingMoment(today, ref, terms) };
  const pulse = await askOnce(table, {
    id: pulseId(workflowId, k),
    youth: ref,
    workflowId,
    k,
    askedAt: now,
    closesAt: instantOf(addDays(today, openDays), terms.policy.messages.youth.to),
    scale: [scale.from, scale.to],
  });
  await tellYouth(ports, pulse, terms);
  const next = addDays(copenhagen(pulse.askedAt).date, 7 * everyWeeks);
  return { asked: askedPulse(pulse, terms), nextAt: askingMoment(next, ref, terms) };
}

function askedPulse({ closesAt, scale }: Pulse, { policy }: Terms): AskedPulse {
  const { low, unanswered } = policy.wellbeing;
  return { closesAt, scale, low, unanswered };
}

async function tellYouth(ports: Ports, { id, youth, askedAt, closesAt }: Pulse, terms: Terms): Promise<void> {
  const planned = youthMoment(askedAt, terms);
  await planNotice(ports.table, {
    id: `${id}/asked/sms/youth:${youth}`,
    kind: 'pulse.asked',
    recipient: { youth },
    task: id,
    youth,
    rule: 'R08',
    planned,
    until: closesAt,
    state: 'pending',
    attempts: 0,
  });
  await wakeBy(ports, planned);
}
