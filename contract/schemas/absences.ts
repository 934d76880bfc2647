/**
 * Absence as schools send it: JSON records and CSV rows. Records are read one by one, so that a bad one never stops
 * the good ones.
 */
import { z } from 'zod';
import { type AbsenceType } from '../messages/vocabulary';
import { type IsoDate } from '../../rules/calendar';
import { type CsvRow, type CsvTable, requireColumns } from './csv';
import { describeProblems } from './problems';
import { day } from './times';

/** The most records one request may hold. */
export const MAX_RECORDS = 1000;

/** L7: the Danish names of absence types, and what they are called here. */
export const ABSENCE_TYPE_NAMES = {
  Ulovligt: 'unlawful',
  Sygdom: 'sickness',
  Barsel: 'parentalLeave',
  Myndighed: 'authority',
  Aftalt: 'agreed',
} as const satisfies Record<string, AbsenceType>;

type DanishType = keyof typeof ABSENCE_TYPE_NAMES;

const DANISH_TYPES = Object.keys(ABSENCE_TYPE_NAMES) as DanishType[];
const TYPE_WORDS = [...DANISH_TYPES, ...Object.values(ABSENCE_TYPE_NAMES)] as const;
const TYPE_MESSAGE = `skal være ${DANISH_TYPES.join(', ')} eller ${Object.values(ABSENCE_TYPE_NAMES).join(', ')}`;

/** Our id of a type, whatever its language and case; undefined for a word that is none. */
function typeOf(text: string): AbsenceType | undefined {
  const wanted = text.toLowerCase();
  const word = TYPE_WORDS.find((known) => known.toLowerCase() === wanted);
  if (word === undefined) return undefined;
  return word in ABSENCE_TYPE_NAMES ? ABSENCE_TYPE_NAMES[word as DanishType] : (word as AbsenceType);
}

/** A type of absence as a school writes it; answers our id. */
export const absenceType = z
  .string(TYPE_MESSAGE)
  .trim()
  .meta({
    enum: TYPE_WORDS,
    description:
      'Fraværets art, på dansk eller engelsk; store og små bogstaver er lige gode. Alt undtagen Ulovligt er lovligt.',
    examples: ['Ulovligt', 'Sygdom'],
  })
  .transform((text, context): AbsenceType => {
    const type = typeOf(text);
    if (type !== undefined) return type;
    context.issues.push({ code: 'custom', message: TYPE_MESSAGE, input: text });
    return z.NEVER;
  });

const MINUTES_MESSAGE = 'skal være et helt tal fra 1 til 1440';

/** Text without line breaks and other control characters: ids become keys. */
const token = (meta: { description: string; examples: string[] }): z.ZodString =>
  z
    .string('mangler')
    .trim()
    .min(1, 'mangler')
    .max(100, 'må højst være 100 tegn')
    .refine((text) => !/\p{Cc}/u.test(text), 'må ikke have linjeskift eller styretegn')
    .meta(meta);

/** One registration of a school. */
export const absenceRecord = z
  .strictObject({
    id: token({
      description: 'Skolens eget registreringsnummer. Samme nummer igen er en rettelse eller en gentagelse.',
      examples: ['R85-000137'],
    }),
    student: token({ description: 'Elevnummer på skolen.', examples: ['E8500159'] }),
    date: day,
    type: absenceType,
    minutes: z
      .int(MINUTES_MESSAGE)
      .min(1, MINUTES_MESSAGE)
      .max(1440, MINUTES_MESSAGE)
      .meta({
        description: 'Fravær i minutter den dag.',
        examples: [300],
      }),
  })
  .meta({ description: 'En registrering af fravær: en elev på en dag.' });

/** A record as read: its date in ISO, its type by our id. */
export interface ReadRecord {
  readonly id: string;
  readonly student: string;
  readonly date: IsoDate;
  readonly type: AbsenceType;
  readonly minutes: number;
}

/** A request of the school API as documented; read it with {@link absenceEnvelope} and {@link readRecord}. */
export const absenceRequest = z.strictObject({ records: z.array(absenceRecord).max(MAX_RECORDS) }).meta({
  description: `Fravær fra en skole, højst ${String(MAX_RECORDS)} registreringer.`,
  examples: [
    {
      records: [
        { id: 'R85-000137', student: 'E8500159', date: '10-08-2026', type: 'Ulovligt', minutes: 300 },
      ],
    },
  ],
});

/** The request around the records. */
export const absenceEnvelope = z.strictObject({ records: z.array(z.unknown(), 'skal være en liste') });

/** What can be wrong with one record. Programs may rely on them. */
export const RECORD_PROBLEMS = [
  'missing-id',
  'invalid-id',
  'id-taken',
  'wrong-school',
  'unknown-student',
  'invalid-date',
  'future-date',
  'closed-day',
  'unknown-type',
  'invalid-minutes',
  'unknown-field',
  'too-many-cells',
  'not-a-record',
] as const;
type RecordProblemCode = (typeof RECORD_PROBLEMS)[number];

export interface RecordProblem {
  readonly code: RecordProblemCode;
  /** The field, or for CSV the column, that must be mended. */
  readonly column: string;
  /** In Danish: what is wrong and what is allowed. */
  readonly message: string;
}

/** The fields in the order of the columns, and what a wrong value in each is called. */
const FIELDS = {
  id: 'invalid-id',
  student: 'unknown-student',
  date: 'invalid-date',
  type: 'unknown-type',
  minutes: 'invalid-minutes',
} as const satisfies Record<keyof ReadRecord, RecordProblemCode>;
const FIELD_NAMES = Object.keys(FIELDS) as (keyof ReadRecord)[];

/** Reads one record; the first problem by column where there are several. */
export function readRecord(raw: unknown): ReadRecord | RecordProblem {
  const { success, data, error } = absenceRecord.safeParse(raw, { reportInput: true });
  if (success) return data;
  const problems = describeProblems(error);
  for (const column of FIELD_NAMES) {
    const problem = problems.find(({ path }) => path === column);
    if (!problem) continue;
    const blank = column === 'id' && problem.message.startsWith('mangler');
    return { code: blank ? 'missing-id' : FIELDS[column], column, message: problem.message };
  }
  const isRecord = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  const message = problems[0]?.message ?? '';
  return { code: isRecord ? 'unknown-field' : 'not-a-record', column: '', message };
}

// ------------------------------------------------------------------ CSV

/** The columns of an absence export. `Skole` may be left out. */
export const ABSENCE_COLUMNS = {
  id: 'Registreringsnr',
  school: 'Skole',
  student: 'Elevnr',
  date: 'Dato',
  type: 'Fraværstype',
  minutes: 'Minutter',
} as const;

/** Checks the headings of an absence export. Throws `CsvError`. */
export function requireAbsenceColumns(table: CsvTable): void {
  requireColumns(
    table,
    FIELD_NAMES.map((field) => ABSENCE_COLUMNS[field]),
  );
}

/** Reads one row of an absence export of this school. */
export function readAbsenceRow({ values, tooManyCells }: CsvRow, school: string): ReadRecord | RecordProblem {
  if (tooManyCells) {
    return {
      code: 'too-many-cells',
      column: '',
      message: 'Rækken har flere felter, end der er kolonner. Sæt citationstegn om tekst med skilletegn.',
    };
  }
  const cell = (field: keyof typeof ABSENCE_COLUMNS): string => values[ABSENCE_COLUMNS[field]] ?? '';
  const stated = cell('school');
  const read = readRecord({
    id: cell('id'),
    student: cell('student'),
    date: cell('date'),
    type: cell('type'),
    minutes: wholeNumber(cell('minutes')),
  });
  if (stated !== '' && stated !== school && !('code' in read && read.column === 'id')) {
    return {
      code: 'wrong-school',
      column: ABSENCE_COLUMNS.school,
      message: `skal være ${school}, som adressen siger (der står "${stated}")`,
    };
  }
  return 'code' in read ? { ...read, column: columnOf(read.column) } : read;
}

const columnOf = (field: string): string =>
  field in ABSENCE_COLUMNS ? ABSENCE_COLUMNS[field as keyof typeof ABSENCE_COLUMNS] : field;

/** A whole number as a number; any other text stays text, so that the problem can quote it. */
const wholeNumber = (text: string): number | string => (/^[+-]?\d{1,9}$/.test(text) ? Number(text) : text);
