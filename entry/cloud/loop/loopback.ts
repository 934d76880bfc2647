/** A stand-in's server: on this machine only. */
import { once } from 'node:events';
import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Listens; on a free port where none is named. */
export async function listenHere(server: Server, port = 0): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** `http://127.0.0.1:4711`, once it listens. */
export const urlOf = (server: Server): string =>
  `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

/** Ends it, whoever is still connected. */
export async function closeHere(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}
