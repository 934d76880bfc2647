/**
 * CPR numbers: digits and date only (L9). Valid numbers need not pass modulus 11, and replacement numbers have 60 added
 * to the day.
 */
import { isDate, type IsoDate } from './calendar';

/** A CPR number as ten digits, and the date of birth it holds. */
export interface Cpr {
  readonly digits: string;
  readonly born: IsoDate;
}

const CPR = /^(\d{6})[- ]?(\d{4})$/;
/** What is added to the day of a replacement number. */
const REPLACEMENT_DAY = 60;

/** Reads `140309-4001`, with or without the hyphen; undefined when it is no CPR number. */
export function readCpr(text: string): Cpr | undefined {
  const [, date = '', serial = ''] = CPR.exec(text) ?? [];
  if (date === '') return undefined;
  const [day, month, year] = [date.slice(0, 2), date.slice(2, 4), Number(date.slice(4, 6))];
  const dayOfMonth = Number(day) > REPLACEMENT_DAY ? Number(day) - REPLACEMENT_DAY : Number(day);
  const born = `${String(centuryOf(Number(serial[0]), year) + year)}-${month}-${String(dayOfMonth).padStart(2, '0')}`;
  return isDate(born) ? { digits: `${date}${serial}`, born } : undefined;
}

/** The century the seventh digit stands for (CPR-kontoret, "Personnummeret i CPR"). */
function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}
