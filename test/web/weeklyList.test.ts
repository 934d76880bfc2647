import { type z } from 'zod';
import { type taskList } from '../../contract/schemas/answers/tasks';
import { instantOf } from '../../rules/clock';
import { call, NORD, placement, SYD, taskRow, withTasks, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world();
});

describe('the weekly list', () => {
  beforeEach(async () => {
    const late = (n: number, role: 'schoolLeader' | 'network', assignee: string, school: string) =>
      taskRow({
        n,
        school,
        placement: placement({
          role,
          assignee,
          overdue: true,
          rung: 1,
          due: instantOf('2026-11-18', '16:00'),
        }),
      });
    await withTasks(
      w,
      late(1, 'schoolLeader', 'sl-1', NORD),
      late(2, 'schoolLeader', 'sl-2', SYD),
      late(3, 'network', 'unit:network', NORD),
      taskRow({ n: 4 }),
    );
  });

  test.each([
    ['sl-1', ['1']],
    ['sl-2', ['2']],
    ['tk-1', ['1', '2', '3']],
    ['net-1', ['1', '2', '3']],
    ['adm-1', ['1', '2', '3']],
  ])('of %s', async (as, expected) => {
    const { status, body } = await call(w, 'GET', '/api/v1/weekly-list', { as });
    expect(status).toBe(200);
    const { tasks } = body as z.output<typeof taskList>;
    expect(tasks.map(({ id }) => id.at(-1))).toEqual(expected);
    expect(tasks.every(({ overdue }) => overdue)).toBe(true);
  });

  test.each(['kl-1', 'uu-1', 'kp-1', `feed-${NORD}`])('is not for %s', async (as) => {
    expect((await call(w, 'GET', '/api/v1/weekly-list', { as })).status).toBe(403);
  });
});
