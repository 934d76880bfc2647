/**
 * What a person wants at hand before they pick up the phone: when somebody last was in touch and what came of it, what
 * was agreed at the latest conversation, and the next time that is booked.
 */
import { type Table } from '../../../contract/ports/table';
import { type JournalEntry } from '../../../records/journal';
import { type TaskRow, tasksOfYouth } from '../../../records/tasks';
import { wordsOf } from '../../../records/words';
import { type Instant } from '../../../rules/clock';

/** A contact that was made: when, by whom, and as the journal has it. */
export interface Contacted {
  readonly entry: JournalEntry;
  /** What was written about it. */
  readonly words: string | undefined;
}

export interface Lately {
  readonly contact: Contacted | undefined;
  /** The completion of the latest conversation that was held. */
  readonly agreed: JournalEntry | undefined;
  readonly nextMeeting: Instant | undefined;
}

const cameOf = ({ event, reason }: JournalEntry): unknown =>
  event === 'task.completed' ? reason?.outcome : undefined;

/**
 * Read from a youth's journal as far as the reader may see it; `task` itself is left out, its own history tells it.
 * @param entries the journal in order, already narrowed to the reader
 */
export async function lately(
  table: Table,
  entries: readonly JournalEntry[],
  task: TaskRow,
  now: Instant,
): Promise<Lately> {
  const others = entries.filter((entry) => entry.task !== task.id);
  const contact = others.findLast((entry) => cameOf(entry) === 'reached' || cameOf(entry) === 'held');
  const [words, tasks] = await Promise.all([
    contact?.task === undefined || contact.words === undefined ? [] : wordsOf(table, contact.task),
    task.youth === undefined ? [] : tasksOfYouth(table, task.youth),
  ]);
  const meetings = tasks.flatMap(({ status, meeting = 0, id }) =>
    status === 'open' && meeting > now && id !== task.id ? [meeting] : [],
  );
  return {
    contact: contact && { entry: contact, words: words.find(({ ref }) => ref === contact.words)?.text },
    agreed: others.findLast((entry) => cameOf(entry) === 'held'),
    nextMeeting: meetings.length === 0 ? undefined : Math.min(...meetings),
  };
}
