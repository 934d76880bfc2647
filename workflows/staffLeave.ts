/**
 * Somebody stops working here (R19: no youth is without their person unnoticed). Sleeps until their last day is over;
 * then what was theirs is one task of their leader's, and its own ladder goes on until all of it has somebody new.
 */
import { continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { leavingSignal, type StaffLeaveInput } from '../contract/messages/procedures';
import { activities, FollowUps, isFull } from './followUps';

export async function staffLeave({ staff, school, agreement, followUps }: StaffLeaveInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const origin = { workflowId, agreement, ...(school !== undefined && { school }) };
  let over = false;
  let lookAt: number | undefined = Date.now();
  const tasks = new FollowUps(
    origin,
    {
      completed: () => {
        over = true;
      },
    },
    undefined,
    followUps,
  );
  // The day was moved, or they stay after all.
  setHandler(leavingSignal, () => {
    lookAt = Date.now();
  });

  const isOver = (): boolean => over;
  await tasks.runUntil(() => isOver() || isFull(), { at: () => lookAt, look });
  await tasks.finish();
  if (!isOver()) {
    await continueAsNew<typeof staffLeave>({
      staff,
      agreement,
      ...(school !== undefined && { school }),
      followUps: tasks.state(),
    });
  }

  async function look(): Promise<() => void> {
    const { lookAgainAt, leader, tasks: open = 0, youths = 0 } = await activities.staffLeft(staff);
    return () => {
      lookAt = lookAgainAt;
      if (leader !== undefined && !tasks.isOpen('staff.left')) {
        tasks.open('staff.left', { rule: 'R19', reason: { staff, tasks: open, youths }, role: leader });
      }
      over = lookAgainAt === undefined && !tasks.anyOpen();
    };
  }
}
