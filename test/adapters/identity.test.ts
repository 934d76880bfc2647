/**
 * Local identity: everybody in the records, each with a token that stays theirs.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localIdentity, type Persona } from '../../adapters/localIdentity';
import { putStaff } from '../../records/people';
import { type MemoryTable } from '../../records/memoryTable';
import { SCHOOL, seeded } from '../support/municipality';

let folder = '';
let file = '';
let table: MemoryTable;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roed-traad-identity-'));
  file = join(folder, 'personas.json');
  table = await seeded();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const personas = (): Persona[] => JSON.parse(readFileSync(file, 'utf8')) as Persona[];
const tokenOf = (id: string): string => personas().find((persona) => persona.id === id)?.token ?? '';

it('writes one persona per school and member of staff, for its owner only', async () => {
  await localIdentity(table, file).refresh();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(personas().map(({ token: _, ...person }) => person)).toEqual(
    expect.arrayContaining([
      { id: `school:${SCHOOL}`, name: SCHOOL, role: 'school', school: SCHOOL },
      { id: 'kl-1', name: 'Maja Holm', role: 'contactTeacher', school: SCHOOL },
      { id: 'tk-1', name: 'Mette Dahl', role: 'coordinator' },
    ]),
  );
  expect(personas()).toHaveLength(8);
  for (const { token } of personas()) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(new Set(personas().map(({ token }) => token)).size).toBe(8);
});

it('knows people by token and by id, and nobody else', async () => {
  const identity = localIdentity(table, file);
  await identity.refresh();
  expect(await identity.byToken(tokenOf('kl-1'))).toEqual({
    id: 'kl-1',
    name: 'Maja Holm',
    role: 'contactTeacher',
    school: SCHOOL,
  });
  expect((await identity.byToken(tokenOf(`school:${SCHOOL}`)))?.role).toBe('school');
  expect((await identity.byId('tk-1'))?.name).toBe('Mette Dahl');
  expect(await identity.byToken('')).toBeUndefined();
  expect(await identity.byToken('kl-1')).toBeUndefined();
  expect(await identity.byId('nobody')).toBeUndefined();
  expect(await identity.byId('school:NOWHERE')).toBeUndefined();
});

it('keeps tokens over restarts and gives new people theirs', async () => {
  await localIdentity(table, file).refresh();
  const before = tokenOf('kl-1');
  await putStaff(table, { id: 'tk-2', name: 'Ny Person', role: 'coordinator' });
  const again = localIdentity(table, file);
  expect((await again.byToken(before))?.id).toBe('kl-1');
  await again.refresh();
  expect(tokenOf('kl-1')).toBe(before);
  expect((await again.byToken(tokenOf('tk-2')))?.name).toBe('Ny Person');
});

it('knows a token no longer once its person is gone', async () => {
  const identity = localIdentity(table, file);
  await identity.refresh();
  const token = tokenOf('kl-1');
  await table.delete({ pk: 'staff', sk: 'kl-1' });
  expect(await identity.byToken(token)).toBeUndefined();
  await identity.refresh();
  expect(tokenOf('kl-1')).toBe('');
});

it('lets one sign in as a person, never as a data feed', async () => {
  const choices = await localIdentity(table, file).choices();
  expect(choices).toHaveLength(7);
  expect(choices.every(({ role }) => role !== 'school')).toBe(true);
});
