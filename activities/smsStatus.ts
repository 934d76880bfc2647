/**
 * The network says, up to three days later, that an SMS did not arrive: the ledger and the journal learn of it, and a
 * youth is called instead. Carried out again it changes nothing.
 */
import { append } from '../records/journal';
import { getNotice, moveNotice, type Notice } from '../records/notices';
import { noticeOfSms } from '../records/smsIds';
import { type Ports } from './context';

const UNDELIVERED = 'undelivered';

/** The sender has not written down yet that it sent; asking again in a minute helps. */
export class NotConcludedError extends Error {}

/** What came of it: `unknown` for an SMS that is not ours. Rejects with {@link NotConcludedError}. */
export async function smsNotDelivered(
  ports: Pick<Ports, 'table' | 'engine' | 'now'>,
  messageId: string,
): Promise<'told' | 'unknown'> {
  const id = await noticeOfSms(ports.table, messageId);
  const notice = id === undefined ? undefined : await getNotice(ports.table, id);
  if (!notice) return 'unknown';
  if (notice.state === 'claimed' || notice.state === 'pending') throw new NotConcludedError(notice.state);
  const failed =
    notice.state === 'sent'
      ? await moveNotice(ports.table, notice, { state: 'failed', why: UNDELIVERED, doneAt: ports.now() })
      : notice;
  if (failed?.state === 'failed' && failed.why === UNDELIVERED) await tell(ports, failed);
  return 'told';
}

async function tell({ table, engine }: Pick<Ports, 'table' | 'engine'>, notice: Notice): Promise<void> {
  const { id, youth, recipient, task, kind, doneAt = notice.planned } = notice;
  if (youth === undefined) return;
  await append(table, [
    {
      writer: 'dispatch',
      key: `${id}/${UNDELIVERED}`,
      entry: {
        at: doneAt,
        event: 'message.failed',
        rule: 'R40',
        youth,
        task,
        role: 'youth' in recipient ? 'youth' : 'guardian',
        reason: { about: kind, channel: 'sms', why: UNDELIVERED },
      },
    },
  ]);
  if ('youth' in recipient) await engine.messageFailed(youth, { task, why: 'failed' });
}
