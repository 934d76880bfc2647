/**
 * What was asked for at the edge, once per request: a repetition gets the moment of the first, and does not undo what
 * others have done since.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

interface EdgeRequest {
  /** When it came first. */
  readonly at: Instant;
  readonly done: boolean;
}

const key = (youth: YouthRef, request: string): { pk: string; sk: string } => ({
  pk: `youth/${youth}`,
  sk: `request/${request}`,
});

/** Notes that a request came; answers when it came first and whether it was carried out. */
export async function beginRequest(
  table: Table,
  youth: YouthRef,
  request: string,
  now: Instant,
): Promise<EdgeRequest> {
  const first: EdgeRequest = { at: now, done: false };
  if (await table.put({ ...key(youth, request), value: first }, 'absent')) return first;
  return ((await table.get(key(youth, request)))?.value as EdgeRequest | undefined) ?? first;
}

/** Notes that a request was carried out. */
export async function endRequest(table: Table, youth: YouthRef, request: string, at: Instant): Promise<void> {
  await table.put({ ...key(youth, request), value: { at, done: true } satisfies EdgeRequest });
}
