/**
 * The ledger of messages: claim → send → `sent`. A claim that runs out unanswered is `uncertain` and is not sent again
 * blindly. Whatever becomes of a message is journalled, and what may not have arrived becomes a call.
 */
import { type StaffRef } from '../contract/messages/ids';
import { type JournalEvent } from '../contract/messages/vocabulary';
import { NotSentError } from '../contract/ports/notifier';
import { append } from '../records/journal';
import { moveNotice, type Notice, type Queued, unqueue } from '../records/notices';
import { noteDelivered, noteUndelivered } from '../records/undelivered';
import { type Instant } from '../rules/clock';
import { type Ports } from './context';

/** How long one sender may take before its claim runs out. */
const CLAIM_MS = 2 * 60_000;
const MAX_ATTEMPTS = 5;
const RETRY_AFTER_MS = 5 * 60_000;
/** The journal shows when a message really went from this difference on. */
const WORTH_TELLING_MS = 60_000;

/** Several notices in one message: the ledger keeps all, the journal tells of the message once. */
export const MERGED = 'merged';

/** R13: the youth is asked and told, however far the staff's own task has come. */
export const isOfRound = ({ kind }: Notice): boolean => kind === 'round.asked' || kind === 'round.told';

/** R08: a question that waits on the youth's own page. */
export const isPulse = ({ kind }: Pick<Notice, 'kind'>): boolean => kind === 'pulse.asked';

/** R41: the contact in the morning that was agreed on. */
export const isWakeUp = ({ kind }: Pick<Notice, 'kind'>): boolean => kind === 'wakeUp';

/** Messages to families are R40's, but for these. */
const hasOwnRule = (notice: Notice): boolean => isOfRound(notice) || isPulse(notice) || isWakeUp(notice);

/** When it was first to go, however often that was put off. */
export const firstPlanned = ({ first, planned }: Notice): Instant => first ?? planned;

/** Claims notices for sending, to whoever stands in where that is somebody else; those another sender has are left out. */
export async function claimAll(ports: Ports, notices: readonly Notice[], to?: StaffRef): Promise<Notice[]> {
  const claimedUntil = ports.now() + CLAIM_MS;
  const claims = await Promise.all(
    notices.map((notice) => {
      const standIn = to !== undefined && 'staff' in notice.recipient && notice.recipient.staff !== to;
      return moveNotice(ports.table, notice, {
        state: 'claimed',
        claimedUntil,
        attempts: notice.attempts + 1,
        ...(standIn && { to }),
      });
    }),
  );
  return claims.filter((claim) => claim !== undefined);
}

/** Sends one message about all of these, and writes down what came of it. */
export async function send(ports: Ports, notices: readonly Notice[], go: () => Promise<void>): Promise<void> {
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

/** Puts a notice off; how old it is still counts from when it was first to go. */
export async function reschedule(
  { table }: Ports,
  notice: Notice,
  planned: Instant,
  place: Queued = notice,
  state: Notice['state'] = notice.state === 'claimed' && planned === notice.claimedUntil
    ? 'claimed'
    : 'pending',
): Promise<void> {
  await moveNotice(table, notice, { state, planned, first: firstPlanned(notice) });
  if (planned !== place.planned) await unqueue(table, place);
}

/** Gives a notice another time by our own choice – the day's cap, one message for several – from which its age counts. */
export async function postpone({ table }: Ports, notice: Notice, planned: Instant): Promise<void> {
  await moveNotice(table, notice, { state: 'pending', planned, first: planned });
  if (planned !== notice.planned) await unqueue(table, notice);
}

/** The last word on a notice: the ledger first, then who must hear of it, then out of the queue. */
export async function conclude(
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

/** Repeated after a crash, it changes nothing. */
export async function announce(ports: Ports, notice: Notice): Promise<void> {
  const { youth, recipient, state, why } = notice;
  if ('staff' in recipient) await noteMail(ports, notice, notice.to ?? recipient.staff);
  if (youth === undefined || EVENTS[state] === undefined || why === MERGED) return;
  await journal(ports, notice, EVENTS[state], youth);
  // R08, R45: an unanswered question needs no call; several in a row open a dialogue.
  if (!('staff' in recipient) && !isPulse(notice) && (state === 'uncertain' || state === 'failed')) {
    await ports.engine.messageFailed(youth, { task: notice.task, why: state });
  }
}

/** Whose mail does not arrive stands with the administrators until one does: their tasks wait unseen. */
async function noteMail(
  { table }: Ports,
  { state, why, doneAt, planned }: Notice,
  staff: StaffRef,
): Promise<void> {
  if (state === 'sent') await noteDelivered(table, staff);
  else if (state === 'failed' || why === NO_ADDRESS) {
    await noteUndelivered(table, { staff, at: doneAt ?? planned, why: why ?? state });
  }
}

/** Why nothing was sent to somebody without an e-mail address. */
export const NO_ADDRESS = 'noAddress';

async function journal({ table }: Ports, notice: Notice, event: JournalEvent, youth: string): Promise<void> {
  const { recipient, why, to, doneAt = notice.planned } = notice;
  const planned = firstPlanned(notice);
  const staff = 'staff' in recipient ? recipient.staff : undefined;
  await append(table, [
    {
      writer: 'dispatch',
      key: notice.id,
      entry: {
        at: planned,
        event,
        rule: staff === undefined && !hasOwnRule(notice) ? 'R40' : notice.rule,
        youth,
        task: notice.task,
        reason: {
          about: notice.kind,
          channel: staff === undefined ? (notice.medium ?? 'sms') : 'email',
          ...(why !== undefined && { why }),
          ...(to !== undefined && staff !== undefined && { onBehalfOf: staff }),
        },
        ...(staff === undefined
          ? { role: 'youth' in recipient ? 'youth' : 'guardian' }
          : { assignee: to ?? staff }),
        ...(doneAt - planned >= WORTH_TELLING_MS && { late: doneAt }),
      },
    },
  ]);
}
