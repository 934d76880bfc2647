/**
 * `npm run simulate`: a municipality in virtual time.
 */
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { makeUp, type Population } from '../simulation/population';
import { reportOf } from '../simulation/report';
import { simulate } from '../simulation/simulate';
import { comparisonOf } from '../simulation/whatif/comparison';
import { type Lived } from '../simulation/whatif/figures';
import { whatIfHtml } from '../simulation/whatif/report';
import { danishDate } from '../rules/danishDates';
import { LoadRefusedError } from './loading/problems';
import { ROOT, UsageError } from './options';
import { type NamedPolicy, SIMULATE_HELP, simulateOptions, type SimulateOptions } from './simulating/options';
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
  const { from, to, agreements, json, html, price, seed, source } = options;
  const population = populationOf(options);
  const files = [['--json', json] as const, ['--html', html] as const];
  // Known first: whoever cannot get what was asked for should not wait for it, and nothing is written.
  for (const [option, file] of files) if (file !== undefined) requireWritable(option, file);
  const out = json === undefined ? undefined : openSync(json, 'w');
  const began = Date.now();
  const lives = await livedThrough(options, population, out);
  if (out !== undefined) closeSync(out);
  const who = 'data' in source ? source.data : `opdigtet kommune, frø ${String(seed)}`;
  const setting = { from, to, staff: population.staff, price };
  if (html !== undefined) {
    const staffWords = staffInWords(options.staffAs);
    writeFileSync(html, await whatIfHtml(lives, { ...setting, population: who, staffWords, seed }));
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1).replace('.', ',');
  const [{ result }] = lives;
  const report = agreements.length === 1 ? reportOf(result, from, to) : comparisonOf(lives, setting);
  console.log(`${String(result.youths)} unge (${who}), ${danishDate(from, true)} – ${danishDate(to, true)}`);
  console.log(`\n${report}\n\n${seconds} s.`);
}

/** One agreement after the other, so that no more than one municipality is in memory. */
async function livedThrough(
  { from, to, agreements, staff, seed, threads }: SimulateOptions,
  population: Population,
  out: number | undefined,
): Promise<[Lived, ...Lived[]]> {
  const bundle = readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8');
  const began = Date.now();
  const lived = async ({ name, policy }: NamedPolicy, index: number): Promise<Lived> => {
    const bar = progressBar(began);
    const { journal, ...result } = await simulate(
      population,
      { from, to, policy, staff, seed, journal: out !== undefined },
      {
        bundle,
        threads: threads ?? availableParallelism(),
        threadFile: join(ROOT, 'dist', 'shardThread.js'),
        progress: (share) => {
          bar((index + share) / agreements.length);
        },
      },
    );
    if (out !== undefined)
      for (const line of journal)
        writeSync(out, `${agreements.length === 1 ? line : ofAgreement(name, line)}\n`);
    return { name, policy, result };
  };
  const [first, ...others] = agreements;
  const lives: [Lived, ...Lived[]] = [await lived(first, 0)];
  for (const [index, other] of others.entries()) lives.push(await lived(other, index + 1));
  return lives;
}

/** A line of the journal, saying under which agreement it happened. */
const ofAgreement = (name: string, line: string): string =>
  `{"agreement":${JSON.stringify(name)},${line.slice(1)}`;

function staffInWords(staffAs: string): string {
  if (staffAs === 'none') return 'Ingen medarbejder gør noget.';
  if (staffAs === 'typical') return 'De handler som i en typisk kommune; tallene er opdigtede.';
  return `Hvor tit og hvor hurtigt de handler, står i ${basename(staffAs)}.`;
}

function populationOf({ source, seed, from, to }: SimulateOptions): Population {
  if ('youths' in source) return makeUp(source.youths, seed, from, to);
  const { population, ignored } = readPopulation(source.data);
  for (const file of ignored)
    console.error(`${file} hører ikke til nogen skole i kalender.json og læses ikke.`);
  return population;
}

/** Refuses a file that cannot be written, without touching it. */
function requireWritable(option: string, file: string): void {
  try {
    const known = statSync(file, { throwIfNoEntry: false });
    if (known?.isDirectory() === true) throw new Error('a directory');
    accessSync(known ? file : dirname(resolve(file)), constants.W_OK);
  } catch {
    throw new UsageError(`${option}: filen ${file} kan ikke skrives.`);
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
