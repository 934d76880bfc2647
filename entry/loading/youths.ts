/**
 * `unge.csv`: the youths, what they do and who follows them.
 */
import { type PersonalRole, type StaffRole } from '../../contract/messages/vocabulary';
import { type CsvRow } from '../../contract/schemas/csv';
import { type Risk, type Staff, type Youth, type YouthStatus } from '../../records/people';
import { type LoadedSchool } from './calendar';
import { Cells, present } from './cells';
import { type Cpr, readCpr } from '../../rules/cpr';
import { type LoadProblem } from './problems';

/** A youth as the file describes one; the reference is found when it is stored. */
export type LoadedYouth = Omit<Youth, 'ref' | 'guardiansChosen' | 'consented'>;

export const YOUTH_COLUMNS = [
  'CPR',
  'Fornavn',
  'Efternavn',
  'Adresse',
  'Mobil',
  'E-mail',
  'Status',
  'Skole',
  'Elevnr',
  'Klassetrin',
  'Tilflyttet',
  'Tovholder',
  'Kontaktlærer',
  'Vejleder',
  'Risikoprofil',
  'Værge',
  'Værge mobil',
] as const;

const STATUSES: Readonly<Record<string, YouthStatus>> = {
  ingen: 'none',
  grundskole: 'primarySchool',
  fgu: 'fgu',
  uddannelse: 'education',
  job: 'job',
};
const RISKS: Readonly<Record<string, Risk>> = { lav: 'low', middel: 'medium', høj: 'high' };

/** Who may stand in each column of people: a network coordinator can take over (R20). */
const PEOPLE: readonly { column: string; role: PersonalRole; held: readonly StaffRole[] }[] = [
  { column: 'Tovholder', role: 'coordinator', held: ['coordinator', 'network'] },
  { column: 'Kontaktlærer', role: 'contactTeacher', held: ['contactTeacher'] },
  { column: 'Vejleder', role: 'guidance', held: ['guidance'] },
];

const LAST_GRADE = 10;

/** Reads the rows; what is wrong with them is added to the problems. */
export function readYouths(
  file: string,
  rows: readonly CsvRow[],
  schools: readonly LoadedSchool[],
  staff: readonly Staff[],
  problems: LoadProblem[],
): LoadedYouth[] {
  const schoolIds = new Set(schools.map(({ id }) => id));
  const roles = new Map(staff.map(({ id, role }) => [id, role]));
  const cprRows = new Map<string, number>();
  const studentRows = new Map<string, number>();
  return rows.map((line) => {
    const cells = new Cells(file, line, problems);
    const cpr = cprOf(cells);
    once(cells, 'CPR', cpr?.digits, cprRows, line.row);
    cells.needed('Status');
    const { school, student } = placeOf(cells, schoolIds);
    once(cells, 'Elevnr', student && `${school ?? ''} ${student}`, studentRows, line.row);
    return {
      cpr: cpr?.digits ?? '',
      born: cpr?.born ?? '',
      firstName: cells.needed('Fornavn'),
      lastName: cells.needed('Efternavn'),
      status: cells.word('Status', STATUSES) ?? 'none',
      people: peopleOf(cells, roles),
      guardians: guardiansOf(cells),
      ...present({
        school,
        student,
        address: cells.text('Adresse'),
        mobile: cells.phone('Mobil'),
        email: cells.email('E-mail'),
        grade: cells.whole('Klassetrin', 0, LAST_GRADE),
        movedIn: cells.date('Tilflyttet'),
        risk: cells.word('Risikoprofil', RISKS),
      }),
    };
  });
}

function cprOf(cells: Cells): Cpr | undefined {
  const text = cells.needed('CPR');
  const cpr = readCpr(text);
  if (text !== '' && !cpr)
    cells.note('CPR', 'skal være seks cifre med en dato, der findes, og fire cifre til');
  return cpr;
}

/** Notes what stands in two rows and may stand in one only. */
function once(
  cells: Cells,
  column: string,
  key: string | undefined,
  rows: Map<string, number>,
  row: number,
): void {
  if (key === undefined) return;
  const before = rows.get(key);
  if (before === undefined) rows.set(key, row);
  else cells.note(column, `står allerede i række ${String(before)}`);
}

function placeOf(cells: Cells, schools: ReadonlySet<string>): { school?: string; student?: string } {
  const school = cells.text('Skole');
  const student = cells.text('Elevnr');
  if (school !== undefined && !schools.has(school))
    cells.note('Skole', `"${school}" står ikke i kalender.json`);
  if (school !== undefined && student === undefined) cells.note('Elevnr', 'mangler: der er en skole');
  if (school === undefined && student !== undefined) cells.note('Skole', 'mangler: der er et elevnummer');
  return present({ school, student });
}

function peopleOf(cells: Cells, roles: ReadonlyMap<string, StaffRole>): LoadedYouth['people'] {
  const people: Partial<Record<PersonalRole, string>> = {};
  for (const { column, role, held } of PEOPLE) {
    const id = cells.text(column);
    if (id === undefined) continue;
    const has = roles.get(id);
    if (has === undefined) cells.note(column, `"${id}" står ikke i medarbejdere.csv`);
    else if (!held.includes(has))
      cells.note(column, `"${id}" har rollen ${has}, ikke ${held.join(' eller ')}`);
    else people[role] = id;
  }
  return people;
}

function guardiansOf(cells: Cells): LoadedYouth['guardians'] {
  const name = cells.text('Værge');
  const mobile = cells.phone('Værge mobil');
  if (name === undefined) {
    if (mobile !== undefined) cells.note('Værge', 'mangler: der er en mobil');
    return [];
  }
  return [{ name, ...present({ mobile }) }];
}
