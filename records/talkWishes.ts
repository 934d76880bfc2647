/**
 * R53: a youth's own wish to talk, before the journey has made a task of it. One row per youth: wishes are counted, and
 * the journey remembers up to which it has taken them in.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface TalkWish {
  /** Grows by one with each wish. */
  readonly n: number;
  readonly at: Instant;
}

const key = (youth: YouthRef): { pk: string; sk: string } => ({ pk: `youth/${youth}`, sk: 'talkWish' });

/** The newest wish; undefined where there has been none. */
export async function talkWish(table: Table, youth: YouthRef): Promise<TalkWish | undefined> {
  return (await table.get(key(youth)))?.value as TalkWish | undefined;
}

/** Notes a wish; of two at once one is kept, which is enough. */
export async function wishForTalk(table: Table, youth: YouthRef, at: Instant): Promise<void> {
  const before = await talkWish(table, youth);
  const value: TalkWish = { n: (before?.n ?? 0) + 1, at };
  await table.put({ ...key(youth), n: value.n, value }, { field: 'n', below: value.n });
}
