import { confirmedDays } from '../../records/absences';
import { noteCase, noteReceived } from '../../records/receipts';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { call, NORD, NOW, SYD, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world({ closed: ['2026-10-12/2026-10-16', '2026-11-13'] });
});

const complete = (date: string, as = `feed-${NORD}`) =>
  call(w, 'POST', `/api/v1/schools/${NORD}/days/${date}/complete`, { as });

describe('confirming a school day (R55)', () => {
  test('is written and told, and a repetition changes nothing', async () => {
    expect((await complete('2026-11-19')).body).toEqual({
      school: NORD,
      date: '2026-11-19',
      status: 'confirmed',
    });
    expect((await complete('19-11-2026')).body).toMatchObject({
      date: '2026-11-19',
      status: 'alreadyConfirmed',
    });
    expect(await confirmedDays(w.table, NORD, '2026-01-01')).toEqual(['2026-11-19']);
    expect(w.engine.calls('dayConfirmed')).toEqual([[NORD], [NORD]]);
  });

  test('holds though the engine is down', async () => {
    w.engine.failure = new TypeError('away');
    expect((await complete('2026-11-20')).status).toBe(200);
    expect(await confirmedDays(w.table, NORD, '2026-01-01')).toEqual(['2026-11-20']);
    expect(w.logged).toContainEqual({ event: 'dayConfirmed.undelivered', school: NORD, code: 'TypeError' });
  });

  test.each([
    ['2026-09-31', 'invalid-date', '"2026-09-31" er ikke en dato, der findes'],
    ['i-dag', 'invalid-date', 'er ikke en dato'],
    ['2026-11-21', 'future-date', '21. november 2026 er ikke kommet endnu'],
    ['2026-11-15', 'closed-day', 'er en søndag'],
    ['2026-05-25', 'closed-day', '25. maj 2026 er 2. pinsedag'],
    ['2026-10-14', 'closed-day', 'skolen har lukket fra 12. oktober til 16. oktober 2026'],
    ['2026-11-13', 'closed-day', '13. november 2026: skolen har lukket den dag'],
  ])('%s: %s', async (date, code, message) => {
    const { status, body } = await complete(date);
    expect([status, body.code]).toEqual([422, code]);
    expect(body.detail).toContain(message);
    expect(await confirmedDays(w.table, NORD, '2026-01-01')).toEqual([]);
  });

  test('is the school’s own', async () => {
    for (const as of ['kl-1', 'sl-1']) expect((await complete('2026-11-19', as)).status).toBe(200);
    for (const as of [`feed-${SYD}`, 'sl-2', 'tk-1', 'adm-1']) {
      expect((await complete('2026-11-18', as)).status).toBe(403);
    }
    expect((await call(w, 'POST', `/api/v1/schools/${NORD}/days/2026-11-19/complete`)).status).toBe(401);
  });
});

describe('receipts', () => {
  const receipts = (as: string, school = NORD) =>
    call(w, 'GET', `/api/v1/schools/${school}/receipts`, { as });
  const at = (time: string): number => instantOf('2026-11-18', time);

  beforeEach(async () => {
    await noteReceived(w.table, NORD, 'E1', at('08:00'));
    await noteReceived(w.table, NORD, 'E2', at('09:00'));
    await noteCase(w.table, NORD, 'E1', 'absenceCase/y1/10', { taskOpened: at('12:00') });
    await noteCase(w.table, NORD, 'E1', 'absenceCase/y1/2', {
      taskOpened: at('08:01'),
      conversationBooked: at('09:00'),
      conversationHeld: at('10:00'),
      escalated: at('10:30'),
      closed: at('11:00'),
    });
  });

  test('say that and when, never what – and name no case', async () => {
    const { body, text } = await receipts(`feed-${NORD}`);
    expect(body).toEqual({
      school: NORD,
      students: [
        {
          student: 'E1',
          received: '2026-11-18T08:00:00+01:00',
          cases: [
            {
              taskOpened: '2026-11-18T08:01:00+01:00',
              conversationBooked: '2026-11-18T09:00:00+01:00',
              conversationHeld: '2026-11-18T10:00:00+01:00',
              escalated: '2026-11-18T10:30:00+01:00',
              closed: '2026-11-18T11:00:00+01:00',
            },
            { taskOpened: '2026-11-18T12:00:00+01:00' },
          ],
        },
        { student: 'E2', received: '2026-11-18T09:00:00+01:00', cases: [] },
      ],
    });
    expect(text).not.toMatch(/y1|absenceCase|Malthe/);
  });

  test('are for the school and the administrator, and each look is logged', async () => {
    for (const as of [`feed-${NORD}`, 'kl-1', 'sl-1', 'adm-1']) expect((await receipts(as)).status).toBe(200);
    for (const as of [`feed-${SYD}`, 'kl-3', 'tk-1', 'net-1']) expect((await receipts(as)).status).toBe(403);
    expect((await receipts('adm-1', 'FGU-VEST')).status).toBe(404);
    const looks = await accessesOf(w.table, 'y2', 9);
    expect(looks.map(({ by }) => by).sort()).toEqual(['adm-1', 'kl-1', `school:${NORD}`, 'sl-1']);
    expect(looks).toContainEqual({ at: NOW, by: 'sl-1', what: 'read', where: 'receipts' });
  });
});
