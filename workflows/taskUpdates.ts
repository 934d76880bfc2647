/**
 * What people do to follow-up tasks: complete, postpone, reassign, book, answer, comment and reopen them. Every workflow
 * that has tasks answers these updates; a refused one changes nothing.
 */
import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { type EffectSpec } from '../contract/messages/effects';
import { isBookable, type Outcome, outcomeProblem } from '../contract/messages/outcomes';
import { type StaffRef } from '../contract/messages/ids';
import {
  type AnswerTask,
  answerTaskUpdate,
  type BookTask,
  bookTaskUpdate,
  type CommentTask,
  commentTaskUpdate,
  type CompleteTask,
  completeTaskUpdate,
  type FollowUp,
  type PostponeTask,
  postponeTaskUpdate,
  type ReassignTask,
  reassignTaskUpdate,
  type Refusal,
  type ReopenTask,
  reopenTaskUpdate,
} from '../contract/messages/tasks';
import { type Facts, type TaskKind } from '../contract/messages/vocabulary';

type Instant = number;

/** Why an update is refused. */
export interface Refused {
  readonly code: Refusal;
  readonly detail?: unknown;
}

/** What a procedure decides when its tasks change. All synchronous: decide, open, withdraw; never wait. */
export interface FollowUpHooks {
  completed(task: FollowUp, outcome: Outcome, on: string): void;
  /** The task is open again; what its completion had opened is already withdrawn. */
  reopened?(task: FollowUp): void;
  /** Whether a completed task may be opened again; left out: any may. */
  mayReopen?(task: FollowUp): boolean;
  /** Why a task cannot be completed like this; left out: what its form allows can be. */
  refuses?(task: FollowUp, outcome: Outcome): Refused | undefined;
  /** A time was agreed for the task's meeting. */
  booked?(task: FollowUp, at: Instant, by: StaffRef): void;
  /** The youth answered an invitation. */
  answered?(task: FollowUp, answer: AnswerTask): void;
}

/** The tasks the updates are about (followUps.ts). */
export interface TaskBlock {
  find(n: number): FollowUp;
  openedBy(n: number): FollowUp[];
  do(spec: EffectSpec): void;
  open(kind: TaskKind, options: { readonly rule: string; readonly reason: Facts }): FollowUp;
  complete(task: FollowUp, outcome: Outcome, by: StaffRef, words?: string): void;
  withdraw(why: 'reopened', which: (task: FollowUp) => boolean): FollowUp[];
  basis(): Instant;
  written(): Promise<undefined>;
}

/**
 * Registers the handlers of all task updates.
 * @param attemptsBeforeEscalation R05: unsuccessful attempts after which a contact task escalates
 */
export function answerUpdates(
  tasks: TaskBlock,
  hooks: FollowUpHooks,
  attemptsBeforeEscalation: number | (() => number),
): void {
  setHandler(
    completeTaskUpdate,
    ({ n, by, on, outcome, words }) => {
      const task = findOpen(n);
      task.touched = true;
      const said = { by, ...(words !== undefined && { words }) };
      if (outcome.outcome === 'notReached') notReached(task, said);
      else if (outcome.outcome === 'noShow') moreTime(task, 'noShow', 'R37', said);
      else if (outcome.outcome === 'moved') book(task, outcome.next, by);
      else {
        tasks.complete(task, outcome, by, words);
        hooks.completed(task, outcome, on);
      }
      return tasks.written();
    },
    {
      validator: ({ n, outcome }: CompleteTask) => {
        const task = findOpen(n);
        const problem = outcomeProblem(task.kind, { ...outcome });
        if (problem) refuse('invalidOutcome', problem);
        if ('next' in outcome && outcome.next <= Date.now()) refuse('notInFuture');
        const no = hooks.refuses?.(task, outcome);
        if (no) refuse(no.code, no.detail);
      },
    },
  );
  setHandler(
    postponeTaskUpdate,
    ({ n, by, to, reason, words }) => {
      findOpen(n).touched = true;
      tasks.do({ do: 'postponeTask', n, by, to, reason, ...(words !== undefined && { words }) });
      return tasks.written();
    },
    {
      validator: ({ n, to }: PostponeTask) => {
        findOpen(n);
        if (to <= Date.now()) refuse('notInFuture');
      },
    },
  );
  setHandler(
    reassignTaskUpdate,
    ({ n, by, to, words }) => {
      findOpen(n).touched = true;
      tasks.do({ do: 'reassignTask', n, by, to, ...(words !== undefined && { words }) });
      return tasks.written();
    },
    { validator: ({ n }: ReassignTask) => void findOpen(n) },
  );
  setHandler(
    bookTaskUpdate,
    ({ n, by, at }) => {
      book(findOpen(n), at, by);
      return tasks.written();
    },
    {
      validator: ({ n, at }: BookTask) => {
        if (!isBookable(findOpen(n).kind)) refuse('nothingToBook');
        if (at <= Date.now()) refuse('notInFuture');
      },
    },
  );
  setHandler(
    answerTaskUpdate,
    (answer) => {
      takeAnswer(findOpen(answer.n), answer);
      return tasks.written();
    },
    {
      validator: ({ n, to }: AnswerTask) => {
        if (findOpen(n).meeting === undefined) refuse('noMeeting');
        if (to !== undefined && to <= Date.now()) refuse('notInFuture');
      },
    },
  );
  setHandler(
    commentTaskUpdate,
    ({ n, by, words }) => {
      tasks.find(n).touched = true;
      tasks.do({ do: 'commentTask', n, by, words });
      return tasks.written();
    },
    { validator: ({ n }: CommentTask) => void tasks.find(n) },
  );
  setHandler(
    reopenTaskUpdate,
    ({ n, by }) => {
      const task = tasks.find(n);
      tasks.withdraw('reopened', (t) => t.after === n);
      task.status = 'open';
      tasks.do({ do: 'reopenTask', n, by, basis: tasks.basis() });
      hooks.reopened?.(task);
      return tasks.written();
    },
    {
      validator: ({ n }: ReopenTask) => {
        const task = tasks.find(n);
        if (task.status !== 'completed') refuse('notClosed');
        if (hooks.mayReopen?.(task) === false) refuse('procedureClosed');
        const next = tasks.openedBy(n);
        if (next.some((t) => t.status === 'completed' || t.touched)) refuse('nextStepTouched');
      },
    },
  );

  function findOpen(n: number): FollowUp {
    const task = tasks.find(n);
    if (task.status !== 'open') refuse('alreadyClosed');
    return task;
  }

  function book(task: FollowUp, meeting: Instant, by: StaffRef): void {
    task.touched = true;
    task.meeting = meeting;
    tasks.do({ do: 'bookTask', n: task.n, by, meeting });
    hooks.booked?.(task, meeting, by);
  }

  /** R40: I come, another time, call me (R53). Another time moves the meeting and everything that hangs on it. */
  function takeAnswer(task: FollowUp, said: AnswerTask): void {
    const { n, by, answer, to } = said;
    task.touched = true;
    if (answer === 'anotherTime') {
      if (to === undefined) delete task.meeting;
      else task.meeting = to;
    }
    const meeting = answer === 'anotherTime' ? to : undefined;
    tasks.do({ do: 'answerTask', n, by, answer, ...(meeting !== undefined && { meeting }) });
    if (answer === 'callMe') tasks.open('talk.requested', { rule: 'R53', reason: { answer } });
    hooks.answered?.(task, said);
  }

  /** R05: the task stays, with the next channel and a working day more; after so many attempts it goes a rung up. */
  function notReached(task: FollowUp, said: { by: string; words?: string }): void {
    task.attempts += 1;
    const most =
      typeof attemptsBeforeEscalation === 'number' ? attemptsBeforeEscalation : attemptsBeforeEscalation();
    if (task.attempts % most === 0) {
      tasks.do({ do: 'escalateTask', n: task.n, basis: tasks.basis(), why: 'notReached', ...said });
    } else {
      moreTime(task, 'notReached', 'R05', said);
    }
  }

  function moreTime(
    task: FollowUp,
    why: 'noShow' | 'notReached',
    rule: string,
    said: { by: string; words?: string },
  ): void {
    const { n, attempts } = task;
    if (why === 'noShow') delete task.meeting;
    tasks.do({ do: 'extendTask', n, basis: tasks.basis(), why, rule, attempts, ...said });
  }
}

/** Refuses an update. The failure carries a code and enums, never words (they would be stored unencrypted). */
export function refuse(code: Refusal, detail?: unknown): never {
  throw ApplicationFailure.create({
    type: code,
    message: code,
    nonRetryable: true,
    ...(detail !== undefined && { details: [detail] }),
  });
}
