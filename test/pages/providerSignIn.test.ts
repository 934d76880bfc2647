/**
 * Signing in at a provider: leaving, coming back, and what happens when something does not fit.
 */
import { SignInRefusedError, type SignInProvider } from '../../contract/ports/identity';
import { pages } from '../../web/pages/index';
import { providerSignIn } from '../../web/pages/providerSignIn';
import { makeTown, STAFF, type Town } from './town';
import { Visitor } from './visitor';

const ADDRESS = 'https://roedtraad.example';

/** A provider that believes the code: it is the person's reference, or why there is none. */
const provider: SignInProvider = {
  begin: (callback) =>
    Promise.resolve({ address: `https://login.example/?back=${callback}`, kept: 'state-1' }),
  finish(cameBackTo, kept) {
    const code = new URL(cameBackTo).searchParams.get('code') ?? '';
    if (kept !== 'state-1' || code === 'refused') return Promise.reject(new SignInRefusedError('refused'));
    return Promise.resolve(code);
  },
};

async function leaving(
  change: (town: Town) => Partial<Town['ports']> = () => ({}),
): Promise<{ visitor: Visitor; town: Town }> {
  const town = await makeTown();
  const app = pages({ ...town.ports, ...change(town) }, providerSignIn(provider, ADDRESS));
  return { visitor: new Visitor(app), town };
}

test('who comes back is signed in and goes on to where they wanted', async () => {
  const { visitor } = await leaving();
  expect(await visitor.get('/unge')).toMatchObject({ status: 303, to: '/log-ind?til=%2Funge' });
  expect((await visitor.get('/log-ind?til=%2Funge')).html).toContain('Log ind hos kommunen');
  expect(await visitor.get('/log-ind/hos-kommunen?til=%2Funge')).toMatchObject({
    status: 303,
    to: `https://login.example/?back=${ADDRESS}/log-ind/retur`,
  });
  expect(await visitor.get(`/log-ind/retur?code=${STAFF.anna.id}`)).toMatchObject({
    status: 303,
    to: '/unge',
  });
  expect((await visitor.get('/unge')).status).toBe(200);
});

test('nobody can choose who to be', async () => {
  const { visitor } = await leaving();
  await visitor.get('/log-ind');
  expect(visitor.page.html).not.toContain(STAFF.anna.name);
  expect((await visitor.post('/log-ind', { person: STAFF.anna.id })).status).toBe(404);
});

test.each([
  ['the provider said no', '/log-ind/retur?code=refused', 'Du er ikke logget ind'],
  ['nobody with that reference is known', '/log-ind/retur?code=stranger', 'Vi kender dig ikke her'],
  ["it is a school's feed", '/log-ind/retur?code=school:FGU-NORD', 'Vi kender dig ikke her'],
])('nobody is signed in when %s', async (_, path, title) => {
  const { visitor } = await leaving();
  await visitor.get('/log-ind/hos-kommunen');
  expect(await visitor.get(path)).toMatchObject({
    status: 401,
    html: expect.stringContaining(title) as string,
  });
  expect((await visitor.get('/opgaver')).status).toBe(303);
});

test('coming back without having left, twice, or with a changed cookie signs nobody in', async () => {
  const { visitor } = await leaving();
  const back = `/log-ind/retur?code=${STAFF.anna.id}`;
  expect((await visitor.get(back)).status).toBe(401);
  await visitor.get('/log-ind/hos-kommunen');
  const cookie = visitor.cookies.get('rt_sign_in') ?? '';
  await visitor.get(back);
  expect((await visitor.get(back)).status).toBe(401);
  visitor.cookies.set('rt_sign_in', `x${cookie}`);
  expect((await visitor.get(back)).status).toBe(401);
});

test('who takes too long begins again', async () => {
  let late = 0;
  const { visitor } = await leaving(({ ports }) => ({ now: () => ports.now() + late }));
  await visitor.get('/log-ind/hos-kommunen');
  late = 11 * 60_000;
  expect((await visitor.get(`/log-ind/retur?code=${STAFF.anna.id}`)).status).toBe(401);
});

test('nobody is sent to another site after signing in', async () => {
  const { visitor } = await leaving();
  await visitor.get('/log-ind/hos-kommunen?til=https%3A%2F%2Fevil.example');
  expect(await visitor.get(`/log-ind/retur?code=${STAFF.anna.id}`)).toMatchObject({ to: '/opgaver' });
});
