/**
 * Times to suggest for a meeting with a youth: working days inside the weeks it ought to be held (R15), early enough
 * for the agenda to come first (R40), at hours that suit young people (R41).
 */
import { addDays, addWorkingDays, type ClosedPeriods, type IsoDate, isWorkingDay } from './calendar';
import { copenhagen, type Instant, instantOf, type TimeOfDay } from './clock';

/** What suggestions rest on; times of day are Danish. */
export interface SuggestionTerms {
  /** R41: the meeting begins and ends between these. */
  readonly suggest: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  /** R40: working days between now and the meeting, so that the agenda can be there. */
  readonly agendaDays: number;
  readonly closed: ClosedPeriods;
}

/** From when and until when the meeting ought to be held (R15). */
interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** How long a meeting is taken to last. */
const MEETING_MS = 3_600_000;

/**
 * At most `count` times, one a day and at changing hours, the earliest first: inside the window, or, where it has no
 * working day, in the week before it, or, where it is too late, from the first day the agenda can be there. Never a
 * time that is `taken`.
 */
export function suggestedTimes(
  window: Window | undefined,
  now: Instant,
  terms: SuggestionTerms,
  count: number,
  taken: readonly Instant[] = [],
): Instant[] {
  const { agendaDays, closed } = terms;
  const soonest = addWorkingDays(copenhagen(now).date, Math.max(1, agendaDays), 'municipal', closed);
  const find = (from: IsoDate, to: IsoDate): Instant[] => times(from, to, terms, count, taken);
  const [from, to] = window ? [copenhagen(window.from).date, copenhagen(window.to).date] : [soonest, soonest];
  if (!window || to < soonest) return find(soonest, addDays(soonest, FAR_DAYS));
  const inside = find(later(from, soonest), to);
  return inside.length > 0 ? inside : find(later(addDays(from, -7), soonest), to);
}

/** Further ahead nobody looks for a time, and a calendar that is closed for good must end somewhere. */
const FAR_DAYS = 100;

const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

/** One time on each working day of these, as many as asked for. */
function times(
  from: IsoDate,
  to: IsoDate,
  terms: SuggestionTerms,
  count: number,
  taken: readonly Instant[],
): Instant[] {
  const found: Instant[] = [];
  for (let day = from; day <= to && found.length < count; day = addDays(day, 1)) {
    if (!isWorkingDay(day, 'municipal', terms.closed)) continue;
    const free = hoursOf(day, terms).filter(
      (at) => !taken.some((other) => Math.abs(other - at) < MEETING_MS),
    );
    const at = free[found.length % Math.max(1, free.length)];
    if (at !== undefined) found.push(at);
  }
  return found;
}

/** The whole hours a meeting can begin at, so that it ends in time. */
function hoursOf(day: IsoDate, { suggest }: SuggestionTerms): Instant[] {
  const [open, close] = [instantOf(day, suggest.from), instantOf(day, suggest.to)];
  const hours: Instant[] = [];
  for (let at = open; at + MEETING_MS <= close; at += MEETING_MS) hours.push(at);
  return hours;
}

/** R15: whether a time lies inside its window; sooner is only mentioned, too late is seen by the leader. */
export function timing(at: Instant, window: Window | undefined): 'inside' | 'sooner' | 'tooLate' {
  if (!window) return 'inside';
  if (at < window.from) return 'sooner';
  return at > window.to ? 'tooLate' : 'inside';
}
