/** How runs begin, go on and end. */
import { type Scripts } from '../script';
import { echo, list, stage } from './helpers';

export const RUNS: Scripts = {
  'continues as new, and takes signals along': {
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
  'search attributes and memo through runs': {
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
  patched: {
    workflows: ['patched'],
    activities: echo,
    live: async (place) => {
      await place.start('patchedFlow', { workflowId: 'patched' });
      return await place.answer(() => place.result('patched'));
    },
  },
  'what a workflow asks for in its last task is not carried out': {
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
  'fails, is terminated, is started twice': {
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
};
