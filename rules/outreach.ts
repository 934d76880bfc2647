/**
 * Who is out of school and work, from when to when, and the law's deadlines for those of 15–17 (R30, R32, L1, R51).
 */
import { addDays, addWorkingDays, ageOn, birthday, type IsoDate, weekday } from './calendar';

/** Paid work, dated; without an end it goes on. */
export interface Work {
  readonly hoursPerWeek: number;
  readonly from: IsoDate;
  readonly to?: IsoDate;
}

/** Something dated, both ends included; without an end it goes on. */
interface Dated {
  readonly from: IsoDate;
  readonly to?: IsoDate;
}

/** What decides whether somebody is to be sought out. */
export interface OutreachFacts {
  readonly status: 'primarySchool' | 'fgu' | 'education' | 'job' | 'none';
  readonly work: readonly Work[];
  readonly pauses: readonly Dated[];
  /** Whether the youth has taken a place (R35) and goes there, or is about to; waiting in line is no activity (L1). */
  readonly placed: boolean;
}

/** Why nobody is sought out on a day; `out` when they are. `until`: the first day on which that may be otherwise. */
export interface Standing {
  readonly is: 'out' | 'enrolled' | 'working' | 'paused' | 'placed';
  readonly until?: IsoDate;
}

const isOn = ({ from, to }: Dated, day: IsoDate): boolean => from <= day && (to === undefined || day <= to);

/** Where a youth stands on a day (R32). A register's "job" without known hours counts as work. */
export function standingOn(facts: OutreachFacts, day: IsoDate, workHours: number): Standing {
  const { status, work, pauses, placed } = facts;
  if (status === 'primarySchool' || status === 'fgu' || status === 'education') return { is: 'enrolled' };
  const change = nextChange([...work, ...pauses], day);
  const until = change === undefined ? {} : { until: change };
  if (pauses.some((pause) => isOn(pause, day))) return { is: 'paused', ...until };
  const hours = work.filter((job) => isOn(job, day)).reduce((sum, { hoursPerWeek }) => sum + hoursPerWeek, 0);
  const known = work.length > 0;
  if (hours >= workHours || (status === 'job' && !known)) return { is: 'working', ...until };
  return { is: placed ? 'placed' : 'out', ...until };
}

/** The next day on which a dated thing begins or has ended. */
function nextChange(dated: readonly Dated[], day: IsoDate): IsoDate | undefined {
  return dated
    .flatMap(({ from, to }) => [from, ...(to === undefined ? [] : [addDays(to, 1)])])
    .filter((date) => date > day)
    .sort()[0];
}

/** L1 binds for those of 15–17. */
export function isStatutory(born: IsoDate, on: IsoDate): boolean {
  const age = ageOn(born, on);
  return age >= 15 && age < 18;
}

/** L12: the school summer holiday begins on the last Saturday of June. */
export function lastSaturdayOfJune(year: number): IsoDate {
  const last = `${String(year)}-06-30`;
  return addDays(last, -((weekday(last) - 6 + 7) % 7));
}

function isSummerHoliday(date: IsoDate, days: number): boolean {
  const first = lastSaturdayOfJune(Number(date.slice(0, 4)));
  return date >= first && date < addDays(first, days);
}

/**
 * L1: the last day on which a new activity is to be found: so many calendar days after the contact, days of the summer
 * holiday left out. One that ends on a day off is due on the national working day before: the law's day is the latest.
 */
export function newActivityDueOn(contactOn: IsoDate, days: number, summerHolidayDays: number): IsoDate {
  let date = contactOn;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (!isSummerHoliday(date, summerHolidayDays)) left -= 1;
  }
  return addWorkingDays(addDays(date, 1), -1, 'national', { municipality: [], school: [] });
}

/** R51: whether we are there for a youth of this age, and when that next changes. */
export function eligibilityOn(
  born: IsoDate,
  day: IsoDate,
  { fromAge, untilAge }: { readonly fromAge: number; readonly untilAge: number },
): { readonly is: 'tooYoung' | 'eligible' | 'over'; readonly until?: IsoDate } {
  const [begins, ends] = [birthday(born, fromAge), birthday(born, untilAge)];
  if (day < begins) return { is: 'tooYoung', until: begins };
  return day < ends ? { is: 'eligible', until: ends } : { is: 'over' };
}
