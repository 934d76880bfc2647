/**
 * The journal as JSON lines, one object an entry, in the vocabulary of docs/glossary.md: for whoever checks it.
 */
import { type JournalEntry } from '../records/journal';
import { isoCopenhagen } from '../rules/clock';

/** One entry as JSON: instants as ISO 8601 with Denmark's offset. */
export function journalLine(entry: JournalEntry): string {
  const { at, late, due, ...rest } = entry;
  return JSON.stringify({
    at: isoCopenhagen(at),
    ...rest,
    ...(due !== undefined && { due: isoCopenhagen(due) }),
    ...(late !== undefined && { late: isoCopenhagen(late) }),
  });
}
