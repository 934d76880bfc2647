/**
 * `medarbejdere.csv`: the staff, their roles and where they work.
 */
import { SCHOOL_ROLES, STAFF_ROLES, type StaffRole } from '../../contract/messages/vocabulary';
import { type CsvRow } from '../../contract/schemas/csv';
import { type Staff } from '../../records/people';
import { type LoadedSchool } from './calendar';
import { Cells, present } from './cells';
import { type LoadProblem } from './problems';

export const STAFF_COLUMNS = ['Id', 'Navn', 'Rolle', 'Skole', 'E-mail', 'Mobil'] as const;

const ROLES = Object.fromEntries(STAFF_ROLES.map((role) => [role, role])) as Readonly<
  Record<StaffRole, StaffRole>
>;

/** Reads the rows; what is wrong with them is added to the problems. */
export function readStaff(
  file: string,
  rows: readonly CsvRow[],
  schools: readonly LoadedSchool[],
  problems: LoadProblem[],
): Staff[] {
  const seen = new Map<string, number>();
  return rows.map((line) => {
    const cells = new Cells(file, line, problems);
    const id = cells.id('Id');
    const before = seen.get(id);
    if (before !== undefined) cells.note('Id', `"${id}" står allerede i række ${String(before)}`);
    if (id !== '') seen.set(id, before ?? line.row);
    const name = cells.needed('Navn');
    cells.needed('Rolle');
    const role = cells.word('Rolle', ROLES);
    const school = cells.text('Skole');
    if (school !== undefined && !schools.some((known) => known.id === school)) {
      cells.note('Skole', `"${school}" står ikke i kalender.json`);
    }
    if (school === undefined && role !== undefined && SCHOOL_ROLES.includes(role)) {
      cells.note('Skole', `mangler: ${role} arbejder på en skole`);
    }
    return {
      id,
      name,
      role: role ?? 'admin', // a wrong one is noted, and nothing of the file is used
      ...present({ school, email: cells.email('E-mail'), mobile: cells.phone('Mobil') }),
    };
  });
}
