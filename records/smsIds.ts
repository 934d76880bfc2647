/**
 * Under which id an SMS was sent, so that what the network says of it can be led back to its notice.
 */
import { type Table } from '../contract/ports/table';

const key = (messageId: string): { pk: string; sk: string } => ({ pk: `sms/${messageId}`, sk: 'notice' });

export async function noteSmsId(table: Table, messageId: string, notice: string): Promise<void> {
  await table.put({ ...key(messageId), notice });
}

/** The notice an SMS came from; undefined for one that is not ours. */
export async function noticeOfSms(table: Table, messageId: string): Promise<string | undefined> {
  const row = await table.get(key(messageId));
  return row === undefined ? undefined : String(row.notice);
}
