/**
 * Another contact person, as the youth wishes (R28): the wish goes to the leader, who finds somebody; the two meet the
 * youth together while both are there, and only then does the new one take over, so that there is no gap.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { type StaffRef } from '../contract/messages/ids';
import { type ContactPersonHandoverInput } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

export async function contactPersonHandover(input: ContactPersonHandoverInput): Promise<void> {
  const { origin, rule, reason, carried } = input;
  let successor: StaffRef | undefined = carried?.successor;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };
  const hooks = { completed, mayReopen: () => ended === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) tasks.open('contact.assign', { rule, reason });

  const life = { ended: () => ended, told: carried?.ended !== undefined };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof contactPersonHandover>({
    ...input,
    carried: {
      followUps: tasks.state(),
      ...(successor !== undefined && { successor }),
      ...(ended && { ended: ended.why }),
    },
  });

  function completed(task: FollowUp, outcome: Outcome): void {
    if (task.kind === 'talk.requested') return;
    if (outcome.outcome === 'declined' || outcome.outcome === 'notPossible') {
      ended = { why: outcome.outcome };
    } else if (task.kind === 'contact.assign' && 'person' in outcome) {
      successor = outcome.person;
      tasks.open('contact.handover', { rule, reason: { to: successor }, after: task });
    } else if (task.kind === 'contact.handover' && successor !== undefined) {
      tasks.do({ do: 'assignPerson', role: 'contactPerson', person: successor, n: task.n, rule });
      ended = { why: 'done' };
    }
  }
}
