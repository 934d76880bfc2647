/** The contact in the morning that was agreed on (R41): outages, calls, whom it may go to, and its chain of mornings. */
import { defaultPolicy } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { putSchool, type Youth } from '../../records/people';
import { agreeOnWakeUp, planMorning } from '../../records/wakeUps';
import { at } from '../support/municipality';
import { Mailroom } from './mailroom';

let room: Mailroom;
beforeEach(async () => {
  room = await Mailroom.open();
  await room.staff('mette');
  await addAgreement(room.table, 'FGU-NORD', defaultPolicy());
  await putSchool(room.table, { id: 'FGU-NORD', kind: 'fgu', closed: [], calendar: 1 });
});

const SCHOOL = { school: 'FGU-NORD' };

/** On Monday afternoon 23 November Mette and the youth agree on 6.15 until Friday. */
async function agreed(more: Partial<Youth> = {}): Promise<void> {
  await room.youth({ ...SCHOOL, ...more });
  const wish = { time: '06:15', until: '2026-11-27', by: 'mette' };
  const agreement = await agreeOnWakeUp(room.table, 'y1', wish);
  const moment = { after: at('2026-11-23 14:00'), closed: [], policy: defaultPolicy() };
  await planMorning(room.table, 'y1', agreement, moment);
}
const morning = (day: string): Promise<string> => room.state(`wakeUp/y1/1/${day}/sms/youth:y1`);

test('it greets, tells nothing, and plans the next morning, until the last', async () => {
  await agreed();
  await room.run('2026-11-23 14:00', '2026-12-31 12:00');
  expect(room.sent).toEqual(
    Array.from({ length: 4 }, () => ({
      to: '+4531000001',
      text: 'Godmorgen Ali. Nu er det tid til at stå op. Hav en god dag! Hilsen mette',
    })),
  );
});

test('half an hour late it still wakes; a minute later the morning is dropped, and the next one goes', async () => {
  await agreed();
  await room.run('2026-11-24 06:44', '2026-11-24 12:00');
  expect(await morning('2026-11-24')).toBe('sent');
  await room.run('2026-11-25 06:45', '2026-11-26 12:00');
  expect([await morning('2026-11-25'), await morning('2026-11-26')]).toEqual(['suppressed over', 'sent']);
  expect(room.sent).toHaveLength(2);
});

test('mornings missed in a long outage are not made up for', async () => {
  await agreed();
  await room.run('2026-11-26 20:00', '2026-12-31 12:00');
  expect([await morning('2026-11-24'), await morning('2026-11-27')]).toEqual(['suppressed over', 'sent']);
  expect(room.sent).toHaveLength(1);
});

test('without a number it becomes a call', async () => {
  await room.youth({ ...SCHOOL });
  await agreed({ mobile: undefined } as unknown as Partial<Youth>);
  await room.run('2026-11-23 14:00', '2026-11-24 12:00');
  expect(room.calls).toEqual([{ task: 'wakeUp/y1/1', why: 'failed' }]);
});

test.each([
  [
    'a youth of primary school is not ours to write to (R52)',
    { status: 'primarySchool', born: '2011-01-01' },
    'suppressed notTheirs',
  ],
  ['who has left the school that day', { exited: '2026-11-24' }, 'suppressed ended'],
  ['who leaves it the day after', { exited: '2026-11-25' }, 'sent'],
] as const)('%s', async (_, more, state) => {
  await agreed(more);
  await room.run('2026-11-23 14:00', '2026-11-24 12:00');
  expect(await morning('2026-11-24')).toBe(state);
});
