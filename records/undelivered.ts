/**
 * Staff whose e-mail does not arrive: their tasks wait and nobody tells them. Kept until a mail arrives again.
 */
import { type StaffRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface Undelivered {
  readonly staff: StaffRef;
  /** When the last one failed. */
  readonly at: Instant;
  /** A code. */
  readonly why: string;
}

const ROWS = 'undelivered';

export async function noteUndelivered(table: Table, value: Undelivered): Promise<void> {
  await table.put({ pk: ROWS, sk: value.staff, value });
}

export async function noteDelivered(table: Table, staff: StaffRef): Promise<void> {
  await table.delete({ pk: ROWS, sk: staff });
}

/** Everybody whose last mail did not arrive. */
export async function undelivered(table: Table): Promise<Undelivered[]> {
  return (await table.list(ROWS)).map((row) => row.value as Undelivered);
}
