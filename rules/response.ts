/**
 * How soon somebody answers (R23): from the signal that came in to the first task, and to the first contact, against
 * what is agreed.
 */
import { workingDaysBetween } from './calendar';
import { copenhagen, type Instant } from './clock';
import { countsAsOpened, dueDate, type DueTerms } from './dueDates';

/** What happened to one case. */
export interface CaseMoments {
  /** When the school's registration came. */
  readonly receivedAt: Instant;
  readonly firstTaskAt: Instant;
  /** When somebody had talked with the youth or those at home. */
  readonly contactAt?: Instant;
  /** When the case closed: without contact it is then no longer waited for. */
  readonly closedAt?: Instant;
}

export interface ResponseTime extends CaseMoments {
  /** Contact is agreed by then. */
  readonly dueBy: Instant;
  readonly state: 'inTime' | 'late' | 'waiting' | 'closed';
  /** Working days from the signal to the contact, or until now where it is waited for. */
  readonly days: number;
}

/** The response time of a case at `now`. Late is what was not answered by the agreed moment, answered since or not. */
export function responseTime(moments: CaseMoments, terms: DueTerms, now: Instant): ResponseTime {
  const { receivedAt, contactAt, closedAt } = moments;
  const { due } = dueDate(receivedAt, terms);
  const until = contactAt ?? closedAt ?? now;
  const days = workingDaysBetween(
    countsAsOpened(receivedAt, terms),
    copenhagen(until).date,
    terms.kind,
    terms.closed,
  );
  const state =
    until > due ? 'late' : contactAt !== undefined ? 'inTime' : closedAt === undefined ? 'waiting' : 'closed';
  return { ...moments, dueBy: due, state, days };
}

/** The middle one; the lower of two. Undefined where there is none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
