/**
 * Words and reads: what people wrote (never in a workflow), and who looked at a youth (L10).
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

/** Something a person wrote to a task. */
export interface Words {
  readonly ref: string;
  readonly by: StaffRef;
  readonly at: Instant;
  readonly text: string;
}

/** Keeps words under a reference, before the workflow hears of it. */
export async function putWords(table: Table, task: string, words: Words): Promise<void> {
  await table.put({ pk: `task/${task}`, sk: `words/${words.ref}`, value: words });
}

/** The words written to a task, in order of time. */
export async function wordsOf(table: Table, task: string): Promise<Words[]> {
  const rows = await table.list(`task/${task}`, { prefix: 'words/' });
  return rows.map((row) => row.value as Words).sort((a, b) => a.at - b.at);
}

/** A look at, search for, change or export of a youth's data. */
export interface Access {
  readonly at: Instant;
  /** Staff reference, `school:FGU-NORD` for a school's data feed, or whoever read their own page: `y7k2m`, `guardian:y7k2m:0`. */
  readonly by: string;
  readonly what: 'read' | 'search' | 'change' | 'export';
  /** Which page or call. */
  readonly where: string;
}

/** Logs an access (L10); `id` keeps two at the same millisecond apart. */
export async function logAccess(
  table: Table,
  youths: readonly YouthRef[],
  access: Access,
  id: string,
): Promise<void> {
  const sk = `${new Date(access.at).toISOString()}/${id}`;
  await table.putMany(youths.map((youth) => ({ pk: `access/${youth}`, sk, value: access })));
}

/** Who looked at a youth, newest first. */
export async function accessesOf(table: Table, youth: YouthRef, limit: number): Promise<Access[]> {
  return (await table.list(`access/${youth}`, { reverse: true, limit })).map((row) => row.value as Access);
}
