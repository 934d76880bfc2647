/**
 * Who stands in for whom, and until when. A task stays with its person; while they are away somebody else sees it,
 * may carry it out, and gets its messages. The return needs nobody: the days are over.
 */
import { type StaffRef } from '../contract/messages/ids';
import { type Row, type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { getStaff } from './people';

/** Somebody is away, and somebody else stands in. */
export interface Substitution {
  readonly id: string;
  /** Who is away. */
  readonly of: StaffRef;
  /** Who stands in. */
  readonly by: StaffRef;
  /** The first and the last day, both included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly setBy: StaffRef;
  readonly at: Instant;
  /** When it was ended before its last day. The row stays: it tells who could see what. */
  readonly ended?: Instant;
}

const rowsOf = (value: Substitution): Row[] => [
  { pk: `away/${value.of}`, sk: value.id, value },
  { pk: `standsIn/${value.by}`, sk: value.id, value },
];

/** Writes a substitution; repeated, or with its end, it replaces the one with its id. */
export async function putSubstitution(table: Table, value: Substitution): Promise<void> {
  for (const row of rowsOf(value)) await table.put(row);
}

/** Whether it holds on a day. */
export function holdsOn({ from, to, ended }: Substitution, on: IsoDate): boolean {
  return ended === undefined && from <= on && on <= to;
}

/** Somebody's absences that are not over on a day, the earliest first. */
export async function absencesOf(table: Table, of: StaffRef, on: IsoDate): Promise<Substitution[]> {
  return current(table, `away/${of}`, on);
}

/** The absences somebody stands in for that are not over on a day, the earliest first. */
export async function coversBy(table: Table, by: StaffRef, on: IsoDate): Promise<Substitution[]> {
  return current(table, `standsIn/${by}`, on);
}

/** Who stands in for somebody on a day; undefined where they are here, or whoever was to stand in works here no more. */
export async function substituteOf(table: Table, of: StaffRef, on: IsoDate): Promise<StaffRef | undefined> {
  const by = (await absencesOf(table, of, on)).find((known) => holdsOn(known, on))?.by;
  const staff = by === undefined ? undefined : await getStaff(table, by);
  return staff?.left === true || (staff?.lastDay !== undefined && staff.lastDay < on) ? undefined : by;
}

/** Whom somebody stands in for on a day. */
export async function standsInFor(table: Table, by: StaffRef, on: IsoDate): Promise<StaffRef[]> {
  return (await coversBy(table, by, on)).filter((known) => holdsOn(known, on)).map(({ of }) => of);
}

async function current(table: Table, pk: string, on: IsoDate): Promise<Substitution[]> {
  return (await table.list(pk))
    .map((row) => row.value as Substitution)
    .filter(({ to, ended }) => ended === undefined && to >= on)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
