/**
 * Workflow tasks: what has arrived is given to the workflow, and what it asks for is handed to the server when the
 * task completes. In between is what the SDK's core does by itself: local activities, and the cancelling of what the
 * same task has asked for, of which the server never hears.
 *
 * A task takes no virtual time, unless local activities wait in it to be tried again. Then what arrives is kept for
 * the next task, and every eight seconds the task is handed in and opened anew, so that the server does not give it up.
 */
import {
  type Command,
  ActivityCancellationType,
  ChildWorkflowCancellationType,
  eventLoopTurned,
  type Job,
  type Sandbox,
  WorkflowTaskFailedError,
} from '../sandbox';
import { cancelsWithoutWaiting } from './activityTasks';
import { commandName, type Commands, isFinal } from './commands';
import { type Executions } from './executions';
import { activityCancelled, childCancelled, childCancelledBeforeStart, signalCancelled } from './failures';
import { EXTRA_BYTES, SUGGESTED_BYTES, SUGGESTED_EVENTS } from './history';
import { type LocalActivities } from './localActivities';
import { type OpenTask, type Outgoing, type Run } from './run';
import { type World } from './world';

/** A workflow task times out after ten seconds; the worker hands it in after four fifths of that. */
const HEARTBEAT_MS = 8000;

/** Requests that go to the server as they are, when the task completes. */
const PASSED_ON = [
  'startTimer',
  'scheduleActivity',
  'startChildWorkflowExecution',
  'signalExternalWorkflowExecution',
  'requestCancelExternalWorkflowExecution',
  'updateResponse',
  'upsertWorkflowSearchAttributes',
  'modifyWorkflowProperties',
  'setPatchMarker',
] as const;

export class WorkflowTasks {
  constructor(
    private readonly world: World,
    private readonly sandbox: Sandbox,
    private readonly executions: Executions,
    private readonly commands: Commands,
    private readonly localActivities: LocalActivities,
  ) {}

  /** Carries out the task that is scheduled, if it still is. Rejects when it fails, unless somebody listens. */
  perform(run: Run): Promise<void> | undefined {
    if (!run.isOpen || !run.task || run.task.open || run.stuck) return undefined;
    const backAt = this.world.workersBackAt();
    if (backAt !== undefined) {
      this.world.queue.add(backAt, () => this.perform(run));
      return undefined;
    }
    const { recorded } = run.task;
    if (recorded) run.history.add('WorkflowTaskStarted');
    const task: OpenTask = {
      startedAt: this.world.now,
      // A task that is not recorded yet counts with the two events it will have.
      events: run.history.events + (recorded ? 0 : 2),
      outgoing: [],
      localActivities: new Map(),
      due: [],
      usedMarker: false,
    };
    run.task.open = task;
    return this.advance(run, task, takeJobs(run));
  }

  /** Answers queries from the workflow's state as it is. Rejects with {@link WorkflowTaskFailedError}. */
  async query(run: Run, job: NonNullable<Job['queryWorkflow']>): Promise<Command['respondToQuery']> {
    const workflow = this.workflowOf(run);
    const commands = workflow.activate(this.moment(run), [{ queryWorkflow: job }]);
    await eventLoopTurned();
    workflow.settled();
    return commands[0]?.respondToQuery;
  }

  private workflowOf(run: Run): NonNullable<Run['workflow']> {
    const { chain, identity } = run;
    const { root, parent } = chain;
    run.workflow ??= this.sandbox.open({
      workflowId: run.workflowId,
      runId: run.runId,
      type: run.type,
      namespace: this.world.options.namespace,
      taskQueue: this.world.options.taskQueue,
      firstRunId: chain.firstRunId,
      ...(identity.continuedFrom !== undefined && { continuedFrom: identity.continuedFrom }),
      ...(parent && { parent: { workflowId: parent.run.workflowId, runId: parent.run.runId } }),
      ...(root && { root }),
      startedAt: chain.startedAt,
      runStartedAt: identity.startedAt,
      seed: identity.seed,
    });
    return run.workflow;
  }

  private moment(run: Run): Parameters<NonNullable<Run['workflow']>['activate']>[0] {
    const { bytes } = run.history;
    const task = run.task?.open;
    const events = task?.events ?? run.history.events;
    const tooLong: ('bytes' | 'events')[] = [];
    if (bytes >= SUGGESTED_BYTES) tooLong.push('bytes');
    if (events >= SUGGESTED_EVENTS) tooLong.push('events');
    return { now: task?.startedAt ?? this.world.now, events, bytes, tooLong };
  }

  /** Activates the workflow until it has nothing more to do in this task, then completes or keeps the task. */
  private async advance(run: Run, task: OpenTask, jobs: Job[]): Promise<void> {
    try {
      await this.activate(run, task, jobs);
      for (let activity = task.due.shift(); activity; activity = task.due.shift()) {
        const again = async (): Promise<void> => {
          if (run.task?.open === task) await this.advance(run, task, []);
        };
        task.usedMarker = true;
        await this.activate(run, task, await this.localActivities.attempt(run, task, activity, again));
      }
    } catch (error) {
      if (!(error instanceof WorkflowTaskFailedError)) throw error;
      this.fail(run, error);
      return;
    }
    if (task.localActivities.size > 0 && !task.outgoing.some(isEnd)) this.keepOpen(run, task);
    else this.complete(run, task);
  }

  private async activate(run: Run, task: OpenTask, jobs: Job[]): Promise<void> {
    for (let next = jobs; next.length > 0;) {
      const workflow = this.workflowOf(run);
      const commands = workflow.activate(this.moment(run), next);
      await eventLoopTurned();
      workflow.settled();
      const final = commands.find(isFinal);
      // Whatever comes after the end, or after another end, is never carried out; what comes beside it is.
      const others = commands.filter((command) => !isFinal(command));
      next = [...others, ...(final ? [final] : [])].flatMap((command) => this.take(run, task, command));
      if (final) {
        task.due = [];
        return;
      }
    }
  }

  /** Takes one request of the workflow; what it leads to within this very task. */
  private take(run: Run, task: OpenTask, command: Command): Job[] {
    if (command.scheduleLocalActivity) {
      this.localActivities.schedule(task, command.scheduleLocalActivity);
      return [];
    }
    if (command.requestCancelLocalActivity)
      return this.localActivities.cancel(task, command.requestCancelLocalActivity.seq ?? 0);
    if (command.cancelTimer) return this.cancelTimer(task, command);
    if (command.requestCancelActivity) return this.cancelActivity(run, task, command);
    if (command.cancelChildWorkflowExecution) return this.cancelChild(run, task, command);
    if (command.cancelSignalWorkflow) return this.cancelSignal(task, command);
    const name = commandName(command);
    if (!isFinal(command) && !PASSED_ON.some((known) => known === name))
      throw new Error(`virtual time does not know the command ${name} of ${run.workflowId}`);
    if (command.setPatchMarker) task.usedMarker = true;
    task.outgoing.push({ kind: 'command', command });
    return [];
  }

  private cancelTimer(task: OpenTask, command: Command): Job[] {
    const seq = command.cancelTimer?.seq;
    if (!drop(task, (asked) => asked.startTimer?.seq === seq))
      task.outgoing.push({ kind: 'command', command });
    return [];
  }

  private cancelActivity(run: Run, task: OpenTask, command: Command): Job[] {
    const seq = command.requestCancelActivity?.seq ?? 0;
    const dropped = drop(task, (asked) => asked.scheduleActivity?.seq === seq);
    const activity = run.activities.get(seq);
    const schedule = dropped?.scheduleActivity ?? activity?.schedule;
    if (!schedule || activity?.forgotten) return [];
    const name = { type: schedule.activityType ?? '', id: schedule.activityId ?? '' };
    const told: Job = {
      resolveActivity: { seq, result: { cancelled: { failure: activityCancelled(name) } } },
    };
    if (dropped || !activity) return [told];
    if (schedule.cancellationType !== ActivityCancellationType.ABANDON)
      task.outgoing.push({ kind: 'command', command });
    if (!cancelsWithoutWaiting(schedule.cancellationType)) return [];
    activity.forgotten = true;
    return [told];
  }

  private cancelChild(run: Run, task: OpenTask, command: Command): Job[] {
    const seq = command.cancelChildWorkflowExecution?.childWorkflowSeq ?? 0;
    const reason = command.cancelChildWorkflowExecution?.reason ?? '';
    const dropped = drop(task, (asked) => asked.startChildWorkflowExecution?.seq === seq);
    if (dropped?.startChildWorkflowExecution) {
      const { workflowType, workflowId } = dropped.startChildWorkflowExecution;
      const name = { type: workflowType ?? '', workflowId: workflowId ?? '', runId: '' };
      const failure = childCancelledBeforeStart(name, reason);
      return [{ resolveChildWorkflowExecutionStart: { seq, cancelled: { failure } } }];
    }
    const child = run.children.get(seq);
    if (!child || child.forgotten) return [];
    const type = child.start.cancellationType ?? ChildWorkflowCancellationType.ABANDON;
    if (type !== ChildWorkflowCancellationType.ABANDON)
      task.outgoing.push({ kind: 'cancelChild', child, reason });
    const waits =
      type === ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED ||
      type === ChildWorkflowCancellationType.WAIT_CANCELLATION_REQUESTED;
    if (waits) return [];
    child.forgotten = true;
    const { workflowType, workflowId } = child.start;
    const runId = child.chain?.run.runId ?? '';
    const failure = childCancelled({ type: workflowType ?? '', workflowId: workflowId ?? '', runId });
    return [{ resolveChildWorkflowExecution: { seq, result: { cancelled: { failure } } } }];
  }

  private cancelSignal(task: OpenTask, command: Command): Job[] {
    const seq = command.cancelSignalWorkflow?.seq ?? 0;
    // One that has been handed in is sent, cancelled or not.
    if (!drop(task, (asked) => asked.signalExternalWorkflowExecution?.seq === seq)) return [];
    return [{ resolveSignalExternalWorkflow: { seq, failure: signalCancelled() } }];
  }

  // ---------------------------------------------------------------- the end of a task

  private keepOpen(run: Run, task: OpenTask): void {
    if (this.world.options.outages.length > 0)
      throw new Error(
        `virtual time does not know outages beside local activities that wait (${run.workflowId})`,
      );
    this.recordNow(run);
    task.heartbeat ??= this.world.queue.add(task.startedAt + HEARTBEAT_MS, () => this.heartbeat(run, task));
  }

  /** Hands the task in as it is and opens the next at once, with what has arrived meanwhile. */
  private async heartbeat(run: Run, task: OpenTask): Promise<void> {
    if (run.task?.open !== task) return;
    delete task.heartbeat;
    this.handIn(run, task);
    delete run.task;
    run.task = { recorded: true };
    for (const what of run.buffered.splice(0)) {
      run.history.add(what.type, what.bytes, what.about);
      if (what.job) run.jobs.push(what.job);
    }
    this.executions.recordTask(run);
    run.history.add('WorkflowTaskStarted');
    run.task.open = task;
    task.startedAt = this.world.now;
    task.events = run.history.events;
    task.usedMarker = true;
    await this.advance(run, task, takeJobs(run));
  }

  private complete(run: Run, task: OpenTask): void {
    if (task.heartbeat) this.world.queue.callOff(task.heartbeat);
    const trace = task.outgoing.some((out) => out.kind !== 'command' || !isRejection(run, out.command));
    if (!run.task?.recorded && !trace && run.buffered.length === 0) {
      for (const out of task.outgoing) this.commands.apply(run, out);
      this.afterwards(run);
      return;
    }
    this.recordNow(run);
    if (task.outgoing.some(isEnd) && run.buffered.length > 0)
      throw new Error(
        `something reached ${run.workflowId} while a local activity waited in the workflow task that closed it; ` +
          'the server would have the task done again, virtual time does not',
      );
    this.handIn(run, task);
    if (run.isOpen) this.afterwards(run);
  }

  private afterwards(run: Run): void {
    delete run.task;
    this.executions.flush(run);
  }

  /** Tells the server what the task has asked for so far. */
  private handIn(run: Run, task: OpenTask): void {
    run.history.add('WorkflowTaskCompleted', run.known ? 0 : EXTRA_BYTES.firstCompletion);
    run.known = true;
    run.counts.workflowTasks += 1;
    if (task.usedMarker) run.counts.actions.marker += 1;
    task.usedMarker = false;
    const outgoing = task.outgoing.filter((out) => out.kind !== 'command' || out.dropped !== true);
    task.outgoing = [];
    for (const out of outgoing.filter((o) => !isEnd(o))) this.commands.apply(run, out);
    for (const out of outgoing.filter(isEnd)) this.commands.apply(run, out);
  }

  private recordNow(run: Run): void {
    if (!run.task || run.task.recorded) return;
    this.executions.recordTask(run);
    run.history.add('WorkflowTaskStarted');
  }

  private fail(run: Run, error: WorkflowTaskFailedError): void {
    this.recordNow(run);
    run.history.add('WorkflowTaskFailed', error.message.length);
    run.stuck = error;
    if (run.task?.open?.heartbeat) this.world.queue.callOff(run.task.open.heartbeat);
    delete run.task;
    const { onWorkflowTaskFailure } = this.world.options;
    if (!onWorkflowTaskFailure) throw error;
    onWorkflowTaskFailure(error);
  }
}

/** What the next activation is given, in the order core gives it. */
function takeJobs(run: Run): Job[] {
  const updates: Job[] = run.arrived.map(({ id, name, args }) => ({
    doUpdate: {
      id,
      protocolInstanceId: id,
      name,
      input: [...args],
      headers: {},
      meta: { updateId: id },
      runValidator: true,
    },
  }));
  const { jobs } = run;
  run.jobs = [];
  run.arrived = [];
  if (jobs.length + updates.length === 1) return jobs.length === 1 ? jobs : updates;
  const rank = (job: Job): number => {
    if (job.initializeWorkflow) return 0;
    return job.signalWorkflow || job.doUpdate ? 1 : 2;
  };
  return [...jobs, ...updates].sort((a, b) => rank(a) - rank(b));
}

/** Takes back a request of this same task; undefined when there is none. */
function drop(task: OpenTask, which: (asked: Command) => boolean): Command | undefined {
  const found = task.outgoing.find(
    (out): out is Outgoing & { kind: 'command' } =>
      out.kind === 'command' && out.dropped !== true && which(out.command),
  );
  if (!found) return undefined;
  found.dropped = true;
  return found.command;
}

function isEnd(out: Outgoing): boolean {
  return out.kind === 'command' && isFinal(out.command);
}

function isRejection(run: Run, command: Command): boolean {
  const { updateResponse } = command;
  if (!updateResponse?.rejected) return false;
  return run.updates.get(updateResponse.protocolInstanceId ?? '')?.accepted !== true;
}
