/**
 * What a meeting is about, before it is held (R18, R40, R41, R47): purpose, place, who comes, and points. One per
 * procedure, so that it stays when another time is found. Words stand here and never reach the engine.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Instant } from '../rules/clock';

export interface AgendaPoint {
  readonly by: 'youth' | 'family' | 'staff';
  readonly text: string;
  readonly notedBy: StaffRef;
  readonly at: Instant;
  /** The request that added it, so that a repetition adds nothing. */
  readonly request: string;
}

/** Who is invited, and whether the youth agreed to the list. */
export interface Invitees {
  readonly youth: boolean;
  readonly guardians: boolean;
  readonly staff: readonly StaffRef[];
  readonly consented: boolean;
}

export interface Agenda {
  /** Grows by one with each change; 0 where nothing has been written. */
  readonly version: number;
  /** R47: in the words of the youth, or of the family. */
  readonly purpose?: { readonly text: string; readonly by: 'youth' | 'family' };
  /** R41: where the youth wants to meet. */
  readonly place?: string;
  /** R40: whom the youth brings along. */
  readonly supportPerson?: string;
  readonly invited?: Invitees;
  readonly points: readonly AgendaPoint[];
}

const EMPTY: Agenda = { version: 0, points: [] };

const key = (youth: YouthRef, workflowId: string): { pk: string; sk: string } => ({
  pk: `youth/${youth}`,
  sk: `agenda/${workflowId}`,
});

/** The agenda of a procedure's meeting; an empty one, version 0, where nothing has been written. */
export async function getAgenda(table: Table, youth: YouthRef, workflowId: string): Promise<Agenda> {
  return ((await table.get(key(youth, workflowId)))?.value as Agenda | undefined) ?? EMPTY;
}

/** Changes the agenda as it stands when it is written; `change` is asked again when somebody else was quicker. */
export async function changeAgenda(
  table: Table,
  youth: YouthRef,
  workflowId: string,
  change: (agenda: Agenda) => Agenda,
): Promise<void> {
  const at = key(youth, workflowId);
  const before = await getAgenda(table, youth, workflowId);
  const agenda = { ...change(before), version: before.version + 1 };
  const unlessChanged = before.version === 0 ? 'absent' : { field: 'version', equals: before.version };
  const written = await table.put({ ...at, version: agenda.version, value: agenda }, unlessChanged);
  if (!written) await changeAgenda(table, youth, workflowId, change);
}
