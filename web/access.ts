/**
 * L10: every read, search, change and export of a youth's data is logged, before the data goes out.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type Access, logAccess } from '../records/words';
import { type WebPorts } from './ports';

/** Who looked, as the access log names them. */
function accessor({ id, role, school }: Person): string {
  return role === 'school' ? `school:${school ?? '-'}` : id;
}

/** Logs that a person looked at, searched for, changed or exported these youths' data. */
export async function noteAccess(
  ports: WebPorts,
  person: Person,
  youths: Iterable<YouthRef | undefined>,
  what: Access['what'],
  where: string,
  id: string = ports.newId(),
): Promise<void> {
  const known = [...new Set(youths)].filter((youth) => youth !== undefined);
  if (known.length === 0) return;
  await logAccess(ports.table, known, { at: ports.now(), by: accessor(person), what, where }, id);
}
