/**
 * Another contact person, as the youth wishes (R28): the wish goes to the leader, who finds somebody; the two meet the
 * youth together while both are there, and only then does the new one take over, so that there is no gap.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { journeyId, type StaffRef } from '../contract/messages/ids';
import { type ContactPersonHandoverInput, procedureEndedSignal } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { type CaseClosing } from '../contract/messages/vocabulary';
import { FollowUps, isFull } from './followUps';
import { tell } from './telling';

export async function contactPersonHandover(input: ContactPersonHandoverInput): Promise<void> {
  const { origin, rule, reason, carried } = input;
  const { workflowId, youth } = origin;
  let successor: StaffRef | undefined = carried?.successor;
  let why: CaseClosing | undefined;
  const hooks = { completed, mayReopen: () => why === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) tasks.open('contact.assign', { rule, reason });

  const isOver = (): boolean => why !== undefined && !tasks.isOpen('talk.requested');
  await tasks.runUntil(() => isOver() || (isFull() && why === undefined));
  await tasks.finish();
  if (isOver()) {
    await tell(journeyId(youth), procedureEndedSignal, { workflowId, why: why ?? 'done' });
    await tasks.finish();
    return;
  }
  await continueAsNew<typeof contactPersonHandover>({
    ...input,
    carried: { followUps: tasks.state(), ...(successor !== undefined && { successor }) },
  });

  function completed(task: FollowUp, outcome: Outcome): void {
    if (task.kind === 'talk.requested') return;
    if (outcome.outcome === 'declined' || outcome.outcome === 'notPossible') {
      why = outcome.outcome;
    } else if (task.kind === 'contact.assign' && 'person' in outcome) {
      successor = outcome.person;
      tasks.open('contact.handover', { rule, reason: { to: successor }, after: task });
    } else if (task.kind === 'contact.handover' && successor !== undefined) {
      tasks.do({ do: 'assignPerson', role: 'contactPerson', person: successor, n: task.n, rule });
      why = 'done';
    }
  }
}
