/** Workflows that call activities. */
import {
  type ActivityOptions,
  CancellationScope,
  defineSignal,
  type LocalActivityOptions,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import { tried, type Tried } from './errors';

/** The activities of the tests; each test brings its own behaviour. */
export interface TestActivities {
  act(input: unknown): Promise<unknown>;
  other(input: unknown): Promise<unknown>;
}

export const noteSignal = defineSignal<[string]>('note');

/** Calls `act` once. */
export async function callsActivity(options: ActivityOptions, input: unknown): Promise<Tried> {
  const { act } = proxyActivities<TestActivities>(options);
  return await tried(act(input));
}

/** Calls `act` for each input, one after the other. */
export async function callsActivities(inputs: unknown[]): Promise<unknown[]> {
  const { act } = proxyActivities<TestActivities>({ startToCloseTimeout: '10s' });
  const results: unknown[] = [];
  for (const input of inputs) results.push(await act.executeWithOptions({ summary: 'one of many' }, [input]));
  return results;
}

/** Calls `act` and `other` at once. */
export async function callsBoth(input: unknown): Promise<unknown[]> {
  const { act, other } = proxyActivities<TestActivities>({ startToCloseTimeout: '10s' });
  return await Promise.all([act(input), other(input)]);
}

/** Calls `act` and cancels the call after a while; 0 cancels it in the same activation. Then waits. */
export async function cancelsActivity(
  options: ActivityOptions,
  after: number,
  thenWait: number,
): Promise<{ seen: Tried; atOnce: boolean }> {
  const { act } = proxyActivities<TestActivities>(options);
  const start = Date.now();
  const scope = new CancellationScope();
  const call = scope.run(() => tried(act('cancelled')));
  if (after > 0) await sleep(after);
  scope.cancel();
  const seen = await call;
  const atOnce = Date.now() === start;
  await sleep(thenWait);
  return { seen, atOnce };
}

/** Calls `act` as a local activity, then waits; the notes that arrive meanwhile, and when the activity was done. */
export async function callsLocalActivity(
  options: LocalActivityOptions,
  input: unknown,
  thenWait: number,
): Promise<{ seen: Tried; notes: string[]; after: number }> {
  const { act } = proxyLocalActivities<TestActivities>(options);
  const start = Date.now();
  const notes: string[] = [];
  setHandler(noteSignal, (note) => void notes.push(`${note} after ${String(Date.now() - start)}`));
  const seen = await tried(act(input));
  const after = Date.now() - start;
  await sleep(thenWait);
  return { seen, notes, after };
}

/** Two local activities in one workflow task, then a timer, then one more. */
export async function localThenTimer(wait: number): Promise<unknown[]> {
  const { act, other } = proxyLocalActivities<TestActivities>({ startToCloseTimeout: '2s' });
  const first = await act(1);
  const second = await other(first);
  await sleep(wait);
  return [first, second, await act(3)];
}

/** Cancels a local activity in the activation that has scheduled it. */
export async function cancelsLocalActivity(options: LocalActivityOptions): Promise<Tried> {
  const { act } = proxyLocalActivities<TestActivities>(options);
  const scope = new CancellationScope();
  const call = scope.run(() => tried(act('cancelled')));
  scope.cancel();
  return await call;
}
