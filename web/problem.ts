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
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(title);
  }

  /** The body of an `application/problem+json` answer. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { status, code, title, detail, fields } = this;
    return {
      type: `/problems/${code}`,
      title,
      status,
      detail,
      code,
      ...(fields.length > 0 && { fields }),
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
