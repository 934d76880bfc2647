/** Being away: who may say so, who can stand in, and what they then see – on both sides of the first and last day. */
import { type Staff } from '../../records/people';
import { substituteOf } from '../../records/substitutes';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { AWAY, awayTooText, leavesBeforeText } from '../../texts/pagesAway';
import { call, NORD, placement, STAFF, taskRow, withTasks, world, type World } from './support';
import { putStaff } from '../../records/people';

const AWAY_OF = (id: string): string => `/api/v1/staff/${id}/away`;
/** Today is Friday 20 November. */
const DAYS = { by: 'tk-2', from: '2026-11-23', to: '2026-11-25' };

let w: World;
beforeEach(async () => {
  w = await world();
  await withTasks(w, taskRow({ n: 1, placement: placement({ assignee: 'tk-1', role: 'coordinator' }) }));
});

const set = (as: string, of: string, json: object): ReturnType<typeof call> =>
  call(w, 'POST', AWAY_OF(of), { as, json });
const titles = async (as: string): Promise<unknown[]> =>
  ((await call(w, 'GET', '/api/v1/tasks', { as })).body.tasks as { id: string; relation: string }[]).map(
    ({ id, relation }) => [id.at(-1), relation],
  );
const noon = (date: string): void => {
  w.setNow(instantOf(date, '12:00'));
};

describe('the substitute', () => {
  test.each([
    ['2026-11-22', []],
    ['2026-11-23', [['1', 'substitute']]],
    ['2026-11-25', [['1', 'substitute']]],
    ['2026-11-26', []],
  ])('away 23–25 November: on %s the list holds %j', async (date, expected) => {
    expect((await set('tk-1', 'tk-1', DAYS)).status).toBe(200);
    noon(date);
    expect(await titles('tk-2')).toEqual(expected);
    // The task stays with its person throughout.
    expect(await titles('tk-1')).toEqual([['1', 'holder']]);
  });

  test.each([
    ['2026-11-22', 404],
    ['2026-11-23', 200],
    ['2026-11-25', 200],
    ['2026-11-26', 404],
  ])('on %s a completion answers %i', async (date, status) => {
    await set('tk-1', 'tk-1', DAYS);
    noon(date);
    const done = await call(w, 'POST', '/api/v1/tasks/absenceCase.y1.1.1/complete', {
      as: 'tk-2',
      json: { outcome: 'reached', channel: 'phone' },
    });
    expect(done.status).toBe(status);
    expect(w.engine.calls('act').map(([, , args]) => (args as { by: string }).by)).toEqual(
      status === 200 ? ['tk-2'] : [],
    );
  });

  test('reads the youth while the task is open, and it is logged', async () => {
    await set('tk-1', 'tk-1', { ...DAYS, by: 'uu-1', from: '2026-11-20' });
    await withTasks(
      w,
      taskRow({
        n: 2,
        youth: 'y4',
        workflowId: 'journey/y4',
        id: 'journey.y4.2',
        placement: placement({ assignee: 'tk-1', role: 'coordinator' }),
      }),
    );
    expect((await call(w, 'GET', '/api/v1/youths/y4', { as: 'uu-1' })).status).toBe(200);
    expect((await accessesOf(w.table, 'y4', 5))[0]).toMatchObject({ by: 'uu-1', what: 'read' });
    expect((await call(w, 'GET', '/api/v1/youths/y4', { as: 'kp-1' })).status).toBe(404);
  });

  test('back before time: from now on nothing is seen', async () => {
    const { body } = await set('tk-1', 'tk-1', { ...DAYS, from: '2026-11-20' });
    const [{ id }] = body.away as [{ id: string }];
    expect(await titles('tk-2')).toHaveLength(1);
    await call(w, 'DELETE', `${AWAY_OF('tk-1')}/${id}`, { as: 'tk-1' });
    expect(await titles('tk-2')).toEqual([]);
  });
});

describe('what cannot be, beside its field', () => {
  const problems = async (json: object, of = 'tk-1'): Promise<unknown> => {
    const { status, body } = await set(of, of, { ...DAYS, ...json });
    return status === 200 ? 'fine' : body.fields;
  };

  test.each([
    ['yesterday', { from: '2026-11-19' }, 'from', AWAY.notPast],
    ['an end before the beginning', { to: '2026-11-22' }, 'to', AWAY.endsBefore],
    ['more than a year', { to: '2027-12-01' }, 'to', AWAY.tooLong],
    ['oneself', { by: 'tk-1' }, 'by', AWAY.notOneself],
    ['nobody', { by: 'x-9' }, 'by', AWAY.notHere],
    ['somebody at a school', { by: 'kl-1' }, 'by', AWAY.otherSide],
  ])('%s', async (_, json, path, message) => {
    expect(await problems(json)).toEqual([{ path, message }]);
  });

  test('today is not past, and one day is enough', async () => {
    expect(await problems({ from: '2026-11-20', to: '2026-11-20' })).toBe('fine');
  });

  test('somebody at another school', async () => {
    expect(await problems({ by: 'kl-3' }, 'kl-1')).toEqual([{ path: 'by', message: AWAY.otherSchool }]);
    expect(await problems({ by: 'kl-2' }, 'kl-1')).toBe('fine');
  });

  test('no chains and no circles: who stands in is here, every day', async () => {
    await set('tk-2', 'tk-2', { by: 'uu-1', from: '2026-11-25', to: '2026-11-27' });
    expect(await problems({})).toEqual([{ path: 'by', message: awayTooText('2026-11-25', '2026-11-27') }]);
    expect(await problems({ to: '2026-11-24' })).toBe('fine');
    // uu-1 stands in for tk-2 those days, so is not away then.
    expect(await problems({ by: 'kp-1', from: '2026-11-27', to: '2026-11-30' }, 'uu-1')).toEqual([
      { path: 'from', message: AWAY.covers },
    ]);
    expect(await problems({ by: 'kp-1', from: '2026-11-28', to: '2026-11-30' }, 'uu-1')).toBe('fine');
  });

  test('not twice for the same day', async () => {
    expect(await problems({})).toBe('fine');
    expect(await problems({ by: 'uu-1', from: '2026-11-25', to: '2026-11-26' })).toEqual([
      { path: 'from', message: AWAY.alreadyAway },
    ]);
    expect(await problems({ by: 'uu-1', from: '2026-11-26', to: '2026-11-26' })).toBe('fine');
  });

  test('somebody who stops before the last day', async () => {
    const leaver = STAFF.find(({ id }) => id === 'tk-2') as Staff;
    await putStaff(w.table, { ...leaver, lastDay: '2026-11-24' });
    expect(await problems({})).toEqual([{ path: 'by', message: leavesBeforeText('2026-11-24') }]);
    expect(await problems({ to: '2026-11-24' })).toBe('fine');
  });
});

describe('who may say it', () => {
  test.each([
    ['kl-1', 'kl-1', 200],
    ['sl-1', 'kl-1', 200],
    ['sl-2', 'kl-1', 403],
    ['kl-2', 'kl-1', 403],
    ['adm-1', 'kl-1', 200],
  ])('%s of %s: %i', async (as, of, status) => {
    expect((await set(as, of, { ...DAYS, by: 'kl-2' })).status).toBe(status);
  });

  test('sent twice it is there once', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    for (const _ of [1, 2])
      await call(w, 'POST', AWAY_OF('kl-1'), { as: 'kl-1', json: { ...DAYS, by: 'kl-2' }, headers });
    const { body } = await call(w, 'GET', AWAY_OF('kl-1'), { as: 'kl-1' });
    expect(body.away).toHaveLength(1);
    expect(STAFF.find(({ id }) => id === 'kl-1')?.school).toBe(NORD);
  });
});

test('who stands in and leaves before the last day stands in no more: messages go to who is away', async () => {
  await set('tk-1', 'tk-1', DAYS);
  const tk2 = STAFF.find(({ id }) => id === 'tk-2');
  if (!tk2) throw new Error('no colleague');
  await putStaff(w.table, { ...tk2, lastDay: '2026-11-23' });
  expect(await substituteOf(w.table, 'tk-1', '2026-11-23')).toBe('tk-2');
  expect(await substituteOf(w.table, 'tk-1', '2026-11-24')).toBeUndefined();
});
