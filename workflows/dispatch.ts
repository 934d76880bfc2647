/**
 * When messages go. Activities write notices with a planned time; this workflow sleeps until the earliest of them,
 * sends what is due, and is woken when something is planned for earlier. One per municipality.
 */
import { allHandlersFinished, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { wakeSignal } from '../contract/messages/procedures';
import { activities, isFull } from './followUps';

export async function dispatch(): Promise<void> {
  const wake: { at: number | undefined } = { at: Date.now() };
  setHandler(wakeSignal, wakeBy);

  while (!isFull()) {
    const { at } = wake;
    const moved = (): boolean => wake.at !== at;
    if (at === undefined) await condition(moved);
    else if (at > Date.now()) await condition(moved, at - Date.now());
    else {
      wake.at = undefined;
      const { next } = await activities.sendDue();
      if (next !== undefined) wakeBy(next);
    }
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof dispatch>();

  function wakeBy(at: number): void {
    wake.at = Math.min(wake.at ?? at, at);
  }
}
