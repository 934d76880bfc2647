import { type AbsenceReport } from '../../contract/messages/procedures';
import { EngineBusyError } from '../../contract/ports/engine';
import { sweep } from '../../records/absences';
import { accessesOf } from '../../records/words';
import { deliveryTo } from '../../web/delivery';
import { FakeEngine } from './fakeEngine';
import { PATH, post, record, told } from './intakeSupport';
import { call, NORD, NOW, SYD, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world();
});

describe('when the engine is down', () => {
  test('what was received is kept, said to be undelivered, and delivered once by the sweeper', async () => {
    w.engine.failure = new EngineBusyError();
    const answer = await post(w, [record('a'), record('b', { student: 'E2' })]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 2, undelivered: 2 });
    expect(w.logged.filter(({ event }) => event === 'absence.undelivered')).toEqual(
      Array(2).fill({ event: 'absence.undelivered', school: NORD, code: 'engineBusy' }),
    );

    w.engine.failure = undefined;
    const later = NOW + 60_000;
    expect(await sweep(w.table, later, deliveryTo(w.ports))).toEqual({ delivered: 2, left: 0 });
    expect(await sweep(w.table, later, deliveryTo(w.ports))).toEqual({ delivered: 0, left: 0 });
    expect(w.engine.calls('reportAbsence')).toHaveLength(2);
  });

  test('a retry tells the journey what the first attempt could not, and the sweeper finds nothing more', async () => {
    const sent = {
      as: `feed-${NORD}`,
      json: { records: [record('a')] },
      headers: { 'idempotency-key': 'k' },
    };
    w.engine.failure = new Error('away');
    expect((await call(w, 'POST', PATH, sent)).body).toMatchObject({ accepted: 1, undelivered: 1 });
    expect((await call(w, 'POST', PATH, sent)).body).toMatchObject({ duplicates: 1, undelivered: 1 });
    w.engine.failure = undefined;
    const again = await call(w, 'POST', PATH, sent);
    expect(told(again).counts).toEqual([0, 0, 1, 0]);
    expect(again.body).not.toHaveProperty('undelivered');
    expect(w.engine.calls('reportAbsence')).toHaveLength(1);
    expect(await sweep(w.table, NOW + 1, deliveryTo(w.ports))).toEqual({ delivered: 0, left: 0 });
  });

  test('another request with the same key, or without one, forgets nothing of what is owed', async () => {
    w.engine.failure = new Error('away');
    const as = `feed-${NORD}`;
    const headers = { 'idempotency-key': 'k' };
    await call(w, 'POST', PATH, { as, headers, json: { records: [record('a')] } });
    await call(w, 'POST', PATH, { as, headers, json: { records: [record('b', { date: '2026-11-17' })] } });
    await post(w, [record('a')]);
    w.engine.failure = undefined;
    await sweep(w.table, NOW + 1, deliveryTo(w.ports));
    const days = w.engine.calls('reportAbsence').flatMap(([, report]) => (report as AbsenceReport).days);
    expect(new Set(days.map(({ date }) => date))).toEqual(new Set(['2026-11-16', '2026-11-17']));
  });

  test('a sweep that fails leaves what is owed', async () => {
    w.engine.failure = new TypeError('away');
    await post(w, [record('a')]);
    expect(await sweep(w.table, NOW + 1, deliveryTo(w.ports))).toEqual({ delivered: 0, left: 1 });
    expect(w.logged).toContainEqual({ event: 'absence.undelivered', school: NORD, code: 'TypeError' });
    const deliver = deliveryTo({ ...w.ports, engine: new FakeEngine() });
    expect(await sweep(w.table, NOW + 1, deliver)).toEqual({ delivered: 1, left: 0 });
  });
});

describe('who may register', () => {
  test.each([
    [undefined, 401],
    ['nobody', 401],
    [`feed-${NORD}`, 200],
    ['kl-1', 200],
    ['sl-1', 200],
    [`feed-${SYD}`, 403],
    ['kl-3', 403],
    ['sl-2', 403],
    ['tk-1', 403],
    ['net-1', 403],
    ['adm-1', 403],
  ])('%s: %d', async (as, status) => {
    const answer = await call(w, 'POST', PATH, {
      json: { records: [record('a')] },
      ...(as !== undefined && { as }),
    });
    expect(answer.status).toBe(status);
    expect(w.engine.asked.length).toBe(status === 200 ? 1 : 0);
  });

  test('a school nobody knows is not found', async () => {
    const answer = await call(w, 'POST', '/api/v1/schools/FGU-VEST/absences', {
      as: `feed-${NORD}`,
      json: { records: [] },
    });
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });

  test('each change of a youth’s data is logged, with who made it (L10)', async () => {
    await post(w, [record('a'), record('b', { student: 'E9' })]);
    await post(w, [record('c')], 'kl-2');
    expect(await accessesOf(w.table, 'y1', 9)).toEqual([
      { at: NOW, by: 'kl-2', what: 'change', where: 'absences' },
      { at: NOW, by: `school:${NORD}`, what: 'change', where: 'absences' },
    ]);
    expect(await accessesOf(w.table, 'y2', 9)).toEqual([]);
  });
});
