/**
 * L8: the door to one's own page. Right and wrong codes, too many of them, old ones, forgotten ones, and other people's.
 */
import { getPageAccess } from '../../records/youthAccess';
import { accessesOf } from '../../records/words';
import { CODE, givenCode, inside, ownTown, phone, startCodeIn } from './own';
import { type Town } from './town';
import { type Page, Visitor } from './visitor';

/** Each try takes a fifth of a second by intent. */
jest.setTimeout(120_000);

const HOUR = 3_600_000;

let town: Town;
beforeEach(async () => {
  town = await ownTown();
});

async function tryCode(visitor: Visitor, path: string, code: string): Promise<Page> {
  await visitor.get(path);
  return visitor.post(path, { code });
}

test('the start code opens it once, with a code of her own; then her own code does', async () => {
  const { path, startCode } = await givenCode(town);
  const visitor = phone(town);
  const door = await visitor.get(path);
  expect(door.status).toBe(200);
  expect(door.html).not.toMatch(/Freja|Nielsen|Sara|Anna/);
  const entered = await visitor.post(path, {
    startCode: startCode.toUpperCase().replace('-', ' '),
    code: CODE,
  });
  expect([entered.status, entered.to]).toEqual([303, '/mig?gjort=inside']);
  expect((await visitor.get('/mig?gjort=inside')).html).toContain('Hej Freja');
  const cookie = entered.headers.getSetCookie().find((line) => line.startsWith('rt_mig='));
  expect(cookie).toMatch(/Path=\/mig; HttpOnly; SameSite=Lax/);

  const again = phone(town);
  await again.get(path);
  expect((await again.post(path, { startCode, code: 'en anden 22' })).status).toBe(409);
  await again.get(path);
  expect((await tryCode(again, path, ` ${CODE.toUpperCase()} `)).status).toBe(303);
});

test('codes are kept as hashes, and nobody on the staff is shown them', async () => {
  const { path, startCode } = await givenCode(town);
  const kept = JSON.stringify(await getPageAccess(town.table, { youth: 'yfreja' }));
  expect(kept).not.toContain(startCode);
  const visitor = phone(town);
  await visitor.get(path);
  await visitor.post(path, { startCode, code: CODE });
  expect(JSON.stringify(await getPageAccess(town.table, { youth: 'yfreja' }))).not.toContain(CODE);
});

test.each([
  ['12345', 'mindst 6 tegn'],
  ['010109', 'fødselsdag'],
  ['kat 1-1-2009', 'fødselsdag'],
  ['freja2026', 'navn'],
  ['31000000', 'nummer'],
  ['qwerty', 'let at gætte'],
])('refuses the code %s', async (code, why) => {
  const { path, startCode } = await givenCode(town);
  const visitor = phone(town);
  await visitor.get(path);
  const { status, html } = await visitor.post(path, { startCode, code });
  expect(status).toBe(422);
  expect(html).toContain(why);
  expect(html).not.toContain(`value="${code}"`);
  // She only thinks of another.
  expect((await visitor.post(path, { startCode, code: CODE })).status).toBe(303);
});

test('five wrong codes make a pause, fifteen need a new start code; a right one in between forgets them', async () => {
  const { path } = await inside(town);
  const visitor = phone(town);
  for (let n = 1; n <= 4; n += 1) expect((await tryCode(visitor, path, 'forkert kode')).status).toBe(401);
  expect((await tryCode(visitor, path, CODE)).status).toBe(303);
  for (let n = 1; n <= 5; n += 1) expect((await tryCode(visitor, path, 'forkert kode')).status).toBe(401);
  const locked = await tryCode(visitor, path, CODE);
  expect(locked.status).toBe(429);
  expect(locked.html).toContain('prøve igen');
  town.later(15 * 60_000 - 1);
  expect((await tryCode(visitor, path, CODE)).status).toBe(429);
  town.later(1);
  for (let n = 1; n <= 5; n += 1) expect((await tryCode(visitor, path, 'forkert kode')).status).toBe(401);
  town.later(HOUR);
  for (let n = 1; n <= 5; n += 1) expect((await tryCode(visitor, path, 'forkert kode')).status).toBe(401);
  town.later(HOUR);
  expect((await visitor.get(path)).html).toContain('ny startkode');
  expect((await tryCode(visitor, path, CODE)).status).toBe(403);
});

test('many tries at once are counted before they are looked at', async () => {
  const { path } = await inside(town);
  const visitor = phone(town);
  await visitor.get(path);
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => visitor.post(path, { code: 'forkert kode' })),
  );
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(3);
});

test('a start code runs out after seven days', async () => {
  const { path, startCode } = await givenCode(town);
  const visitor = phone(town);
  town.later(7 * 24 * HOUR - 1);
  await visitor.get(path);
  expect(visitor.page.html).toContain('Startkode');
  town.later(1);
  expect((await visitor.post(path, { startCode, code: CODE })).status).toBe(409);
  expect((await visitor.get(path)).html).toContain('ny startkode');
});

test('forgotten: a new start code ends the old code and every sitting', async () => {
  const { visitor, path } = await inside(town);
  const { startCode } = await givenCode(town);
  expect((await visitor.get('/mig')).html).toContain('logget ud');
  expect((await visitor.get(path)).html).toContain('Startkode');
  expect((await visitor.post(path, { code: CODE })).status).toBe(409);
  await visitor.get(path);
  expect((await visitor.post(path, { startCode, code: 'en helt ny 31' })).status).toBe(303);
});

test('closed: the link leads nowhere', async () => {
  const { visitor, path } = await inside(town);
  const staff = await new Visitor(visitor.app).signIn('anna');
  await staff.get('/unge/yfreja/adgang');
  expect((await staff.post('/unge/yfreja/adgang/luk', { id: 'youth' })).status).toBe(303);
  expect((await visitor.get('/mig')).html).toContain('logget ud');
  const gone = await visitor.get(path);
  expect(gone.status).toBe(404);
  expect(gone.html).toContain('Linket virker ikke');
});

test('a sitting ends after half an hour without a look, after eight hours, and when she logs out everywhere', async () => {
  const { visitor, path } = await inside(town);
  town.later(30 * 60_000 - 1);
  expect((await visitor.get('/mig')).status).toBe(200);
  town.later(30 * 60_000);
  expect((await visitor.get('/mig')).to).toBe(path);
  await tryCode(visitor, path, CODE);
  for (let n = 0; n < 17; n += 1) {
    town.later(29 * 60_000);
    await visitor.get('/mig');
  }
  expect(visitor.page.to).toBe(path);
  await tryCode(visitor, path, CODE);
  const other = phone(town);
  await tryCode(other, path, CODE);
  await visitor.get('/mig');
  expect((await visitor.post('/mig/goer/ud', {})).status).toBe(303);
  expect((await other.get('/mig')).html).toContain('logget ud');
});

test('a form without the token, and a made-up sitting, do nothing', async () => {
  const { path, startCode } = await givenCode(town);
  const visitor = phone(town);
  await visitor.get(path);
  expect((await visitor.post(path, { token: 'x', startCode, code: CODE })).status).toBe(403);
  const body = Buffer.from(JSON.stringify({ youth: 'yfreja', id: 'x', epoch: 1, since: 0, until: 9e15 }));
  visitor.cookies.set('rt_mig', `${body.toString('base64url')}.c2lnbmVk`);
  expect((await visitor.get('/mig')).html).toContain('logget ud');
  expect((await visitor.post('/mig/goer/snak', {})).status).toBe(403);
});

test('only those who follow the youth hand out codes; teachers never do (R43)', async () => {
  const { app } = phone(town);
  for (const [who, status] of [
    ['maja', 403],
    ['mette', 404],
    ['omar', 403],
    ['sara', 200],
    ['niels', 200],
  ] as const) {
    const staff = await new Visitor(app).signIn(who);
    expect([who, (await staff.get('/unge/yfreja/adgang')).status]).toEqual([who, status]);
  }
});

test('the same request shows the same start code again; opening it is logged as hers (L10)', async () => {
  const staff = await new Visitor(phone(town).app).signIn('sara');
  await staff.get('/unge/yfreja/adgang');
  const sent = { id: 'youth', token: staff.hidden('token'), once: staff.hidden('once') };
  const codeOf = async (): Promise<string> =>
    startCodeIn((await staff.post('/unge/yfreja/adgang/startkode', sent)).html);
  const first = await codeOf();
  expect(first).not.toBe('');
  expect(await codeOf()).toBe(first);
  await inside(town);
  const looks = await accessesOf(town.table, 'yfreja', 9);
  expect(looks.map(({ by, where }) => `${by} ${where}`)).toEqual(
    expect.arrayContaining(['yfreja me.open', 'yfreja me', 'contactPerson-01 page.handOut']),
  );
});
