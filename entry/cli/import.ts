/**
 * A school's export on the command line. What is too long for one request goes in several.
 */
import { readFileSync } from 'node:fs';
import { type z } from 'zod';
import { MAX_RECORDS } from '../../contract/schemas/absences';
import { type absenceAnswer } from '../../contract/schemas/answers/schools';
import { CsvError, type CsvTable, readCsv } from '../../contract/schemas/csv';
import { answerOf } from './absence';
import { type Client, CliError } from './client';

type Answer = z.output<typeof absenceAnswer>;

/** The most a request may hold. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A part of the file, and the row of the file each of its rows came from. */
interface Part {
  readonly bytes: Uint8Array;
  readonly rowOf: (row: number) => number;
}

/** Imports a file; prints a summary and each rejected row. Throws {@link CliError} when rows were rejected. */
export async function importAbsence(
  client: Client,
  file: string,
  school: string,
  print: (line: string) => void,
): Promise<void> {
  const sums = { accepted: 0, corrected: 0, duplicates: 0, rejected: 0, undelivered: 0 };
  for (const { bytes, rowOf } of partsOf(read(file))) {
    const path = `/api/v1/schools/${encodeURIComponent(school)}/absences.csv`;
    const answer = await answerOf(client.post<Answer>(path, bytes));
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += answer[name] ?? 0;
    for (const { row, id, problem } of answer.records) {
      if (problem) print(rejected(rowOf(row), id, problem));
    }
  }
  const { accepted, corrected, duplicates, rejected: bad, undelivered } = sums;
  print(
    `${String(accepted)} taget ind, ${String(corrected)} rettet, ${String(duplicates)} kendt, ${String(bad)} afvist.`,
  );
  if (undelivered > 0) print(`${String(undelivered)} forløb hører om det lidt senere.`);
  if (bad > 0) throw new CliError(`${String(bad)} rækker er afvist. Ret dem, og indlæs filen igen.`);
}

function rejected(
  row: number,
  id: string | undefined,
  { column, message }: { column: string; message: string },
): string {
  const at = [
    `række ${String(row)}`,
    ...(id === undefined ? [] : [id]),
    ...(column === '' ? [] : [`kolonne ${column}`]),
  ];
  return `${at.join(', ')}: ${message}`;
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CliError(`Filen ${file} kan ikke læses.`);
  }
}

/** The file as it is where it fits, otherwise its rows in parts that do. */
function partsOf(bytes: Uint8Array): Part[] {
  const asItIs = [{ bytes, rowOf: (row: number) => row }];
  let table: CsvTable;
  try {
    table = readCsv(bytes);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (bytes.length <= MAX_BYTES) return asItIs; // the API tells what is wrong with it
    throw new CliError(error.message);
  }
  const { columns, rows } = table;
  if (rows.length <= MAX_RECORDS && bytes.length <= MAX_BYTES) return asItIs;
  const parts: Part[] = [];
  for (let from = 0; from < rows.length; from += MAX_RECORDS) {
    const own = rows.slice(from, from + MAX_RECORDS);
    const lines = own.map(({ values, tooManyCells }) => [
      ...columns.map((column) => values[column] ?? ''),
      ...(tooManyCells ? ['…'] : []), // still one cell too many
    ]);
    const text = [[...columns], ...lines].map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('');
    parts.push({ bytes: new TextEncoder().encode(text), rowOf: (row) => own[row - 2]?.row ?? row });
  }
  return parts;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
