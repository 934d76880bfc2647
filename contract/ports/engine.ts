/**
 * The engine as pages, the school API and activities see it: start, signal and update workflows, and look at them.
 */
import {
  type AnswerTask,
  type BookTask,
  type CommentTask,
  type CompleteTask,
  type MoveAgreement,
  type PostponeTask,
  type ReassignTask,
  type Refusal,
  type ReopenTask,
} from '../messages/tasks';
import {
  type AbsenceReport,
  type JourneyInput,
  type MessageFailure,
  type SchoolEventReport,
  type SchoolFeedInput,
  type StaffLeaveInput,
} from '../messages/procedures';
import { type AnswerPulse } from '../messages/pulses';
import { type PlaceWish, type WithdrawArrangement } from '../messages/arrangements';
import { type AnswerYouths, type YearWheelInput } from '../messages/rounds';
import { type OfferRef, type SchoolRef, type StaffRef, type YouthRef } from '../messages/ids';
import { type PersonalRole } from '../messages/vocabulary';

/** What a person can do to a task, with what it takes. */
export interface TaskDeeds {
  completeTask: CompleteTask;
  postponeTask: PostponeTask;
  reassignTask: ReassignTask;
  bookTask: BookTask;
  answerTask: AnswerTask;
  commentTask: CommentTask;
  reopenTask: ReopenTask;
}

/** One workflow as an administrator sees it. */
export interface WorkflowSummary {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly status: string;
  readonly startedAt: number;
  readonly closedAt?: number;
  readonly historyLength: number;
  /** A workflow task or activity that keeps failing, by its type and the failure's code. */
  readonly failures: readonly string[];
}

export interface Engine {
  /** Starts journeys that do not exist yet; existing ones are left alone. */
  startJourney(input: JourneyInput): Promise<void>;
  startSchoolFeed(input: SchoolFeedInput): Promise<void>;
  startDispatch(): Promise<void>;
  /** Starts what begins the rounds (R13, R21, R26); one that runs already is left alone. */
  startYearWheel(input: YearWheelInput): Promise<void>;
  /** Signals the journey, starting it where there is none. */
  reportAbsence(input: JourneyInput, report: AbsenceReport): Promise<void>;
  reportSchoolEvent(youth: YouthRef, event: SchoolEventReport): Promise<void>;
  personChanged(youth: YouthRef, change: { role: PersonalRole; person: StaffRef }): Promise<void>;
  /** Something a review of the journey depends on has changed in records; `atOnce` does not wait for a backlog (R54). */
  reviewJourney(youth: YouthRef, atOnce?: boolean): Promise<void>;
  /** R28: the youth wishes for another contact person. */
  wishForAnother(youth: YouthRef): Promise<void>;
  messageFailed(youth: YouthRef, failure: MessageFailure): Promise<void>;
  dayConfirmed(school: SchoolRef): Promise<void>;
  /** Somebody's last day was set, moved or taken back: starts or wakes the workflow that sees to what is theirs. */
  staffLeaving(input: StaffLeaveInput): Promise<void>;
  wakeDispatch(at: number): Promise<void>;
  /** R35: tells an offer's places who wants one, or is done with it; starts them where they do not run. */
  wishForPlace(offer: OfferRef, wish: PlaceWish): Promise<void>;
  /** R35: the number of an offer's places has changed in records. */
  placesChanged(offer: OfferRef): Promise<void>;
  /** R45: ends a placement or a programme, by a person; settles and rejects as {@link act} does. */
  withdrawArrangement(workflowId: string, args: WithdrawArrangement, requestId: string): Promise<void>;
  /**
   * Does something to a task and waits until it is written. `requestId` makes a repetition harmless.
   * Rejects with {@link TaskRefusedError} or {@link EngineBusyError}.
   */
  act<Deed extends keyof TaskDeeds>(
    workflowId: string,
    deed: Deed,
    args: TaskDeeds[Deed],
    requestId: string,
  ): Promise<void>;
  /** Answers for youths of a round (R13, R26); settles and rejects as {@link act} does. */
  answerYouths(roundId: string, args: AnswerYouths, requestId: string): Promise<void>;
  /** R08: the youth's answer to a question; settles and rejects as {@link act} does. */
  answerPulse(workflowId: string, args: AnswerPulse, requestId: string): Promise<void>;
  /** R07: moves what is open in a workflow to another version of its agreement; settles and rejects as {@link act} does. */
  moveAgreement(workflowId: string, args: MoveAgreement, requestId: string): Promise<void>;
  /** Which of these workflows no longer run. */
  gone(workflowIds: readonly string[]): Promise<string[]>;
  /** The workflows of one youth or school, newest first; all failing ones when neither is given. */
  workflows(of: { youth?: YouthRef; school?: SchoolRef; failing?: boolean }): Promise<WorkflowSummary[]>;
  /** Address of a workflow in the engine's own web pages, where it has any. */
  webAddress(workflowId: string, runId: string): string | undefined;
}

/** The workflow said no. */
export class TaskRefusedError extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly detail?: unknown,
  ) {
    super(refusal);
  }
}

/** The engine did not answer in time; what was asked may still happen, and asking again with the same id is safe. */
export class EngineBusyError extends Error {}
