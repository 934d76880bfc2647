/**
 * The table in memory, for virtual time and tests. Rows are frozen copies, as if they had been away.
 */
import { type Condition, type Key, type Range, type Row, type Table } from '../contract/ports/table';

/** Comes before, and after, all that follows in a key: text, which has neither. */
const [FIRST, LAST] = ['\u0000', '\uffff'];

/** The rows of one partition key, in the order of their sort keys. Most partitions hold one or a few. */
class Partition {
  readonly keys: string[];
  readonly rows: Row[];

  /** Made of its first row: lists that begin empty reserve room for many. */
  constructor(row: Row) {
    this.keys = [row.sk];
    this.rows = [row];
  }

  get(sk: string): Row | undefined {
    const at = placeOf(sk, this.keys);
    return this.keys[at] === sk ? this.rows[at] : undefined;
  }

  put(row: Row): void {
    const { sk } = row;
    const at = placeOf(sk, this.keys);
    if (this.keys[at] === sk) {
      this.rows[at] = row;
    } else {
      this.keys.splice(at, 0, sk);
      this.rows.splice(at, 0, row);
    }
  }

  delete(sk: string): void {
    const at = placeOf(sk, this.keys);
    if (this.keys[at] !== sk) return;
    this.keys.splice(at, 1);
    this.rows.splice(at, 1);
  }

  list({ prefix = '', from = '', to, reverse, limit = Infinity }: Range): Row[] {
    let first = placeOf(prefix > from ? prefix : from, this.keys);
    const [afterPrefix, afterTo] = [prefix + LAST, to === undefined ? LAST : to + FIRST];
    let end = placeOf(afterPrefix < afterTo ? afterPrefix : afterTo, this.keys);
    if (reverse) first = Math.max(first, end - limit);
    else end = Math.min(end, first + limit);
    const found = this.rows.slice(first, end);
    return reverse ? found.reverse() : found;
  }
}

export class MemoryTable implements Table {
  private readonly partitions = new Map<string, Partition>();

  get({ pk, sk }: Key): Promise<Row | undefined> {
    return Promise.resolve(this.partitions.get(pk)?.get(sk));
  }

  getMany(keys: readonly Key[]): Promise<Row[]> {
    return Promise.resolve(keys.flatMap(({ pk, sk }) => this.partitions.get(pk)?.get(sk) ?? []));
  }

  list(pk: string, range: Range = {}): Promise<Row[]> {
    return Promise.resolve(this.partitions.get(pk)?.list(range) ?? []);
  }

  put(row: Row, condition?: Condition): Promise<boolean> {
    return Promise.resolve(this.write(row, condition));
  }

  /** Writes a row at once; answers whether its condition held. */
  protected write(row: Row, condition?: Condition): boolean {
    const { pk, sk } = row;
    const partition = this.partitions.get(pk);
    if (condition && !holds(condition, partition?.get(sk))) return false;
    if (partition) partition.put(this.kept(row));
    else this.partitions.set(pk, new Partition(this.kept(row)));
    return true;
  }

  /** The row as it is kept: a copy nobody else can change. */
  protected kept(row: Row): Row {
    return Object.freeze({ ...row, value: copyOf(row.value) });
  }

  putMany(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.write(row);
    return Promise.resolve();
  }

  delete({ pk, sk }: Key): Promise<void> {
    this.partitions.get(pk)?.delete(sk);
    return Promise.resolve();
  }

  /** All rows, by partition and sort key: to compare two tables. */
  rows(): Row[] {
    return [...this.partitions.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, { rows }]) => rows);
  }
}

/** A copy of what a row can hold: plain values, lists and objects. Several times as fast as `structuredClone`. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const [name, own] of Object.entries(value)) copy[name] = copyOf(own);
  return copy;
}

/** Where a key stands among sorted ones, or would stand. */
function placeOf(key: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holds(condition: Condition, row: Row | undefined): boolean {
  if (condition === 'absent') return row === undefined;
  if ('equals' in condition) return row?.[condition.field] === condition.equals;
  return row === undefined || Number(row[condition.field]) < condition.below;
}
