/**
 * R01: when absence opens a case. Pure functions over the states of a youth's days, bundled into the journey.
 */
import { addDays, addSchoolDays, daysBetween, type IsoDate, isSchoolDay, type Period } from './calendar';

/** What is known of a youth's absence on one day, summed over the school's records. */
export interface DayState {
  readonly date: IsoDate;
  /** Minutes absent in all, lawful and unlawful together. */
  readonly minutes: number;
  /** Minutes of these that are lawful (L7): sickness, parental leave, authorities, agreed. */
  readonly lawful: number;
  /** Grows with every change of the day; the newest version is the true one. */
  readonly version: number;
}

/** R01's parameters, from the agreement (R07). */
export interface AbsenceTerms {
  /** School days in a row that open a case. */
  readonly consecutive: number;
  /** Days within one calendar month that open a case. */
  readonly perMonth: number;
  /** Minutes from which a day counts. */
  readonly minutes: number;
  /** What counts: FGU unlawful absence only, primary school all absence. */
  readonly counts: 'unlawful' | 'all';
  /** Records older than this many calendar days when received never trigger a case. */
  readonly lateDays: number;
}

/** How a day weighs: it counts, it neither counts nor breaks a run (lawful, L7), or the youth was there. */
export type DayWeight = 'counts' | 'neutral' | 'present';

/** The weight of one day under the agreement. */
export function weigh(day: DayState | undefined, terms: AbsenceTerms): DayWeight {
  if (!day) return 'present';
  const counting = terms.counts === 'all' ? day.minutes : day.minutes - day.lawful;
  if (counting >= terms.minutes) return 'counts';
  return day.minutes >= terms.minutes ? 'neutral' : 'present';
}

/** Days by date. A plain object, since it is carried in workflow state. */
export type Days = Readonly<Record<IsoDate, DayState>>;

/** Why a case opens: which threshold, and the days that met it, in order. */
export interface Threshold {
  readonly why: 'consecutive' | 'month';
  readonly days: readonly IsoDate[];
}

/** What the detection looks at. */
export interface AbsenceSituation {
  readonly days: Days;
  /** Days that opened an earlier case; they are not counted again. */
  readonly spent: ReadonlySet<IsoDate>;
  readonly schoolClosed: readonly Period[];
  readonly terms: AbsenceTerms;
}

/**
 * The threshold met by a set of days that holds at least one of the `triggers`, if any. Callers pass as triggers
 * the days that are new and not too old (`mayTrigger`): older ones count towards a threshold but never meet it.
 */
export function thresholdMet(
  situation: AbsenceSituation,
  triggers: readonly IsoDate[],
): Threshold | undefined {
  const counting = triggers.filter((date) => counts(date, situation)).sort();
  for (const date of counting) {
    const run = runThrough(date, situation);
    if (run.length >= situation.terms.consecutive) return { why: 'consecutive', days: run };
  }
  for (const date of counting) {
    const month = monthOf(date, situation);
    if (month.length >= situation.terms.perMonth) return { why: 'month', days: month };
  }
  return undefined;
}

/** Whether a day may trigger a case when its record is received on `receivedOn` (R01, late records). */
export function mayTrigger(date: IsoDate, receivedOn: IsoDate, terms: AbsenceTerms): boolean {
  return daysBetween(date, receivedOn) <= terms.lateDays;
}

function counts(date: IsoDate, { days, spent, schoolClosed, terms }: AbsenceSituation): boolean {
  return !spent.has(date) && isSchoolDay(date, schoolClosed) && weigh(days[date], terms) === 'counts';
}

/** The unbroken run of counting school days through `date`; lawful days are passed over. */
function runThrough(date: IsoDate, situation: AbsenceSituation): IsoDate[] {
  return [...walk(date, -1, situation).reverse(), date, ...walk(date, 1, situation)];
}

function walk(from: IsoDate, step: 1 | -1, situation: AbsenceSituation): IsoDate[] {
  const run: IsoDate[] = [];
  for (let date = from; ;) {
    date = addSchoolDays(date, step, situation.schoolClosed);
    if (counts(date, situation)) run.push(date);
    else if (weigh(situation.days[date], situation.terms) !== 'neutral') return run;
  }
}

function monthOf(date: IsoDate, situation: AbsenceSituation): IsoDate[] {
  return Object.keys(situation.days)
    .filter((other) => other.slice(0, 7) === date.slice(0, 7) && counts(other, situation))
    .sort();
}

/** R04: renewed absence – enough counting days within so many calendar days after the conversation. */
export interface RenewalTerms {
  readonly days: number;
  readonly withinCalendarDays: number;
}

/** The counting days after a conversation held on `heldOn` and until `last`, in order; the day itself does not count. */
export function daysSince(heldOn: IsoDate, situation: AbsenceSituation, last = '9999'): IsoDate[] {
  return Object.keys(situation.days)
    .filter((date) => date > heldOn && date <= last && counts(date, situation))
    .sort();
}

/** R04: the days that make absence renewed, if they do. */
export function renewedAbsence(
  heldOn: IsoDate,
  situation: AbsenceSituation,
  terms: RenewalTerms,
): IsoDate[] | undefined {
  const days = daysSince(heldOn, situation, addDays(heldOn, terms.withinCalendarDays));
  return days.length >= terms.days ? days : undefined;
}
