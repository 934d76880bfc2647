/**
 * Somebody leaves. On the day after their last they are out of their unit and every choice, and it is decided which
 * leader gets the one task with all that is still theirs.
 */
import { type Leaving } from '../contract/messages/activities';
import { type StaffRef } from '../contract/messages/ids';
import { type StaffRole } from '../contract/messages/vocabulary';
import { currentTerms } from '../records/agreements';
import { leftOf } from '../records/leaving';
import { getStaff, holders, putStaff, type Staff } from '../records/people';
import { addDays } from '../rules/calendar';
import { instantOf } from '../rules/clock';
import { type Ports } from './context';

/** What is to be done about somebody's leaving now; a repeated call answers the same. */
export async function staffLeft(ports: Ports, id: StaffRef): Promise<Leaving> {
  const { table, now } = ports;
  const staff = await getStaff(table, id);
  if (staff?.lastDay === undefined) return {};
  const from = instantOf(addDays(staff.lastDay, 1), '00:00');
  if (from > now()) return { lookAgainAt: from };
  if (!staff.left) await putStaff(table, { ...staff, left: true });
  const { tasks, roles } = await leftOf(table, id);
  if (tasks.length + roles.length === 0) return {};
  const youths = new Set([
    ...tasks.flatMap(({ youth }) => youth ?? []),
    ...roles.map(({ youth }) => youth.ref),
  ]);
  return { leader: await leaderOf(ports, staff), tasks: tasks.length, youths: youths.size };
}

/** The leader's role, and where nobody holds it the one above; the network and the administrators are there for the rest. */
async function leaderOf({ table }: Ports, { role, school }: Staff): Promise<StaffRole> {
  const { leaders } = (await currentTerms(table, school)).policy;
  const { holderOf } = await holders(table, undefined, school);
  const above: StaffRole[] = [];
  for (let next = leaders[role]; next !== undefined && !above.includes(next); next = leaders[next])
    above.push(next);
  const all: readonly StaffRole[] = [...above, 'network', 'admin'];
  return all.find((leader) => holderOf(leader) !== undefined) ?? 'admin';
}
