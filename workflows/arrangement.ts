/**
 * What placements and programmes share: where they stand is noted in records, a person may end them, and they end when
 * the youth is no longer ours to follow.
 */
import { setHandler } from '@temporalio/workflow';
import {
  type ArrangementStage,
  type WithdrawArrangement,
  withdrawArrangementUpdate,
  WITHDRAWALS,
} from '../contract/messages/arrangements';
import { type EffectSpec } from '../contract/messages/effects';
import { type CaseClosing } from '../contract/messages/vocabulary';
import { type FollowUps } from './followUps';
import { refuse } from './taskUpdates';

/** What of an arrangement changed, beside where it stands. */
type Noted = Omit<Extract<EffectSpec, { do: 'noteArrangement' }>, 'do' | 'arrangement' | 'stage'>;

export class Arrangement {
  private why: CaseClosing | undefined;

  /** @param ended why it has ended, where that was before this run */
  constructor(
    private readonly arrangement: string,
    private readonly rule: string,
    ended?: CaseClosing,
  ) {
    this.why = ended;
  }

  /** Registers how it is ended from outside. */
  answer(tasks: FollowUps): void {
    setHandler(
      withdrawArrangementUpdate,
      ({ by, why }) => {
        this.end(tasks, why, { by });
        return tasks.written();
      },
      {
        validator: ({ why }: WithdrawArrangement) => {
          if (this.why !== undefined) refuse('procedureClosed');
          if (!WITHDRAWALS.includes(why)) refuse('invalidOutcome');
        },
      },
    );
  }

  get ended(): CaseClosing | undefined {
    return this.why;
  }

  note(tasks: FollowUps, stage: ArrangementStage, more: Partial<Noted> = {}): void {
    tasks.do({ do: 'noteArrangement', arrangement: this.arrangement, stage, rule: this.rule, ...more });
  }

  /** Ends it, once; what is open is withdrawn, but not what the youth asked for (R53). */
  end(tasks: FollowUps, why: CaseClosing, more: Partial<Noted> = {}): void {
    if (this.why !== undefined) return;
    this.why = why;
    tasks.withdraw(why, ({ kind }) => kind !== 'talk.requested');
    this.note(tasks, 'ended', { why, ...more });
  }
}
