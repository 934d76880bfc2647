/** Signing in, sessions and form tokens. */
import { pages } from '../../web/pages/index';
import { isLoopback } from '../../web/pages/loopback';
import { makeTown, STAFF } from './town';
import { visiting, Visitor } from './visitor';
import { localSignIn } from '../../web/pages/signIn';

const remote = (address: string): object => ({ incoming: { socket: { remoteAddress: address } } });

test('who has not signed in is asked to, and comes back to the page they wanted', async () => {
  const visitor = new Visitor(pages((await makeTown()).ports, localSignIn));
  expect(await visitor.get('/')).toMatchObject({ status: 303, to: '/log-ind' });
  const asked = await visitor.get('/unge?navn=freja');
  expect(asked).toMatchObject({ status: 303, to: '/log-ind?til=%2Funge%3Fnavn%3Dfreja' });
  await visitor.get(asked.to ?? '');
  const back = await visitor.post('/log-ind', { person: STAFF.anna.id, til: visitor.hidden('til') });
  expect(back).toMatchObject({ status: 303, to: '/unge?navn=freja' });
  expect(await visitor.get('/')).toMatchObject({ status: 303, to: '/opgaver' });
});

test('the people to choose from stand by role; a data feed is no person', async () => {
  const visitor = new Visitor(pages((await makeTown()).ports, localSignIn));
  const { html, status } = await visitor.get('/log-ind');
  expect(status).toBe(200);
  expect(html).toContain('lang="da"');
  expect(html).toMatch(/Kontaktlærer[\s\S]*Maja Østergaard[\s\S]*Tovholder[\s\S]*Anna Bach/);
  expect(html).not.toContain('school:FGU-NORD');
  const feed = await visitor.post('/log-ind', { person: 'school:FGU-NORD' });
  expect(feed.status).toBe(403);
});

test('the session cookie is signed, out of reach of scripts and other sites, and lasts a working day', async () => {
  const { visitor, town } = await visiting('anna');
  const cookie = visitor.page.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/rt_session=[\w-]+\.[\w-]+;.*HttpOnly; SameSite=Lax/);
  expect(cookie).not.toContain('Secure');
  expect((await visitor.get('/opgaver')).status).toBe(200);

  const [body = '', mac = ''] = (visitor.cookies.get('rt_session') ?? '').split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { person: string };
  const forged = Buffer.from(JSON.stringify({ ...claims, person: STAFF.omar.id })).toString('base64url');
  const thief = new Visitor(visitor.app);
  thief.cookies.set('rt_session', `${forged}.${mac}`);
  expect(await thief.get('/admin')).toMatchObject({ status: 303 });

  const late = new Visitor(
    pages({ ...town.ports, now: () => town.ports.now() + 8 * 3_600_000 }, localSignIn),
  );
  for (const [name, value] of visitor.cookies) late.cookies.set(name, value);
  expect(await late.get('/opgaver')).toMatchObject({ status: 303, to: '/log-ind?til=%2Fopgaver' });
});

test('over https the cookie is for https only', async () => {
  const visitor = new Visitor(pages((await makeTown()).ports, localSignIn));
  const { headers } = await visitor.get('/log-ind', { 'x-forwarded-proto': 'https' });
  expect(headers.get('set-cookie')).toContain('Secure');
});

test('a person who is gone is signed out', async () => {
  const { visitor, town } = await visiting('anna');
  town.people.splice(0);
  expect(await visitor.get('/opgaver')).toMatchObject({ status: 303 });
});

test('signing out ends the session', async () => {
  const { visitor } = await visiting('anna');
  await visitor.get('/opgaver');
  expect(await visitor.post('/log-ud', {})).toMatchObject({ status: 303, to: '/log-ind' });
  expect(await visitor.get('/opgaver')).toMatchObject({ status: 303 });
});

test('nobody is sent to another site after signing in', async () => {
  const visitor = new Visitor(pages((await makeTown()).ports, localSignIn));
  for (const til of ['https://evil.example', '//evil.example', '/\\evil.example', 'opgaver']) {
    await visitor.get('/log-ind');
    expect(await visitor.post('/log-ind', { person: STAFF.anna.id, til })).toMatchObject({ to: '/opgaver' });
  }
});

test('choosing a person is for this machine only, and only where there are people to choose', async () => {
  const { ports } = await makeTown();
  const away = new Visitor(pages(ports, localSignIn), remote('192.168.1.20'));
  expect(await away.get('/log-ind')).toMatchObject({ status: 403 });
  expect(away.page.html).not.toContain('Anna Bach');
  expect((await away.post('/log-ind', { person: STAFF.anna.id })).status).toBe(403);

  const proxied = new Visitor(pages(ports, localSignIn));
  expect((await proxied.get('/log-ind', { 'x-forwarded-for': '10.0.0.9' })).status).toBe(403);

  const { choices: _, ...identity } = ports.identity;
  expect((await new Visitor(pages({ ...ports, identity }, localSignIn)).get('/log-ind')).status).toBe(403);
});

test.each([
  ['http://127.0.0.1:4000/', '127.0.0.1', true],
  ['http://localhost:4000/', '::1', true],
  ['http://[::1]:4000/', '::ffff:127.0.0.1', true],
  ['http://roedtraad.evil.example/', '127.0.0.1', false],
  ['http://127.0.0.1:4000/', '10.0.0.1', false],
])('%s from %s is loopback: %s', (url, remoteAddress, expected) => {
  const context = { env: { incoming: { socket: { remoteAddress } } }, req: { url, header: () => undefined } };
  expect(isLoopback(context as unknown as Parameters<typeof isLoopback>[0])).toBe(expected);
});

test('a form without this session’s token changes nothing', async () => {
  const { visitor, town } = await visiting('maja');
  const other = await new Visitor(visitor.app).signIn('anna');
  await other.get('/opgaver');
  for (const token of ['', 'forged', other.hidden('token')]) {
    const answer = await visitor.post('/opgaver/absenceCase.yfreja.1.1/kommentar', { token, note: 'Hej' });
    expect(answer.status).toBe(403);
    expect(answer.html).toContain('Siden er for gammel');
  }
  expect(town.engine.asked).toEqual([]);
});

test('a session that ran out while somebody was writing shows what they wrote', async () => {
  const { visitor, town } = await visiting('maja');
  await visitor.get('/opgaver/absenceCase.yfreja.1.1');
  const token = visitor.hidden('token');
  const late = new Visitor(
    pages({ ...town.ports, now: () => town.ports.now() + 9 * 3_600_000 }, localSignIn),
  );
  for (const [name, value] of visitor.cookies) late.cookies.set(name, value);
  const answer = await late.post('/opgaver/absenceCase.yfreja.1.1/kommentar', {
    token,
    note: 'Et <langt> notat',
  });
  expect(answer.status).toBe(401);
  expect(answer.html).toContain('Et &lt;langt&gt; notat');
  expect(answer.html).toContain('/log-ind?til=%2Fopgaver%2FabsenceCase.yfreja.1.1');
  expect(town.engine.asked).toEqual([]);
});
