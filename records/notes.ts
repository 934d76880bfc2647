/**
 * Notes about a youth, with who may see them (R44). Staff of the municipality always may; the school, the youth and
 * the guardians only where the note says so – guardians see none unless somebody chooses it.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type NoteReader } from '../contract/schemas/plan';
import { type Instant } from '../rules/clock';

export interface Note {
  readonly id: string;
  readonly by: StaffRef;
  readonly at: Instant;
  readonly text: string;
  /** Who may see it beside the municipality's staff. */
  readonly alsoFor: readonly NoteReader[];
}

/** Writes a note, once per id. */
export async function putNote(table: Table, youth: YouthRef, note: Note): Promise<void> {
  const sk = `note/${new Date(note.at).toISOString()}/${note.id}`;
  await table.put({ pk: `youth/${youth}`, sk, value: note }, 'absent');
}

/** All notes about a youth, the newest first. */
export async function notesOf(table: Table, youth: YouthRef): Promise<Note[]> {
  const rows = await table.list(`youth/${youth}`, { prefix: 'note/', reverse: true });
  return rows.map((row) => row.value as Note);
}
