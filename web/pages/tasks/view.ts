/**
 * Everything a task page shows, read and narrowed to what its reader may see. School roles see their own tasks and
 * words and that a task went on – not what the municipality wrote or found out (R43).
 */
import { unitRef } from '../../../contract/messages/ids';
import { outcomeForm } from '../../../contract/messages/outcomes';
import { type PersonalRole, PERSONAL_ROLES, STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { type Table } from '../../../contract/ports/table';
import { type Person } from '../../../contract/ports/identity';
import { type Policy } from '../../../contract/schemas/policy';
import { currentTerms, termsOf } from '../../../records/agreements';
import { type JournalEntry, timeline } from '../../../records/journal';
import { type Notice, noticesOf } from '../../../records/notices';
import { allYouths, getYouth, type Staff, type Youth } from '../../../records/people';
import { type TaskRow } from '../../../records/tasks';
import { wordsOf } from '../../../records/words';
import { explain, type Explanations } from '../../../texts/explanations';
import { isAboutParents } from '../../../texts/forms';
import { ROLE_LABELS } from '../../../texts/labels';
import { story } from '../../../texts/story';
import { isSchoolRole, may, unitsOfPerson } from '../../authorization';
import { relationOf } from '../../relation';
import { type Choice } from '../parts/fields';
import { type Happening } from '../parts/timeline';
import { type Colleagues, colleagues, mayHearFromUs, roleName, unitName } from '../../people';
import { type Visit } from '../visit';
import { type Lately, lately } from './lately';
import { type MeetingOnPage, meetingOnPage } from './meetingView';
import { statusLines } from './schoolStatus';

/** Somebody a task is to reach. */
interface Reachable {
  readonly name: string;
  readonly mobile?: string;
}

export interface TaskView {
  readonly task: TaskRow;
  readonly youth: Youth | undefined;
  readonly people: Colleagues;
  /** The agreement the task was opened under; new times follow the one in force. */
  readonly policy: Policy;
  readonly postponeMaxDays: number;
  readonly answers: Explanations;
  readonly history: readonly Happening[];
  readonly notices: readonly Notice[];
  readonly mayAct: boolean;
  readonly mayPostpone: boolean;
  readonly mayReassign: boolean;
  /** Whether the reader may see what came of the task. */
  readonly maySeeOutcome: boolean;
  readonly fromSchool: boolean;
  /** Whom the task is to reach: the guardians where it is about them, otherwise the youth. */
  readonly toReach: readonly Reachable[];
  readonly receivers: readonly Choice[];
  /** Whether it lies on the reader's unit's list, to be taken. */
  readonly mayClaim: boolean;
  readonly lately: Lately;
  readonly assignable: readonly Choice[];
  /** The meeting it is about, where it is one with a youth and the reader's to see. */
  readonly meeting: MeetingOnPage | undefined;
  /** What its note begins with: a line per student where a school gives its status. */
  readonly noteBegins: string;
}

export async function taskView({ ports, person, now }: Visit, task: TaskRow): Promise<TaskView> {
  const { table } = ports;
  const [youth, people, terms, current, entries, words, notices] = await Promise.all([
    task.youth === undefined ? undefined : getYouth(table, task.youth),
    colleagues(table),
    termsOf(table, task.school, task.agreement),
    currentTerms(table, task.school),
    timeline(table, task.youth === undefined ? { school: task.school ?? '' } : { youth: task.youth }),
    wordsOf(table, task.id),
    noticesOf(table, task.id),
  ]);
  const fromSchool = isSchoolRole(person.role);
  const written = new Map(words.map(({ ref, text }) => [ref, text]));
  // What was sent stands by itself; that a conversation was held is told by its completion.
  const own = entries.filter(
    ({ task: of, event }) => of === task.id && event !== 'meeting.held' && !event.startsWith('message.'),
  );
  const open = task.status === 'open';
  const seen = entries.flatMap((entry) => narrowed(entry, fromSchool, person, people) ?? []);
  return {
    task,
    youth,
    people,
    policy: terms.policy,
    postponeMaxDays: current.policy.deadlines.postponeMaxDays,
    answers: explain(task, relationOf(person, task, youth)),
    history: own
      .flatMap((entry) => narrowed(entry, fromSchool, person, people) ?? [])
      .map((entry) => ({
        ...story(entry, people.nameOf, now),
        at: entry.at,
        rule: entry.rule,
        words: entry.words === undefined ? undefined : written.get(entry.words),
      }))
      .reverse(),
    notices: fromSchool ? notices.filter((notice) => concernsSchool(notice, person, people)) : notices,
    mayAct: may(person, 'task.act', { task }),
    mayPostpone: open && may(person, 'task.postpone', { task }),
    mayReassign: open && may(person, 'task.reassign', { task }),
    maySeeOutcome: !fromSchool || worksAt(person, people.byId.get(task.closedBy ?? '')),
    fromSchool,
    toReach: youth ? reachable(task, youth, now) : [],
    mayClaim: open && unitsOfPerson(person).includes(task.placement.assignee),
    lately: await lately(table, seen, task, now),
    receivers: open ? receiversOf(task, youth, people) : [],
    noteBegins: await statusLines(table, task),
    meeting: await meetingOnPage({ ports, person, now }, task),
    assignable: open && outcomeForm(task.kind) === 'assign' ? await assignableFor(table, task, people) : [],
  };
}

/** R52: guardians only while they may hear from us; whoever calls sees nobody else's number. */
function reachable({ kind }: TaskRow, youth: Youth, now: number): readonly Reachable[] {
  if (isAboutParents(kind)) return mayHearFromUs(youth, now).guardians ? youth.guardians : [];
  const { firstName: name, mobile } = youth;
  return [{ name, ...(mobile !== undefined && { mobile }) }];
}

/** Whether this member of staff is of the reader's school. */
function worksAt(person: Person, staff: Staff | undefined): boolean {
  return staff !== undefined && isSchoolRole(staff.role) && staff.school === person.school;
}

/** The entry as its reader may see it; undefined for what the school has no part in. */
function narrowed(
  entry: JournalEntry,
  fromSchool: boolean,
  person: Person,
  people: Colleagues,
): JournalEntry | undefined {
  if (!fromSchool) return entry;
  const { by, event } = entry;
  if (by === undefined || worksAt(person, people.byId.get(by))) return entry;
  if (event !== 'task.completed') return undefined;
  const { reason: _, words: __, ...without } = entry;
  return without;
}

function concernsSchool({ recipient }: Notice, person: Person, people: Colleagues): boolean {
  return !('staff' in recipient) || worksAt(person, people.byId.get(recipient.staff));
}

/** Who the task may be given to: the youth's own people first, then colleagues and units, by role. */
export function receiversOf(task: TaskRow, youth: Youth | undefined, { all, byId }: Colleagues): Choice[] {
  const held = task.placement.assignee;
  const own = PERSONAL_ROLES.flatMap((role: PersonalRole): Choice[] => {
    const staff = byId.get(youth?.people[role] ?? '');
    return staff
      ? [{ value: staff.id, label: `${staff.name}, ${ROLE_LABELS[role]}`, group: 'Den unges egne' }]
      : [];
  });
  const fits = ({ role, school }: Staff): boolean => !isSchoolRole(role) || school === task.school;
  const others = STAFF_ROLES.flatMap((role): Choice[] => {
    const members = all.filter((staff) => staff.role === role && fits(staff));
    const unit = unitRef(role, isSchoolRole(role) ? task.school : undefined);
    const group = roleName(role);
    return [
      ...(members.length > 1 ? [{ value: unit, label: `Alle: ${unitName(unit)}`, group }] : []),
      ...members.map(({ id, name }) => ({ value: id, label: name, group })),
    ];
  });
  const known = new Set(own.map(({ value }) => value));
  return [...own, ...others.filter(({ value }) => !known.has(value))].filter(({ value }) => value !== held);
}

/** Who can become coordinator or contact person, with how many youths each has: the choice is also about time. */
async function assignableFor(table: Table, task: TaskRow, { all }: Colleagues): Promise<Choice[]> {
  const role: PersonalRole = task.kind === 'coordinator.assign' ? 'coordinator' : 'contactPerson';
  const load = new Map<string, number>();
  for (const { people } of await allYouths(table)) {
    const holder = people[role];
    if (holder !== undefined) load.set(holder, (load.get(holder) ?? 0) + 1);
  }
  return all
    .filter((staff) => staff.role === role)
    .map(({ id, name }) => ({ id, name, youths: load.get(id) ?? 0 }))
    .sort((a, b) => a.youths - b.youths || a.name.localeCompare(b.name, 'da'))
    .map(({ id, name, youths }) => ({ value: id, label: `${name} (${String(youths)} unge)` }));
}
