/**
 * The municipality's own rounds (R21, R26) are about youths of every part, and belong to none. Each part holds the round
 * for its own youths, at the same time and with the same outcome, since both depend on the round alone; put together
 * again they are one.
 */
import { type JournalEntry } from '../records/journal';
import { journalLine } from './journalLines';

/** A line of the journal, and what the whole journal is sorted by. */
export interface JournalLine {
  readonly key: string;
  readonly line: string;
}

/** Sorted by time, youth, then the order written. */
export function lineOf(entry: JournalEntry, order: number): JournalLine {
  const { at, youth = '' } = entry;
  const key = `${String(at).padStart(15, '0')} ${youth.padEnd(12)} ${String(order).padStart(9, '0')}`;
  return { key, line: journalLine(entry) };
}

/** Whether a case, by its id, is a round about youths of every part. */
export function isOfWholeMunicipality(caseId: string): boolean {
  return /^(prognosisRound|networkConference)\//.test(caseId);
}

/** Whether an entry is about the municipality as a whole. */
export function isShared({ youth, school }: JournalEntry): boolean {
  return youth === undefined && school === undefined;
}

/** The rounds of all parts as one journal, in order of time: of the same entry one, with the youths of all parts. */
export function mergeRounds(parts: readonly (readonly JournalEntry[])[]): JournalEntry[] {
  const merged = new Map<string, JournalEntry>();
  for (const entry of parts.flat()) {
    const { at, event, task, assignee, by } = entry;
    const key = [at, event, task, assignee, by].join(' ');
    const known = merged.get(key);
    merged.set(key, known ? withYouthsOf(known, entry) : entry);
  }
  return [...merged.values()].sort((a, b) => a.at - b.at);
}

function withYouthsOf(entry: JournalEntry, other: JournalEntry): JournalEntry {
  const [one, more] = [entry.reason?.youths, other.reason?.youths];
  if (typeof one !== 'number' || typeof more !== 'number') return entry;
  return { ...entry, reason: { ...entry.reason, youths: one + more } };
}
