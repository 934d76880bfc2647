/** The state the server keeps of a workflow's run. */
import {
  type Command,
  type Failure,
  type Job,
  type Payload,
  type SandboxedWorkflow,
  type ScheduleActivity,
  type ScheduleLocalActivity,
  type StartChild,
  type WorkflowTaskFailedError,
} from '../sandbox';
import { type TypeCounts } from './counts';
import { type Planned } from './eventQueue';
import { type EventType, type History } from './history';
import { type Answer } from './outside';

export type RunStatus = 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TERMINATED' | 'CONTINUED_AS_NEW';

/** How a workflow has ended. */
export type Outcome =
  | { readonly status: 'COMPLETED'; readonly result: Payload | undefined }
  | { readonly status: 'FAILED'; readonly failure: Failure }
  | { readonly status: 'CANCELLED' }
  | { readonly status: 'TERMINATED'; readonly reason: string };

export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

/** A workflow from its start to its end: one run after the other, where it continues as new. */
export class Chain {
  outcome?: Outcome;
  readonly waiting: Answer<Outcome>[] = [];
  private current?: Run;

  constructor(
    readonly workflowId: string,
    readonly firstRunId: string,
    readonly startedAt: number,
    /** The parent's run, and the parent's number for this child. */
    readonly parent?: { readonly run: Run; readonly seq: number },
  ) {}

  /** The workflow at the top of the family; undefined for a workflow without parent. */
  get root(): Execution | undefined {
    const parent = this.parent?.run;
    return parent && (parent.chain.root ?? { workflowId: parent.workflowId, runId: parent.runId });
  }

  /** The newest run. */
  get run(): Run {
    if (!this.current) throw new Error(`workflow ${this.workflowId} has no run yet`);
    return this.current;
  }
  set run(run: Run) {
    this.current = run;
  }
}

/** An activity that is under way. */
export interface Activity {
  readonly schedule: ScheduleActivity;
  readonly scheduledAt: number;
  attempt: number;
  lastFailure?: Failure;
  /** The next attempt, or the time-out of the one that runs. */
  planned?: Planned;
  /** Waits for the server just now. */
  running?: boolean;
  /** The workflow has been told that it is cancelled and wants to hear no more. */
  forgotten?: boolean;
}

/** A local activity of the open workflow task. */
export interface LocalActivity {
  readonly schedule: ScheduleLocalActivity;
  readonly scheduledAt: number;
  attempt: number;
  planned?: Planned;
}

/** A child that has not ended. */
export interface Child {
  readonly start: StartChild;
  /** Set once it has been started. */
  chain?: Chain;
  forgotten?: boolean;
}

/** What a workflow task will tell the server when it completes. */
export type Outgoing =
  | { readonly kind: 'command'; readonly command: Command; dropped?: boolean }
  | {
      readonly kind: 'localActivity';
      readonly type: string;
      readonly result?: Payload | undefined;
      readonly failure?: Failure;
    }
  | { readonly kind: 'cancelChild'; readonly child: Child; readonly reason: string };

/** A workflow task: scheduled, or open while its local activities wait for their next attempts. */
export interface WorkflowTask {
  /** Updates alone bring a task that leaves no trace when it rejects them all. */
  recorded: boolean;
  open?: OpenTask;
}

export interface OpenTask {
  startedAt: number;
  events: number;
  outgoing: Outgoing[];
  readonly localActivities: Map<number, LocalActivity>;
  /** Those whose next attempt is due. */
  due: LocalActivity[];
  usedMarker: boolean;
  heartbeat?: Planned;
}

/** An update on its way through a workflow. */
export interface Update {
  readonly id: string;
  readonly name: string;
  readonly args: readonly Payload[];
  accepted: boolean;
  readonly answers: Answer<Payload | undefined>[];
}

/** Something that has happened to a run while its workflow task was open. */
export interface Buffered {
  readonly type: EventType;
  readonly bytes: number;
  readonly about: string | number | undefined;
  readonly job: Job | undefined;
  /** Whether it is a reason for a workflow task. */
  readonly wakes: boolean;
}

export interface RunIdentity {
  readonly chain: Chain;
  readonly runId: string;
  readonly type: string;
  readonly startedAt: number;
  readonly seed: readonly number[];
  readonly continuedFrom?: string;
}

export class Run {
  status: RunStatus = 'RUNNING';
  closedAt?: number;
  workflow?: SandboxedWorkflow;
  task?: WorkflowTask;
  /** Before this instant no workflow task is scheduled. */
  readyAt: number;
  /** A workflow task has completed: the next goes to the worker that knows the workflow. */
  known = false;
  /** Set when a workflow task has failed: the run goes on for ever without getting further. */
  stuck?: WorkflowTaskFailedError;

  jobs: Job[] = [];
  /** Updates the next workflow task delivers. */
  arrived: Update[] = [];
  readonly buffered: Buffered[] = [];
  readonly timers = new Map<number, Planned>();
  readonly activities = new Map<number, Activity>();
  readonly children = new Map<number, Child>();
  /** Updates in flight, and those that wait for one of the ten places. */
  readonly updates = new Map<string, Update>();
  readonly queuedUpdates: Update[] = [];
  /** Outcomes of finished updates: the same id is answered alike. */
  readonly updateOutcomes = new Map<string, { readonly result?: Payload; readonly failure?: Failure }>();
  readonly patches: string[] = [];

  constructor(
    readonly identity: RunIdentity,
    readonly history: History,
    readonly counts: TypeCounts,
    readonly initialMemo: Readonly<Record<string, Payload>>,
    public memo: Readonly<Record<string, Payload>>,
    public searchAttributes: Readonly<Record<string, Payload>>,
  ) {
    this.readyAt = identity.startedAt;
  }

  get chain(): Chain {
    return this.identity.chain;
  }
  get workflowId(): string {
    return this.identity.chain.workflowId;
  }
  get runId(): string {
    return this.identity.runId;
  }
  get type(): string {
    return this.identity.type;
  }
  get isOpen(): boolean {
    return this.status === 'RUNNING';
  }
}
