/**
 * When rounds begin, and whom they are about (R13, R21, R26). Pure: agreement, calendar and people in, days out.
 */
import {
  addDays,
  addWorkingDays,
  ageOn,
  type ClosedPeriods,
  firstWorkingDay,
  type IsoDate,
  isWorkingDay,
  type WorkingDayKind,
} from './calendar';
import { copenhagen, type Instant, instantOf, type TimeOfDay } from './clock';
import { nextInSeries, nextMonthly } from './recurring';

/** A round that is planned. */
export interface PlannedRound {
  /** The day the agreement names; it names the round, whatever the calendar moves the meeting to. */
  readonly planned: IsoDate;
  readonly meetingOn: IsoDate;
  /** When it begins: the morning some days before the meeting. */
  readonly begins: Instant;
}

/** How the days of a series are found. */
export interface SeriesTerms {
  readonly closed: ClosedPeriods;
  /** When a working day begins; 08:00 by default policy. */
  readonly morning: TimeOfDay;
}

/** A meeting in some months of the year, asked about some calendar days before (R13, R26). */
export interface MonthlyTerms extends SeriesTerms {
  readonly months: readonly number[];
  readonly day: number;
  readonly askDays: number;
  readonly kind: WorkingDayKind;
}

/** A meeting every so many days, whose agenda closes some working days before (R21). */
export interface ConferenceTerms extends SeriesTerms {
  readonly from: IsoDate;
  readonly everyDays: number;
  readonly agendaDays: number;
}

/** A meeting moved by closed days lies this much after its planned day at most. */
const MOVED_AT_MOST_DAYS = 120;

/** What of a series has begun after `since`, up to `now`, and what comes next. */
export interface SeriesLook {
  /** The latest only: what was missed before it is overtaken. */
  readonly begun?: PlannedRound;
  readonly next: PlannedRound;
}

export function monthlyRounds(terms: MonthlyTerms, since: Instant, now: Instant): SeriesLook {
  const { months, day, askDays, kind, closed, morning } = terms;
  const first = addDays(copenhagen(since).date, -MOVED_AT_MOST_DAYS);
  const roundOn = (planned: IsoDate): PlannedRound => {
    const meetingOn = firstWorkingDay(planned, kind, closed);
    return { planned, meetingOn, begins: instantOf(addDays(meetingOn, -askDays), morning) };
  };
  return look(first, (from) => roundOn(nextMonthly(from, months, day)), since, now);
}

export function conferences(terms: ConferenceTerms, since: Instant, now: Instant): SeriesLook {
  const { from, everyDays, agendaDays, closed, morning } = terms;
  const first = addDays(copenhagen(since).date, -MOVED_AT_MOST_DAYS);
  const conferenceOn = (planned: IsoDate): PlannedRound => {
    const meetingOn = firstWorkingDay(planned, 'municipal', closed);
    const closes = addWorkingDays(meetingOn, -agendaDays, 'municipal', closed);
    return { planned, meetingOn, begins: instantOf(closes, morning) };
  };
  return look(first, (date) => conferenceOn(nextInSeries(date, from, everyDays)), since, now);
}

function look(
  first: IsoDate,
  roundFrom: (date: IsoDate) => PlannedRound,
  since: Instant,
  now: Instant,
): SeriesLook {
  let begun: PlannedRound | undefined;
  for (let date = first; ;) {
    const round = roundFrom(date);
    if (round.begins > now) return { next: round, ...(begun && { begun }) };
    if (round.begins > since) begun = round;
    date = addDays(round.planned, 1);
  }
}

/** `2026-4`: a round is named by the quarter its planned day lies in (R13). */
export const quarterOf = (date: IsoDate): string => partOfYear(date, 3);
/** `2026-2`: by the half-year (R26). */
export const halfYearOf = (date: IsoDate): string => partOfYear(date, 6);

function partOfYear(date: IsoDate, months: number): string {
  return `${date.slice(0, 4)}-${String(Math.ceil(Number(date.slice(5, 7)) / months))}`;
}

/**
 * The day of the meeting: as planned, or, where the system was away until after it, so many days from now that
 * everybody can prepare.
 */
export function meetingDay(
  meetingOn: IsoDate,
  today: IsoDate,
  prepareDays: number,
  kind: WorkingDayKind,
  closed: ClosedPeriods,
): IsoDate {
  return meetingOn >= today ? meetingOn : firstWorkingDay(addDays(today, prepareDays), kind, closed);
}

/** R13: the school's status is due so many days before the meeting, on a day it works; never before it was asked. */
export function statusDay(
  meetingOn: IsoDate,
  statusDays: number,
  today: IsoDate,
  closed: ClosedPeriods,
): IsoDate {
  const day = addDays(meetingOn, -statusDays);
  const open = isWorkingDay(day, 'school', closed) ? day : addWorkingDays(day, -1, 'school', closed);
  return open > today ? open : firstWorkingDay(today, 'school', closed);
}

/** What of a youth decides which rounds they are in. */
export interface RoundYouth {
  readonly born: IsoDate;
  readonly status: 'primarySchool' | 'fgu' | 'education' | 'job' | 'none';
  readonly school?: string;
  readonly people: { readonly coordinator?: string };
}

/** R13: everybody at the school. */
export const isInProgression = ({ status, school }: RoundYouth, of: string): boolean =>
  status === 'fgu' && school === of;

/** R26: from which age each takes part. */
export interface PrognosisAges {
  readonly socialServices: number;
  readonly guidance: number;
  readonly jobcenter: number;
}

/** R26: who is followed, is old enough for the first of them, and is in neither ordinary education nor a job. */
export function isInPrognosis(
  { born, status, people }: RoundYouth,
  on: IsoDate,
  ages: PrognosisAges,
): boolean {
  const followed = people.coordinator !== undefined && status !== 'education' && status !== 'job';
  return followed && ageOn(born, on) >= Math.min(ages.socialServices, ages.guidance, ages.jobcenter);
}

/** R26: who takes no part yet, for the youth's age on the day. */
export function tooEarly(born: IsoDate, on: IsoDate, ages: PrognosisAges): (keyof PrognosisAges)[] {
  const age = ageOn(born, on);
  return (['socialServices', 'guidance', 'jobcenter'] as const).filter((role) => age < ages[role]);
}
