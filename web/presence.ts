/**
 * Whether somebody is here today, and whom they stand in for: asked once for each request, before anything else.
 */
import { type Person, type StoodInFor } from '../contract/ports/identity';
import { getStaff, type Staff } from '../records/people';
import { standsInFor } from '../records/substitutes';
import { leaverTasks } from '../records/tasks';
import { copenhagen } from '../rules/clock';
import { unitsOfPerson } from './authorization';
import { type WebPorts } from './ports';

/** The person with those they stand in for today; undefined once their last day of work is over. */
export async function present(ports: WebPorts, person: Person | undefined): Promise<Person | undefined> {
  if (!person || person.role === 'school') return person;
  const { table } = ports;
  const today = copenhagen(ports.now()).date;
  const [staff, away, left] = await Promise.all([
    getStaff(table, person.id),
    standsInFor(table, person.id, today),
    leaversOf(ports, person),
  ]);
  if (staff?.left || (staff?.lastDay !== undefined && staff.lastDay < today)) return undefined;
  const stoodInFor = await Promise.all([
    ...away.map((id) => stoodIn(ports, id, 'away')),
    ...left.map((id) => stoodIn(ports, id, 'left')),
  ]);
  const known = stoodInFor.filter((one) => one !== undefined);
  return known.length === 0 ? person : { ...person, standsInFor: known };
}

/** Those whose leaving is a task of this person or their unit. */
async function leaversOf({ table }: WebPorts, person: Person): Promise<string[]> {
  const lists = [person.id, ...unitsOfPerson(person)];
  const tasks = (await Promise.all(lists.map((list) => leaverTasks(table, list)))).flat();
  return [...new Set(tasks.map(({ reason }) => String(reason.staff)))];
}

async function stoodIn(
  { table }: WebPorts,
  id: string,
  why: StoodInFor['why'],
): Promise<StoodInFor | undefined> {
  const staff: Staff | undefined = await getStaff(table, id);
  if (!staff) return undefined;
  const { name, role, school } = staff;
  return { id, name, role, why, ...(school !== undefined && { school }) };
}
