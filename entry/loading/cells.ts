/**
 * Reading the cells of one row: each answers its value, or notes what is wrong with it.
 */
import parsePhoneNumber from 'libphonenumber-js';
import { type CsvRow } from '../../contract/schemas/csv';
import { readDay } from '../../contract/schemas/times';
import { type IsoDate } from '../../rules/calendar';
import { type LoadProblem } from './problems';

/** Ids stand in addresses and workflow ids. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const ID_MESSAGE = 'må kun have bogstaver fra a til z, tal, bindestreg og understreg, og højst 64 tegn';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const WHOLE = /^\d{1,3}$/;
const CONTROL = /\p{Cc}/u;
const LONGEST = 200;

/** Whether the text can be an id: of a school, a member of staff. */
export const isId = (text: string): boolean => ID.test(text);

export class Cells {
  constructor(
    private readonly file: string,
    private readonly line: CsvRow,
    private readonly problems: LoadProblem[],
  ) {
    if (line.tooManyCells) this.note(undefined, 'rækken har flere felter, end der er kolonner');
  }

  /** Notes a problem with a column of this row. */
  note(column: string | undefined, message: string): void {
    this.problems.push({
      file: this.file,
      row: this.line.row,
      ...(column !== undefined && { column }),
      message,
    });
  }

  /** A cell that may be empty. */
  text(column: string): string | undefined {
    const text = this.line.values[column] ?? '';
    if (text === '') return undefined;
    if (text.length > LONGEST) this.note(column, `må højst være ${String(LONGEST)} tegn`);
    else if (CONTROL.test(text)) this.note(column, 'må ikke have linjeskift eller styretegn');
    else return text;
    return undefined;
  }

  /** A cell that must be filled; empty when it is not, which is noted. */
  needed(column: string): string {
    if ((this.line.values[column] ?? '') === '') this.note(column, 'mangler');
    return this.text(column) ?? '';
  }

  id(column: string): string {
    const text = this.needed(column);
    if (text !== '' && !isId(text)) this.note(column, ID_MESSAGE);
    return text;
  }

  /** One of some words, whatever its case; answers what it stands for. */
  word<T>(column: string, meanings: Readonly<Record<string, T>>): T | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const word = Object.keys(meanings).find((known) => known.toLowerCase() === text.toLowerCase());
    if (word !== undefined) return meanings[word];
    this.note(column, `skal være ${Object.keys(meanings).join(', ')} (der står "${text}")`);
    return undefined;
  }

  date(column: string): IsoDate | undefined {
    const text = this.text(column);
    const date = text === undefined ? undefined : readDay(text);
    if (text !== undefined && date === undefined) {
      this.note(
        column,
        `skal være en dato, der findes, som 08-09-2026 eller 2026-09-08 (der står "${text}")`,
      );
    }
    return date;
  }

  /** A whole number of at most three digits. */
  whole(column: string, low: number, high: number): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (WHOLE.test(text) && number >= low && number <= high) return number;
    this.note(column, `skal være et helt tal fra ${String(low)} til ${String(high)} (der står "${text}")`);
    return undefined;
  }

  /** A phone number, Danish where it says no country; answers E.164. */
  phone(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const phone = parsePhoneNumber(text, 'DK');
    if (phone?.isPossible() === true) return phone.number;
    this.note(column, 'skal være et telefonnummer som +4520123456');
    return undefined;
  }

  email(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined || EMAIL.test(text)) return text;
    this.note(column, 'skal være en e-mailadresse');
    return undefined;
  }
}

/** The fields that have a value: rows leave out what is not there. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
