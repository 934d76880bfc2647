/**
 * Other processes of this machine: is it alive, is it the one we think, end it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id runs and its command line holds all these words. Another may have got the id since. */
export function isProcess(pid: number, words: readonly string[]): boolean {
  const command = commandLine(pid);
  return command !== undefined && words.every((word) => command.includes(word));
}

function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined; // no such process
  }
}

/** Whether a process with this id runs; one that has ended and that nobody has asked about since does not. */
function isAlive(pid: number): boolean {
  const command = commandLine(pid)?.trim() ?? '';
  return command !== '' && !command.includes('<defunct>');
}

const LOOK_EVERY_MS = 50;

/** Ends a process: asks it to, and after `patienceMs` insists. Resolves when it is gone. Callers know whose it is. */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  signal(pid, 'SIGTERM');
  while (isAlive(pid)) {
    if (Date.now() > until) signal(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
