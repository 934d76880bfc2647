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
    message: `${messageOf(issue)}${valueText(issue.input)}`,
  }));
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `må være ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `ukendt felt: ${issue.keys.join(', ')}`;
    case 'too_small':
      return issue.origin === 'int' || issue.origin === 'number'
        ? `skal være mindst ${String(issue.minimum)}`
        : issue.message;
    case 'too_big':
      return issue.origin === 'int' || issue.origin === 'number'
        ? `må højst være ${String(issue.maximum)}`
        : issue.message;
    case 'invalid_type':
      return issue.input === undefined ? 'mangler' : issue.message;
    default:
      return issue.message;
  }
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
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  const text = JSON.stringify(value);
  return ` (der står ${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text})`;
}
