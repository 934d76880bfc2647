/**
 * Times in plain words, seen from now: what a caseworker says aloud. "i dag kl. 16", "2 dage over tid".
 */
import { daysBetween, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { danishDate, danishDay } from '../rules/danishDates';

/** `kl. 16`, `kl. 10.30`. */
export function clockText(at: Instant): string {
  const { time } = copenhagen(at);
  const [hour = '', minute = ''] = time.split(':');
  return `kl. ${String(Number(hour))}${minute === '00' ? '' : `.${minute}`}`;
}

/** `1 dag`, `3 dage`. */
export function daysText(n: number): string {
  return `${String(n)} ${n === 1 ? 'dag' : 'dage'}`;
}

/** `mandag` within a week, otherwise `19. oktober`; with the year where it is another. */
function nearDay(date: IsoDate, today: IsoDate, near: number): string {
  const ahead = daysBetween(today, date);
  if (ahead > 0 && ahead <= near) return danishDay(date).split(' ')[0] ?? '';
  return danishDate(date, date.slice(0, 4) !== today.slice(0, 4));
}

/** A day, seen from today: `i går`, `i dag`, `i morgen`, `torsdag`, `19. oktober`. */
export function dayText(date: IsoDate, today: IsoDate): string {
  const ahead = daysBetween(today, date);
  if (ahead === 0) return 'i dag';
  if (ahead === 1) return 'i morgen';
  return ahead === -1 ? 'i går' : nearDay(date, today, 6);
}

/** A moment, seen from now: `i dag kl. 9.14`, `torsdag kl. 10`, `12. oktober kl. 16`. */
export function momentText(at: Instant, now: Instant): string {
  return `${dayText(copenhagen(at).date, copenhagen(now).date)} ${clockText(at)}`;
}

/** A due time as a list shows it: `i dag kl. 16`, `2 dage over tid`. */
export function dueText(due: Instant, now: Instant): string {
  if (due >= now) return momentText(due, now);
  const late = daysBetween(copenhagen(due).date, copenhagen(now).date);
  return late === 0 ? `over tid siden ${clockText(due)}` : `${daysText(late)} over tid`;
}

/** A due time in a long list: the hour only where it is near. */
export function dueShort(due: Instant, now: Instant): string {
  const [day, today] = [copenhagen(due).date, copenhagen(now).date];
  return due >= now && daysBetween(today, day) > 1 ? dayText(day, today) : dueText(due, now);
}

/** Days as a list says them: `12. august`, `12. og 13. august`, `5 dage, 10.–14. august`. */
export function datesText(dates: readonly IsoDate[]): string {
  const [first, second] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return '';
  if (second === undefined) return danishDate(first);
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  const start = sameMonth ? `${String(Number(first.slice(8)))}.` : danishDate(first);
  if (dates.length === 2) return `${start} og ${danishDate(last)}`;
  return `${daysText(dates.length)}, ${start}${sameMonth ? '–' : ' – '}${danishDate(last)}`;
}
