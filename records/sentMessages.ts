/**
 * The local outbox: what would have been sent, kept on this machine only.
 */
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface SentMessage {
  readonly at: Instant;
  readonly channel: 'email' | 'sms' | 'post';
  /** Staff reference, phone number, or the youth's reference. */
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

export async function keepSent(table: Table, message: SentMessage, id: string): Promise<void> {
  await table.put({ pk: 'sentMessages', sk: `${new Date(message.at).toISOString()}/${id}`, value: message });
}

/** Newest first. */
export async function sentMessages(table: Table, limit: number): Promise<SentMessage[]> {
  const rows = await table.list('sentMessages', { reverse: true, limit });
  return rows.map((row) => row.value as SentMessage);
}
