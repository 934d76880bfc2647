/** Workflows that wait. */
import { CancellationScope, condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const goSignal = defineSignal('go');

/** Sleeps one duration after the other; the instants at which it woke, counted from its start. */
export async function sleeper(durations: number[]): Promise<number[]> {
  const start = Date.now();
  const woke: number[] = [];
  for (const ms of durations) {
    await sleep(ms, { summary: 'a nap' });
    woke.push(Date.now() - start);
  }
  return woke;
}

/** Waits for `go`, at most this long; a signal in time cancels the timer. */
export async function waiter(atMost: number): Promise<{ went: boolean; after: number }> {
  const start = Date.now();
  let go = false;
  setHandler(goSignal, () => {
    go = true;
  });
  const went = await condition(() => go, atMost);
  return { went, after: Date.now() - start };
}

/** A timer that is cancelled in the activation that started it never reaches the server. */
export async function cancelsTimerAtOnce(): Promise<string> {
  const scope = new CancellationScope();
  const slept = scope
    .run(() => sleep('1 day'))
    .then(
      () => 'slept',
      () => 'cancelled',
    );
  scope.cancel();
  return await slept;
}

/** What of the sandbox's clock and randomness a workflow sees. */
export function deterministic(): Promise<{ now: number; random: number }> {
  return Promise.resolve({ now: new Date().getTime(), random: Math.random() });
}
