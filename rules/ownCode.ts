/**
 * L8: the code a youth chooses to their own page. It must be long enough, and nothing a family or a former partner
 * knows or tries first: no date of birth, no name, no phone number, no row of keys.
 */
import { type IsoDate } from './calendar';

/** Letters, digits or signs; shorter ones are tried through in no time. */
const SHORTEST_CODE = 6;
/** Longer than anybody types, and short enough to be hashed at once. */
const LONGEST_CODE = 100;

/** What others know of the youth. */
export interface KnownOfYouth {
  readonly born: IsoDate;
  readonly names: readonly string[];
  readonly phones: readonly string[];
}

/** Why a code will not do. */
export type CodeProblem = 'short' | 'long' | 'birthday' | 'name' | 'phone' | 'easy';

/** What people try first, beside rows of keys and repetitions. */
const TRIED_FIRST = [
  ...['kodeord', 'password', 'passord', 'adgangskode', 'hemmelig', 'minkode', 'sommer', 'vinter', 'danmark'],
  ...['qwerty', 'asdfgh', 'zxcvbn', 'iloveyou', 'jegelskerdig', 'hejhej', 'letmein', 'skole', 'fodbold'],
];
/** Rows of keys and of the alphabet, in which a whole code must not stand, forwards or backwards. */
const ROWS = ['01234567890', 'abcdefghijklmnopqrstuvwxyzæøå', 'qwertyuiopå', 'asdfghjklæø', 'zxcvbnm'];
/** So many signs that differ are the least. */
const FEWEST_SIGNS = 3;
/** Digits of a phone number that give it away. */
const PHONE_DIGITS = 6;
/** Names shorter than this stand in other words by chance. */
const SHORTEST_NAME = 3;

/** Why a code is not good enough; undefined where it is. Capitals count as small letters: they fool nobody. */
export function codeProblem(code: string, { born, names, phones }: KnownOfYouth): CodeProblem | undefined {
  const signs = plainCode(code);
  if (signs.length < SHORTEST_CODE) return 'short';
  if (signs.length > LONGEST_CODE) return 'long';
  const digits = signs.replaceAll(/\D/g, '');
  if (birthdays(born).some((day) => digits.includes(day))) return 'birthday';
  if (phones.some((phone) => sharesDigits(digits, phone))) return 'phone';
  if (names.some((name) => name.length >= SHORTEST_NAME && signs.includes(name.toLowerCase()))) return 'name';
  return isEasy(signs) ? 'easy' : undefined;
}

/** A code as it is compared: phones put a space or a capital where nobody meant one. */
export const plainCode = (code: string): string => code.normalize('NFC').trim().toLowerCase();

/** The date of birth as people write it: 140309, 14032009, 090314, 20090314, 1432009. */
function birthdays(born: IsoDate): string[] {
  const [year = '', month = '', day = ''] = born.split('-');
  const short = year.slice(2);
  const days = [`${day}${month}`, `${String(Number(day))}${String(Number(month))}`, `${month}${day}`];
  return [...days.flatMap((one) => [`${one}${year}`, `${one}${short}`, `${year}${one}`, `${short}${one}`])];
}

function sharesDigits(digits: string, phone: string): boolean {
  const number = phone.replaceAll(/\D/g, '');
  for (let from = 0; from + PHONE_DIGITS <= number.length; from += 1) {
    if (digits.includes(number.slice(from, from + PHONE_DIGITS))) return true;
  }
  return false;
}

function isEasy(signs: string): boolean {
  if (new Set(signs).size < FEWEST_SIGNS) return true;
  const backwards = Array.from(signs).reverse().join('');
  if (ROWS.some((row) => row.includes(signs) || row.includes(backwards))) return true;
  // With the number people put behind it.
  const word = signs.replaceAll(/[\d\W_]+$/g, '');
  return TRIED_FIRST.includes(word) || isRepeated(signs);
}

/** The same two or three signs over and over: 121212, abcabc. */
function isRepeated(signs: string): boolean {
  return [2, 3].some((n) => signs.length % n === 0 && signs === signs.slice(0, n).repeat(signs.length / n));
}
