/**
 * What is still with somebody who has left: open tasks, and youths they are a named person for.
 */
import { type StaffRef } from '../contract/messages/ids';
import { type PersonalRole, PERSONAL_ROLES } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { followedBy, getYouths, type Youth } from './people';
import { inbox, type TaskRow } from './tasks';

export interface Left {
  readonly tasks: readonly TaskRow[];
  readonly roles: readonly { readonly youth: Youth; readonly role: PersonalRole }[];
}

export async function leftOf(table: Table, staff: StaffRef): Promise<Left> {
  const [tasks, refs] = await Promise.all([inbox(table, staff), followedBy(table, staff)]);
  const youths = await getYouths(table, refs);
  const roles = [...youths.values()].flatMap((youth) =>
    PERSONAL_ROLES.filter((role) => youth.people[role] === staff).map((role) => ({ youth, role })),
  );
  return { tasks, roles };
}
