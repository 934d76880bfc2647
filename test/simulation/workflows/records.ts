/** Workflows that use search attributes, memo, patches, and those that break. */
import {
  continueAsNew,
  deprecatePatch,
  patched,
  proxyActivities,
  sleep,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { ApplicationFailure, defineSearchAttributeKey } from '@temporalio/common';
import { type TestActivities } from './activities';

const stage = defineSearchAttributeKey('stage', 'KEYWORD');
const { act, other } = proxyActivities<TestActivities>({ startToCloseTimeout: '10s' });

export interface Seen {
  readonly stage: string | undefined;
  readonly memo: unknown;
}

/** Changes its search attribute and memo, continues as new, and tells what each run saw first. */
export async function labelled(runs: number, before: Seen[] = []): Promise<Seen[]> {
  const { typedSearchAttributes, memo } = workflowInfo();
  const saw = [...before, { stage: typedSearchAttributes.get(stage), memo: memo ?? null }];
  upsertSearchAttributes([{ key: stage, value: `run ${String(saw.length)}` }]);
  upsertMemo({ run: saw.length });
  if (runs > 1) await continueAsNew<typeof labelled>(runs - 1, saw);
  return saw;
}

/** Takes the new way where the patch is known, which it always is in a new run. */
export async function patchedFlow(): Promise<unknown> {
  deprecatePatch('older');
  if (patched('newer')) return await act('new way');
  return await other('old way');
}

/** Throws what is no failure of Temporal's: the workflow task fails, not the workflow. */
export async function breaks(): Promise<void> {
  await sleep(1000);
  throw new TypeError('a bug');
}

/** Leaves a rejection unhandled. */
export async function breaksQuietly(): Promise<void> {
  await sleep(1000);
  void Promise.reject(new Error('nobody listens'));
  await sleep(1000);
}

export async function fails(): Promise<void> {
  await sleep(1000);
  throw ApplicationFailure.create({ type: 'hopeless', message: 'no hope', details: [7], nonRetryable: true });
}

/** Writes to the global object, which the sandbox lends to all workflows in turn. */
export async function litters(): Promise<void> {
  (globalThis as Record<string, unknown>)['litter'] = 1;
  await sleep(1000);
}

let calls = 0;
/** Counts in a variable of its module: each workflow has its own, unless modules are shared. */
export async function counts(): Promise<number> {
  calls += 1;
  await sleep(1000);
  return calls;
}
