/**
 * Meetings of one youth that come so close that one is enough: the young are met by "10 kommunedamer" (R42), so a
 * family meeting, a conference, a handover and a conversation share one time where they can.
 */
import { daysBetween, type IsoDate } from './calendar';

/** A meeting that is still to be held. */
export interface Upcoming {
  readonly id: string;
  /** The days it may be held on; both the same where a time is agreed. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** The time agreed, in milliseconds since 1970. */
  readonly at?: number;
}

/** Meetings to hold as one. */
export interface Proposal {
  readonly ids: readonly string[];
  /** The earliest time that is agreed among them. */
  readonly at?: number;
  /** Between which days. */
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * Which of these can be held within so many days of each other, from the earliest on; each in one proposal at most.
 * Nothing where they share one time already.
 */
export function proposals(meetings: readonly Upcoming[], withinDays: number): Proposal[] {
  const groups: Upcoming[][] = [];
  for (const meeting of [...meetings].sort(byLastDay)) {
    const group = groups.at(-1);
    if (group && apart([...group, meeting]) <= withinDays) group.push(meeting);
    else groups.push([meeting]);
  }
  return groups.flatMap((group) => proposal(group) ?? []);
}

const byLastDay = (a: Upcoming, b: Upcoming): number =>
  daysBetween(b.to, a.to) || daysBetween(b.from, a.from) || (a.id < b.id ? -1 : 1);

/** The days between which all of them can be held, or, where there is none, have to be. */
function span(group: readonly Upcoming[]): { begin: IsoDate; end: IsoDate } {
  const begin = group.map(({ from }) => from).reduce((a, b) => (a > b ? a : b));
  const end = group.map(({ to }) => to).reduce((a, b) => (a < b ? a : b));
  return { begin, end };
}

/** How many days lie between the first and the last of them; 0 or less where one day suits all. */
function apart(group: readonly Upcoming[]): number {
  const { begin, end } = span(group);
  return daysBetween(end, begin);
}

function proposal(group: readonly Upcoming[]): Proposal | undefined {
  if (group.length < 2) return undefined;
  const agreed = group.flatMap(({ at }) => at ?? []);
  if (agreed.length === group.length && new Set(agreed).size === 1) return undefined;
  const { begin, end } = span(group);
  const [from, to] = begin < end ? [begin, end] : [end, begin];
  return { ids: group.map(({ id }) => id), from, to, ...(agreed.length > 0 && { at: Math.min(...agreed) }) };
}
