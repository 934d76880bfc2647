/** What a workflow asked of its server, told alike for the virtual server and real ones. */
import { temporal } from '@temporalio/proto';
import { type RecordedEvent } from '../../simulation/virtualServer';

/** A workflow's commands by activation, each activation's sorted: `TimerStarted 60`, `ActivityTaskScheduled carryOut`. */
export type Commands = readonly (readonly string[])[];

/** What a workflow task leads to, and only that. */
const COMMANDS = new Set([
  'TimerStarted',
  'TimerCanceled',
  'ActivityTaskScheduled',
  'ActivityTaskCancelRequested',
  'MarkerRecorded',
  'UpsertWorkflowSearchAttributes',
  'WorkflowPropertiesModified',
  'StartChildWorkflowExecutionInitiated',
  'SignalExternalWorkflowExecutionInitiated',
  'RequestCancelExternalWorkflowExecutionInitiated',
  'WorkflowExecutionUpdateAccepted',
  'WorkflowExecutionUpdateCompleted',
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionContinuedAsNew',
]);

/** Commands whose events do not say on a real server what they are about. */
const UNNAMED = new Set(['WorkflowExecutionUpdateCompleted', 'MarkerRecorded']);

interface Told {
  readonly type: string;
  /** An activity's, signal's, update's or child's name, a timer's milliseconds. */
  readonly about: string | number | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Signals this close together reach a workflow at once in virtual time, and may come one by one on a real server. */
const AT_ONCE_MS = 1000;

function byActivation(events: readonly Told[]): Commands {
  const activations: { readonly at: number; readonly commands: string[] }[] = [];
  for (const { type, about, at } of withoutMoments(events)) {
    if (type === 'WorkflowTaskCompleted') activations.push({ at, commands: [] });
    else if (UNNAMED.has(type)) activations.at(-1)?.commands.push(type);
    else if (COMMANDS.has(type)) activations.at(-1)?.commands.push(`${type} ${whatAbout(about)}`.trim());
  }
  const asking = activations.filter(({ commands }) => commands.sort().length > 0);
  return asking.filter((one, n) => !isEcho(one, asking[n - 1])).map(({ commands }) => commands);
}

/** Whether an activation does again what the one just before it did: for a second signal of the same instant. */
function isEcho(
  { at, commands }: { at: number; commands: readonly string[] },
  before: { at: number; commands: readonly string[] } | undefined,
): boolean {
  return before !== undefined && at - before.at < AT_ONCE_MS && commands.join() === before.commands.join();
}

/** Leaves out timers that were set and cancelled at once. The project's workflows have one timer at a time. */
function withoutMoments(events: readonly Told[]): readonly Told[] {
  const left: (Told | undefined)[] = [];
  let timer: number | undefined;
  for (const event of events) {
    const started = timer === undefined ? undefined : left[timer];
    if (event.type === 'TimerCanceled' && started && event.at - started.at < AT_ONCE_MS) {
      if (timer !== undefined) left[timer] = undefined;
      continue;
    }
    if (event.type === 'TimerStarted') timer = left.length;
    left.push(event);
  }
  return left.filter((event) => event !== undefined);
}

/** Timers to the minute: a real server takes milliseconds over everything. */
function whatAbout(about: string | number | undefined): string {
  return typeof about === 'number' ? String(Math.round(about / 60_000)) : (about ?? '');
}

/** The commands of each workflow on the virtual server, through all its runs. */
export function virtualCommands(events: readonly RecordedEvent[]): Record<string, Commands> {
  const byWorkflow = new Map<string, Told[]>();
  for (const { workflowId, ...event } of events) {
    const told = byWorkflow.get(workflowId) ?? [];
    if (told.push({ about: undefined, ...event }) === 1) byWorkflow.set(workflowId, told);
  }
  return Object.fromEntries([...byWorkflow].map(([id, told]) => [id, byActivation(told)]));
}

/** The commands of a workflow on a real server, whose runs have these histories. */
export function realCommands(histories: readonly temporal.api.history.v1.IHistory[]): Commands {
  return byActivation(histories.flatMap(({ events }) => (events ?? []).map(toldOf)));
}

function toldOf(event: temporal.api.history.v1.IHistoryEvent): Told {
  const name = temporal.api.enums.v1.EventType[event.eventType ?? 0] ?? '';
  const words = name.replace('EVENT_TYPE_', '').toLowerCase().split('_');
  return {
    type: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    about: aboutOf(event),
    at: instantOf(event),
  };
}

function instantOf({ eventTime }: temporal.api.history.v1.IHistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / 1_000_000;
}

/** As simulation/server tells of the same event. */
function aboutOf(event: temporal.api.history.v1.IHistoryEvent): string | number | undefined {
  const timer = event.timerStartedEventAttributes?.startToFireTimeout;
  if (timer) return Number(timer.seconds ?? 0) * 1000 + (timer.nanos ?? 0) / 1_000_000;
  return (
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId ??
    event.signalExternalWorkflowExecutionInitiatedEventAttributes?.signalName ??
    event.workflowExecutionContinuedAsNewEventAttributes?.workflowType?.name ??
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ??
    undefined
  );
}
