/** Parents and children. */
import { type Place, type Scripts } from '../script';
import { each } from './helpers';

const CLOSINGS = (['TERMINATE', 'REQUEST_CANCEL'] as const).flatMap((policy) =>
  (['complete', 'fail', 'continue'] as const).map((ends) => [policy, ends] as const),
);

export const FAMILIES: Scripts = {
  ...each(['complete', 'fail', 'continue'] as const, (end) => [
    `a child that comes to its end: ${end}`,
    {
      workflows: [`parent-${end}`, `child-${end}`],
      live: async (place: Place) => {
        const child = `child-${end}`;
        await place.start('parent', { workflowId: `parent-${end}`, args: [child] });
        await place.days(1);
        await place.signal(child, 'end', end);
        await place.days(2);
        if (end === 'continue') await place.signal(child, 'end', 'complete');
        const answer = await place.answer(() => place.result(`parent-${end}`));
        return withoutRetryState(answer);
      },
    },
  ]),
  'children that are cancelled or terminated, and one whose id is taken': {
    workflows: ['of-cancelled', 'cancelled-child', 'of-terminated', 'terminated-child', 'of-taken', 'family'],
    notOn: { timeSkipping: 'does not tell a parent that its child was terminated' },
    live: async (place) => {
      await place.start('parent', { workflowId: 'of-cancelled', args: ['cancelled-child'] });
      await place.start('parent', { workflowId: 'of-terminated', args: ['terminated-child'] });
      await place.start('parent', { workflowId: 'family', args: ['family-child'] });
      await place.days(1);
      await place.start('parent', { workflowId: 'of-taken', args: ['terminated-child'] });
      await place.days(1);
      await place.cancel('cancelled-child');
      await place.terminate('terminated-child', 'why');
      await place.cancel('family');
      await place.days(1);
      const ids = ['of-cancelled', 'of-terminated', 'of-taken', 'family'];
      const answers: unknown[] = [];
      for (const id of ids) answers.push(await place.answer(() => place.result(id)));
      return answers;
    },
  },
  ...each(['WAIT_CANCELLATION_COMPLETED', 'TRY_CANCEL', 'ABANDON'] as const, (type) => [
    `cancels a child: ${type}`,
    {
      workflows: [`gives-up-${type}`, `slow-${type}`, `gives-up-at-once-${type}`],
      live: async (place: Place) => {
        const start = (workflowId: string, child: string, after: number): Promise<unknown> =>
          place.start('cancelsChild', { workflowId, args: [child, type, after, place.day] });
        await start(`gives-up-${type}`, `slow-${type}`, 2 * place.day);
        await start(`gives-up-at-once-${type}`, `never-${type}`, 0);
        await place.days(8);
        for (let more = 0; more < 5; more += 1) await place.days(1); // a slow machine needs some moments more
        const status = await place.status(`gives-up-${type}`);
        return [status, await place.answer(() => place.result(`gives-up-at-once-${type}`))];
      },
    },
  ]),
  'a child that is left to itself, outlives its parent’s run, and tells the next': {
    workflows: ['leaves', 'left'],
    live: async (place) => {
      const plan = { childId: 'left', policy: 'ABANDON', ends: 'continue', after: place.day };
      await place.start('leavesChild', { workflowId: 'leaves', args: [plan] });
      await place.days(3);
      const status = await place.status('left');
      await place.signal('left', 'end', 'complete');
      await place.days(0); // the test server's clock comes to a standstill here
      return [status, await place.answer(() => place.result('leaves'))];
    },
  },
  ...each(CLOSINGS, ([policy, ends]) => [
    `closes with a child: ${policy}, ${ends}`,
    {
      workflows: [`closes-${policy}-${ends}`, `closed-${policy}-${ends}`],
      notOn: { timeSkipping: 'does not know parent-close policies' },
      live: async (place: Place) => {
        const childId = `closed-${policy}-${ends}`;
        const workflowId = `closes-${policy}-${ends}`;
        await place.start('leavesChild', { workflowId, args: [{ childId, policy, ends, after: place.day }] });
        await place.days(4);
        return [await place.status(workflowId), await place.status(childId)];
      },
    },
  ]),
};

/** The test server leaves out why a child was not tried again. */
function withoutRetryState(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'retryState' ? undefined : value)),
  );
}
