/**
 * What people do to tasks, the same for pages, API and CLI: check the right, keep the words, ask the workflow, and
 * answer when the row is written – so that the list is right on the next page.
 */
import { type Assignee, parseTaskId, type StaffRef } from '../contract/messages/ids';
import { type OutcomeProblem } from '../contract/messages/outcomes';
import { type Refusal } from '../contract/messages/tasks';
import { SCHOOL_ROLES, type StaffRole } from '../contract/messages/vocabulary';
import { EngineBusyError, type TaskDeeds, TaskRefusedError } from '../contract/ports/engine';
import { type Person } from '../contract/ports/identity';
import { currentTerms } from '../records/agreements';
import { leftOf } from '../records/leaving';
import { getStaff, membersOf } from '../records/people';
import { getTask, type TaskRow } from '../records/tasks';
import { putWords } from '../records/words';
import { danishMoment } from '../rules/danishDates';
import { copenhagen, type Instant } from '../rules/clock';
import { MEND } from '../texts/forms';
import { REFUSAL_TEXTS, ROLE_LABELS } from '../texts/labels';
import { stillLeftText } from '../texts/pagesAway';
import { answersMissingText } from '../texts/pagesRounds';
import { agoText } from '../texts/pagesTasks';
import { noteAccess } from './access';
import { type Action, may } from './authorization';
import { type WebPorts } from './ports';
import { engineBusy, forbidden, notFound, Problem } from './problem';

/** A deed as it comes in: what the person chose, without what the system adds. */
export type Wish<Deed extends keyof TaskDeeds> = Omit<TaskDeeds[Deed], 'n' | 'by' | 'on' | 'words'>;

const RIGHT: Record<keyof TaskDeeds, Action> = {
  completeTask: 'task.act',
  postponeTask: 'task.postpone',
  bookTask: 'task.act',
  answerTask: 'task.act',
  commentTask: 'task.act',
  reopenTask: 'task.act',
  reassignTask: 'task.reassign',
};

/** A task somebody may see; throws {@link Problem} 404 otherwise, which does not tell that it exists. */
export async function readTask(ports: WebPorts, person: Person, id: string): Promise<TaskRow> {
  const task = parseTaskId(id) ? await getTask(ports.table, id) : undefined;
  if (!task || !may(person, 'task.read', { task })) throw notFound('Opgaven');
  return task;
}

/**
 * Does something to a task; answers its row as it now is. `requestId` makes a repetition harmless: the same id does
 * nothing twice. Throws {@link Problem}.
 */
export async function act<Deed extends keyof TaskDeeds>(
  ports: WebPorts,
  person: Person,
  id: string,
  deed: Deed,
  wish: Wish<Deed>,
  requestId: string,
  note?: string,
): Promise<TaskRow> {
  const task = await readTask(ports, person, id);
  if (!may(person, RIGHT[deed], { task })) throw forbidden();
  await checkWish(ports, deed, wish, task);
  const at = ports.now();
  const words = note === undefined || note.trim() === '' ? undefined : requestId;
  if (words !== undefined) {
    await putWords(ports.table, id, { ref: words, by: person.id, at, text: (note ?? '').trim() });
  }
  const args = {
    ...wish,
    n: task.n,
    by: person.id,
    on: copenhagen(at).date,
    ...(words !== undefined && { words }),
  } as TaskDeeds[Deed];
  // Logged before it is done (L10): a change that happened without its log entry could not be mended.
  await noteAccess(ports, person, [task.youth], 'change', deed, requestId);
  try {
    await ports.engine.act(task.workflowId, deed, args, requestId);
  } catch (error) {
    throw await explain(ports, error, id);
  }
  return (await getTask(ports.table, id)) ?? task;
}

/**
 * What agreement and people allow, told beside the field; the workflow only knows that time must not run backwards.
 */
async function checkWish<Deed extends keyof TaskDeeds>(
  ports: WebPorts,
  deed: Deed,
  wish: Wish<Deed>,
  task: TaskRow,
): Promise<void> {
  if (deed === 'completeTask') {
    const { outcome } = wish as Wish<'completeTask'>;
    if ('person' in outcome) await checkAssigned(ports, outcome.person, task);
    if (task.kind === 'staff.left') await checkNothingLeft(ports, String(task.reason.staff));
  }
  if (deed === 'reassignTask') await checkReceiver(ports, (wish as Wish<'reassignTask'>).to, task);
  if (deed === 'postponeTask') await checkPostponed(ports, (wish as Wish<'postponeTask'>).to, task);
}

/** Nobody's tasks and youths are lost: the leader is done when each has somebody new. */
async function checkNothingLeft({ table }: WebPorts, staff: StaffRef): Promise<void> {
  const { tasks, roles } = await leftOf(table, staff);
  if (tasks.length + roles.length === 0) return;
  const detail = stillLeftText(tasks.length, roles.length);
  throw new Problem(409, 'still-theirs', 'Der er mere at give videre', detail);
}

/** R19, R27: who becomes coordinator or contact person works as one. */
async function checkAssigned({ table }: WebPorts, person: StaffRef, { kind }: TaskRow): Promise<void> {
  const role: StaffRole = kind === 'coordinator.assign' ? 'coordinator' : 'contactPerson';
  const staff = await getStaff(table, person);
  if (staff?.role !== role || staff.left) {
    throw invalid('person', `Vælg en medarbejder, der er ${ROLE_LABELS[role]}.`);
  }
}

/** Somebody who works here – and at the task's own school, or they would see another school's student (R43). */
async function checkReceiver({ table }: WebPorts, to: Assignee, task: TaskRow): Promise<void> {
  if (to === task.placement.assignee) throw invalid('to', 'Vælg en anden end den, der har opgaven.');
  const [member] = await membersOf(table, to);
  const staff = member === undefined ? undefined : await getStaff(table, member);
  if (!staff || staff.left) throw invalid('to', 'Vælg en medarbejder eller en enhed, der findes.');
  if (SCHOOL_ROLES.includes(staff.role) && staff.school !== task.school) {
    throw invalid('to', 'Vælg en fra den unges egen skole eller fra kommunen.');
  }
}

async function checkPostponed({ table, now }: WebPorts, to: Instant, task: TaskRow): Promise<void> {
  const { school, statutory, placement } = task;
  if (statutory === true && to > placement.due) throw invalid('to', MEND.statutory);
  const { policy } = await currentTerms(table, school);
  const latest = now() + policy.deadlines.postponeMaxDays * 86_400_000;
  if (to > latest) throw invalid('to', `Fristen kan højst flyttes til ${danishMoment(latest, true)}.`);
}

function invalid(path: string, message: string): Problem {
  return new Problem(422, 'invalid-input', 'Noget skal rettes', message, [{ path, message }]);
}

/** An engine's answer as a problem a person can do something about. */
export async function explain(ports: WebPorts, error: unknown, id: string): Promise<unknown> {
  if (error instanceof EngineBusyError) return engineBusy();
  if (!(error instanceof TaskRefusedError)) return error;
  const { refusal, detail } = error;
  if (refusal === 'alreadyClosed') return alreadyClosed(ports, id);
  const code = refusal.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const fields = isOutcomeProblem(detail)
    ? [{ path: detail.field, message: `må være ${detail.allowed.join(', ')}` }]
    : [];
  const text =
    refusal === 'answersMissing' && typeof detail === 'number'
      ? answersMissingText(detail)
      : REFUSAL_TEXTS[refusal];
  return new Problem(STATUS[refusal], code, 'Det kunne ikke lade sig gøre', text, fields);
}

const STATUS: Record<Refusal, Problem['status']> = {
  unknownTask: 404,
  alreadyClosed: 409,
  invalidOutcome: 422,
  notInFuture: 422,
  nothingToBook: 409,
  notClosed: 409,
  nextStepTouched: 409,
  procedureClosed: 409,
  noMeeting: 409,
  noQuestion: 409,
  answersMissing: 409,
  unknownYouth: 404,
};

/** What the workflow says is wrong with an outcome, as far as it says it. */
function isOutcomeProblem(detail: unknown): detail is OutcomeProblem {
  return typeof detail === 'object' && detail !== null && 'field' in detail && 'allowed' in detail;
}

/** Two people on one task: who was first, and when. */
async function alreadyClosed(ports: WebPorts, id: string): Promise<Problem> {
  const task = await getTask(ports.table, id);
  const by = task?.closedBy === undefined ? undefined : await getStaff(ports.table, task.closedBy);
  const when = task?.closedAt === undefined ? '' : ` ${agoText(task.closedAt, ports.now())}`;
  const detail = by ? `${by.name} afsluttede den${when}.` : `Opgaven blev lukket${when}.`;
  return new Problem(409, 'already-closed', 'Opgaven er lukket', detail);
}
