/**
 * The follow-up task: the block every procedure is built of. It keeps the open tasks of one workflow, wakes for
 * their deadlines on one timer, answers what people do to them, and hands what was decided to activities.
 *
 * Decisions are made synchronously, by handlers and by the clock; each adds effects to a queue. `runUntil` writes
 * the queue, one activity per moment, so that closing a task and opening the next costs one action.
 */
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type Activities,
  type Effect,
  type EffectSpec,
  type OpenTask,
  type Origin,
} from '../contract/messages/effects';
import { isBookable, type Outcome, outcomeProblem } from '../contract/messages/outcomes';
import { type StaffRef } from '../contract/messages/ids';
import { type FollowUpsState } from '../contract/messages/procedures';
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
import { type CaseClosing, type TaskKind } from '../contract/messages/vocabulary';

type Instant = number;

/**
 * Activities are idempotent and matter, so they are tried until they succeed. They are short: the time-out only
 * says how soon the work of a worker that died is taken up by another.
 */
export const activities = proxyActivities<Activities>({
  startToCloseTimeout: '7s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Whether the history has grown so long that the workflow ought to continue as new. */
export const isFull = (): boolean => workflowInfo().continueAsNewSuggested;

/** A deadline carried out less than this late still counts as met on time: engines and workers have hiccups. */
const ON_TIME_MS = 3_600_000;
/** So many effects are written by one activity at most: it must be short, and a round may open hundreds of tasks. */
const MOST_EFFECTS = 40;
/** The journal shows both times from this difference on. */
const WORTH_TELLING_MS = 60_000;

/** What a procedure decides when its tasks change. All synchronous: decide, open, withdraw; never wait. */
export interface FollowUpHooks {
  completed(task: FollowUp, outcome: Outcome, on: string): void;
  /** The task is open again; what its completion had opened is already withdrawn. */
  reopened?(task: FollowUp): void;
  /** Whether a completed task may be opened again; left out: any may. */
  mayReopen?(task: FollowUp): boolean;
  /** Why a task cannot be completed like this; left out: what its form allows can be. */
  refuses?(
    task: FollowUp,
    outcome: Outcome,
  ): { readonly code: Refusal; readonly detail?: unknown } | undefined;
  /** A time was agreed for the task's meeting. */
  booked?(task: FollowUp, at: Instant, by: StaffRef): void;
  /** The youth answered an invitation. */
  answered?(task: FollowUp, answer: AnswerTask): void;
}

/** Something else a procedure waits for beside its tasks' deadlines. */
export interface WakeUp {
  at(): Instant | undefined;
  /** Finds out what it must know, and answers what to decide: carried out as of the planned moment. */
  look(): Promise<() => void>;
}

/** How a task is opened: see {@link OpenTask}. */
export interface OpenOptions extends Pick<
  OpenTask,
  'rule' | 'reason' | 'role' | 'due' | 'meeting' | 'window' | 'youth'
> {
  /** The task whose completion opens this one. */
  readonly after?: Pick<FollowUp, 'n'>;
}

/** The follow-up tasks of this workflow. Registers the handlers of all task updates. */
export class FollowUps {
  private readonly tasks: FollowUp[];
  private readonly queue: Effect[] = [];
  private seq: number;
  private nextTask: number;
  private writtenSeq: number;
  private timer?: { at: Instant; scope: CancellationScope };
  /** The moment now being carried out, where it is a planned one. */
  private moment?: { at: Instant; basis: Instant; late?: Instant };

  constructor(
    private readonly origin: Origin,
    private readonly hooks: FollowUpHooks,
    /** R05: unsuccessful attempts after which a contact task escalates. */
    private readonly attemptsBeforeEscalation = Infinity,
    state: FollowUpsState = { seq: 0, tasks: [], nextTask: 1 },
  ) {
    this.seq = state.seq;
    this.writtenSeq = state.seq;
    this.nextTask = state.nextTask;
    this.tasks = state.tasks.map((task) => ({ ...task }));
    this.answerUpdates();
  }

  /** Adds an effect of this moment. */
  do(spec: EffectSpec): void {
    const { at = Date.now(), late } = this.moment ?? {};
    this.seq += 1;
    this.queue.push({ ...spec, seq: this.seq, at, ...(late === undefined ? {} : { late }) });
  }

  open(kind: TaskKind, { rule, reason, after, ...placing }: OpenOptions): FollowUp {
    const task: FollowUp = {
      n: this.nextTask++,
      kind,
      status: 'open',
      touched: false,
      attempts: 0,
      ...(after && { after: after.n }),
      ...(placing.meeting !== undefined && { meeting: placing.meeting }),
    };
    this.tasks.push(task);
    this.do({ do: 'openTask', n: task.n, kind, rule, reason, basis: this.basis(), ...placing });
    return task;
  }

  /** Withdraws every open task that `which` holds for; answers them. */
  withdraw(
    why: CaseClosing | 'reopened' | 'superseded',
    which: (task: FollowUp) => boolean = () => true,
  ): FollowUp[] {
    const withdrawn = this.tasks.filter((t) => t.status === 'open' && which(t));
    for (const task of withdrawn) {
      task.status = 'withdrawn';
      this.do({ do: 'withdrawTask', n: task.n, why });
    }
    return withdrawn;
  }

  /** Closes a task with what came of it. */
  complete(task: FollowUp, outcome: Outcome, by: StaffRef, words?: string): void {
    task.status = 'completed';
    this.do({ do: 'completeTask', n: task.n, outcome, by, ...(words !== undefined && { words }) });
  }

  isOpen(kind: TaskKind): boolean {
    return this.tasks.some((task) => task.kind === kind && task.status === 'open');
  }

  anyOpen(): boolean {
    return this.tasks.some((task) => task.status === 'open');
  }

  /** Writes everything decided so far, at once. Not from a handler: those wait for it with `written`. */
  async flush(): Promise<void> {
    while (this.queue.length > 0) await this.write();
  }

  /**
   * Writes what was decided and lives through the tasks' deadlines until `done` holds. Returns with the last
   * decisions still queued, so that they are written together with what the caller decides next; `finish` writes them.
   */
  async runUntil(done: () => boolean, wakeUp?: WakeUp): Promise<void> {
    while (!done()) {
      if (this.queue.length > 0) {
        await this.write();
        continue;
      }
      const next = this.nextMoment(wakeUp);
      if (next !== undefined && next <= Date.now()) {
        this.passDeadlines();
        if (this.queue.length === 0 && wakeUp) this.at(next, 0, await wakeUp.look());
        continue;
      }
      this.setTimer(next);
      await condition(
        () => done() || this.queue.length > 0 || this.nextMoment(wakeUp) !== next || this.timer?.at !== next,
      );
    }
  }

  /** Writes what is left and waits for those who still wait for an answer. Call before completing or continuing as new. */
  async finish(): Promise<void> {
    this.setTimer(undefined);
    do {
      await this.flush();
      await condition(() => this.queue.length > 0 || allHandlersFinished());
    } while (this.queue.length > 0);
  }

  /** What must be carried on when the workflow continues as new: open tasks, and closed ones that can be reopened. */
  state(): FollowUpsState {
    const kept = this.tasks.filter((task) => task.status === 'open');
    return { seq: this.seq, tasks: kept, nextTask: this.nextTask };
  }

  // ---------------------------------------------------------------- time

  private nextMoment(wakeUp?: WakeUp): Instant | undefined {
    const moments = this.tasks.flatMap((task) => nextOf(task) ?? []);
    const other = wakeUp?.at();
    if (other !== undefined) moments.push(other);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  /** One timer to the next moment. It is left alone while the moment stays the same: each timer is a billable action. */
  private setTimer(at: Instant | undefined): void {
    if (this.timer?.at === at) return;
    this.timer?.scope.cancel();
    delete this.timer;
    if (at === undefined) return;
    const timer = { at, scope: new CancellationScope() };
    this.timer = timer;
    timer.scope
      .run(() => sleep(Math.max(1, at - Date.now())))
      .then(
        () => {
          if (this.timer === timer) delete this.timer;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  /**
   * Carries out every deadline that has passed. Who was away for long (the engine was down) is not punished for
   * it: a reminder that the due time has overtaken is left out, and the next rung's days count from now.
   */
  private passDeadlines(): void {
    const now = Date.now();
    for (const task of this.tasks.filter((t) => t.status === 'open')) {
      const { placement } = task;
      if (!placement) continue;
      const reminder = placement.reminders.findLast((at) => at + placement.spreadMs <= now);
      if (!placement.overdue && placement.due <= now) {
        this.at(placement.due, 0, () => {
          this.do({ do: 'escalateTask', n: task.n, basis: this.basis(), why: 'overdue' });
        });
      } else if (reminder !== undefined) {
        this.at(reminder, placement.spreadMs, () => {
          this.do({ do: 'remindTask', n: task.n });
        });
      }
    }
  }

  private at(planned: Instant, spreadMs: number, act: () => void): void {
    const now = Date.now();
    const lateBy = now - planned - spreadMs;
    this.moment = {
      at: planned,
      basis: lateBy < ON_TIME_MS ? planned : now,
      ...(lateBy >= WORTH_TELLING_MS && { late: now }),
    };
    act();
    delete this.moment;
  }

  private basis(): Instant {
    return this.moment?.basis ?? Date.now();
  }

  // ---------------------------------------------------------------- writing

  private async write(): Promise<void> {
    const effects = this.queue.splice(0, MOST_EFFECTS);
    const placements = await activities.carryOut.executeWithOptions({ summary: summaryOf(effects) }, [
      this.origin,
      effects,
    ]);
    effects.forEach((effect, index) => {
      const placement = placements[index];
      if (placement && 'n' in effect) this.find(effect.n).placement = placement;
    });
    this.writtenSeq = effects.at(-1)?.seq ?? this.writtenSeq;
    setCurrentDetails(this.describe());
  }

  private describe(): string {
    return this.tasks
      .filter((task) => task.status === 'open' && task.placement)
      .map(({ kind, placement: p }) =>
        p ? `- ${kind} · ${p.role} · ${new Date(p.due).toISOString()}${p.overdue ? ' · overdue' : ''}` : '',
      )
      .join('\n');
  }

  /** Resolves when everything decided so far is in records: the next page a person sees is then right. */
  async written(): Promise<undefined> {
    const { seq } = this;
    await condition(() => this.writtenSeq >= seq);
    return undefined;
  }

  // ---------------------------------------------------------------- what people do

  private find(n: number): FollowUp {
    const task = this.tasks.find((t) => t.n === n);
    if (!task) refuse('unknownTask');
    return task;
  }

  private findOpen(n: number): FollowUp {
    const task = this.find(n);
    if (task.status !== 'open') refuse('alreadyClosed');
    return task;
  }

  private answerUpdates(): void {
    setHandler(
      completeTaskUpdate,
      ({ n, by, on, outcome, words }) => {
        const task = this.findOpen(n);
        task.touched = true;
        const said = { by, ...(words !== undefined && { words }) };
        if (outcome.outcome === 'notReached') this.notReached(task, said);
        else if (outcome.outcome === 'noShow') this.moreTime(task, 'noShow', 'R37', said);
        else if (outcome.outcome === 'moved') this.book(task, outcome.next, by);
        else {
          this.complete(task, outcome, by, words);
          this.hooks.completed(task, outcome, on);
        }
        return this.written();
      },
      {
        validator: ({ n, outcome }: CompleteTask) => {
          const task = this.findOpen(n);
          const problem = outcomeProblem(task.kind, { ...outcome });
          if (problem) refuse('invalidOutcome', problem);
          if ('next' in outcome && outcome.next <= Date.now()) refuse('notInFuture');
          const no = this.hooks.refuses?.(task, outcome);
          if (no) refuse(no.code, no.detail);
        },
      },
    );
    setHandler(
      postponeTaskUpdate,
      ({ n, by, to, reason, words }) => {
        this.findOpen(n).touched = true;
        this.do({ do: 'postponeTask', n, by, to, reason, ...(words !== undefined && { words }) });
        return this.written();
      },
      {
        validator: ({ n, to }: PostponeTask) => {
          this.findOpen(n);
          if (to <= Date.now()) refuse('notInFuture');
        },
      },
    );
    setHandler(
      reassignTaskUpdate,
      ({ n, by, to, words }) => {
        this.findOpen(n).touched = true;
        this.do({ do: 'reassignTask', n, by, to, ...(words !== undefined && { words }) });
        return this.written();
      },
      { validator: ({ n }: ReassignTask) => void this.findOpen(n) },
    );
    setHandler(
      bookTaskUpdate,
      ({ n, by, at }) => {
        this.book(this.findOpen(n), at, by);
        return this.written();
      },
      {
        validator: ({ n, at }: BookTask) => {
          if (!isBookable(this.findOpen(n).kind)) refuse('nothingToBook');
          if (at <= Date.now()) refuse('notInFuture');
        },
      },
    );
    setHandler(
      answerTaskUpdate,
      (answer) => {
        this.answer(this.findOpen(answer.n), answer);
        return this.written();
      },
      {
        validator: ({ n, to }: AnswerTask) => {
          if (this.findOpen(n).meeting === undefined) refuse('noMeeting');
          if (to !== undefined && to <= Date.now()) refuse('notInFuture');
        },
      },
    );
    setHandler(
      commentTaskUpdate,
      ({ n, by, words }) => {
        this.find(n).touched = true;
        this.do({ do: 'commentTask', n, by, words });
        return this.written();
      },
      { validator: ({ n }: CommentTask) => void this.find(n) },
    );
    setHandler(
      reopenTaskUpdate,
      ({ n, by }) => {
        const task = this.find(n);
        this.withdraw('reopened', (t) => t.after === n);
        task.status = 'open';
        this.do({ do: 'reopenTask', n, by, basis: this.basis() });
        this.hooks.reopened?.(task);
        return this.written();
      },
      {
        validator: ({ n }: ReopenTask) => {
          const task = this.find(n);
          if (task.status !== 'completed') refuse('notClosed');
          if (this.hooks.mayReopen?.(task) === false) refuse('procedureClosed');
          const next = this.tasks.filter((t) => t.after === n);
          if (next.some((t) => t.status === 'completed' || t.touched)) refuse('nextStepTouched');
        },
      },
    );
  }

  private book(task: FollowUp, meeting: Instant, by: StaffRef): void {
    task.touched = true;
    task.meeting = meeting;
    this.do({ do: 'bookTask', n: task.n, by, meeting });
    this.hooks.booked?.(task, meeting, by);
  }

  /** R40: I come, another time, call me (R53). Another time moves the meeting and everything that hangs on it. */
  private answer(task: FollowUp, said: AnswerTask): void {
    const { n, by, answer, to } = said;
    task.touched = true;
    if (answer === 'anotherTime') {
      if (to === undefined) delete task.meeting;
      else task.meeting = to;
    }
    const meeting = answer === 'anotherTime' ? to : undefined;
    this.do({ do: 'answerTask', n, by, answer, ...(meeting !== undefined && { meeting }) });
    if (answer === 'callMe') this.open('talk.requested', { rule: 'R53', reason: { answer } });
    this.hooks.answered?.(task, said);
  }

  /** R05: the task stays, with the next channel and a working day more; after so many attempts it goes a rung up. */
  private notReached(task: FollowUp, said: { by: string; words?: string }): void {
    task.attempts += 1;
    if (task.attempts % this.attemptsBeforeEscalation === 0) {
      this.do({ do: 'escalateTask', n: task.n, basis: this.basis(), why: 'notReached', ...said });
    } else {
      this.moreTime(task, 'notReached', 'R05', said);
    }
  }

  private moreTime(
    task: FollowUp,
    why: 'noShow' | 'notReached',
    rule: string,
    said: { by: string; words?: string },
  ): void {
    const { n, attempts } = task;
    if (why === 'noShow') delete task.meeting;
    this.do({ do: 'extendTask', n, basis: this.basis(), why, rule, attempts, ...said });
  }
}

/** The next planned moment of a task: a reminder, or its due time. */
function nextOf({ status, placement }: FollowUp): Instant | undefined {
  if (status !== 'open' || !placement) return undefined;
  const moments = placement.reminders.map((at) => at + placement.spreadMs);
  if (!placement.overdue) moments.push(placement.due);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function summaryOf(effects: readonly Effect[]): string {
  return effects
    .map((effect) => ('kind' in effect ? `${effect.do} ${effect.kind}` : effect.do))
    .join(', ')
    .slice(0, 200);
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
