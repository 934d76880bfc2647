/**
 * Registers the routes of the table: who asks, what was sent, the answer.
 */
import { createHash } from 'node:crypto';
import { type Context, type Hono } from 'hono';
import { type Person } from '../../contract/ports/identity';
import { type WebPorts } from '../ports';
import { present } from '../presence';
import { notSignedIn, Problem } from '../problem';
import { type OwnReader, readerName, readerOf, unsealed } from '../youth/session';
import { readBody } from './body';
import { type Route } from './route';

export function registerRoutes(app: Hono, ports: WebPorts, routes: readonly Route[]): void {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const method = route.method.toUpperCase();
    methods.set(route.path, [...(methods.get(route.path) ?? []), method]);
    app.on(method, matching(route.path), async (context) =>
      context.json((await answer(route, context, ports)) as Record<string, unknown>),
    );
  }
  for (const [path, allowed] of methods) {
    app.all(matching(path), (context) => {
      context.header('Allow', allowed.join(', '));
      throw new Problem(
        405,
        'method-not-allowed',
        'Det kan adressen ikke',
        `${context.req.method} kan ikke bruges her. Brug ${allowed.join(' eller ')}.`,
      );
    });
  }
}

/** `/tasks/{id}` as the router writes it: `/tasks/:id`. */
const matching = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

async function answer(route: Route, context: Context, ports: WebPorts): Promise<unknown> {
  const bodyOf = async (): Promise<unknown> => route.body && (await readBody(route.body, context));
  if (route.open) return route.open(ports, await bodyOf());
  const params = context.req.param();
  const once = (who: string, body: unknown): string =>
    route.repeatable ? requestIdOf(context, who, body, ports) : ports.newId();
  if (route.own) {
    const reader = await ownReaderOf(context, ports);
    const body = await bodyOf();
    return route.own({ ports, reader, params, body, requestId: once(readerName(reader.owner), body) });
  }
  const person = await personOf(context, ports);
  const body = await bodyOf();
  const query = context.req.query();
  return route.handle({ ports, person, params, query, body, requestId: once(person.id, body) });
}

const BEARER = /^Bearer +(\S+)$/i;

const tokenOf = (context: Context): string | undefined =>
  BEARER.exec(context.req.header('authorization') ?? '')?.[1];

function unknownCaller(context: Context): Problem {
  context.header('WWW-Authenticate', 'Bearer');
  return notSignedIn();
}

/** Whoever has opened their own page. */
async function ownReaderOf(context: Context, ports: WebPorts): Promise<OwnReader> {
  const token = tokenOf(context);
  const reader = token === undefined ? undefined : await readerOf(ports, unsealed(ports, token));
  if (!reader) throw unknownCaller(context);
  return reader;
}

async function personOf(context: Context, ports: WebPorts): Promise<Person> {
  const token = tokenOf(context);
  const known = token === undefined ? undefined : await ports.identity.byToken(token);
  const person = await present(ports, known);
  if (person) return person;
  throw unknownCaller(context);
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The id of a request: of its `Idempotency-Key` where it has one. Two people, addresses or contents never share an
 * id, or the second would be taken for a repetition of the first and be lost; and what a caller put into the key
 * (a CPR number, even) goes no further, since ids reach the engine.
 */
function requestIdOf(context: Context, who: string, body: unknown, ports: WebPorts): string {
  const key = context.req.header('idempotency-key');
  if (key === undefined) return ports.newId();
  if (!KEY.test(key)) {
    throw new Problem(
      400,
      'invalid-idempotency-key',
      'Nøglen kan ikke bruges',
      'Idempotency-Key skal være 1-200 synlige tegn uden mellemrum.',
    );
  }
  const { method, path } = context.req;
  const hash = createHash('sha256').update(JSON.stringify([who, method, path, key]));
  hash.update(body instanceof Uint8Array ? body : JSON.stringify(body ?? null));
  return hash.digest('base64url');
}
