/**
 * R54: an initial load is a backlog, released per person and week, so that nobody gets 139 tasks on Monday.
 */
import { addDays, ageOn, type ClosedPeriods, firstWorkingDay, type IsoDate } from './calendar';
import { type Instant, instantOf } from './clock';

/** One thing that waits to be released. */
export interface BacklogEntry {
  readonly id: string;
  /** Who will have to deal with it, each of them. */
  readonly responsible: readonly string[];
  /** L1: 15–17 and off plan; released before everything else. */
  readonly statutory: boolean;
}

/**
 * The day each entry is released: the first week from `from` on in which none of those responsible has `perWeek` already;
 * statutory entries first, otherwise in the order given.
 */
export function releasePlan(
  entries: readonly BacklogEntry[],
  from: IsoDate,
  perWeek: number,
): Map<string, IsoDate> {
  const plan = new Map<string, IsoDate>();
  /** By person, how many are released in each week. */
  const released = new Map<string, number[]>();
  const inOrder = [...entries.filter((e) => e.statutory), ...entries.filter((e) => !e.statutory)];
  for (const { id, responsible } of inOrder) {
    const weeks = responsible.map((person) => {
      const own = released.get(person) ?? [];
      released.set(person, own);
      return own;
    });
    let week = 0;
    while (weeks.some((own) => (own[week] ?? 0) >= perWeek)) week += 1;
    for (const own of weeks) own[week] = (own[week] ?? 0) + 1;
    plan.set(id, addDays(from, 7 * week));
  }
  return plan;
}

/** A youth of an initial load, as far as the release is concerned. */
export interface LoadedYouthFacts {
  readonly born: IsoDate;
  readonly offPlan: boolean;
  readonly coordinator: string | undefined;
  readonly guidance: string | undefined;
}

export interface ReleaseTerms {
  readonly perPersonAndWeek: number;
  /** The hour of a working day's morning, `08:00`. */
  readonly morning: string;
  readonly closed: ClosedPeriods;
}

/**
 * When each youth of an initial load is released: on the morning of a working day, counted per coordinator – or the
 * network, for those who have none (R19) – and per guidance, who seeks out whoever is out of school (R31, R32); those of
 * 15–17 off plan first (L1).
 */
export function releaseMoments(
  youths: ReadonlyMap<string, LoadedYouthFacts>,
  today: IsoDate,
  { perPersonAndWeek, morning, closed }: ReleaseTerms,
): Map<string, Instant> {
  const entries = [...youths].map(
    ([id, { born, offPlan, coordinator = 'network', guidance }]): BacklogEntry => {
      const age = ageOn(born, today);
      const responsible = [coordinator, ...(guidance === undefined ? [] : [guidance])];
      return { id, responsible, statutory: offPlan && age >= 15 && age <= 17 };
    },
  );
  const plan = releasePlan(entries, firstWorkingDay(today, 'municipal', closed), perPersonAndWeek);
  return new Map(
    [...plan].map(([id, date]) => [id, instantOf(firstWorkingDay(date, 'municipal', closed), morning)]),
  );
}
