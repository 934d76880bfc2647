/**
 * Which messages an effect asks for, and when each is to go (DESIGN, "Messages"). Sending is dispatch's.
 */
import { isUnit, type StaffRef } from '../contract/messages/ids';
import { membersOf } from '../records/people';
import { type Notice, planNotice, type Recipient, recipientKey, wakeInTime } from '../records/notices';
import { digestOn } from '../records/personalWord';
import { type TaskRow } from '../records/tasks';
import { addDays, addWorkingDays, firstWorkingDay, isWorkingDay } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { type Terms } from '../records/agreements';
import { workingDays } from '../records/taskTerms';
import { type Context, type Ports } from './context';
import { type TaskEffect } from './taskChanges';

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
    const id = `${row.id}/${String(effect.seq)}.${plan.kind}/${'staff' in plan.recipient ? 'email' : 'sms'}/${recipientKey(plan.recipient)}`;
    const planned = gathered(plan, ports.now(), context.terms);
    await planNotice(ports.table, {
      ...plan,
      planned,
      id,
      task: row.id,
      rule: row.rule,
      state: 'pending',
      attempts: 0,
      ...(row.youth !== undefined && { youth: row.youth }),
    });
    earliest = Math.min(earliest ?? planned, planned);
  }
  if (earliest !== undefined) await wakeBy(ports, earliest);
}

const MS_PER_MINUTE = 60_000;

/**
 * What could go at once waits for the next full quarter, say, so that what many are told in a short while goes
 * together. Not where that would be too late: past a meeting, or past the hours in which the recipient is written to.
 */
function gathered({ planned, recipient, until }: Plan, now: Instant, terms: Terms): Instant {
  const slot = terms.policy.messages.gatherMinutes * MS_PER_MINUTE;
  if (planned > now || slot === 0) return planned;
  const minute = Math.floor(now / MS_PER_MINUTE) * MS_PER_MINUTE; // seconds are the machine's, not the message's
  const at = Math.max(now, Math.ceil(minute / slot) * slot);
  if (until !== undefined && at >= until) return planned;
  if ('staff' in recipient) return copenhagen(at).time < terms.policy.messages.staff.to ? at : planned;
  return youthMoment(at, terms) === at ? at : planned;
}

/** Sees to it that dispatch wakes for what was just queued. */
export async function wakeBy(ports: Ports, planned: Instant): Promise<void> {
  const { table, engine } = ports;
  await wakeInTime(table, planned, ports.now(), (at) => engine.wakeDispatch(at));
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
  const aboutMeeting = (meeting: Instant): Plan[] => {
    const reminder = toFamily('meeting.reminder', reminderMoment(meeting, now, terms), meeting);
    if (!INVITED.has(row.kind)) return reminder;
    const agenda = agendaMoment(meeting, terms);
    return [
      ...toFamily('meeting.invited', now, meeting),
      // R40: whoever is invited later than that finds the agenda with the invitation.
      ...(dayOf(agenda) > dayOf(youthMoment(now, terms)) ? toFamily('meeting.agenda', agenda, meeting) : []),
      ...reminder,
    ];
  };
  switch (effect.do) {
    case 'openTask':
      return [
        ...(await toStaff('task.opened')),
        ...(effect.meeting === undefined ? [] : aboutMeeting(effect.meeting)),
      ];
    case 'reassignTask':
    case 'reopenTask':
      return toStaff('task.opened');
    case 'moveTask':
      // R07: who has it already hears of its new day by the reminders; who gets it is told.
      return row.latest?.roleBefore === undefined ? [] : toStaff('task.opened');
    case 'remindTask':
      return toStaff('task.reminded');
    case 'escalateTask':
      return row.latest?.from === undefined ? [] : toStaff('task.escalated');
    case 'extendTask':
      // R37: "altid en ny tid i morgen" – the youth hears it the same day, in hours.
      return effect.why === 'noShow' ? toFamily('meeting.missed', now, row.placement.due) : [];
    case 'bookTask':
      return aboutMeeting(effect.meeting);
    case 'answerTask':
      return effect.meeting === undefined ? [] : aboutMeeting(effect.meeting);
    default:
      return [];
  }
}

/** R18: meetings the youth is invited to, with an agenda beforehand; to conversations a reminder is enough. */
const INVITED: ReadonlySet<TaskRow['kind']> = new Set(['family.meeting', 'transition.conference']);

const dayOf = (at: Instant): string => copenhagen(at).date;

function reminderMoment(meeting: Instant, now: Instant, { policy }: Terms): Instant {
  const { daysBefore, at } = policy.messages.meetingReminder;
  return Math.max(now, instantOf(addDays(copenhagen(meeting).date, -daysBefore), at));
}

/** R40: so many working days before the meeting, in the youth's hours. */
function agendaMoment(meeting: Instant, { policy, closed }: Terms): Instant {
  const day = addWorkingDays(copenhagen(meeting).date, -policy.meetings.agendaDays, 'municipal', closed);
  return instantOf(day, policy.messages.youth.from);
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

/** The first moment from `at` on when a youth may be written to. */
export function youthMoment(at: Instant, { policy }: Pick<Terms, 'policy'>): Instant {
  const { from, to } = policy.messages.youth;
  const { date } = copenhagen(at);
  if (at < instantOf(date, from)) return instantOf(date, from);
  return at < instantOf(date, to) ? at : instantOf(addDays(date, 1), from);
}
