/**
 * A conference before the youth leaves grade 9 or 10, and before the eighteenth birthday (R29): those who let go and
 * those who take over sit together with the youth. One task, that may share its time with another meeting.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { type TransitionConferenceInput } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

export async function transitionConference(input: TransitionConferenceInput): Promise<void> {
  const { origin, rule, reason, carried } = input;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };
  const hooks = { completed, mayReopen: () => ended === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) tasks.open('transition.conference', { rule, reason });

  const life = { ended: () => ended, told: carried?.ended !== undefined };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof transitionConference>({
    ...input,
    carried: { followUps: tasks.state(), ...(ended && { ended: ended.why }) },
  });

  function completed({ kind }: FollowUp, { outcome }: Outcome): void {
    if (kind !== 'transition.conference') return;
    ended = { why: outcome === 'declined' || outcome === 'notPossible' ? outcome : 'done' };
  }
}
