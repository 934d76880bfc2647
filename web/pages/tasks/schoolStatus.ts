/**
 * R13: a school's status before a progression meeting is a note with a line for each of its students, begun for whoever
 * writes it.
 */
import { type Table } from '../../../contract/ports/table';
import { studentsOf } from '../../../records/people';
import { type TaskRow } from '../../../records/tasks';
import { fullName } from '../../people';

/** One line per student, to be filled in; empty for tasks that ask for nothing of the kind. */
export async function statusLines(table: Table, { kind, youth, school, status }: TaskRow): Promise<string> {
  if (kind !== 'progress.schoolStatus' || youth !== undefined || school === undefined) return '';
  if (status !== 'open') return '';
  const names = (await studentsOf(table, school)).map(fullName).sort((a, b) => a.localeCompare(b, 'da'));
  return names.map((name) => `${name}: \n`).join('');
}

/** The note without the lines nobody wrote anything in. */
export function filledLines(note: string, { kind }: Pick<TaskRow, 'kind'>): string {
  if (kind !== 'progress.schoolStatus') return note;
  return note
    .split(/\r?\n/)
    .filter((line) => !/^[^:]+:\s*$/.test(line))
    .join('\n');
}
