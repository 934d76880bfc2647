/**
 * What goes for every answer: headers that keep browsers safe, one log line, and problems instead of stack traces.
 */
import { type Context, type Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { EngineBusyError } from '../contract/ports/engine';
import { type WebPorts } from './ports';
import { engineBusy, notFound, Problem } from './problem';

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const ONE_YEAR_S = 31_536_000;

/** No inline script or style, nothing from elsewhere, no framing. The design system's icons are data addresses. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Sets up what goes for every request; call before any route is registered. */
export function guard(app: Hono, ports: WebPorts): void {
  app.use(async (context, next) => {
    const [startedAt, request] = [ports.now(), ports.newId()];
    context.header('X-Request-Id', request);
    await next();
    setHeaders(context);
    ports.log({
      event: 'request',
      request,
      method: context.req.method,
      // The pattern, not the address: an address holds references and what people searched for.
      route: routePath(context),
      status: context.res.status,
      ms: ports.now() - startedAt,
    });
  });
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }));
  app.onError((error, context) => respond(context, problemOf(error, context, ports)));
  app.notFound((context) => respond(context, notFound('Siden')));
}

function setHeaders(context: Context): void {
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
  if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store');
  const https =
    new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https';
  if (https) context.res.headers.set('Strict-Transport-Security', `max-age=${String(ONE_YEAR_S)}`);
}

function tooLarge(): never {
  throw new Problem(413, 'too-large', 'Det fylder for meget', 'Indholdet må højst fylde 4 MB. Del det op.');
}

function problemOf(error: Error, context: Context, ports: WebPorts): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof EngineBusyError) return engineBusy();
  const request = context.res.headers.get('X-Request-Id') ?? '';
  // Messages may quote data, so only the kind of error and its place in the code are logged.
  ports.log({
    event: 'failed',
    request,
    route: routePath(context),
    error: error.name,
    at: placesOf(error),
    ...(error instanceof HTTPException && { status: error.status }),
  });
  return new Problem(
    500,
    'unexpected',
    'Noget gik galt hos os',
    'Prøv igen om lidt. Bliver det ved, så ring til driften. Sig det, der står i requestId.',
    [],
    { requestId: request },
  );
}

const PLACES = 6;

function placesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, PLACES)
    .map((line) => line.trim())
    .join(' < ');
}

/** A problem as a page for people who read pages, as `application/problem+json` for everybody else. */
function respond(context: Context, problem: Problem): Response {
  const forPeople =
    !context.req.path.startsWith('/api/') && (context.req.header('accept') ?? '').includes('text/html');
  if (forPeople) return context.html(page(problem), problem.status);
  return context.body(JSON.stringify(problem), problem.status, {
    'Content-Type': 'application/problem+json',
  });
}

/** For what no page of its own answers. */
function page({ title, detail }: Problem): string {
  return `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1><p>${escaped(detail)}</p><p><a href="/">Til forsiden</a></p></main></body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
