/** Noting a notification of concern (L3): who, of whom, by what – and never made by the system (R02). */
import { type Hono } from 'hono';
import { timeline } from '../../records/journal';
import { getYouth, putStaff, putYouth } from '../../records/people';
import { situationOf } from '../../records/situation';
import { instantOf } from '../../rules/clock';
import { createApi } from '../../web/api';
import { type Person } from '../../contract/ports/identity';
import { readCpr } from '../../rules/cpr';
import { type WebPorts } from '../../web/ports';
import { noteNotification } from '../../web/notifications';
import { call, NOW, placement, taskRow, withTasks, world, type World } from './support';

const AT = { receivedAt: '2026-11-20T11:30' };
const TASK = 'absenceCase.y1.1.9';
const SOCIAL: Person = { id: 'ss-1', name: 'Ane Vig', role: 'socialServices' };

/** Social services, beside the people every test has. */
const withSocial = (ports: WebPorts): Hono => {
  const others = (token: string): Promise<Person | undefined> => ports.identity.byToken(token);
  const byToken = (token: string): Promise<Person | undefined> =>
    token === SOCIAL.id ? Promise.resolve(SOCIAL) : others(token);
  return createApi({ ...ports, identity: { ...ports.identity, byToken } });
};

let w: World;
beforeEach(async () => {
  w = await world({ makeApp: withSocial });
  await putStaff(w.table, { ...SOCIAL, role: 'socialServices', email: 'ss-1@kommune.example' });
});

const noted = async (youth: string): Promise<readonly number[]> =>
  (await situationOf(w.table, youth)).notifications.map(({ receivedAt }) => receivedAt);

test.each([
  ['socialServices of anybody', 'ss-1', 'y3', 200],
  ['the network of anybody', 'net-1', 'y3', 200],
  ['a coordinator of their own', 'tk-1', 'y1', 200],
  ['a coordinator of another’s, who is not theirs to see', 'tk-1', 'y3', 404],
  ['a contact teacher of nobody', 'kl-1', 'y1', 403],
  ['an administrator of nobody', 'adm-1', 'y1', 403],
])('%s', async (_, as, youth, status) => {
  const answer = await call(w, 'POST', `/api/v1/youths/${youth}/situation/notifications`, { as, json: AT });
  expect(answer.status).toBe(status);
  expect(await noted(youth)).toEqual(status === 200 ? [instantOf('2026-11-20', '11:30')] : []);
  expect(w.engine.calls('reviewJourney')).toEqual(status === 200 ? [[youth, true]] : []);
});

test('noting it shows nothing of a youth one does not follow', async () => {
  await call(w, 'POST', '/api/v1/youths/y3/situation/notifications', { as: 'ss-1', json: AT });
  expect((await call(w, 'GET', '/api/v1/youths/y3', { as: 'ss-1' })).status).toBe(404);
  expect((await call(w, 'GET', '/api/v1/youths/y3/situation', { as: 'ss-1' })).status).toBe(404);
});

test('whoever decided at the task notes that it was sent; nothing is noted by the deciding', async () => {
  const at = `/api/v1/tasks/${TASK}/notification`;
  const considered = taskRow({
    n: 9,
    id: TASK,
    kind: 'absence.considerNotification',
    rule: 'R02',
    placement: placement({ role: 'schoolLeader', assignee: 'sl-1' }),
  });
  await withTasks(w, considered);
  expect((await call(w, 'POST', at, { as: 'sl-1', json: AT })).status).toBe(404);
  await withTasks(w, { ...considered, seq: 2, status: 'completed', outcome: { outcome: 'notPossible' } });
  expect((await call(w, 'POST', at, { as: 'sl-1', json: AT })).status).toBe(404);
  await withTasks(w, { ...considered, seq: 3, status: 'completed', outcome: { outcome: 'done' } });
  expect(await noted('y1')).toEqual([]);
  expect((await call(w, 'POST', at, { as: 'sl-2', json: AT })).status).toBe(404);
  expect((await call(w, 'POST', at, { as: 'sl-1', json: AT })).status).toBe(200);
  expect(await noted('y1')).toEqual([instantOf('2026-11-20', '11:30')]);
  expect((await timeline(w.table, { youth: 'y1' })).map(({ rule, by }) => [rule, by])).toEqual([
    ['L3', 'sl-1'],
  ]);
});

test('by CPR number: the one youth whose it is, for those who may of anybody; not from the future', async () => {
  const youth = await getYouth(w.table, 'y3');
  if (youth) await putYouth(w.table, { ...youth, cpr: '7403094002' });
  const note = (text: string, at = NOW, person = SOCIAL): Promise<void> => {
    const cpr = readCpr(text);
    if (!cpr) throw new Error('the number is none');
    return noteNotification(w.ports, person, { cpr }, at, 'r');
  };
  await expect(note('740309-4003')).rejects.toMatchObject({ status: 422, fields: [{ path: 'cpr' }] });
  await expect(note('740309-4002', NOW + 60_000)).rejects.toMatchObject({ status: 422 });
  await expect(note('740309-4002', NOW, { ...SOCIAL, role: 'coordinator' })).rejects.toMatchObject({
    status: 403,
  });
  expect(await noted('y3')).toEqual([]);
  await note('740309-4002');
  expect([await noted('y3'), await noted('y2')]).toEqual([[NOW], []]);
});
