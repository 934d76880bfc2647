/**
 * A municipality as a directory describes it: `medarbejdere.csv`, `unge.csv` and `kalender.json`. All of it is checked
 * before anything is written.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CsvRow, CsvError, readCsv, requireColumns } from '../../contract/schemas/csv';
import { type Staff } from '../../records/people';
import { type Period } from '../../rules/calendar';
import { type LoadedSchool, readCalendar } from './calendar';
import { type LoadProblem, LoadRefusedError } from './problems';
import { readStaff, STAFF_COLUMNS } from './staff';
import { type LoadedYouth, readYouths, YOUTH_COLUMNS } from './youths';

export interface LoadedMunicipality {
  /** Closing days of the municipality. */
  readonly closed: readonly Period[];
  readonly schools: readonly LoadedSchool[];
  readonly staff: readonly Staff[];
  readonly youths: readonly LoadedYouth[];
}

const FILES = { staff: 'medarbejdere.csv', youths: 'unge.csv', calendar: 'kalender.json' } as const;

/** Reads a directory. Throws {@link LoadRefusedError} with every problem there is. */
export function readMunicipality(directory: string): LoadedMunicipality {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new LoadRefusedError([{ file: directory, message: 'mappen findes ikke' }]);
  }
  if (!Object.values(FILES).some((file) => existsSync(join(directory, file)))) {
    const message = `mappen har hverken ${FILES.staff}, ${FILES.youths} eller ${FILES.calendar}`;
    throw new LoadRefusedError([{ file: directory, message }]);
  }
  const problems: LoadProblem[] = [];
  const calendarBytes = bytesOf(directory, FILES.calendar, problems);
  const staffRows = rowsOf(directory, FILES.staff, STAFF_COLUMNS, problems);
  const youthRows = rowsOf(directory, FILES.youths, YOUTH_COLUMNS, problems);
  const calendar = calendarBytes && readCalendar(FILES.calendar, calendarBytes, problems);
  // Names are looked up from file to file: with a file missing everything in the next would seem unknown.
  if (!calendar || !staffRows || !youthRows) throw new LoadRefusedError(problems);
  const staff = readStaff(FILES.staff, staffRows, calendar.schools, problems);
  const youths = readYouths(FILES.youths, youthRows, calendar.schools, staff, problems);
  if (problems.length > 0) throw new LoadRefusedError(problems);
  return { ...calendar, staff, youths };
}

function bytesOf(directory: string, file: string, problems: LoadProblem[]): Uint8Array | undefined {
  try {
    return readFileSync(join(directory, file));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    problems.push({ file, message: missing ? 'filen mangler' : 'filen kan ikke læses' });
    return undefined;
  }
}

function rowsOf(
  directory: string,
  file: string,
  columns: readonly string[],
  problems: LoadProblem[],
): readonly CsvRow[] | undefined {
  const bytes = bytesOf(directory, file, problems);
  if (!bytes) return undefined;
  try {
    const table = readCsv(bytes);
    requireColumns(table, columns);
    return table.rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push({ file, ...error.at, message: error.message });
    return undefined;
  }
}
