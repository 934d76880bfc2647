/**
 * Which messages an effect asks for, and when each is to go (DESIGN, "Messages"). Sending is dispatch's.
 */
import { isUnit, type StaffRef } from '../contract/messages/ids';
import { membersOf } from '../records/people';
import { type Notice, nextWake, planNotice, type Recipient, recipientKey } from '../records/notices';
import { type TaskRow } from '../records/tasks';
import { addDays, firstWorkingDay, isWorkingDay } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { spreadMs } from '../rules/spread';
import { type Terms } from '../records/agreements';
import { type Context, type Ports, workingDays } from './context';
import { type TaskEffect } from './taskChanges';

const MS_PER_MINUTE = 60_000;
/** A morning's reminders are written by then, so that one message can hold them all. */
const DIGEST_AFTER_MS = 2 * MS_PER_MINUTE;

type Plan = Pick<Notice, 'kind' | 'recipient' | 'planned' | 'until'>;

export async function planNotices(
  ports: Ports,
  row: TaskRow,
  effect: TaskEffect,
  context: Context,
): Promise<void> {
  const plans = await plansFor(ports, row, effect, context);
  let earliest: Instant | undefined;
  for (const plan of plans) {
    const id = `${row.id}/${String(effect.seq)}/${'staff' in plan.recipient ? 'email' : 'sms'}/${recipientKey(plan.recipient)}`;
    await planNotice(ports.table, {
      ...plan,
      id,
      task: row.id,
      rule: row.rule,
      state: 'pending',
      attempts: 0,
      ...(row.youth !== undefined && { youth: row.youth }),
    });
    earliest = Math.min(earliest ?? plan.planned, plan.planned);
  }
  if (earliest === undefined) return;
  // Dispatch notes when it will wake before it looks at the queue, and we queue before we look at the note: one of
  // the two always sees the other.
  const next = await nextWake(ports.table);
  if (next === undefined || earliest < next) await ports.engine.wakeDispatch(earliest);
}

async function plansFor(ports: Ports, row: TaskRow, effect: TaskEffect, context: Context): Promise<Plan[]> {
  const { terms, youth } = context;
  const now = ports.now();
  const toStaff = async (kind: Notice['kind']): Promise<Plan[]> => {
    const { assignee } = row.placement;
    const people = isUnit(assignee) ? await membersOf(ports.table, assignee) : [assignee];
    return people.map((staff) => ({
      kind,
      recipient: { staff },
      planned: staffMoment(staff, row, now, terms),
    }));
  };
  const toFamily = (kind: Notice['kind'], planned: Instant, until: Instant): Plan[] => {
    if (!youth) return [];
    const recipients: Recipient[] = [
      { youth: youth.ref },
      ...youth.guardians.map((_, n): Recipient => ({ guardianOf: youth.ref, n })),
    ];
    return recipients.map((recipient) => ({ kind, recipient, planned: youthMoment(planned, terms), until }));
  };
  switch (effect.do) {
    case 'openTask':
    case 'reassignTask':
    case 'reopenTask':
      return toStaff('task.opened');
    case 'remindTask':
      return toStaff('task.reminded');
    case 'escalateTask':
      return row.latest?.from === undefined ? [] : toStaff('task.escalated');
    case 'extendTask':
      // R37: "altid en ny tid i morgen" – the youth hears it the same day, in hours.
      return effect.why === 'noShow' ? toFamily('meeting.missed', now, row.placement.due) : [];
    case 'bookTask': {
      const { daysBefore, at } = terms.policy.messages.meetingReminder;
      const day = addDays(copenhagen(effect.meeting).date, -daysBefore);
      return toFamily('meeting.reminder', Math.max(now, instantOf(day, at)), effect.meeting);
    }
    default:
      return [];
  }
}

/** The next morning's message; at once, within working hours, only for what cannot wait for it. */
function staffMoment(staff: StaffRef, row: TaskRow, now: Instant, terms: Terms): Instant {
  const digest = nextDigest(staff, now, terms, row);
  if (row.placement.due > digest) return digest;
  const { from, to } = terms.policy.messages.staff;
  const { date } = copenhagen(now);
  const kind = workingDays(row.placement.role);
  const [open, close] = [instantOf(date, from), instantOf(date, to)];
  return isWorkingDay(date, kind, terms.closed) && now < close ? Math.max(now, open) : digest;
}

function nextDigest(staff: StaffRef, now: Instant, terms: Terms, row: TaskRow): Instant {
  const kind = workingDays(row.placement.role);
  const today = copenhagen(now).date;
  const first = digestOn(staff, firstWorkingDay(today, kind, terms.closed), terms);
  return first > now ? first : digestOn(staff, firstWorkingDay(addDays(today, 1), kind, terms.closed), terms);
}

/** When a person's digest of a day goes: after the morning's reminders, which are spread the same way. */
export function digestOn(staff: StaffRef, date: string, { policy }: Pick<Terms, 'policy'>): Instant {
  const { morning, spreadMinutes } = policy.reminders;
  return instantOf(date, morning) + spreadMs(staff, spreadMinutes) + DIGEST_AFTER_MS;
}

/** The first moment from `at` on when a youth may be written to. */
export function youthMoment(at: Instant, { policy }: Pick<Terms, 'policy'>): Instant {
  const { from, to } = policy.messages.youth;
  const { date } = copenhagen(at);
  if (at < instantOf(date, from)) return instantOf(date, from);
  return at < instantOf(date, to) ? at : instantOf(addDays(date, 1), from);
}
