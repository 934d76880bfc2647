/**
 * Signing in at the municipality's identity provider. What must be remembered until somebody is back lies in a signed
 * cookie of theirs, so that any web process can finish what another began.
 */
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { SignInRefusedError, type SignInProvider } from '../../contract/ports/identity';
import { type Instant } from '../../rules/clock';
import { PAGE } from '../../texts/pages';
import { type WebPorts } from '../ports';
import { Problem } from '../problem';
import { type SignInPages } from './index';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { beginSession, putCookie } from './session';
import { localPath } from './signInShared';
import { isSigned, signature } from './signing';
import { page } from './visit';

const COOKIE = 'rt_sign_in';
/** Long enough to find one's phone. */
const WITHIN_MS = 10 * 60_000;
const CALLBACK = '/log-ind/retur';

/** Between leaving and coming back. */
interface Leave {
  readonly kept: string;
  readonly to: string;
  readonly until: Instant;
}

/** @param address of the pages, which the provider sends people back to: `https://roedtraad.kommune.example` */
export function providerSignIn(provider: SignInProvider, address: string): SignInPages {
  const callback = `${address}${CALLBACK}`;
  return (ports) => {
    const app = new Hono();
    app.get('/log-ind', (c) => page(c, <SignIn to={localPath(c.req.query('til'))} />));
    app.get('/log-ind/hos-kommunen', async (c) => {
      const { address: there, kept } = await provider.begin(callback);
      const until = ports.now() + WITHIN_MS;
      remember(c, ports, { kept, to: localPath(c.req.query('til')), until });
      return c.redirect(there, 303);
    });
    app.get(CALLBACK, async (c) => {
      const leave = remembered(c, ports);
      putCookie(c, COOKIE, '', 0);
      if (!leave) throw notSignedIn();
      const person = await ports.identity.byId(await whoCameBack(provider, callback, c, leave));
      if (!person || person.role === 'school') throw unknownPerson();
      beginSession(c, ports, person.id);
      return c.redirect(leave.to, 303);
    });
    return app;
  };
}

function remember(c: Context, ports: WebPorts, leave: Leave): void {
  const body = Buffer.from(JSON.stringify(leave)).toString('base64url');
  putCookie(c, COOKIE, `${body}.${signature(ports.sessionSecret, 'signIn', body)}`, WITHIN_MS / 1000);
}

function remembered(c: Context, ports: WebPorts): Leave | undefined {
  const [body, given] = (getCookie(c, COOKIE) ?? '').split('.');
  if (body === undefined || given === undefined) return undefined;
  if (!isSigned(ports.sessionSecret, 'signIn', body, given)) return undefined;
  const leave = JSON.parse(Buffer.from(body, 'base64url').toString()) as Leave;
  return leave.until > ports.now() ? leave : undefined;
}

async function whoCameBack(
  provider: SignInProvider,
  callback: string,
  c: Context,
  { kept }: Leave,
): Promise<string> {
  try {
    return await provider.finish(`${callback}${new URL(c.req.url).search}`, kept);
  } catch (error) {
    if (!(error instanceof SignInRefusedError)) throw error;
    throw error.why === 'noReference' ? unknownPerson() : notSignedIn();
  }
}

const notSignedIn = (): Problem =>
  new Problem(401, 'not-signed-in', PAGE.signInFailedTitle, PAGE.signInFailed);
const unknownPerson = (): Problem =>
  new Problem(401, 'not-signed-in', PAGE.signInUnknownTitle, PAGE.signInUnknown);

function SignIn({ to }: { readonly to: string }): Markup {
  return (
    <Layout title="Log ind">
      <h1 class="h2">Log ind</h1>
      <p>{PAGE.signInProvider}</p>
      <a class="button button-primary" href={`/log-ind/hos-kommunen?til=${encodeURIComponent(to)}`}>
        Log ind hos kommunen
      </a>
    </Layout>
  );
}
