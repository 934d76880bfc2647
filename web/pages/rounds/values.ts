/**
 * A row of a round's table between what is sent and what is shown: answers as the texts of fields, and back. Pure.
 */
import { type RoundKind } from '../../../contract/messages/rounds';
import { STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { type SentAnswers } from '../../../contract/schemas/rounds';
import { digest } from '../signing';

/** What the fields of a row hold, by the field's name within the row. */
export type Values = Readonly<Record<string, string>>;

/** What a box that is ticked says. */
const TICKED = 'ja';
/** Boxes of a row: a sub-goal that was reached, a role that takes part. */
export const REACHED = 'naaet-';
export const TAKES_PART = 'med-';
/** Lines for who does what (R26); so many can be kept. */
export const TASK_LINES = 10;

const YES_NO = { ja: true, nej: false } as const;
const yesNo = (value: boolean): string => (value ? 'ja' : 'nej');
const ticked = (prefix: string, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [`${prefix}${name}`, TICKED]));

/** What the fields show of answers that were given. */
export function valuesOf(answers: SentAnswers): Values {
  if ('satisfactory' in answers) {
    const { satisfactory, special, newOffer, need, extension, reached = [] } = answers;
    return {
      satisfactory: yesNo(satisfactory),
      special: yesNo(special),
      newOffer: yesNo(newOffer),
      ...(need !== undefined && { need }),
      ...extension,
      ...ticked(REACHED, reached),
    };
  }
  if ('weeks' in answers) {
    const { participants, weeks, tasks } = answers;
    return {
      ...ticked(TAKES_PART, participants),
      weeks: String(weeks),
      ...Object.fromEntries(
        tasks.flatMap(({ role, due }, n) => [
          [`rolle-${String(n)}`, role],
          [`dag-${String(n)}`, due],
        ]),
      ),
    };
  }
  return { ...answers };
}

/** The lines of who does what that hold something. */
export const filledLines = (values: Values): number[] =>
  Array.from({ length: TASK_LINES }, (_, n) => n).filter(
    (n) => (values[`rolle-${String(n)}`] ?? '') !== '' || (values[`dag-${String(n)}`] ?? '') !== '',
  );

/** What the fields say, in the shape of answers; whether they are any is asked of the schema. */
export function answersFrom(kind: RoundKind, values: Values): object {
  const { satisfactory, special, newOffer, need, criterion = '', goal = '', weeks, ...rest } = values;
  const given = (names: readonly string[]): object =>
    Object.fromEntries(names.flatMap((name) => (rest[name] ? [[name, rest[name]]] : [])));
  const among = (prefix: string): string[] =>
    Object.keys(rest)
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  switch (kind) {
    case 'progressionRound': {
      const bool = (text: string | undefined): boolean | undefined => YES_NO[text as keyof typeof YES_NO];
      const reached = among(REACHED);
      return {
        satisfactory: bool(satisfactory),
        special: bool(special),
        newOffer: bool(newOffer),
        ...(need !== undefined && need !== '' && { need }),
        ...((criterion !== '' || goal.trim() !== '') && { extension: { criterion, goal: tidy(goal) } }),
        ...(reached.length > 0 && { reached }),
      };
    }
    case 'prognosisRound': {
      const roles = among(TAKES_PART);
      return {
        participants: STAFF_ROLES.filter((role) => roles.includes(role)),
        weeks: /^\d{1,3}$/.test(weeks ?? '') ? Number(weeks) : undefined,
        tasks: filledLines(values).map((n) => ({
          role: rest[`rolle-${String(n)}`],
          due: rest[`dag-${String(n)}`],
        })),
      };
    }
    case 'networkConference':
      return given(['takeOver', 'obstacle']);
  }
}

/** Browsers send line ends their own way. */
const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/**
 * What a row was when the page was made: when it was saved, and what it showed. Sent back, it tells whether the reader
 * has changed the row, and whether somebody else has saved it meanwhile.
 */
export function markOf(savedAt: string | undefined, values: Values): string {
  return `${savedAt ?? ''} ${fingerprint(values)}`;
}

/** Whether two rows say the same, however their fields are ordered. */
export const isSame = (a: Values, b: Values): boolean => fingerprint(a) === fingerprint(b);

/** Whether the row says something else than when the page was made. */
export const isChanged = (mark: string, values: Values): boolean =>
  mark.slice(mark.lastIndexOf(' ') + 1) !== fingerprint(values);

/** Whether the row that is saved now is the one the page was made with. */
export const isCurrent = (mark: string, savedAt: string | undefined): boolean =>
  mark.slice(0, mark.lastIndexOf(' ')) === (savedAt ?? '');

function fingerprint(values: Values): string {
  const filled = Object.entries(values)
    .map(([name, text]) => [name, tidy(text)] as const)
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return digest([JSON.stringify(filled)]).slice(0, 8);
}
