/** The local outbox keeps what would have been sent. */
import { localOutbox } from '../../adapters/localOutbox';
import { MemoryTable } from '../../records/memoryTable';
import { sentMessages } from '../../records/sentMessages';

it('keeps messages, newest first, also two of the same moment', async () => {
  const table = new MemoryTable();
  let now = 1_000;
  let n = 0;
  const outbox = localOutbox(
    table,
    () => now,
    () => `id${String((n += 1))}`,
  );
  await outbox.email({ recipient: 'kl-1', subject: 'Rød Tråd: 1 opgave', text: 'Hej' });
  await outbox.sms({ notice: 'n-1', phone: '+4531000001', senderId: 'RoedTraad', text: 'Husk' });
  now = 2_000;
  await outbox.sms({ notice: 'n-1', phone: '+4531000002', senderId: 'RoedTraad', text: 'Hej igen' });
  expect(await sentMessages(table, 10)).toEqual([
    { at: 2_000, channel: 'sms', to: '+4531000002', text: 'Hej igen' },
    { at: 1_000, channel: 'sms', to: '+4531000001', text: 'Husk' },
    { at: 1_000, channel: 'email', to: 'kl-1', subject: 'Rød Tråd: 1 opgave', text: 'Hej' },
  ]);
});
