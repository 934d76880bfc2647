/**
 * What our workflows' imports cost: every workflow evaluates all modules of the bundle when it starts, and keeps what
 * they make while it is cached. The same bare workflow is started from a bundle of its own and from one with ours.
 */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ROOT } from '../entry/options';
import { bundleWorkflows } from '../simulation/bundle';
import { eventLoopTurned, Sandbox, type SandboxedWorkflow } from '../simulation/sandbox';
import { decimal, printTable } from './table';

const WORKFLOWS = 400;
const WARM_UP = 50;
const TIMES = 3;
const NOW = Date.UTC(2026, 0, 5, 8);

interface Price {
  readonly ms: number;
  readonly kib: number;
  readonly size: number;
}

export async function measureBundle(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const prices: Record<string, Price> = {};
  for (const name of ['bare', 'withOurs']) {
    const bundle = await bundleOf(name);
    const runs: Price[] = [];
    for (let n = 0; n < TIMES; n += 1) runs.push(await priceOf(bundle, collect));
    prices[name] = {
      ms: Math.min(...runs.map(({ ms }) => ms)),
      kib: Math.min(...runs.map(({ kib }) => kib)),
      size: bundle.length / 1024,
    };
  }
  const { bare, withOurs } = prices;
  if (!bare || !withOurs) throw new Error('nothing was measured');
  const row = (name: string, { ms, kib, size }: Price): string[] => [
    name,
    ms.toFixed(2),
    decimal(kib),
    decimal(size),
  ];
  printTable(
    ['bundle', 'ms per start', 'KiB heap per open workflow', 'KiB of code and source map'],
    [
      row('bare', bare),
      row('with ours', withOurs),
      row('more', {
        ms: withOurs.ms - bare.ms,
        kib: withOurs.kib - bare.kib,
        size: withOurs.size - bare.size,
      }),
    ],
  );
}

function bundleOf(name: string): Promise<string> {
  const folders = ['bench/workflows', 'workflows', 'contract/messages', 'rules'];
  return bundleWorkflows({
    workflowsPath: join(ROOT, 'bench', 'workflows', `${name}.ts`),
    sources: folders.map((folder) => join(ROOT, folder)),
    cacheFolder: join(ROOT, '.cache', 'bundles'),
  });
}

/** Each workflow with modules of its own, as a worker has it. */
async function priceOf(bundle: string, collect: () => void): Promise<Price> {
  const sandbox = new Sandbox({
    bundle,
    activityNames: new Set(),
    shareModules: false,
    log: () => undefined,
  });
  const open: SandboxedWorkflow[] = [];
  for (let n = 0; n < WARM_UP; n += 1) open.push(await start(sandbox, `warm-${String(n)}`));
  collect();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  for (let n = 0; n < WORKFLOWS; n += 1) open.push(await start(sandbox, `w-${String(n)}`));
  const ms = (performance.now() - began) / WORKFLOWS;
  collect();
  const kib = (process.memoryUsage().heapUsed - before) / 1024 / WORKFLOWS;
  for (const workflow of open) workflow.dispose();
  return { ms, kib, size: 0 };
}

async function start(sandbox: Sandbox, workflowId: string): Promise<SandboxedWorkflow> {
  const workflow = sandbox.open({
    workflowId,
    runId: workflowId,
    type: 'bare',
    taskQueue: 'bench',
    namespace: 'default',
    firstRunId: workflowId,
    startedAt: NOW,
    runStartedAt: NOW,
    seed: [1, 2, 3, 4, 5, 6, 7, 8],
  });
  const initializeWorkflow = { workflowId, workflowType: 'bare', arguments: [], headers: {} };
  workflow.activate({ now: NOW, events: 3, bytes: 500, tooLong: [] }, [{ initializeWorkflow }]);
  await eventLoopTurned();
  workflow.settled();
  return workflow;
}
