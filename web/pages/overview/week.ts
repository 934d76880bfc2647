/** The number of a week, as Danes count them (ISO 8601). */
import { addDays, daysBetween, type IsoDate, weekday } from '../../../rules/calendar';

export function isoWeek(date: IsoDate): number {
  const thursday = addDays(date, 4 - weekday(date));
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}
