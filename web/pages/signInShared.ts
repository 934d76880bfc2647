/**
 * What goes for signing in wherever it is done: where a visit begins, and how it ends.
 */
import { Hono } from 'hono';
import { type WebPorts } from '../ports';
import { endSession } from './session';
import { doing, visitOf } from './visit';

/** Local addresses only: nobody is sent to another site after signing in. */
export function localPath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/opgaver';
}

/** The front door and the way out. */
export function comingAndGoing(ports: WebPorts): Hono {
  const app = new Hono();
  app.get('/', async (c) => c.redirect((await visitOf(c, ports)) ? '/opgaver' : '/log-ind', 303));
  app.post(
    '/log-ud',
    doing(ports, ({ c }) => {
      endSession(c);
      return Promise.resolve(c.redirect('/log-ind', 303));
    }),
  );
  return app;
}
