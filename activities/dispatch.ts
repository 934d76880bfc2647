/**
 * Dispatch: the one place that sends. It decides at the moment of sending whether a planned message may still go –
 * to whom (R52), in their hours, within the day's cap, and only while what it says is true – and keeps the ledger:
 * claim → send → `sent`. A claim that runs out unanswered is `uncertain` and is not sent again blindly.
 */
import { type Dispatched } from '../contract/messages/effects';
import { NotSentError } from '../contract/ports/notifier';
import { currentTerms, type Terms } from '../records/agreements';
import { append } from '../records/journal';
import {
  countMessage,
  firstToday,
  getNotice,
  moveNotice,
  nextWake,
  type Notice,
  queued,
  type Queued,
  type Recipient,
  recipientKey,
  setNextWake,
  unqueue,
} from '../records/notices';
import { getStaff, getYouth, type Staff, unitsOf, type Youth } from '../records/people';
import { digestOn } from '../records/personalWord';
import { getTask, inbox, type TaskRow } from '../records/tasks';
import { type JournalEvent } from '../contract/messages/vocabulary';
import { isUnit } from '../contract/messages/ids';
import { audience } from '../rules/audience';
import { addDays, firstWorkingDay } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import {
  meetingAgenda,
  meetingInvited,
  meetingMissed,
  meetingReminder,
  roundAsked,
  roundTold,
  staffDigest,
} from '../texts/messages';
import { type Ports } from './context';
import { youthMoment } from './planning';

/** How long one sender may take before its claim runs out. */
const CLAIM_MS = 2 * 60_000;
/** A call of this activity works for so long at most; the rest is taken up by the next. */
const BUDGET_MS = 4_000;
const BATCH = 200;
const MAX_ATTEMPTS = 5;
/** Two notices of one task in one message: the ledger keeps both, the journal tells of the message once. */
const MERGED = 'merged';
const RETRY_AFTER_MS = 5 * 60_000;
/** The journal shows when a message really went from this difference on. */
const WORTH_TELLING_MS = 60_000;

export async function sendDue(ports: Ports): Promise<Dispatched> {
  const { table } = ports;
  const stopAt = ports.now() + BUDGET_MS;
  const due = await queued(table, ports.now(), BATCH);
  const byRecipient = new Map<string, { place: Queued; notice: Notice }[]>();
  for (const place of due) {
    const notice = await getNotice(table, place.id);
    if (!notice || notice.planned !== place.planned) await unqueue(table, place);
    else group(byRecipient, recipientKey(notice.recipient), { place, notice });
  }
  const terms = await currentTerms(table, undefined);
  for (const group of byRecipient.values()) {
    if (ports.now() > stopAt) break;
    const open = await settled(ports, group);
    if (open.length > 0) await sendTo(ports, open, terms);
  }
  return planNext(ports);
}

function group<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const known = groups.get(key);
  if (known) known.push(item);
  else groups.set(key, [item]);
}

/**
 * Notes when to wake, then looks again: whoever queues something earlier in between either sees the note or is seen.
 */
async function planNext({ table }: Ports): Promise<Dispatched> {
  for (;;) {
    const [first] = await queued(table, undefined, 1);
    await setNextWake(table, first?.planned);
    const [again] = await queued(table, undefined, 1);
    if (again?.planned === first?.planned && (await nextWake(table)) === first?.planned) {
      return first ? { next: first.planned } : {};
    }
  }
}

/** Clears what needs no sending any more; the pending notices that are left. */
async function settled(ports: Ports, group: readonly { place: Queued; notice: Notice }[]): Promise<Notice[]> {
  const pending: Notice[] = [];
  for (const { place, notice } of group) {
    if (notice.state === 'pending') {
      pending.push(notice);
    } else if (notice.state === 'claimed' && (notice.claimedUntil ?? 0) > ports.now()) {
      await reschedule(ports, notice, notice.claimedUntil ?? 0, place);
    } else if (notice.state === 'claimed') {
      await conclude(ports, notice, 'uncertain', 'noAnswer', place);
    } else {
      await announce(ports, notice); // whoever concluded it did not get to the end
      await unqueue(ports.table, place);
    }
  }
  return pending;
}

async function sendTo(ports: Ports, notices: readonly Notice[], terms: Terms): Promise<void> {
  const [first] = notices;
  if (!first) return;
  if ('staff' in first.recipient) await sendDigest(ports, first.recipient.staff, notices, terms);
  else for (const notice of notices) await sendToFamily(ports, notice, terms);
}

// ------------------------------------------------------------------ staff

/** Everything due to one person becomes one message, built from what their list holds now. */
async function sendDigest(
  ports: Ports,
  ref: string,
  notices: readonly Notice[],
  terms: Terms,
): Promise<void> {
  const staff = await getStaff(ports.table, ref);
  const mine: Notice[] = [];
  for (const notice of notices) {
    const task = await getTask(ports.table, notice.task);
    const why = !staff?.email ? 'noAddress' : isNews(notice) ? undefined : outdated(task, staff);
    if (why === undefined) mine.push(notice);
    else await conclude(ports, notice, 'suppressed', why);
  }
  if (!staff || mine.length === 0) return;
  const now = ports.now();
  const { date } = copenhagen(now);
  const claimed = await claimAll(ports, mine);
  const fresh: Notice[] = [];
  for (const notice of claimed) {
    if (isNews(notice)) fresh.push(notice);
    else if (fresh.some(({ task }) => task === notice.task))
      await conclude(ports, notice, 'suppressed', MERGED);
    else if (await firstToday(ports.table, notice, date)) fresh.push(notice);
    else await conclude(ports, notice, 'suppressed', 'alreadyToday');
  }
  if (fresh.length === 0) return;
  const { staff: hours } = terms.policy.messages;
  if (!(await countMessage(ports.table, { staff: ref }, date, hours.capPerDay))) {
    const tomorrow = firstWorkingDay(addDays(date, 1), 'municipal', terms.closed);
    for (const notice of fresh) await reschedule(ports, notice, digestOn(ref, tomorrow, terms));
    return;
  }
  const goals = fresh.filter(isNews).length;
  const email = staffDigest(staff.name, { ...(await countsFor(ports, staff, now)), goals }, ports.pages);
  await send(ports, fresh, () => ports.notifier.email({ recipient: ref, ...email }));
}

/** R24: news of a youth rather than a task of one's own. */
const isNews = ({ kind }: Notice): boolean => kind === 'goal.reached';

/** Why a message about this task is no longer true for this person. */
function outdated(task: TaskRow | undefined, staff: Staff): string | undefined {
  if (task?.status !== 'open') return 'taskClosed';
  const { assignee } = task.placement;
  return assignee === staff.id || unitsOf(staff).includes(assignee) ? undefined : 'taskMoved';
}

async function countsFor(
  { table }: Ports,
  staff: Staff,
  now: Instant,
): Promise<Parameters<typeof staffDigest>[1]> {
  const own = await inbox(table, staff.id);
  const units = await Promise.all(
    unitsOf(staff)
      .filter(isUnit)
      .map((unit) => inbox(table, unit)),
  );
  const today = copenhagen(now).date;
  const overdue = own.filter((task) => task.placement.due < now).length;
  const dueToday = own.filter(
    (task) => task.placement.due >= now && copenhagen(task.placement.due).date === today,
  ).length;
  return { overdue, today: dueToday, later: own.length - overdue - dueToday, unit: units.flat().length };
}

// ------------------------------------------------------------------ youths and guardians

async function sendToFamily(ports: Ports, notice: Notice, terms: Terms): Promise<void> {
  const { recipient } = notice;
  const ref = 'youth' in recipient ? recipient.youth : 'guardianOf' in recipient ? recipient.guardianOf : '';
  const [youth, task] = await Promise.all([getYouth(ports.table, ref), getTask(ports.table, notice.task)]);
  const now = ports.now();
  const why = youth ? unwanted(notice, youth, task, now) : 'unknownYouth';
  if (!youth || !task || why !== undefined) return conclude(ports, notice, 'suppressed', why ?? 'taskClosed');
  const allowed = youthMoment(now, terms);
  if (allowed > now) return reschedule(ports, notice, allowed);
  if (now - notice.planned > terms.policy.messages.staleAfterHours * 3_600_000) {
    return conclude(ports, notice, 'suppressed', 'stale');
  }

  const to = addressee(recipient, youth);
  const [claimed] = await claimAll(ports, [notice]);
  if (!claimed) return;
  if (to?.mobile === undefined) return conclude(ports, claimed, 'failed', 'noPhone');
  const { date } = copenhagen(now);
  // Who was told the time today needs no reminder of it; anything else is news.
  const first = await firstToday(ports.table, claimed, date);
  if (!first && (notice.kind === 'meeting.reminder' || notice.kind === 'meeting.agenda'))
    return conclude(ports, claimed, 'suppressed', 'alreadyToday');
  if (!(await countMessage(ports.table, recipient, date, terms.policy.messages.youth.capPerDay))) {
    return reschedule(ports, claimed, youthMoment(now + 24 * 3_600_000, terms));
  }
  const text = familyText(notice, to.name, await senderOf(ports, task), task, now);
  const phone = to.mobile;
  await send(ports, [claimed], () =>
    ports.notifier.sms({ notice: claimed.id, phone, senderId: terms.policy.messages.senderId, text }),
  );
}

/** Why a message to a family must not go (any more). */
function unwanted(notice: Notice, youth: Youth, task: TaskRow | undefined, now: Instant): string | undefined {
  const allowed = audience(
    {
      born: youth.born,
      situation:
        youth.status === 'primarySchool' ? 'primarySchool' : youth.status === 'none' ? 'offPlan' : 'other',
      guardiansChosen: youth.guardiansChosen ?? false,
      consented: youth.consented ?? false,
    },
    copenhagen(now).date,
  );
  if (!('youth' in notice.recipient ? allowed.youth : allowed.guardians)) return 'notTheirs';
  if (task?.status !== 'open' && !isOfRound(notice)) return 'taskClosed';
  if (ABOUT_TIME.has(notice.kind) && task?.meeting !== notice.until) return 'meetingMoved';
  return notice.until !== undefined && notice.until <= now ? 'over' : undefined;
}

/** R13: the youth is asked and told, however far the staff's own task has come. */
const isOfRound = ({ kind }: Notice): boolean => kind === 'round.asked' || kind === 'round.told';

/** Messages that name a meeting's time; they fall away when it moves. */
const ABOUT_TIME: ReadonlySet<Notice['kind']> = new Set([
  'meeting.invited',
  'meeting.agenda',
  'meeting.reminder',
]);

function addressee(recipient: Recipient, youth: Youth): { name: string; mobile?: string } | undefined {
  if ('guardianOf' in recipient) return youth.guardians[recipient.n];
  return { name: youth.firstName, ...(youth.mobile !== undefined && { mobile: youth.mobile }) };
}

async function senderOf({ table }: Ports, task: TaskRow): Promise<string> {
  const staff = isUnit(task.placement.assignee) ? undefined : await getStaff(table, task.placement.assignee);
  return staff?.name ?? 'kommunen';
}

function familyText(notice: Notice, to: string, from: string, task: TaskRow, now: Instant): string {
  const meeting = task.meeting ?? now;
  switch (notice.kind) {
    case 'meeting.missed':
      return meetingMissed(to, from, task.placement.due, now);
    case 'meeting.invited':
      return meetingInvited(to, from, meeting, now);
    case 'meeting.agenda':
      return meetingAgenda(to, from, meeting, now);
    case 'round.asked':
      return roundAsked(to, from, notice.until ?? now, now);
    case 'round.told':
      return roundTold(to, from);
    default:
      return meetingReminder(to, from, meeting, now);
  }
}

// ------------------------------------------------------------------ the ledger

async function claimAll(ports: Ports, notices: readonly Notice[]): Promise<Notice[]> {
  const claimedUntil = ports.now() + CLAIM_MS;
  const claims = await Promise.all(
    notices.map((notice) =>
      moveNotice(ports.table, notice, { state: 'claimed', claimedUntil, attempts: notice.attempts + 1 }),
    ),
  );
  return claims.filter((claim) => claim !== undefined);
}

async function send(ports: Ports, notices: readonly Notice[], go: () => Promise<void>): Promise<void> {
  try {
    await go();
  } catch (error) {
    for (const notice of notices) {
      if (!(error instanceof NotSentError)) {
        // Nobody knows whether it went. It stays claimed and is settled as uncertain when the claim has run out.
        await reschedule(ports, notice, notice.claimedUntil ?? ports.now());
      } else if (error.retryable && notice.attempts < MAX_ATTEMPTS) {
        await reschedule(ports, notice, ports.now() + RETRY_AFTER_MS, undefined, 'pending');
      } else {
        await conclude(ports, notice, 'failed', error.code);
      }
    }
    return;
  }
  for (const notice of notices) await conclude(ports, notice, 'sent');
}

async function reschedule(
  { table }: Ports,
  notice: Notice,
  planned: Instant,
  place: Queued = notice,
  state: Notice['state'] = notice.state === 'claimed' && planned === notice.claimedUntil
    ? 'claimed'
    : 'pending',
): Promise<void> {
  await moveNotice(table, notice, { state, planned });
  if (planned !== place.planned) await unqueue(table, place);
}

/** The last word on a notice: the ledger first, then who must hear of it, then out of the queue. */
async function conclude(
  ports: Ports,
  notice: Notice,
  state: 'sent' | 'uncertain' | 'failed' | 'suppressed',
  why?: string,
  place: Queued = notice,
): Promise<void> {
  const change = { state, doneAt: ports.now(), ...(why !== undefined && { why }) };
  const done = await moveNotice(ports.table, notice, change);
  if (done) await announce(ports, done);
  await unqueue(ports.table, place);
}

const EVENTS: Partial<Record<Notice['state'], JournalEvent>> = {
  sent: 'message.sent',
  failed: 'message.failed',
  uncertain: 'message.uncertain',
  suppressed: 'message.suppressed',
};

/** The journal, and a call instead of a message that a youth may not have got. Repeated after a crash, it changes nothing. */
async function announce(ports: Ports, notice: Notice): Promise<void> {
  const { youth, recipient, state, planned, why, doneAt = planned } = notice;
  const event = EVENTS[state];
  if (youth === undefined || event === undefined || why === MERGED) return;
  const staff = 'staff' in recipient ? recipient.staff : undefined;
  await append(ports.table, [
    {
      writer: 'dispatch',
      key: notice.id,
      entry: {
        at: planned,
        event,
        rule: staff === undefined && !isOfRound(notice) ? 'R40' : notice.rule,
        youth,
        task: notice.task,
        reason: {
          about: notice.kind,
          channel: staff === undefined ? 'sms' : 'email',
          ...(why !== undefined && { why }),
        },
        ...(staff === undefined
          ? { role: 'youth' in recipient ? 'youth' : 'guardian' }
          : { assignee: staff }),
        ...(doneAt - planned >= WORTH_TELLING_MS && { late: doneAt }),
      },
    },
  ]);
  if (staff === undefined && (state === 'uncertain' || state === 'failed')) {
    await ports.engine.messageFailed(youth, { task: notice.task, why: state });
  }
}
