/**
 * Files only their owner may read: keys, tokens, where the engine is.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

const OWNER_ONLY = 0o600;

/** The file's text; undefined where there is none. */
export function readPrivateFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes the file, mode 600, whole or not at all: a process killed half-way leaves what was there before. */
export function writePrivateFile(file: string, text: string): void {
  const half = `${file}.new`;
  const handle = openSync(half, 'w', OWNER_ONLY);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
}
