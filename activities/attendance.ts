/**
 * What depends on attendance counts confirmed school days only (R55): silence is not attendance.
 */
import { type AbsenceAgreement, type Silence, type TargetProgress } from '../contract/messages/activities';
import { type SchoolRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { confirmedDays } from '../records/absences';
import { currentTerms, termsOf } from '../records/agreements';
import { addSchoolDays, type IsoDate, isSchoolDay, schoolDays } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';

/** What the absence procedures need of a school's agreement (R07): the one in force, or a version of it. */
export async function absenceAgreement(
  table: Table,
  school: SchoolRef,
  wanted?: number,
): Promise<AbsenceAgreement> {
  const {
    version,
    calendar,
    kind = 'fgu',
    closed,
    policy,
  } = await (wanted === undefined ? currentTerms(table, school) : termsOf(table, school, wanted));
  const { absence } = policy;
  return {
    version,
    calendar,
    kind,
    schoolClosed: closed.school,
    absence: {
      consecutive: absence.consecutiveDays,
      perMonth: absence.daysPerMonth,
      minutes: absence.countsFromMinutes,
      counts: absence.counts[kind],
      lateDays: absence.lateRecordDays,
    },
    ...(kind === 'primary' && { rates: { ...absence.rates, lateDays: absence.lateRecordDays } }),
    renewal: absence.renewed,
    target: absence.target,
    attempts: absence.attempts,
    measures: policy.measures,
  };
}

/** A school that caught up is noticed within so many school days. */
const LOOK_AGAIN_WITHIN = 5;

/** How many school days since `since` (not included) the school has confirmed, and when to look again (R06, R55). */
export async function targetProgress(
  table: Table,
  school: SchoolRef,
  since: IsoDate,
  wanted: number,
  now: Instant,
): Promise<TargetProgress> {
  const { closed, policy } = await currentTerms(table, school);
  const today = copenhagen(now).date;
  const confirmed = (await confirmedDays(table, school, since)).filter(
    (date) => date > since && isSchoolDay(date, closed.school),
  );
  const reachedOn = confirmed[wanted - 1];
  if (reachedOn !== undefined) return { reachedOn, lookAgainAt: now };
  // At best every school day from here on is confirmed the same day; earlier than that there is nothing to see.
  const left = wanted - confirmed.length;
  const last = confirmed.at(-1) ?? since;
  const atBest = addSchoolDays(last, left, closed.school);
  const { closing } = policy.deadlines;
  if (instantOf(atBest, closing) > now) return { lookAgainAt: instantOf(atBest, closing) };
  return {
    lookAgainAt: instantOf(addSchoolDays(today, Math.min(left, LOOK_AGAIN_WITHIN), closed.school), closing),
  };
}

/** How long a school has been silent: school days that are over, from the latest confirmed one on (R55). */
export async function silence(
  table: Table,
  school: SchoolRef,
  since: IsoDate,
  now: Instant,
): Promise<Silence> {
  const { closed, policy } = await currentTerms(table, school);
  const { closing } = policy.deadlines;
  const today = copenhagen(now).date;
  const last = (await confirmedDays(table, school, since)).at(-1);
  const from = last === undefined || last < since ? since : last;
  const days = schoolDays(from, today, closed.school).filter(
    (date) => date !== last && instantOf(date, closing) <= now,
  );
  const allowed = policy.silence.schoolDays;
  const silent = days.length >= allowed;
  const newest = days.at(-1) ?? (last === undefined ? undefined : from);
  const next = silent ? 1 : allowed - days.length;
  const lookOn =
    newest === undefined
      ? nthSchoolDayFrom(since, next, closed.school)
      : addSchoolDays(newest, next, closed.school);
  return { days, silent, lookAgainAt: instantOf(lookOn, closing) };
}

/** The n-th school day, counting `date` itself where it is one. */
function nthSchoolDayFrom(date: IsoDate, n: number, closed: readonly string[]): IsoDate {
  return isSchoolDay(date, closed)
    ? n === 1
      ? date
      : addSchoolDays(date, n - 1, closed)
    : addSchoolDays(date, n, closed);
}
