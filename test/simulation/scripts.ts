/** What is lived on the virtual and on real servers alike. */
import { ApplicationFailure, defineSearchAttributeKey } from '@temporalio/common';
import { type Place, type Script } from './fidelity';

const stage = defineSearchAttributeKey('stage', 'KEYWORD');

/** Returns its input, after having failed so many times for each of them. */
function failing(times: number, type?: string): () => Record<string, (input: unknown) => Promise<unknown>> {
  return () => {
    let failed = 0;
    const act = (input: unknown): Promise<unknown> => {
      if (failed >= times) return Promise.resolve(input);
      failed += 1;
      return Promise.reject(
        type === undefined ? new Error('not yet') : ApplicationFailure.create({ type, message: type }),
      );
    };
    return { act, other: act };
  };
}

const echo = failing(0);

async function list(place: Place, workflowId: string): Promise<void> {
  await place.start('list', { workflowId });
  await place.days(1);
}

export const SCRIPTS: readonly Script[] = [
  {
    name: 'sleeps',
    workflows: ['sleeper'],
    live: async (place) => {
      await place.start('sleeper', { workflowId: 'sleeper', args: [[2 * place.day, 3 * place.day]] });
      await place.days(6);
      return await place.status('sleeper');
    },
  },
  {
    name: 'timers with cancel',
    workflows: ['in-time', 'too-late', 'at-once', 'cancelled'],
    live: async (place) => {
      await place.start('waiter', { workflowId: 'in-time', args: [20 * place.day] });
      await place.start('waiter', { workflowId: 'too-late', args: [2 * place.day] });
      await place.start('waiter', { workflowId: 'cancelled', args: [20 * place.day] });
      await place.start('cancelsTimerAtOnce', { workflowId: 'at-once' });
      await place.days(1);
      await place.signal('in-time', 'go');
      await place.cancel('cancelled');
      await place.days(3);
      return [
        await place.answer(() => place.result('at-once')),
        await place.answer(() => place.result('cancelled')),
        await place.status('in-time'),
        await place.status('too-late'),
      ];
    },
  },
  {
    name: 'an activity that fails twice',
    workflows: ['retried'],
    activities: failing(2),
    live: async (place) => {
      const retry = { initialInterval: place.day, backoffCoefficient: 2 };
      const args = [{ startToCloseTimeout: 5000, retry }, 'input'];
      await place.start('callsActivity', { workflowId: 'retried', args });
      await place.days(4);
      return await place.answer(() => place.result('retried'));
    },
  },
  {
    name: 'an activity that fails too often',
    workflows: ['gives-up'],
    activities: failing(9),
    live: async (place) => {
      const retry = { initialInterval: place.day, maximumInterval: place.day, maximumAttempts: 3 };
      const args = [{ startToCloseTimeout: 5000, retry }, 'input'];
      await place.start('callsActivity', { workflowId: 'gives-up', args });
      await place.days(4);
      return await place.answer(() => place.result('gives-up'));
    },
  },
  {
    name: 'an activity that fails for good',
    workflows: ['hopeless'],
    activities: failing(9, 'hopeless'),
    live: async (place) => {
      const args = [{ startToCloseTimeout: 5000, retry: { nonRetryableErrorTypes: ['hopeless'] } }, 'input'];
      await place.start('callsActivity', { workflowId: 'hopeless', args });
      return await place.answer(() => place.result('hopeless'));
    },
  },
  {
    name: 'an activity that runs out of time',
    workflows: ['late'],
    activities: failing(9),
    notOn: { timeSkipping: 'comes to a standstill' },
    live: async (place) => {
      const retry = { initialInterval: place.day, backoffCoefficient: 1 };
      const args = [{ scheduleToCloseTimeout: 2.5 * place.day, retry }, 'input'];
      await place.start('callsActivity', { workflowId: 'late', args });
      await place.days(4);
      return await place.answer(() => place.result('late'));
    },
  },
  ...(['TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'ABANDON'] as const).map((cancellationType) => ({
    name: `cancels an activity: ${cancellationType}`,
    workflows: [`cancels-${cancellationType}`, `cancels-at-once-${cancellationType}`],
    activities: failing(9),
    live: async (place: Place) => {
      const options = {
        startToCloseTimeout: 5000,
        retry: { initialInterval: 20 * place.day },
        cancellationType,
      };
      const start = (workflowId: string, after: number): Promise<unknown> =>
        place.start('cancelsActivity', { workflowId, args: [options, after, place.day] });
      await start(`cancels-${cancellationType}`, place.day);
      await start(`cancels-at-once-${cancellationType}`, 0);
      await place.days(4);
      return [
        await place.status(`cancels-${cancellationType}`),
        await place.answer(() => place.result(`cancels-at-once-${cancellationType}`)),
      ];
    },
  })),
  {
    name: 'local activities',
    workflows: ['local'],
    activities: echo,
    live: async (place) => {
      await place.start('localThenTimer', { workflowId: 'local', args: [place.day] });
      await place.days(2);
      return await place.answer(() => place.result('local'));
    },
  },
  {
    name: 'a local activity that is tried again within its workflow task',
    workflows: ['local-again'],
    activities: failing(1),
    live: async (place) => {
      const args = [{ startToCloseTimeout: 5000, retry: { initialInterval: 1000 } }, 'input', place.day];
      await place.start('callsLocalActivity', { workflowId: 'local-again', args });
      if (place.day < 10_000) await place.days(4);
      else await moments(2);
      await place.days(2);
      return await place.status('local-again');
    },
  },
  {
    name: 'a local activity that backs off by a timer',
    workflows: ['local-timer'],
    activities: failing(1),
    live: async (place) => {
      const options = {
        startToCloseTimeout: 5000,
        localRetryThreshold: 10,
        retry: { initialInterval: place.day },
      };
      await place.start('callsLocalActivity', {
        workflowId: 'local-timer',
        args: [options, 'input', place.day],
      });
      await place.days(4);
      return await place.status('local-timer');
    },
  },
  {
    name: 'a local activity that fails, and one that is cancelled',
    workflows: ['local-fails', 'local-cancelled'],
    activities: failing(9, 'hopeless'),
    live: async (place) => {
      const options = { startToCloseTimeout: 5000, retry: { maximumAttempts: 1 } };
      await place.start('callsLocalActivity', {
        workflowId: 'local-fails',
        args: [options, 'input', place.day],
      });
      await place.start('cancelsLocalActivity', { workflowId: 'local-cancelled', args: [options] });
      await place.days(3);
      return [await place.answer(() => place.result('local-cancelled')), await place.status('local-fails')];
    },
  },
  {
    name: 'continues as new, and takes signals along',
    workflows: ['renewed'],
    live: async (place) => {
      await list(place, 'renewed');
      await place.signal('renewed', 'add', 'before');
      await place.days(1);
      await place.signal('renewed', 'renew');
      await place.days(2);
      await place.signal('renewed', 'add', 'after');
      await place.days(1);
      await place.signal('renewed', 'close');
      return await place.answer(() => place.result('renewed'));
    },
  },
  {
    name: 'search attributes and memo through runs',
    workflows: ['labelled'],
    live: async (place) => {
      await place.start('labelled', {
        workflowId: 'labelled',
        args: [3],
        memo: { first: 1 },
        typedSearchAttributes: [{ key: stage, value: 'begin' }],
      });
      await place.days(4);
      return await place.answer(() => place.result('labelled'));
    },
  },
  {
    name: 'updates: accepted, refused, failed, unknown, with activities',
    workflows: ['updated'],
    activities: echo,
    refused: { updated: 2 },
    live: async (place) => {
      await list(place, 'updated');
      const asks: [string, ...unknown[]][] = [
        ['put', 'a'],
        ['put', 'a'],
        ['fail', 'why'],
        ['unknown', 1],
        ['putByActivity', 'b'],
        ['putByLocalActivity', 'c'],
      ];
      const answers: unknown[] = [];
      for (const [name, ...args] of asks) {
        answers.push(await place.answer(() => place.update('updated', name, ...args)));
        await place.days(1);
      }
      answers.push(await place.answer(() => place.query('updated', 'items')));
      await place.signal('updated', 'close');
      answers.push(await place.answer(() => place.result('updated')));
      return answers;
    },
  },
  {
    name: 'an update that takes days, and one its workflow does not live to see',
    workflows: ['slow', 'early'],
    live: async (place) => {
      await list(place, 'slow');
      const slow = place.answer.bind(place, () => place.update('slow', 'putSlowly', 'a', 2 * place.day));
      await place.start('closesEarly', { workflowId: 'early' });
      await place.days(1);
      const waiting = place.update('early', 'putSlowly', 'never', 50 * place.day);
      const early = waiting.then(
        () => 'done',
        (error: unknown) => (error as Error).message,
      );
      const first = await slow();
      await place.signal('early', 'close');
      await place.days(1);
      return [first, await early, await place.answer(() => place.query('slow', 'items'))];
    },
  },
  {
    name: 'asking what is not there',
    workflows: ['gone'],
    live: async (place) => {
      await list(place, 'gone');
      const unanswered = [
        await place.answer(() => place.query('gone', 'nothing')),
        await place.answer(() => place.query('gone', 'broken')),
      ];
      await place.signal('gone', 'close');
      await place.days(1);
      const asks = (id: string): (() => Promise<unknown>)[] => [
        () => place.signal(id, 'add', 'x'),
        () => place.update(id, 'put', 'x'),
        () => place.terminate(id, 'x'),
        () => place.cancel(id),
      ];
      const classes: unknown[] = [];
      for (const ask of [...asks('gone'), ...asks('never')]) {
        const answer = await place.answer(ask);
        classes.push('error' in answer ? answer.error[0]?.class : 'taken');
      }
      return [unanswered, classes];
    },
  },
  {
    name: 'signal-with-start',
    workflows: ['signalled'],
    live: async (place) => {
      const options = { workflowId: 'signalled', signal: 'add' };
      await place.signalWithStart('list', { ...options, signalArgs: ['first'] });
      await place.days(1);
      await place.signalWithStart('list', { ...options, signalArgs: ['second'] });
      await place.days(1);
      await place.signal('signalled', 'close');
      return await place.answer(() => place.result('signalled'));
    },
  },
  {
    name: 'update-with-start',
    workflows: ['put'],
    live: async (place) => {
      const put = (item: string, workflowIdConflictPolicy: 'USE_EXISTING' | 'FAIL'): Promise<unknown> =>
        place.answer(() =>
          place.updateWithStart('put', {
            args: [item],
            start: { type: 'list', workflowId: 'put', workflowIdConflictPolicy },
          }),
        );
      const answers: unknown[] = [];
      answers.push(await put('a', 'FAIL'));
      await place.days(1);
      answers.push(await put('b', 'USE_EXISTING'));
      await place.days(1);
      answers.push(await put('c', 'FAIL'));
      await place.signal('put', 'close');
      answers.push(await place.answer(() => place.result('put')));
      return answers;
    },
  },
  {
    name: 'patched',
    workflows: ['patched'],
    activities: echo,
    live: async (place) => {
      await place.start('patchedFlow', { workflowId: 'patched' });
      return await place.answer(() => place.result('patched'));
    },
  },
  {
    name: 'signals to a workflow that is not there',
    workflows: ['to-nobody', 'to-the-closed', 'regrets'],
    live: async (place) => {
      await place.start('signalsOther', { workflowId: 'to-nobody', args: ['nobody', 'hello'] });
      await place.start('signalsAndRegrets', { workflowId: 'regrets', args: ['nobody'] });
      await place.days(1);
      await place.start('signalsOther', { workflowId: 'to-the-closed', args: ['to-nobody', 'hello'] });
      await place.days(1);
      return [
        await place.answer(() => place.result('to-nobody')),
        await place.answer(() => place.result('to-the-closed')),
        await place.answer(() => place.result('regrets')),
      ];
    },
  },
  {
    name: 'cancels a workflow that runs, has closed, or never was',
    workflows: ['cancels-running', 'cancels-closed', 'cancels-nobody', 'waits'],
    notOn: { timeSkipping: 'never answers the request to cancel a workflow that does not run' },
    live: async (place) => {
      await place.start('waiter', { workflowId: 'waits', args: [50 * place.day] });
      await place.days(1);
      await place.start('cancelsOther', { workflowId: 'cancels-running', args: ['waits'] });
      await place.start('cancelsOther', { workflowId: 'cancels-nobody', args: ['nobody'] });
      await place.days(1);
      await place.start('cancelsOther', { workflowId: 'cancels-closed', args: ['waits'] });
      await place.days(1);
      return [
        await place.answer(() => place.result('waits')),
        await place.answer(() => place.result('cancels-running')),
        await place.answer(() => place.result('cancels-closed')),
        await place.answer(() => place.result('cancels-nobody')),
      ];
    },
  },
  ...(['complete', 'fail', 'continue'] as const).map((end) => ({
    name: `a child that comes to its end: ${end}`,
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
  })),
  {
    name: 'children that are cancelled or terminated, and one whose id is taken',
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
  ...(['WAIT_CANCELLATION_COMPLETED', 'TRY_CANCEL', 'ABANDON'] as const).map((type) => ({
    name: `cancels a child: ${type}`,
    workflows: [`gives-up-${type}`, `slow-${type}`, `gives-up-at-once-${type}`],
    live: async (place: Place) => {
      const start = (workflowId: string, child: string, after: number): Promise<unknown> =>
        place.start('cancelsChild', { workflowId, args: [child, type, after, place.day] });
      await start(`gives-up-${type}`, `slow-${type}`, 2 * place.day);
      await start(`gives-up-at-once-${type}`, `never-${type}`, 0);
      await place.days(8);
      const status = await place.status(`gives-up-${type}`);
      return [status, await place.answer(() => place.result(`gives-up-at-once-${type}`))];
    },
  })),
  {
    name: 'a child that is left to itself, outlives its parent’s run, and tells the next',
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
  ...(['TERMINATE', 'REQUEST_CANCEL'] as const).flatMap((policy) =>
    (['complete', 'fail', 'continue'] as const).map((ends) => ({
      name: `closes with a child: ${policy}, ${ends}`,
      workflows: [`closes-${policy}-${ends}`, `closed-${policy}-${ends}`],
      notOn: { timeSkipping: 'does not know parent-close policies' },
      live: async (place: Place) => {
        const childId = `closed-${policy}-${ends}`;
        const workflowId = `closes-${policy}-${ends}`;
        await place.start('leavesChild', { workflowId, args: [{ childId, policy, ends, after: place.day }] });
        await place.days(4);
        return [await place.status(workflowId), await place.status(childId)];
      },
    })),
  ),
  {
    name: 'what a workflow asks for in its last task is not carried out',
    workflows: ['hasty', 'target'],
    activities: echo,
    notOn: { timeSkipping: 'carries it out' },
    live: async (place) => {
      await place.start('waiter', { workflowId: 'target', args: [50 * place.day] });
      await place.days(1);
      await place.start('hasty', { workflowId: 'hasty', args: ['target', 'hasty-child'] });
      await place.days(1);
      return await place.answer(() => place.status('hasty-child').catch(() => 'never started'));
    },
  },
  {
    name: 'fails, is terminated, is started twice',
    workflows: ['failed', 'terminated'],
    live: async (place) => {
      await place.start('fails', { workflowId: 'failed' });
      await list(place, 'terminated');
      await place.days(1);
      const again = await place.answer(() => place.start('list', { workflowId: 'terminated' }));
      await place.terminate('terminated', 'enough');
      return [
        again,
        await place.answer(() => place.result('failed')),
        await place.answer(() => place.result('terminated')),
      ];
    },
  },
];

function moments(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}

/** The test server leaves out why a child was not tried again. */
function withoutRetryState(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'retryState' ? undefined : value)),
  );
}
