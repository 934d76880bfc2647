/**
 * `npm start`: everything on one machine, in one process and the engine's – records, worker, pages and API, and an
 * outbox that shows what would have been sent.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RecordsUnavailableError } from '../adapters/localRecords';
import { BinaryMissingError } from './binaries';
import { EngineFailedError } from './engineProcess';
import { isFree, nextFreePort } from './freePort';
import { forgetInstance, noteInstance, runningInstance } from './instance';
import { LoadRefusedError } from './loading/problems';
import { type LoadedMunicipality, readMunicipality } from './loading/municipality';
import { errorFacts, openLog } from './log';
import { START_HELP, startOptions, type StartOptions, UsageError } from './options';
import { listen, type Pages } from './pages';
import { progressOn } from './progress';
import { openSystem, type System } from './system';

/** Why the program cannot start; the message is for the user. */
class CannotStartError extends Error {}

/** Longer than this a clean stop does not take. */
const STOP_WITHIN_MS = 9_000;

/** Starts everything, stays until it is told to stop, and ends the process. What went wrong is told in Danish. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const options = startOptions(args, process.env);
    if (options) await run(options);
    else console.log(START_HELP);
    process.exit(0);
  } catch (error) {
    console.error(linesFor(error));
    // What was begun (a download, a lock) must not keep us.
    process.exit(1);
  }
}

async function run(options: StartOptions): Promise<void> {
  const from = Date.now();
  const { data, load } = options;
  // Everything we and the engine write is for our own user only.
  process.umask(0o077);
  const municipality = load === undefined ? undefined : readMunicipality(load);
  const running = runningInstance(data);
  if (running) {
    throw new CannotStartError(
      `Rød Tråd kører allerede på ${running.url} med ${data} (proces ${String(running.pid)}).`,
    );
  }
  const port = await portFor(options);
  makeDirectory(data);
  const url = `http://127.0.0.1:${String(port)}`;
  // Noted at once, so that nobody else begins on the same data meanwhile.
  noteInstance(data, { url, pid: process.pid });
  const log = openLog(join(data, 'roed-traad.log'));
  const pages = await listen(port);
  const opening = openSystem({
    data,
    url,
    log,
    progress: progressOn(process.stdout, process.stdout.isTTY),
    ...(options.engineAddress !== undefined && { engineAddress: options.engineAddress }),
  });
  const living = live(opening, pages, options, municipality, from);
  living.catch(() => undefined); // told below, unless we were stopped first
  try {
    await Promise.race([living, stopSignal(options)]);
  } catch (error) {
    log.write({ level: 'ERROR', event: 'failed', ...errorFacts(error) });
    throw error;
  } finally {
    await Promise.race([stop(opening, pages), delay(STOP_WITHIN_MS)]);
    forgetInstance(data);
    log.close();
  }
}

/** From opening to the end; resolves when the worker has ended, rejects when something cannot go on. */
async function live(
  opening: Promise<System>,
  pages: Pages,
  options: StartOptions,
  municipality: LoadedMunicipality | undefined,
  from: number,
): Promise<void> {
  const system = await opening;
  await fill(system, options, municipality);
  await system.begin(pages);
  console.log(readyLine(system, Date.now() - from));
  await system.failed;
}

async function fill(system: System, options: StartOptions, municipality?: LoadedMunicipality): Promise<void> {
  if (municipality) {
    const { added, changed, youths } = await system.load(municipality);
    console.log(
      `  Indlæst: ${String(youths.length)} unge, ${String(added)} nye, ${String(changed)} ændrede.`,
    );
  } else if (options.demo !== false) {
    const played = await system.demo(options.demo === true);
    if (played === 'notEmpty') {
      throw new CannotStartError(
        `${options.data} har allerede data. --demo kan kun begynde i en tom datamappe.`,
      );
    }
  }
}

function readyLine({ url, enginePages }: System, ms: number): string {
  const seconds = (ms / 1000).toFixed(1).replace('.', ',');
  const engine = enginePages === undefined ? '' : ` · motoren: ${enginePages}`;
  return `Rød Tråd er klar efter ${seconds} s: ${url}${engine} · Ctrl-C stopper`;
}

function makeDirectory(data: string): void {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CannotStartError(`Datamappen ${data} kan ikke oprettes.`, { cause: error });
  }
}

async function portFor({ port }: StartOptions): Promise<number> {
  if (!port.wanted) return nextFreePort(port.number);
  if (await isFree(port.number)) return port.number;
  throw new CannotStartError(`Port ${String(port.number)} er optaget. Vælg en anden med --port.`);
}

// ------------------------------------------------------------------ the end

const LOOK_AT_PARENT_EVERY_MS = 500;

/** Resolves when we are told to stop. npm passes on what the terminal has sent us already: twice means once. */
function stopSignal({ byNpm }: StartOptions): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
    if (!byNpm) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, LOOK_AT_PARENT_EVERY_MS).unref();
  });
}

async function stop(opening: Promise<System>, pages: Pages): Promise<void> {
  await pages.close();
  const system = await opening.catch(() => undefined); // what did not open has closed itself
  await system?.close();
}

/** The error as lines for the user. Of one nobody foresaw the kind is told; its text may quote data. */
function linesFor(error: unknown): string {
  if (error instanceof LoadRefusedError) {
    const { problems, message } = error;
    const count = problems.length;
    return count === 1
      ? `Intet er indlæst. ${message}`
      : `Intet er indlæst. ${String(count)} fejl:\n${message}`;
  }
  if (error instanceof RecordsUnavailableError)
    return 'Data kan ikke åbnes. Bruger et andet program datamappen?';
  const known = [UsageError, CannotStartError, BinaryMissingError, EngineFailedError];
  if (known.some((kind) => error instanceof kind)) return (error as Error).message;
  const { error: kind, stack } = errorFacts(error);
  return `Der skete en uventet fejl (${String(kind)}). Den står også i loggen roed-traad.log.\n${String(stack)}`;
}
