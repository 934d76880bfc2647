/**
 * Who may do what: one place, deny by default. The table below is tested cell by cell.
 *
 * School roles see attendance, receipts and their own tasks and words – no youth page and no timeline (R43). A
 * school's data feed registers absence and reads receipts of its own school, nothing else.
 */
import { type Person, type StoodInFor } from '../contract/ports/identity';
import { type SchoolRef, unitRef } from '../contract/messages/ids';
import { PERSONAL_ROLES, SCHOOL_ROLES, type StaffRole } from '../contract/messages/vocabulary';
import { type Staff, type Youth } from '../records/people';
import { concerns, type TaskRow } from '../records/tasks';

export type ActorRole = StaffRole | 'school';

/** What can be done. */
export const ACTIONS = [
  'task.read',
  /** Complete, comment, book, reopen: for whoever has the task, or had it before it went on. */
  'task.act',
  /** Move the due date, or hand the task on: only for whoever has it now, and for leaders. */
  'task.postpone',
  'task.reassign',
  'inbox.read',
  'weeklyList.read',
  'youth.read',
  'youth.list',
  /** The plan and what it holds; notes with their visibility (R44). */
  'plan.read',
  'plan.change',
  'note.read',
  'note.write',
  'risk.confirm',
  /** Who holds a role for a youth: network and administrators any, a coordinator those they lead (R19, R28). */
  'person.change',
  /** R52: whether guardians are involved. */
  'guardians.change',
  /** R28: the youth wishes for another contact person; never by the contact person. */
  'wish.register',
  /** L8: the start code to a youth's own page, and closing it. */
  'page.handOut',
  /** A meeting's agenda and who comes. */
  'meeting.read',
  'meeting.prepare',
  /** Meetings about many youths (R13, R21, R26): for whoever takes part; answers by whoever has the meeting's task. */
  'round.read',
  'round.answer',
  /** L3: note that a notification of concern has come; of any youth for those who work with them. */
  'notification.register',
  /** R35: make offers and set their places. */
  'offer.change',
  'absence.register',
  'receipts.read',
  'agreement.read',
  /** R07: move what is open to the newest version. */
  'agreement.move',
  /** Say that somebody is away, and who stands in: oneself, and those one leads. */
  'away.set',
  /** Say that somebody leaves: only those one leads. */
  'leaving.set',
  'workflows.read',
  'outbox.read',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * How far a right reaches: nothing; what is one's own (own tasks and those of one's unit, youths one holds a role
 * for, one's own inbox); one's own school; one's own unit, which for municipal roles is the municipality; everything.
 */
export type Reach = 'none' | 'own' | 'school' | 'all';

const MUNICIPAL: Partial<Record<Action, Reach>> = {
  'task.read': 'own',
  'task.act': 'own',
  'task.postpone': 'own',
  'task.reassign': 'own',
  'inbox.read': 'own',
  'youth.read': 'own',
  'youth.list': 'own',
  'plan.read': 'own',
  'plan.change': 'own',
  'note.read': 'own',
  'note.write': 'own',
  'risk.confirm': 'own',
  'guardians.change': 'own',
  'wish.register': 'own',
  'page.handOut': 'own',
  'meeting.read': 'own',
  'meeting.prepare': 'own',
  'round.read': 'own',
  'round.answer': 'own',
  'notification.register': 'own',
  'agreement.read': 'all',
  'away.set': 'own',
};

/** The rights of each role; what is not listed is denied. */
const RIGHTS: Readonly<Record<ActorRole, Partial<Record<Action, Reach>>>> = {
  school: { 'absence.register': 'school', 'receipts.read': 'school' },
  contactTeacher: {
    'task.read': 'own',
    'task.act': 'own',
    'task.postpone': 'own',
    'task.reassign': 'own',
    'inbox.read': 'own',
    'absence.register': 'school',
    'receipts.read': 'school',
    'agreement.read': 'school',
    'away.set': 'own',
  },
  schoolLeader: {
    'task.read': 'school',
    'task.act': 'school',
    'task.postpone': 'school',
    'task.reassign': 'school',
    'inbox.read': 'school',
    'weeklyList.read': 'school',
    'absence.register': 'school',
    'receipts.read': 'school',
    'agreement.read': 'school',
    'away.set': 'school',
    'leaving.set': 'school',
  },
  guidance: MUNICIPAL,
  jobcenter: MUNICIPAL,
  socialServices: { ...MUNICIPAL, 'notification.register': 'all' },
  contactPerson: { ...MUNICIPAL, 'wish.register': 'none' },
  districtTeam: MUNICIPAL,
  coordinator: { ...MUNICIPAL, 'person.change': 'own', 'weeklyList.read': 'all', 'leaving.set': 'own' },
  network: {
    ...MUNICIPAL,
    'task.read': 'all',
    'weeklyList.read': 'all',
    'youth.read': 'all',
    'youth.list': 'all',
    'plan.read': 'all',
    'plan.change': 'all',
    'note.read': 'all',
    'note.write': 'all',
    'risk.confirm': 'all',
    'person.change': 'all',
    'guardians.change': 'all',
    'wish.register': 'all',
    'page.handOut': 'all',
    'meeting.read': 'all',
    'meeting.prepare': 'all',
    'round.read': 'all',
    'notification.register': 'all',
    'away.set': 'all',
    'leaving.set': 'all',
  },
  // Administrators answer for what happened: they see everything that explains it, and act on nobody's tasks but
  // to hand them on.
  admin: {
    'task.read': 'all',
    'task.act': 'own',
    'task.postpone': 'own',
    'task.reassign': 'all',
    'inbox.read': 'all',
    'weeklyList.read': 'all',
    'youth.read': 'all',
    'youth.list': 'all',
    'plan.read': 'all',
    'person.change': 'all',
    'meeting.read': 'all',
    'round.read': 'all',
    'round.answer': 'own',
    'receipts.read': 'all',
    'agreement.read': 'all',
    'agreement.move': 'all',
    'away.set': 'all',
    'leaving.set': 'all',
    'offer.change': 'all',
    'workflows.read': 'all',
    'outbox.read': 'all',
  },
};

/** How far a role's right to do something reaches. */
export function reach(role: ActorRole, action: Action): Reach {
  return RIGHTS[role][action] ?? 'none';
}

/** What an action is done to. */
export type Subject =
  | { readonly task: TaskRow }
  | { readonly youth: Pick<Youth, 'people'>; readonly tasks?: readonly TaskRow[] }
  | { readonly round: RoundSubject }
  | { readonly inboxOf: string; readonly school?: SchoolRef }
  | { readonly school: SchoolRef }
  | { readonly colleague: ColleagueSubject }
  /** A list the caller narrows to what the reach allows, or something that belongs to nobody. */
  | 'list';

/** A meeting about many youths: which roles take part, and its task once that is open. */
export interface RoundSubject {
  readonly takePart: readonly StaffRole[];
  readonly task?: TaskRow;
}

/** Somebody who works here, and which role leads theirs. */
export interface ColleagueSubject {
  readonly staff: Pick<Staff, 'id' | 'role' | 'school'>;
  readonly leader: StaffRole | undefined;
}

/** The units a person's list holds beside their own. */
export function unitsOfPerson({ role, school }: Person): string[] {
  if (role === 'school') return [];
  const atSchool = isSchoolRole(role);
  if (atSchool && school === undefined) return [];
  return [atSchool ? unitRef(role, school) : unitRef(role)];
}

/** What only the present holder decides: who had the task before may still complete it, not delay it for others. */
const HOLDERS_ONLY: ReadonlySet<Action> = new Set<Action>(['task.postpone', 'task.reassign']);

function isWith({ placement: { assignee } }: TaskRow, person: Person): boolean {
  return assignee === person.id || unitsOfPerson(person).includes(assignee);
}

/** Whether somebody works at a school: they see no case (R43). */
export function isSchoolRole(role: ActorRole): boolean {
  return role !== 'school' && SCHOOL_ROLES.includes(role);
}

/** Whether this person may do this to that: by their own right, or for somebody they stand in for. */
export function may(person: Person, action: Action, subject: Subject): boolean {
  if (mayThemselves(person, action, subject)) return true;
  return (
    STOOD_IN.has(action) &&
    (person.standsInFor ?? []).some(
      (absent) =>
        reach(absent.role, action) !== 'none' &&
        isOfTheirTasks(absent, subject) &&
        !isAboutThem(person, subject),
    )
  );
}

/**
 * What goes on while somebody is away: their tasks, and what of a youth those tasks need. Never what they may do
 * beside them – their role for other youths, their unit's list, their say over people.
 */
const STOOD_IN: ReadonlySet<Action> = new Set<Action>([
  'task.read',
  'task.act',
  'task.postpone',
  'task.reassign',
  'inbox.read',
  'youth.read',
  'plan.read',
  'plan.change',
  'note.read',
  'note.write',
  'meeting.read',
  'meeting.prepare',
  'round.read',
  'round.answer',
]);

/** R28: the wish for another contact person never comes to the contact person, whomever they stand in for. */
function isAboutThem({ role }: Person, subject: Subject): boolean {
  if (role !== 'contactPerson' || subject === 'list' || !('task' in subject)) return false;
  return subject.task.kind === 'contact.assign' && subject.task.rule === 'R28';
}

/** Whether it is one of the absent person's own tasks, or rests on one that is open. */
function isOfTheirTasks({ id }: StoodInFor, subject: Subject): boolean {
  const isTheirs = ({ placement }: TaskRow): boolean => placement.assignee === id;
  if (subject === 'list') return false;
  if ('task' in subject) return isTheirs(subject.task);
  if ('youth' in subject)
    return (subject.tasks ?? []).some((task) => task.status === 'open' && isTheirs(task));
  if ('round' in subject) return subject.round.task !== undefined && isTheirs(subject.round.task);
  return 'inboxOf' in subject && subject.inboxOf === id;
}

function mayThemselves(person: Person, action: Action, subject: Subject): boolean {
  const far = reach(person.role, action);
  if (far === 'none') return false;
  if (far === 'all' || subject === 'list') return true;
  if ('task' in subject) {
    const { task } = subject;
    if (HOLDERS_ONLY.has(action) ? isWith(task, person) : concerns(task, person.id, unitsOfPerson(person)))
      return true;
    return far === 'school' && task.school === person.school && SCHOOL_ROLES.includes(task.placement.role);
  }
  if ('youth' in subject) {
    const { youth, tasks = [] } = subject;
    const holds = PERSONAL_ROLES.some((role) => youth.people[role] === person.id);
    return (
      holds ||
      tasks.some((task) => task.status === 'open' && concerns(task, person.id, unitsOfPerson(person)))
    );
  }
  if ('round' in subject) {
    const { takePart, task } = subject.round;
    if (task && concerns(task, person.id, unitsOfPerson(person))) return true;
    return action === 'round.read' && takePart.some((role) => role === person.role);
  }
  if ('inboxOf' in subject) {
    const { inboxOf, school } = subject;
    if (inboxOf === person.id || unitsOfPerson(person).includes(inboxOf)) return true;
    return far === 'school' && school !== undefined && school === person.school;
  }
  if ('colleague' in subject) {
    const { staff, leader } = subject.colleague;
    if (action === 'away.set' && staff.id === person.id) return true;
    const sameSchool = !isSchoolRole(person.role) || staff.school === person.school;
    return leader === person.role && sameSchool;
  }
  return person.school !== undefined && subject.school === person.school;
}
