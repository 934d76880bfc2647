/**
 * The client of the virtual server: what a client of a real one can do, answered with the same errors.
 *
 * What is asked for happens at once, at the virtual instant it is asked. Answers that need a workflow to act – of
 * updates, queries and results – come while the queue goes on; see `VirtualServer.settle`.
 */
import {
  QueryNotRegisteredError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import {
  CancelledFailure,
  type QueryDefinition,
  type SearchAttributePair,
  type SignalDefinition,
  TerminatedFailure,
  type TypedSearchAttributes,
  type UpdateDefinition,
} from '@temporalio/common';
import {
  encodeSearchAttributes,
  type Failure,
  type Payload,
  readSearchAttributes,
  type WorkflowTaskFailedError,
} from '../sandbox';
import { type Executions, type ReusePolicy, type Start } from './executions';
import { metadataBytes } from './history';
import { type Chain, type Outcome, type Run, type RunStatus } from './run';
import { type WorkflowTasks } from './workflowTasks';
import { type World } from './world';

export interface StartOptions {
  readonly workflowId: string;
  readonly args?: readonly unknown[];
  readonly memo?: Readonly<Record<string, unknown>>;
  readonly typedSearchAttributes?: readonly SearchAttributePair[];
  readonly staticSummary?: string;
  readonly staticDetails?: string;
  /** What to do where a workflow of this id runs. @default 'FAIL' */
  readonly workflowIdConflictPolicy?: ConflictPolicy;
  /** Whether the id of a closed workflow may be used again. @default 'ALLOW_DUPLICATE' */
  readonly workflowIdReusePolicy?: ReusePolicy;
}

export type ConflictPolicy = 'FAIL' | 'USE_EXISTING' | 'TERMINATE_EXISTING';

export interface SignalWithStartOptions<Args extends unknown[]> extends Omit<
  StartOptions,
  'workflowIdConflictPolicy'
> {
  readonly signal: SignalDefinition<Args> | string;
  readonly signalArgs: Args;
}

export interface UpdateOptions<Args extends unknown[]> {
  readonly args: Args;
  /** The same id is carried out once per run and answered alike. */
  readonly updateId?: string;
}

export interface UpdateWithStartOptions<Args extends unknown[]> extends UpdateOptions<Args> {
  readonly start: StartOptions & {
    readonly type: string;
    readonly workflowIdConflictPolicy: ConflictPolicy;
  };
}

/** A workflow as the server knows it. */
export interface Description {
  readonly workflowId: string;
  readonly runId: string;
  readonly firstRunId: string;
  readonly type: string;
  readonly status: RunStatus;
  /** Virtual instants of this run. */
  readonly startedAt: number;
  readonly closedAt?: number;
  /** Of this run: events, and bytes as estimated. */
  readonly historyLength: number;
  readonly historySize: number;
  readonly memo: Readonly<Record<string, unknown>>;
  readonly typedSearchAttributes: TypedSearchAttributes;
  /** The workflow task that failed: the workflow gets no further. */
  readonly taskFailure?: WorkflowTaskFailedError;
}

/** The query that asks for what a workflow says of itself; not billed. */
const METADATA_QUERY = '__temporal_workflow_metadata';
/** gRPC's code for an invalid argument, which is how the server says that a query has failed. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum is of gRPC, no package of ours
const INVALID_ARGUMENT = 3 as QueryNotRegisteredError['code'];
/** As the SDK's client reports it; the name keeps its type out of here. */
const NON_RETRYABLE = 'NON_RETRYABLE_FAILURE';

export class VirtualClient {
  constructor(
    private readonly world: World,
    private readonly executions: Executions,
    private readonly tasks: WorkflowTasks,
  ) {}

  /** Starts a workflow; its run id. Rejects with `WorkflowExecutionAlreadyStartedError`. */
  start(type: string, options: StartOptions): Promise<string> {
    return asked(() => {
      const { run, started } = this.startOrUse(type, options);
      if (started) this.executions.ensureTask(run);
      return run.runId;
    });
  }

  /** Signals a workflow. Rejects with `WorkflowNotFoundError` where none of this id runs. */
  signal<Args extends unknown[]>(
    workflowId: string,
    signal: SignalDefinition<Args> | string,
    ...args: Args
  ): Promise<void> {
    return asked(() => {
      const run = this.runningOrThrow(workflowId);
      run.counts.actions.signal += 1;
      this.executions.signal(run, { name: nameOf(signal), args: this.world.converter.toPayloads(args) });
    });
  }

  /** Signals a workflow, starting it where it does not run: one action either way. Its run id. */
  signalWithStart<Args extends unknown[]>(
    type: string,
    options: SignalWithStartOptions<Args>,
  ): Promise<string> {
    return asked(() => {
      const { signal, signalArgs, ...start } = options;
      const { run, started } = this.startOrUse(type, { ...start, workflowIdConflictPolicy: 'USE_EXISTING' });
      if (!started) run.counts.actions.signal += 1;
      const args = this.world.converter.toPayloads(signalArgs);
      this.executions.signal(run, { name: nameOf(signal), args });
      return run.runId;
    });
  }

  /**
   * Sends an update; its result. Rejects with `WorkflowUpdateFailedError` when the workflow refuses it or fails in
   * it, with `WorkflowNotFoundError` where none of this id runs.
   */
  async update<Ret, Args extends unknown[]>(
    workflowId: string,
    update: UpdateDefinition<Ret, Args> | string,
    options: UpdateOptions<Args>,
  ): Promise<Ret> {
    const chain = this.world.chains.get(workflowId);
    const { updateId } = options;
    const known = updateId === undefined ? undefined : chain?.run.updateOutcomes.get(updateId);
    if (chain && known) return this.updateResult(known) as Ret;
    return await this.sendUpdate(this.runningOrThrow(workflowId), update, options);
  }

  /** Sends an update, starting the workflow where it does not run. Rejects as `start` and `update` do. */
  async updateWithStart<Ret, Args extends unknown[]>(
    update: UpdateDefinition<Ret, Args> | string,
    options: UpdateWithStartOptions<Args>,
  ): Promise<Ret> {
    const { type, ...start } = options.start;
    const { run, started } = this.startOrUse(type, start);
    if (started) this.executions.ensureTask(run);
    return await this.sendUpdate(run, update, options);
  }

  /**
   * Asks a workflow that runs. Rejects with `QueryNotRegisteredError` when it has no answer, with
   * `WorkflowNotFoundError` where there is none of this id.
   */
  async query<Ret, Args extends unknown[]>(
    workflowId: string,
    query: QueryDefinition<Ret, Args> | string,
    ...args: Args
  ): Promise<Ret> {
    const run = this.knownOrThrow(workflowId);
    const name = nameOf(query);
    if (name !== METADATA_QUERY) run.counts.actions.query += 1;
    const answer = this.world.outside.answer<Payload | undefined>();
    const payloads = this.world.converter.toPayloads(args);
    this.world.queue.add(Math.max(this.world.now, run.readyAt), async () => {
      try {
        answer.give(await this.answerOf(run, name, payloads));
      } catch (error) {
        answer.refuse(error);
      }
    });
    return this.world.converter.toValue(await answer.promise) as Ret;
  }

  /** Asks a workflow to cancel; one that has closed takes it without a word. */
  cancel(workflowId: string): Promise<void> {
    return asked(() => {
      const run = this.knownOrThrow(workflowId);
      if (run.isOpen) this.executions.requestCancel(run);
    });
  }

  /** Ends a workflow without asking it. Rejects with `WorkflowNotFoundError` where none of this id runs. */
  terminate(workflowId: string, reason = ''): Promise<void> {
    return asked(() => {
      this.executions.close(this.runningOrThrow(workflowId), { status: 'TERMINATED', reason });
    });
  }

  /** The newest run under this id. Rejects with `WorkflowNotFoundError` where there has been none. */
  describe(workflowId: string): Promise<Description> {
    return asked(() => this.descriptionOf(this.knownOrThrow(workflowId)));
  }

  private descriptionOf(run: Run): Description {
    const { workflowId, runId, type, status, closedAt, history, chain, identity, stuck } = run;
    return {
      workflowId,
      runId,
      firstRunId: chain.firstRunId,
      type,
      status,
      startedAt: identity.startedAt,
      ...(closedAt !== undefined && { closedAt }),
      historyLength: history.events,
      historySize: history.bytes,
      memo: this.world.converter.toValueMap(run.memo),
      typedSearchAttributes: readSearchAttributes(run.searchAttributes),
      ...(stuck && { taskFailure: stuck }),
    };
  }

  /** What a workflow returns, through all its runs. Rejects with `WorkflowFailedError`. */
  async result(workflowId: string): Promise<unknown> {
    const { chain } = this.knownOrThrow(workflowId);
    return this.resultOf(chain.outcome ?? (await this.outcomeOf(chain)));
  }

  private async outcomeOf(chain: Chain): Promise<Outcome> {
    const answer = this.world.outside.answer<Outcome>();
    chain.waiting.push(answer);
    return await answer.promise;
  }

  private resultOf(outcome: Outcome): unknown {
    switch (outcome.status) {
      case 'COMPLETED':
        return this.world.converter.toValue(outcome.result);
      case 'FAILED':
        throw new WorkflowFailedError(
          'Workflow execution failed',
          this.world.converter.toError(outcome.failure),
          'RETRY_POLICY_NOT_SET',
        );
      case 'CANCELLED':
        throw new WorkflowFailedError(
          'Workflow execution cancelled',
          new CancelledFailure('Workflow canceled'),
          NON_RETRYABLE,
        );
      case 'TERMINATED': {
        const reason = outcome.reason || 'Workflow execution terminated';
        throw new WorkflowFailedError(reason, new TerminatedFailure(reason), NON_RETRYABLE);
      }
    }
  }

  // ---------------------------------------------------------------- starting

  private startOrUse(type: string, options: StartOptions): { run: Run; started: boolean } {
    const { workflowId, workflowIdConflictPolicy, workflowIdReusePolicy = 'ALLOW_DUPLICATE' } = options;
    const running = this.executions.running(workflowId);
    if (running && workflowIdConflictPolicy === 'USE_EXISTING') return { run: running, started: false };
    if (running && workflowIdConflictPolicy === 'TERMINATE_EXISTING') {
      this.executions.close(running, { status: 'TERMINATED', reason: 'by a start under the same id' });
    } else if (running || !this.executions.mayReuse(workflowId, workflowIdReusePolicy)) {
      throw new WorkflowExecutionAlreadyStartedError('Workflow execution already started', workflowId, type);
    }
    const run = this.executions.begin(this.startOf(type, options));
    run.counts.actions.start += 1;
    return { run, started: true };
  }

  private startOf(type: string, options: StartOptions): Start {
    const { workflowId, args = [], memo, typedSearchAttributes = [], staticSummary, staticDetails } = options;
    const { converter } = this.world;
    return {
      type,
      workflowId,
      args: converter.toPayloads(args),
      memo: converter.toPayloadMap(memo),
      searchAttributes: encodeSearchAttributes(typedSearchAttributes),
      metadataBytes: metadataBytes({
        ...(staticSummary !== undefined && { summary: converter.toPayload(staticSummary) }),
        ...(staticDetails !== undefined && { details: converter.toPayload(staticDetails) }),
      }),
    };
  }

  // ---------------------------------------------------------------- updates and queries

  private async sendUpdate<Ret, Args extends unknown[]>(
    run: Run,
    update: UpdateDefinition<Ret, Args> | string,
    { args, updateId = this.world.nextId().id }: UpdateOptions<Args>,
  ): Promise<Ret> {
    const answer = this.world.outside.answer<Payload | undefined>();
    const known = run.updates.get(updateId) ?? run.queuedUpdates.find(({ id }) => id === updateId);
    if (known) {
      known.answers.push(answer);
    } else {
      run.counts.actions.update += 1;
      this.executions.update(run, {
        id: updateId,
        name: nameOf(update),
        args: this.world.converter.toPayloads(args),
        accepted: false,
        answers: [answer],
      });
    }
    let outcome: { result?: Payload; failure?: Failure };
    try {
      const result = await answer.promise;
      outcome = { ...(result && { result }) };
    } catch (refusal) {
      if (refusal === 'closed') throw closed(run.workflowId);
      outcome = { failure: refusal as Failure };
    }
    return this.updateResult(outcome) as Ret;
  }

  private updateResult(outcome: { result?: Payload; failure?: Failure }): unknown {
    if (outcome.failure)
      throw new WorkflowUpdateFailedError(
        'Workflow Update failed',
        this.world.converter.toError(outcome.failure),
      );
    return this.world.converter.toValue(outcome.result);
  }

  private async answerOf(run: Run, name: string, args: Payload[]): Promise<Payload | undefined> {
    if (!run.isOpen) throw new Error(`${run.workflowId} has closed; virtual time keeps no closed workflows`);
    if (run.stuck) throw run.stuck;
    const query = { queryId: 'query', queryType: name, arguments: args, headers: {} };
    const response = await this.tasks.query(run, query);
    if (!response?.succeeded)
      throw new QueryNotRegisteredError(response?.failed?.message ?? '', INVALID_ARGUMENT);
    return response.succeeded.response ?? undefined;
  }

  // ---------------------------------------------------------------- finding

  private knownOrThrow(workflowId: string): Run {
    const chain = this.world.chains.get(workflowId);
    if (!chain)
      throw new WorkflowNotFoundError(`workflow not found for ID: ${workflowId}`, workflowId, undefined);
    return chain.run;
  }

  private runningOrThrow(workflowId: string): Run {
    const run = this.knownOrThrow(workflowId);
    if (!run.isOpen) throw closed(workflowId);
    return run;
  }
}

/** Does what is asked at once; the promise tells what came of it. */
function asked<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(act());
  });
}

function closed(workflowId: string): WorkflowNotFoundError {
  return new WorkflowNotFoundError('workflow execution already completed', workflowId, undefined);
}

function nameOf(definition: { readonly name: string } | string): string {
  return typeof definition === 'string' ? definition : definition.name;
}
