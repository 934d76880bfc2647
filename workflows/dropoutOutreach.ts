/**
 * Outreach to a youth out of school and work (R32): first contact, channel by channel (R05), then a new activity. For
 * those of 15–17 the law sets both deadlines and the duty outlives a no (L1); from 18 a no is respected (R45).
 */
import { continueAsNew, setHandler } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { type DropoutOutreachInput, ofAgeSignal } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { type IsoDate } from '../rules/calendar';
import { newActivityDueOn } from '../rules/outreach';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

export async function dropoutOutreach(input: DropoutOutreachInput): Promise<void> {
  const { origin, rule, reason, attempts, contactDays, newActivityDays, summerHolidayDays, carried } = input;
  /** L1: whether the law's duty binds; it ends on the eighteenth birthday, also for what has begun before. */
  let isDuty = newActivityDays !== undefined && carried?.ofAge !== true;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };
  const hooks = { completed, mayReopen: () => ended === undefined };
  const tasks = new FollowUps(origin, hooks, attempts, carried?.followUps);
  setHandler(ofAgeSignal, () => {
    isDuty = false;
  });
  if (!carried) {
    if (input.contactedOn === undefined) {
      tasks.open('dropout.contact', {
        rule,
        reason,
        ...(contactDays !== undefined && { nationalDays: contactDays }),
      });
    } else findActivity(input.contactedOn);
  }

  const life = { ended: () => ended, told: carried?.ended !== undefined };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof dropoutOutreach>({
    ...input,
    carried: {
      followUps: tasks.state(),
      ...(ended && { ended: ended.why }),
      ...(!isDuty && { ofAge: true }),
    },
  });

  function completed(task: FollowUp, { outcome }: Outcome, on: IsoDate): void {
    if (task.kind === 'dropout.contact') {
      // L1: a no from a youth of 15–17 ends no duty: something else is looked for.
      if (outcome === 'reached' || isDuty) findActivity(on, outcome, task);
      else ended = { why: 'declined' };
    }
    if (task.kind === 'dropout.newActivity') {
      ended = { why: outcome === 'declined' || outcome === 'notPossible' ? outcome : 'done' };
    }
  }

  function findActivity(contactOn: IsoDate, said?: string, after?: FollowUp): void {
    const due =
      isDuty && newActivityDays !== undefined
        ? newActivityDueOn(contactOn, newActivityDays, summerHolidayDays ?? 0)
        : undefined;
    tasks.open('dropout.newActivity', {
      rule,
      reason: { contactOn, ...(said === 'declined' && { said }) },
      ...(due !== undefined && { due }),
      ...(after && { after }),
    });
  }
}
