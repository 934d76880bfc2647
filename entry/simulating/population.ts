/**
 * A municipality's directory as the population of a simulation: its people, and the absence its schools registered.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAbsenceRow, requireAbsenceColumns } from '../../contract/schemas/absences';
import { CsvError, readCsv } from '../../contract/schemas/csv';
import { type Population, type SimulatedYouth } from '../../simulation/population';
import { type LoadedMunicipality, readMunicipality } from '../loading/municipality';
import { type LoadProblem, LoadRefusedError } from '../loading/problems';
import { type LoadedYouth } from '../loading/youths';

type PlannedAbsence = SimulatedYouth['absences'][number];

/**
 * Reads `unge.csv`, `medarbejdere.csv`, `kalender.json`, and of each school `fravaer-<school>.csv` where there is one.
 * `ignored` names absence files that belong to no school. Throws {@link LoadRefusedError} with every problem.
 */
export function readPopulation(directory: string): { population: Population; ignored: readonly string[] } {
  const municipality = readMunicipality(directory);
  const problems: LoadProblem[] = [];
  const students = new Map(
    municipality.youths.map((youth) => [`${youth.school ?? ''}/${youth.student ?? ''}`, youth]),
  );
  const absences = new Map<LoadedYouth, PlannedAbsence[]>();
  const used = new Set<string>();
  for (const { id } of municipality.schools) {
    const file = `fravaer-${id.toLowerCase()}.csv`;
    if (!existsSync(join(directory, file))) continue;
    used.add(file);
    for (const { student, row, ...absence } of absencesIn(directory, file, id, problems)) {
      const youth = students.get(`${id}/${student}`);
      if (youth) absences.set(youth, [...(absences.get(youth) ?? []), absence]);
      else problems.push({ file, row, column: 'Elevnr', message: `eleven findes ikke på ${id}` });
    }
  }
  if (problems.length > 0) throw new LoadRefusedError(problems);
  const ignored = readdirSync(directory).filter((name) => /^fravaer-.*\.csv$/.test(name) && !used.has(name));
  return { population: populationOf(municipality, absences), ignored };
}

function* absencesIn(
  directory: string,
  file: string,
  school: string,
  problems: LoadProblem[],
): Generator<PlannedAbsence & { readonly student: string; readonly row: number }> {
  try {
    const table = readCsv(readFileSync(join(directory, file)));
    requireAbsenceColumns(table);
    const ids = new Set<string>();
    for (const line of table.rows) {
      const record = readAbsenceRow(line, school);
      if ('code' in record)
        problems.push({ file, row: line.row, column: record.column, message: record.message });
      else if (!ids.has(record.id)) yield { ...record, row: line.row };
      if ('id' in record) ids.add(record.id);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push({ file, ...error.at, message: error.message });
  }
}

function populationOf(
  { closed, schools, staff, youths }: LoadedMunicipality,
  absences: ReadonlyMap<LoadedYouth, readonly PlannedAbsence[]>,
): Population {
  return {
    municipality: { closed, calendar: 1 },
    schools: schools.map((school) => ({ ...school, calendar: 1 })),
    staff,
    youths: youths.map((youth, index) => ({
      // The student number, where there is one: whoever reads the journal then finds the youth in the files.
      youth: { ...youth, ref: `y${(youth.student ?? String(index + 1).padStart(5, '0')).toLowerCase()}` },
      absences: absences.get(youth) ?? [],
    })),
  };
}
