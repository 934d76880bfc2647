/**
 * What meetings agree on (R16): agreements per party with a deadline, that all come back on the next agenda. Their
 * words stand with the task of the meeting they were made at.
 */
import { type StaffRole, type Party } from '../contract/messages/vocabulary';
import { type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';

export interface AgreementRow {
  readonly id: string;
  readonly youth: YouthRef;
  readonly party: Party;
  /** Who sees to it, where it binds the municipality. */
  readonly role?: StaffRole;
  readonly due: IsoDate;
  readonly madeAt: Instant;
  /** The task that carries it out. */
  readonly task?: string;
  /** Unset until somebody has said. */
  readonly kept?: boolean;
  readonly settledAt?: Instant;
}

const key = (youth: YouthRef, id: string): { pk: string; sk: string } => ({
  pk: `youth/${youth}`,
  sk: `agreement/${id}`,
});

/** Writes an agreement, once: a repetition leaves what has been said of it since. */
export async function saveAgreement(table: Table, agreement: AgreementRow): Promise<void> {
  await table.put({ ...key(agreement.youth, agreement.id), value: agreement }, 'absent');
}

/** Notes whether an agreement was kept; nothing happens where there is no such agreement. */
export async function settleAgreement(
  table: Table,
  youth: YouthRef,
  id: string,
  kept: boolean,
  settledAt: Instant,
): Promise<void> {
  const known = (await table.get(key(youth, id)))?.value as AgreementRow | undefined;
  if (known) await table.put({ ...key(youth, id), value: { ...known, kept, settledAt } });
}

/** All agreements of a youth, the earliest due first. */
export async function agreementsOf(table: Table, youth: YouthRef): Promise<AgreementRow[]> {
  const rows = await table.list(`youth/${youth}`, { prefix: 'agreement/' });
  return rows
    .map((row) => row.value as AgreementRow)
    .sort((a, b) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1));
}
