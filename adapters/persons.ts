/**
 * People and school feeds as the records know them.
 */
import { type Person } from '../contract/ports/identity';
import { type Table } from '../contract/ports/table';
import { getSchool, getStaff, type School, type Staff } from '../records/people';

const SCHOOL_PREFIX = 'school:';

/** Nobody, once they have left. */
export function staffPerson(staff: Staff | undefined): Person | undefined {
  if (!staff || staff.left) return undefined;
  const { id, name, role, school } = staff;
  return { id, name, role, ...(school !== undefined && { school }) };
}

export function schoolPerson(school: School | undefined): Person | undefined {
  return school && { id: `${SCHOOL_PREFIX}${school.id}`, name: school.id, role: 'school', school: school.id };
}

/** The person with this id (`school:FGU-NORD` for a school's feed); undefined once they are gone. */
export async function personById(table: Table, id: string): Promise<Person | undefined> {
  if (!id.startsWith(SCHOOL_PREFIX)) return staffPerson(await getStaff(table, id));
  return schoolPerson(await getSchool(table, id.slice(SCHOOL_PREFIX.length)));
}
