/**
 * A run's history: how many events the server would have recorded, and about how many bytes.
 *
 * The bytes are those of the server's own encoding: a fixed part per kind of event, measured on server 1.32, and the
 * names and payloads in it. test/simulation/realServer.test.ts holds the sum within 5 % of what the server reports
 * for workers whose identity is as long as assumed here. A payload codec (encryption) is not in it.
 */
import { type Failure, type Payload } from '../sandbox';
import { type TypeCounts } from './counts';

/** The server suggests to continue as new from this length on. */
export const SUGGESTED_EVENTS = 4096;
export const SUGGESTED_BYTES = 4 * 1024 * 1024;

/** Length of a worker's identity, `<pid>@<host>`. */
const IDENTITY = 16;
/** What each event adds to the batch it is stored in. */
const IN_BATCH = 3;

/** Kinds of event, named as the server names them, and the part of their size that is always there. */
const FIXED_BYTES = {
  WorkflowExecutionStarted: 132 + IDENTITY,
  WorkflowExecutionSignaled: 71 + IDENTITY,
  WorkflowExecutionCancelRequested: 27 + IDENTITY,
  WorkflowExecutionUpdateAccepted: 56 + IDENTITY,
  WorkflowExecutionUpdateCompleted: 37 + IDENTITY,
  WorkflowExecutionCompleted: 28,
  WorkflowExecutionFailed: 32,
  WorkflowExecutionCanceled: 27,
  WorkflowExecutionTerminated: 40 + IDENTITY,
  WorkflowExecutionContinuedAsNew: 86,
  WorkflowTaskScheduled: 36,
  WorkflowTaskStarted: 164 + IDENTITY,
  WorkflowTaskCompleted: 128 + IDENTITY,
  WorkflowTaskFailed: 60 + IDENTITY,
  TimerStarted: 33,
  TimerFired: 29,
  TimerCanceled: 33 + IDENTITY,
  ActivityTaskScheduled: 73,
  ActivityTaskStarted: 164 + IDENTITY,
  ActivityTaskCompleted: 33 + IDENTITY,
  ActivityTaskFailed: 35 + IDENTITY,
  ActivityTaskTimedOut: 35,
  ActivityTaskCancelRequested: 29,
  ActivityTaskCanceled: 86 + IDENTITY,
  MarkerRecorded: 30,
  UpsertWorkflowSearchAttributes: 29,
  WorkflowPropertiesModified: 29,
  StartChildWorkflowExecutionInitiated: 104,
  StartChildWorkflowExecutionFailed: 82,
  ChildWorkflowExecutionStarted: 121,
  ChildWorkflowExecutionCompleted: 125,
  ChildWorkflowExecutionFailed: 128,
  ChildWorkflowExecutionCanceled: 122,
  ChildWorkflowExecutionTerminated: 122,
  SignalExternalWorkflowExecutionInitiated: 82,
  SignalExternalWorkflowExecutionFailed: 80,
  ExternalWorkflowExecutionSignaled: 78,
  RequestCancelExternalWorkflowExecutionInitiated: 118,
  RequestCancelExternalWorkflowExecutionFailed: 80,
  ExternalWorkflowExecutionCancelRequested: 116,
} as const;

export type EventType = keyof typeof FIXED_BYTES;

/** More of an event, where it has it. */
export const EXTRA_BYTES = {
  /** A workflow task on the queue of the worker that knows the workflow already. */
  stickyQueue: 35 + IDENTITY,
  /** The first completion tells the SDK's name and version. */
  firstCompletion: 35,
  /** A child knows its parent and root; nobody's identity stands in its start. */
  parent: 134 - IDENTITY,
  /** A continued run knows where it comes from. */
  continued: 206 - IDENTITY,
  /** What sets a signal sent by a workflow apart from a client's. */
  fromWorkflow: 56 - IDENTITY,
  /** A cancellation asked for by a workflow tells who asked. */
  cancelFromWorkflow: 57 - IDENTITY,
  /** Why an external workflow is to be cancelled; a child's cancellation gives no reason, but its run. */
  cancelReason: 93,
  runId: 38,
  localActivity: 270,
  patch: 25,
} as const;

/** An event as it is recorded. */
export interface RecordedEvent {
  readonly type: EventType;
  readonly workflowId: string;
  readonly runId: string;
  /** Virtual instant. */
  readonly at: number;
  /** Its size, as estimated. */
  readonly bytes: number;
  /** What it is about: an activity's, signal's, update's or child's name, a timer's milliseconds. */
  readonly about?: string | number;
}

export class History {
  events = 0;
  bytes = 0;

  constructor(
    private readonly counts: TypeCounts,
    private readonly told: ((what: Pick<RecordedEvent, 'type' | 'bytes' | 'about'>) => void) | undefined,
  ) {}

  /** Records an event; `more` is its size beyond the fixed part. */
  add(type: EventType, more = 0, about?: string | number): void {
    const { counts } = this;
    const size = FIXED_BYTES[type] + IN_BATCH + more;
    this.events += 1;
    this.bytes += size;
    counts.events += 1;
    counts.bytes += size;
    if (this.events > counts.longest.events) counts.longest.events = this.events;
    if (this.bytes > counts.longest.bytes) counts.longest.bytes = this.bytes;
    this.told?.({ type, bytes: size, ...(about !== undefined && { about }) });
  }
}

/** Size of payloads in an event. */
export function payloadsBytes(payloads: readonly Payload[] | null | undefined): number {
  let bytes = 0;
  for (const payload of payloads ?? []) bytes += payloadBytes(payload);
  return bytes;
}

export function payloadBytes({ metadata, data }: Payload): number {
  let bytes = 4 + (data?.length ?? 0);
  for (const key in metadata) bytes += 6 + key.length + (metadata[key]?.length ?? 0);
  return bytes + (bytes > 127 ? 2 : 0);
}

/** Size of a memo or of search attributes. */
export function payloadMapBytes(fields: Readonly<Record<string, Payload>> | null | undefined): number {
  let bytes = 0;
  for (const key in fields) {
    const payload = fields[key];
    if (payload) bytes += 6 + key.length + payloadBytes(payload);
  }
  return bytes;
}

/** Size of a summary and details beside an event. */
export function metadataBytes(
  metadata: { summary?: Payload | null; details?: Payload | null } | null | undefined,
): number {
  const { summary, details } = metadata ?? {};
  return (summary ? 4 + payloadBytes(summary) : 0) + (details ? 4 + payloadBytes(details) : 0);
}

/** Size of a failure and its causes. */
export function failureBytes(failure: Failure | null | undefined): number {
  if (!failure) return 0;
  const { message, source, stackTrace, applicationFailureInfo: info, cause } = failure;
  const text = (message?.length ?? 0) + (source?.length ?? 0) + (stackTrace?.length ?? 0);
  return 12 + text + (info?.type?.length ?? 0) + payloadsBytes(info?.details?.payloads) + failureBytes(cause);
}
