/** How long a municipality's year takes, and how much memory, by the number of youths. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultPolicy } from '../contract/schemas/policy';
import { ROOT } from '../entry/options';
import { makeUp } from '../simulation/population';
import { simulate } from '../simulation/simulate';
import { TYPICAL } from '../simulation/staff';
import { cpuSeconds, decimal, printTable } from './table';

const YOUTHS = [250, 1000, 4000];
const [FROM, TO] = ['2026-08-10', '2027-08-09'];
const THREADS = 2;
const TIMES = 3;

interface Measured {
  readonly seconds: number;
  /** Processor seconds of all threads: what other programs on the machine do not change. */
  readonly cpu: number;
  readonly mib: number;
}

/** The best of three runs for each number of youths, each run in a process of its own; or for the numbers given. */
export async function measureSimulation(args: readonly string[]): Promise<void> {
  const rows: string[][] = [];
  for (const youths of args.length > 0 ? args.map(Number) : YOUTHS) {
    const runs: Measured[] = [];
    for (let n = 0; n < TIMES; n += 1) runs.push(await inOwnProcess(youths));
    const best = Math.min(...runs.map(({ seconds }) => seconds));
    rows.push([
      String(youths),
      decimal(best),
      runs.map(({ seconds }) => decimal(seconds)).join(' / '),
      decimal(Math.min(...runs.map(({ cpu }) => cpu))),
      decimal((best / youths) * 1000),
      String(Math.round(Math.max(...runs.map(({ mib }) => mib)))),
    ]);
  }
  printTable(
    ['youths', 'seconds, best of 3', 'each', 'CPU seconds', 'ms per youth-year', 'MiB at most'],
    rows,
  );
  console.log(`\nload average now: ${loadavg().map(decimal).join(' ')}`);
}

async function inOwnProcess(youths: number): Promise<Measured> {
  const program = `require(process.argv[1]).main(['simulate-once', process.argv[2]])`;
  const args = ['-e', program, join(ROOT, 'dist', 'bench.js'), String(youths)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as Measured;
}

/** Lives through one year and prints what it took, as JSON. The process must do nothing else. */
export async function simulateOnce([youths]: readonly string[]): Promise<void> {
  const began = performance.now();
  await simulate(
    makeUp(Number(youths), 1, FROM, TO),
    { from: FROM, to: TO, policy: defaultPolicy(), staff: TYPICAL, seed: 1, journal: false },
    {
      bundle: readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8'),
      threads: THREADS,
      threadFile: join(ROOT, 'dist', 'shardThread.js'),
      progress: () => undefined,
    },
  );
  const measured: Measured = {
    seconds: (performance.now() - began) / 1000,
    cpu: cpuSeconds(),
    mib: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measured));
}
