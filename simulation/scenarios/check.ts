/**
 * Whether a journal is what a scenario expects, and if not, where they part.
 */
import { type JournalEntry } from '../../records/journal';
import { copenhagen } from '../../rules/clock';
import { type ExpectedEntry, type Scenario } from './format';

/** One thing that is not as expected. */
export type Failure =
  /** No entry after the last match answers this expectation. */
  | { readonly kind: 'missing'; readonly expected: ExpectedEntry; readonly after: number }
  | { readonly kind: 'forbidden'; readonly expected: ExpectedEntry; readonly index: number }
  | {
      readonly kind: 'count';
      readonly expected: ExpectedEntry;
      readonly is: number;
      readonly wanted: number;
    };

export interface Verdict {
  readonly failures: readonly Failure[];
  /** Which entry each expectation was answered by, as far as it went. */
  readonly matches: readonly number[];
}

/** Expectations are answered in order, each by an entry after the one before; others may lie in between. */
export function check(scenario: Scenario, journal: readonly JournalEntry[]): Verdict {
  const failures: Failure[] = [];
  const matches: number[] = [];
  let from = 0;
  for (const expected of scenario.expect) {
    const index = journal.findIndex((entry, i) => i >= from && answers(entry, expected));
    if (index < 0) {
      failures.push({ kind: 'missing', expected, after: from });
      break; // what comes after it has no place to begin
    }
    matches.push(index);
    from = index + 1;
  }
  for (const expected of scenario.never) {
    const index = journal.findIndex((entry) => answers(entry, expected));
    if (index >= 0) failures.push({ kind: 'forbidden', expected, index });
  }
  for (const { is: wanted, ...expected } of scenario.counts) {
    const is = journal.filter((entry) => answers(entry, expected)).length;
    if (is !== wanted) failures.push({ kind: 'count', expected, is, wanted });
  }
  return { failures, matches };
}

/** Whether an entry is as expected on every key given. */
function answers(entry: JournalEntry, expected: ExpectedEntry): boolean {
  const { at, on, due, reason, ...rest } = expected;
  const facts: Readonly<Record<string, unknown>> = entry.reason ?? {};
  const wanted = typeof reason === 'string' ? { why: reason } : (reason ?? {});
  return (
    (at === undefined || momentOf(entry.at) === at) &&
    (on === undefined || copenhagen(entry.at).date === on) &&
    (due === undefined || (entry.due !== undefined && momentOf(entry.due) === due)) &&
    Object.entries(wanted).every(([name, value]) => JSON.stringify(facts[name]) === JSON.stringify(value)) &&
    Object.entries(rest).every(([key, value]) => entry[key as keyof JournalEntry] === value)
  );
}

/** `2026-10-19 16:00` in Denmark. */
export function momentOf(instant: number): string {
  const { date, time } = copenhagen(instant);
  return `${date} ${time}`;
}
