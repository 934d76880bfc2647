/**
 * R54: an initial load is a backlog, released per person and week, so that nobody gets 139 tasks on Monday.
 */
import { addDays, type IsoDate } from './calendar';

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
