/**
 * Servers that are started for the loop and end with it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export interface Started {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A server did not come up; the message is for the user, in Danish. */
export class ServerFailedError extends Error {}

const LOOK_EVERY_MS = 100;
const WITHIN_MS = 30_000;

/**
 * Starts a server and waits until it answers. Rejects with {@link ServerFailedError} and what it printed.
 * @param url what to report, and what `answers` is asked about
 */
export async function startServer(
  name: string,
  [command, ...args]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string | undefined>>,
  url: string,
  answers: (url: string) => Promise<boolean>,
): Promise<Started> {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed = `${printed}${chunk.toString()}`.slice(-4_000)));
  }
  const state = { gone: false };
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).then(() => {
    state.gone = true;
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const until = Date.now() + WITHIN_MS;
  while (!(await answers(url))) {
    if (state.gone || Date.now() > until) {
      await stop();
      throw new ServerFailedError(`${name} startede ikke.\n${printed}`);
    }
    await delay(LOOK_EVERY_MS);
  }
  return { url, stop };
}
