/** What the server does with what a workflow task has asked for, once the task has completed. */
import {
  type Command,
  type ContinueAsNew,
  isSet,
  type Job,
  type Payload,
  type ScheduleActivity,
  type StartChild,
  toMs,
} from '../sandbox';
import { type ActivityTasks } from './activityTasks';
import { type Converter } from './converter';
import { type Executions, type ReusePolicy } from './executions';
import { cancelTargetMissing, signalTargetMissing } from './failures';
import {
  EXTRA_BYTES,
  failureBytes,
  metadataBytes,
  payloadBytes,
  payloadMapBytes,
  payloadsBytes,
} from './history';
import { type Child, type Outcome, type Outgoing, type Run } from './run';
import { type World } from './world';

/** The search attribute that tells which patches a workflow has met; written by the SDK, not billed. */
const CHANGE_VERSION = 'TemporalChangeVersion';
/** The server takes no larger search attribute. */
const LARGEST_SEARCH_ATTRIBUTE = 2048;

/** The protocol's numbers for {@link ReusePolicy}. */
const CHILD_REUSE: readonly (ReusePolicy | undefined)[] = [
  undefined,
  'ALLOW_DUPLICATE',
  'ALLOW_DUPLICATE_FAILED_ONLY',
  'REJECT_DUPLICATE',
];

/** Commands that end the run. */
export const isFinal = (command: Command): boolean =>
  isSet(command.completeWorkflowExecution) ||
  isSet(command.failWorkflowExecution) ||
  isSet(command.cancelWorkflowExecution) ||
  isSet(command.continueAsNewWorkflowExecution);

/** What a command asks for: the name of the field that is set. */
export function commandName(command: Command): string {
  const name = Object.entries(command).find(
    ([key, value]) => isSet(value) && key !== 'userMetadata' && key !== 'eventGroupMarkers',
  )?.[0];
  return name ?? 'nothing';
}

export class Commands {
  constructor(
    private readonly world: World,
    private readonly executions: Executions,
    private readonly activities: ActivityTasks,
    private readonly converter: Converter,
  ) {}

  /** Carries out one request. Throws, by its name, where virtual time does not have it. */
  apply(run: Run, outgoing: Outgoing): void {
    switch (outgoing.kind) {
      case 'localActivity': {
        const { type, result, failure } = outgoing;
        const bytes = type.length + (result ? payloadBytes(result) : 0) + failureBytes(failure);
        run.history.add('MarkerRecorded', EXTRA_BYTES.localActivity + bytes, type);
        break;
      }
      case 'cancelChild':
        this.cancelChild(run, outgoing.child);
        break;
      case 'command':
        this.applyCommand(run, outgoing.command);
        break;
    }
  }

  private applyCommand(run: Run, command: Command): void {
    const { history, counts } = run;
    const more = metadataBytes(command.userMetadata);
    if (command.startTimer) {
      const { seq, startToFireTimeout } = command.startTimer;
      this.startTimer(run, seq ?? 0, toMs(startToFireTimeout) ?? 0, more);
    } else if (command.cancelTimer) {
      this.cancelTimer(run, command.cancelTimer.seq ?? 0);
    } else if (command.scheduleActivity) {
      this.scheduleActivity(run, command.scheduleActivity, more);
    } else if (command.requestCancelActivity) {
      this.activities.requestCancel(run, command.requestCancelActivity.seq ?? 0);
    } else if (command.updateResponse) {
      this.respondToUpdate(run, command.updateResponse);
    } else if (command.startChildWorkflowExecution) {
      this.startChild(run, command.startChildWorkflowExecution, more);
    } else if (command.signalExternalWorkflowExecution) {
      this.signalExternal(run, command.signalExternalWorkflowExecution);
    } else if (command.requestCancelExternalWorkflowExecution) {
      this.cancelExternal(run, command.requestCancelExternalWorkflowExecution);
    } else if (command.upsertWorkflowSearchAttributes) {
      const fields = command.upsertWorkflowSearchAttributes.searchAttributes?.indexedFields ?? {};
      run.searchAttributes = { ...run.searchAttributes, ...fields };
      history.add('UpsertWorkflowSearchAttributes', payloadMapBytes(fields));
      counts.actions.searchAttributes += 1;
    } else if (command.modifyWorkflowProperties) {
      const fields = command.modifyWorkflowProperties.upsertedMemo?.fields ?? {};
      run.memo = { ...run.memo, ...fields };
      history.add('WorkflowPropertiesModified', payloadMapBytes(fields));
    } else if (command.setPatchMarker) {
      const { patchId, deprecated } = command.setPatchMarker;
      this.markPatch(run, patchId ?? '', deprecated ?? false);
    } else {
      this.finish(run, command);
    }
  }

  private finish(run: Run, command: Command): void {
    let outcome: Outcome;
    if (command.completeWorkflowExecution) {
      outcome = { status: 'COMPLETED', result: command.completeWorkflowExecution.result ?? undefined };
    } else if (command.failWorkflowExecution) {
      outcome = { status: 'FAILED', failure: command.failWorkflowExecution.failure ?? {} };
    } else if (command.cancelWorkflowExecution) {
      outcome = { status: 'CANCELLED' };
    } else if (command.continueAsNewWorkflowExecution) {
      this.continueAsNew(run, command.continueAsNewWorkflowExecution);
      return;
    } else {
      throw new Error(`virtual time does not know the command ${commandName(command)} of ${run.workflowId}`);
    }
    this.executions.close(run, outcome);
  }

  // ---------------------------------------------------------------- time and activities

  private startTimer(run: Run, seq: number, ms: number, more: number): void {
    run.history.add('TimerStarted', (ms % 1000 === 0 ? 0 : 4) + more, ms);
    run.counts.actions.timer += 1;
    const timer = this.world.queue.add(this.world.now + ms, () => {
      run.timers.delete(seq);
      this.executions.happened(run, 'TimerFired', 0, { fireTimer: { seq } }, ms);
    });
    run.timers.set(seq, timer);
  }

  /** A timer that has fired meanwhile is left alone: the workflow will hear of it and not care. */
  private cancelTimer(run: Run, seq: number): void {
    const timer = run.timers.get(seq);
    if (!timer) return;
    this.world.queue.callOff(timer);
    run.timers.delete(seq);
    run.history.add('TimerCanceled');
  }

  private scheduleActivity(run: Run, schedule: ScheduleActivity, more: number): void {
    const { seq, activityType, activityId, arguments: args, taskQueue } = schedule;
    refuse(run, 'an activity with', {
      heartbeatTimeout: schedule.heartbeatTimeout,
      scheduleToStartTimeout: schedule.scheduleToStartTimeout,
      taskQueue: this.isForeign(taskQueue) ? taskQueue : undefined,
    });
    const names =
      (activityType?.length ?? 0) + (activityId?.length ?? 0) + this.world.options.taskQueue.length;
    run.history.add('ActivityTaskScheduled', names + payloadsBytes(args) + more, activityType ?? '');
    const activity = { schedule, scheduledAt: this.world.now, attempt: 1 };
    this.activities.schedule(run, seq ?? 0, activity);
  }

  /** Whether other workers would serve this queue. */
  private isForeign(taskQueue: string | null | undefined): boolean {
    return isSet(taskQueue) && taskQueue !== '' && taskQueue !== this.world.options.taskQueue;
  }

  // ---------------------------------------------------------------- updates

  private respondToUpdate(run: Run, response: NonNullable<Command['updateResponse']>): void {
    const { protocolInstanceId, accepted, completed, rejected } = response;
    const update = run.updates.get(protocolInstanceId ?? '');
    if (!update) throw new Error(`${run.workflowId} answers an update nobody has sent`);
    const { id, name, args } = update;
    if (accepted) {
      update.accepted = true;
      run.history.add(
        'WorkflowExecutionUpdateAccepted',
        3 * id.length + name.length + payloadsBytes(args),
        name,
      );
      return;
    }
    const outcome = rejected ? { failure: rejected } : completed ? { result: completed } : {};
    const isRejected = isSet(rejected) && !update.accepted;
    if (!isRejected) {
      const size = (completed ? payloadBytes(completed) : 0) + failureBytes(rejected);
      run.history.add('WorkflowExecutionUpdateCompleted', id.length + size, name);
    }
    this.executions.endUpdate(run, update, outcome, isRejected);
  }

  // ---------------------------------------------------------------- other workflows

  private startChild(run: Run, start: StartChild, more: number): void {
    refuse(run, 'a child with', {
      retryPolicy: start.retryPolicy,
      workflowExecutionTimeout: start.workflowExecutionTimeout,
      workflowRunTimeout: start.workflowRunTimeout,
      cronSchedule: start.cronSchedule || undefined,
      taskQueue: this.isForeign(start.taskQueue) ? start.taskQueue : undefined,
    });
    const seq = start.seq ?? 0;
    const workflowId = start.workflowId ?? '';
    const type = start.workflowType ?? '';
    const args = start.input ?? [];
    const memo = start.memo ?? {};
    const searchAttributes = start.searchAttributes?.indexedFields ?? {};
    const names = workflowId.length + type.length;
    run.history.add(
      'StartChildWorkflowExecutionInitiated',
      names +
        this.world.options.taskQueue.length +
        payloadsBytes(args) +
        payloadMapBytes(memo) +
        payloadMapBytes(searchAttributes) +
        more,
      workflowId,
    );
    run.counts.actions.childStart += 2;
    const child: Child = { start };
    run.children.set(seq, child);
    this.world.soon(() => {
      // The server starts no child of a workflow that has closed in the very task that asked for it.
      if (!run.isOpen) return;
      const reuse = CHILD_REUSE[start.workflowIdReusePolicy ?? 0] ?? 'ALLOW_DUPLICATE';
      if (this.executions.running(workflowId) || !this.executions.mayReuse(workflowId, reuse)) {
        run.children.delete(seq);
        const failed = { workflowId, workflowType: type, cause: 1 };
        const job = child.forgotten ? undefined : { resolveChildWorkflowExecutionStart: { seq, failed } };
        this.executions.happened(run, 'StartChildWorkflowExecutionFailed', names, job, workflowId);
        return;
      }
      const begun = this.executions.begin({
        type,
        workflowId,
        args,
        headers: start.headers ?? {},
        memo,
        searchAttributes,
        metadataBytes: more,
        parent: { run, seq },
      });
      child.chain = begun.chain;
      const succeeded = { runId: begun.runId };
      const job = child.forgotten ? undefined : { resolveChildWorkflowExecutionStart: { seq, succeeded } };
      this.executions.happened(run, 'ChildWorkflowExecutionStarted', names, job, workflowId);
      this.executions.ensureTask(begun);
    });
  }

  private cancelChild(run: Run, child: Child): void {
    const workflowId = child.start.workflowId ?? '';
    run.history.add('RequestCancelExternalWorkflowExecutionInitiated', workflowId.length, workflowId);
    this.world.soon(() => {
      if (!run.isOpen) return;
      if (child.chain?.run.isOpen) this.executions.requestCancel(child.chain.run, run);
      this.executions.happened(
        run,
        'ExternalWorkflowExecutionCancelRequested',
        workflowId.length,
        undefined,
        workflowId,
      );
    });
  }

  private signalExternal(run: Run, command: NonNullable<Command['signalExternalWorkflowExecution']>): void {
    const { seq, signalName, args, headers, workflowExecution, childWorkflowId } = command;
    const workflowId = workflowExecution?.workflowId ?? childWorkflowId ?? '';
    const name = signalName ?? '';
    const bytes = workflowId.length + name.length + payloadsBytes(args);
    run.history.add('SignalExternalWorkflowExecutionInitiated', bytes, name);
    run.counts.actions.signal += 1;
    this.world.soon(() => {
      // Nor does it send what a workflow wanted to say in the task that closed it.
      if (!run.isOpen) return;
      const target = this.target(run, workflowId, workflowExecution?.runId, isSet(childWorkflowId));
      if (target?.isOpen) {
        this.executions.signal(target, { name, args: args ?? [], headers: headers ?? {}, from: run });
        const job = { resolveSignalExternalWorkflow: { seq: seq ?? 0 } };
        this.executions.happened(
          run,
          'ExternalWorkflowExecutionSignaled',
          workflowId.length,
          job,
          workflowId,
        );
      } else {
        const job: Job = {
          resolveSignalExternalWorkflow: { seq: seq ?? 0, failure: signalTargetMissing() },
        };
        this.executions.happened(
          run,
          'SignalExternalWorkflowExecutionFailed',
          workflowId.length,
          job,
          workflowId,
        );
      }
    });
  }

  private cancelExternal(
    run: Run,
    command: NonNullable<Command['requestCancelExternalWorkflowExecution']>,
  ): void {
    const seq = command.seq ?? 0;
    const workflowId = command.workflowExecution?.workflowId ?? '';
    const bytes = EXTRA_BYTES.cancelReason - EXTRA_BYTES.runId + workflowId.length;
    run.history.add('RequestCancelExternalWorkflowExecutionInitiated', bytes, workflowId);
    this.world.soon(() => {
      if (!run.isOpen) return;
      const target = this.target(run, workflowId, command.workflowExecution?.runId, false);
      const about = workflowId.length;
      if (target) {
        // One that has closed already takes the request without a word.
        if (target.isOpen) this.executions.requestCancel(target, run, EXTRA_BYTES.cancelReason);
        const job = { resolveRequestCancelExternalWorkflow: { seq } };
        this.executions.happened(run, 'ExternalWorkflowExecutionCancelRequested', about, job, workflowId);
      } else {
        const job = { resolveRequestCancelExternalWorkflow: { seq, failure: cancelTargetMissing() } };
        this.executions.happened(run, 'RequestCancelExternalWorkflowExecutionFailed', about, job, workflowId);
      }
    });
  }

  private target(
    from: Run,
    workflowId: string,
    runId: string | null | undefined,
    childOnly: boolean,
  ): Run | undefined {
    const chain = this.world.chains.get(workflowId);
    if (!chain) return undefined;
    if (runId && runId !== chain.run.runId) return undefined;
    if (childOnly && chain.parent?.run !== from) return undefined;
    return chain.run;
  }

  // ---------------------------------------------------------------- the run itself

  private markPatch(run: Run, patchId: string, deprecated: boolean): void {
    if (run.patches.includes(patchId)) return;
    const marker = JSON.stringify({ id: patchId, deprecated });
    run.history.add('MarkerRecorded', EXTRA_BYTES.patch + marker.length + 28, patchId);
    const versions = this.converter.toPayload([...run.patches, patchId].sort());
    run.patches.push(patchId);
    if ((versions.data?.length ?? 0) >= LARGEST_SEARCH_ATTRIBUTE) return;
    const fields = { [CHANGE_VERSION]: keywordList(versions) };
    run.searchAttributes = { ...run.searchAttributes, ...fields };
    run.history.add('UpsertWorkflowSearchAttributes', payloadMapBytes(fields));
  }

  private continueAsNew(run: Run, command: ContinueAsNew): void {
    refuse(run, 'continue-as-new with', {
      retryPolicy: command.retryPolicy,
      workflowRunTimeout: command.workflowRunTimeout,
      backoffStartInterval: command.backoffStartInterval,
    });
    run.counts.actions.continueAsNew += 1;
    const memo = command.memo ?? {};
    this.executions.continueAsNew(run, {
      type: command.workflowType ?? run.type,
      args: command.arguments ?? [],
      headers: command.headers ?? {},
      // What the workflow had put into its memo does not go along, only what it was started with.
      memo: Object.keys(memo).length > 0 ? memo : run.initialMemo,
      searchAttributes: command.searchAttributes?.indexedFields ?? ownAttributes(run),
    });
  }
}

/** What the workflow knows of its search attributes: not what the SDK adds for its patches. */
function ownAttributes({ searchAttributes }: Run): Record<string, Payload> {
  return Object.fromEntries(Object.entries(searchAttributes).filter(([name]) => name !== CHANGE_VERSION));
}

function keywordList({ metadata, data }: Payload): Payload {
  return {
    metadata: { ...metadata, type: Buffer.from('KeywordList') },
    ...(data && { data }),
  };
}

function refuse(run: Run, what: string, options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (isSet(value)) throw new Error(`virtual time does not know ${what} ${name} (${run.workflowId})`);
  }
}
