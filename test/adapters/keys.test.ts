/**
 * Keys: one file per machine, data keys that rotate, and nobody who reads what was encrypted under another's.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataKeys, dataKeys, UnknownKeyError } from '../../adapters/dataKeys';
import { localKeys } from '../../adapters/localKeys';
import { MemoryTable } from '../../records/memoryTable';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roed-traad-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the key file', () => {
  it('is made once, for its owner only', () => {
    const file = join(folder, 'local.key');
    const first = localKeys(file).secret('a');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(localKeys(file).secret('a')).toEqual(first);
  });

  it('gives each purpose a secret of its own', () => {
    const keys = localKeys(join(folder, 'local.key'));
    expect(keys.secret('a')).toHaveLength(32);
    expect(keys.secret('a')).not.toEqual(keys.secret('b'));
    expect(keys.secret('a')).not.toEqual(localKeys(join(folder, 'other.key')).secret('a'));
  });

  it('must be a key file', () => {
    const file = join(folder, 'local.key');
    writeFileSync(file, 'hello');
    expect(() => localKeys(file)).toThrow('not a key file');
  });

  it('wraps under an id, and unwraps under no other id and no other key', async () => {
    const keys = localKeys(join(folder, 'local.key'));
    const wrapped = await keys.wrap(Buffer.from('secret'), 'one');
    expect(Buffer.from(wrapped).includes('secret')).toBe(false);
    expect(Buffer.from(await keys.unwrap(wrapped, 'one')).toString()).toBe('secret');
    await expect(keys.unwrap(wrapped, 'two')).rejects.toThrow();
    await expect(localKeys(join(folder, 'other.key')).unwrap(wrapped, 'one')).rejects.toThrow();
  });
});

describe('data keys', () => {
  const JANUARY = Date.parse('2027-01-15T12:00Z');
  const FEBRUARY = Date.parse('2027-02-01T00:00Z');
  let now = JANUARY;
  let table: MemoryTable;
  const open = (file = 'local.key'): DataKeys => dataKeys(table, localKeys(join(folder, file)), () => now);
  beforeEach(() => {
    now = JANUARY;
    table = new MemoryTable();
  });

  it('stay the same for a month, also over restarts', async () => {
    const keys = open();
    const first = await keys.current();
    expect(first.key).toHaveLength(32);
    now += 10 * 86_400_000;
    expect(await keys.current()).toEqual(first);
    expect(await open().current()).toEqual(first);
  });

  it('are renewed with the month, and the old ones are still found', async () => {
    const keys = open();
    const january = await keys.current();
    now = FEBRUARY;
    const february = await keys.current();
    expect(february.id).not.toBe(january.id);
    expect(february.key).not.toEqual(january.key);
    expect(await open().byId(january.id)).toEqual(january);
  });

  it('are never stored as they are', async () => {
    const { key, id } = await open().current();
    const row = await table.get({ pk: 'dataKeys', sk: id });
    expect(Buffer.from(String(row?.wrapped), 'base64').includes(Buffer.from(key))).toBe(false);
  });

  it('are agreed on by two that start at once', async () => {
    const [one, other] = await Promise.all([open().current(), open().current()]);
    expect(one).toEqual(other);
  });

  it('are refused where they are unknown, and found once they are there', async () => {
    const keys = open();
    await expect(keys.byId('2027-02')).rejects.toThrow(UnknownKeyError);
    now = FEBRUARY;
    const made = await open().current();
    expect(await keys.byId('2027-02')).toEqual(made);
  });

  it('cannot be used with another key file', async () => {
    await open().current();
    await expect(open('other.key').current()).rejects.toThrow();
  });
});
