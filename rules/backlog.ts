/**
 * R54: an initial load is a backlog, released per person and week, so that nobody gets 139 tasks on Monday.
 */
import { addDays, ageOn, type ClosedPeriods, firstWorkingDay, type IsoDate } from './calendar';
import { type Instant, instantOf } from './clock';

/** One thing that waits to be released. */
export interface BacklogEntry {
  readonly id: string;
  /** Who will have to deal with it. */
  readonly responsible: string;
  /** L1: 15–17 and off plan; released before everything else. */
  readonly statutory: boolean;
}

/**
 * The day each entry is released: `perWeek` per responsible person, week by week from `from`; statutory entries
 * first, otherwise in the order given.
 */
export function releasePlan(
  entries: readonly BacklogEntry[],
  from: IsoDate,
  perWeek: number,
): Map<string, IsoDate> {
  const plan = new Map<string, IsoDate>();
  const released = new Map<string, number>();
  const inOrder = [...entries.filter((e) => e.statutory), ...entries.filter((e) => !e.statutory)];
  for (const { id, responsible } of inOrder) {
    const before = released.get(responsible) ?? 0;
    plan.set(id, addDays(from, 7 * Math.floor(before / perWeek)));
    released.set(responsible, before + 1);
  }
  return plan;
}

/** A youth of an initial load, as far as the release is concerned. */
export interface LoadedYouthFacts {
  readonly born: IsoDate;
  readonly offPlan: boolean;
  readonly coordinator: string | undefined;
}

export interface ReleaseTerms {
  readonly perPersonAndWeek: number;
  /** The hour of a working day's morning, `08:00`. */
  readonly morning: string;
  readonly closed: ClosedPeriods;
}

/**
 * When each youth of an initial load is released: on the morning of a working day, counted per coordinator – or the
 * network, for those who have none (R19) – those of 15–17 off plan first (L1).
 */
export function releaseMoments(
  youths: ReadonlyMap<string, LoadedYouthFacts>,
  today: IsoDate,
  { perPersonAndWeek, morning, closed }: ReleaseTerms,
): Map<string, Instant> {
  const entries = [...youths].map(([id, { born, offPlan, coordinator = 'network' }]): BacklogEntry => {
    const age = ageOn(born, today);
    return { id, responsible: coordinator, statutory: offPlan && age >= 15 && age <= 17 };
  });
  const plan = releasePlan(entries, firstWorkingDay(today, 'municipal', closed), perPersonAndWeek);
  return new Map(
    [...plan].map(([id, date]) => [id, instantOf(firstWorkingDay(date, 'municipal', closed), morning)]),
  );
}
