/** L1, L3: what the law sets, nobody postpones; and in a backlog those of 15–17 off plan come first (R54). */
import { releaseMoments } from '../../rules/backlog';
import { copenhagen } from '../../rules/clock';
import { type Answered, call, NOW, placement, taskRow, withTasks, world } from './support';

test('a deadline of the law cannot be moved further away', async () => {
  const w = await world();
  const due = NOW + 3 * 86_400_000;
  const row = taskRow({
    n: 1,
    id: 'dropoutOutreach.y1.1.1',
    workflowId: 'dropoutOutreach/y1/1',
    kind: 'dropout.contact',
    rule: 'L1',
    statutory: true,
    placement: placement({ role: 'guidance', assignee: 'uu-1', due }),
  });
  await withTasks(w, row);
  const postpone = (to: string): Promise<Answered> =>
    call(w, 'POST', '/api/v1/tasks/dropoutOutreach.y1.1.1/postpone', {
      as: 'uu-1',
      json: { to, reason: 'vacation' },
    });
  const { status, body } = await postpone('2026-11-30T16:00');
  expect([status, body.fields]).toMatchObject([422, [{ path: 'to' }]]);
  expect(w.engine.calls('act')).toEqual([]);
  expect((await postpone('2026-11-22T16:00')).status).toBe(200);
});

test('of a backlog the youths of 15–17 off plan are released first', () => {
  const facts = (
    born: string,
    offPlan: boolean,
  ): { born: string; offPlan: boolean; coordinator: string; guidance: undefined } => ({
    born,
    offPlan,
    coordinator: 'tk-1',
    guidance: undefined,
  });
  const youths = new Map([
    ['of18', facts('2008-11-20', true)],
    ['atSchool', facts('2010-01-01', false)],
    ['of14', facts('2011-11-21', true)],
    ['of17', facts('2008-11-21', true)],
    ['of15', facts('2011-11-20', true)],
  ]);
  const closed = { municipality: [], school: [] };
  const moments = releaseMoments(youths, '2026-11-20', { perPersonAndWeek: 2, morning: '08:00', closed });
  const dayOf = (id: string): string => copenhagen(moments.get(id) ?? 0).date;
  expect([dayOf('of17'), dayOf('of15')]).toEqual(['2026-11-20', '2026-11-20']);
  expect([dayOf('of18'), dayOf('atSchool'), dayOf('of14')]).toEqual([
    '2026-11-27',
    '2026-11-27',
    '2026-12-04',
  ]);
});
