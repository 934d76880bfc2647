/**
 * The local outbox: nothing leaves this machine; a page shows what would have been sent.
 */
import { type Notifier } from '../contract/ports/notifier';
import { type Table } from '../contract/ports/table';
import { keepSent, type SentMessage } from '../records/sentMessages';
import { type Instant } from '../rules/clock';

/** @param newId makes ids that are never the same twice. */
export function localOutbox(table: Table, now: () => Instant, newId: () => string): Notifier {
  const keep = (message: Omit<SentMessage, 'at'>): Promise<void> =>
    keepSent(table, { at: now(), ...message }, newId());
  return {
    email: ({ recipient, subject, text }) => keep({ channel: 'email', to: recipient, subject, text }),
    sms: ({ phone, text }) => keep({ channel: 'sms', to: phone, text }),
  };
}
