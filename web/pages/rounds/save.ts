/**
 * Saving what was typed in a round's table: rows that are complete are saved, the others stay as they were typed.
 */
import { type Outcome } from '../../../contract/messages/outcomes';
import { MAX_ANSWERS } from '../../../contract/messages/rounds';
import { type SentAnswers } from '../../../contract/schemas/rounds';
import { termsOf } from '../../../records/agreements';
import { copenhagen } from '../../../rules/clock';
import { meanwhileText } from '../../../texts/pagesRounds';
import { momentText } from '../../../texts/times';
import { act } from '../../deeds';
import { Problem } from '../../problem';
import { roundInDetail, type RoundLine } from '../../roundView';
import { answer, type SeenRound } from '../../rounds';
import { digest } from '../signing';
import { type Sent, type Visit } from '../visit';
import { mended, type Problems, readRow, rowsIn, type SentRow } from './read';
import { isChanged, isCurrent, isSame, type Values, valuesOf } from './values';

/** A row that is not saved as it stands. */
export interface LeftRow {
  readonly values: Values;
  readonly problems: Problems;
}

/** What became of a form. */
export interface Saved {
  readonly rows: number;
  /** By how the youth is called. */
  readonly left: ReadonlyMap<string, LeftRow>;
  /** What was in the way of all of them. */
  readonly failure?: Problem;
}

interface Ready extends SentRow {
  readonly youth: string;
  readonly answers: SentAnswers;
}

/** The answers of a row as its fields show them; empty where there are none yet. */
export const shownValues = ({ answers }: RoundLine): Values =>
  answers === undefined ? {} : valuesOf(answers);

/**
 * Saves the rows that were changed, or the one that is named. Throws `Problem` 403 and 404; anything else that is in
 * the way is told with what was typed.
 */
export async function saveRows(visit: Visit, seen: SeenRound, sent: Sent, only?: string): Promise<Saved> {
  const { ports, person, now } = visit;
  const { kind, school, agreement } = seen.round;
  const [detail, { policy }] = await Promise.all([
    roundInDetail(ports, person, seen),
    termsOf(ports.table, school, agreement),
  ]);
  const { extensionCriteria: criteria } = policy.progression;
  const on = copenhagen(now).date;
  const rows = rowsIn(sent);
  const left = new Map<string, LeftRow>();
  const ready: Ready[] = [];
  let known = 0;
  for (const line of detail.rows) {
    const { id } = line.youth;
    const row = rows.get(id);
    if (!row) continue;
    const { mark, values } = row;
    const changed = isChanged(mark, values);
    const leave = (problems: Problems): unknown => left.set(id, { values, problems });
    if (only === undefined ? !changed : only !== id) {
      if (changed) leave({});
      continue;
    }
    if (line.answered && isSame(shownValues(line), values)) {
      known += 1; // saved by an earlier click
      continue;
    }
    if (!isCurrent(mark, line.answered?.at)) {
      leave({ raekke: meanwhile(line, now) });
      continue;
    }
    const read = readRow(kind, values, { criteria, notYet: line.notYet, on });
    if ('problems' in read) leave(read.problems);
    else ready.push({ ...row, youth: id, answers: read.answers });
  }
  const failure = await sendRows(visit, seen, ready, left);
  const rowsSaved = known + ready.filter(({ youth }) => !left.has(youth)).length;
  return { rows: rowsSaved, left, ...(failure && { failure }) };
}

/** So many at a time as a round takes; those that could not be saved are left as they were typed. */
async function sendRows(
  visit: Visit,
  seen: SeenRound,
  ready: readonly Ready[],
  left: Map<string, LeftRow>,
): Promise<Problem | undefined> {
  const { ports, person } = visit;
  for (let from = 0; from < ready.length; from += MAX_ANSWERS) {
    const some = ready.slice(from, from + MAX_ANSWERS);
    // A row's mark holds when it was last saved: the same answer given again later is another request.
    const content = some.map(({ youth, mark, values }) => [youth, mark, values]);
    try {
      await answer(ports, person, seen, some, digest([person.id, seen.round.id, JSON.stringify(content)]));
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 403 || error.status === 404) throw error;
      const bad = refusedRows(some, error);
      for (const [youth, row] of bad) left.set(youth, row);
      const others = ready.slice(from).filter(({ youth }) => !bad.has(youth));
      if (bad.size > 0) return sendRows(visit, seen, others, left);
      for (const { youth, values } of others) left.set(youth, { values, problems: {} });
      return error;
    }
  }
  return undefined;
}

/** The rows a problem is about, with what must be mended in them. */
function refusedRows(rows: readonly Ready[], { fields }: Problem): ReadonlyMap<string, LeftRow> {
  return new Map(
    fields.flatMap(({ path }): [string, LeftRow][] => {
      const [, index, field = ''] = /^rows\[(\d+)\]\.answers\.(.*)$/.exec(path) ?? [];
      const row = rows[Number(index)];
      return row ? [[row.youth, { values: row.values, problems: problemOf(field, row.values) }]] : [];
    }),
  );
}

const problemOf = (field: string, values: Values): Problems =>
  Object.fromEntries([mended(field.split(/[.[\]]+/), values)]);

function meanwhile({ answered }: RoundLine, now: number): string {
  const when = answered ? momentText(Date.parse(answered.at), now) : '';
  return meanwhileText(answered?.by.name ?? '', when);
}

/** Closes the meeting, once per page that was read. Throws `Problem`: 409 where youths lack answers, with how many. */
export async function closeMeeting(
  { ports, person }: Visit,
  { round, task }: SeenRound,
  once = '',
): Promise<void> {
  const outcome = { outcome: round.kind === 'networkConference' ? 'done' : 'held' } as Outcome;
  const id = task?.id ?? '';
  await act(ports, person, id, 'completeTask', { outcome }, digest([person.id, id, 'completeTask', once]));
}
