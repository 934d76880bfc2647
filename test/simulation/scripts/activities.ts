/** Activities and local activities: tried again, given up, cancelled. */
import { type Place, type Scripts } from '../script';
import { each, echo, failing, moments } from './helpers';

/** Skipped time overtakes the SDK's own timers of local activities: it panics, and the worker hangs from then on. */
const NO_LOCAL_ACTIVITIES = { timeSkipping: 'sdk-core panics: TimeoutBag' };

export const ACTIVITIES: Scripts = {
  'an activity that fails twice': {
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
  'an activity that fails too often': {
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
  'an activity that fails for good': {
    workflows: ['hopeless'],
    activities: failing(9, 'hopeless'),
    live: async (place) => {
      const args = [{ startToCloseTimeout: 5000, retry: { nonRetryableErrorTypes: ['hopeless'] } }, 'input'];
      await place.start('callsActivity', { workflowId: 'hopeless', args });
      return await place.answer(() => place.result('hopeless'));
    },
  },
  'an activity that runs out of time': {
    workflows: ['late'],
    activities: failing(9),
    notOn: { timeSkipping: 'comes to a standstill' },
    live: async (place) => {
      // Far from the limit on both sides: a busy machine is late with its attempts.
      const retry = { initialInterval: 2 * place.day, backoffCoefficient: 1 };
      const args = [{ scheduleToCloseTimeout: 3 * place.day, retry }, 'input'];
      await place.start('callsActivity', { workflowId: 'late', args });
      await place.days(4);
      return await place.answer(() => place.result('late'));
    },
  },
  ...each(['TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'ABANDON'] as const, (cancellationType) => [
    `cancels an activity: ${cancellationType}`,
    {
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
    },
  ]),
  'local activities': {
    notOn: NO_LOCAL_ACTIVITIES,
    workflows: ['local'],
    activities: echo,
    live: async (place) => {
      await place.start('localThenTimer', { workflowId: 'local', args: [place.day] });
      await place.days(2);
      return await place.answer(() => place.result('local'));
    },
  },
  'a local activity that is tried again within its workflow task': {
    notOn: NO_LOCAL_ACTIVITIES,
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
  'a local activity that backs off by a timer': {
    notOn: NO_LOCAL_ACTIVITIES,
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
  'a local activity that fails, and one that is cancelled': {
    notOn: { ...NO_LOCAL_ACTIVITIES, dev: 'sdk-core panics: TimeoutBag' },
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
};
