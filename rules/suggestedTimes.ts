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
 * At most `count` times, one a day and at changing hours, the earliest first: inside the window, or, where it is too
 * late for that, from the first day the agenda can be there. Never a time that is `taken`.
 */
export function suggestedTimes(
  window: Window | undefined,
  now: Instant,
  terms: SuggestionTerms,
  count: number,
  taken: readonly Instant[] = [],
): Instant[] {
  const soonest = addWorkingDays(
    copenhagen(now).date,
    Math.max(1, terms.agendaDays),
    'municipal',
    terms.closed,
  );
  const wanted = window ? copenhagen(window.from).date : soonest;
  const last = window ? copenhagen(window.to).date : undefined;
  const first = wanted > soonest ? wanted : soonest;
  const inside = last !== undefined && last >= first;
  const found: Instant[] = [];
  // A calendar that is closed for good would never end; a hundred days hold more than anybody asks for.
  for (let day = first, n = 0; found.length < count && n < 100; day = addDays(day, 1), n += 1) {
    if (inside && day > last) break;
    if (!isWorkingDay(day, 'municipal', terms.closed)) continue;
    const hours = hoursOf(day, terms).filter(
      (at) => !taken.some((other) => Math.abs(other - at) < MEETING_MS),
    );
    const at = hours[found.length % Math.max(1, hours.length)];
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
