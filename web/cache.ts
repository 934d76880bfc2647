/**
 * What is read of the whole municipality is kept for a moment: portfolios and figures need thousands of rows, and
 * nobody needs them newer than a minute. One's own lists are never read through this.
 */
import { type Instant } from '../rules/clock';
import { type WebPorts } from './ports';

/** Something read, and when. */
export interface Kept<T> {
  readonly value: T;
  readonly at: Instant;
}

const kept = new WeakMap<object, Map<string, { readonly at: Instant; readonly read: Promise<unknown> }>>();

/** Reads through the cache of this process; of several who ask at once one reads. What fails is not kept. */
export async function keptFor<T>(
  { table, now }: Pick<WebPorts, 'table' | 'now'>,
  name: string,
  ms: number,
  read: () => Promise<T>,
): Promise<Kept<T>> {
  const own = kept.get(table) ?? new Map<string, { at: Instant; read: Promise<unknown> }>();
  kept.set(table, own);
  const known = own.get(name);
  if (known && now() - known.at < ms) return { value: (await known.read) as T, at: known.at };
  const fresh = { at: now(), read: read() };
  own.set(name, fresh);
  try {
    return { value: await fresh.read, at: fresh.at };
  } catch (error) {
    if (own.get(name) === fresh) own.delete(name);
    throw error;
  }
}
