/**
 * `npm run simulate`: a municipality in virtual time.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { makeUp, type Population } from '../simulation/population';
import { reportOf } from '../simulation/report';
import { simulate } from '../simulation/simulate';
import { danishDate } from '../rules/danishDates';
import { LoadRefusedError } from './loading/problems';
import { ROOT, UsageError } from './options';
import { SIMULATE_HELP, simulateOptions, type SimulateOptions } from './simulating/options';
import { readPopulation } from './simulating/population';

/** Runs the command; sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const options = simulateOptions(args);
    if (options) await run(options);
    else console.log(SIMULATE_HELP);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof LoadRefusedError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function run(options: SimulateOptions): Promise<void> {
  const { from, to, policy, staff, seed, json, source } = options;
  const population = populationOf(options);
  // Opened first: whoever cannot get the journal should not wait for it.
  const out = json === undefined ? undefined : openFile(json);
  const began = Date.now();
  const result = await simulate(
    population,
    { from, to, policy, staff, seed, journal: out !== undefined },
    {
      bundle: readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8'),
      threads: options.threads ?? availableParallelism(),
      threadFile: join(ROOT, 'dist', 'shardThread.js'),
      progress: progressBar(began),
    },
  );
  if (out !== undefined) {
    for (const line of result.journal) writeSync(out, `${line}\n`);
    closeSync(out);
  }
  const who = 'data' in source ? source.data : `opdigtet kommune, frø ${String(seed)}`;
  const seconds = ((Date.now() - began) / 1000).toFixed(1).replace('.', ',');
  console.log(`${String(result.youths)} unge (${who}), ${danishDate(from, true)} – ${danishDate(to, true)}`);
  console.log(`\n${reportOf(result, from, to)}\n\n${seconds} s.`);
}

function populationOf({ source, seed, from, to }: SimulateOptions): Population {
  if ('youths' in source) return makeUp(source.youths, seed, from, to);
  const { population, ignored } = readPopulation(source.data);
  for (const file of ignored)
    console.error(`${file} hører ikke til nogen skole i kalender.json og læses ikke.`);
  return population;
}

function openFile(file: string): number {
  try {
    return openSync(file, 'w');
  } catch {
    throw new UsageError(`--json: filen ${file} kan ikke skrives.`);
  }
}

const BAR = 30;
const REDRAW_MS = 200;

/** A bar with the time left, on a terminal only. */
function progressBar(began: number): (share: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let drawn = 0;
  return (share) => {
    const now = Date.now();
    if (now - drawn < REDRAW_MS && share < 1) return;
    drawn = now;
    const left = share > 0 ? Math.ceil(((now - began) * (1 - share)) / share / 1000) : 0;
    const bar = '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');
    const text = share < 1 ? `${bar} ${String(Math.floor(share * 100))} %, ${String(left)} s tilbage` : '';
    process.stderr.write(`\r\u001B[K${text}`);
  };
}
