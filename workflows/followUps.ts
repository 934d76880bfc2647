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
} from '@temporalio/workflow';
import {
  type Activities,
  type Effect,
  type EffectSpec,
  type OpenTask,
  type Origin,
} from '../contract/messages/effects';
import { type Outcome, outcomeForm, outcomeProblem } from '../contract/messages/outcomes';
import { type FollowUpsState } from '../contract/messages/procedures';
import {
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

/** A deadline carried out less than this late still counts as met on time: engines and workers have hiccups. */
const ON_TIME_MS = 3_600_000;
/** The journal shows both times from this difference on. */
const WORTH_TELLING_MS = 60_000;

/** What a procedure decides when its tasks change. All synchronous: decide, open, withdraw; never wait. */
export interface FollowUpHooks {
  completed(task: FollowUp, outcome: Outcome, on: string): void;
  /** The task is open again; what its completion had opened is already withdrawn. */
  reopened?(task: FollowUp): void;
  /** Whether a completed task may be opened again; left out: any may. */
  mayReopen?(task: FollowUp): boolean;
}

/** Something else a procedure waits for beside its tasks' deadlines. */
export interface WakeUp {
  at(): Instant | undefined;
  /** Finds out what it must know, and answers what to decide: carried out as of the planned moment. */
  look(): Promise<() => void>;
}

export interface OpenOptions {
  readonly rule: string;
  readonly reason: OpenTask['reason'];
  readonly role?: OpenTask['role'];
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

  open(kind: TaskKind, { rule, reason, role, after }: OpenOptions): FollowUp {
    const task: FollowUp = {
      n: this.nextTask++,
      kind,
      status: 'open',
      touched: false,
      attempts: 0,
      ...(after && { after: after.n }),
    };
    this.tasks.push(task);
    this.do({ do: 'openTask', n: task.n, kind, rule, reason, basis: this.basis(), ...(role && { role }) });
    return task;
  }

  /** Withdraws every open task that `which` holds for. */
  withdraw(
    why: CaseClosing | 'reopened' | 'superseded',
    which: (task: FollowUp) => boolean = () => true,
  ): void {
    for (const task of this.tasks.filter((t) => t.status === 'open' && which(t))) {
      task.status = 'withdrawn';
      this.do({ do: 'withdrawTask', n: task.n, why });
    }
  }

  isOpen(kind: TaskKind): boolean {
    return this.tasks.some((task) => task.kind === kind && task.status === 'open');
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
      while (this.queue.length > 0) await this.write();
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
    const effects = this.queue.splice(0);
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
  private async written(): Promise<undefined> {
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
        else {
          task.status = 'completed';
          this.do({ do: 'completeTask', n, outcome, ...said });
          this.hooks.completed(task, outcome, on);
        }
        return this.written();
      },
      {
        validator: ({ n, outcome }: CompleteTask) => {
          const problem = outcomeProblem(this.findOpen(n).kind, { ...outcome });
          if (problem) refuse('invalidOutcome', problem);
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
        this.findOpen(n).touched = true;
        this.do({ do: 'bookTask', n, by, meeting: at });
        return this.written();
      },
      {
        validator: ({ n, at }: BookTask) => {
          if (outcomeForm(this.findOpen(n).kind) !== 'conversation') refuse('nothingToBook');
          if (at <= Date.now()) refuse('notInFuture');
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
function refuse(code: Refusal, detail?: unknown): never {
  throw ApplicationFailure.create({
    type: code,
    message: code,
    nonRetryable: true,
    ...(detail !== undefined && { details: [detail] }),
  });
}
