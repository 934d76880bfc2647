/**
 * How much of school a youth has missed, as a share of the school days that are over (R03, L2). Pure functions over the
 * states of the youth's days, bundled into the journey.
 */
import { type AbsenceSituation, weigh } from './absence';
import {
  addDays,
  addSchoolDays,
  countSchoolDays,
  daysBetween,
  type IsoDate,
  isSchoolDay,
  twoDigits,
} from './calendar';

/** The parameters, from the agreement (R07). Percentages of school days. */
export interface RateTerms {
  /** School days that must be over before a share means anything. */
  readonly atLeast: number;
  /** R03: over the last so many school days. From `warnFrom` on, and over `over`. */
  readonly lasting: {
    readonly schoolDays: number;
    readonly warnFrom: number;
    readonly over: number;
    /** Not told of again before so many calendar days have passed, and the share was lower in between. */
    readonly againAfterDays: number;
  };
  /** L2: unlawful absence over a quarter of the year. */
  readonly quarter: { readonly warnFrom: number; readonly notifyFrom: number };
  /**
   * A quarter's last days are often told in the next: so many days after its end it is looked at, too (R01). Journeys
   * whose terms were fetched before there was this look at the present quarter only.
   */
  readonly lateDays?: number;
}

/** What the school has told: it confirms its days since then, but for the silent ones (R55). */
export interface KnownDays {
  readonly since: IsoDate;
  readonly silent: readonly IsoDate[];
}

/** Days absent, of so many school days. */
export interface Rate {
  readonly absent: number;
  readonly of: number;
}

/** A threshold that was reached. */
export type Level = 'lasting.warn' | 'lasting.over' | 'quarter.warn' | 'quarter.notify';
export interface Crossing extends Rate {
  readonly level: Level;
  /** `2026-4` for the quarter, the day for what lasts: what it is told once for. */
  readonly period: string;
}

/** When each of the lasting thresholds was last told, and whether the share was lower since. */
export type Told = Readonly<Partial<Record<Level, { readonly period: string; readonly below: boolean }>>>;

/** `2026-4`, and the first day of that quarter. */
export function quarterOf(date: IsoDate): { name: string; from: IsoDate } {
  const [year = '', month = '1'] = date.split('-');
  const quarter = Math.ceil(Number(month) / 3);
  return {
    name: `${year}-${String(quarter)}`,
    from: `${year}-${twoDigits(quarter * 3 - 2)}-01`,
  };
}

/** L2: the quarter of a day, and the one before while some of it may be told yet; the older one first. */
function quartersToTell(today: IsoDate, lateDays = 0): { name: string; from: IsoDate; to: IsoDate }[] {
  const own = quarterOf(today);
  const lastDay = addDays(own.from, -1);
  const late = daysBetween(lastDay, today) <= lateDays ? [{ ...quarterOf(lastDay), to: lastDay }] : [];
  return [...late, { ...own, to: today }];
}

/** The share that is missed, in percent with one decimal. */
export const percentOf = ({ absent, of }: Rate): number =>
  of === 0 ? 0 : Math.round((1000 * absent) / of) / 10;

const isFrom = ({ absent, of }: Rate, percent: number): boolean => of > 0 && absent * 100 >= percent * of;
const isOver = ({ absent, of }: Rate, percent: number): boolean => absent * 100 > percent * of;

/**
 * Days absent among the school days from one to another. A day that the school is silent about is none of them (R55),
 * unless absence of this very youth is registered for it. The calendar's days are counted, not listed: only the few
 * that something is told of are looked at one by one.
 */
export function rateOf(
  { days, terms, schoolClosed }: AbsenceSituation,
  [from, to]: readonly [IsoDate, IsoDate],
  { since, silent }: KnownDays,
  counts = terms.counts,
): Rate {
  const isCounted = (date: IsoDate): boolean => date >= from && date <= to && isSchoolDay(date, schoolClosed);
  const confirmed =
    countSchoolDays(since > from ? since : from, to, schoolClosed) -
    [...new Set(silent)].filter((date) => date >= since && isCounted(date)).length;
  let [absent, alsoTold] = [0, 0];
  for (const [date, day] of Object.entries(days)) {
    if (!isCounted(date)) continue;
    if (date < since || silent.includes(date)) alsoTold += 1;
    if (weigh(day, { ...terms, counts }) === 'counts') absent += 1;
  }
  return { absent, of: confirmed + alsoTold };
}

/** The thresholds that are reached on a day and have not been told of, and what is then to be remembered. */
export function crossings(
  situation: AbsenceSituation,
  terms: RateTerms,
  today: IsoDate,
  known: KnownDays,
  told: Told,
): { crossed: readonly Crossing[]; told: Told } {
  const crossed: Crossing[] = [];
  const remembered: Partial<Record<Level, { period: string; below: boolean }>> = { ...told };
  for (const { level, rate, isMet, period } of sharesOn(situation, terms, today, known)) {
    if (rate.of < terms.atLeast) continue;
    const before = remembered[level];
    if (!isMet) {
      if (before) remembered[level] = { ...before, below: true };
      continue;
    }
    // A quarter that is over is not told of after the one that follows it.
    const isNew = level.startsWith('lasting')
      ? !before || (before.below && daysBetween(before.period, today) >= terms.lasting.againAfterDays)
      : !before || before.period < period;
    if (!isNew) continue;
    remembered[level] = { period, below: false };
    crossed.push({ ...rate, level, period });
  }
  return { crossed, told: remembered };
}

/** A share, and whether it reaches one of the thresholds. */
interface Share {
  readonly level: Level;
  readonly rate: Rate;
  readonly isMet: boolean;
  readonly period: string;
}

function sharesOn(
  situation: AbsenceSituation,
  { lasting, quarter, lateDays }: RateTerms,
  today: IsoDate,
  known: KnownDays,
): Share[] {
  const { schoolClosed } = situation;
  const first = addSchoolDays(addDays(today, 1), -lasting.schoolDays, schoolClosed);
  const recent = rateOf(situation, [first, today], known);
  return [
    { level: 'lasting.warn', rate: recent, isMet: isFrom(recent, lasting.warnFrom), period: today },
    { level: 'lasting.over', rate: recent, isMet: isOver(recent, lasting.over), period: today },
    ...quartersToTell(today, lateDays).flatMap(({ name, from, to }): Share[] => {
      const rate = rateOf(situation, [from, to], known, 'unlawful');
      return [
        { level: 'quarter.warn', rate, isMet: isFrom(rate, quarter.warnFrom), period: name },
        { level: 'quarter.notify', rate, isMet: isFrom(rate, quarter.notifyFrom), period: name },
      ];
    }),
  ];
}
