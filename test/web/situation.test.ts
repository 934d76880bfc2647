/** What a person notes of a youth's situation (R32, R34, R50, R51, R53, L3), and what may be handed on (L4). */
import { timeline } from '../../records/journal';
import { getYouth, putYouth } from '../../records/people';
import { addItem, changeSituation, moveBack, movedAwayOn, situationOf } from '../../records/situation';
import { talkWish } from '../../records/talkWishes';
import { accessesOf } from '../../records/words';
import { type Answered, call, NORD, NOW, world, type World } from './support';

let w: World;
const AT = '/api/v1/youths/y1';
beforeEach(async () => {
  w = await world();
});

const post = (at: string, json: unknown, as = 'tk-1', key?: string): Promise<Answered> =>
  call(w, 'POST', `${AT}/situation/${at}`, {
    as,
    json,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
const told = (): unknown[][] => w.engine.calls('reviewJourney');
const reasons = async (): Promise<unknown[]> =>
  (await timeline(w.table, { youth: 'y1' })).map(({ rule, reason }) => [rule, reason]);

test('work and pauses are noted, journalled, told at once, and shown with where the youth stands', async () => {
  const youth = await getYouth(w.table, 'y1');
  if (youth) await putYouth(w.table, { ...youth, status: 'none' });
  expect((await call(w, 'GET', `${AT}/situation`, { as: 'tk-1' })).body.standing).toBe('out');
  const { body } = await post('work', { hoursPerWeek: 20, from: '2026-11-01' });
  expect(body).toMatchObject({ standing: 'working', work: [{ k: 1, hoursPerWeek: 20, from: '2026-11-01' }] });
  await post('pauses', { why: 'leave', from: '2026-11-20', to: '2026-11-30' });
  expect((await call(w, 'GET', `${AT}/situation`, { as: 'tk-1' })).body.standing).toBe('paused');
  expect(told()).toEqual([
    ['y1', true],
    ['y1', true],
  ]);
  expect(await reasons()).toEqual([
    ['R32', { noted: 'work', hoursPerWeek: 20, from: '2026-11-01' }],
    ['R32', { noted: 'pauses', why: 'leave', from: '2026-11-20', to: '2026-11-30' }],
  ]);
});

test('the same request twice notes once, and a mistake is taken out', async () => {
  const work = { hoursPerWeek: 20, from: '2026-11-01' };
  await post('work', work, 'tk-1', 'k');
  await post('work', work, 'tk-1', 'k');
  expect((await situationOf(w.table, 'y1')).work).toHaveLength(1);
  const { status, body } = await call(w, 'DELETE', `${AT}/situation/work/1`, { as: 'tk-1' });
  expect([status, body.work]).toEqual([200, []]);
  expect((await call(w, 'DELETE', `${AT}/situation/moves/1`, { as: 'tk-1' })).status).toBe(404);
});

test('what cannot be is refused beside its field', async () => {
  const refused = await Promise.all([
    post('work', { hoursPerWeek: 81, from: '2026-11-01' }),
    post('pauses', { why: 'leave', from: '2026-11-20', to: '2026-11-19' }),
    post('pauses', { why: 'ferie', from: '2026-11-20', to: '2026-11-21' }),
    post('moves', { municipality: 99, on: '2026-12-01', consented: false }),
    post('notifications', { receivedAt: '2026-11-20T12:01' }),
    post('return', { on: '2026-12-01' }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422]);
  expect((await situationOf(w.table, 'y1')).next).toBe(1);
  expect((await post('notifications', { receivedAt: '2026-11-20T12:00' })).status).toBe(200);
});

test('schools note nothing; a move is for those who give out roles', async () => {
  const talk = { wanted: true };
  for (const as of ['kl-1', 'sl-1', `feed-${NORD}`])
    expect([as, (await post('talks', talk, as)).status]).toEqual([as, 403]);
  const move = { municipality: 461, on: '2026-12-01', consented: false };
  expect((await post('moves', move, 'uu-1')).status).toBe(403);
  expect((await post('moves', move, 'tk-2')).status).toBe(404);
  expect((await post('moves', move)).status).toBe(200);
});

test('a referral carries who proposes it and their role; a wish to talk reaches the journey (R50, R53)', async () => {
  await post('referrals', { to: 'socialServices' }, 'uu-1');
  expect((await situationOf(w.table, 'y1')).referrals).toMatchObject([
    { to: 'socialServices', by: 'uu-1', role: 'guidance' },
  ]);
  await post('talks', { wanted: true });
  expect(await talkWish(w.table, 'y1')).toEqual({ n: 1, at: NOW });
  expect(await reasons()).toContainEqual(['R53', { noted: 'talk' }]);
});

describe('what is handed on to another municipality (R51, L4)', () => {
  const handover = (): Promise<Answered> => call(w, 'GET', `${AT}/handover`, { as: 'tk-1' });
  const bornOn = async (born: string): Promise<void> => {
    const youth = await getYouth(w.table, 'y1');
    if (youth) await putYouth(w.table, { ...youth, born, risk: 'high' });
  };
  const moves = (consented: boolean): Promise<void> =>
    addItem(w.table, 'y1', 'moves', { municipality: 461, on: '2026-12-01', consented }, 'r');

  test('nothing, while the youth does not move', async () => {
    expect((await handover()).body).toEqual({ fields: [] });
  });

  test.each([
    ['2001-11-21', true, true],
    ['2001-11-20', true, false],
    ['1996-11-21', true, false],
    ['1996-11-20', false, false],
  ])('born %s: name %s, risk %s', async (born, name, risk) => {
    await bornOn(born);
    await moves(false);
    const { body } = await handover();
    expect(['name' in body, 'risk' in body]).toEqual([name, risk]);
    expect((await accessesOf(w.table, 'y1', 9)).map(({ where }) => where)).toContain('handover');
  });

  test('everything with consent', async () => {
    await bornOn('1996-11-20');
    await moves(true);
    expect((await handover()).body).toMatchObject({ name: 'Malthe Jensen', risk: 'high' });
  });
});

test('two changes at once are both kept', async () => {
  const add = (why: 'leave' | 'exemption'): Promise<void> =>
    addItem(w.table, 'y1', 'pauses', { why, from: '2026-11-01', to: '2026-11-02' }, why);
  await Promise.all([add('leave'), add('exemption')]);
  const { pauses } = await situationOf(w.table, 'y1');
  expect(pauses.map(({ why }) => why).sort()).toEqual(['exemption', 'leave']);
  expect(new Set(pauses.map(({ k }) => k)).size).toBe(2);
  const before = await situationOf(w.table, 'y1');
  expect(await changeSituation(w.table, 'y1', (same) => same)).toEqual(before);
});

test('R51: who comes back is back, in whatever order their moves were noted', async () => {
  const move = (on: string) => ({ municipality: 461, on, consented: false });
  await addItem(w.table, 'y1', 'moves', move('2026-11-18'), 'wrong day');
  await addItem(w.table, 'y1', 'moves', move('2026-11-10'), 'right day');
  expect(movedAwayOn(await situationOf(w.table, 'y1'), '2026-11-19')?.on).toBe('2026-11-18');
  expect(await moveBack(w.table, 'y1', '2026-11-20')).toBe(true);
  expect(movedAwayOn(await situationOf(w.table, 'y1'), '2026-11-20')).toBeUndefined();
  await addItem(w.table, 'y1', 'moves', move('2026-12-24'), 'again, later');
  expect(await moveBack(w.table, 'y1', '2026-11-21')).toBe(true);
  expect(movedAwayOn(await situationOf(w.table, 'y1'), '2026-11-21')).toBeUndefined();
  expect(movedAwayOn(await situationOf(w.table, 'y1'), '2026-12-24')?.on).toBe('2026-12-24');
});
