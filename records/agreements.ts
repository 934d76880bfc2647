/**
 * Agreements between the municipality and its schools (R07): versioned; an open case keeps the one it began with.
 */
import { type SchoolRef, type StaffRef } from '../contract/messages/ids';
import { type SchoolKind } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { completedPolicy, type Policy } from '../contract/schemas/policy';
import { type ClosedPeriods, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { addMonths } from '../rules/recurring';
import { getMunicipality, getSchool } from './people';

/** The agreement that covers a youth at no school with one of its own. */
const MUNICIPAL = '-';

/** Policy and calendar under which something happens. */
export interface Terms {
  readonly version: number;
  readonly policy: Policy;
  readonly closed: ClosedPeriods;
  /** Versions of the calendars, added up: grows when either changes. */
  readonly calendar: number;
  readonly kind: SchoolKind | undefined;
}

/** When a version was added, and by whom where a person did. */
export interface Added {
  readonly at: Instant;
  readonly by?: StaffRef;
}

/** One version of an agreement. */
export interface AgreementVersion {
  readonly version: number;
  readonly policy: Policy;
  /** Left out for versions from before that was noted. */
  readonly added?: Added;
}

/** Adds a version; returns its number, 1 for the first. */
export async function addAgreement(
  table: Table,
  school: SchoolRef | undefined,
  policy: Policy,
  added?: Added,
): Promise<number> {
  const version = (await latestAgreement(table, school)) + 1;
  const row = { ...key(school, version), value: policy, ...(added && { added }) };
  return (await table.put(row, 'absent')) ? version : addAgreement(table, school, policy, added);
}

/** All versions of an agreement of its own, the newest first. */
export async function versionsOf(table: Table, school: SchoolRef | undefined): Promise<AgreementVersion[]> {
  const rows = await table.list(`agreement/${school ?? MUNICIPAL}`, { reverse: true });
  return rows.map(({ sk, value, added }) => ({
    version: Number(sk),
    policy: completedPolicy(value),
    ...(added !== undefined && { added: added as Added }),
  }));
}

/** R07: since when the newest version is to be looked at again; undefined while it is young, or its age is unknown. */
export function reviewDue({ policy, added }: AgreementVersion, today: IsoDate): IsoDate | undefined {
  if (!added) return undefined;
  const due = addMonths(copenhagen(added.at).date, policy.agreement.reviewMonths);
  return due <= today ? due : undefined;
}

/** The newest version, 0 where a school has no agreement of its own (the municipality's then applies). */
export async function latestAgreement(table: Table, school: SchoolRef | undefined): Promise<number> {
  const [newest] = await table.list(`agreement/${school ?? MUNICIPAL}`, { reverse: true, limit: 1 });
  return newest ? Number(newest.sk) : 0;
}

/** The terms of one version, with the calendars as they are today. Throws when there is no such agreement. */
export async function termsOf(table: Table, school: SchoolRef | undefined, version: number): Promise<Terms> {
  const policy = await policyOf(table, school, version);
  const [municipality, ownSchool] = await Promise.all([
    getMunicipality(table),
    school === undefined ? undefined : getSchool(table, school),
  ]);
  return {
    version,
    policy,
    closed: {
      municipality: [...municipality.closed, ...policy.closingDays],
      school: ownSchool?.closed ?? [],
    },
    calendar: municipality.calendar + (ownSchool?.calendar ?? 0),
    kind: ownSchool?.kind,
  };
}

/** The terms in force for what begins now. */
export async function currentTerms(table: Table, school: SchoolRef | undefined): Promise<Terms> {
  return termsOf(table, school, await latestAgreement(table, school));
}

/** Versions never change, so each is read once. */
const policies = new WeakMap<Table, Map<string, Policy>>();

async function policyOf(table: Table, school: SchoolRef | undefined, version: number): Promise<Policy> {
  const known = policies.get(table) ?? new Map<string, Policy>();
  policies.set(table, known);
  const at = version === 0 ? key(undefined, await latestAgreement(table, undefined)) : key(school, version);
  const name = `${at.pk}/${at.sk}`;
  const cached = known.get(name);
  if (cached) return cached;
  const row = await table.get(at);
  if (!row) throw new Error(`no agreement ${name}`);
  const policy = completedPolicy(row.value);
  known.set(name, policy);
  return policy;
}

function key(school: SchoolRef | undefined, version: number): { pk: string; sk: string } {
  return { pk: `agreement/${school ?? MUNICIPAL}`, sk: String(version).padStart(6, '0') };
}
