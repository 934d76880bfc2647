/**
 * Activities as the server runs them: scheduled, tried, tried again after a while, timed out or cancelled. An attempt
 * takes no virtual time unless its code waits for the server itself.
 */
import { CompleteAsyncError } from '@temporalio/common';
import {
  ActivityCancellationType,
  type Failure,
  type Job,
  type Payload,
  type RetryState,
  toMs,
} from '../sandbox';
import { type Executions } from './executions';
import { activityCancelled, activityFailed, activityTimedOut, startToCloseTimeout } from './failures';
import { type EventType, failureBytes, payloadsBytes } from './history';
import { type Errand } from './outside';
import { nextAttempt } from './retry';
import { type Activity, type Run } from './run';
import { type World } from './world';

type Resolution = NonNullable<NonNullable<Job['resolveActivity']>['result']>;

/** What came of an attempt. */
export type AttemptOutcome = { readonly result: Payload } | { readonly failure: Failure };

export class ActivityTasks {
  constructor(
    private readonly world: World,
    private readonly executions: Executions,
  ) {}

  /** Takes over an activity that a workflow has scheduled. */
  schedule(run: Run, seq: number, activity: Activity): void {
    run.activities.set(seq, activity);
    this.world.soon(() => this.attempt(run, seq, activity));
  }

  /** The workflow wants the activity cancelled. One that waits for its next attempt is over at once. */
  requestCancel(run: Run, seq: number): void {
    const activity = run.activities.get(seq);
    if (!activity) return;
    run.history.add('ActivityTaskCancelRequested');
    if (activity.running) return; // it does not hear of it: it has no heartbeat
    if (activity.planned) this.world.queue.callOff(activity.planned);
    this.world.soon(() => {
      if (!run.isOpen || run.activities.get(seq) !== activity) return;
      this.end(run, seq, activity, 'ActivityTaskCanceled', 0, {
        cancelled: { failure: activityCancelled(nameOf(activity)) },
      });
    });
  }

  private async attempt(run: Run, seq: number, activity: Activity): Promise<void> {
    if (!run.isOpen || run.activities.get(seq) !== activity) return;
    delete activity.planned;
    const backAt = this.world.workersBackAt();
    if (backAt !== undefined) {
      activity.planned = this.world.queue.add(backAt, () => this.attempt(run, seq, activity));
      return;
    }
    run.counts.actions.activity += 1;
    const { attempt } = activity;
    const errand = await this.perform(run, activity, false);
    const stillWanted = (): boolean =>
      run.isOpen && run.activities.get(seq) === activity && activity.attempt === attempt;
    const done = (): void => {
      activity.running = false;
      if (stillWanted()) this.ended(run, seq, activity, this.outcome(errand));
    };
    if (errand.ended) {
      done();
      return;
    }
    activity.running = true;
    errand.onEnd = done;
    const timeout = toMs(activity.schedule.startToCloseTimeout);
    if (timeout === undefined) return;
    activity.planned = this.world.queue.add(this.world.now + timeout, () => {
      if (!activity.running || !stillWanted()) return;
      activity.running = false;
      this.ended(run, seq, activity, { failure: startToCloseTimeout() });
    });
  }

  /** Runs an activity's code until it has ended or waits for the server. Throws when there is no such activity. */
  perform(
    run: Run,
    { schedule, attempt }: Pick<Activity, 'attempt'> & { schedule: PerformedActivity },
    local: boolean,
  ): Promise<Errand> {
    const { world } = this;
    const type = schedule.activityType ?? '';
    const implementation = world.options.activities[type];
    if (!implementation) throw new Error(`${run.workflowId} calls ${type}, an activity nobody has given`);
    run.counts.activities += 1;
    world.options.observer.activity?.({ type, workflowId: run.workflowId, attempt, local, at: world.now });
    const args = world.converter.toValues(schedule.arguments) as never[];
    return world.outside.run(() => implementation(...args));
  }

  outcome({ ended }: Errand): AttemptOutcome {
    if (!ended) throw new Error('unreachable: the attempt has ended');
    if ('value' in ended) return { result: this.world.converter.toPayload(ended.value) };
    if (ended.error instanceof CompleteAsyncError)
      throw new Error('activities cannot be completed asynchronously in virtual time');
    return { failure: this.world.converter.toFailure(ended.error) };
  }

  private ended(run: Run, seq: number, activity: Activity, outcome: AttemptOutcome): void {
    if (activity.planned) this.world.queue.callOff(activity.planned);
    if ('result' in outcome) {
      this.recordStarted(run, activity);
      const bytes = payloadsBytes([outcome.result]);
      this.end(run, seq, activity, 'ActivityTaskCompleted', bytes, { completed: { result: outcome.result } });
      return;
    }
    const { failure } = outcome;
    const { schedule, attempt, scheduledAt } = activity;
    const { now } = this.world;
    const within = toMs(schedule.scheduleToCloseTimeout);
    const next = nextAttempt(schedule.retryPolicy, {
      attempt,
      failure,
      now,
      ...(within !== undefined && { expiresAt: scheduledAt + within }),
    });
    if ('after' in next) {
      activity.attempt += 1;
      activity.lastFailure = failure;
      activity.planned = this.world.queue.add(now + next.after, () => this.attempt(run, seq, activity));
      return;
    }
    this.giveUp(run, seq, activity, failure, next.over);
  }

  private giveUp(run: Run, seq: number, activity: Activity, failure: Failure, why: RetryState): void {
    const name = nameOf(activity);
    this.recordStarted(run, activity);
    const [event, whole]: [EventType, Failure] = failure.timeoutFailureInfo
      ? ['ActivityTaskTimedOut', activityTimedOut(name, failure, why)]
      : ['ActivityTaskFailed', activityFailed(name, failure, why)];
    this.end(run, seq, activity, event, failureBytes(failure), { failed: { failure: whole } });
  }

  /** The server writes down that an activity was started when it ends, not before: attempts leave no trace. */
  private recordStarted(run: Run, { lastFailure, schedule }: Activity): void {
    this.executions.noted(run, 'ActivityTaskStarted', failureBytes(lastFailure), schedule.activityType ?? '');
  }

  private end(
    run: Run,
    seq: number,
    activity: Activity,
    event: EventType,
    bytes: number,
    result: Resolution,
  ): void {
    run.activities.delete(seq);
    const job = activity.forgotten ? undefined : { resolveActivity: { seq, result } };
    this.executions.happened(run, event, bytes, job, activity.schedule.activityType ?? '');
  }
}

/** What an activity and a local activity have in common. */
export interface PerformedActivity {
  readonly activityType?: string | null;
  readonly arguments?: Payload[] | null;
}

function nameOf({ schedule }: Activity): { type: string; id: string } {
  return { type: schedule.activityType ?? '', id: schedule.activityId ?? '' };
}

/** Whether a workflow that cancels an activity goes on without waiting for it. */
export const cancelsWithoutWaiting = (type: ActivityCancellationType | null | undefined): boolean =>
  type !== ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;
