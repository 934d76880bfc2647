/**
 * Data keys: a new one each month, kept wrapped beside the records. Old ones stay, because what they encrypted stays.
 */
import { randomBytes } from 'node:crypto';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

/**
 * Wraps data keys under a key that never leaves it: a file on one machine, KMS in the cloud. `id` is bound to the
 * wrapped key, so that one cannot be passed off as another. `unwrap` rejects when it was wrapped under another key.
 */
export interface KeyWrapper {
  wrap(key: Uint8Array, id: string): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, id: string): Promise<Uint8Array>;
}

/** 256 bits for AES-256. */
export interface DataKey {
  readonly id: string;
  readonly key: Uint8Array;
}

export interface DataKeys {
  /** The key to encrypt with now. */
  current(): Promise<DataKey>;
  /** A key by its id; rejects with {@link UnknownKeyError}. */
  byId(id: string): Promise<DataKey>;
}

/** Something was encrypted under a key that is not here. */
export class UnknownKeyError extends Error {
  constructor(readonly id: string) {
    super(`no data key ${id}`);
  }
}

const KEY_BYTES = 32;

/** Data keys kept in the table. Several processes may use them at once: of two that make a month's key, one wins. */
export function dataKeys(table: Table, wrapper: KeyWrapper, now: () => Instant): DataKeys {
  const known = new Map<string, Promise<DataKey>>();
  /** Remembers an answer, never a failure. */
  const remember = (id: string, make: () => Promise<DataKey>): Promise<DataKey> => {
    const before = known.get(id);
    if (before) return before;
    const made = make();
    known.set(id, made);
    made.catch(() => known.delete(id));
    return made;
  };
  const stored = async (id: string): Promise<DataKey | undefined> => {
    const row = await table.get(address(id));
    if (!row) return undefined;
    return { id, key: await wrapper.unwrap(Buffer.from(String(row.wrapped), 'base64'), id) };
  };
  const made = async (id: string): Promise<DataKey> => {
    const key = randomBytes(KEY_BYTES);
    const wrapped = Buffer.from(await wrapper.wrap(key, id)).toString('base64');
    if (await table.put({ ...address(id), wrapped }, 'absent')) return { id, key };
    return required(id, await stored(id));
  };
  return {
    current() {
      const id = new Date(now()).toISOString().slice(0, 'YYYY-MM'.length);
      return remember(id, async () => (await stored(id)) ?? made(id));
    },
    byId: (id) => remember(id, async () => required(id, await stored(id))),
  };
}

const address = (id: string): { pk: string; sk: string } => ({ pk: 'dataKeys', sk: id });

function required(id: string, key: DataKey | undefined): DataKey {
  if (!key) throw new UnknownKeyError(id);
  return key;
}
