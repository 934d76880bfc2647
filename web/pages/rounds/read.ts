/**
 * Reading what was typed in a round's table: which rows, what they say, and what is wrong with them. Pure.
 */
import { answersProblem, type AnswerTerms, type RoundKind } from '../../../contract/messages/rounds';
import { answersIn, type SentAnswers } from '../../../contract/schemas/rounds';
import { MEND_ROW, type RowField } from '../../../texts/pagesRounds';
import { type Sent } from '../visit';
import { answersFrom, filledLines, type Values } from './values';

/** The field of a row that holds what the row was when the page was made. */
export const MARK = 'var';

export type Problems = Readonly<Record<string, string>>;

/** A row as it was sent. */
export interface SentRow {
  readonly mark: string;
  readonly values: Values;
}

/** The rows of a form, by how their youth is called: fields are named `{youth}.{field}`. */
export function rowsIn(sent: Sent): ReadonlyMap<string, SentRow> {
  const rows = new Map<string, { mark: string; values: Record<string, string> }>();
  for (const [name, text] of Object.entries(sent)) {
    const dot = name.indexOf('.');
    if (dot < 0) continue;
    const youth = name.slice(0, dot);
    const row = rows.get(youth) ?? { mark: '', values: {} };
    rows.set(youth, row);
    const field = name.slice(dot + 1);
    if (field === MARK) row.mark = text;
    else row.values[field] = text;
  }
  return rows;
}

/** The answers a row gives, or what must be mended, by field. */
export function readRow(
  kind: RoundKind,
  values: Values,
  terms: AnswerTerms,
): { readonly answers: SentAnswers } | { readonly problems: Problems } {
  const parsed = answersIn(kind).safeParse(answersFrom(kind, values));
  if (!parsed.success) {
    const paths = parsed.error.issues.map(({ path }) => path.map(String));
    return { problems: Object.fromEntries(paths.map((path) => mended(path, values))) };
  }
  const { data } = parsed;
  const late = filledLines(values).find((n) => (values[`dag-${String(n)}`] ?? '') < terms.on);
  if (kind === 'prognosisRound' && late !== undefined) {
    return { problems: { [`dag-${String(late)}`]: MEND_ROW.dag } };
  }
  const problem = answersProblem(kind, withoutWords(data), terms);
  return problem
    ? { problems: Object.fromEntries([mended(problem.field.split('.'), values)]) }
    : { answers: data };
}

/** The round's own check knows a goal by its reference. */
function withoutWords(answers: SentAnswers): object {
  if (!('satisfactory' in answers) || answers.extension === undefined) return answers;
  return { ...answers, extension: { ...answers.extension, goal: 'goal' } };
}

/** A problem's path among the answers → the field it stands beside, and what to say there. */
export function mended([first = '', ...rest]: readonly string[], values: Values): [string, string] {
  const [second = '', third = ''] = rest;
  switch (first) {
    case 'extension': {
      const field: RowField = second === 'goal' ? 'goal' : 'criterion';
      return [field, MEND_ROW[field]];
    }
    case 'tasks': {
      const field: RowField = third === 'due' ? 'dag' : 'rolle';
      return [`${field}-${String(filledLines(values)[Number(second)] ?? 0)}`, MEND_ROW[field]];
    }
    case 'participants':
      return ['med', MEND_ROW.med];
    case 'reached':
      return ['naaet', MEND_ROW.naaet];
    default:
      return [first, MEND_ROW[first as RowField]];
  }
}
