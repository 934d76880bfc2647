/**
 * The engine on this machine: a process of its own, that outlives us when we are killed and ends with us when we stop.
 * Where it listens stands beside the data: a healthy orphan is adopted, any other is ended, because two engines on one
 * file would both fail.
 */
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readPrivateFile, writePrivateFile } from '../adapters/privateFiles';
import { freePort } from './freePort';
import { endProcess, isProcess } from './processes';

/** How long closed workflows can be looked at in the engine's own pages. The journal is what lasts. */
const RETENTION_DAYS = 7;
const MS_PER_DAY = 86_400_000;
const HEALTHY_WITHIN_MS = 20_000;
const ADOPT_WITHIN_MS = 3_000;
const STOP_WITHIN_MS = 5_000;

/** What stands beside the data. */
interface EngineNote {
  readonly pid: number;
  readonly port: number;
  readonly uiPort: number;
}

export interface RunningEngine {
  /** `127.0.0.1:7233`. */
  readonly address: string;
  /** Address of the engine's own pages; none for an engine run by somebody else. */
  readonly pages?: string;
  readonly pid?: number;
  /** Ends it; an engine run by somebody else is left alone. */
  stop(): Promise<void>;
}

/** The engine did not start; the message is for the user. */
export class EngineFailedError extends Error {}

/** An engine that is run by somebody else. Rejects with {@link EngineFailedError} when it does not answer. */
export async function remoteEngine(address: string): Promise<RunningEngine> {
  if (!(await answers(address, HEALTHY_WITHIN_MS))) {
    throw new EngineFailedError(`Motoren på ${address} (TEMPORAL_ADDRESS) svarer ikke.`);
  }
  return { address, stop: () => Promise.resolve() };
}

/**
 * The engine of a data directory: adopted where one runs, started otherwise.
 * @param binary finds the program, which may have to be downloaded first
 * @param codec address its pages ask to decode what they show
 */
export async function localEngine(
  data: string,
  binary: () => Promise<string>,
  codec: string,
): Promise<RunningEngine> {
  const file = join(data, 'engine.json');
  const database = join(data, 'engine.db');
  const before = readNote(file);
  if (before && isEngine(before, database)) {
    if (await answers(addressOf(before), ADOPT_WITHIN_MS)) return running(before, database);
    await endProcess(before.pid, STOP_WITHIN_MS);
  }
  const note = await startEngine(await binary(), data, database, codec, before);
  // Written before anything can go wrong with us: nobody else knows that it is ours.
  writePrivateFile(file, JSON.stringify(note));
  if (!(await answers(addressOf(note), HEALTHY_WITHIN_MS))) {
    await endProcess(note.pid, STOP_WITHIN_MS);
    throw new EngineFailedError(`Motoren startede ikke. Se ${join(data, 'engine.log')}.`);
  }
  await keepHistoriesFor(addressOf(note), RETENTION_DAYS);
  return running(note, database);
}

const addressOf = ({ port }: EngineNote): string => `127.0.0.1:${String(port)}`;

function running(note: EngineNote, database: string): RunningEngine {
  return {
    address: addressOf(note),
    pages: `http://127.0.0.1:${String(note.uiPort)}`,
    pid: note.pid,
    async stop() {
      if (isEngine(note, database)) await endProcess(note.pid, STOP_WITHIN_MS);
    },
  };
}

function isEngine({ pid }: EngineNote, database: string): boolean {
  return isProcess(pid, ['server start-dev', database]);
}

function readNote(file: string): EngineNote | undefined {
  const text = readPrivateFile(file);
  return text === undefined ? undefined : (JSON.parse(text) as EngineNote);
}

async function startEngine(
  program: string,
  data: string,
  database: string,
  codec: string,
  before: EngineNote | undefined,
): Promise<EngineNote> {
  // The ports of last time, so that addresses people kept stay right.
  const port = await freePort(before?.port);
  const uiPort = await freePort(before?.uiPort);
  const log = openSync(join(data, 'engine.log'), 'w', 0o600);
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
    ...['--db-filename', database, '--log-level', 'error', '--ui-codec-endpoint', codec],
    // In rollback-journal mode it is three times slower, and busy when asked twice at once.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
  ];
  // A process group of its own: Ctrl-C in our terminal must not reach it before our worker has stopped.
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const { pid } = child;
  child.on('error', () => undefined); // told by the missing pid
  child.unref();
  if (pid === undefined) throw new EngineFailedError(`Motoren kunne ikke startes: ${program}`);
  return { pid, port, uiPort };
}

const LOOK_EVERY_MS = 100;

async function isHealthy(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    return true;
  } catch {
    return false; // not there, or not ready yet: the caller asks again or gives up
  } finally {
    await connection?.close();
  }
}

/** Whether an engine answers at the address within the time. */
async function answers(address: string, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (await isHealthy(address)) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}

async function keepHistoriesFor(address: string, days: number): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.updateNamespace({
      namespace: 'default',
      config: { workflowExecutionRetentionTtl: msToTs(days * MS_PER_DAY) },
    });
  } finally {
    await connection.close();
  }
}
