/**
 * Local activities, as the SDK's core runs them within a workflow task: tried again inside the task where the wait is
 * short, else by way of a timer that the workflow sets itself. A failed one reaches the workflow as what it has
 * thrown, without the `ActivityFailure` around it that other activities have.
 */
import { type Job, type ScheduleLocalActivity, toDuration, toMs } from '../sandbox';
import { type ActivityTasks, type AttemptOutcome } from './activityTasks';
import { localActivityCancelled, localActivityTimedOut } from './failures';
import { nextAttempt } from './retry';
import { type LocalActivity, type OpenTask, type Run } from './run';
import { type World } from './world';

/** Waits longer than this are left to a timer. */
const RETRY_THRESHOLD_MS = 60_000;

type Resolution = NonNullable<NonNullable<Job['resolveActivity']>['result']>;

export class LocalActivities {
  constructor(
    private readonly world: World,
    private readonly activities: ActivityTasks,
  ) {}

  schedule(task: OpenTask, schedule: ScheduleLocalActivity): void {
    const activity = {
      schedule,
      scheduledAt: toMs(schedule.originalScheduleTime) ?? this.world.now,
      attempt: Math.max(1, schedule.attempt ?? 1),
    };
    task.localActivities.set(schedule.seq ?? 0, activity);
    task.due.push(activity);
  }

  /** The workflow has cancelled one; what it has scheduled and not begun, or waits to begin again, is over. */
  cancel(task: OpenTask, seq: number): Job[] {
    const activity = task.localActivities.get(seq);
    if (!activity) return [];
    if (activity.planned) this.world.queue.callOff(activity.planned);
    task.due = task.due.filter((other) => other !== activity);
    const failure = localActivityCancelled(nameOf(activity));
    return [this.end(task, activity, { failure: failure.cause ?? failure }, { cancelled: { failure } })];
  }

  /** Tries one. The job it leads to, or none when it is to be tried again within the task: `again` is called then. */
  async attempt(
    run: Run,
    task: OpenTask,
    activity: LocalActivity,
    again: () => Promise<void>,
  ): Promise<Job[]> {
    const { schedule, attempt, scheduledAt } = activity;
    const { now } = this.world;
    const within = toMs(schedule.scheduleToCloseTimeout);
    if (within !== undefined && scheduledAt + within <= now && attempt > 1) {
      const failure = localActivityTimedOut(nameOf(activity));
      return [this.end(task, activity, { failure: failure.cause ?? failure }, { failed: { failure } })];
    }
    const errand = await this.activities.perform(run, activity, true);
    if (!errand.ended)
      throw new Error(
        `local activity ${schedule.activityType ?? ''} of ${run.workflowId} waits for the server`,
      );
    const outcome = this.activities.outcome(errand);
    if ('result' in outcome)
      return [this.end(task, activity, outcome, { completed: { result: outcome.result } })];

    const { failure } = outcome;
    const next = nextAttempt(schedule.retryPolicy, { attempt, failure, now });
    if ('over' in next) return [this.end(task, activity, outcome, { failed: { failure } })];
    if (next.after > (toMs(schedule.localRetryThreshold) ?? RETRY_THRESHOLD_MS)) {
      const backoff = {
        attempt: attempt + 1,
        backoffDuration: toDuration(next.after),
        originalScheduleTime: toDuration(scheduledAt),
      };
      return [this.end(task, activity, outcome, { backoff })];
    }
    activity.attempt += 1;
    activity.planned = this.world.queue.add(now + next.after, async () => {
      delete activity.planned;
      if (!task.localActivities.has(schedule.seq ?? 0)) return;
      task.due.push(activity);
      await again();
    });
    return [];
  }

  private end(task: OpenTask, { schedule }: LocalActivity, outcome: AttemptOutcome, result: Resolution): Job {
    const seq = schedule.seq ?? 0;
    task.localActivities.delete(seq);
    task.outgoing.push({ kind: 'localActivity', type: schedule.activityType ?? '', ...outcome });
    return { resolveActivity: { seq, result, isLocal: true } };
  }
}

function nameOf({ schedule }: LocalActivity): { type: string; id: string } {
  return { type: schedule.activityType ?? '', id: schedule.activityId ?? '' };
}
