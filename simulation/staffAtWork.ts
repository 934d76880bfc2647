/**
 * Staff in a simulation: watches the journal for tasks that somebody got, and lets them act – or not – as the model says.
 */
import { heldOn } from './arranging';
import { type StaffModel, actsAt, outcomeOf } from './staff';
import { isOfWholeMunicipality } from './sharedRounds';
import { type Random, randomOf } from './random';
import { type VirtualMunicipality } from './municipality';
import { answerRound, roundHeldAt } from './staffInRounds';
import { isUnit } from '../contract/messages/ids';
import { SCHOOL_ROLES, type StaffRole } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type JournalEntry } from '../records/journal';
import { getYouth, membersOf, type Municipality, type School, type Staff } from '../records/people';
import { getTask, type TaskRow } from '../records/tasks';
import { outcomeForm } from '../contract/messages/outcomes';
import { type Policy } from '../contract/schemas/policy';
import { roundOf } from '../contract/schemas/rounds';
import { addDays, firstWorkingDay, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';

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
  readonly policy: Policy;
  readonly seed: number;
  /** Plans something in the simulation. */
  readonly plan: (at: Instant, happen: () => Promise<void>) => void;
  readonly act: VirtualMunicipality['act'];
  readonly answerYouths: VirtualMunicipality['answerYouths'];
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
    const random = randomOf(place.seed, `${nameOf(entry)}/${String(nth)}`);
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
    let present = when;
    const attempt = async (): Promise<void> => {
      const row = await getTask(place.table, task);
      if (row?.status !== 'open' || row.placement.assignee !== assignee || occasions.get(task) !== nth)
        return;
      const members = isUnit(assignee) ? await membersOf(place.table, assignee) : [assignee];
      const by = members[Math.floor(random() * members.length)] ?? assignee;
      const person = coordinators[Math.floor(random() * coordinators.length)] ?? by;
      // Nobody tells how a meeting went before it was.
      const meeting = isMeeting(row) ? (row.meeting ?? roundHeldAt(row)) : heldOn(row);
      if (meeting !== undefined && meeting + AN_HOUR > present) {
        present = meeting + AN_HOUR;
        place.plan(present, attempt);
        return;
      }
      const next = await nextMeeting(place, row, present, random);
      const outcome = outcomeOf(model, row.kind, row.attempts, random, person, next, dueAfter(present));
      try {
        await answerRound(place, row, by, present);
        await place.act(row, 'completeTask', by, { outcome });
      } catch (error) {
        if (!OVERTAKEN.has(refusalOf(error) ?? '')) throw error;
      }
    };
    place.plan(when, attempt);
  };
}

const AN_HOUR = 3_600_000;
/** What a meeting agrees on is done within so many days. */
const AGREED_FOR_DAYS = 28;
const dueAfter = (now: Instant): IsoDate => addDays(copenhagen(now).date, AGREED_FOR_DAYS);
const isMeeting = ({ kind }: TaskRow): boolean =>
  outcomeForm(kind) === 'meeting' || roundOf(kind) !== undefined;

/** A time for the family's next meeting: in the last fortnight of what the youth's risk allows (R09), in school hours (R41). */
async function nextMeeting(place: Workplace, row: TaskRow, now: Instant, random: Random): Promise<Instant> {
  const { weeks, suggest } = place.policy.meetings;
  const youth = row.youth === undefined ? undefined : await getYouth(place.table, row.youth);
  const latest = addDays(copenhagen(now).date, weeks[youth?.risk ?? 'unconfirmed'] * 7);
  const wanted = addDays(latest, -Math.floor(random() * 14));
  const closed = { municipality: place.municipality.closed, school: [] };
  const day = firstWorkingDay(wanted, 'municipal', closed);
  return instantOf(day, suggest.from) + Math.floor(random() * 8) * (AN_HOUR / 2);
}

/** Tasks of a round for the whole municipality are numbered within one part of it: youth and kind tell them anywhere. */
function nameOf({ case: of = '', youth, kind, task = '' }: JournalEntry): string {
  return youth !== undefined && isOfWholeMunicipality(of) ? `${of}/${youth}/${kind ?? ''}` : task;
}

/** The code of a workflow's no. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'WorkflowNotFoundError') return 'procedureClosed';
  const cause = error.cause as { readonly type?: string } | undefined;
  return cause?.type;
}
