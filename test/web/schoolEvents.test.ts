/** R33: events from schools: taken in once, in any order, and never forgotten. */
import { EngineBusyError } from '../../contract/ports/engine';
import { timeline } from '../../records/journal';
import { getYouth, studentsOf } from '../../records/people';
import { sweepEvents } from '../../records/schoolEvents';
import { situationOf } from '../../records/situation';
import { receiptsOf } from '../../records/receipts';
import { eventDeliveryTo } from '../../web/delivery';
import { type Answered, call, NORD, NOW, SYD, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world();
});

const report = (json: object, as = `feed-${NORD}`, school = NORD): Promise<Answered> =>
  call(w, 'POST', `/api/v1/schools/${school}/events`, { as, json });
const interrupted = { id: 'H-1', student: 'E1', event: 'interrupted', date: '2026-11-19' };
const told = (): unknown[][] => w.engine.calls('reportSchoolEvent');
const r33 = async (): Promise<unknown[]> =>
  (await timeline(w.table, { youth: 'y1' })).filter(({ rule }) => rule === 'R33').map(({ reason }) => reason);

test('an interruption changes the record, is journalled, told to the journey, and receipted', async () => {
  const { status, body } = await report(interrupted);
  expect([status, body]).toEqual([200, { id: 'H-1', status: 'accepted' }]);
  expect(await getYouth(w.table, 'y1')).toMatchObject({ status: 'none', exited: '2026-11-19', school: NORD });
  expect(told()).toEqual([['y1', { event: 'interrupted', at: NOW, atOnce: true }]]);
  expect(await r33()).toEqual([{ event: 'interrupted', on: '2026-11-19' }]);
  expect((await receiptsOf(w.table, NORD)).map(({ student }) => student)).toContain('E1');
  expect((await studentsOf(w.table, NORD)).map(({ student }) => student)).toEqual(['E2']);
});

test('the same number with the same content is a repetition, with other content refused', async () => {
  await report(interrupted);
  expect((await report({ ...interrupted, date: '19-11-2026' })).body).toEqual({
    id: 'H-1',
    status: 'duplicate',
  });
  expect(told()).toHaveLength(1);
  const { status, body } = await report({ ...interrupted, event: 'completed' });
  expect([status, body.code, body.fields]).toMatchObject([422, 'invalid-input', [{ path: 'id' }]]);
  expect(await r33()).toHaveLength(1);
});

test('an older event that comes after a newer one is kept and changes nothing', async () => {
  await report({ ...interrupted, id: 'H-2', event: 'enrolled', date: '2026-11-19' });
  w.setNow(NOW + 60_000);
  await report({ ...interrupted, date: '2026-11-18' });
  expect(await getYouth(w.table, 'y1')).toMatchObject({ status: 'fgu', enrolled: '2026-11-19' });
  expect(told()).toHaveLength(1);
  expect(await r33()).toEqual([
    { event: 'enrolled', on: '2026-11-19' },
    { event: 'interrupted', on: '2026-11-18', superseded: true },
  ]);
  // Of the same day the one received last counts.
  await report({ ...interrupted, id: 'H-3' });
  expect((await getYouth(w.table, 'y1'))?.status).toBe('none');
});

test('at risk changes no status, and an older one than an interruption nothing at all', async () => {
  await report({ ...interrupted, event: 'atRisk', date: '2026-11-17' });
  expect((await getYouth(w.table, 'y1'))?.status).toBe('fgu');
  expect((await situationOf(w.table, 'y1')).atRisk).toEqual({ on: '2026-11-17', receivedAt: NOW });
  await report({ ...interrupted, id: 'H-2' });
  await report({ ...interrupted, id: 'H-3', event: 'atRisk', date: '2026-11-18' });
  expect((await situationOf(w.table, 'y1')).atRisk?.on).toBe('2026-11-17');
  expect(told()).toHaveLength(2);
});

test('whoever comes back is a student again', async () => {
  await report(interrupted);
  await report({ ...interrupted, id: 'H-2', event: 'enrolled', date: '2026-11-20' });
  const youth = await getYouth(w.table, 'y1');
  expect(youth).toMatchObject({ status: 'fgu', enrolled: '2026-11-20', people: { contactTeacher: 'kl-1' } });
  expect(youth?.exited).toBeUndefined();
});

test('what the engine did not hear is delivered by the sweeper, once', async () => {
  w.engine.failure = new EngineBusyError();
  expect((await report(interrupted)).body).toEqual({ id: 'H-1', status: 'undelivered' });
  const deliver = eventDeliveryTo(w.ports);
  expect(await sweepEvents(w.table, NOW + 1, deliver)).toEqual({ delivered: 0, left: 1 });
  w.engine.failure = undefined;
  expect(await sweepEvents(w.table, NOW, deliver)).toEqual({ delivered: 0, left: 0 });
  expect(await sweepEvents(w.table, NOW + 1, deliver)).toEqual({ delivered: 1, left: 0 });
  expect(await sweepEvents(w.table, NOW + 1, deliver)).toEqual({ delivered: 0, left: 0 });
  expect(told()).toHaveLength(1);
  expect(await r33()).toHaveLength(1);
});

test('another school, an unknown student, a day to come and a youth are refused', async () => {
  expect((await report(interrupted, `feed-${NORD}`, SYD)).status).toBe(403);
  expect((await report(interrupted, 'tk-1')).status).toBe(403);
  const problems = [
    { student: 'E9' },
    { date: '2026-11-21' },
    { event: 'bortvist' },
    { id: '' },
    { id: 'a b' },
  ].map((more) => report({ ...interrupted, ...more }));
  expect((await Promise.all(problems)).map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  expect(await r33()).toEqual([]);
});
