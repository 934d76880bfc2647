/** A world where five tasks stand, and a short way to do something to one of them. */
import { call, placement, type Sent, taskRow, withTasks, world, type World } from './support';

/** The task that is with `kl-1`. */
export const FIRST = 'absenceCase.y1.1.1';

/** Tasks of one case: first contact and conversation with the contact teacher, then of other roles; the last has gone up. */
export async function worldOfDeeds(): Promise<World> {
  const w = await world();
  await withTasks(
    w,
    taskRow({ n: 1 }),
    taskRow({ n: 2, kind: 'absence.conversation1' }),
    taskRow({
      n: 3,
      kind: 'absence.leaderDecision',
      placement: placement({ role: 'schoolLeader', assignee: 'sl-1' }),
    }),
    taskRow({
      n: 4,
      kind: 'coordinator.assign',
      placement: placement({ role: 'network', assignee: 'unit:network' }),
    }),
    taskRow({
      n: 5,
      placement: placement({ role: 'coordinator', assignee: 'tk-1', rung: 2 }),
      formers: [{ assignee: 'kl-1', until: 1 }],
    }),
  );
  return w;
}

/** Does something to a task over the API; as `kl-1`, to the first task, where nothing else is said. */
export const doing =
  (w: () => World) =>
  (
    name: string,
    json: unknown,
    { as = 'kl-1', ...more }: Sent & { id?: string } = {},
    id = FIRST,
  ): ReturnType<typeof call> =>
    call(w(), 'POST', `/api/v1/tasks/${id}/${name}`, { as, json, ...more });
