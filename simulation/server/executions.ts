/**
 * The server's part of a workflow's life: it starts, things happen to it, it closes. What happens is recorded and
 * waits for the next workflow task, which is scheduled with the first of it; until that task begins, all that
 * arrives at the same virtual instant is taken along.
 */
import { type Failure, type Job, ParentClosePolicy, type Payload } from '../sandbox';
import { childCancelled, childFailed, childTerminated, updateAborted } from './failures';
import {
  type EventType,
  EXTRA_BYTES,
  failureBytes,
  History,
  payloadMapBytes,
  payloadsBytes,
} from './history';
import { type Buffered, Chain, type Outcome, Run, type RunIdentity, type Update } from './run';
import { type World } from './world';

/** Updates under way at one time in one workflow. */
const UPDATES_IN_FLIGHT = 10;
/** A run that is over within this time is continued only after it: the server's brake on runs that follow at once. */
const SHORTEST_RUN_MS = 1000;

/** When the id of a closed workflow may be used again. */
export type ReusePolicy = 'ALLOW_DUPLICATE' | 'ALLOW_DUPLICATE_FAILED_ONLY' | 'REJECT_DUPLICATE';

export interface Start {
  readonly type: string;
  readonly workflowId: string;
  readonly args: readonly Payload[];
  readonly headers?: Readonly<Record<string, Payload>>;
  readonly memo: Readonly<Record<string, Payload>>;
  readonly searchAttributes: Readonly<Record<string, Payload>>;
  /** Size of its summary and details. */
  readonly metadataBytes?: number;
  readonly parent?: Chain['parent'];
}

export type Continuation = Pick<Start, 'type' | 'args' | 'headers' | 'memo' | 'searchAttributes'>;

export interface SignalInput {
  readonly name: string;
  readonly args: readonly Payload[];
  readonly headers?: Readonly<Record<string, Payload>>;
  /** The workflow that sends it; left out for a client. */
  readonly from?: Run;
}

export class Executions {
  constructor(
    private readonly world: World,
    private readonly performTask: (run: Run) => Promise<void> | undefined,
  ) {}

  /** The workflow that runs under this id; undefined when none does. */
  running(workflowId: string): Run | undefined {
    const run = this.world.chains.get(workflowId)?.run;
    return run?.isOpen ? run : undefined;
  }

  /** Whether the server would start a workflow under this id, where none runs. */
  mayReuse(workflowId: string, policy: ReusePolicy): boolean {
    const outcome = this.world.chains.get(workflowId)?.outcome;
    if (!outcome || policy === 'ALLOW_DUPLICATE') return true;
    return policy === 'ALLOW_DUPLICATE_FAILED_ONLY' && outcome.status !== 'COMPLETED';
  }

  /** Starts a workflow under an id nobody runs under; its first task is yet to be scheduled. */
  begin(start: Start): Run {
    const { now } = this.world;
    const { id: runId, seed } = this.world.nextId();
    const chain = new Chain(start.workflowId, runId, now, start.parent);
    const run = this.newRun({ chain, runId, type: start.type, startedAt: now, seed }, start);
    run.counts.started += 1;
    this.world.chains.set(start.workflowId, chain);
    return run;
  }

  /** Starts a workflow and schedules its first task. */
  start(start: Start): Run {
    const run = this.begin(start);
    this.ensureTask(run);
    return run;
  }

  private newRun(identity: RunIdentity, start: Continuation & { metadataBytes?: number }): Run {
    const { chain, type, continuedFrom } = identity;
    const { memo, searchAttributes, args, headers } = start;
    const counts = this.world.countsOf(type);
    const run = new Run(identity, this.newHistory(identity), counts, memo, memo, searchAttributes);
    chain.run = run;
    const parentIds = chain.parent
      ? EXTRA_BYTES.parent + chain.parent.run.workflowId.length + (chain.root?.workflowId.length ?? 0)
      : 0;
    run.history.add(
      'WorkflowExecutionStarted',
      type.length +
        this.world.options.taskQueue.length +
        run.workflowId.length +
        payloadsBytes(args) +
        payloadMapBytes(memo) +
        payloadMapBytes(searchAttributes) +
        (start.metadataBytes ?? 0) +
        parentIds +
        (continuedFrom === undefined ? 0 : EXTRA_BYTES.continued),
      type,
    );
    run.jobs.push({
      initializeWorkflow: {
        workflowId: run.workflowId,
        workflowType: type,
        arguments: [...args],
        headers: { ...headers },
        memo: { fields: { ...memo } },
        searchAttributes: { indexedFields: { ...searchAttributes } },
      },
    });
    return run;
  }

  private newHistory({ chain, runId, type }: RunIdentity): History {
    const { observer } = this.world.options;
    const { workflowId } = chain;
    const told: ConstructorParameters<typeof History>[1] =
      observer.event && ((what) => observer.event?.({ ...what, workflowId, runId, at: this.world.now }));
    return new History(this.world.countsOf(type), told);
  }

  // ---------------------------------------------------------------- what happens to a run

  /** Records what has happened to an open run, and has the workflow told of it where there is a job. */
  happened(run: Run, type: EventType, bytes: number, job?: Job, about?: string | number): void {
    this.note(run, { type, bytes, about, job, wakes: true });
  }

  /** Records what is no reason for a workflow task by itself. */
  noted(run: Run, type: EventType, bytes: number, about?: string | number): void {
    this.note(run, { type, bytes, about, job: undefined, wakes: false });
  }

  private note(run: Run, what: Buffered): void {
    if (run.task?.open) {
      run.buffered.push(what);
      return;
    }
    if (run.task && !run.task.recorded) this.recordTask(run);
    run.history.add(what.type, what.bytes, what.about);
    if (what.job) run.jobs.push(what.job);
    if (what.wakes) this.ensureTask(run);
  }

  /** Records what has happened while a workflow task was open. */
  flush(run: Run): void {
    for (const what of run.buffered.splice(0)) this.note(run, what);
    if (run.arrived.length > 0) this.ensureTask(run, 'updates only');
  }

  /** Schedules a workflow task unless there is one. */
  ensureTask(run: Run, why?: 'updates only'): void {
    if (run.stuck) return;
    if (run.task) return;
    if (run.readyAt > this.world.now) return; // planned when the run was begun
    run.task = { recorded: false };
    if (why === undefined) this.recordTask(run);
    this.world.soon(() => this.performTask(run));
  }

  /** Writes the scheduled workflow task into the history. */
  recordTask(run: Run): void {
    if (!run.task) return;
    run.task.recorded = true;
    const sticky = run.known ? EXTRA_BYTES.stickyQueue : 0;
    run.history.add('WorkflowTaskScheduled', this.world.options.taskQueue.length + sticky);
  }

  signal(run: Run, { name, args, headers, from }: SignalInput): void {
    const sender = from ? EXTRA_BYTES.fromWorkflow + from.workflowId.length : 0;
    this.happened(
      run,
      'WorkflowExecutionSignaled',
      name.length + payloadsBytes(args) + sender,
      { signalWorkflow: { signalName: name, input: [...args], headers: { ...headers } } },
      name,
    );
  }

  requestCancel(run: Run, from?: Run, reasonBytes = 0): void {
    const asker = from ? EXTRA_BYTES.cancelFromWorkflow + from.workflowId.length + reasonBytes : 0;
    this.happened(run, 'WorkflowExecutionCancelRequested', asker, { cancelWorkflow: {} });
  }

  /** Takes an update in; at most ten are under way, more wait for their turn as a client's retries do. */
  update(run: Run, update: Update): void {
    if (run.updates.size >= UPDATES_IN_FLIGHT) {
      run.queuedUpdates.push(update);
      return;
    }
    run.updates.set(update.id, update);
    run.arrived.push(update);
    if (!run.task?.open) this.ensureTask(run, 'updates only');
  }

  /** An update has ended; one that has waited takes its place. A rejected one leaves no outcome behind. */
  endUpdate(
    run: Run,
    update: Update,
    outcome: { result?: Payload; failure?: Failure },
    rejected: boolean,
  ): void {
    run.updates.delete(update.id);
    if (!rejected) run.updateOutcomes.set(update.id, outcome);
    for (const answer of update.answers) {
      if (outcome.failure) answer.refuse(outcome.failure);
      else answer.give(outcome.result);
    }
    const next = run.queuedUpdates.shift();
    if (next) this.update(run, next);
  }

  // ---------------------------------------------------------------- the end

  /** Closes a run for good. */
  close(run: Run, outcome: Outcome): void {
    this.record(run, outcome);
    this.end(run, outcome.status);
    const { chain } = run;
    chain.outcome = outcome;
    // By the server's own queue: what the child has said before reaches the parent in a task of its own.
    this.world.soon(() => {
      this.tellParent(run, outcome);
    });
    for (const answer of chain.waiting.splice(0)) answer.give(outcome);
  }

  private record(run: Run, outcome: Outcome): void {
    switch (outcome.status) {
      case 'COMPLETED':
        run.history.add('WorkflowExecutionCompleted', outcome.result ? payloadsBytes([outcome.result]) : 0);
        break;
      case 'FAILED':
        run.history.add('WorkflowExecutionFailed', failureBytes(outcome.failure));
        break;
      case 'CANCELLED':
        run.history.add('WorkflowExecutionCanceled');
        break;
      case 'TERMINATED':
        run.history.add('WorkflowExecutionTerminated', outcome.reason.length);
        break;
    }
  }

  /** Closes a run and begins the next of the same workflow. Updates that have not been taken up go along. */
  continueAsNew(run: Run, next: Continuation): void {
    const { now, options } = this.world;
    const { chain } = run;
    run.history.add(
      'WorkflowExecutionContinuedAsNew',
      next.type.length +
        options.taskQueue.length +
        payloadsBytes(next.args) +
        payloadMapBytes(next.memo) +
        payloadMapBytes(next.searchAttributes),
      next.type,
    );
    const { id: runId, seed } = this.world.nextId();
    const moved = [...run.updates.values(), ...run.queuedUpdates].filter((update) => !update.accepted);
    for (const update of moved) run.updates.delete(update.id);
    run.queuedUpdates.length = 0;
    this.end(run, 'CONTINUED_AS_NEW');
    const identity = {
      chain,
      runId,
      seed,
      type: next.type,
      startedAt: now,
      continuedFrom: run.runId,
    };
    const successor = this.newRun(identity, next);
    successor.counts.continued += 1;
    successor.readyAt = Math.max(now, run.identity.startedAt + SHORTEST_RUN_MS);
    for (const update of moved) this.update(successor, update);
    this.world.queue.add(successor.readyAt, () => {
      if (successor.isOpen) this.ensureTask(successor);
    });
  }

  private end(run: Run, status: Run['status']): void {
    run.status = status;
    run.closedAt = this.world.now;
    run.counts.closed += 1;
    for (const timer of run.timers.values()) this.world.queue.callOff(timer);
    for (const { planned } of run.activities.values()) if (planned) this.world.queue.callOff(planned);
    if (run.task?.open?.heartbeat) this.world.queue.callOff(run.task.open.heartbeat);
    delete run.task;
    for (const update of [...run.updates.values(), ...run.queuedUpdates.splice(0)]) this.abort(run, update);
    for (const { start, chain } of run.children.values()) {
      if (chain)
        this.applyClosePolicy(
          run,
          chain,
          start.parentClosePolicy ?? ParentClosePolicy.PARENT_CLOSE_POLICY_UNSPECIFIED,
        );
    }
    run.workflow?.dispose();
    delete run.workflow;
    run.jobs = [];
    run.arrived = [];
    run.buffered.length = 0;
    run.timers.clear();
    run.activities.clear();
    run.children.clear();
    run.updates.clear();
  }

  private abort(run: Run, update: Update): void {
    const failure = updateAborted();
    if (update.accepted) run.updateOutcomes.set(update.id, { failure });
    for (const answer of update.answers) answer.refuse(update.accepted ? failure : 'closed');
  }

  private applyClosePolicy(parent: Run, chain: Chain, policy: ParentClosePolicy): void {
    if (policy === ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON) return;
    this.world.soon(() => {
      if (!chain.run.isOpen) return;
      if (policy === ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        this.requestCancel(chain.run, parent);
      else this.close(chain.run, { status: 'TERMINATED', reason: 'by parent close policy' });
    });
  }

  private tellParent(run: Run, outcome: Outcome): void {
    const { parent } = run.chain;
    if (!parent?.run.isOpen) return;
    const { run: to, seq } = parent;
    const child = to.children.get(seq);
    if (!child) return;
    to.children.delete(seq);
    const { type, workflowId } = run;
    const name = { type, workflowId, runId: run.runId };
    const tell = (
      event: EventType,
      bytes: number,
      result: NonNullable<NonNullable<Job['resolveChildWorkflowExecution']>['result']>,
    ): void => {
      const job = child.forgotten ? undefined : { resolveChildWorkflowExecution: { seq, result } };
      this.happened(to, event, type.length + workflowId.length + bytes, job, workflowId);
    };
    switch (outcome.status) {
      case 'COMPLETED':
        tell('ChildWorkflowExecutionCompleted', outcome.result ? payloadsBytes([outcome.result]) : 0, {
          completed: { ...(outcome.result && { result: outcome.result }) },
        });
        break;
      case 'FAILED':
        tell('ChildWorkflowExecutionFailed', failureBytes(outcome.failure), {
          failed: { failure: childFailed(name, outcome.failure) },
        });
        break;
      case 'CANCELLED':
        tell('ChildWorkflowExecutionCanceled', 0, { cancelled: { failure: childCancelled(name) } });
        break;
      case 'TERMINATED':
        tell('ChildWorkflowExecutionTerminated', 0, { failed: { failure: childTerminated(name) } });
        break;
    }
  }
}
