/**
 * Calendar arithmetic on whole days: Danish public holidays, working days and school days (L12).
 *
 * A day is an ISO date `YYYY-MM-DD`. Inside loops days are counted as integers since 1970-01-01, which keeps
 * this file free of libraries: it is bundled into every workflow, where each import costs time and memory.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A closed period, both ends included: `2026-10-12/2026-10-16`, or a single day `2026-12-24`. */
export type Period = string;

/**
 * Whether the text is a date that exists (31 September does not). Read digit by digit, as everything about days: a
 * simulation asks millions of times, and `Date` and regular expressions would be a tenth of what it costs.
 */
export function isDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false;
  // A sign that is no digit makes the number NaN, which fails every comparison.
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const DASH = 45;
const ZERO = 48;

/** The number these characters write; NaN when one is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Days since 1970-01-01. Throws on a text that is no date: callers validate at the edge. */
export function toDayNumber(date: IsoDate): number {
  if (!isDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return dayNumber(digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10));
}

/** The ISO date of a day number; of a part of a day, that of its day. Throws a `RangeError` for what is no number. */
export function fromDayNumber(number: number): IsoDate {
  const day = Math.floor(number);
  if (!Number.isFinite(day)) throw new RangeError(`not a day: ${String(number)}`);
  // Hinnant, "chrono-compatible low-level date algorithms", civil_from_days: eras of 400 years that begin in March.
  const z = day + DAYS_TO_1970;
  const era = Math.floor(z / DAYS_PER_ERA);
  const dayOfEra = z - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return isoDate(year, month, dayOfMonth);
}

/** The ISO date of a year, month and day that are known to be one. */
export function isoDate(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** From 0000-03-01 to 1970-01-01. */
const DAYS_TO_1970 = 719_468;
const DAYS_PER_ERA = 146_097;

/** `7` → `07`. */
export const twoDigits = (n: number): string => (n < 10 ? `0${String(n)}` : String(n));

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekday(date: IsoDate): number {
  return weekdayOf(toDayNumber(date));
}

/** Hinnant's days_from_civil. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1; // 1970-01-01 was a Thursday
}

/** Day number of Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const k = c % 4;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayNumber(year, month, day);
}

const holidaysByYear = new Map<number, Map<number, string>>();

/**
 * Danish public holidays of a year: day number → Danish name (L12). Store bededag was abolished from 2024.
 * 5 June, 24 and 31 December are closing days of a municipality's own calendar and not listed here.
 */
function holidaysOf(year: number): Map<number, string> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const holidays = new Map<number, string>([
    [dayNumber(year, 1, 1), 'nytårsdag'],
    [easter - 3, 'skærtorsdag'],
    [easter - 2, 'langfredag'],
    [easter, 'påskedag'],
    [easter + 1, '2. påskedag'],
    [easter + 39, 'Kristi himmelfartsdag'],
    [easter + 49, 'pinsedag'],
    [easter + 50, '2. pinsedag'],
    [dayNumber(year, 12, 25), 'juledag'],
    [dayNumber(year, 12, 26), '2. juledag'],
  ]);
  if (year < 2024) holidays.set(easter + 26, 'store bededag');
  holidaysByYear.set(year, holidays);
  return holidays;
}

const holidaysNear = new Map<number, ReadonlySet<number>>();

/** Whether a day is a public holiday. Its year is reckoned roughly, so the years beside it are looked at, too. */
function isPublicHoliday(day: number): boolean {
  const year = 1970 + Math.floor(day / 365.2425);
  let near = holidaysNear.get(year);
  if (!near) {
    near = new Set([year - 1, year, year + 1].flatMap((y) => [...holidaysOf(y).keys()]));
    holidaysNear.set(year, near);
  }
  return near.has(day);
}

/** The Danish name of the public holiday on this date, if it is one. */
export function publicHoliday(date: IsoDate): string | undefined {
  return holidaysOf(Number(date.slice(0, 4))).get(toDayNumber(date));
}

/** All public holidays of a year in order, with their Danish names. */
export function publicHolidays(year: number): { date: IsoDate; name: string }[] {
  return [...holidaysOf(year)]
    .sort(([a], [b]) => a - b)
    .map(([day, name]) => ({ date: fromDayNumber(day), name }));
}

/** The first and last day of a period, as dates. */
export function periodEnds(period: Period): { from: IsoDate; to: IsoDate } {
  const slash = period.indexOf('/');
  if (slash < 0) return { from: period, to: period };
  return { from: period.slice(0, slash), to: period.slice(slash + 1) };
}

/** Whether the text is a date or `from/to` with both dates real and in order. */
export function isPeriod(text: string): boolean {
  const { from, to } = periodEnds(text);
  return isDate(from) && isDate(to) && from <= to;
}

/** The period of the list that holds the date, if any. ISO dates compare as text. */
export function periodHolding(date: IsoDate, periods: readonly Period[]): Period | undefined {
  const after = `${date}~`; // comes after `date/…`, so that most periods are passed over without taking them apart
  return periods.find((period) => period < after && date <= periodEnds(period).to);
}

/**
 * Which days count, and for whom (DESIGN, "Time"):
 * - `municipal`: staff of the municipality – no weekend, no public holiday, no municipal closing day;
 * - `school`: school roles – as municipal, and their school's closed periods are skipped too;
 * - `national`: statutory deadlines (L1, L3) – only weekends and public holidays are skipped.
 */
export type WorkingDayKind = 'municipal' | 'school' | 'national';

/** Versioned calendar input of a municipality and one of its schools; never read from the machine. */
export interface ClosedPeriods {
  /** Closing days of the municipality. */
  readonly municipality: readonly Period[];
  /** Closed periods of the youth's school; empty where there is none. */
  readonly school: readonly Period[];
}

/** Why a weekday is not a working day, if it is not one. */
export type DayOff =
  | { why: 'weekend' }
  | { why: 'holiday'; name: string }
  | { why: 'municipality'; period: Period }
  | { why: 'school'; period: Period };

/** Why this date is no working day of the given kind; undefined when it is one. */
export function dayOff(date: IsoDate, kind: WorkingDayKind, closed: ClosedPeriods): DayOff | undefined {
  if (weekday(date) >= 6) return { why: 'weekend' };
  const name = publicHoliday(date);
  if (name !== undefined) return { why: 'holiday', name };
  if (kind === 'national') return undefined;
  const municipal = periodHolding(date, closed.municipality);
  if (municipal !== undefined) return { why: 'municipality', period: municipal };
  if (kind === 'municipal') return undefined;
  const school = periodHolding(date, closed.school);
  return school === undefined ? undefined : { why: 'school', period: school };
}

/** Whether a day, told by its number, counts. */
type DayTest = (day: number) => boolean;

interface NumberedPeriod {
  readonly first: number;
  readonly last: number;
}

/** Lists of periods taken apart: once for each list, not for each day that is asked about. A list is never changed. */
const taken = new WeakMap<readonly Period[], readonly NumberedPeriod[]>();

function takenApart(periods: readonly Period[]): readonly NumberedPeriod[] {
  let numbered = taken.get(periods);
  if (!numbered) {
    numbered = periods.map((period) => {
      const { from, to } = periodEnds(period);
      return { first: toDayNumber(from), last: toDayNumber(to) };
    });
    taken.set(periods, numbered);
  }
  return numbered;
}

/** Neither weekend nor public holiday nor within the periods. */
function openDay(periods: readonly Period[], others: readonly Period[] = []): DayTest {
  const [closed, closedToo] = [takenApart(periods), takenApart(others)];
  const isClosed = (day: number, { first, last }: NumberedPeriod): boolean => first <= day && day <= last;
  return (day) =>
    weekdayOf(day) < 6 &&
    !isPublicHoliday(day) &&
    !closed.some((period) => isClosed(day, period)) &&
    !closedToo.some((period) => isClosed(day, period));
}

const NEVER: readonly Period[] = [];

function workingDay(kind: WorkingDayKind, { municipality, school }: ClosedPeriods): DayTest {
  if (kind === 'national') return openDay(NEVER);
  return openDay(municipality, kind === 'school' ? school : NEVER);
}

/** Whether staff of the given kind work that day. */
export function isWorkingDay(date: IsoDate, kind: WorkingDayKind, closed: ClosedPeriods): boolean {
  return workingDay(kind, closed)(toDayNumber(date));
}

/** A calendar that is closed for this long is a mistake in its input, not a holiday. */
const LONGEST_CLOSURE_DAYS = 400;

/**
 * The n-th day after (n > 0) or before (n < 0) `date` for which `counts` holds.
 * Throws when no such day is found within 400 days: the calendar then closes everything.
 */
function nthDay(date: IsoDate, n: number, counts: DayTest): IsoDate {
  const step = Math.sign(n);
  let day = toDayNumber(date);
  let missed = 0;
  for (let left = Math.abs(n); left > 0;) {
    day += step;
    if (counts(day)) {
      left -= 1;
      missed = 0;
    } else if (++missed > LONGEST_CLOSURE_DAYS) {
      throw new RangeError(`no open day within ${String(LONGEST_CLOSURE_DAYS)} days of ${date}`);
    }
  }
  return fromDayNumber(day);
}

/** How many days from one to another, both included, count. */
function countDays(first: number, last: number, counts: DayTest): number {
  let count = 0;
  for (let day = first; day <= last; day += 1) if (counts(day)) count += 1;
  return count;
}

/** The n-th working day after (before, when negative) the date. `n` 0 gives the date itself. */
export function addWorkingDays(
  date: IsoDate,
  n: number,
  kind: WorkingDayKind,
  closed: ClosedPeriods,
): IsoDate {
  return nthDay(date, n, workingDay(kind, closed));
}

/** The date itself when it is a working day, otherwise the first one after it. */
export function firstWorkingDay(date: IsoDate, kind: WorkingDayKind, closed: ClosedPeriods): IsoDate {
  return isWorkingDay(date, kind, closed) ? date : addWorkingDays(date, 1, kind, closed);
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(
  from: IsoDate,
  to: IsoDate,
  kind: WorkingDayKind,
  closed: ClosedPeriods,
): number {
  return countDays(toDayNumber(from) + 1, toDayNumber(to), workingDay(kind, closed));
}

/**
 * Whether pupils go to school that day: a weekday that is neither a public holiday nor in the school's closed
 * periods. Municipal closing days do not matter (R01, DESIGN "Time").
 */
export function isSchoolDay(date: IsoDate, schoolClosed: readonly Period[]): boolean {
  return openDay(schoolClosed)(toDayNumber(date));
}

/** The n-th school day after (before, when negative) the date. */
export function addSchoolDays(date: IsoDate, n: number, schoolClosed: readonly Period[]): IsoDate {
  return nthDay(date, n, openDay(schoolClosed));
}

/** How many school days there are from `from` to `to`, both included; 0 when `to` is earlier. */
export function countSchoolDays(from: IsoDate, to: IsoDate, schoolClosed: readonly Period[]): number {
  return countDays(toDayNumber(from), toDayNumber(to), openDay(schoolClosed));
}

/** The school days from `from` to `to`, both included. */
export function schoolDays(from: IsoDate, to: IsoDate, schoolClosed: readonly Period[]): IsoDate[] {
  const days: IsoDate[] = [];
  const counts = openDay(schoolClosed);
  const last = toDayNumber(to);
  for (let day = toDayNumber(from); day <= last; day += 1) if (counts(day)) days.push(fromDayNumber(day));
  return days;
}

/** Whole years of age on a date. Born on 29 February: a year older on 1 March in common years. */
export function ageOn(born: IsoDate, date: IsoDate): number {
  const years = Number(date.slice(0, 4)) - Number(born.slice(0, 4));
  return date.slice(5) < born.slice(5) ? years - 1 : years;
}

/** The day somebody reaches the age: 1 March in common years for those born on 29 February. */
export function birthday(born: IsoDate, age: number): IsoDate {
  const date = `${String(Number(born.slice(0, 4)) + age).padStart(4, '0')}${born.slice(4)}`;
  return isDate(date) ? date : `${date.slice(0, 4)}-03-01`;
}
