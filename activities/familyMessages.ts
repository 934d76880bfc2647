/**
 * Messages to youths and guardians. Whether one may go is decided now: to whom (R52), in their hours, within the day's
 * cap, and only while what it says is true. After an outage they get one message that says what is still to come, and
 * what nobody can be written about becomes a call.
 */
import { type Terms } from '../records/agreements';
import { mayHear } from '../records/audience';
import { countMessage, firstToday, type Notice, type Recipient } from '../records/notices';
import { getStaff, getYouth, type Youth } from '../records/people';
import { addDays } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { inGsm7 } from '../rules/sms';
import { agendaLetter } from './agendaLetter';
import { type Ports } from './context';
import {
  claimAll,
  conclude,
  firstPlanned,
  isOfRound,
  isPulse,
  isWakeUp,
  MERGED,
  postpone,
  reschedule,
  send,
} from './ledger';
import { familyText, type Subject, subjectOf } from './messageSubjects';
import { ownPageLink } from './ownPageLink';
import { youthMoment } from './planning';
import { sendWakeUp } from './wakeUps';

/** A message this late is so because we were down, not because of a hiccup. */
const OUTAGE_MS = 3_600_000;

/** A notice that is still true, with what it is about. */
interface Due {
  readonly notice: Notice;
  readonly about: Subject;
}

/** Sends what is due to one youth or guardian. */
export async function sendToFamily(ports: Ports, notices: readonly Notice[], terms: Terms): Promise<void> {
  const [first] = notices;
  if (!first) return;
  const youth = await getYouth(ports.table, youthOf(first.recipient));
  if (youth) for (const notice of notices.filter(isWakeUp)) await sendWakeUp(ports, notice, youth);
  const rest = youth ? notices.filter((notice) => !isWakeUp(notice)) : notices;
  const due = await stillTrue(ports, youth, rest);
  if (!youth || due.length === 0) return;
  const now = ports.now();
  const allowed = youthMoment(now, terms);
  if (allowed > now) {
    for (const { notice } of due) await reschedule(ports, notice, allowed);
    return;
  }
  const [message, ...others] = await messagesOf(ports, due, terms);
  if (!message) return;
  await sendOne(ports, message, youth, terms);
  const outage = due.some(({ notice }) => now - firstPlanned(notice) > OUTAGE_MS);
  for (const other of others) {
    // One message after an outage; what is still true tomorrow goes then.
    if (outage) for (const { notice } of other) await reschedule(ports, notice, tomorrow(now, terms));
    else await sendOne(ports, other, youth, terms);
  }
}

function youthOf(recipient: Recipient): string {
  return 'youth' in recipient ? recipient.youth : 'guardianOf' in recipient ? recipient.guardianOf : '';
}

/** The next day's first moment for youths. */
function tomorrow(now: Instant, { policy }: Terms): Instant {
  return instantOf(addDays(copenhagen(now).date, 1), policy.messages.youth.from);
}

// ------------------------------------------------------------------ what is still true

async function stillTrue(ports: Ports, youth: Youth | undefined, notices: readonly Notice[]): Promise<Due[]> {
  const due: Due[] = [];
  for (const notice of notices) {
    const about = youth && (await subjectOf(ports.table, notice, youth));
    const over = outdated(notice, about, ports.now());
    if (!youth || !about) await conclude(ports, notice, 'suppressed', youth ? 'taskClosed' : 'unknownYouth');
    else if (!isTheirs(notice, youth, ports.now())) await refuse(ports, notice, youth, over);
    else if (over !== undefined) await conclude(ports, notice, 'suppressed', over);
    else due.push({ notice, about });
  }
  return due;
}

/** R52: it is not theirs to get. Where nobody else can be written to either, a person calls. */
async function refuse(ports: Ports, notice: Notice, youth: Youth, over: string | undefined): Promise<void> {
  const nobody = 'youth' in notice.recipient && over === undefined && !anybody(youth, ports.now());
  await conclude(ports, notice, nobody ? 'failed' : 'suppressed', nobody ? 'nobody' : 'notTheirs');
}

function isTheirs({ recipient }: Notice, youth: Youth, now: Instant): boolean {
  const allowed = mayHear(youth, now);
  return 'youth' in recipient ? allowed.youth : allowed.guardians;
}

/** Whether there is anybody at all who may be written to and has a number. */
function anybody(youth: Youth, now: Instant): boolean {
  const allowed = mayHear(youth, now);
  return (
    (allowed.youth && youth.mobile !== undefined) ||
    (allowed.guardians && youth.guardians.some(({ mobile }) => mobile !== undefined))
  );
}

/** Why it is no longer so. */
function outdated(notice: Notice, about: Subject | undefined, now: Instant): string | undefined {
  if (about?.isOpen !== true && !isOfRound(notice)) return isPulse(notice) ? 'answered' : 'taskClosed';
  if (isAboutTime(notice) && about?.meeting !== notice.until) return 'meetingMoved';
  return notice.until !== undefined && notice.until <= now ? 'over' : undefined;
}

/** Messages that name a meeting's time; they fall away when it moves, and are true until it is held. */
const isAboutTime = ({ kind }: Notice): boolean => ABOUT_TIME.includes(kind);
/** The most telling first: who was never invited must be, whoever was may be reminded. */
const ABOUT_TIME: readonly Notice['kind'][] = ['meeting.invited', 'meeting.agenda', 'meeting.reminder'];

// ------------------------------------------------------------------ one message for several

/** Notices that go as one message, the one it is named after first. */
type Message = readonly Due[];

/** What these come to: meetings in one message, the others one each. What became too old is dropped. */
async function messagesOf(ports: Ports, due: readonly Due[], terms: Terms): Promise<Message[]> {
  const meetings = due
    .filter(({ notice }) => isAboutTime(notice))
    .sort((a, b) => ABOUT_TIME.indexOf(a.notice.kind) - ABOUT_TIME.indexOf(b.notice.kind));
  const retold = new Set(meetings.map(({ notice }) => notice.task));
  const others: Message[] = [];
  for (const one of due.filter(({ notice }) => !isAboutTime(notice))) {
    const { notice } = one;
    const stale = ports.now() - firstPlanned(notice) > terms.policy.messages.staleAfterHours * 3_600_000;
    if (retold.has(notice.task)) await conclude(ports, notice, 'suppressed', MERGED);
    else if (stale) await conclude(ports, notice, 'suppressed', 'stale');
    else others.push([one]);
  }
  return meetings.length === 0 ? others : [meetings, ...others];
}

async function sendOne(ports: Ports, message: Message, youth: Youth, terms: Terms): Promise<void> {
  const due = await tellable(ports, message, terms);
  const [lead, ...merged] = due;
  if (!lead) return;
  const now = ports.now();
  const { recipient } = lead.notice;
  const [claimed] = await claimAll(ports, [lead.notice]);
  if (!claimed) return;
  const to = addressee(recipient, youth);
  if (to?.mobile === undefined) return sendLetter(ports, claimed, merged, youth);
  const { date } = copenhagen(now);
  if (!(await countMessage(ports.table, recipient, date, terms.policy.messages.youth.capPerDay))) {
    for (const notice of [claimed, ...merged.map((one) => one.notice)])
      await postpone(ports, notice, tomorrow(now, terms));
    return;
  }
  for (const { notice } of merged) await conclude(ports, notice, 'suppressed', MERGED);
  const link = await ownPageLink(ports, recipient);
  const words = familyText(
    claimed,
    due.map(({ about }) => about),
    { to: to.name, from: await senderOf(ports, lead.about), ...(link !== undefined && { link }) },
    now,
  );
  const text = inGsm7(words);
  const phone = to.mobile;
  await send(ports, [claimed], () =>
    ports.notifier.sms({ notice: claimed.id, phone, senderId: terms.policy.messages.senderId, text }),
  );
}

/** Nobody can be written an SMS: a letter, where there is Digital Post and something to read, or else a call. */
async function sendLetter(
  ports: Ports,
  claimed: Notice,
  merged: readonly Due[],
  youth: Youth,
): Promise<void> {
  const letter = await agendaLetter(ports, claimed, youth);
  const { digitalPost } = ports;
  if (!letter || !digitalPost) return conclude(ports, claimed, 'failed', 'noPhone');
  for (const { notice } of merged) await conclude(ports, notice, 'suppressed', MERGED);
  await send(ports, [{ ...claimed, medium: 'post' }], () => digitalPost.send(letter));
}

/**
 * Never two messages for one task to one person on one day. Who was told the time today needs no reminder of it; news
 * waits until tomorrow, and becomes a call where that is too late.
 */
async function tellable(ports: Ports, message: Message, terms: Terms): Promise<Due[]> {
  const now = ports.now();
  const { date } = copenhagen(now);
  const told = new Set<string>();
  const due: Due[] = [];
  for (const one of message) {
    const { notice } = one;
    if (told.has(notice.task) || (await firstToday(ports.table, notice, date))) {
      told.add(notice.task);
      due.push(one);
    } else if (notice.kind === 'meeting.reminder' || notice.kind === 'meeting.agenda') {
      await conclude(ports, notice, 'suppressed', 'alreadyToday');
    } else if (notice.until !== undefined && notice.until <= tomorrow(now, terms)) {
      await conclude(ports, notice, 'failed', 'alreadyToday');
    } else {
      await postpone(ports, notice, tomorrow(now, terms));
    }
  }
  return due;
}

function addressee(recipient: Recipient, youth: Youth): { name: string; mobile?: string } | undefined {
  if ('guardianOf' in recipient) return youth.guardians[recipient.n];
  return { name: youth.firstName, ...(youth.mobile !== undefined && { mobile: youth.mobile }) };
}

async function senderOf({ table }: Ports, { from }: Subject): Promise<string> {
  const staff = from === undefined ? undefined : await getStaff(table, from);
  return staff?.name ?? 'kommunen';
}
