/**
 * Reading a table as schools and municipalities export them: `;` or `,`, CRLF or LF, quotes, UTF-8 with or without
 * BOM, or Windows-1252. What cannot be read for certain is refused with its row: guessing would turn names and
 * types into others.
 */
import { CsvError as ParserError, parse } from 'csv-parse/sync';

/** One row below the headings. */
export interface CsvRow {
  /** The row's number as a spreadsheet shows it: the headings' row is 1, empty rows are counted, too. */
  readonly row: number;
  /** Cells by heading, without blanks around them; a missing cell is empty. */
  readonly values: Readonly<Record<string, string>>;
  /** There is something in more cells than there are headings: a separator in the text, most likely. */
  readonly tooManyCells: boolean;
}

export interface CsvTable {
  /** The headings in order, without blanks around them. */
  readonly columns: readonly string[];
  /** The rows that hold anything. */
  readonly rows: readonly CsvRow[];
}

export type CsvErrorCode =
  'broken-encoding' | 'unreadable-file' | 'empty-file' | 'duplicate-column' | 'missing-column';

/** Why a file as a whole cannot be read. The message is Danish and tells how to mend it. */
export class CsvError extends Error {
  constructor(
    readonly code: CsvErrorCode,
    message: string,
    /** The row and column it concerns, where it is one. */
    readonly at: { readonly row?: number; readonly column?: string } = {},
  ) {
    super(message);
  }
}

/** Reads a file. Throws {@link CsvError}. */
export function readCsv(bytes: Uint8Array): CsvTable {
  const text = decode(bytes);
  const firstLine = /[^\r\n]*[^\s;,][^\r\n]*/.exec(text)?.[0];
  if (firstLine === undefined) throw new CsvError('empty-file', 'Filen er tom.');
  const lines = cells(text, firstLine.includes(';') ? ';' : ',');
  const headingsAt = lines.findIndex(holdsAnything);
  const columns = lines[headingsAt]?.map((cell) => cell.trim()) ?? [];
  checkTwice(columns, headingsAt + 1);
  const rows = lines.flatMap((line, index): CsvRow[] =>
    index > headingsAt && holdsAnything(line) ? [rowOf(columns, line, index + 1)] : [],
  );
  return { columns: columns.filter((column) => column !== ''), rows };
}

/** Checks that the columns are there. Throws {@link CsvError} naming the first that is not. */
export function requireColumns({ columns }: CsvTable, needed: readonly string[]): void {
  const column = needed.find((name) => !columns.includes(name));
  if (column === undefined) return;
  const there = columns.map((name) => `"${name}"`).join(', ');
  throw new CsvError('missing-column', `Kolonnen "${column}" mangler. Filen har kolonnerne ${there}.`, {
    column,
  });
}

function rowOf(columns: readonly string[], line: readonly string[], row: number): CsvRow {
  const values: Record<string, string> = {};
  columns.forEach((column, index) => {
    if (column !== '') values[column] = (line[index] ?? '').trim();
  });
  return { row, values, tooManyCells: holdsAnything(line.slice(columns.length)) };
}

const holdsAnything = (line: readonly string[]): boolean => line.some((cell) => cell.trim() !== '');

function checkTwice(columns: readonly string[], row: number): void {
  const column = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (column === undefined) return;
  throw new CsvError('duplicate-column', `Kolonnen "${column}" står der to gange.`, { row, column });
}

// ------------------------------------------------------------------ cells

/** All lines of the text as cells, empty lines too. */
function cells(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (error) {
    if (!(error instanceof ParserError)) throw error;
    const row = Number(error.records) + 1;
    throw new CsvError(
      'unreadable-file',
      `Række ${String(row)} kan ikke læses. Et citationstegn er ikke afsluttet.`,
      { row },
    );
  }
}

// ------------------------------------------------------------------ encoding

const NUL = 0;
const LINE_FEED = 10;
const REPLACEMENT = '\uFFFD';
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Windows-1252's bytes 0x80–0x9F; a blank stands for one that means nothing. Node's own decoder is not used: in some
 * versions it reads these bytes as ISO 8859-1.
 */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function decode(bytes: Uint8Array): string {
  const nul = bytes.indexOf(NUL);
  if (nul >= 0) throw brokenEncoding(bytes, nul);
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  if (!utf8.includes(REPLACEMENT) || isUtf8(bytes)) return utf8.normalize('NFC');
  // Bytes that are no UTF-8 in a text that mostly is: damaged on its way, not Windows-1252.
  const saysUtf8 = BOM.every((byte, index) => bytes[index] === byte);
  if (saysUtf8 || count(utf8, /[^\p{ASCII}\uFFFD]/gu) > count(utf8, /\uFFFD/g)) {
    const intact = new TextEncoder().encode(utf8.slice(0, utf8.indexOf(REPLACEMENT))).length;
    throw brokenEncoding(bytes, intact + (saysUtf8 ? BOM.length : 0));
  }
  return fromWindows1252(bytes);
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // the decoder's only way to say so
  }
}

function fromWindows1252(bytes: Uint8Array): string {
  const undefinedAt = bytes.findIndex((byte) => UPPER[byte - 0x80] === ' ');
  if (undefinedAt >= 0) throw brokenEncoding(bytes, undefinedAt);
  return Array.from(bytes, (byte) => UPPER[byte - 0x80] ?? String.fromCharCode(byte)).join('');
}

function brokenEncoding(bytes: Uint8Array, at: number): CsvError {
  const row = bytes.subarray(0, at).filter((byte) => byte === LINE_FEED).length + 1;
  return new CsvError(
    'broken-encoding',
    `Tegnene i række ${String(row)} kan ikke læses. Gem filen som CSV i UTF-8 eller Windows-1252.`,
    { row },
  );
}
