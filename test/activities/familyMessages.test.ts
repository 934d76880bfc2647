/** What youths and guardians get, and when: hours, cap, outages, and what becomes a call. */
import { at } from '../support/municipality';
import { Mailroom } from './mailroom';

const YOUTH = { youth: 'y1' };
const GUARDIAN = { guardianOf: 'y1', n: 0 };
const MEETING = at('2026-11-27 12:00');

let room: Mailroom;
beforeEach(async () => {
  room = await Mailroom.open();
  await room.staff('mette');
  await room.youth();
});

const meeting = (n: number, when = MEETING): Promise<string> => room.task(n, 'mette', { meeting: when });

describe('after an outage', () => {
  test('what was due at night keeps its age: 24 hours are still fresh, a minute more is not', async () => {
    const task = await room.task(1, 'mette');
    const fresh = await room.plan('round.told', YOUTH, task, '2026-11-23 10:00');
    await room.run('2026-11-23 22:00', '2026-11-24 12:00');
    expect(await room.state(fresh)).toBe('sent');

    const old = await room.plan('round.told', YOUTH, await room.task(2, 'mette'), '2026-11-25 09:59');
    await room.run('2026-11-25 22:00', '2026-11-27 12:00');
    expect(await room.state(old)).toBe('suppressed stale');
    expect(room.sent).toHaveLength(1);
  });

  test('an invitation, an agenda and a reminder of one meeting are one message, the invitation', async () => {
    const task = await meeting(1);
    const ids = [
      await room.plan('meeting.invited', YOUTH, task, '2026-11-19 10:00', MEETING),
      await room.plan('meeting.agenda', YOUTH, task, '2026-11-20 10:00', MEETING),
      await room.plan('meeting.reminder', YOUTH, task, '2026-11-26 15:00', MEETING),
    ];
    await room.run('2026-11-26 15:30', '2026-11-27 18:00');
    expect(room.sent.map(({ text }) => text)).toEqual([
      'Hej Ali. Vil du mødes i morgen kl. 12.00? Passer det ikke, så ring bare. Så finder vi en ny tid. Hilsen mette',
    ]);
    expect(await Promise.all(ids.map((id) => room.state(id)))).toEqual([
      'sent',
      'suppressed merged',
      'suppressed merged',
    ]);
  });

  test('two meetings are one message with both times; what was about a meeting that is over is not sent', async () => {
    const [one, two, over] = [
      await meeting(1),
      await meeting(2, at('2026-11-30 13:00')),
      await meeting(3, at('2026-11-24 12:00')),
    ];
    await room.plan('meeting.reminder', YOUTH, one, '2026-11-26 15:00', MEETING);
    await room.plan('meeting.invited', YOUTH, two, '2026-11-23 10:00', at('2026-11-30 13:00'));
    const late = await room.plan('meeting.reminder', YOUTH, over, '2026-11-23 15:00', at('2026-11-24 12:00'));
    await room.run('2026-11-26 16:00', '2026-11-28 18:00');
    expect(room.sent.map(({ text }) => text)).toEqual([
      'Hej Ali. Vi ses i morgen kl. 12.00 og mandag den 30. november kl. 13.00. Kan du ikke, så ring bare. Hilsen mette',
    ]);
    expect(await room.state(late)).toBe('suppressed over');
  });

  test('one message that day; without an outage both go', async () => {
    const plan = async (n: number): Promise<void> => {
      await room.plan('round.told', YOUTH, await room.task(n, 'mette'), '2026-11-26 10:00');
      await room.plan('meeting.reminder', YOUTH, await meeting(n + 1), '2026-11-26 10:00', MEETING);
    };
    await plan(1);
    await room.run('2026-11-26 12:00', '2026-11-26 23:00');
    expect(room.sent).toHaveLength(1);

    room = await Mailroom.open();
    await room.staff('mette');
    await room.youth();
    await plan(3);
    await room.run('2026-11-26 10:00', '2026-11-26 23:00');
    expect(room.sent).toHaveLength(2);
  });
});

describe('never two messages for one task on one day', () => {
  test('a new time after a no-show, asked for at once, is told instead of "you were missed"', async () => {
    const task = await meeting(1);
    const missed = await room.plan('meeting.missed', YOUTH, task, '2026-11-24 13:00', MEETING);
    await room.plan('meeting.invited', YOUTH, task, '2026-11-24 13:00', MEETING);
    await room.run('2026-11-24 13:00', '2026-11-25 23:00');
    expect(room.sent.map(({ text }) => text.slice(9, 22))).toEqual(['Vil du mødes ']);
    expect(await room.state(missed)).toBe('suppressed merged');
  });

  test('asked for later that day, the invitation waits until the next', async () => {
    const task = await meeting(1);
    await room.plan('meeting.missed', YOUTH, task, '2026-11-24 13:00', MEETING);
    await room.run('2026-11-24 13:00', '2026-11-24 13:30');
    const invited = await room.plan('meeting.invited', YOUTH, task, '2026-11-24 14:00', MEETING);
    await room.run('2026-11-24 14:00', '2026-11-24 23:00');
    expect(room.sent).toHaveLength(1);
    await room.run('2026-11-25 10:00', '2026-11-25 23:00');
    expect(room.sent).toHaveLength(2);
    expect(await room.state(invited)).toBe('sent');
  });

  test('where tomorrow is too late, somebody calls', async () => {
    const early = at('2026-11-25 09:30');
    const task = await meeting(1, early);
    await room.plan('meeting.missed', YOUTH, task, '2026-11-24 13:00', at('2026-11-25 16:00'));
    await room.run('2026-11-24 13:00', '2026-11-24 13:30');
    const invited = await room.plan('meeting.invited', YOUTH, task, '2026-11-24 14:00', early);
    await room.run('2026-11-24 14:00', '2026-11-25 23:00');
    expect(await room.state(invited)).toBe('failed alreadyToday');
    expect(room.calls).toEqual([{ task, why: 'failed' }]);
  });
});

describe('hours and cap', () => {
  test.each([
    ['2026-11-24 09:59', '2026-11-24 10:00'],
    ['2026-11-24 10:00', '2026-11-24 10:00'],
    ['2026-11-24 17:59', '2026-11-24 17:59'],
    ['2026-11-24 18:00', '2026-11-25 10:00'],
  ])('due %s, sent %s', async (due, sent) => {
    await room.plan('meeting.reminder', YOUTH, await meeting(1), due, MEETING);
    await room.run(due, sent);
    expect(room.sent).toHaveLength(1);
    expect(room.now).toBe(at(sent));
  });

  test('two a day; the third goes the next morning', async () => {
    for (const n of [1, 2, 3]) {
      await room.plan('round.told', YOUTH, await room.task(n, 'mette'), `2026-11-24 1${String(n)}:00`);
    }
    await room.run('2026-11-24 11:00', '2026-11-24 23:00');
    expect(room.sent).toHaveLength(2);
    await room.run('2026-11-25 09:59', '2026-11-25 09:59');
    expect(room.sent).toHaveLength(2);
    await room.run('2026-11-25 10:00', '2026-11-25 10:00');
    expect(room.sent).toHaveLength(3);
  });
});

describe('nobody to write to becomes a call', () => {
  const pupil = { status: 'primarySchool', born: '2012-01-01' } as const;
  const invite = async (...guardians: (typeof GUARDIAN)[]): Promise<string[]> => {
    const task = await meeting(1);
    return Promise.all(
      [YOUTH, ...guardians].map((who) =>
        room.plan('meeting.invited', who, task, '2026-11-24 10:00', MEETING),
      ),
    );
  };

  test('a pupil without a registered guardian', async () => {
    await room.youth(pupil);
    const [id = ''] = await invite();
    await room.run('2026-11-24 10:00', '2026-11-24 12:00');
    expect(await room.state(id)).toBe('failed nobody');
    expect(room.calls).toHaveLength(1);
  });

  test('a pupil whose guardian has a number: the guardian is written to, and nobody calls', async () => {
    await room.youth({ ...pupil, guardians: [{ name: 'Vera Noor', mobile: '+4541000001' }] });
    const [id = ''] = await invite(GUARDIAN);
    await room.run('2026-11-24 10:00', '2026-11-24 12:00');
    expect(await room.state(id)).toBe('suppressed notTheirs');
    expect(room.sent.map(({ to }) => to)).toEqual(['+4541000001']);
    expect(room.calls).toEqual([]);
  });

  test('a message that is no longer true becomes no call', async () => {
    await room.youth(pupil);
    const task = await room.task(1, 'mette', { meeting: MEETING, status: 'completed' });
    const id = await room.plan('meeting.invited', YOUTH, task, '2026-11-24 10:00', MEETING);
    await room.run('2026-11-24 10:00', '2026-11-24 12:00');
    expect(await room.state(id)).toBe('suppressed notTheirs');
    expect(room.calls).toEqual([]);
  });
});
