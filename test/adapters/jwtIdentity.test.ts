/**
 * Who a token names, and which tokens name nobody.
 */
import { generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { jwtIdentity } from '../../adapters/jwtIdentity';
import { StandInIssuer } from '../../entry/cloud/loop/issuer';
import { MemoryTable } from '../../records/memoryTable';
import { putSchool, putStaff } from '../../records/people';

const SCHOOLS = { issuer: 'https://skoler.example', audience: 'roed-traad', claim: 'school' };
const STAFF = { issuer: 'https://login.example', audience: 'client', claim: 'sub' };

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let pair: Keys;
let other: Keys;
let identity: ReturnType<typeof jwtIdentity>;
let table: MemoryTable;

beforeAll(async () => {
  [pair, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  table = new MemoryTable();
  await putSchool(table, { id: 'FGU-NORD', kind: 'fgu', closed: [], calendar: 1 });
  await putStaff(table, { id: 'coordinator-01', name: 'Rikke', role: 'coordinator' });
  const keys: JWTVerifyGetKey = () => Promise.resolve(pair.publicKey);
  identity = jwtIdentity(table, { schools: { ...SCHOOLS, keys }, staff: { ...STAFF, keys } });
});

interface Token {
  readonly claims: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string;
  readonly key?: Keys;
}

function sign({
  claims,
  issuer = SCHOOLS.issuer,
  audience = SCHOOLS.audience,
  expires,
  key = pair,
}: Token): Promise<string> {
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(issuer)
    .setAudience(audience);
  return (expires === 'never' ? token : token.setExpirationTime(expires ?? '5m')).sign(key.privateKey);
}

test("a school's token is that school's feed", async () => {
  const token = await sign({ claims: { school: 'FGU-NORD' } });
  expect(await identity.byToken(token)).toEqual({
    id: 'school:FGU-NORD',
    name: 'FGU-NORD',
    role: 'school',
    school: 'FGU-NORD',
  });
});

test('a token of staff is that person', async () => {
  const token = await sign({
    claims: { sub: 'coordinator-01' },
    issuer: STAFF.issuer,
    audience: STAFF.audience,
  });
  expect(await identity.byToken(token)).toMatchObject({ id: 'coordinator-01', role: 'coordinator' });
});

test.each<[string, Token]>([
  ['expired', { claims: { school: 'FGU-NORD' }, expires: '-1m' }],
  ['that never expires', { claims: { school: 'FGU-NORD' }, expires: 'never' }],
  ['for another audience', { claims: { school: 'FGU-NORD' }, audience: 'another' }],
  ['of an unknown issuer', { claims: { school: 'FGU-NORD' }, issuer: 'https://evil.example' }],
  ['without a school', { claims: { sub: 'x' } }],
  ['of a school that is gone', { claims: { school: 'FGU-SYD' } }],
  ["of the schools' issuer for a person", { claims: { school: '../coordinator-01' } }],
  [
    'of staff for a school',
    { claims: { sub: 'school:FGU-NORD' }, issuer: STAFF.issuer, audience: STAFF.audience },
  ],
])('a token %s is nobody', async (_, token) => {
  expect(await identity.byToken(await sign(token))).toBeUndefined();
});

test('a token signed by somebody else, without signature, or no token at all is nobody', async () => {
  const claims = { school: 'FGU-NORD' };
  expect(await identity.byToken(await sign({ claims, key: other }))).toBeUndefined();
  const [header, body] = (await sign({ claims })).split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  expect(await identity.byToken(`${none}.${body ?? ''}.`)).toBeUndefined();
  expect(await identity.byToken(`${header ?? ''}.${body ?? ''}.`)).toBeUndefined();
  expect(await identity.byToken('nonsense')).toBeUndefined();
});

test("keys are found where the issuer publishes them; an issuer that does not answer is not a token's fault", async () => {
  const issuer = await StandInIssuer.listen({ people: () => Promise.resolve([]) });
  const published = jwtIdentity(table, {
    schools: { ...SCHOOLS, issuer: issuer.schools },
    staff: { ...STAFF, issuer: issuer.staff },
  });
  const token = await issuer.token(issuer.schools, { aud: SCHOOLS.audience, school: 'FGU-NORD' });
  expect(await published.byToken(token)).toMatchObject({ school: 'FGU-NORD' });
  const later = jwtIdentity(table, { schools: { ...SCHOOLS, issuer: issuer.schools }, staff: STAFF });
  await issuer.close();
  await expect(later.byToken(token)).rejects.toThrow('fetch failed');
});
