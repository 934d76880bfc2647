/**
 * When something recurs or begins by itself: school years, months, and the days rounds and conferences fall on.
 */
import { addDays, daysBetween, type IsoDate, isoDate } from './calendar';

/** The same day `months` later (earlier when negative); the month's last day where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const first = isoDate(Math.floor(count / 12), (count % 12) + 1, 1);
  const next = isoDate(Math.floor((count + 1) / 12), ((count + 1) % 12) + 1, 1);
  return addDays(first, Math.min(day, daysBetween(first, next)) - 1);
}

/** The calendar year a Danish school year begins in: it runs from 1 August. */
export function schoolYearOf(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '08-01' ? year : year - 1;
}

/** The grade on a day, for one registered on another: it moves on each 1 August. */
export function gradeOn(grade: number, registered: IsoDate, on: IsoDate): number {
  return grade + schoolYearOf(on) - schoolYearOf(registered);
}

/** The last day of the school year a date lies in. */
export const schoolYearEnds = (date: IsoDate): IsoDate => `${String(schoolYearOf(date) + 1)}-06-30`;

/** The first date of a recurring day of the month, in some months of the year, on or after `from`. */
export function nextMonthly(from: IsoDate, months: readonly number[], day: number): IsoDate {
  const year = Number(from.slice(0, 4));
  for (const candidate of [year, year + 1].flatMap((y) => months.map((month) => isoDate(y, month, day)))) {
    if (candidate >= from) return candidate;
  }
  throw new RangeError('a recurring day needs at least one month');
}

/** The first day of a series `first, first + every, …` on or after `from`. */
export function nextInSeries(from: IsoDate, first: IsoDate, every: number): IsoDate {
  const passed = daysBetween(first, from);
  return addDays(first, Math.max(0, Math.ceil(passed / every)) * every);
}
