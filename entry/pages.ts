/**
 * Pages and API on a port of this machine, and beside them the address where the engine's own pages have payloads
 * decoded.
 */
import { serve, type ServerType } from '@hono/node-server';
import { type PayloadCodec } from '@temporalio/common';
import { once } from 'node:events';
import { decodePayloads } from '../adapters/payloadCodec';

/** What answers requests: a Hono app's `fetch`. */
export type Answerer = (request: Request, bindings: object) => Response | Promise<Response>;

export interface Pages {
  /** From now on requests are answered; until then they get 503. */
  open(answer: Answerer): void;
  /** Ends: what is under way is finished, what waits is closed. */
  close(): Promise<void>;
}

/** How long requests under way are waited for. */
const FINISH_WITHIN_MS = 3_000;

/** Listens on 127.0.0.1. Rejects with Node's error (`EADDRINUSE`) when the port is taken. */
export async function listen(port: number): Promise<Pages> {
  let answer: Answerer = () =>
    new Response('Rød Tråd er ved at starte. Prøv igen om lidt.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' },
    });
  const server: ServerType = serve({
    fetch: (request, bindings) => answer(request, bindings),
    hostname: '127.0.0.1',
    port,
  });
  await once(server, 'listening');
  return {
    open(next) {
      answer = next;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const insist = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections();
      }, FINISH_WITHIN_MS);
      await closed;
      clearTimeout(insist);
    },
  };
}

const CODEC_PATH = '/codec';

/** Where the engine's pages ask, given the address of ours. */
export const codecAddress = (pages: string): string => `${pages}${CODEC_PATH}`;

/**
 * Answers the engine's pages and its CLI. Browsers say whose page asks; any but the engine's is turned away.
 * @param enginePages address of the engine's own pages, `http://127.0.0.1:8233`
 */
export function withCodec(rest: Answerer, codec: PayloadCodec, enginePages: string | undefined): Answerer {
  return async (request, bindings) => {
    if (new URL(request.url).pathname !== `${CODEC_PATH}/decode`) return rest(request, bindings);
    const origin = request.headers.get('origin');
    if (origin !== null && !isEnginePage(origin, enginePages)) return new Response(null, { status: 403 });
    const headers = {
      ...(origin !== null && { 'Access-Control-Allow-Origin': origin }),
      'Access-Control-Allow-Headers': 'content-type, x-namespace',
      'Access-Control-Allow-Methods': 'POST',
      Vary: 'Origin',
    };
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    try {
      return Response.json(await decodePayloads(codec, await request.json()), { headers });
    } catch {
      // A shape or a key we do not know: nothing more may be told of it.
      return Response.json({ code: 'undecodable' }, { status: 400, headers });
    }
  };
}

function isEnginePage(origin: string, enginePages: string | undefined): boolean {
  return origin === enginePages || origin === enginePages?.replace('127.0.0.1', 'localhost');
}
