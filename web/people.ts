/**
 * Names for references: staff, units and youths, as pages say them.
 */
import { isUnit, type YouthRef } from '../contract/messages/ids';
import { type Role } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { audienceFacts } from '../records/audience';
import { allStaff, getYouths, type ListedYouth, type Staff, type Youth } from '../records/people';
import { type TaskRow } from '../records/tasks';
import { type GuardianDecision, guardianDecision } from '../rules/audience';
import { copenhagen, type Instant } from '../rules/clock';
import { ROLE_LABELS } from '../texts/labels';
import { type NameOf } from '../texts/story';

/** Who of a family may hear from us at a moment (R52). */
export { mayHear as mayHearFromUs } from '../records/audience';

/** Everybody who works here, and their names. */
export interface Colleagues {
  readonly all: readonly Staff[];
  /** Those, and who has left: their names still stand in what they did. */
  readonly byId: ReadonlyMap<string, Staff>;
  /** The name of a person or unit; the reference itself for somebody who is gone. */
  readonly nameOf: NameOf;
}

/** Names may be this old, by this process's clock: every page says some, and they hardly ever change. */
const KEPT_MS = 5_000;
const kept = new WeakMap<Table, { readonly until: number; readonly read: Promise<Colleagues> }>();

/** Everybody who works here; read anew every few seconds. */
export function colleagues(table: Table): Promise<Colleagues> {
  const known = kept.get(table);
  if (known && known.until > performance.now()) return known.read;
  const read = readColleagues(table);
  kept.set(table, { until: performance.now() + KEPT_MS, read });
  read.catch(() => kept.delete(table)); // what failed is asked for again; the caller is told by its own await
  return read;
}

async function readColleagues(table: Table): Promise<Colleagues> {
  const everybody = await allStaff(table);
  const byId = new Map(everybody.map((staff) => [staff.id, staff]));
  const all = everybody.filter(({ left }) => !left);
  return {
    all,
    byId,
    nameOf: (ref) => (isUnit(ref) ? unitName(ref) : (byId.get(ref)?.name ?? ownName(ref))),
  };
}

/** Who did something on their own page (L8) is no colleague; a reference nobody has any more says itself. */
function ownName(ref: string): string {
  if (ref.startsWith('guardian:')) return 'Værgen';
  return /^y[a-z0-9]+$/.test(ref) ? 'Den unge' : ref;
}

/** `unit:schoolLeader:FGU-NORD` → `Skolens leder, FGU-NORD`. */
export function unitName(unit: string): string {
  const [, role = '', school] = unit.split(':');
  const label = (ROLE_LABELS as Readonly<Record<string, string>>)[role] ?? role;
  return `${capitalised(label)}${school === undefined ? '' : `, ${school}`}`;
}

export const roleName = (role: Role): string => capitalised(ROLE_LABELS[role]);

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const fullName = ({ firstName, lastName }: Pick<ListedYouth, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`;

/** R52: who decides at a moment whether the guardians hear of the youth. */
export function guardiansDecidedBy(youth: Youth, now: Instant): GuardianDecision {
  return guardianDecision(audienceFacts(youth), copenhagen(now).date);
}

/** The youths of these tasks, by reference; those who are gone are left out. */
export async function youthsOf(
  table: Table,
  tasks: readonly Pick<TaskRow, 'youth'>[],
): Promise<ReadonlyMap<YouthRef, Youth>> {
  return getYouths(table, [...new Set(tasks.flatMap(({ youth }) => youth ?? []))]);
}
