/**
 * The follow-up task as workflows know it, and what people do to it. Every procedure answers these updates; they
 * are addressed to the workflow that holds the task, by the task's number in it.
 */
import { defineUpdate } from '@temporalio/workflow';
import { type Assignee, type PersonRef, type SchoolRef, type StaffRef } from './ids';
import { type Outcome } from './outcomes';
import { type MeetingAnswer, type PostponeReason, type StaffRole, type TaskKind } from './vocabulary';

/** Milliseconds since 1970-01-01T00:00Z. */
type Instant = number;
/** `YYYY-MM-DD` in Denmark. */
type IsoDate = string;

/** Where a task stands: decided when it is carried out, from the agreement, the calendar and who holds which role. */
export interface Placement {
  /** Index in the ladder. */
  readonly rung: number;
  readonly role: StaffRole;
  readonly assignee: Assignee;
  readonly due: Instant;
  /** Planned reminders still to come. */
  readonly reminders: readonly Instant[];
  /** Offset that spreads this person's mornings. */
  readonly spreadMs: number;
  /** Past its due time with nobody above to go to: reminded from now on, and on the leader's weekly list. */
  readonly overdue: boolean;
}

/** A follow-up task in workflow state. */
export interface FollowUp {
  readonly n: number;
  readonly kind: TaskKind;
  status: 'open' | 'completed' | 'withdrawn';
  /** Unset until the task has been written. */
  placement?: Placement;
  /** Whether anybody but the clock has acted on it; a task is only undone while its successors are untouched. */
  touched: boolean;
  /** Number of the task whose completion opened it. */
  readonly after?: number;
  /** Unsuccessful attempts at contact (R05). */
  attempts: number;
  /** The time agreed for the meeting it is about. */
  meeting?: Instant;
}

/** Something a person does to a task. */
interface Deed {
  /** The task's number in its workflow. */
  readonly n: number;
  readonly by: StaffRef;
  /** The Danish date it is done on. Workflows know no time zone. */
  readonly on: IsoDate;
  /** Reference of the words that go with it, kept in records. */
  readonly words?: string;
}

export interface CompleteTask extends Deed {
  readonly outcome: Outcome;
}
export interface PostponeTask extends Deed {
  readonly to: Instant;
  readonly reason: PostponeReason;
}
export interface ReassignTask extends Deed {
  readonly to: Assignee;
}
/** Agrees a time for the conversation or meeting a task is about. */
export interface BookTask extends Deed {
  readonly at: Instant;
}
/** The youth's own answer to an invitation; `by` is the youth, or whoever took the call. */
export interface AnswerTask extends Omit<Deed, 'by'> {
  readonly by: PersonRef;
  readonly answer: MeetingAnswer;
  /** The other time, where the youth chose one. */
  readonly to?: Instant;
}
export type CommentTask = Deed & { readonly words: string };
export type ReopenTask = Deed;

export const completeTaskUpdate = defineUpdate<undefined, [CompleteTask]>('completeTask');
export const postponeTaskUpdate = defineUpdate<undefined, [PostponeTask]>('postponeTask');
export const reassignTaskUpdate = defineUpdate<undefined, [ReassignTask]>('reassignTask');
export const bookTaskUpdate = defineUpdate<undefined, [BookTask]>('bookTask');
export const commentTaskUpdate = defineUpdate<undefined, [CommentTask]>('commentTask');
export const answerTaskUpdate = defineUpdate<undefined, [AnswerTask]>('answerTask');
export const reopenTaskUpdate = defineUpdate<undefined, [ReopenTask]>('reopenTask');
/** R07: the open tasks of a workflow, and what it decides from now on, follow another version of their agreement. */
export interface MoveAgreement {
  /** The school whose agreement it is; left out: the municipality's. */
  readonly school?: SchoolRef;
  readonly agreement: number;
  readonly by: StaffRef;
}
export const moveAgreementUpdate = defineUpdate<undefined, [MoveAgreement]>('moveAgreement');

/** Why an update was refused; the code is the failure's `type`, and it carries no text (payloads only are encrypted). */
export type Refusal =
  | 'unknownTask'
  | 'alreadyClosed'
  | 'invalidOutcome'
  | 'notInFuture'
  | 'nothingToBook'
  | 'notClosed'
  | 'nextStepTouched'
  | 'procedureClosed'
  /** No meeting is agreed that could be answered to. */
  | 'noMeeting'
  /** R08: no question waits for an answer. */
  | 'noQuestion'
  /** R13, R26: some youths of the round have no answer yet; the detail is their number. */
  | 'answersMissing'
  /** R13, R26: the youth is not in this round. */
  | 'unknownYouth';
