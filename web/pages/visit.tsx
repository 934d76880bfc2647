/**
 * A visit: who asks for a page, in which session. Every page but the sign-in is behind {@link reading} or
 * {@link doing}, so that nobody forgets to ask who it is, and every form's token is checked in one place.
 */
import { type Context } from 'hono';
import { type Person } from '../../contract/ports/identity';
import { type Instant } from '../../rules/clock';
import { PAGE } from '../../texts/pages';
import { type WebPorts } from '../ports';
import { present } from '../presence';
import { Problem } from '../problem';
import { lostSessionPage, problemPage } from './errors';
import { takeSaid } from './said';
import { type Markup } from './parts/markup';
import { type Reader } from './parts/layout';
import { formToken, isFormToken, readSession, type Session } from './session';

export interface Visit {
  readonly c: Context;
  readonly ports: WebPorts;
  readonly person: Person;
  readonly session: Session;
  readonly now: Instant;
  readonly reader: Reader;
}

/** A form as it was sent: one text per field. */
export type Sent = Readonly<Record<string, string>>;

/** Answers a whole page. Pages hold personal data: nothing keeps a copy of them. */
export async function page(
  c: Context,
  markup: Markup,
  status: 200 | Problem['status'] = 200,
): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  return c.html(`<!doctype html>${(await markup).toString()}`, status);
}

/** A page that is read. Who has not signed in does so first and comes back. */
export function reading(ports: WebPorts, show: (visit: Visit) => Promise<Response>) {
  return async (c: Context): Promise<Response> => {
    const visit = await visitOf(c, ports);
    if (visit) return show({ ...visit, reader: { ...visit.reader, said: await takeSaid(visit) } });
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/log-ind?til=${encodeURIComponent(pathname + search)}`, 303);
  };
}

/** A form that is sent. Its token must be this session's; a session that ran out loses nothing that was typed. */
export function doing(ports: WebPorts, act: (visit: Visit, sent: Sent) => Promise<Response>) {
  return async (c: Context): Promise<Response> => {
    const sent = await sentForm(c);
    const session = readSession(c, ports);
    if (!session || !isFormToken(ports, session, sent.token ?? '')) {
      return page(c, problemPage(formTooOld()), 403);
    }
    const visit = await visitOf(c, ports);
    return visit ? act(visit, sent) : page(c, lostSessionPage(sent.note ?? '', c.req.path), 401);
  };
}

/** The fields of a form; files, which no form of ours has, are left out. */
export async function sentForm(c: Context): Promise<Sent> {
  const fields: [string, unknown][] = Object.entries(await c.req.parseBody());
  return Object.fromEntries(
    fields.filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

/** A form without this session's token: from another site, or from before the last sign-in. */
export function formTooOld(): Problem {
  return new Problem(403, 'form-too-old', PAGE.formTooOldTitle, PAGE.formTooOld);
}

/** The visit of somebody who is signed in; schools' data feeds are no persons and have no pages. */
export async function visitOf(c: Context, ports: WebPorts): Promise<Visit | undefined> {
  const session = readSession(c, ports);
  const now = ports.now();
  if (session?.person === undefined || session.until <= now) return undefined;
  const person = await present(ports, await ports.identity.byId(session.person));
  if (!person || person.role === 'school') return undefined;
  const reader: Reader = { person, token: formToken(ports, session), outbox: ports.localOutbox };
  return { c, ports, person, session, now, reader };
}
