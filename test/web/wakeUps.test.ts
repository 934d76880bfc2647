/** Agreeing on a contact in the morning (R41): who may, what may be agreed on, and stopping it (R45). */
import { timeline } from '../../records/journal';
import { getNotice } from '../../records/notices';
import { getYouth, putYouth } from '../../records/people';
import { wakeUpOf } from '../../records/wakeUps';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { type Answered, call, placement, taskRow, withTasks, world, type World } from './support';

const TASK = 'absenceCase.y1.1.3';
const THROUGH_YOUTH = '/api/v1/youths/y1/wake-up';
const THROUGH_TASK = `/api/v1/tasks/${TASK}/wake-up`;
const WISH = { time: '06:15', until: '2026-12-18' };

let w: World;
beforeEach(async () => {
  w = await world({ closed: ['2026-11-23'] });
});

const put = (json: object = WISH, as = 'tk-1', at = THROUGH_YOUTH): Promise<Answered> =>
  call(w, 'PUT', at, { as, json });
const measure = (remedy = 'wakeUpContact'): Promise<void> =>
  withTasks(
    w,
    taskRow({
      n: 3,
      id: TASK,
      kind: 'retention.measure',
      rule: 'R10',
      reason: { remedy },
      placement: placement({ role: 'contactTeacher', assignee: 'kl-1' }),
    }),
  );

test('it is written, planned for the first school day, journalled without words, and logged', async () => {
  const { status, body } = await put();
  expect([status, body]).toEqual([200, { wakeUp: { ...WISH, by: 'tk-1' } }]);
  // Friday noon: Monday the school is closed.
  const notice = await getNotice(w.table, 'wakeUp/y1/1/2026-11-24/sms/youth:y1');
  expect(notice).toMatchObject({ planned: instantOf('2026-11-24', '06:15'), rule: 'R41' });
  expect(w.engine.calls('wakeDispatch')).toEqual([[instantOf('2026-11-24', '06:15')]]);
  expect((await timeline(w.table, { youth: 'y1' })).map(({ rule, reason }) => [rule, reason])).toEqual([
    ['R41', { noted: 'wakeUp', ...WISH }],
  ]);
  expect((await accessesOf(w.table, 'y1', 9)).map(({ what, where }) => `${what} ${where}`)).toContain(
    'change wakeUp',
  );
});

test('whoever has the measure agrees on it from the task, and sees no more of the youth (R10, R43)', async () => {
  expect((await put(WISH, 'kl-1')).status).toBe(403);
  expect((await put(WISH, 'kl-1', THROUGH_TASK)).status).toBe(404);
  await measure('mentor');
  expect((await put(WISH, 'kl-1', THROUGH_TASK)).status).toBe(404);
  await measure();
  expect((await put(WISH, 'kl-2', THROUGH_TASK)).status).toBe(404);
  expect((await put(WISH, 'kl-1', THROUGH_TASK)).body).toEqual({ wakeUp: { ...WISH, by: 'kl-1' } });
  expect((await wakeUpOf(w.table, 'y1'))?.task).toBe(TASK);
});

test.each([
  [{ ...WISH, time: '05:00' }, 200],
  [{ ...WISH, time: '04:59' }, 422],
  [{ ...WISH, time: '09:00' }, 200],
  [{ ...WISH, time: '09:01' }, 422],
  [{ ...WISH, time: '6.15' }, 422],
  // Twelve weeks ahead, and a day more.
  [{ ...WISH, until: '2027-02-12' }, 200],
  [{ ...WISH, until: '2027-02-13' }, 422],
  // The first school day, and the weekend before it.
  [{ ...WISH, until: '2026-11-24' }, 200],
  [{ ...WISH, until: '2026-11-23' }, 422],
])('%j is answered %i', async (wish, status) => {
  expect((await put(wish)).status).toBe(status);
});

test('only a youth who is at school, may be written to and has a number', async () => {
  const become = async (more: object): Promise<void> => {
    const youth = await getYouth(w.table, 'y1');
    if (youth) await putYouth(w.table, { ...youth, ...more });
  };
  const fine = { mobile: '+4531000001', status: 'fgu', school: 'FGU-NORD', exited: undefined };
  for (const more of [{ mobile: undefined }, { status: 'primarySchool' }, { exited: '2026-11-20' }]) {
    await become({ ...fine, ...more });
    expect([more, (await put()).status]).toEqual([more, 422]);
  }
  await become(fine);
  expect((await put()).status).toBe(200);
});

test('stopping it is one word, twice the same; agreeing anew begins a new one', async () => {
  await put();
  for (let n = 0; n < 2; n += 1)
    expect((await call(w, 'DELETE', THROUGH_YOUTH, { as: 'tk-1' })).body).toEqual({});
  expect((await timeline(w.table, { youth: 'y1' })).map(({ event }) => event)).toEqual([
    'signal.received',
    'signal.withdrawn',
  ]);
  await put({ ...WISH, time: '07:00' });
  expect(await wakeUpOf(w.table, 'y1')).toMatchObject({ n: 2, time: '07:00' });
});

test('the youth sees it on their own page and says no thanks there (R45)', async () => {
  await put();
  const { body } = await call(w, 'POST', '/api/v1/youths/y1/page/start-code', { as: 'tk-1', json: {} });
  const link = String(body.path).slice('/mig/'.length);
  const opened = await call(w, 'POST', '/api/v1/me/session', {
    json: { link, startCode: body.startCode, code: 'grøn kanin 7' },
  });
  const as = String(opened.body.token);
  expect((await call(w, 'GET', '/api/v1/me', { as })).body.wakeUp).toEqual(WISH);
  const after = await call(w, 'POST', '/api/v1/me/wake-up/decline', { as, json: {} });
  expect([after.status, 'wakeUp' in after.body]).toEqual([200, false]);
  const last = (await timeline(w.table, { youth: 'y1' })).find(({ event }) => event === 'signal.withdrawn');
  expect(last).toMatchObject({ by: 'y1', rule: 'R41' });
});
