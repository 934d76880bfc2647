/**
 * The instance that runs on a data directory: one at a time, and where to find it.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../adapters/privateFiles';
import { isProcess } from './processes';

/** What stands beside the data for the CLI. */
export interface Instance {
  /** Address of the pages: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly pid: number;
  /** Address of the engine: `127.0.0.1:7233`; unset while everything starts. */
  readonly engine?: string;
}

const fileIn = (data: string): string => join(data, 'server.json');

/** What was last noted, whether or not it still runs. */
export function noteOf(data: string): Instance | undefined {
  const text = readPrivateFile(fileIn(data));
  return text === undefined ? undefined : (JSON.parse(text) as Instance);
}

/** The instance that runs on the directory, if one does; the process noted may have ended, and another have its id. */
export function runningInstance(data: string): Instance | undefined {
  const note = noteOf(data);
  return note && note.pid !== process.pid && isProcess(note.pid, ['bootstrap.mjs start']) ? note : undefined;
}

export function noteInstance(data: string, instance: Instance): void {
  writePrivateFile(fileIn(data), JSON.stringify(instance));
}

export function forgetInstance(data: string): void {
  rmSync(fileIn(data), { force: true });
}
