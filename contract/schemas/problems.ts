/**
 * Problems with input, in Danish: where, what stood there, and what is allowed.
 */
import { z } from 'zod';

z.config(z.locales.da());

/** One problem with one field. */
export interface InputProblem {
  /** `absence.renewed.days`, `records[3].date`; `(fil)` for the whole. */
  readonly path: string;
  /** What is wrong and what is allowed, in Danish. */
  readonly message: string;
}

/** All problems a schema found. Parse with `reportInput: true`, so that the values can be named. */
export function describeProblems(error: z.ZodError): InputProblem[] {
  return error.issues.map((issue) => ({
    path: pathText(issue.path),
    message: `${messageOf(issue)}${valueText(valueOf(issue))}`,
  }));
}

/** What a value must be, for those types the locale names in words of programmers. */
const WANTED: Readonly<Record<string, string>> = {
  string: 'skal være tekst',
  number: 'skal være et tal',
  int: 'skal være et helt tal',
  boolean: 'skal være true eller false',
  array: 'skal være en liste',
  object: 'skal være et objekt',
};

/** The locale's own message for a wrong type begins like this; a schema's own message does not. */
const LOCALE_TYPE_MESSAGE = 'Ugyldigt input';

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return isOwn(issue.message) ? issue.message : `må være ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return issue.discriminator === undefined ? issue.message : `må være ${allowedBy(issue).join(', ')}`;
    case 'unrecognized_keys':
      return `ukendt felt: ${issue.keys.join(', ')}`;
    case 'too_small':
      return isNumber(issue.origin) && !isOwn(issue.message)
        ? `skal være mindst ${String(issue.minimum)}`
        : issue.message;
    case 'too_big':
      return isNumber(issue.origin) && !isOwn(issue.message)
        ? `må højst være ${String(issue.maximum)}`
        : issue.message;
    case 'invalid_type':
      if (issue.input === undefined) return 'mangler';
      return issue.message.startsWith(LOCALE_TYPE_MESSAGE)
        ? (WANTED[issue.expected] ?? issue.message)
        : issue.message;
    default:
      return issue.message;
  }
}

/** Whether the schema gave the message itself; the locale's begin with a capital letter, ours do not. */
const isOwn = (message: string): boolean => /^\p{Ll}/u.test(message);
const isNumber = (origin: string): boolean => origin === 'int' || origin === 'number';

/** The values of the field that decides between the forms of a union. */
function allowedBy(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

/** The value a problem is about: of a union, the field that decides its form. */
function valueOf(issue: z.core.$ZodIssue): unknown {
  const { input } = issue;
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return input;
  return typeof input === 'object' && input !== null
    ? (input as Record<string, unknown>)[issue.discriminator]
    : undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part, index) =>
        typeof part === 'number' ? `[${String(part)}]` : `${index > 0 ? '.' : ''}${String(part)}`,
      )
      .join('') || '(hele indholdet)'
  );
}

const LONGEST_QUOTE = 60;

function valueText(value: unknown): string {
  if (value === undefined || value === '' || (typeof value === 'object' && value !== null)) return '';
  const text = JSON.stringify(value);
  return ` (der står ${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text})`;
}
