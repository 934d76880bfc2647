/**
 * Writing a municipality's schools and staff into records. Repeated, it writes nothing.
 */
import { type Table } from '../../contract/ports/table';
import { defaultPolicy } from '../../contract/schemas/policy';
import { addAgreement, latestAgreement } from '../../records/agreements';
import {
  allSchools,
  allStaff,
  getMunicipality,
  putMunicipality,
  putSchool,
  putStaff,
} from '../../records/people';
import { type Instant } from '../../rules/clock';
import { type LoadedMunicipality } from './municipality';
import { same } from './same';

/** Agreements come first: nothing can happen at a school without one (R07). */
export async function storeSchools(
  table: Table,
  { closed, schools }: LoadedMunicipality,
  now: Instant,
): Promise<void> {
  const added = { at: now };
  if ((await latestAgreement(table, undefined)) === 0)
    await addAgreement(table, undefined, defaultPolicy(), added);
  const municipality = await getMunicipality(table);
  if (municipality.calendar === 0 || !same(municipality.closed, closed)) {
    await putMunicipality(table, { closed, calendar: municipality.calendar + 1 });
  }
  const known = new Map((await allSchools(table)).map((school) => [school.id, school]));
  for (const school of schools) {
    const { calendar = 0, ...before } = known.get(school.id) ?? {};
    if (!same(before, school)) await putSchool(table, { ...school, calendar: calendar + 1 });
    if ((await latestAgreement(table, school.id)) === 0)
      await addAgreement(table, school.id, defaultPolicy(), added);
  }
}

/** Adds staff and changes what has changed; who is no longer in the file stays, because tasks may be with them. */
export async function storeStaff(table: Table, { staff }: LoadedMunicipality): Promise<void> {
  const known = new Map((await allStaff(table)).map((person) => [person.id, person]));
  for (const person of staff) {
    const { lastDay, left, ...before } = known.get(person.id) ?? {};
    const leaving = { ...(lastDay !== undefined && { lastDay }), ...(left && { left }) };
    // That somebody leaves is said here, not in the file.
    if (!same(before, person)) await putStaff(table, { ...person, ...leaving });
  }
}
