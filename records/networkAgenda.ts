/**
 * What waits for the next network conference (R21): what a person marked "no solution", never mere lateness.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface AgendaItem {
  readonly youth: YouthRef;
  /** The workflow it comes from, and the task that decided it. */
  readonly case: string;
  readonly n: number;
  readonly since: Instant;
}

const AGENDA = 'networkAgenda';
const sortKey = ({ case: id, n }: Pick<AgendaItem, 'case' | 'n'>): string => `${id}/${String(n)}`;

export async function putOnAgenda(table: Table, item: AgendaItem): Promise<void> {
  await table.put({ pk: AGENDA, sk: sortKey(item), value: item });
}

export async function takeOffAgenda(table: Table, item: Pick<AgendaItem, 'case' | 'n'>): Promise<void> {
  await table.delete({ pk: AGENDA, sk: sortKey(item) });
}

/** What has been put on the agenda, oldest first. */
export async function networkAgenda(table: Table): Promise<AgendaItem[]> {
  const rows = await table.list(AGENDA);
  return rows.map((row) => row.value as AgendaItem).sort((a, b) => a.since - b.since);
}
