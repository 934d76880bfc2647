/**
 * R55: a school that falls silent is not attendance. Watches that each school day is confirmed complete; where
 * that stops, the school's leader and the administrator are told, and clocks that depend on attendance stand still
 * (they count confirmed days only, see `targetProgress`).
 */
import { continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { dayConfirmedSignal, type SchoolFeedInput } from '../contract/messages/procedures';
import { activities, FollowUps, isFull } from './followUps';

export async function schoolFeed(input: SchoolFeedInput): Promise<void> {
  const { school, agreement, since } = input;
  const origin = { workflowId: workflowInfo().workflowId, school, agreement };
  const tasks = new FollowUps(origin, { completed: () => undefined }, undefined, input.followUps);
  let lookAt = Date.now();
  setHandler(dayConfirmedSignal, () => {
    lookAt = Date.now();
  });

  await tasks.runUntil(isFull, { at: () => lookAt, look });
  await tasks.finish();
  await continueAsNew<typeof schoolFeed>({ school, agreement, since, followUps: tasks.state() });

  async function look(): Promise<() => void> {
    const { silent, days, lookAgainAt } = await activities.silence(school, since);
    return () => {
      lookAt = lookAgainAt;
      if (!silent) tasks.withdraw('superseded');
      else if (!tasks.isOpen('school.silent')) tasks.open('school.silent', { rule: 'R55', reason: { days } });
    };
  }
}
