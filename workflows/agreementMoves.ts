/**
 * R07: an administrator moves what is open to another version of its agreement. Every workflow that has tasks answers
 * the update; asked again it changes nothing.
 */
import { setHandler } from '@temporalio/workflow';
import { type EffectSpec, type Origin } from '../contract/messages/effects';
import { moveAgreementUpdate } from '../contract/messages/tasks';

/** What a procedure does when it follows another version. */
export interface MoveHooks {
  /** Fetches and takes up the new terms; called before the tasks are counted anew. */
  moved?(agreement: number): Promise<void>;
}

/** The tasks the update is about (followUps.ts). */
export interface MovableBlock {
  follows(): Pick<Origin, 'school' | 'agreement'>;
  followFromNow(agreement: number): void;
  openTasks(): number[];
  do(spec: EffectSpec): void;
  written(): Promise<undefined>;
}

/** Registers the handler. A task whose journey concerns another school's agreement is left alone by the activity. */
export function answerMoves(tasks: MovableBlock, hooks: MoveHooks): void {
  setHandler(moveAgreementUpdate, async ({ school, agreement, by }) => {
    const isOwn = tasks.follows().school === school;
    if (isOwn && tasks.follows().agreement !== agreement) {
      await hooks.moved?.(agreement);
      const { agreement: from } = tasks.follows();
      if (from !== agreement) tasks.do({ do: 'movePolicy', from, to: agreement, by });
      tasks.followFromNow(agreement);
    }
    for (const n of tasks.openTasks())
      tasks.do({ do: 'moveTask', n, by, to: agreement, ...(school !== undefined && { school }) });
    return tasks.written();
  });
}
