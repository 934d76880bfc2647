/**
 * Signing in. On one machine it is choosing a person: only where the program offers people to choose from, and only
 * for requests of this machine itself.
 */
import { type Context, Hono } from 'hono';
import { type Person } from '../../contract/ports/identity';
import { STAFF_ROLES, type StaffRole } from '../../contract/messages/vocabulary';
import { PAGE } from '../../texts/pages';
import { type WebPorts } from '../ports';
import { forbidden } from '../problem';
import { problemPage } from './errors';
import { isLoopback } from './loopback';
import { Alert } from './parts/basics';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { roleName } from '../people';
import { beginSession, formToken, isFormToken, readSession } from './session';
import { localPath } from './signInShared';
import { formTooOld, page, sentForm } from './visit';

type Member = Person & { readonly role: StaffRole };

/** The people to choose from; none where this is not the place to choose. */
async function choices(c: Context, ports: WebPorts): Promise<Member[] | undefined> {
  const { identity } = ports;
  if (!identity.choices || !isLoopback(c)) return undefined;
  return (await identity.choices()).filter((person): person is Member => person.role !== 'school');
}

/** Sign-in on one machine. */
export function localSignIn(ports: WebPorts): Hono {
  const app = new Hono();

  app.get('/log-ind', async (c) => {
    const people = await choices(c, ports);
    if (!people) return page(c, <NotHere />, 403);
    const token = formToken(ports, readSession(c, ports) ?? beginSession(c, ports));
    return page(c, <ChoosePerson people={people} token={token} to={localPath(c.req.query('til'))} />);
  });

  app.post('/log-ind', async (c) => {
    const people = await choices(c, ports);
    if (!people) return page(c, <NotHere />, 403);
    const sent = await sentForm(c);
    const session = readSession(c, ports);
    if (!session || !isFormToken(ports, session, sent.token ?? '')) {
      return page(c, problemPage(formTooOld()), 403);
    }
    const person = people.find(({ id }) => id === sent.person);
    if (!person) return page(c, problemPage(forbidden()), 403);
    beginSession(c, ports, person.id);
    return c.redirect(localPath(sent.til), 303);
  });
  return app;
}

function NotHere(): Markup {
  return (
    <Layout title="Log ind">
      <h1 class="h2">Log ind</h1>
      <Alert kind="info">
        <p class="alert-text">{PAGE.signInElsewhere}</p>
      </Alert>
    </Layout>
  );
}

function ChoosePerson({
  people,
  token,
  to,
}: {
  readonly people: readonly Member[];
  readonly token: string;
  readonly to: string;
}): Markup {
  return (
    <Layout title="Log ind">
      <h1 class="h2">Hvem er du?</h1>
      <p>{PAGE.signIn}</p>
      <form method="post" action="/log-ind" class="rt-choose">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="til" value={to} />
        {STAFF_ROLES.map((role) => {
          const members = people.filter((person) => person.role === role);
          return (
            members.length > 0 && (
              <section aria-labelledby={`role-${role}`}>
                <h2 class="h5" id={`role-${role}`}>
                  {roleName(role)}
                </h2>
                <ul class="rt-people">
                  {members.map(({ id, name, school }) => (
                    <li>
                      <button class="rt-person" name="person" value={id}>
                        {name}
                        {school !== undefined && <span class="rt-quiet"> {school}</span>}
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </form>
    </Layout>
  );
}
