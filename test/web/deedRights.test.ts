import { wordsOf } from '../../records/words';
import { doing, FIRST, worldOfDeeds } from './deedsSupport';
import { call, NORD, type Sent, type World } from './support';

let w: World;
const act = doing(() => w);

beforeEach(async () => {
  w = await worldOfDeeds();
});

describe('who may do it', () => {
  const escalated = 'absenceCase.y1.1.5';
  const good: Record<string, unknown> = {
    complete: { outcome: 'reached', channel: 'sms' },
    postpone: { to: '2026-11-30T16:00', reason: 'other' },
    reassign: { to: 'net-1' },
    comment: { note: 'x' },
    book: { at: '2026-11-30T10:00' },
    reopen: {},
  };

  test.each([
    ['complete', 200],
    ['comment', 200],
    ['book', 200],
    ['reopen', 200],
    ['postpone', 403],
    ['reassign', 403],
  ])('who had the task before may %s: %d', async (name, status) => {
    expect((await act(name, good[name], { as: 'kl-1' }, escalated)).status).toBe(status);
    expect((await act(name, good[name], { as: 'tk-1' }, escalated)).status).toBe(200);
  });

  test.each(Object.keys(good))('%s is nothing for others', async (name) => {
    for (const as of ['kl-2', 'kl-3', 'sl-2', 'tk-2', `feed-${NORD}`]) {
      expect([as, (await act(name, good[name], { as })).status]).toEqual([as, 404]);
    }
    // The network and the administrator see the task; the administrator may hand it on.
    expect((await act(name, good[name], { as: 'net-1' })).status).toBe(403);
    expect((await act(name, good[name], { as: 'adm-1' })).status).toBe(name === 'reassign' ? 200 : 403);
    expect((await call(w, 'POST', `/api/v1/tasks/${FIRST}/${name}`, { json: good[name] })).status).toBe(401);
  });

  test('the school’s leader may do all of it', async () => {
    for (const [name, json] of Object.entries(good)) {
      expect([name, (await act(name, json, { as: 'sl-1' })).status]).toEqual([name, 200]);
    }
  });
});

describe('a repetition is harmless', () => {
  const idOf = (index: number): unknown => w.engine.calls('act')[index]?.[3];
  const key = (value: string): Sent => ({ headers: { 'idempotency-key': value } });

  test('the same request with the same key has the same id', async () => {
    await act('comment', { note: 'x' }, key('k-1'));
    await act('comment', { note: 'x' }, key('k-1'));
    expect(idOf(0)).toBe(idOf(1));
    expect(await wordsOf(w.table, FIRST)).toHaveLength(1);
  });

  test('another person, task, content or key is another request', async () => {
    await act('comment', { note: 'x' }, key('k-1'));
    await act('comment', { note: 'x' }, { ...key('k-1'), as: 'sl-1' });
    await act('comment', { note: 'x' }, key('k-1'), 'absenceCase.y1.1.2');
    await act('comment', { note: 'y' }, key('k-1'));
    await act('comment', { note: 'x' }, key('k-2'));
    await act('comment', { note: 'x' });
    await act('comment', { note: 'x' });
    expect(new Set(w.engine.calls('act').map((args) => args[3])).size).toBe(7);
  });

  test('what a caller puts into the key goes no further (L9)', async () => {
    await act('comment', { note: 'x' }, key('640203-4000'));
    expect(JSON.stringify([w.engine.asked, w.logged])).not.toContain('640203');
  });

  test.each(['', 'x'.repeat(201), 'two words', 'ø'])('%j is no key', async (value) => {
    const answer = await act('comment', { note: 'x' }, key(value));
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-idempotency-key']);
  });
});
