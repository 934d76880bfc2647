/**
 * Whether absence can be registered on a day, or the day confirmed: a school day that has come.
 */
import { type School } from '../records/people';
import { type IsoDate, periodEnds, periodHolding, publicHoliday, weekday } from '../rules/calendar';
import { danishDate } from '../rules/danishDates';

export interface DayProblem {
  readonly code: 'future-date' | 'closed-day';
  /** Danish; says which day it is. */
  readonly message: string;
}

/** Why nothing can be registered on this day; undefined when it can. `today` is Denmark's date. */
export function dayProblem(date: IsoDate, today: IsoDate, school: School): DayProblem | undefined {
  const day = danishDate(date, true);
  if (date > today) return { code: 'future-date', message: `${day} er ikke kommet endnu` };
  const holiday = publicHoliday(date);
  if (holiday !== undefined) return { code: 'closed-day', message: `${day} er ${holiday}` };
  if (weekday(date) >= 6) {
    return { code: 'closed-day', message: `${day} er en ${weekday(date) === 6 ? 'lørdag' : 'søndag'}` };
  }
  const period = periodHolding(date, school.closed);
  return period === undefined
    ? undefined
    : { code: 'closed-day', message: `${day}: skolen har lukket ${periodText(period)}` };
}

function periodText(period: string): string {
  const { from, to } = periodEnds(period);
  return from === to ? 'den dag' : `fra ${danishDate(from)} til ${danishDate(to, true)}`;
}
