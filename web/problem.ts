/**
 * What went wrong, told so that the reader can mend it: RFC 9457 for programs, a sentence beside the field for people.
 */

/** A field that must be mended. */
export interface FieldProblem {
  /** `date`, `records[3].minutes`, `outcome.cause`. */
  readonly path: string;
  /** In Danish: what is wrong and what is allowed. */
  readonly message: string;
}

/** An answer that is not what was asked for. Texts are Danish; `code` is for programs and never changes. */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
    /** Members beside those of RFC 9457: the row of a file, the results of a request's records. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(title);
  }

  /** The body of an `application/problem+json` answer. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { status, code, title, detail, fields, more } = this;
    return {
      type: `/problems/${code}`,
      title,
      status,
      detail,
      code,
      ...(fields.length > 0 && { fields }),
      ...more,
    };
  }
}

export const notSignedIn = (): Problem =>
  new Problem(
    401,
    'not-signed-in',
    'Du er ikke logget ind',
    'Send et gyldigt token i feltet Authorization: Bearer.',
  );

export const forbidden = (): Problem =>
  new Problem(403, 'forbidden', 'Det har du ikke adgang til', 'Din rolle giver ikke ret til det, du bad om.');

export const notFound = (what: string): Problem =>
  new Problem(404, 'not-found', 'Ikke fundet', `${what} findes ikke, eller du har ikke adgang.`);

/** Fields that must be mended before anything is done. */
export const invalidInput = (fields: readonly FieldProblem[]): Problem =>
  new Problem(
    422,
    'invalid-input',
    'Noget skal rettes',
    fields.map(({ path, message }) => `${path}: ${message}`).join('. '),
    fields,
  );

/** The engine did not answer; what was asked may still happen, and asking again with the same key is safe. */
export const engineBusy = (): Problem =>
  new Problem(
    503,
    'engine-busy',
    'Det tager længere tid end ventet',
    'Vi har taget imod det, du gjorde, men har ikke fået svar. Prøv igen om lidt. Det sker kun én gang.',
  );
