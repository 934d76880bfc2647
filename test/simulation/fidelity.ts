/**
 * The same script lived on the virtual server and on a real one, and what came of it told alike.
 *
 * Two real servers serve: the time-skipping test server, where a day passes at once, and the dev server, which is the
 * real thing in real time; there a "day" is a second. Their paths come from the environment: TEMPORAL_TEST_SERVER and
 * TEMPORAL_DEV_SERVER.
 */
import { activityInfo } from '@temporalio/activity';
import { Client, WithStartWorkflowOperation } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import {
  type ActivityImplementation,
  type RecordedEvent,
  VirtualServer,
} from '../../simulation/virtualServer';
import { type StartOptions, type UpdateWithStartOptions } from '../../simulation/server/client';
import { seen, type Tried } from './workflows/errors';

/** A server a script is lived on. What needs a workflow's answer is awaited by way of `answer`. */
export interface Place {
  /** The length of a day here, in milliseconds. */
  readonly day: number;
  start(type: string, options: StartOptions): Promise<unknown>;
  signal(workflowId: string, name: string, ...args: unknown[]): Promise<void>;
  signalWithStart(
    type: string,
    options: StartOptions & { signal: string; signalArgs: unknown[] },
  ): Promise<unknown>;
  update(workflowId: string, name: string, ...args: unknown[]): Promise<unknown>;
  updateWithStart(name: string, options: UpdateWithStartOptions<unknown[]>): Promise<unknown>;
  query(workflowId: string, name: string): Promise<unknown>;
  cancel(workflowId: string): Promise<unknown>;
  terminate(workflowId: string, reason: string): Promise<unknown>;
  result(workflowId: string): Promise<unknown>;
  status(workflowId: string): Promise<string>;
  /** Asks and waits for the answer; time goes on meanwhile. How it looks when it is a rejection. */
  answer(ask: () => Promise<unknown>): Promise<Tried>;
  /** Lets so many days pass, none to let only happen what is under way. */
  days(n: number): Promise<void>;
}

type Activities = Record<string, (input: unknown) => Promise<unknown>>;

/** What is lived. */
export interface Script {
  readonly name: string;
  /** Made anew for each place. */
  readonly activities?: () => Activities;
  /** What it returns is compared. */
  live(place: Place): Promise<unknown>;
  /** The workflows whose histories are compared. */
  readonly workflows: readonly string[];
  /** Updates of each workflow that were refused; the test server, unlike a real one, records their workflow task. */
  readonly refused?: Readonly<Record<string, number>>;
  /** Why a server cannot live it. */
  readonly notOn?: { readonly timeSkipping?: string; readonly dev?: string };
}

/** What came of a script. */
export interface Report {
  readonly returned: unknown;
  /** The activities called, in order, with the minute since the first. */
  readonly activities: readonly {
    readonly type: string;
    readonly attempt: number;
    readonly minute: number;
  }[];
  /** By workflow, its runs one after the other. */
  readonly runs: Readonly<Record<string, readonly RunReport[]>>;
}

export interface RunReport {
  readonly events: number;
  /** Bytes of history; undefined where the server does not tell. */
  readonly bytes: number | undefined;
  /** Events between the ends of workflow tasks, those of the tasks themselves left out; each part sorted. */
  readonly parts: readonly (readonly string[])[];
}

export type RealServer = 'timeSkipping' | 'dev';

const DAY_MS = 86_400_000;
const DEV_DAY_MS = 1000;
/** As long as history.ts assumes a worker's identity to be. */
const IDENTITY = '12345@some-host0';
const START = Date.UTC(2026, 0, 5, 8);

export const dayOn = (server: RealServer): number => (server === 'dev' ? DEV_DAY_MS : DAY_MS);

/** The result of a promise, or how its rejection looks. */
export async function outcome(promise: Promise<unknown>): Promise<Tried> {
  try {
    return { value: (await promise) ?? null };
  } catch (error) {
    return { error: seen(error) };
  }
}

interface Call {
  readonly type: string;
  readonly attempt: number;
  readonly at: number;
}

/** Scripts are lived side by side: each has a queue, and so a worker, of its own. */
function queueOf({ workflows }: Script): string {
  return `queue-of-${workflows[0] ?? 'none'}`;
}

/** The script's activities, each call told; the same at all places, so that failures have the same stacks. */
function watched(script: Script, called: (type: string) => Promise<void>): Activities {
  const wrapped = Object.entries(script.activities?.() ?? {}).map(([type, implementation]) => [
    type,
    async (input: unknown) => {
      await called(type);
      return await implementation(input);
    },
  ]);
  return Object.fromEntries(wrapped) as Activities;
}

function inMinutes(calls: readonly Call[]): Report['activities'] {
  const first = calls[0]?.at ?? 0;
  return calls.map(({ type, attempt, at }) => ({ type, attempt, minute: Math.round((at - first) / 60_000) }));
}

function runReport(types: readonly string[], bytes: number | undefined): RunReport {
  const parts: string[][] = [[]];
  for (const type of types) {
    if (type === 'WorkflowTaskCompleted' && parts.at(-1)?.length !== 0) parts.push([]);
    else if (!type.startsWith('WorkflowTask')) parts.at(-1)?.push(type);
  }
  return { events: types.length, bytes, parts: parts.map((part) => part.sort()).filter((p) => p.length > 0) };
}

// ---------------------------------------------------------------- virtual

export async function liveVirtually(
  script: Script,
  bundle: string,
  { day = DAY_MS, shareModules = false } = {},
): Promise<Report> {
  const events: RecordedEvent[] = [];
  const calls: Call[] = [];
  const server = new VirtualServer({
    bundle,
    activities: watched(script, () => Promise.resolve()) as Record<string, ActivityImplementation>,
    start: START,
    taskQueue: queueOf(script),
    shareModules,
    log: () => undefined,
    observer: { event: (event) => void events.push(event), activity: (call) => void calls.push(call) },
  });
  const { client } = server;
  const returned = await script.live({
    day,
    start: (type, options) => client.start(type, options),
    signal: (id, name, ...args) => client.signal(id, name, ...args),
    signalWithStart: (type, options) => client.signalWithStart(type, options),
    update: (id, name, ...args) => client.update(id, name, { args }),
    updateWithStart: (name, options) => client.updateWithStart(name, options),
    query: (id, name) => client.query(id, name),
    cancel: (id) => client.cancel(id),
    terminate: (id, reason) => client.terminate(id, reason),
    result: (id) => client.result(id),
    status: async (id) => (await client.describe(id)).status,
    answer: (ask) => server.settle(() => outcome(ask())),
    days: (n) => server.runUntil(server.now + n * day),
  });
  return { returned, activities: inMinutes(calls), runs: virtualRuns(script, events) };
}

function virtualRuns({ workflows }: Script, events: readonly RecordedEvent[]): Report['runs'] {
  return Object.fromEntries(
    workflows.map((workflowId) => {
      const own = events.filter((event) => event.workflowId === workflowId);
      const runIds = [...new Set(own.map((event) => event.runId))];
      const runs = runIds.map((runId) => {
        const ofRun = own.filter((event) => event.runId === runId);
        const types = ofRun.map((event) => event.type);
        return runReport(
          types,
          ofRun.reduce((sum, event) => sum + event.bytes, 0),
        );
      });
      return [workflowId, runs];
    }),
  );
}

// ---------------------------------------------------------------- real

/** A real server, with the bundle's workflows at hand. */
export interface RealPlace {
  live(script: Script): Promise<Report>;
  close(): Promise<void>;
}

/** Makes a real server ready. Rejects when its program cannot be started. */
export async function openReal(server: RealServer, program: string, bundle: string): Promise<RealPlace> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  if (server === 'dev') {
    const env = await startDev(program);
    return { live: (script) => liveReally(script, env, server, bundle), close: () => env.teardown() };
  }
  // The test server loses count of what holds its clock once an activity has been retried: a new one for each script.
  return {
    live: async (script) => {
      const env = await startTimeSkipping(program);
      try {
        return await liveReally(script, env, server, bundle);
      } finally {
        await env.teardown();
      }
    },
    close: () => Promise.resolve(),
  };
}

function startDev(program: string): Promise<TestWorkflowEnvironment> {
  const extraArgs = ['--search-attribute', 'stage=Keyword', '--log-level', 'never'];
  return TestWorkflowEnvironment.createLocal({
    client: { identity: IDENTITY },
    server: { executable: { type: 'existing-path', path: program }, extraArgs },
  });
}

async function startTimeSkipping(program: string): Promise<TestWorkflowEnvironment> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    client: { identity: IDENTITY },
    server: { executable: { type: 'existing-path', path: program } },
  });
  const searchAttributes = { stage: temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD };
  await env.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
  return env;
}

async function liveReally(
  script: Script,
  env: TestWorkflowEnvironment,
  server: RealServer,
  bundle: string,
): Promise<Report> {
  const calls: Call[] = [];
  const activities = watched(script, async (type) => {
    const { attempt } = activityInfo();
    calls.push({ type, attempt, at: await env.currentTimeMs() });
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: queueOf(script),
    identity: IDENTITY,
    workflowBundle: { code: bundle },
    activities,
  });
  const running = worker.run();
  try {
    await moment(500); // until it polls: time must not be skipped while a workflow task waits for it
    const returned = await script.live(realPlace(env, server, queueOf(script)));
    return { returned, activities: inMinutes(calls), runs: await realRuns(script, env.client) };
  } finally {
    worker.shutdown();
    await running;
  }
}

function realPlace(env: TestWorkflowEnvironment, server: RealServer, taskQueue: string): Place {
  // Not the environment's own client, which lets time be skipped while it waits for a result.
  const { workflow } = new Client({ connection: env.connection, identity: IDENTITY });
  const day = dayOn(server);
  const started = ({ typedSearchAttributes, args = [], ...rest }: StartOptions) => ({
    ...rest,
    args: [...args],
    taskQueue,
    memo: { ...rest.memo },
    ...(typedSearchAttributes && {
      typedSearchAttributes: new TypedSearchAttributes([...typedSearchAttributes]),
    }),
  });
  return {
    day,
    start: (type, options) => workflow.start(type, started(options)),
    signal: (id, name, ...args) => workflow.getHandle(id).signal(name, ...args),
    signalWithStart: (type, { signal, signalArgs, ...options }) =>
      workflow.signalWithStart(type, { ...started(options), signal, signalArgs }),
    update: (id, name, ...args) =>
      workflow.getHandle(id).executeUpdate<unknown, [unknown]>(name, { args: args as [unknown] }),
    updateWithStart: (name, { start: { type, ...options }, args }) => {
      const { workflowIdConflictPolicy } = options;
      const operation = new WithStartWorkflowOperation(type, {
        ...started(options),
        workflowIdConflictPolicy,
      });
      return workflow.executeUpdateWithStart(name, { args, startWorkflowOperation: operation });
    },
    query: (id, name) => workflow.getHandle(id).query(name),
    cancel: (id) => workflow.getHandle(id).cancel(),
    terminate: (id, reason) => workflow.getHandle(id).terminate(reason),
    // Waiting for a result lets the test server skip time, past the end of other workflows: so it is polled for.
    result: async (id) => {
      for (let closed = false; !closed;) {
        const { status } = await workflow.getHandle(id).describe();
        closed = status.name !== 'RUNNING';
        if (!closed) await pass(env, day / 4);
      }
      return await workflow.getHandle(id).result();
    },
    status: async (id) => (await workflow.getHandle(id).describe()).status.name,
    answer: async (ask) => {
      const answer = outcome(ask());
      // The test server's time stands still until it is made to pass; not before what can be done now is done.
      while (env.supportsTimeSkipping && !(await isSettled(answer, 2000))) await env.sleep(day / 2);
      return await answer;
    },
    days: (n) => pass(env, n * day),
  };
}

/** Lets time pass, and before and after it a moment in which what is under way gets done. */
async function pass(env: TestWorkflowEnvironment, ms: number): Promise<void> {
  await moment();
  if (ms > 0) await env.sleep(ms);
  await moment();
  // A real server's timers go off on the next full second.
  if (!env.supportsTimeSkipping) await moment(DEV_DAY_MS);
}

async function isSettled(promise: Promise<unknown>, ms: number): Promise<boolean> {
  return await Promise.race([promise.then(() => true), moment(ms).then(() => false)]);
}

function moment(ms = 300): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function realRuns({ workflows }: Script, client: Client): Promise<Report['runs']> {
  const reports: Record<string, RunReport[]> = {};
  for (const workflowId of workflows) {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    let runId = events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
    const runs: RunReport[] = [];
    while (runId) {
      const handle = client.workflow.getHandle(workflowId, runId);
      const history = (await handle.fetchHistory()).events ?? [];
      const { historySize } = await handle.describe();
      runs.push(runReport(history.map(eventType), historySize));
      runId = history.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
    }
    reports[workflowId] = runs;
  }
  return reports;
}

/** `EVENT_TYPE_TIMER_FIRED` → `TimerFired`. */
function eventType(event: temporal.api.history.v1.IHistoryEvent): string {
  const name = temporal.api.enums.v1.EventType[event.eventType ?? 0] ?? '';
  const words = name.replace('EVENT_TYPE_', '').toLowerCase().split('_');
  return words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}
