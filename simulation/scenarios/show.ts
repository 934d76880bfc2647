/**
 * A journal as a person reads it, and what is not as expected side by side with what happened.
 */
import { type JournalEntry } from '../../records/journal';
import { story } from '../../texts/story';
import { momentOf, type Failure, type Verdict } from './check';
import { type ExpectedEntry, type Scenario } from './format';

/** The journal as a Danish timeline, one line per entry. */
export function timelineText(journal: readonly JournalEntry[]): string {
  return journal.map(line).join('\n');
}

function line(entry: JournalEntry): string {
  const { heading, text, facts, late } = story(entry, (ref) => ref, entry.at);
  const parts = [`${momentOf(entry.at)}  ${entry.rule.padEnd(3)}  ${heading}: ${text}`, facts, late ?? ''];
  return parts.filter((part) => part !== '').join(' · ');
}

/** One line per failure, with what was expected on the left and what came nearest on the right; empty when all is well. */
export function describeFailures(
  scenario: Scenario,
  journal: readonly JournalEntry[],
  { failures, matches }: Verdict,
): string {
  if (failures.length === 0) return '';
  const side = sideBySide(scenario, journal, matches);
  return [
    `${scenario.rule}: ${scenario.title}`,
    ...failures.map((failure) => sentence(failure, journal)),
    '',
    side,
  ].join('\n');
}

function sentence(failure: Failure, journal: readonly JournalEntry[]): string {
  const wanted = expectedText(failure.expected);
  switch (failure.kind) {
    case 'missing':
      return `Mangler: ${wanted}`;
    case 'forbidden': {
      const entry = journal[failure.index];
      return `Må aldrig ske: ${wanted} – det skete ${entry ? momentOf(entry.at) : ''}`;
    }
    case 'count':
      return `Antal: ${wanted} skal ske ${String(failure.wanted)} gange, men skete ${String(failure.is)}`;
  }
}

function expectedText(expected: ExpectedEntry): string {
  return Object.entries(expected)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

/** What an entry is, in the format's own words. */
function entryText(entry: JournalEntry): string {
  const { event, kind, role, rule, due, reason } = entry;
  const why = reason?.why;
  return [
    momentOf(entry.at),
    event,
    ...(kind === undefined ? [] : [kind]),
    ...(role === undefined ? [] : [role]),
    ...(due === undefined ? [] : [`due ${momentOf(due)}`]),
    rule,
    ...(why === undefined ? [] : [`(${String(why)})`]),
  ].join(' ');
}

const WIDEST = 130;

/** Expectations on the left, beside the entries that answered them; entries nobody asked for stand alone. */
function sideBySide(
  scenario: Scenario,
  journal: readonly JournalEntry[],
  matches: readonly number[],
): string {
  const width = Math.min(
    WIDEST,
    Math.max(...scenario.expect.map((expected) => expectedText(expected).length), 9),
  );
  const left = (expected: ExpectedEntry | undefined): string =>
    (expected ? expectedText(expected) : '').slice(0, width).padEnd(width);
  const rows: string[] = [`${'FORVENTET'.padEnd(width)} │ SKETE`, `${'─'.repeat(width)}─┼─${'─'.repeat(60)}`];
  const unanswered = scenario.expect[matches.length];
  const after = matches.at(-1) ?? -1;
  const place = unanswered ? nearest(unanswered, journal, after + 1) : -1;
  journal.forEach((entry, index) => {
    const answered = matches.indexOf(index);
    const expected = answered >= 0 ? scenario.expect[answered] : index === place ? unanswered : undefined;
    const mark = answered >= 0 ? '│' : expected ? '≠' : '│';
    rows.push(`${left(expected)} ${mark} ${entryText(entry)}`);
  });
  if (unanswered && place < 0) rows.push(`${left(unanswered)} ≠ (intet)`);
  for (const expected of scenario.expect.slice(matches.length + 1)) {
    rows.push(`${left(expected)} │ (ikke undersøgt)`);
  }
  return rows.join('\n');
}

/** The entry an unanswered expectation most likely meant: the same event and kind, at another time or with other facts. */
function nearest(expected: ExpectedEntry, journal: readonly JournalEntry[], from: number): number {
  const same = (entry: JournalEntry, index: number): boolean =>
    index >= from &&
    (expected.event === undefined || entry.event === expected.event) &&
    (expected.kind === undefined || entry.kind === expected.kind);
  return journal.findIndex(same);
}
