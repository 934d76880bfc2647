/**
 * How somebody stands to a task, for "why me?".
 */
import { PERSONAL_ROLES } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { type Youth } from '../records/people';
import { type TaskRow } from '../records/tasks';
import { type Relation } from '../texts/explanations';
import { unitsOfPerson } from './authorization';

/** By their role for the youth, because a colleague gave it, through their unit, for one who is away, from before, or not at all. */
export function relationOf(
  person: Person,
  { placement, formers }: Pick<TaskRow, 'placement' | 'formers'>,
  youth: Pick<Youth, 'people'> | undefined,
): Relation {
  const { role, assignee } = placement;
  if (assignee === person.id) {
    const personal = PERSONAL_ROLES.find((known) => known === role);
    const byRole = personal ? youth?.people[personal] === person.id : person.role === role;
    return byRole ? 'holder' : 'given';
  }
  const units = unitsOfPerson(person);
  if (units.includes(assignee)) return 'unit';
  if (person.standsInFor?.some(({ id }) => id === assignee)) return 'substitute';
  const mine = formers.some((former) => former.assignee === person.id || units.includes(former.assignee));
  return mine ? 'former' : 'observer';
}
