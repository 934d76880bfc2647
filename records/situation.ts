/**
 * What a youth does beside school, dated, and what people have decided about where the youth goes: work and pauses
 * (R32), tracked goals (R34), referrals (R50), moves (R51), notifications of concern (L3). One row per youth; each item
 * has a number by which it is known. Written by the edge, read by reviews.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type PauseReason, type SchoolEvent, type StaffRole } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { type Work } from '../rules/outreach';

interface Item {
  /** Grows by one with each item of the youth, whatever its kind; the same for the same request. */
  readonly k: number;
  readonly request: string;
}

export interface WorkItem extends Work, Item {}
export interface PauseItem extends Item {
  readonly why: PauseReason;
  readonly from: IsoDate;
  readonly to: IsoDate;
}
/** R34: uddannelsespålæg. */
export interface GoalItem extends Item {
  readonly from: IsoDate;
  readonly to: IsoDate;
}
/** R50: a member of staff proposes, a leader decides. */
export interface ReferralItem extends Item {
  readonly to: StaffRole;
  readonly by: StaffRef;
  /** The proposer's own role: their leader decides. */
  readonly role: StaffRole;
}
/** R51: moved to another municipality (its three-digit code), and perhaps back. */
export interface MoveItem extends Item {
  readonly municipality: number;
  readonly on: IsoDate;
  /** L4: the youth agreed that more is handed on than the law lets us. */
  readonly consented: boolean;
  readonly backOn?: IsoDate;
}
/** L3. */
export interface NotificationItem extends Item {
  readonly receivedAt: Instant;
}
/** R33: the last event of a school that changed the record. */
export interface LastEvent {
  readonly event: SchoolEvent;
  readonly on: IsoDate;
  readonly receivedAt: Instant;
}

export interface Situation {
  readonly next: number;
  readonly work: readonly WorkItem[];
  readonly pauses: readonly PauseItem[];
  readonly goals: readonly GoalItem[];
  readonly referrals: readonly ReferralItem[];
  readonly moves: readonly MoveItem[];
  readonly notifications: readonly NotificationItem[];
  readonly lastEvent?: LastEvent;
  /** R33: the last "at risk" a school told. */
  readonly atRisk?: Omit<LastEvent, 'event'>;
}

export type ItemKind = 'work' | 'pauses' | 'goals' | 'referrals' | 'moves' | 'notifications';
/** An item as it is sent in. */
export type NewItem<Kind extends ItemKind> = Omit<Situation[Kind][number], 'k' | 'request'>;

const NOTHING: Situation = {
  next: 1,
  work: [],
  pauses: [],
  goals: [],
  referrals: [],
  moves: [],
  notifications: [],
};

const key = (youth: YouthRef): { pk: string; sk: string } => ({ pk: `youth/${youth}`, sk: 'situation' });

export async function situationOf(table: Table, youth: YouthRef): Promise<Situation> {
  return ((await table.get(key(youth)))?.value as Situation | undefined) ?? NOTHING;
}

/** How often a change is tried when others change the row at the same time. */
const TRIES = 10;

/** Changes the row as it stands, and answers it as it is then; what others write meanwhile is not lost. */
export async function changeSituation(
  table: Table,
  youth: YouthRef,
  change: (before: Situation) => Situation,
): Promise<Situation> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await table.get(key(youth));
    const before = (row?.value as Situation | undefined) ?? NOTHING;
    const after = change(before);
    if (after === before) return before;
    const version = Number(row?.version ?? 0);
    const written = { ...key(youth), version: version + 1, value: after };
    if (await table.put(written, row ? { field: 'version', equals: version } : 'absent')) return after;
  }
  throw new Error('the situation of a youth changes too fast');
}

/** Adds an item, once per request. */
export async function addItem<Kind extends ItemKind>(
  table: Table,
  youth: YouthRef,
  kind: Kind,
  item: NewItem<Kind>,
  request: string,
): Promise<void> {
  await changeSituation(table, youth, (before) => {
    const items: readonly Item[] = before[kind];
    if (items.some((known) => known.request === request)) return before;
    return { ...before, next: before.next + 1, [kind]: [...items, { ...item, k: before.next, request }] };
  });
}

/** Takes an item out that was a mistake; nothing happens where there is none. */
export async function removeItem(table: Table, youth: YouthRef, kind: ItemKind, k: number): Promise<void> {
  await changeSituation(table, youth, (before) => {
    const items: readonly Item[] = before[kind];
    return items.some((item) => item.k === k)
      ? { ...before, [kind]: items.filter((item) => item.k !== k) }
      : before;
  });
}

/** R51: the youth lives here again from this day on; false when the youth had not moved. */
export async function moveBack(table: Table, youth: YouthRef, backOn: IsoDate): Promise<boolean> {
  let had = false;
  await changeSituation(table, youth, (before) => {
    const last = lastMove(before, backOn);
    had = last !== undefined;
    if (!last || last.backOn === backOn) return before;
    return { ...before, moves: before.moves.map((move) => (move === last ? { ...move, backOn } : move)) };
  });
  return had;
}

/** R51: the newest move that has happened and is not undone. */
export function movedAwayOn(situation: Situation, today: IsoDate): MoveItem | undefined {
  const last = lastMove(situation, today);
  return last && (last.backOn === undefined || last.backOn > today) ? last : undefined;
}

/** The newest move on a day or before it, whenever it was noted; of two on one day the one that was noted last. */
function lastMove({ moves }: Situation, day: IsoDate): MoveItem | undefined {
  return moves
    .filter(({ on }) => on <= day)
    .sort((a, b) => (a.on === b.on ? a.k - b.k : a.on < b.on ? -1 : 1))
    .at(-1);
}
