/**
 * The table: the one interface to storage. A DynamoDB single table in AWS, the same client against dynalite on one
 * machine, a map in memory for virtual time. All reads are consistent. What the rows mean stands in records/.
 */

/** A row's address: partition and sort key. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A stored row: plain JSON values beside its key. */
export type Row = Key & Readonly<Record<string, unknown>>;

/**
 * What must hold for a write to happen. `absent`: no such row yet. `below`: no such row, or its numeric field is
 * smaller. `equals`: the row is there and its field has this value.
 */
export type Condition =
  | 'absent'
  | { readonly field: string; readonly below: number }
  | { readonly field: string; readonly equals: string | number };

/** Which rows of a partition: by prefix of the sort key or from–to (both included), in order of the sort key. */
export interface Range {
  readonly prefix?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
}

export interface Table {
  get(key: Key): Promise<Row | undefined>;
  /** The rows there are, in no order; keys without a row are left out. */
  getMany(keys: readonly Key[]): Promise<Row[]>;
  list(pk: string, range?: Range): Promise<Row[]>;
  /** Writes the whole row; false, and nothing written, when the condition does not hold. */
  put(row: Row, condition?: Condition): Promise<boolean>;
  /** Writes many rows without condition and in no order. */
  putMany(rows: readonly Row[]): Promise<void>;
  delete(key: Key): Promise<void>;
}
