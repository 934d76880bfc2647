/** Signals, updates, queries and cancellation. */
import { type Scripts } from '../script';
import { echo, list } from './helpers';

export const MESSAGES: Scripts = {
  'updates: accepted, refused, failed, unknown, with activities': {
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
  'an update that takes days, and one its workflow does not live to see': {
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
  'asking what is not there': {
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
  'signal-with-start': {
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
  'update-with-start': {
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
  'signals to a workflow that is not there': {
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
  'cancels a workflow that runs, has closed, or never was': {
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
};
