/**
 * Staff in a simulation: watches the journal for tasks that somebody got, and lets them act – or not – as the model says.
 */
import { type StaffModel, actsAt, outcomeOf } from './staff';
import { randomOf } from './random';
import { type VirtualMunicipality } from './municipality';
import { isUnit } from '../contract/messages/ids';
import { SCHOOL_ROLES, type StaffRole } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type JournalEntry } from '../records/journal';
import { membersOf, type Municipality, type School, type Staff } from '../records/people';
import { getTask } from '../records/tasks';
import { type Instant } from '../rules/clock';

/** Events after which somebody has a task to act on, or one more occasion to. */
const OCCASIONS = new Set<JournalEntry['event']>([
  'task.opened',
  'task.escalated',
  'task.reassigned',
  'task.reopened',
  'task.postponed',
  'meeting.missed',
]);

export interface Workplace {
  readonly table: Table;
  readonly municipality: Municipality;
  readonly schools: readonly School[];
  readonly staff: readonly Staff[];
  readonly seed: number;
  /** Plans something in the simulation. */
  readonly plan: (at: Instant, happen: () => Promise<void>) => void;
  readonly act: VirtualMunicipality['act'];
}

/** Refusals that happen among people: somebody else was first, or the case has closed meanwhile. */
const OVERTAKEN = new Set(['alreadyClosed', 'procedureClosed', 'unknownTask']);

/** What to tell of every entry of the journal so that staff act on it. */
export function staffAtWork(model: StaffModel, place: Workplace): (entry: JournalEntry) => void {
  const occasions = new Map<string, number>();
  const closedOf = new Map(place.schools.map(({ id, closed }) => [id, closed]));
  const coordinators = place.staff.filter(({ role }) => role === 'coordinator').map(({ id }) => id);

  return (entry) => {
    const { task, role, assignee, at, late } = entry;
    const again = entry.event === 'task.reminded' && entry.reason?.overdue === true;
    if (task === undefined || assignee === undefined || (!OCCASIONS.has(entry.event) && !again)) return;
    const nth = (occasions.get(task) ?? 0) + 1;
    occasions.set(task, nth);
    const random = randomOf(place.seed, `${task}/${String(nth)}`);
    const isSchool = SCHOOL_ROLES.includes(role as StaffRole);
    const closed = {
      municipality: place.municipality.closed,
      school: closedOf.get(entry.school ?? '') ?? [],
    };
    const when = actsAt(
      model,
      role as StaffRole,
      late ?? at,
      isSchool ? 'school' : 'municipal',
      closed,
      random,
    );
    if (when === undefined) return;
    place.plan(when, async () => {
      const row = await getTask(place.table, task);
      if (row?.status !== 'open' || row.placement.assignee !== assignee || occasions.get(task) !== nth)
        return;
      const members = isUnit(assignee) ? await membersOf(place.table, assignee) : [assignee];
      const by = members[Math.floor(random() * members.length)] ?? assignee;
      const person = coordinators[Math.floor(random() * coordinators.length)] ?? by;
      const outcome = outcomeOf(model, row.kind, row.attempts, random, person);
      await place.act(row, 'completeTask', by, { outcome }).catch((error: unknown) => {
        if (!OVERTAKEN.has(refusalOf(error) ?? '')) throw error;
      });
    });
  };
}

/** The code of a workflow's no. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'WorkflowNotFoundError') return 'procedureClosed';
  const cause = error.cause as { readonly type?: string } | undefined;
  return cause?.type;
}
