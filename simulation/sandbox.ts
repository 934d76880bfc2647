/**
 * The SDK's own workflow sandbox, driven directly. The one file that knows the SDK's internals: pinned to one version
 * by test/simulation/sandbox.test.ts, which says what has changed when the SDK does.
 *
 * Four things differ from a worker, all for speed. The sandbox's global object is not swapped between workflows (a
 * third of an activation's cost): workflows must not write to it, which is checked when a workflow is loaded and when
 * it ends. The globals that nobody replaces are handed to the bundle as variables. What `workflowInfo()` returns is one
 * object throughout, not a new one for each activation. And there is neither a watchdog on each call nor the hooks that
 * collect stack traces of promises.
 */
import asyncHooks from 'node:async_hooks';
import { SourceMap, type SourceMapPayload } from 'node:module';
import vm from 'node:vm';
import { PromiseLocal } from './server/promiseLocal';
import {
  type Payload,
  type ProtoFailure,
  type SearchAttributePair,
  TypedSearchAttributes,
} from '@temporalio/common';
import {
  decodeTypedSearchAttributes,
  encodeUnifiedSearchAttributes,
} from '@temporalio/common/lib/converter/payload-search-attributes';
import { msToTs, optionalTsToMs, type Timestamp } from '@temporalio/common/lib/time';
import { coresdk, temporal } from '@temporalio/proto';
import pkg from '@temporalio/worker/lib/pkg';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm';
import { type WorkflowInfo } from '@temporalio/workflow';
import { type Activator } from '@temporalio/workflow/lib/internals';
import type * as workerInterface from '@temporalio/workflow/lib/worker-interface';

/** The version of the SDK in use. */
export const SDK_VERSION = pkg.version;

/** What is given to a workflow: one of the fields, named after what it is. */
export type Job = coresdk.workflow_activation.IWorkflowActivationJob;
/** What a workflow asks for: one of the fields, beside `userMetadata`. */
export type Command = coresdk.workflow_commands.IWorkflowCommand;
export type StartChild = coresdk.workflow_commands.IStartChildWorkflowExecution;
export type ScheduleActivity = coresdk.workflow_commands.IScheduleActivity;
export type ScheduleLocalActivity = coresdk.workflow_commands.IScheduleLocalActivity;
export type ContinueAsNew = coresdk.workflow_commands.IContinueAsNewWorkflowExecution;
export type RetryPolicy = temporal.api.common.v1.IRetryPolicy;
export type Failure = ProtoFailure;
export type { Payload };

export const { ActivityCancellationType } = coresdk.workflow_commands;
export type ActivityCancellationType = coresdk.workflow_commands.ActivityCancellationType;
export const { ChildWorkflowCancellationType, ParentClosePolicy } = coresdk.child_workflow;
export type ParentClosePolicy = coresdk.child_workflow.ParentClosePolicy;
export const { RetryState, TimeoutType } = temporal.api.enums.v1;
export type RetryState = temporal.api.enums.v1.RetryState;

/** Milliseconds as the protocol writes durations and instants. */
export const toDuration = (ms: number): Timestamp => msToTs(ms);
/** The protocol's duration or instant in milliseconds; undefined where it is left out. */
export const toMs = (duration: Timestamp | null | undefined): number | undefined => optionalTsToMs(duration);

/** Search attributes as payloads. */
export const encodeSearchAttributes = (pairs: readonly SearchAttributePair[]): Record<string, Payload> =>
  encodeUnifiedSearchAttributes(undefined, new TypedSearchAttributes([...pairs]));
export const readSearchAttributes = (fields: Record<string, Payload>): TypedSearchAttributes =>
  decodeTypedSearchAttributes(fields);

/** Whether a field of the protocol is set: one that is not may be undefined or null. */
export const isSet = <T>(field: T | null | undefined): field is T => field !== undefined && field !== null;

/** Who a workflow is, as it sees itself. */
export interface Identity {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly taskQueue: string;
  readonly namespace: string;
  readonly firstRunId: string;
  readonly continuedFrom?: string;
  readonly parent?: { readonly workflowId: string; readonly runId: string };
  readonly root?: { readonly workflowId: string; readonly runId: string };
  /** When the first and when this run was started. */
  readonly startedAt: number;
  readonly runStartedAt: number;
  /** Eight bytes; what the run's random numbers come from. */
  readonly seed: readonly number[];
}

/** The moment of an activation, and what the workflow may know of its history by then. */
export interface Moment {
  readonly now: number;
  readonly events: number;
  readonly bytes: number;
  /** Why the server suggests to continue as new; empty when it does not. */
  readonly tooLong: readonly ('bytes' | 'events')[];
}

/** A line a workflow has logged. */
export type Log = (level: string, message: string, attributes: Readonly<Record<string, unknown>>) => void;

/** A workflow task failed: the code is wrong, or has left its sandbox's rules. A worker would try it again for ever. */
export class WorkflowTaskFailedError extends Error {
  override readonly name = 'WorkflowTaskFailedError';
  constructor(
    readonly workflowId: string,
    readonly workflowType: string,
    /** What the workflow threw, from inside the sandbox: no instance of our `Error`. */
    override readonly cause: unknown,
    stack: string,
  ) {
    super(`A workflow task of ${workflowType} ${workflowId} failed: ${stack}`);
  }
}

/** What we keep inside the sandbox. `run` is called by a script, so that microtasks run before the script returns. */
interface Inside {
  readonly api: typeof workerInterface;
  run(): void;
  enter(activator: Activator | undefined): void;
  activator(): Activator | undefined;
  /** Loads the workflows while no workflow is entered: the modules are then shared by all. */
  shareModules(): void;
  /** The first global that is not as it was when the sandbox was made. */
  litter(): string | undefined;
}

/** The workflow in charge, as the SDK's code in the bundle calls it. */
const ACTIVATOR = 'globalThis.__TEMPORAL_ACTIVATOR__';
/** Globals that neither the SDK nor a workflow replaces. */
const STEADY = [
  ...[
    'Object',
    'Array',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'Promise',
    'Symbol',
    'Reflect',
    'Proxy',
    'Function',
  ],
  ...['String', 'Number', 'Boolean', 'BigInt', 'RegExp', 'JSON', 'Math', 'NaN', 'Infinity', 'Uint8Array'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'isNaN', 'parseInt', 'parseFloat'],
].join(', ');

/**
 * The bundle within a function whose parameters are the steady globals. In a `vm` context every look at a global is a
 * call into Node, which together would be an eighth of what an activation costs. Where modules are shared the workflow in
 * charge is a variable, too; where they are not, Node's side writes and reads it to tell whose module is being loaded.
 */
function enclosed(code: string, shareModules: boolean): string {
  if (!code.includes(ACTIVATOR)) throw new Error(`the bundle does not know ${ACTIVATOR}`);
  const activator = shareModules ? 'workflowInCharge' : ACTIVATOR;
  // Node's side asks for it when it reports a rejection that nobody handles.
  const told = shareModules
    ? "Object.defineProperty(globalThis, '__TEMPORAL_ACTIVATOR__', { configurable: true, get: () => workflowInCharge });"
    : '';
  const access = `{ enter(entered) { ${activator} = entered; }, activator() { return ${activator}; } }`;
  // On one line with the bundle's first, so that lines keep their numbers.
  return `(function (${STEADY}) { let workflowInCharge; ${code.replaceAll(ACTIVATOR, activator)}
globalThis.__TEMPORAL__ = __TEMPORAL__; globalThis.${ACCESS} = ${access}; ${told} })(${STEADY});`;
}

const ACCESS = '__VIRTUAL_TIME_ACCESS__';
const INSIDE = `
const virtualTime = {
  ...${ACCESS},
  api: __TEMPORAL__.api,
  run() {},
  shareModules() { __TEMPORAL__.importWorkflows(); __TEMPORAL__.importInterceptors(); },
  litter() {
    const key = Reflect.ownKeys(globalThis).find(
      (k) => k !== '__TEMPORAL_ACTIVATOR__' && !(tidy.has(k) && Object.is(tidy.get(k), globalThis[k])),
    );
    return key === undefined ? undefined : String(key);
  },
};
delete globalThis.${ACCESS};
const tidy = new Map(Reflect.ownKeys(globalThis).map((key) => [key, globalThis[key]]));
virtualTime;`;
const RUN = new vm.Script('virtualTime.run()');
const FILE_NAME = 'workflow-bundle.js';
const SOURCE_MAP = '//# sourceMappingURL=data:';
/** So many workflows are each looked at for what they have left behind, afterwards one in some. */
const [ALL_LOOKED_AT, ONE_IN] = [100, 20];
const LOADING_TIMEOUT_MS = 60_000;
/** The SDK wants one for its stack traces; ours are mapped when somebody reads them. */
const NO_SOURCE_MAP = { version: 3, file: FILE_NAME, sources: [], names: [], mappings: '' };

/** The SDK's sandbox, opened. */
class Creator extends ReusableVMWorkflowCreator {
  readonly inside: Inside;

  constructor(code: string, shareModules: boolean) {
    super(
      new vm.Script(enclosed(code, shareModules), { filename: FILE_NAME }),
      { code, filename: FILE_NAME, sourceMap: NO_SOURCE_MAP },
      LOADING_TIMEOUT_MS,
      new Set(), // told for each workflow
    );
    this.inside = vm.runInContext(INSIDE, this.context) as Inside;
    if (!shareModules) return;
    this.inside.shareModules();
    this.expectTidy('a module');
  }

  private looks = 0;
  private unseen = false;

  /** A workflow has ended: of very many, one in some is looked at. Throws as {@link expectTidy}. */
  ended(who: string): void {
    this.looks += 1;
    if (this.looks <= ALL_LOOKED_AT || this.looks % ONE_IN === 0)
      this.expectTidy(this.unseen ? `${who}, or one that ended before it,` : who);
    else this.unseen = true;
  }

  /** Looks where not every workflow was looked at. Throws as {@link expectTidy}. */
  expectAllTidy(): void {
    if (this.unseen) this.expectTidy('a workflow that has ended');
  }

  /** Throws when a workflow has written to the global object, which here is everybody's. */
  private expectTidy(who: string): void {
    this.unseen = false;
    const litter = this.inside.litter();
    if (litter === undefined) return;
    if (shared?.creator === this) shared = undefined; // the next server is not to find it
    throw new Error(`${who} has written to the global ${litter}; in virtual time all workflows share one`);
  }

  /** Calls into the sandbox and lets everything that follows happen before it returns. */
  run(call: () => void): void {
    this.inside.run = call;
    RUN.runInContext(this.context, { displayErrors: false });
  }

  initRuntime(
    info: WorkflowInfo,
    { seed, runStartedAt }: Identity,
    activityNames: ReadonlySet<string>,
  ): Activator {
    this.inside.enter(undefined);
    this.run(() => {
      this.inside.api.initRuntime({
        info,
        randomnessSeed: [...seed],
        now: runStartedAt,
        showStackTraceSources: false,
        sourceMap: this.workflowBundle.sourceMap,
        registeredActivityNames: new Set(activityNames),
        getTimeOfDay: () => 0n,
        stackTracesEnabled: false,
      });
    });
    const activator = this.inside.activator();
    if (!activator) throw new Error('the SDK has not made an activator');
    return activator;
  }
}

/** The SDK gives the sandbox an `AsyncLocalStorage` made from Node's; while it does, Node's is ours. */
function withPromiseLocal<T>(make: () => T): T {
  const original = asyncHooks.AsyncLocalStorage;
  Object.assign(asyncHooks, { AsyncLocalStorage: PromiseLocal });
  try {
    return make();
  } finally {
    Object.assign(asyncHooks, { AsyncLocalStorage: original });
  }
}

/** The sandbox whose modules are shared: nothing of a workflow stays in it, so the next virtual server has it warm. */
let shared: { readonly code: string; readonly creator: Creator } | undefined;
/** The sandboxes in which a virtual server runs just now. */
const inUse = new WeakSet<Creator>();

function creatorOf(code: string, shareModules: boolean): Creator {
  if (shareModules && shared?.code === code) return shared.creator;
  const creator = withPromiseLocal(() => new Creator(code, shareModules));
  if (shareModules) shared = { code, creator };
  return creator;
}

export interface SandboxOptions {
  /** As made by `bundleWorkflows`. */
  readonly bundle: string;
  readonly activityNames: ReadonlySet<string>;
  /**
   * Evaluates the workflows' modules once instead of once per workflow: a start is six times cheaper and an open
   * workflow a third of the size. Right only where no module keeps state in variables of its own: it would be there for
   * all workflows, and for the next virtual server in this process.
   */
  readonly shareModules: boolean;
  readonly log: Log;
}

/** The sandbox all workflows of a virtual server live in. */
export class Sandbox {
  private readonly creator: Creator;
  private readonly sourceMap: string;
  private sources?: SourceMap;

  constructor(private readonly options: SandboxOptions) {
    const { bundle, shareModules } = options;
    const end = bundle.lastIndexOf(SOURCE_MAP);
    this.sourceMap = end < 0 ? '' : bundle.slice(bundle.indexOf('base64,', end) + 'base64,'.length).trim();
    const code = end < 0 ? bundle : bundle.slice(0, end);
    this.creator = creatorOf(code, shareModules);
  }

  /**
   * Runs what activates workflows; rejects as it does. Throws when another virtual server is at it in the same sandbox:
   * whose a rejection is that nobody handles could not be told.
   */
  async whileInUse<T>(run: () => Promise<T>): Promise<T> {
    const { creator } = this;
    if (inUse.has(creator))
      throw new Error('one virtual server at a time; another with the same workflows runs');
    inUse.add(creator);
    try {
      const result = await run();
      creator.expectAllTidy();
      return result;
    } finally {
      inUse.delete(creator);
    }
  }

  /** Loads a workflow. Throws {@link WorkflowTaskFailedError} when the bundle has no such workflow or cannot be loaded. */
  open(identity: Identity): SandboxedWorkflow {
    return new SandboxedWorkflow(this, this.creator, identity, this.options);
  }

  /** An error's stack with the lines of the bundle replaced by those of its sources. */
  stackOf(error: unknown): string {
    const stack =
      typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
    if (this.sourceMap === '') return stack;
    this.sources ??= new SourceMap(
      JSON.parse(Buffer.from(this.sourceMap, 'base64').toString()) as SourceMapPayload,
    );
    const { sources } = this;
    return stack.replaceAll(
      new RegExp(`${FILE_NAME}:(\\d+):(\\d+)`, 'g'),
      (there: string, line: string, column: string) => {
        const entry = sources.findEntry(Number(line) - 1, Number(column) - 1);
        if (!('originalSource' in entry)) return there;
        return `${entry.originalSource}:${String(entry.originalLine + 1)}:${String(entry.originalColumn + 1)}`;
      },
    );
  }
}

/** Node reports unhandled rejections once the event loop has come round. */
export function eventLoopTurned(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** One workflow in the sandbox. */
export class SandboxedWorkflow {
  private readonly activator: Activator;
  private rejection: { readonly reason: unknown } | undefined;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly creator: Creator,
    private readonly identity: Identity,
    private readonly options: Pick<SandboxOptions, 'activityNames' | 'log'>,
  ) {
    const { activityNames } = options;
    this.activator = this.guarded(() => creator.initRuntime(workflowInfo(identity), identity, activityNames));
    // The SDK's handler of unhandled rejections looks here for the workflow that has caused one. It is the only one to
    // hold on to workflows that are still open when their server is no longer wanted.
    const self = new WeakRef(this);
    const rejected = {
      setUnhandledRejection: (reason: unknown) => {
        const workflow = self.deref();
        if (workflow) workflow.rejection = { reason };
      },
    };
    type Known = typeof ReusableVMWorkflowCreator.workflowByRunId extends Map<string, infer W> ? W : never;
    ReusableVMWorkflowCreator.workflowByRunId.set(identity.runId, rejected as unknown as Known);
  }

  /**
   * Gives the jobs to the workflow, in this order, and returns what it asks for. Queries go alone. What it has asked
   * for holds once {@link settled} has been called after {@link eventLoopTurned}. Throws {@link WorkflowTaskFailedError}.
   */
  activate(moment: Moment, jobs: readonly Job[]): Command[] {
    const { creator, activator } = this;
    const { api } = creator.inside;
    const querying = isSet(jobs[0]?.queryWorkflow);
    return this.guarded(() => {
      creator.inside.enter(activator);
      activator.now = moment.now;
      activator.mutateWorkflowInfo((info) => informed(info, moment, querying));
      const start = jobs[0]?.initializeWorkflow;
      if (start) api.initialize(start);
      creator.run(() => {
        // The SDK asks each job which of its fields is set, as the protocol's own classes would tell.
        const activation = { jobs: jobs.map((job) => Object.assign(job, { variant: Object.keys(job)[0] })) };
        api.activate(activation as coresdk.workflow_activation.IWorkflowActivation);
      });
      while (!querying && api.tryUnblockConditions() > 0) creator.run(() => undefined);
      return api.concludeActivation().successful?.commands ?? [];
    });
  }

  /** What the activation has left behind: lines logged, and rejections nobody handles. Throws as {@link activate}. */
  settled(): void {
    this.writeLogs();
    const { rejection } = this;
    if (rejection) this.guarded(() => rethrow(rejection.reason));
  }

  /** Frees the workflow. Throws when it has written to the global object. */
  dispose(): void {
    ReusableVMWorkflowCreator.workflowByRunId.delete(this.identity.runId);
    this.creator.inside.enter(this.activator);
    this.creator.run(() => {
      this.creator.inside.api.dispose();
    });
    this.creator.ended(`${this.identity.type} ${this.identity.workflowId}`);
  }

  private writeLogs(): void {
    for (const { ifaceName, fnName, args } of this.activator.getAndResetSinkCalls()) {
      if (ifaceName !== '__temporal_logger') throw new Error(`there is no sink ${ifaceName} in virtual time`);
      this.options.log(fnName, String(args[0]), { ...(args[1] as Record<string, unknown> | undefined) });
    }
  }

  private guarded<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      const { workflowId, type } = this.identity;
      throw new WorkflowTaskFailedError(workflowId, type, error, this.sandbox.stackOf(error));
    }
  }
}

/** The info of a workflow at a moment. Changed in place: a copy for each activation would be a fiftieth of its cost. */
function informed(
  info: WorkflowInfo & { suggestedContinueAsNewReasons?: readonly string[] },
  { events, bytes, tooLong }: Moment,
  isReplaying: boolean,
): WorkflowInfo {
  return Object.assign(info, {
    historyLength: events,
    historySize: bytes,
    continueAsNewSuggested: tooLong.length > 0,
    suggestedContinueAsNewReasons: tooLong.map((what) =>
      what === 'bytes' ? 'HISTORY_SIZE_TOO_LARGE' : 'TOO_MANY_HISTORY_EVENTS',
    ),
    unsafe: Object.assign(info.unsafe, { isReplaying, isReplayingHistoryEvents: false }),
  });
}

function rethrow(reason: unknown): never {
  throw reason;
}

function workflowInfo(identity: Identity): WorkflowInfo {
  const { workflowId, runId, type, taskQueue, namespace, firstRunId, continuedFrom, parent, root } = identity;
  return {
    workflowId,
    runId,
    workflowType: type,
    taskQueue,
    namespace,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the SDK still demands the field
    searchAttributes: {},
    typedSearchAttributes: new TypedSearchAttributes(),
    ...(parent && { parent: { ...parent, namespace } }),
    ...(root && { root }),
    firstExecutionRunId: firstRunId,
    originalExecutionRunId: runId,
    ...(continuedFrom !== undefined && { continuedFromExecutionRunId: continuedFrom }),
    startTime: new Date(identity.startedAt),
    runStartTime: new Date(identity.runStartedAt),
    taskTimeoutMs: 10_000,
    attempt: 1,
    historyLength: 0,
    historySize: 0,
    continueAsNewSuggested: false,
    targetWorkerDeploymentVersionChanged: false,
    unsafe: {
      now: () => 0, // the sandbox sets its own
      isReplaying: false,
      isReplayingHistoryEvents: false,
      random: { random: () => 0, uuid4: () => '', fillRandom: (bytes) => bytes },
    },
  };
}
