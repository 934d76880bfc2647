/**
 * A notification of concern (underretning) has come (L3): it is assessed within 24 hours by the clock, weekends too, and
 * whoever sent it has a receipt within six national working days. What it says stands nowhere in here.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type NotificationInput } from '../contract/messages/procedures';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

const MS_PER_HOUR = 3_600_000;

export async function notification(input: NotificationInput): Promise<void> {
  const { origin, rule, reason, receivedAt, assessHours, receiptDays, carried } = input;
  const hooks = { completed: () => undefined, mayReopen: (): boolean => tasks.anyOpen() };
  const tasks: FollowUps = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) {
    tasks.open('notification.assess', { rule, reason, dueAt: receivedAt + assessHours * MS_PER_HOUR });
    tasks.open('notification.receipt', { rule, reason, nationalDays: receiptDays, from: receivedAt });
  }

  const ended = (): Ending | undefined => (tasks.anyOpen() ? undefined : { why: 'done' });
  const life = { ended, told: carried?.ended !== undefined };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof notification>({ ...input, carried: { followUps: tasks.state() } });
}
