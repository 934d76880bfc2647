/**
 * A conference before the youth leaves grade 9 or 10, and before the eighteenth birthday (R29): those who let go and
 * those who take over sit together with the youth. One task, that may share its time with another meeting.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { journeyId } from '../contract/messages/ids';
import { procedureEndedSignal, type TransitionConferenceInput } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { type CaseClosing } from '../contract/messages/vocabulary';
import { FollowUps, isFull } from './followUps';
import { tell } from './telling';

export async function transitionConference(input: TransitionConferenceInput): Promise<void> {
  const { origin, rule, reason, carried } = input;
  const { workflowId, youth } = origin;
  let why: CaseClosing | undefined;
  const hooks = { completed, mayReopen: () => why === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) tasks.open('transition.conference', { rule, reason });

  const isOver = (): boolean => why !== undefined && !tasks.isOpen('talk.requested');
  await tasks.runUntil(() => isOver() || (isFull() && why === undefined));
  await tasks.finish();
  if (isOver()) {
    await tell(journeyId(youth), procedureEndedSignal, { workflowId, why: why ?? 'done' });
    await tasks.finish();
    return;
  }
  await continueAsNew<typeof transitionConference>({ ...input, carried: { followUps: tasks.state() } });

  function completed({ kind }: FollowUp, { outcome }: Outcome): void {
    if (kind !== 'transition.conference') return;
    why = outcome === 'declined' || outcome === 'notPossible' ? outcome : 'done';
  }
}
