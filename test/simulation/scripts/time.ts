/** Timers. */
import { type Scripts } from '../script';

export const TIME: Scripts = {
  sleeps: {
    workflows: ['sleeper'],
    live: async (place) => {
      await place.start('sleeper', { workflowId: 'sleeper', args: [[2 * place.day, 3 * place.day]] });
      await place.days(6);
      return await place.status('sleeper');
    },
  },
  'timers with cancel': {
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
};
