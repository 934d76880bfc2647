/** Workflows that start others. */
import {
  CancellationScope,
  type ChildWorkflowCancellationType,
  condition,
  continueAsNew,
  defineSignal,
  getExternalWorkflowHandle,
  type ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import { type TestActivities } from './activities';
import { seen, tried, type Tried } from './errors';

export const heardSignal = defineSignal<[string]>('heard');
export const endSignal = defineSignal<['complete' | 'fail' | 'continue']>('end');

/** Lives until it is told to end, counts cancellation requests, and tells its parent, if asked to, when it ends. */
export async function child(tells?: string): Promise<string> {
  let end: string | undefined;
  setHandler(endSignal, (how) => {
    end = how;
  });
  await condition(() => end !== undefined);
  if (end === 'continue') await continueAsNew<typeof child>(tells);
  if (tells !== undefined) await tried(getExternalWorkflowHandle(tells).signal(heardSignal, 'child ended'));
  if (end === 'fail') throw ApplicationFailure.nonRetryable('told to', 'toldTo', { n: 1 });
  return 'done';
}

/** Takes a while to wind up after a cancellation. */
export async function slowToCancel(): Promise<string> {
  try {
    await sleep('10 days');
    return 'slept';
  } catch (error) {
    await CancellationScope.nonCancellable(() => sleep('1h'));
    throw error;
  }
}

/** Starts a child and waits for it. */
export async function parent(childId: string, type = 'child'): Promise<{ started: Tried; ended: Tried }> {
  let handle;
  try {
    handle = await startChild(type, {
      workflowId: childId,
      args: type === 'child' ? [workflowInfo().workflowId] : [],
    });
  } catch (error) {
    return { started: { error: seen(error) }, ended: { value: 'never' } };
  }
  return { started: { value: null }, ended: await tried(handle.result()) };
}

export interface ParentPlan {
  readonly childId: string;
  readonly policy: ParentClosePolicy;
  readonly ends: 'complete' | 'fail' | 'continue' | 'wait';
  /** Milliseconds it lives on with its child. */
  readonly after: number;
}

/** Starts a child with a close policy and ends in one of several ways; continued, it waits to hear of its child. */
export async function leavesChild(plan: ParentPlan): Promise<string[]> {
  const heard: string[] = [];
  setHandler(heardSignal, (what) => void heard.push(what));
  if (plan.ends === 'wait') {
    await condition(() => heard.length > 0);
    return heard;
  }
  await startChild('child', {
    workflowId: plan.childId,
    parentClosePolicy: plan.policy,
    args: [workflowInfo().workflowId],
    staticSummary: 'a child',
  });
  await sleep(plan.after);
  if (plan.ends === 'continue') await continueAsNew<typeof leavesChild>({ ...plan, ends: 'wait' });
  if (plan.ends === 'fail') throw ApplicationFailure.nonRetryable('left', 'left');
  return heard;
}

/** Starts a child in a scope and cancels that after a while; 0 cancels it in the same activation. Then waits. */
export async function cancelsChild(
  childId: string,
  cancellationType: ChildWorkflowCancellationType,
  after: number,
  thenWait: number,
): Promise<{ seen: Tried; atOnce: boolean }> {
  const start = Date.now();
  const scope = new CancellationScope();
  const call = scope.run(async () => {
    const parentClosePolicy = 'ABANDON';
    const options = { workflowId: childId, cancellationType, parentClosePolicy } as const;
    const handle = await startChild('slowToCancel', options);
    return (await handle.result()) as unknown;
  });
  const result = tried(call);
  if (after > 0) await sleep(after);
  scope.cancel();
  const seen = await result;
  const atOnce = Date.now() === start;
  await sleep(thenWait);
  return { seen, atOnce };
}

/** Signals a workflow that may not be there. */
export async function signalsOther(workflowId: string, what: string): Promise<Tried> {
  return await tried(getExternalWorkflowHandle(workflowId).signal(heardSignal, what));
}

/** Asks a workflow that may not be there to cancel. */
export async function cancelsOther(workflowId: string): Promise<Tried> {
  return await tried(getExternalWorkflowHandle(workflowId).cancel());
}

/** Signals, and cancels the signal in the same activation. */
export async function signalsAndRegrets(workflowId: string): Promise<Tried> {
  const scope = new CancellationScope();
  const call = scope.run(() => tried(getExternalWorkflowHandle(workflowId).signal(heardSignal, 'never')));
  scope.cancel();
  return await call;
}

/** Asks for a signal, a child and an activity in the task that ends it. */
export function hasty(target: string, childId: string): Promise<string> {
  const { act } = proxyActivities<TestActivities>({ startToCloseTimeout: '10s' });
  const parentClosePolicy = 'ABANDON';
  void tried(getExternalWorkflowHandle(target).signal('go'));
  void tried(startChild('child', { workflowId: childId, parentClosePolicy }));
  void tried(act('hasty'));
  return Promise.resolve('done');
}
