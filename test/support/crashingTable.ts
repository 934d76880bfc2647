/**
 * A table whose n-th write does not happen: the process died there. What was written before stays.
 */
import { type Condition, type Key, type Range, type Row, type Table } from '../../contract/ports/table';
import { type MemoryTable } from '../../records/memoryTable';

export class Crash extends Error {}

export class CrashingTable implements Table {
  writes = 0;
  /** Which write is the last the process gets to; it fails itself. Infinity: none. */
  crashAt = Infinity;

  constructor(readonly inner: MemoryTable) {}

  get(key: Key): Promise<Row | undefined> {
    return this.inner.get(key);
  }
  getMany(keys: readonly Key[]): Promise<Row[]> {
    return this.inner.getMany(keys);
  }
  list(pk: string, range?: Range): Promise<Row[]> {
    return this.inner.list(pk, range);
  }
  async put(row: Row, condition?: Condition): Promise<boolean> {
    this.write();
    return this.inner.put(row, condition);
  }
  async putMany(rows: readonly Row[]): Promise<void> {
    for (const row of rows) await this.put(row);
  }
  async delete(key: Key): Promise<void> {
    this.write();
    return this.inner.delete(key);
  }

  private write(): void {
    this.writes += 1;
    if (this.writes >= this.crashAt) throw new Crash(`died at write ${String(this.writes)}`);
  }
}
