/**
 * A referral that a leader approves (R50): staff propose, the leader decides, and only then the receiver has a task.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { type ReferralInput } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

export async function referral(input: ReferralInput): Promise<void> {
  const { origin, rule, reason, to, approver, carried } = input;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };
  const hooks = { completed, mayReopen: () => ended === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) tasks.open('referral.approve', { rule, reason, role: approver });

  const life = { ended: () => ended, told: carried?.ended !== undefined };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof referral>({
    ...input,
    carried: { followUps: tasks.state(), ...(ended && { ended: ended.why }) },
  });

  function completed(task: FollowUp, { outcome }: Outcome): void {
    if (task.kind === 'referral.receive') ended = { why: outcome === 'done' ? 'done' : 'notPossible' };
    if (task.kind !== 'referral.approve') return;
    if (outcome === 'done') tasks.open('referral.receive', { rule, reason: { to }, role: to, after: task });
    else ended = { why: outcome === 'declined' ? 'declined' : 'refused' };
  }
}
