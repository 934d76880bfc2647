/** Workflows that are told and asked things. */
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import { type TestActivities } from './activities';

export const addSignal = defineSignal<[string]>('add');
export const closeSignal = defineSignal('close');
export const renewSignal = defineSignal('renew');
export const itemsQuery = defineQuery<string[]>('items');
export const brokenQuery = defineQuery<string>('broken');
export const putUpdate = defineUpdate<number, [string]>('put');
export const putSlowlyUpdate = defineUpdate<string, [string, number]>('putSlowly');
export const putByActivityUpdate = defineUpdate<unknown, [string]>('putByActivity');
export const putByLocalActivityUpdate = defineUpdate<unknown, [string]>('putByLocalActivity');
export const failUpdate = defineUpdate<undefined, [string]>('fail');

const { act } = proxyActivities<TestActivities>({ startToCloseTimeout: '10s' });
const local = proxyLocalActivities<TestActivities>({ startToCloseTimeout: '2s' });

/** A list that is added to by signals and updates until it is closed, or renewed: then it carries on as a new run. */
export async function list(items: string[] = []): Promise<string[]> {
  let end: 'close' | 'renew' | undefined;
  setHandler(addSignal, (item) => void items.push(item));
  setHandler(closeSignal, () => {
    end = 'close';
  });
  setHandler(renewSignal, () => {
    end = 'renew';
  });
  setHandler(itemsQuery, () => items);
  setHandler(brokenQuery, () => {
    throw new Error('cannot answer');
  });
  setHandler(putUpdate, (item) => items.push(item), {
    validator: (item: string) => {
      if (items.includes(item)) {
        throw ApplicationFailure.create({
          type: 'known',
          message: 'known',
          nonRetryable: true,
          details: [{ item }],
        });
      }
    },
  });
  setHandler(putSlowlyUpdate, async (item, ms) => {
    items.push(`${item} begun`);
    await sleep(ms);
    items.push(`${item} done`);
    return item;
  });
  setHandler(putByActivityUpdate, async (item) => {
    const result = await act(item);
    items.push(item);
    return result;
  });
  setHandler(putByLocalActivityUpdate, async (item) => {
    const result = await local.act(item);
    items.push(item);
    return result;
  });
  setHandler(failUpdate, (why) => {
    throw ApplicationFailure.nonRetryable(why, 'failed', { why });
  });
  setCurrentDetails('open');
  await condition(() => end !== undefined);
  if (end === 'renew') {
    await condition(allHandlersFinished);
    await continueAsNew<typeof list>([...items, 'renewed']);
  }
  return items;
}

/** Closes at once, leaving the handlers of its updates unfinished. */
export async function closesEarly(): Promise<string> {
  let end = false;
  setHandler(closeSignal, () => {
    end = true;
  });
  setHandler(putSlowlyUpdate, async (item, ms) => {
    await sleep(ms);
    return item;
  });
  await condition(() => end);
  return 'closed';
}

/** Continues as new as soon as the server suggests it; the length each run had by then. */
export async function untilSuggested(runs: number, lengths: number[] = []): Promise<number[]> {
  while (!workflowInfo().continueAsNewSuggested) await sleep(1000);
  lengths.push(workflowInfo().historyLength);
  if (runs > 1) await continueAsNew<typeof untilSuggested>(runs - 1, lengths);
  return lengths;
}
