/**
 * Notices: messages that activities want sent, and the ledger that makes sure each goes at most once.
 *
 * A notice is keyed by task, step, channel and recipient. Its state goes pending → claimed → sent; a claim that runs
 * out unanswered is `uncertain` and never sent again blindly.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';

/** Whom a message is for. Whether a youth or a guardian may get it is decided when it is sent (R52). */
export type Recipient =
  | { readonly staff: StaffRef }
  | { readonly youth: YouthRef }
  /** The n-th guardian of a youth, from 0. */
  | { readonly guardianOf: YouthRef; readonly n: number };

/** What the message is about; decides its words. */
export type NoticeKind =
  | 'task.opened'
  | 'task.reminded'
  | 'task.escalated'
  | 'meeting.invited'
  | 'meeting.agenda'
  | 'meeting.reminder'
  | 'meeting.missed'
  /** R13: the youth is asked before a round's meeting, and told after it. */
  | 'round.asked'
  | 'round.told'
  /** R08: a question waits on the youth's own page. */
  | 'pulse.asked'
  /** R41: the contact in the morning that a person and the youth have agreed on. */
  | 'wakeUp'
  /** R24: somebody close is prompted to a personal word. */
  | 'goal.reached';

export type NoticeState = 'pending' | 'claimed' | 'sent' | 'uncertain' | 'failed' | 'suppressed';

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly recipient: Recipient;
  readonly task: string;
  readonly youth?: YouthRef;
  readonly rule: string;
  /** When it is to go. */
  readonly planned: Instant;
  /** When it was first to go, where that was put off: how old it is counts from then. */
  readonly first?: Instant;
  /** Who stood in for the recipient and was written to instead. */
  readonly to?: StaffRef;
  /** When what it says is over; it is not sent later. */
  readonly until?: Instant;
  readonly state: NoticeState;
  /** Until when the present sender has it, while claimed. */
  readonly claimedUntil?: Instant;
  readonly attempts: number;
  readonly doneAt?: Instant;
  /** Why it failed or was suppressed: a code. */
  readonly why?: string;
  /** `post`: it goes as a letter, not as an SMS. */
  readonly medium?: 'post';
}

export function recipientKey(recipient: Recipient): string {
  if ('staff' in recipient) return `staff:${recipient.staff}`;
  return 'youth' in recipient
    ? `youth:${recipient.youth}`
    : `guardian:${recipient.guardianOf}:${String(recipient.n)}`;
}

const OUTBOX = 'outbox';
const ledgerKey = (id: string): { pk: string; sk: string } => ({ pk: `notice/${id}`, sk: 'notice' });
const outboxKey = ({ planned, id }: Pick<Notice, 'planned' | 'id'>): { pk: string; sk: string } => ({
  pk: OUTBOX,
  sk: `${new Date(planned).toISOString()}/${id}`,
});

/** Plans a notice, once: nothing happens when one with its id is in the ledger and no longer pending. */
export async function planNotice(table: Table, notice: Notice): Promise<void> {
  const planned = await table.put({ ...ledgerKey(notice.id), state: notice.state, value: notice }, 'absent');
  const known = planned ? notice : await getNotice(table, notice.id);
  if (known?.state !== 'pending') return;
  // Repeated after a crash in between: a place too many is dropped when its time comes, one too few is never sent.
  await table.put({ ...outboxKey(known), id: known.id });
  await table.put({ pk: `task/${known.task}`, sk: `notice/${known.id}` });
}

export async function getNotice(table: Table, id: string): Promise<Notice | undefined> {
  return (await table.get(ledgerKey(id)))?.value as Notice | undefined;
}

/** The notices of a task, for its page. */
export async function noticesOf(table: Table, task: string): Promise<Notice[]> {
  const pointers = await table.list(`task/${task}`, { prefix: 'notice/' });
  const rows = await table.getMany(pointers.map(({ sk }) => ledgerKey(sk.slice('notice/'.length))));
  return rows.map((row) => row.value as Notice).sort((a, b) => a.planned - b.planned);
}

/** A place in the queue: when, and which notice. */
export interface Queued {
  readonly planned: Instant;
  readonly id: string;
}

/** What is queued up to an instant (all of it, when left out), in order. */
export async function queued(table: Table, until?: Instant, limit?: number): Promise<Queued[]> {
  const rows = await table.list(OUTBOX, {
    ...(until !== undefined && { to: `${new Date(until).toISOString()}0` }), // '0' sorts behind '/'
    ...(limit !== undefined && { limit }),
  });
  return rows.map(({ sk, id }) => ({ planned: Date.parse(sk.slice(0, 24)), id: String(id) }));
}

/** Takes a place out of the queue. */
export async function unqueue(table: Table, place: Queued): Promise<void> {
  await table.delete(outboxKey(place));
}

/** Moves a notice to another state, if it is still in the one expected: of two senders one succeeds. */
export async function moveNotice(
  table: Table,
  notice: Notice,
  change: Partial<Notice> & { readonly state: NoticeState },
): Promise<Notice | undefined> {
  const moved = { ...notice, ...change };
  if (moved.planned !== notice.planned) await table.put({ ...outboxKey(moved), id: moved.id });
  const done = await table.put(
    { ...ledgerKey(notice.id), state: moved.state, value: moved },
    { field: 'state', equals: notice.state },
  );
  return done ? moved : undefined;
}

/**
 * Counts a message to a recipient on a day; false when the day's cap is reached. The count is read and written in
 * two steps: only dispatch sends, and it sends one message after the other.
 */
export async function countMessage(
  table: Table,
  recipient: Recipient,
  on: IsoDate,
  cap: number,
): Promise<boolean> {
  const at = { pk: `sent/${recipientKey(recipient)}`, sk: on };
  const count = Number((await table.get(at))?.count ?? 0);
  if (count >= cap) return false;
  await table.put({ ...at, count: count + 1 });
  return true;
}

/** Never two messages for one task to one person on one day: true for the first notice that asks. */
export async function firstToday(
  table: Table,
  notice: Notice,
  on: IsoDate,
  reader: Recipient = notice.recipient,
): Promise<boolean> {
  const at = { pk: `told/${recipientKey(reader)}`, sk: `${on}/${notice.task}` };
  if (await table.put({ ...at, notice: notice.id }, 'absent')) return true;
  return (await table.get(at))?.notice === notice.id;
}

const NEXT = { pk: 'dispatch', sk: 'next' };

/** When dispatch will wake by itself, as it noted last; undefined when it sleeps until it is woken. */
export async function nextWake(table: Table): Promise<Instant | undefined> {
  const at = (await table.get(NEXT))?.at;
  return at === undefined ? undefined : Number(at);
}

/** Dispatch notes when it will wake by itself. */
export async function setNextWake(table: Table, at: Instant | undefined): Promise<void> {
  const seq = Number((await table.get(NEXT))?.seq ?? 0) + 1;
  await table.put({ ...NEXT, seq, ...(at !== undefined && { at }) });
}

/**
 * Sees to it that dispatch wakes for what was just queued. It notes when it will wake before it looks at the queue, and
 * whoever queues does so before looking at the note: one of the two always sees the other. A note of what has passed
 * says nothing. That it was woken is noted too, so that it is not woken again for the same – unless it has noted
 * something itself meanwhile: then it may have been there already.
 */
export async function wakeInTime(
  table: Table,
  planned: Instant,
  now: Instant,
  wake: (at: Instant) => Promise<void>,
): Promise<void> {
  const note = await table.get(NEXT);
  const next = note?.at === undefined ? undefined : Number(note.at);
  if (next !== undefined && next >= now && next <= planned) return;
  await wake(planned);
  const seq = Number(note?.seq ?? 0);
  await table.put({ ...NEXT, seq, at: planned }, seq === 0 ? 'absent' : { field: 'seq', equals: seq });
}
