/**
 * The figures as a file (R49): only sums over many, small cells hidden, logged before it goes out (L10), and nothing in
 * it that a spreadsheet would carry out.
 */
import { STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { mayTell, mayTellPart, mayTellParts } from '../../../rules/smallCells';
import { ROLE_LABELS } from '../../../texts/labels';
import { hiddenText } from '../../../texts/yearStatus';
import { noteAccess } from '../../access';
import { csvFile } from '../../csv';
import { type Visit } from '../visit';
import { daysLabel, type Numbers, readNumbers } from './numbers';
import { type PortfolioLine, portfolioLine } from './figures';
import { readWhole, requireAll } from './read';

/** What the access log has instead of a youth, where the figures of everybody went out. */
const EVERYBODY = '-';

/** A count, where it is large enough to be told; nobody is no small number of people. */
export const shownCount = (n: number, smallest: number): number | string =>
  n > 0 && n < smallest ? hiddenText(smallest) : n;

/** Counts of groups that are everybody together: whoever knows how many there are in all can find none of the hidden. */
const shownCounts = (counts: readonly number[], smallest: number): (number | string)[] => {
  const told = mayTell(counts, smallest);
  return counts.map((n, i) => (told[i] === true ? n : hiddenText(smallest)));
};

/** A part of a whole: told only where neither it nor the rest is small, or one would follow from the other. */
export const shownPart = (part: number, of: number, smallest: number): number | string =>
  mayTellPart(part, of, smallest) ? part : hiddenText(smallest);

type Line = readonly (string | number)[];

export async function sendNumbers(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  requireAll(visit);
  const [numbers, { value }] = await Promise.all([readNumbers(visit), readWhole(visit)]);
  const byYouth = new Map(value.rows.map((row) => [row.youth, row]));
  const lines = value.youths.map((youth) => portfolioLine(youth, byYouth.get(youth.ref), now));
  await noteAccess(ports, person, [EVERYBODY], 'export', 'figures');
  const roles = new Map<string, number>();
  for (const { tasks } of value.rows) {
    for (const { status, role } of Object.values(tasks)) {
      if (status === 'open') roles.set(role, (roles.get(role) ?? 0) + 1);
    }
  }
  const rows: Line[] = [
    ['Emne', 'Gruppe', 'Antal', 'Heraf'],
    ...weekLines(numbers),
    ...schoolLines(lines, numbers.absence.smallest),
    ...roleLines(roles, numbers.absence.smallest),
  ];
  return c.body(csvFile(rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="roed-traad-tal.csv"',
    'Cache-Control': 'no-store',
  });
}

function roleLines(roles: ReadonlyMap<string, number>, smallest: number): Line[] {
  const counts = shownCounts(
    STAFF_ROLES.map((role) => roles.get(role) ?? 0),
    smallest,
  );
  return STAFF_ROLES.map((role, i): Line => ['Åbne opgaver', ROLE_LABELS[role], counts[i] ?? '', '']);
}

function weekLines({ onTime, responses, absence }: Numbers): Line[] {
  const { smallest } = absence;
  const bars = shownCounts(
    absence.bars.map(({ youths }) => youths),
    smallest,
  );
  return [
    ...onTime.map(({ week, due, kept }): Line => [
      'Frister holdt',
      week,
      shownCount(due, smallest),
      shownPart(kept, due, smallest),
    ]),
    ...responses.map(({ week, cases, median }): Line => [
      'Dage fra fravær til kontakt',
      week,
      shownCount(cases, smallest),
      cases < smallest ? '' : (median ?? ''),
    ]),
    ...absence.bars.map(({ days }, i): Line => [
      'Unge efter dage væk i måneden',
      daysLabel(days),
      bars[i] ?? '',
      '',
    ]),
  ];
}

/** Youths by school; "heraf" are those with something overdue. */
function schoolLines(lines: readonly PortfolioLine[], smallest: number): Line[] {
  const schools = [...new Set(lines.map(({ youth }) => youth.school ?? ''))].sort();
  const groups = schools.map((school) => {
    const own = lines.filter(({ youth }) => (youth.school ?? '') === school);
    return { count: own.length, part: own.filter(({ overdue }) => overdue > 0).length };
  });
  const counts = shownCounts(
    groups.map(({ count }) => count),
    smallest,
  );
  const told = mayTellParts(groups, smallest);
  return groups.map(({ part }, i): Line => [
    'Unge efter skole, heraf over tid',
    schools[i] || 'Ingen skole',
    counts[i] ?? '',
    told[i] === true && typeof counts[i] === 'number' ? part : hiddenText(smallest),
  ]);
}
