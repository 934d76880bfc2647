/**
 * Sessions of pages: a signed cookie, nothing kept on the server, so that any number of web processes can answer.
 * A visitor has one too, without a person, because even the sign-in form carries a token.
 */
import { type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Instant } from '../../rules/clock';
import { type WebPorts } from '../ports';
import { isSigned, signature } from './signing';

/** One sitting of one person (or of a visitor who has not signed in). */
export interface Session {
  readonly id: string;
  readonly person?: string;
  readonly until: Instant;
}

/** A working day. */
const SESSION_MS = 8 * 3_600_000;
/** The cookie outlives the session: what was typed in a form that is sent too late can then still be shown. */
const COOKIE_SECONDS = 24 * 3_600;
const COOKIE = 'rt_session';

/** Begins a session and hands out its cookie. Signing in begins a new one: an id from before is worth nothing. */
export function beginSession(c: Context, ports: WebPorts, person?: string): Session {
  const until = ports.now() + SESSION_MS;
  const session: Session = { id: ports.newId(), until, ...(person !== undefined && { person }) };
  const body = Buffer.from(JSON.stringify(session)).toString('base64url');
  putCookie(c, COOKIE, `${body}.${signature(ports.sessionSecret, 'session', body)}`, COOKIE_SECONDS);
  return session;
}

/** Ends a session by forgetting its cookie. */
export function endSession(c: Context): void {
  putCookie(c, COOKIE, '', 0);
}

/** The request's session, also one that has run out; undefined for a cookie that is missing or not ours. */
export function readSession(c: Context, ports: WebPorts): Session | undefined {
  const [body, given] = (getCookie(c, COOKIE) ?? '').split('.');
  if (body === undefined || given === undefined || !isSigned(ports.sessionSecret, 'session', body, given)) {
    return undefined;
  }
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Session;
}

/** The token every form of a session carries, so that no other site can send it. */
export function formToken(ports: WebPorts, session: Session): string {
  return signature(ports.sessionSecret, 'form', session.id);
}

export function isFormToken(ports: WebPorts, session: Session, given: string): boolean {
  return isSigned(ports.sessionSecret, 'form', session.id, given);
}

/** A cookie scripts cannot read and other sites cannot send along with a form. */
export function putCookie(c: Context, name: string, value: string, maxAge: number): void {
  const secure = new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
  setCookie(c, name, value, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge, secure });
}
