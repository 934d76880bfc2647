/** Workflows that break the sandbox's rules, or ask for what virtual time does not have. */
import {
  createNexusServiceClient,
  executeChild,
  makeContinueAsNewFunc,
  proxyActivities,
  proxySinks,
  type Sinks,
} from '@temporalio/workflow';

/** Writes to the global object, which in virtual time is everybody's. */
export function writesGlobal(): Promise<void> {
  (globalThis as Record<string, unknown>).litter = 1;
  return Promise.resolve();
}

export function throwsPlainError(): Promise<void> {
  return Promise.reject(new TypeError('a mistake in the code'));
}

interface Counting extends Sinks {
  readonly counting: { count(n: number): void };
}

export function callsSink(): Promise<void> {
  proxySinks<Counting>().counting.count(1);
  return Promise.resolve();
}

export async function asksNexus(): Promise<void> {
  const service = { name: 'elsewhere', operations: { ask: { name: 'ask' } } };
  const client = createNexusServiceClient({ endpoint: 'endpoint', service: service as never });
  await client.executeOperation('ask' as never, {} as never);
}

type Calls = Record<'act', () => Promise<void>>;

export async function callsWithHeartbeat(): Promise<void> {
  await proxyActivities<Calls>({ startToCloseTimeout: 1000, heartbeatTimeout: 500 }).act();
}

export async function callsOnOtherQueue(): Promise<void> {
  await proxyActivities<Calls>({ startToCloseTimeout: 1000, taskQueue: 'elsewhere' }).act();
}

export async function retriesChild(): Promise<void> {
  await executeChild('sleeper', { args: [[]], workflowId: 'child', retry: { maximumAttempts: 2 } });
}

export async function limitsChild(): Promise<void> {
  await executeChild('sleeper', { args: [[]], workflowId: 'child', workflowRunTimeout: 1000 });
}

/** Continues as new with a limit on the next run. */
export async function continuesLimited(): Promise<void> {
  await makeContinueAsNewFunc<typeof continuesLimited>({ workflowRunTimeout: 1000 })();
}
