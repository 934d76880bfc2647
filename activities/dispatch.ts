/**
 * Dispatch: the one place that sends. It decides at the moment of sending whether a planned message may still go –
 * to staff and families each by their own rules – and keeps the ledger.
 */
import { type Dispatched } from '../contract/messages/activities';
import { type StaffRef } from '../contract/messages/ids';
import { currentTerms, type Terms } from '../records/agreements';
import {
  getNotice,
  type Notice,
  queued,
  type Queued,
  recipientKey,
  nextWake,
  setNextWake,
  unqueue,
} from '../records/notices';
import { type Ports } from './context';
import { sendToFamily } from './familyMessages';
import { announce, conclude, reschedule } from './ledger';
import { readerOf, sendDigest } from './staffMessages';

/** A call of this activity works for so long at most; the rest is taken up by the next. */
const BUDGET_MS = 4_000;
const BATCH = 200;

/** What is due to one person, and who reads it where that is staff. */
interface Group {
  readonly reader?: StaffRef;
  readonly due: { readonly place: Queued; readonly notice: Notice }[];
}

export async function sendDue(ports: Ports): Promise<Dispatched> {
  const { table } = ports;
  const stopAt = ports.now() + BUDGET_MS;
  const due = await queued(table, ports.now(), BATCH);
  const groups = new Map<string, Group>();
  for (const place of due) {
    const notice = await getNotice(table, place.id);
    if (!notice || notice.planned !== place.planned) {
      await unqueue(table, place);
      continue;
    }
    const { recipient } = notice;
    const reader = 'staff' in recipient ? await readerOf(ports, recipient.staff) : undefined;
    const key = reader === undefined ? recipientKey(recipient) : recipientKey({ staff: reader });
    const group = groups.get(key) ?? { due: [], ...(reader !== undefined && { reader }) };
    group.due.push({ place, notice });
    groups.set(key, group);
  }
  const terms = await currentTerms(table, undefined);
  for (const group of groups.values()) {
    if (ports.now() > stopAt) break;
    await sendTo(ports, group, terms);
  }
  return planNext(ports);
}

async function sendTo(ports: Ports, { reader, due }: Group, terms: Terms): Promise<void> {
  const open = await settled(ports, due);
  if (open.length === 0) return;
  if (reader === undefined) await sendToFamily(ports, open, terms);
  else await sendDigest(ports, reader, open, terms);
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
async function settled(ports: Ports, group: Group['due']): Promise<Notice[]> {
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
