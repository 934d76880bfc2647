/**
 * How every procedure of a youth comes to its end: it lives through its deadlines until what it was for is done, tells
 * its journey so once, and then waits only for what outlives it.
 */
import { setHandler } from '@temporalio/workflow';
import { type Origin } from '../contract/messages/effects';
import { journeyId, type YouthRef } from '../contract/messages/ids';
import { type ProcedureEnded, procedureEndedSignal, stopSignal } from '../contract/messages/procedures';
import { type CaseClosing, type TaskKind } from '../contract/messages/vocabulary';
import { type FollowUps, isFull, type WakeUp } from './followUps';
import { tell } from './telling';

/** Why a procedure ended, and what its journey must know of it. */
export type Ending = Omit<ProcedureEnded, 'workflowId'>;

export interface ProcedureLife {
  /** Undefined while the procedure runs. */
  readonly ended: () => Ending | undefined;
  /** Whether the journey was told of the end before this run. */
  readonly told?: boolean;
  /** Tasks that are waited for after the end; a talk the youth asked for (R53) always is. */
  readonly outliving?: readonly TaskKind[];
  readonly wakeUp?: WakeUp;
  /** How it ends when it is no longer needed, where withdrawing what is open is not enough. */
  readonly onStop?: (why: CaseClosing) => void;
}

/** Lives the procedure; `full` when it must continue as new, and then the journey knows of an end. */
export async function liveProcedure(
  { workflowId, youth }: Origin & { readonly youth: YouthRef },
  tasks: FollowUps,
  { ended, told = false, outliving = [], wakeUp, onStop }: ProcedureLife,
): Promise<'over' | 'full'> {
  let known = told;
  let stopped: Ending | undefined;
  // What has told its end may still wait for what outlives it; that falls away, too.
  setHandler(stopSignal, ({ why }) => {
    if (onStop) onStop(why);
    else {
      stopped ??= { why };
      tasks.withdraw(why);
    }
  });
  const isOver = (): boolean =>
    ending() !== undefined &&
    known &&
    !(['talk.requested', ...outliving] as const).some((kind) => tasks.isOpen(kind));
  for (;;) {
    await tasks.runUntil(() => (ending() !== undefined && !known) || isOver() || isFull(), wakeUp);
    await tasks.finish();
    const end = ending();
    if (end && !known) {
      await tell(journeyId(youth), procedureEndedSignal, { workflowId, ...end });
      known = true;
      continue; // what came while we told it is taken in first
    }
    if (end && isOver()) {
      // Opened again while it ended: nobody could carry it out any more.
      if (tasks.withdraw(end.why).length === 0) return 'over';
      continue;
    }
    if (isFull()) return 'full';
  }

  function ending(): Ending | undefined {
    return ended() ?? stopped;
  }
}
