/**
 * Rounds: whom each is about, and what was answered about them. The words of an extension's goal (R14) stand here
 * too; workflows and the journal have their reference only.
 */
import { type SchoolRef, type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Answers, type RoundKind, type RoundMember } from '../contract/messages/rounds';
import { type Row, type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { type AgendaItem } from './networkAgenda';

export interface RoundRow {
  /** Its workflow's. */
  readonly id: string;
  readonly kind: RoundKind;
  /** R13: the school it is about; the others are the municipality's. */
  readonly school?: SchoolRef;
  readonly agreement: number;
  readonly meetingOn: IsoDate;
  readonly members: readonly RoundMember[];
  /** R21: what the conference is to deal with. */
  readonly agenda?: readonly AgendaItem[];
}

const ROUNDS = 'rounds';
const partition = (id: string): string => `round/${id}`;

/** Writes down a round, once; answers the one that is there. */
export async function openedOnce(table: Table, round: RoundRow): Promise<RoundRow> {
  const at = { pk: ROUNDS, sk: round.id };
  if (await table.put({ ...at, value: round }, 'absent')) return round;
  return (await getRound(table, round.id)) ?? round;
}

export async function getRound(table: Table, id: string): Promise<RoundRow | undefined> {
  return (await table.get({ pk: ROUNDS, sk: id }))?.value as RoundRow | undefined;
}

/** All rounds there are and have been, the latest meeting first. */
export async function allRounds(table: Table): Promise<RoundRow[]> {
  const rounds = (await table.list(ROUNDS)).map((row) => row.value as RoundRow);
  return rounds.sort((a, b) =>
    a.meetingOn === b.meetingOn ? (a.id < b.id ? -1 : 1) : a.meetingOn > b.meetingOn ? -1 : 1,
  );
}

/** Notes which task the round's meeting is. */
export async function noteMeeting(table: Table, id: string, task: string): Promise<void> {
  await table.put({ pk: partition(id), sk: 'meeting', task });
}

/** The task of the round's meeting; undefined before it is open. */
export async function meetingTaskOf(table: Table, id: string): Promise<string | undefined> {
  return (await table.get({ pk: partition(id), sk: 'meeting' }))?.task as string | undefined;
}

/** What was answered about a youth, by whom and when. */
export interface AnsweredRow {
  readonly youth: YouthRef;
  readonly answers: Answers;
  readonly by: StaffRef;
  readonly at: Instant;
}

const answersKey = (id: string, youth: YouthRef): { pk: string; sk: string } => ({
  pk: partition(id),
  sk: `answers/${youth}`,
});

/** Writes answers row by row; one that a later effect of the round has written already is left alone. */
export async function saveAnswers(
  table: Table,
  id: string,
  seq: number,
  rows: readonly AnsweredRow[],
): Promise<void> {
  const unlessNewer = { field: 'seq', below: seq + 1 };
  await Promise.all(
    rows.map((row) => table.put({ ...answersKey(id, row.youth), seq, value: row }, unlessNewer)),
  );
}

/** Everything answered in a round so far, by youth. */
export async function answersOf(table: Table, id: string): Promise<ReadonlyMap<YouthRef, AnsweredRow>> {
  return byYouth(await table.list(partition(id), { prefix: 'answers/' }));
}

/** What was answered about these youths of a round. */
export async function answersAbout(
  table: Table,
  id: string,
  youths: readonly YouthRef[],
): Promise<ReadonlyMap<YouthRef, AnsweredRow>> {
  return byYouth(await table.getMany(youths.map((youth) => answersKey(id, youth))));
}

function byYouth(rows: readonly Row[]): ReadonlyMap<YouthRef, AnsweredRow> {
  return new Map(rows.map(({ value }) => value as AnsweredRow).map((row) => [row.youth, row]));
}

/** The answers of the last round of a kind that was held about a youth. */
export interface LastAnswers extends AnsweredRow {
  readonly round: string;
  readonly meetingOn: IsoDate;
}

const lastKey = (kind: RoundKind, youth: YouthRef): { pk: string; sk: string } => ({
  pk: `youth/${youth}`,
  sk: `lastRound/${kind}`,
});

/** Keeps what a round that was held said of a youth, for the next; a later meeting's answers are left alone. */
export async function keepAnswers(table: Table, kind: RoundKind, last: LastAnswers): Promise<void> {
  const held = Number(last.meetingOn.replaceAll('-', ''));
  await table.put({ ...lastKey(kind, last.youth), held, value: last }, { field: 'held', below: held + 1 });
}

/** What was said of these youths the last time, by youth. */
export async function lastAnswers(
  table: Table,
  kind: RoundKind,
  youths: readonly YouthRef[],
): Promise<ReadonlyMap<YouthRef, LastAnswers>> {
  const rows = await table.getMany(youths.map((youth) => lastKey(kind, youth)));
  return byYouth(rows) as ReadonlyMap<YouthRef, LastAnswers>;
}

/** The words of a goal (R14). */
export interface GoalWords {
  readonly ref: string;
  readonly by: StaffRef;
  readonly at: Instant;
  readonly text: string;
}

/** Keeps the words of a goal under a reference, before the round hears of it. */
export async function putGoal(table: Table, id: string, words: GoalWords): Promise<void> {
  await table.put({ pk: partition(id), sk: `goal/${words.ref}`, value: words });
}

/** The texts of a round's goals, by reference. */
export async function goalsOf(table: Table, id: string): Promise<ReadonlyMap<string, string>> {
  const rows = await table.list(partition(id), { prefix: 'goal/' });
  return new Map(rows.map((row) => row.value as GoalWords).map(({ ref, text }) => [ref, text]));
}
