/** Somebody leaves: at the last day and the day after, who gets what, and that nothing is forgotten. */
import { staffLeft } from '../../activities/leaving';
import { type Ports } from '../../activities/context';
import { getStaff, getYouth, holders, membersOf } from '../../records/people';
import { inbox, getTask, saveTask, type TaskRow } from '../../records/tasks';
import { type TaskDeeds } from '../../contract/ports/engine';
import { instantOf } from '../../rules/clock';
import { call, NORD, placement, taskRow, withTasks, world, type World } from './support';

const LEFT = 'staffLeave.kl-1.1';
const leaverTask = (more: Partial<TaskRow> = {}): TaskRow =>
  taskRow({
    n: 1,
    id: LEFT,
    workflowId: 'staffLeave/kl-1',
    kind: 'staff.left',
    rule: 'R19',
    reason: { staff: 'kl-1', tasks: 2, youths: 1 },
    placement: placement({ assignee: 'sl-1', role: 'schoolLeader' }),
    ...more,
  });

let w: World;
let activityPorts: Ports;
beforeEach(async () => {
  w = await world();
  activityPorts = { table: w.table, now: w.ports.now } as unknown as Ports;
  await withTasks(w, taskRow({ n: 1 }), taskRow({ n: 2, kind: 'absence.conversation1' }));
  // What the workflows' activities would write.
  w.engine.onAct = async (deed, args) => {
    const id = deed === 'completeTask' ? LEFT : `absenceCase.y1.1.${String(args.n)}`;
    const row = await getTask(w.table, id);
    if (!row) return;
    const next = { ...row, seq: row.seq + 1 };
    if (deed === 'completeTask') await saveTask(w.table, { ...next, status: 'completed' }, row);
    if (deed === 'reassignTask') {
      const { to } = args as TaskDeeds['reassignTask'];
      await saveTask(w.table, { ...next, placement: { ...row.placement, assignee: to } }, row);
    }
  };
});

const leave = (as: string, lastDay: string | null, who = 'kl-1'): ReturnType<typeof call> =>
  call(w, 'PUT', `/api/v1/staff/${who}/leaving`, { as, json: { lastDay } });
/** Midnight after the last day, as the workflow lives it. */
async function afterTheLastDay(): Promise<void> {
  await leave('sl-1', '2026-11-20');
  w.setNow(instantOf('2026-11-21', '00:00'));
  expect(await staffLeft(activityPorts, 'kl-1')).toEqual({ leader: 'schoolLeader', tasks: 2, youths: 1 });
  await withTasks(w, leaverTask());
}

describe('the last day', () => {
  test('until it is over nothing changes', async () => {
    await leave('sl-1', '2026-11-20');
    w.setNow(instantOf('2026-11-20', '23:59'));
    expect(await staffLeft(activityPorts, 'kl-1')).toEqual({
      lookAgainAt: instantOf('2026-11-21', '00:00'),
    });
    expect((await getStaff(w.table, 'kl-1'))?.left).toBeUndefined();
    expect((await call(w, 'GET', '/api/v1/tasks', { as: 'kl-1' })).status).toBe(200);
  });

  test('then they are in no unit, hold no role and cannot sign in', async () => {
    await afterTheLastDay();
    expect(await membersOf(w.table, `unit:contactTeacher:${NORD}`)).toEqual(['kl-2']);
    const y1 = await getYouth(w.table, 'y1');
    expect((await holders(w.table, y1, NORD)).holderOf('contactTeacher')).toBeUndefined();
    expect((await call(w, 'GET', '/api/v1/tasks', { as: 'kl-1' })).status).toBe(401);
  });

  test('sign-in ends with the day even where the engine is down', async () => {
    await leave('sl-1', '2026-11-20');
    w.setNow(instantOf('2026-11-21', '00:00'));
    expect((await call(w, 'GET', '/api/v1/tasks', { as: 'kl-1' })).status).toBe(401);
  });

  test('can be taken back while it is not over', async () => {
    await leave('sl-1', '2026-11-20');
    await leave('sl-1', null);
    w.setNow(instantOf('2026-11-21', '00:00'));
    expect(await staffLeft(activityPorts, 'kl-1')).toEqual({});
    expect(w.engine.calls('staffLeaving')).toHaveLength(2);
  });

  test('a day that is past is refused; who may say it', async () => {
    expect((await leave('sl-1', '2026-11-19')).body.fields).toMatchObject([{ path: 'lastDay' }]);
    expect((await leave('sl-2', '2026-11-20')).status).toBe(403);
    expect((await leave('kl-1', '2026-11-20')).status).toBe(403);
    expect((await leave('adm-1', '2026-11-20')).status).toBe(200);
  });
});

describe('who is the leader', () => {
  test.each([
    ['tk-1', 'network'],
    ['uu-1', 'coordinator'],
    ['net-1', 'network'],
  ])('of %s: %s', async (who, leader) => {
    await withTasks(w, taskRow({ n: 3, placement: placement({ assignee: who, role: 'coordinator' }) }));
    await leave('adm-1', '2026-11-20', who);
    w.setNow(instantOf('2026-11-21', '00:00'));
    expect((await staffLeft(activityPorts, who)).leader).toBe(leader);
  });
});

describe('the leader', () => {
  test('may do the tasks meanwhile, without getting them on the list', async () => {
    await afterTheLastDay();
    const { body } = await call(w, 'GET', '/api/v1/tasks', { as: 'sl-1' });
    expect((body.tasks as { id: string }[]).map(({ id }) => id)).toEqual([LEFT]);
    const done = await call(w, 'POST', '/api/v1/tasks/absenceCase.y1.1.1/comment', {
      as: 'sl-1',
      json: { note: 'Jeg tager den.' },
    });
    expect(done.status).toBe(200);
  });

  test('is not done while something is left', async () => {
    await afterTheLastDay();
    const early = await call(w, 'POST', `/api/v1/tasks/${LEFT}/complete`, {
      as: 'sl-1',
      json: { outcome: 'done' },
    });
    expect([early.status, early.body.code]).toEqual([409, 'still-theirs']);
  });

  test('hands over row by row: what cannot be says why, and the last row closes the task', async () => {
    await afterTheLastDay();
    const give = (json: object): ReturnType<typeof call> =>
      call(w, 'POST', `/api/v1/tasks/${LEFT}/hand-over`, { as: 'sl-1', json });
    const first = await give({
      tasks: [
        { task: 'absenceCase.y1.1.1', to: 'kl-2' },
        { task: 'absenceCase.y1.1.2', to: 'kl-3' },
        { task: 'journey.y2.9', to: 'kl-2' },
      ],
    });
    expect(first.body.results).toMatchObject([
      { task: 'absenceCase.y1.1.1' },
      { task: 'absenceCase.y1.1.2', problem: 'Vælg en fra den unges egen skole eller fra kommunen.' },
      { task: 'journey.y2.9', problem: expect.stringContaining('ikke hos den') as string },
    ]);
    expect(first.body.left).toEqual({ tasks: 1, roles: 1 });
    expect((await inbox(w.table, 'kl-2')).map(({ id }) => id)).toEqual(['absenceCase.y1.1.1']);

    const rest = await give({
      tasks: [{ task: 'absenceCase.y1.1.2', to: 'kl-2' }],
      roles: [{ youth: 'y1', role: 'contactTeacher', to: 'kl-2' }],
    });
    expect(rest.body.left).toEqual({ tasks: 0, roles: 0 });
    expect((await getYouth(w.table, 'y1'))?.people.contactTeacher).toBe('kl-2');
    expect((await getTask(w.table, LEFT))?.status).toBe('completed');
    // From now on nothing of theirs is the leader's any more.
    const after = await call(w, 'POST', '/api/v1/tasks/absenceCase.y1.1.1/comment', {
      as: 'net-1',
      json: { note: 'Nej.' },
    });
    expect(after.status).toBe(403);
  });

  test('nobody else hands it over', async () => {
    await afterTheLastDay();
    for (const [as, status] of [
      ['sl-2', 404],
      ['kl-2', 404],
    ] as const) {
      expect((await call(w, 'POST', `/api/v1/tasks/${LEFT}/hand-over`, { as, json: {} })).status).toBe(
        status,
      );
    }
  });
});
