/**
 * Continuity as numbers (R28: "samme ansigt"): how often a youth got another person in a role, and how many days
 * nobody had it.
 */
import { daysBetween, type IsoDate } from './calendar';

/** What happened to one role: somebody has it from that day, or nobody has. */
export interface Handing {
  readonly on: IsoDate;
  readonly person: string | undefined;
}

export interface Continuity {
  /** Times another person took over; the first one there is counts as none. */
  readonly changes: number;
  /** Calendar days nobody had the role. */
  readonly uncoveredDays: number;
  /** Since when nobody has it, where that is so. */
  readonly uncoveredSince?: IsoDate;
}

/**
 * Counts over what happened to one role, in order, up to a day. Before the first thing that happened somebody had it
 * if the first thing is that somebody takes over: whoever has nobody is noted as having nobody.
 */
export function continuity(handings: readonly Handing[], today: IsoDate): Continuity {
  let changes = 0;
  let uncoveredDays = 0;
  let last: string | undefined;
  let since: IsoDate | undefined;
  handings.forEach(({ on, person }, index) => {
    if (person === undefined) {
      since ??= on;
      return;
    }
    if (since !== undefined) uncoveredDays += Math.max(0, daysBetween(since, on));
    since = undefined;
    if (index === 0 || (last !== undefined && last !== person)) changes += 1;
    last = person;
  });
  if (since === undefined) return { changes, uncoveredDays };
  return {
    changes,
    uncoveredDays: uncoveredDays + Math.max(0, daysBetween(since, today)),
    uncoveredSince: since,
  };
}

/**
 * The same for a stretch of days only: from a day to the one it ends before. What was noted before it counts for who had
 * the role when it began.
 */
export function continuityWithin(
  handings: readonly Handing[],
  { from, before }: { readonly from: IsoDate; readonly before: IsoDate },
  today: IsoDate,
): Pick<Continuity, 'changes' | 'uncoveredDays'> {
  const upTo = (day: IsoDate): Continuity =>
    continuity(
      handings.filter(({ on }) => on < day),
      day < today ? day : today,
    );
  const [start, end] = [upTo(from), upTo(before)];
  return {
    changes: end.changes - start.changes,
    uncoveredDays: end.uncoveredDays - start.uncoveredDays,
  };
}
