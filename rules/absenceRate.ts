/**
 * How much of school a youth has missed, as a share of the school days that are over (R03, L2). Pure functions over the
 * states of the youth's days, bundled into the journey.
 */
import { type AbsenceSituation, weigh } from './absence';
import { addDays, addSchoolDays, daysBetween, type IsoDate, schoolDays } from './calendar';

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
    from: `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`,
  };
}

/** The share that is missed, in percent with one decimal. */
export const percentOf = ({ absent, of }: Rate): number =>
  of === 0 ? 0 : Math.round((1000 * absent) / of) / 10;

const isFrom = ({ absent, of }: Rate, percent: number): boolean => of > 0 && absent * 100 >= percent * of;
const isOver = ({ absent, of }: Rate, percent: number): boolean => absent * 100 > percent * of;

/**
 * Days absent among these school days. A day that the school is silent about is none of them (R55), unless absence of
 * this very youth is registered for it.
 */
export function rateOf(
  { days, terms }: AbsenceSituation,
  dates: readonly IsoDate[],
  { since, silent }: KnownDays,
  counts = terms.counts,
): Rate {
  const isKnown = (date: IsoDate): boolean =>
    days[date] !== undefined || (date >= since && !silent.includes(date));
  const known = dates.filter(isKnown);
  const absent = known.filter((date) => weigh(days[date], { ...terms, counts }) === 'counts');
  return { absent: absent.length, of: known.length };
}

/** The thresholds that are reached on a day and have not been told of, and what is then to be remembered. */
export function crossings(
  situation: AbsenceSituation,
  { atLeast, lasting, quarter }: RateTerms,
  today: IsoDate,
  known: KnownDays,
  told: Told,
): { crossed: readonly Crossing[]; told: Told } {
  const { schoolClosed } = situation;
  const first = addSchoolDays(addDays(today, 1), -lasting.schoolDays, schoolClosed);
  const recent = rateOf(situation, schoolDays(first, today, schoolClosed), known);
  const { name, from } = quarterOf(today);
  const own = rateOf(situation, schoolDays(from, today, schoolClosed), known, 'unlawful');
  const isMet: Record<Level, boolean> = {
    'lasting.warn': isFrom(recent, lasting.warnFrom),
    'lasting.over': isOver(recent, lasting.over),
    'quarter.warn': isFrom(own, quarter.warnFrom),
    'quarter.notify': isFrom(own, quarter.notifyFrom),
  };
  const crossed: Crossing[] = [];
  const remembered: Partial<Record<Level, { period: string; below: boolean }>> = { ...told };
  for (const level of Object.keys(isMet) as Level[]) {
    const isLasting = level.startsWith('lasting');
    const rate = isLasting ? recent : own;
    if (rate.of < atLeast) continue;
    const before = told[level];
    if (!isMet[level]) {
      if (before) remembered[level] = { ...before, below: true };
      continue;
    }
    const period = isLasting ? today : name;
    const isNew = isLasting
      ? !before || (before.below && daysBetween(before.period, today) >= lasting.againAfterDays)
      : before?.period !== name;
    if (!isNew) continue;
    remembered[level] = { period, below: false };
    crossed.push({ ...rate, level, period });
  }
  return { crossed, told: remembered };
}
