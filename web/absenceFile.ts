/**
 * A school's absence export as records that can be judged and taken in.
 */
import { ABSENCE_COLUMNS, readAbsenceRow, requireAbsenceColumns } from '../contract/schemas/absences';
import { CsvError, readCsv } from '../contract/schemas/csv';
import { type SchoolRef } from '../contract/messages/ids';
import { type ColumnName, type Incoming } from './intake';
import { Problem } from './problem';

/** What the columns of a file are called. */
export const COLUMN_NAMES: ColumnName = (field) => ABSENCE_COLUMNS[field];

/** Reads a file row by row. Throws a {@link Problem} 400 when it cannot be read as a whole. */
export function readAbsenceFile(bytes: Uint8Array, school: SchoolRef): Incoming[] {
  try {
    const table = readCsv(bytes);
    requireAbsenceColumns(table);
    return table.rows.map((line) => ({
      row: line.row,
      id: line.values[ABSENCE_COLUMNS.id] || undefined,
      read: readAbsenceRow(line, school),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem(400, error.code, 'Filen kan ikke læses', error.message, [], error.at);
  }
}
