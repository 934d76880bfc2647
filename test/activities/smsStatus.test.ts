/**
 * An SMS the network could not deliver: ledger, journal, and a call instead – once.
 */
import { NotConcludedError, smsNotDelivered } from '../../activities/smsStatus';
import { timeline } from '../../records/journal';
import { getNotice, type Notice, planNotice } from '../../records/notices';
import { MemoryTable } from '../../records/memoryTable';
import { noteSmsId } from '../../records/smsIds';

const NOW = Date.UTC(2026, 10, 23, 9);

async function sent(change: Partial<Notice> = {}): Promise<{
  table: MemoryTable;
  calls: unknown[][];
  tell: (messageId?: string) => Promise<string>;
}> {
  const table = new MemoryTable();
  const notice: Notice = {
    id: 'n-1',
    kind: 'meeting.reminder',
    recipient: { youth: 'y1' },
    task: 'absenceCase.y1.1.2',
    youth: 'y1',
    rule: 'R04',
    planned: NOW - 3_600_000,
    state: 'sent',
    attempts: 1,
    ...change,
  };
  await planNotice(table, notice);
  await noteSmsId(table, 'sns-1', notice.id);
  const calls: unknown[][] = [];
  const engine = {
    wakeDispatch: () => Promise.resolve(),
    wishForPlace: () => Promise.resolve(),
    gone: () => Promise.resolve([]),
    messageFailed: (...args: unknown[]) => {
      calls.push(args);
      return Promise.resolve();
    },
  };
  return {
    table,
    calls,
    tell: (messageId = 'sns-1') => smsNotDelivered({ table, now: () => NOW, engine }, messageId),
  };
}

test('the ledger says failed, the journal why, and the journey is told', async () => {
  const { table, calls, tell } = await sent();
  expect(await tell()).toBe('told');
  expect(await getNotice(table, 'n-1')).toMatchObject({ state: 'failed', why: 'undelivered', doneAt: NOW });
  expect(calls).toEqual([['y1', { task: 'absenceCase.y1.1.2', why: 'failed' }]]);
  expect(await timeline(table, { youth: 'y1' })).toMatchObject([
    { event: 'message.failed', role: 'youth', reason: { why: 'undelivered', channel: 'sms' } },
  ]);
});

test('told again, it journals nothing new', async () => {
  const { table, tell } = await sent();
  await tell();
  await tell();
  expect(await timeline(table, { youth: 'y1' })).toHaveLength(1);
});

test("a guardian's message is journalled; nobody is called for it", async () => {
  const { table, calls, tell } = await sent({ recipient: { guardianOf: 'y1', n: 0 } });
  await tell();
  expect(calls).toEqual([]);
  expect(await timeline(table, { youth: 'y1' })).toMatchObject([{ role: 'guardian' }]);
});

test('an SMS that is not ours, and one that failed otherwise, change nothing', async () => {
  const { calls, tell } = await sent({ state: 'failed', why: 'noPhone' });
  expect([await tell('other'), await tell()]).toEqual(['unknown', 'told']);
  expect(calls).toEqual([]);
});

test('one whose sending is not concluded is asked for again', async () => {
  const { tell } = await sent({ state: 'claimed' });
  await expect(tell()).rejects.toBeInstanceOf(NotConcludedError);
});
