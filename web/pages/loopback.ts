/**
 * Whether a request comes from this very machine. Local sign-in is choosing a person, so it must be certain: the
 * connection itself, the name that was asked for (against DNS rebinding), and no proxy in between.
 */
import { type Context } from 'hono';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const LOCAL_NAMES = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** What @hono/node-server hands over with each request; elsewhere there is no connection to look at. */
interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

export function isLoopback(c: Context): boolean {
  const address = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
  const forwarded = c.req.header('forwarded') ?? c.req.header('x-forwarded-for');
  return (
    address !== undefined &&
    LOOPBACK.test(address) &&
    LOCAL_NAMES.test(new URL(c.req.url).hostname) &&
    forwarded === undefined
  );
}
