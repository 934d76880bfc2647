/**
 * One's own page over JSON, and the start codes staff hand out: rights, codes, deeds, the journey's part in a talk.
 */
import { getAgenda } from '../../records/agendas';
import { getYouth, putYouth } from '../../records/people';
import { saveTask, type TaskRow } from '../../records/tasks';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { type Answered, call, NOW, placement, taskRow, withTasks, world, type World } from './support';

jest.setTimeout(60_000);

const CODE = 'grøn kanin 7';
const ID = 'familyMeeting.y1.1.2';
const meeting: TaskRow = taskRow({
  n: 2,
  id: ID,
  workflowId: 'familyMeeting/y1/1',
  kind: 'family.meeting',
  rule: 'R15',
  meeting: instantOf('2026-12-10', '10:00'),
  window: { from: instantOf('2026-12-07', '00:00'), to: instantOf('2027-01-15', '23:59') },
  placement: placement({ role: 'coordinator', assignee: 'tk-1' }),
});

let w: World;
beforeEach(async () => {
  w = await world();
  await withTasks(w, meeting);
});

const given = (as = 'tk-1', ref = 'y1', json: object = {}): Promise<Answered> =>
  call(w, 'POST', `/api/v1/youths/${ref}/page/start-code`, { as, json });
const open = (json: object): Promise<Answered> => call(w, 'POST', '/api/v1/me/session', { json });

async function inside(): Promise<{ token: string; link: string }> {
  const { body } = await given();
  const link = String(body.path).slice('/mig/'.length);
  const { status, body: opened } = await open({ link, startCode: body.startCode, code: CODE });
  expect(status).toBe(200);
  return { token: String(opened.token), link };
}

test('start codes are for those who follow the youth (R43)', async () => {
  for (const [as, status] of [
    ['kl-1', 403],
    ['sl-1', 403],
    ['feed-FGU-NORD', 403],
    ['adm-1', 403],
    ['tk-2', 404],
    ['uu-1', 200],
    ['net-1', 200],
  ] as const)
    expect([as, (await given(as)).status]).toEqual([as, status]);
  expect((await given('tk-1', 'y1', { guardian: 0 })).body.code).toBe('decided-otherwise');
  expect((await given('tk-1', 'y1', { guardian: 7 })).status).toBe(404);
  const { body } = await call(w, 'GET', '/api/v1/youths/y1/page', { as: 'tk-1' });
  expect(body.pages).toMatchObject([{ name: 'Malthe', state: 'waiting' }]);
});

test('the way in: start code, own code, wrong code, no link, closed', async () => {
  const { link } = await inside();
  expect((await open({ link, code: CODE })).status).toBe(200);
  const wrong = await open({ link, code: 'forkert kode' });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-code']);
  expect((await open({ link: 'aaaaaaaaaaaaaa', code: CODE })).status).toBe(404);
  expect((await open({ link: '../y1', code: CODE })).status).toBe(404);
  expect((await open({ link })).body.code).toBe('invalid-input');
  await call(w, 'POST', '/api/v1/youths/y1/page/close', { as: 'tk-1', json: {} });
  expect((await open({ link, code: CODE })).status).toBe(404);
});

test('the token opens one page and no other address, and staff tokens do not open it', async () => {
  const { token } = await inside();
  const { status, body } = await call(w, 'GET', '/api/v1/me', { as: token });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    name: 'Malthe',
    face: { name: 'Mette Dahl', role: 'coordinator' },
    meetings: [{ task: ID, at: '2026-12-10T10:00:00+01:00', mayAnswer: true, mayDecline: true }],
    plan: { state: 'none' },
  });
  expect(JSON.stringify(body)).not.toContain('7403094001');
  for (const path of ['/api/v1/tasks', '/api/v1/youths/y1', `/api/v1/tasks/${ID}`])
    expect((await call(w, 'GET', path, { as: token })).status).toBe(401);
  expect((await call(w, 'GET', '/api/v1/me', { as: 'tk-1' })).status).toBe(401);
  expect((await call(w, 'GET', '/api/v1/me')).status).toBe(401);
  const looks = await accessesOf(w.table, 'y1', 9);
  expect(looks).toContainEqual({ at: NOW, by: 'y1', what: 'read', where: 'me' });
});

test('the same deeds as on the page, once per key', async () => {
  const { token: as } = await inside();
  const at = `/api/v1/me/meetings/${ID}`;
  const post = (path: string, json: object, key?: string): Promise<Answered> =>
    call(w, 'POST', path, { as, json, ...(key !== undefined && { headers: { 'idempotency-key': key } }) });
  const times = (await call(w, 'GET', '/api/v1/me', { as })).body.meetings as { times: string[] }[];
  const [to = ''] = times[0]?.times ?? [];
  expect(to).toMatch(/^2026-12-\d\dT1[0-3]:00/);
  expect((await post(`${at}/answer`, { answer: 'anotherTime', to })).status).toBe(200);
  expect(w.engine.calls('act').at(-1)?.slice(0, 3)).toEqual([
    'familyMeeting/y1/1',
    'answerTask',
    { n: 2, by: 'y1', on: '2026-11-20', answer: 'anotherTime', to: Date.parse(to) },
  ]);
  expect((await post(`${at}/answer`, { answer: 'anotherTime', to: '2026-12-12T03:00' })).status).toBe(422);
  expect((await post(`${at}/answer`, { answer: 'coming', to })).status).toBe(422);
  await post(`${at}/points`, { text: 'Mor' }, 'k');
  await post(`${at}/points`, { text: 'Mor' }, 'k');
  await post(`${at}/wishes`, { place: 'Torvet' });
  expect(await getAgenda(w.table, 'y1', 'familyMeeting/y1/1')).toMatchObject({
    place: 'Torvet',
    points: [{ by: 'youth', text: 'Mor' }],
  });
  expect((await post('/api/v1/me/talks', {})).body.talkAsked).toBe(true);
  expect(w.engine.calls('reviewJourney')).toEqual([['y1', true]]);
  expect((await post('/api/v1/me/wishes', { wish: 'anotherContactPerson' })).body.code).toBe(
    'no-contact-person',
  );
  expect((await post('/api/v1/me/pulse', { score: 4 })).status).toBe(404);
  await post(`${at}/decline`, {});
  expect(w.engine.calls('act').at(-1)?.[2]).toMatchObject({ outcome: { outcome: 'declined' }, by: 'y1' });
  expect((await post('/api/v1/me/meetings/familyMeeting.y2.1.2/answer', { answer: 'coming' })).status).toBe(
    404,
  );
});

test('a meeting that is over takes no answer; signing out ends the token', async () => {
  const { token: as } = await inside();
  await saveTask(w.table, { ...meeting, seq: 2, meeting: NOW - 60_000 });
  const late = await call(w, 'POST', `/api/v1/me/meetings/${ID}/answer`, { as, json: { answer: 'coming' } });
  expect([late.status, late.body.code]).toEqual([409, 'no-meeting']);
  expect((await call(w, 'DELETE', '/api/v1/me/session', { as })).body).toEqual({ ended: true });
  expect((await call(w, 'GET', '/api/v1/me', { as })).status).toBe(401);
});

test('R52: a guardian’s page is not that of whoever comes in their place', async () => {
  const become = async (...names: string[]): Promise<void> => {
    const youth = await getYouth(w.table, 'y1');
    if (youth)
      await putYouth(w.table, {
        ...youth,
        born: '2010-03-14',
        guardiansChosen: true,
        guardians: names.map((name) => ({ name })),
      });
  };
  await become('Per Holm', 'Lis Holm');
  const { body } = await given('tk-1', 'y1', { guardian: 0 });
  const link = String(body.path).slice('/mig/'.length);
  const { body: opened } = await open({ link, startCode: body.startCode, code: CODE });
  const as = String(opened.token);
  expect((await call(w, 'GET', '/api/v1/me', { as })).body.name).toBe('Per');
  await become('Lis Holm'); // Per is no guardian any more
  expect((await call(w, 'GET', '/api/v1/me', { as })).status).toBe(401);
  expect((await open({ link, code: CODE })).status).toBe(404);
  const { body: pages } = await call(w, 'GET', '/api/v1/youths/y1/page', { as: 'tk-1' });
  expect(pages.pages).toMatchObject([{ name: 'Malthe' }, { name: 'Lis Holm', state: 'none' }]);
  const { body: hers } = await given('tk-1', 'y1', { guardian: 0 });
  expect(hers.path).not.toBe(body.path);
  expect((await open({ link, code: CODE })).status).toBe(404);
});
