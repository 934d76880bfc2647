/**
 * A whole municipality in virtual time: its parts beside each other on as many threads as there are, added up the
 * same whatever their number.
 */
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { releaseMoments } from '../rules/backlog';
import { type Lapse } from './followed';
import { type Population } from './population';
import { type Cost, runShard, type ShardResult, shardsOf, type SimulationOptions } from './shard';
import { lineOf, mergeRounds } from './sharedRounds';
import { addTally, emptyTally, type Tally, tallyOf } from './tally';

export interface SimulationResult {
  readonly youths: number;
  readonly tally: Tally;
  readonly costs: Readonly<Record<string, Cost>>;
  /** JSON lines in order of time, youth and sequence; empty where the journal was not wanted. */
  readonly journal: readonly string[];
  /** Youths who for a moment had nobody responsible or no next date, and no stated reason; there are to be none. */
  readonly lapses: readonly Lapse[];
}

export interface Machine {
  readonly bundle: string;
  /** Threads to use; 0 runs everything in this one. */
  readonly threads: number;
  /** The file a thread runs: one that calls `serveShards`. */
  readonly threadFile: string;
  /** Told the share of all work that is done, now and then. */
  readonly progress: (share: number) => void;
}

/** What a thread is given. */
export interface ShardJob {
  readonly index: number;
  readonly population: Population;
  readonly options: SimulationOptions;
}

/** What a thread tells: how far it is, what came of it, or why nothing did. */
export type ShardMessage =
  | { readonly index: number; readonly share: number }
  | { readonly index: number; readonly result: ShardResult }
  | { readonly index: number; readonly error: string };

/**
 * By default V8 compiles a function anew, and well, after so little work that a thread spends a tenth of the year of
 * 250 youths on it, and every thread on the same thousand functions. Here it waits five times as long.
 */
const COMPILE_LATER = '--interrupt-budget=700000';

/** Lives through the whole municipality. Rejects when any part fails. */
export async function simulate(
  population: Population,
  options: SimulationOptions,
  machine: Machine,
): Promise<SimulationResult> {
  const shards = shardsOf(released(population, options));
  const progress = shards.map(() => 0);
  const weights = shards.map(({ youths }) => youths.length + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const tell = (index: number, share: number): void => {
    progress[index] = share;
    machine.progress(progress.reduce((sum, done, i) => sum + done * (weights[i] ?? 0), 0) / total);
  };
  const results: ShardResult[] = [];
  const jobs = shards.map((part, index): ShardJob => ({ index, population: part, options }));
  // The heaviest first, so that no thread is left alone with a long one at the end.
  const order = [...jobs].sort(
    (a, b) => (weights[b.index] ?? 0) - (weights[a.index] ?? 0) || a.index - b.index,
  );
  if (machine.threads === 0) {
    for (const job of order) {
      results[job.index] = await runShard(job.population, options, machine.bundle, (share) => {
        tell(job.index, share);
      });
    }
  } else {
    const threads = Math.min(machine.threads, order.length);
    setFlagsFromString(COMPILE_LATER);
    await Promise.all(Array.from({ length: threads }, () => runThread(machine, order, tell, results)));
  }
  return addUp(population.youths.length, results, options);
}

/** R54: the youths of an initial load are released per coordinator and week, counted over the whole municipality. */
function released(population: Population, { from, policy }: SimulationOptions): Population {
  const facts = population.youths.map(
    ({ youth: { ref, born, status, people } }) =>
      [
        ref,
        { born, offPlan: status === 'none', coordinator: people.coordinator, guidance: people.guidance },
      ] as const,
  );
  const plan = releaseMoments(new Map(facts), from, {
    ...policy.backlog,
    morning: policy.reminders.morning,
    closed: { municipality: [...population.municipality.closed, ...policy.closingDays], school: [] },
  });
  return {
    ...population,
    youths: population.youths.map((simulated) => {
      const releaseAt = plan.get(simulated.youth.ref);
      return releaseAt === undefined ? simulated : { ...simulated, releaseAt };
    }),
  };
}

function runThread(
  { bundle, threadFile }: Machine,
  jobs: ShardJob[],
  tell: (index: number, share: number) => void,
  results: ShardResult[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadFile, {
      workerData: { bundle },
      // Most of what a simulation makes is thrown away at once: room for it saves collecting it.
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    });
    const next = (): void => {
      const job = jobs.shift();
      if (job) thread.postMessage(job);
      else
        void thread.terminate().then(() => {
          resolve();
        });
    };
    thread.on('message', (message: ShardMessage) => {
      if ('error' in message) reject(new Error(message.error));
      else if ('share' in message) tell(message.index, message.share);
      else {
        results[message.index] = message.result;
        next();
      }
    });
    thread.on('error', reject);
    next();
  });
}

function addUp(
  youths: number,
  results: readonly ShardResult[],
  { to, journal: wanted }: SimulationOptions,
): SimulationResult {
  const tally = emptyTally();
  const costs: Record<string, Cost> = {};
  for (const result of results) {
    addTally(tally, result.tally);
    for (const [type, cost] of Object.entries(result.costs)) costs[type] = addCost(costs[type], cost);
  }
  const rounds = mergeRounds(results.map(({ shared }) => shared));
  addTally(tally, tallyOf(rounds, to));
  const journal = [...results.flatMap((result) => result.journal), ...(wanted ? rounds.map(lineOf) : [])]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line);
  return { youths, tally, costs, journal, lapses: results.flatMap(({ lapses }) => lapses) };
}

function addCost(sum: Cost | undefined, more: Cost): Cost {
  if (!sum) return more;
  return {
    started: sum.started + more.started,
    actions: sum.actions + more.actions,
    events: sum.events + more.events,
    bytes: sum.bytes + more.bytes,
    longestRun: Math.max(sum.longestRun, more.longestRun),
  };
}
