/**
 * The table in memory, with the journal kept aside: what a simulation is about, and most of what it writes.
 */
import { type Condition, type Row } from '../contract/ports/table';
import { type JournalEntry } from '../records/journal';
import { MemoryTable } from '../records/memoryTable';

export class JournalTable extends MemoryTable {
  /** @param keep gets every entry of the journal, in the order written; entries are not kept in the table. */
  constructor(private readonly keep: (entry: JournalEntry, key: string) => void) {
    super();
  }

  /** Nothing here changes what it has written; copies would cost a simulation a twentieth of its time. */
  protected override kept(row: Row): Row {
    return row;
  }

  protected override write(row: Row, condition?: Condition): boolean {
    if (!row.sk.startsWith('journal/')) return super.write(row, condition);
    this.keep(row.value as JournalEntry, row.sk);
    return true;
  }
}
