/**
 * Several meetings of a youth held as one: all get the same time through the usual deed, and each procedure takes it
 * for its own. What could not be done is told for each; the others stand.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { getTasks } from '../records/tasks';
import { type Instant } from '../rules/clock';
import { youthFor } from './changes';
import { act } from './deeds';
import { isMeeting } from './meetings';
import { type WebPorts } from './ports';
import { notFound, Problem } from './problem';

/** What became of one task. */
export interface Booked {
  readonly task: string;
  readonly problem?: Problem;
}

/** Books one time for all of these tasks of a youth. Throws `Problem` where the youth is not theirs to see. */
export async function bookTogether(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  { at, tasks }: { readonly at: Instant; readonly tasks: readonly string[] },
  requestId: string,
): Promise<Booked[]> {
  await youthFor(ports, person, ref, 'meeting.prepare');
  const rows = new Map((await getTasks(ports.table, tasks)).map((task) => [task.id, task]));
  const results: Booked[] = [];
  for (const id of tasks) {
    const task = rows.get(id);
    try {
      if (task?.youth !== ref || !isMeeting(task)) throw notFound('Mødet');
      const agreed = task.status === 'open' && task.meeting === at;
      if (!agreed) await act(ports, person, id, 'bookTask', { at }, `${requestId}.${id}`);
      results.push({ task: id });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      results.push({ task: id, problem });
    }
  }
  return results;
}
