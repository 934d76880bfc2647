/** The morning's message: one a day, to whoever is here, and never lost without a word. */
import { NotSentError } from '../../contract/ports/notifier';
import { timeline } from '../../records/journal';
import { getStaff, putStaff } from '../../records/people';
import { digestOn } from '../../records/personalWord';
import { putSubstitution } from '../../records/substitutes';
import { undelivered } from '../../records/undelivered';
import { currentTerms } from '../../records/agreements';
import { isoCopenhagen } from '../../rules/clock';
import { at } from '../support/municipality';
import { Mailroom } from './mailroom';

let room: Mailroom;
beforeEach(async () => {
  room = await Mailroom.open();
  await room.staff('mette');
  await room.staff('per');
  await room.youth();
});

const away = (from: string, to: string): Promise<void> =>
  putSubstitution(room.table, { id: 'a', of: 'mette', by: 'per', from, to, setBy: 'mette', at: 0 });

/** A reminder of a task, on the morning's own minute of whoever has it. */
async function reminder(n: number, staff: string, date: string): Promise<string> {
  const morning = digestOn(staff, date, await currentTerms(room.table, undefined));
  const [day, time] = isoCopenhagen(morning).split('T');
  return room.plan(
    'task.reminded',
    { staff },
    await room.task(n, staff),
    `${day ?? ''} ${(time ?? '').slice(0, 5)}`,
  );
}

describe('a substitute', () => {
  test.each([
    ['2026-11-23', 'mette'],
    ['2026-11-24', 'per'],
    ['2026-11-26', 'per'],
    ['2026-11-27', 'mette'],
  ])('away 24–26 November: on %s the message goes to %s', async (date, to) => {
    await away('2026-11-24', '2026-11-26');
    await reminder(1, 'mette', date);
    await room.run(`${date} 07:00`, `${date} 12:00`);
    expect(room.sent.map((sent) => sent.to)).toEqual([to]);
  });

  test('gets one message for both, with the absent colleague’s counted by themselves', async () => {
    await away('2026-11-24', '2026-11-24');
    await reminder(1, 'mette', '2026-11-24');
    await reminder(2, 'per', '2026-11-24');
    await room.run('2026-11-24 07:00', '2026-11-24 12:00');
    expect(room.sent).toHaveLength(1);
    expect(room.sent[0]?.text).toContain('1 opgave har frist en anden dag.');
    expect(room.sent[0]?.text).toContain('1 opgave tager du på vegne af en anden.');
  });

  test('the journal says who got it, and on whose behalf', async () => {
    await away('2026-11-24', '2026-11-24');
    await reminder(1, 'mette', '2026-11-24');
    await room.run('2026-11-24 07:00', '2026-11-24 12:00');
    const entries = await timeline(room.table, { youth: 'y1' });
    expect(entries).toMatchObject([
      { event: 'message.sent', assignee: 'per', reason: { onBehalfOf: 'mette' } },
    ]);
  });
});

test('what was for somebody who has left is not sent: it stands in the leader’s task', async () => {
  const id = await reminder(1, 'mette', '2026-11-24');
  const mette = await getStaff(room.table, 'mette');
  if (mette) await putStaff(room.table, { ...mette, lastDay: '2026-11-23', left: true });
  await room.run('2026-11-24 07:00', '2026-11-24 12:00');
  expect(await room.state(id)).toBe('suppressed staffLeft');
  expect(room.sent).toEqual([]);
});

test('four a day; a fifth waits for the next working day’s morning', async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    await room.plan(
      'task.opened',
      { staff: 'mette' },
      await room.task(n, 'mette'),
      `2026-11-27 1${String(n)}:00`,
    );
  }
  await room.run('2026-11-27 11:00', '2026-11-29 23:00');
  expect(room.sent).toHaveLength(4);
  await room.run('2026-11-30 08:00', '2026-11-30 09:00');
  expect(room.sent).toHaveLength(5);
});

test('after an outage a person gets one message about everything', async () => {
  for (const n of [1, 2, 3]) {
    await room.plan(
      'task.opened',
      { staff: 'mette' },
      await room.task(n, 'mette'),
      `2026-11-2${String(n + 2)} 08:05`,
    );
  }
  await room.run('2026-11-26 10:15', '2026-11-26 23:00');
  expect(room.sent).toHaveLength(1);
  expect(room.sent[0]?.text).toContain('3 opgaver har frist en anden dag.');
});

describe('mail that does not arrive', () => {
  test('stands with the administrators until one does', async () => {
    room.mailFails = new NotSentError('rejected', false);
    await room.plan('task.opened', { staff: 'mette' }, await room.task(1, 'mette'), '2026-11-24 08:05');
    await room.run('2026-11-24 08:05', '2026-11-24 09:00');
    expect(await undelivered(room.table)).toEqual([
      { staff: 'mette', at: at('2026-11-24 08:05'), why: 'rejected' },
    ]);
    room.mailFails = undefined;
    await room.plan('task.opened', { staff: 'mette' }, await room.task(2, 'mette'), '2026-11-25 08:05');
    await room.run('2026-11-25 08:05', '2026-11-25 09:00');
    expect(await undelivered(room.table)).toEqual([]);
  });

  test('so does somebody without an address', async () => {
    await putStaff(room.table, { id: 'mette', name: 'Mette Holm', role: 'coordinator' });
    await room.plan('task.opened', { staff: 'mette' }, await room.task(1, 'mette'), '2026-11-24 08:05');
    await room.run('2026-11-24 08:05', '2026-11-24 09:00');
    expect(await undelivered(room.table)).toMatchObject([{ staff: 'mette', why: 'noAddress' }]);
  });
});
