/**
 * A script lived on a real server. Two serve: the time-skipping test server, where a day passes at once, and the dev
 * server, which is the real thing in real time; there a "day" is a second. Their paths come from the environment:
 * TEMPORAL_TEST_SERVER and TEMPORAL_DEV_SERVER.
 */
import { activityInfo } from '@temporalio/activity';
import {
  Client,
  WithStartWorkflowOperation,
  type WorkflowClient,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { type StartOptions } from '../../simulation/server/client';
import {
  type Call,
  dayOn,
  DEV_DAY_MS,
  inMinutes,
  outcome,
  type Place,
  queueOf,
  type RealServer,
  type Report,
  type RunReport,
  runReport,
  type Script,
  watched,
} from './script';

/** As long as history.ts assumes a worker's identity to be. */
const IDENTITY = '12345@some-host0';

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
    const returned = await script.live(realPlace(env, server, script));
    return { returned, activities: inMinutes(calls), runs: await realRuns(script, env.client) };
  } finally {
    worker.shutdown();
    await running;
  }
}

function realPlace(env: TestWorkflowEnvironment, server: RealServer, script: Script): Place {
  const taskQueue = queueOf(script);
  // Not the environment's own client, which lets time be skipped while it waits for a result.
  const { workflow } = new Client({ connection: env.connection, identity: IDENTITY });
  const day = dayOn(server);
  const pass = async (ms: number): Promise<void> => {
    await settled(workflow, script);
    if (ms > 0) await env.sleep(ms);
    // A real server's timers go off on the next full second.
    await moment(env.supportsTimeSkipping ? 0 : DEV_DAY_MS);
    await settled(workflow, script);
  };
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
        if (!closed) await pass(day / 4);
      }
      return (await workflow.getHandle(id).result()) as unknown;
    },
    status: async (id) => (await workflow.getHandle(id).describe()).status.name,
    answer: async (ask) => {
      const answer = outcome(ask());
      // The test server's time stands still until it is made to pass; not before what can be done now is done.
      while (env.supportsTimeSkipping && !(await isSettled(answer, 2000))) await env.sleep(day / 2);
      return await answer;
    },
    days: (n) => pass(n * day),
  };
}

/**
 * A moment in which what is under way gets done, and as long again as the worker, on a machine with much else to do,
 * has not answered a workflow task: what happens next must not reach it while it is still busy with what came before.
 */
async function settled(client: WorkflowClient, { workflows }: Script): Promise<void> {
  for (let busy = true; busy;) {
    await moment();
    const asked = await Promise.all(workflows.map((workflowId) => hasTask(client, workflowId)));
    busy = asked.includes(true);
  }
}

/** Whether a workflow task waits or is being worked on. A workflow not started yet has none. */
async function hasTask(client: WorkflowClient, workflowId: string): Promise<boolean> {
  try {
    const { raw } = await client.getHandle(workflowId).describe();
    return Boolean(raw.pendingWorkflowTask);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
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
