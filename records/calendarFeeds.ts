/**
 * The secret address a member of staff subscribes their calendar to: one per person, replaced or ended at will.
 */
import { type StaffRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface CalendarFeed {
  /** Stands in the address; unguessable. */
  readonly token: string;
  readonly since: Instant;
}

const keyOf = (staff: StaffRef) => ({ pk: `calendarFeed/${staff}`, sk: 'feed' });
const keyOfToken = (token: string) => ({ pk: 'calendarFeeds', sk: token });

export async function feedOf(table: Table, staff: StaffRef): Promise<CalendarFeed | undefined> {
  return (await table.get(keyOf(staff)))?.value as CalendarFeed | undefined;
}

/** Whose feed this is; undefined for a token that is unknown or was replaced. */
export async function ownerOfFeed(table: Table, token: string): Promise<StaffRef | undefined> {
  const staff = (await table.get(keyOfToken(token)))?.staff as StaffRef | undefined;
  // What a person's own row says counts: of two replacements at once only the last is worth anything.
  return staff !== undefined && (await feedOf(table, staff))?.token === token ? staff : undefined;
}

/** Replaces the person's feed. */
export async function putFeed(table: Table, staff: StaffRef, feed: CalendarFeed): Promise<void> {
  const former = await feedOf(table, staff);
  await table.put({ ...keyOfToken(feed.token), staff });
  await table.put({ ...keyOf(staff), value: feed });
  if (former) await table.delete(keyOfToken(former.token));
}

export async function endFeed(table: Table, staff: StaffRef): Promise<void> {
  const former = await feedOf(table, staff);
  await table.delete(keyOf(staff));
  if (former) await table.delete(keyOfToken(former.token));
}
