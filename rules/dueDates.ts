/**
 * Due dates: the one place that decides when something is due, and can say why (DESIGN, "Due dates").
 */
import {
  addWorkingDays,
  type ClosedPeriods,
  dayOff,
  type DayOff,
  firstWorkingDay,
  fromDayNumber,
  type IsoDate,
  isWorkingDay,
  toDayNumber,
  type WorkingDayKind,
  workingDaysBetween,
} from './calendar';
import { copenhagen, type Instant, instantOf, type TimeOfDay } from './clock';

/** A promise of "within n working days", and everything needed to date it. */
export interface DueTerms {
  /** Working days allowed, 0 or more. 0 is the same day. */
  readonly days: number;
  readonly kind: WorkingDayKind;
  readonly closed: ClosedPeriods;
  /** The hour the working day ends for deadlines; 16:00 by default policy. */
  readonly closing: TimeOfDay;
}

/** A due date together with how it was counted. */
export interface DueDate {
  readonly due: Instant;
  readonly dueOn: IsoDate;
  readonly explanation: DueExplanation;
}

/** How a due date was counted, for "why this date?". */
export interface DueExplanation {
  /** The day the counting started from. */
  readonly from: IsoDate;
  /** Whether the start was moved because the task opened after hours or on a day off. */
  readonly startMoved: boolean;
  readonly days: number;
  readonly dueOn: IsoDate;
  /** Weekdays in between that did not count; weekends are left out. */
  readonly skipped: readonly { date: IsoDate; off: Exclude<DayOff, { why: 'weekend' }> }[];
}

/** The working day something that opened at this instant counts as opened on. */
export function countsAsOpened(basis: Instant, terms: Omit<DueTerms, 'days'>): IsoDate {
  const { date } = copenhagen(basis);
  if (!isWorkingDay(date, terms.kind, terms.closed)) return firstWorkingDay(date, terms.kind, terms.closed);
  return basis > instantOf(date, terms.closing) ? addWorkingDays(date, 1, terms.kind, terms.closed) : date;
}

/**
 * "Within n working days": the n-th working day after the day it opened, at closing time. What opens after
 * closing time or on a day off counts as opened on the next working day.
 */
export function dueDate(basis: Instant, terms: DueTerms): DueDate {
  const from = countsAsOpened(basis, terms);
  const dueOn = addWorkingDays(from, terms.days, terms.kind, terms.closed);
  const openedOn = copenhagen(basis).date;
  return {
    due: instantOf(dueOn, terms.closing),
    dueOn,
    explanation: {
      from,
      startMoved: from !== openedOn,
      days: terms.days,
      dueOn,
      skipped: skippedWeekdays(from, dueOn, terms),
    },
  };
}

function skippedWeekdays(from: IsoDate, to: IsoDate, terms: DueTerms): DueExplanation['skipped'] {
  const skipped: { date: IsoDate; off: Exclude<DayOff, { why: 'weekend' }> }[] = [];
  for (let day = toDayNumber(from) + 1; day < toDayNumber(to); day += 1) {
    const date = fromDayNumber(day);
    const off = dayOff(date, terms.kind, terms.closed);
    if (off && off.why !== 'weekend') skipped.push({ date, off });
  }
  return skipped;
}

/** When a person is reminded of a task. */
export interface ReminderTerms {
  readonly kind: WorkingDayKind;
  readonly closed: ClosedPeriods;
  /** Time of the morning's reminders; 08:00 by default policy. */
  readonly morning: TimeOfDay;
  /** Tasks longer than this many working days get an early reminder too; 3 by default policy. */
  readonly longerThanDays: number;
  /** How many working days before the due day the early reminder comes; 2 by default policy. */
  readonly earlyDays: number;
}

/**
 * The reminders of a task, in order: on the morning of the due day, and for long tasks also some working days
 * before. One that would come before the task opened is left out. `length` is the number of working days the
 * holder was given; left out, it is counted between the two instants (a postponed task).
 */
export function reminders(opened: Instant, due: Instant, terms: ReminderTerms, length?: number): Instant[] {
  const openedOn = copenhagen(opened).date;
  const dueOn = copenhagen(due).date;
  const days = length ?? workingDaysBetween(openedOn, dueOn, terms.kind, terms.closed);
  const mornings = [instantOf(dueOn, terms.morning)];
  if (days > terms.longerThanDays) {
    mornings.unshift(
      instantOf(addWorkingDays(dueOn, -terms.earlyDays, terms.kind, terms.closed), terms.morning),
    );
  }
  return mornings.filter((at) => at > opened && at < due);
}

/** The next reminder of an overdue task on its last rung: every n working days, in the morning. */
export function nextOverdueReminder(after: Instant, everyDays: number, terms: ReminderTerms): Instant {
  const date = copenhagen(after).date;
  return instantOf(addWorkingDays(date, everyDays, terms.kind, terms.closed), terms.morning);
}
