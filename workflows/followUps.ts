/**
 * The follow-up task: the block every procedure is built of. It keeps the open tasks of one workflow, wakes for
 * their deadlines on one timer, answers what people do to them, and hands what was decided to activities.
 *
 * Decisions are made synchronously, by handlers and by the clock; each adds effects to a queue. `runUntil` writes
 * the queue, one activity per moment, so that closing a task and opening the next costs one action.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { type Activities } from '../contract/messages/activities';
import { type Effect, type EffectSpec, type OpenTask, type Origin } from '../contract/messages/effects';
import { type Outcome } from '../contract/messages/outcomes';
import { type StaffRef } from '../contract/messages/ids';
import { type FollowUpsState } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { type CaseClosing, type TaskKind } from '../contract/messages/vocabulary';
import { answerMoves, type MoveHooks } from './agreementMoves';
import { answerUpdates, type FollowUpHooks, refuse } from './taskUpdates';

type Instant = number;

/**
 * Activities are idempotent and matter, so they are tried until they succeed. They are short: the time-out only
 * says how soon the work of a worker that died is taken up by another.
 */
export const activities = proxyActivities<Activities>({
  startToCloseTimeout: '7s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** A run ends before this many events: what is still under way then has room, and replaying it stays quick. */
const MOST_EVENTS = 3_800;

/** Whether the history has grown so long that the workflow ought to continue as new. */
export function isFull(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength >= MOST_EVENTS;
}

/** A deadline carried out less than this late still counts as met on time: engines and workers have hiccups. */
const ON_TIME_MS = 3_600_000;
/** So many effects are written by one activity at most: it must be short, and a round may open hundreds of tasks. */
const MOST_EFFECTS = 40;
/** The journal shows both times from this difference on. */
const WORTH_TELLING_MS = 60_000;

/** Something else a procedure waits for beside its tasks' deadlines. */
export interface WakeUp {
  at(): Instant | undefined;
  /** Finds out what it must know, and answers what to decide: carried out as of the planned moment. */
  look(): Promise<() => void>;
}

/** How a task is opened: see {@link OpenTask}. */
export interface OpenOptions extends Pick<
  OpenTask,
  | 'rule'
  | 'reason'
  | 'role'
  | 'terms'
  | 'due'
  | 'nationalDays'
  | 'dueAt'
  | 'onDay'
  | 'meeting'
  | 'window'
  | 'youth'
> {
  /** What its days are counted from, where that is not this moment. */
  readonly from?: Instant;
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
  private sparing: boolean;
  /** The moment now being carried out, where it is a planned one. */
  private moment?: { at: Instant; basis: Instant; late?: Instant };
  /** R07: the version of the agreement that what is decided now follows. */
  private agreement: number;

  constructor(
    private readonly origin: Origin,
    hooks: FollowUpHooks & MoveHooks,
    /** R05: unsuccessful attempts after which a contact task escalates. */
    attemptsBeforeEscalation: number | (() => number) = Infinity,
    state: FollowUpsState = { seq: 0, tasks: [], nextTask: 1 },
  ) {
    this.seq = state.seq;
    this.writtenSeq = state.seq;
    this.nextTask = state.nextTask;
    this.tasks = state.tasks.map((task) => ({ ...task }));
    this.agreement = state.agreement ?? origin.agreement;
    this.sparing = origin.sparesTimers ?? false;
    answerUpdates(this, hooks, attemptsBeforeEscalation);
    answerMoves(this, hooks);
  }

  /** R07: whose agreement it follows, and which version. */
  follows(): Pick<Origin, 'school' | 'agreement'> {
    const { school } = this.origin;
    return { agreement: this.agreement, ...(school !== undefined && { school }) };
  }

  /** R07: what is opened from now on follows this version; what is open keeps its own until it is moved. */
  followFromNow(agreement: number): void {
    this.agreement = agreement;
  }

  /** Tasks opened from now on are numbered from here; the numbers before are taken. */
  numberFrom(n: number): void {
    this.nextTask = Math.max(this.nextTask, n);
  }

  /** Numbers of the open tasks. */
  openTasks(): number[] {
    return this.tasks.filter(({ status }) => status === 'open').map(({ n }) => n);
  }

  /** Adds an effect of this moment. */
  do(spec: EffectSpec): void {
    const { at = Date.now(), late } = this.moment ?? {};
    this.seq += 1;
    this.queue.push({ ...spec, seq: this.seq, at, ...(late === undefined ? {} : { late }) });
  }

  open(kind: TaskKind, { rule, reason, after, from, ...placing }: OpenOptions): FollowUp {
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
    this.do({ do: 'openTask', n: task.n, kind, rule, reason, basis: from ?? this.basis(), ...placing });
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
      const { timer } = this;
      await condition(
        () => done() || this.queue.length > 0 || this.nextMoment(wakeUp) !== next || this.timer !== timer,
      );
    }
  }

  /** Writes what is left and waits for those who still wait for an answer. Call before completing or continuing as new. */
  async finish(): Promise<void> {
    this.cancelTimer();
    do {
      await this.flush();
      await condition(() => this.queue.length > 0 || allHandlersFinished());
    } while (this.queue.length > 0);
  }

  /** What must be carried on when the workflow continues as new: open tasks, and closed ones that can be reopened. */
  state(): FollowUpsState {
    const kept = this.tasks.filter((task) => task.status === 'open');
    const moved = this.agreement !== this.origin.agreement;
    return {
      seq: this.seq,
      tasks: kept,
      nextTask: this.nextTask,
      ...(moved && { agreement: this.agreement }),
    };
  }

  // ---------------------------------------------------------------- time

  private nextMoment(wakeUp?: WakeUp): Instant | undefined {
    return this.tasks.reduce((next, task) => earlier(next, nextOf(task)), wakeUp?.at());
  }

  /** From now on a timer that goes off too early is left to do so: the next moment often moves again before it does. */
  spareTimers(): void {
    this.sparing = true;
  }

  private cancelTimer(): void {
    this.timer?.scope.cancel();
    delete this.timer;
  }

  /** One timer to the next moment. It is left alone while the moment stays the same: each timer is a billable action. */
  private setTimer(at: Instant | undefined): void {
    if (this.timer?.at === at) return;
    if (this.sparing && this.timer && this.timer.at <= (at ?? Infinity)) return;
    this.cancelTimer();
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

  /** From when deadlines count that are decided now. */
  basis(): Instant {
    return this.moment?.basis ?? Date.now();
  }

  // ---------------------------------------------------------------- writing

  private async write(): Promise<void> {
    const effects = this.queue.splice(0, MOST_EFFECTS);
    const placements = await activities.carryOut.executeWithOptions({ summary: summaryOf(effects) }, [
      { ...this.origin, agreement: this.agreement },
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

  // ---------------------------------------------------------------- for the updates (taskUpdates.ts)

  /** The task with this number. Refuses with `unknownTask` where there is none. */
  find(n: number): FollowUp {
    const task = this.tasks.find((t) => t.n === n);
    if (!task) refuse('unknownTask');
    return task;
  }

  /** Tasks that the completion of this one opened. */
  openedBy(n: number): FollowUp[] {
    return this.tasks.filter((task) => task.after === n);
  }
}

/** The next planned moment of a task: a reminder, or its due time. */
function nextOf({ status, placement }: FollowUp): Instant | undefined {
  if (status !== 'open' || !placement) return undefined;
  const due = placement.overdue ? undefined : placement.due;
  return placement.reminders.reduce<Instant | undefined>(
    (next, at) => earlier(next, at + placement.spreadMs),
    due,
  );
}

/** Asked for anew whenever something happens: so nothing is listed for it. */
function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one;
}

function summaryOf(effects: readonly Effect[]): string {
  return effects
    .map((effect) => ('kind' in effect ? `${effect.do} ${effect.kind}` : effect.do))
    .join(', ')
    .slice(0, 200);
}
