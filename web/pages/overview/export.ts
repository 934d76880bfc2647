/**
 * The figures as a file (R49): only sums over many, small cells hidden, logged before it goes out (L10), and nothing in
 * it that a spreadsheet would carry out.
 */
import { STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { mayTellPart } from '../../../rules/smallCells';
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
    ...STAFF_ROLES.map((role): Line => [
      'Åbne opgaver',
      ROLE_LABELS[role],
      shownCount(roles.get(role) ?? 0, numbers.absence.smallest),
      '',
    ]),
  ];
  return c.body(csvFile(rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="roed-traad-tal.csv"',
    'Cache-Control': 'no-store',
  });
}

function weekLines({ onTime, responses, absence }: Numbers): Line[] {
  const { smallest } = absence;
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
    ...absence.bars.map(({ days, youths }): Line => [
      'Unge efter dage væk i måneden',
      daysLabel(days),
      shownCount(youths, smallest),
      '',
    ]),
  ];
}

/** Youths by school; "heraf" are those with something overdue. */
function schoolLines(lines: readonly PortfolioLine[], smallest: number): Line[] {
  const schools = [...new Set(lines.map(({ youth }) => youth.school ?? ''))].sort();
  return schools.map((school): Line => {
    const own = lines.filter(({ youth }) => (youth.school ?? '') === school);
    const late = own.filter(({ overdue }) => overdue > 0).length;
    return [
      'Unge efter skole, heraf over tid',
      school || 'Ingen skole',
      shownCount(own.length, smallest),
      shownPart(late, own.length, smallest),
    ];
  });
}
