/**
 * The journal: what happened on a journey, when, by which rule and why. Append-only; it outlives the engine's
 * histories and is the audit that lasts. Facts only, no personal data and no words.
 */
import { type Assignee, type SchoolRef, type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Facts, type JournalEvent, type Role, type TaskKind } from '../contract/messages/vocabulary';
import { type Row, type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

/** One entry; instants in milliseconds since 1970. */
export interface JournalEntry {
  /** When it was to happen. */
  readonly at: Instant;
  /** When it did, where that is later: the engine was down. */
  readonly late?: Instant;
  readonly event: JournalEvent;
  readonly rule: string;
  readonly youth?: YouthRef;
  readonly school?: SchoolRef;
  readonly case?: string;
  readonly task?: string;
  readonly kind?: TaskKind;
  readonly role?: Role;
  readonly assignee?: Assignee;
  readonly due?: Instant;
  /** Who did it, where a person did. */
  readonly by?: StaffRef;
  readonly reason?: Facts;
  /** Reference of the words that go with it. */
  readonly words?: string;
}

/** Who writes: of entries of the same millisecond the edge's come first, then what workflows made of them, then messages. */
const WRITERS = { edge: '0', workflow: '1', dispatch: '2' } as const;

/** An entry and the key that makes writing it twice harmless: the workflow and its sequence number, for instance. */
export interface KeyedEntry {
  readonly writer: keyof typeof WRITERS;
  readonly key: string;
  readonly entry: JournalEntry;
}

function partition({ youth, school }: Pick<JournalEntry, 'youth' | 'school'>): string {
  return youth === undefined ? `school/${school ?? '-'}` : `youth/${youth}`;
}

function toRow({ writer, key, entry }: KeyedEntry): Row {
  return {
    pk: partition(entry),
    sk: `journal/${new Date(entry.at).toISOString()}/${WRITERS[writer]}/${key}`,
    value: entry,
  };
}

export async function append(table: Table, entries: readonly KeyedEntry[]): Promise<void> {
  if (entries.length > 0) await table.putMany(entries.map(toRow));
}

/** The journal of a youth or a school, in order. */
export async function timeline(
  table: Table,
  of: { youth: YouthRef } | { school: SchoolRef },
): Promise<JournalEntry[]> {
  const rows = await table.list(partition(of), { prefix: 'journal/' });
  return rows.map((row) => row.value as JournalEntry);
}
