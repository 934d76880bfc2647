/**
 * Ports of this machine.
 */
import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Whether nobody listens on the port. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined;
}

/** A free port: the preferred one where it is free, otherwise any. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  const port = await tryPort(0);
  if (port === undefined) throw new Error('no free port');
  return port;
}

/** The first free port from `port` on. */
export async function nextFreePort(port: number): Promise<number> {
  for (let next = port; next <= 65535; next += 1) {
    if (await isFree(next)) return next;
  }
  throw new Error(`no free port from ${String(port)} on`);
}

/** Listens for a moment; the port that was given, or undefined when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}
