/**
 * One contract, several tables: whatever stores the rows, the same is asked and the same answered.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, DynamoTable } from '../../adapters/dynamoTable';
import { openLocalRecords } from '../../adapters/localRecords';
import { type Row, type Table } from '../../contract/ports/table';
import { MemoryTable } from '../../records/memoryTable';
import { motoIsThere, startMoto } from './moto';

interface Opened {
  readonly table: Table;
  close(): Promise<void>;
}

const keysOf = (rows: readonly Row[]): string[] => rows.map(({ sk }) => sk);

function contract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    let opened: Opened;
    let table: Table;
    let partitions = 0;
    let pk = '';

    beforeAll(async () => {
      opened = await open();
      ({ table } = opened);
    }, 60_000);
    afterAll(() => opened.close());
    beforeEach(() => {
      partitions += 1;
      pk = `p${String(partitions)}`;
    });

    it('keeps a row as it was, and no field that is undefined', async () => {
      const value = {
        text: 'Ærø',
        empty: '',
        none: null,
        list: [1, 'to', { tre: true }],
        number: -0.5,
        nested: {},
      };
      await table.put({ pk, sk: 'a', value: { ...value, left: undefined }, seq: 3 });
      const row = await table.get({ pk, sk: 'a' });
      expect(row).toEqual({ pk, sk: 'a', value, seq: 3 });
    });

    it('answers undefined where there is no row', async () => {
      expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
      expect(await table.list(pk)).toEqual([]);
    });

    it('replaces the whole row', async () => {
      await table.put({ pk, sk: 'a', one: 1, two: 2 });
      await table.put({ pk, sk: 'a', one: 3 });
      expect(await table.get({ pk, sk: 'a' })).toEqual({ pk, sk: 'a', one: 3 });
    });

    it('writes only where there is none, when that is the condition', async () => {
      expect(await table.put({ pk, sk: 'a', n: 1 }, 'absent')).toBe(true);
      expect(await table.put({ pk, sk: 'a', n: 2 }, 'absent')).toBe(false);
      expect((await table.get({ pk, sk: 'a' }))?.n).toBe(1);
    });

    it.each([
      [1, false],
      [2, false],
      [3, true],
    ])('writes over 2 when it must be below %d: %s', async (below, done) => {
      await table.put({ pk, sk: 'a', seq: 2 });
      expect(await table.put({ pk, sk: 'a', seq: 9 }, { field: 'seq', below })).toBe(done);
    });

    it('writes where a field must be below something and there is no row, but not where there is no field', async () => {
      expect(await table.put({ pk, sk: 'a', other: 1 }, { field: 'seq', below: 1 })).toBe(true);
      expect(await table.put({ pk, sk: 'a', seq: 1 }, { field: 'seq', below: 1 })).toBe(false);
    });

    it('writes where a field equals something, and not where there is no row', async () => {
      expect(await table.put({ pk, sk: 'a' }, { field: 'state', equals: 'pending' })).toBe(false);
      await table.put({ pk, sk: 'a', state: 'pending' });
      expect(await table.put({ pk, sk: 'a', state: 'claimed' }, { field: 'state', equals: 'pending' })).toBe(
        true,
      );
      expect(await table.put({ pk, sk: 'a', state: 'claimed' }, { field: 'state', equals: 'pending' })).toBe(
        false,
      );
    });

    it('lets one of many writers have a row', async () => {
      const done = await Promise.all(
        Array.from({ length: 10 }, (_, n) => table.put({ pk, sk: 'a', n }, 'absent')),
      );
      expect(done.filter(Boolean)).toHaveLength(1);
    });

    it('lists a partition in order of the sort key', async () => {
      for (const sk of ['b', 'a/2', 'a/10', 'a', 'B', 'å']) await table.put({ pk, sk });
      await table.put({ pk: `${pk}x`, sk: 'a' });
      expect(keysOf(await table.list(pk))).toEqual(['B', 'a', 'a/10', 'a/2', 'b', 'å']);
      expect(keysOf(await table.list(pk, { reverse: true, limit: 2 }))).toEqual(['å', 'b']);
      expect(keysOf(await table.list(pk, { limit: 3 }))).toEqual(['B', 'a', 'a/10']);
    });

    it.each([
      [{ prefix: 'b/' }, ['b/1', 'b/2', 'b/3']],
      [{ from: 'b/2' }, ['b/2', 'b/3', 'c']],
      [{ to: 'b/2' }, ['a', 'b', 'b/1', 'b/2']],
      [{ from: 'b/1', to: 'b/2' }, ['b/1', 'b/2']],
      [{ prefix: 'b/', from: 'b/2' }, ['b/2', 'b/3']],
      [{ prefix: 'b/', to: 'b/2' }, ['b/1', 'b/2']],
      [{ prefix: 'b/', from: 'a', to: 'c' }, ['b/1', 'b/2', 'b/3']],
      [{ prefix: 'b/', from: 'c' }, []],
      [{ prefix: 'b/', to: 'a' }, []],
      [{ prefix: 'b/', reverse: true, limit: 2 }, ['b/3', 'b/2']],
      [{ from: 'c', to: 'a' }, []],
      [{ limit: 0 }, []],
    ])('lists %j', async (range, expected) => {
      await table.putMany(['a', 'b', 'b/1', 'b/2', 'b/3', 'c'].map((sk) => ({ pk, sk })));
      expect(keysOf(await table.list(pk, range))).toEqual(expected);
    });

    it('writes and reads more rows than fit in one call', async () => {
      const rows = Array.from({ length: 230 }, (_, n) => ({ pk, sk: String(n).padStart(4, '0'), n }));
      await table.putMany(rows);
      expect(await table.list(pk)).toEqual(rows);
      const found = await table.getMany([...rows, { pk, sk: 'none' }]);
      expect(new Set(keysOf(found)).size).toBe(230);
      expect(found).toHaveLength(230);
    });

    it('lists more than one page of a query holds', async () => {
      const text = 'x'.repeat(20_000);
      await table.putMany(
        Array.from({ length: 80 }, (_, n) => ({ pk, sk: String(n).padStart(3, '0'), text })),
      );
      expect(await table.list(pk)).toHaveLength(80);
      expect(keysOf(await table.list(pk, { limit: 70 })).at(-1)).toBe('069');
    });

    it('takes the last of two rows with one key', async () => {
      await table.putMany([
        { pk, sk: 'a', n: 1 },
        { pk, sk: 'a', n: 2 },
      ]);
      expect((await table.get({ pk, sk: 'a' }))?.n).toBe(2);
    });

    it('deletes, also what is not there', async () => {
      await table.put({ pk, sk: 'a' });
      await table.delete({ pk, sk: 'a' });
      await table.delete({ pk, sk: 'a' });
      expect(await table.list(pk)).toEqual([]);
    });

    it('does nothing for nothing', async () => {
      await table.putMany([]);
      expect(await table.getMany([])).toEqual([]);
    });
  });
}

contract('in memory', () => Promise.resolve({ table: new MemoryTable(), close: () => Promise.resolve() }));

contract('dynalite', () => openLocalRecords());

if (motoIsThere) {
  contract('moto', async () => {
    const moto = await startMoto();
    const client = new DynamoDBClient(moto.config);
    await createTable(client, 'contract');
    return {
      table: new DynamoTable(client, 'contract'),
      async close() {
        client.destroy();
        await moto.stop();
      },
    };
  });
} else {
  describe.skip('moto is not there', () => {
    it('answers as the others do', () => undefined);
  });
}
