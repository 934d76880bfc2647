/**
 * A youth has moved to the municipality (R31): somebody asks how things stand and makes the first contact, channel by
 * channel (R05). A coordinator is found by the journey itself (R19).
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { type NewcomerContactInput } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

export async function newcomerContact(input: NewcomerContactInput): Promise<void> {
  const { origin, rule, reason, attempts, contactDays, carried } = input;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };
  const hooks = { completed, mayReopen: () => ended === undefined };
  const tasks = new FollowUps(origin, hooks, attempts, carried?.followUps);
  if (!carried) {
    tasks.open('newcomer.contact', {
      rule,
      reason,
      ...(contactDays !== undefined && { nationalDays: contactDays }),
    });
  }

  const life = { ended: () => ended, told: carried?.ended !== undefined };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof newcomerContact>({
    ...input,
    carried: { followUps: tasks.state(), ...(ended && { ended: ended.why }) },
  });

  function completed({ kind }: FollowUp, { outcome }: Outcome): void {
    if (kind === 'newcomer.contact') ended = { why: outcome === 'declined' ? 'declined' : 'done' };
  }
}
