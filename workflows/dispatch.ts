/**
 * When messages go. Activities write notices with a planned time; this workflow sleeps until the earliest of them,
 * sends what is due, and is woken when something is planned for earlier. One per municipality.
 */
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import { wakeSignal } from '../contract/messages/procedures';
import { activities, isFull } from './followUps';

type Instant = number;

export async function dispatch(): Promise<void> {
  const wake: { at: Instant | undefined } = { at: Date.now() };
  setHandler(wakeSignal, wakeBy);
  /** Moments there is a timer for. Each is a billable action, so none is given up for an earlier one. */
  const timers = new Set<Instant>();
  const untilMoved = patched('spareTimers') ? untilTimerOrWake : untilWake;

  while (!isFull()) {
    const { at } = wake;
    if (at === undefined || at > Date.now()) await untilMoved(at);
    else {
      wake.at = undefined;
      const { next } = await activities.sendDue();
      if (next !== undefined) wakeBy(next);
    }
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof dispatch>();

  function wakeBy(at: Instant): void {
    wake.at = Math.min(wake.at ?? at, at);
  }

  async function untilTimerOrWake(at: Instant | undefined): Promise<void> {
    const isCovered = [...timers].some((moment) => moment <= (at ?? Infinity));
    if (at !== undefined && !isCovered) startTimer(at);
    const { size } = timers;
    await condition(() => wake.at !== at || timers.size < size);
  }

  function startTimer(at: Instant): void {
    timers.add(at);
    void sleep(at - Date.now()).then(() => timers.delete(at));
  }

  /** What runs begun before timers were spared do. */
  async function untilWake(at: Instant | undefined): Promise<void> {
    const moved = (): boolean => wake.at !== at;
    if (at === undefined) await condition(moved);
    else await condition(moved, at - Date.now());
  }
}
