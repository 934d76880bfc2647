/**
 * What people do to tasks, the same for pages, API and CLI: check the right, keep the words, ask the workflow, and
 * answer when the row is written – so that the list is right on the next page.
 */
import { parseTaskId } from '../contract/messages/ids';
import { EngineBusyError, type TaskDeeds, TaskRefusedError } from '../contract/ports/engine';
import { type Person } from '../contract/ports/identity';
import { currentTerms } from '../records/agreements';
import { getStaff } from '../records/people';
import { getTask, type TaskRow } from '../records/tasks';
import { logAccess, putWords } from '../records/words';
import { copenhagen } from '../rules/clock';
import { REFUSAL_TEXTS } from '../texts/labels';
import { danishMoment } from '../rules/danishDates';
import { type Action, may } from './authorization';
import { type WebPorts } from './ports';
import { forbidden, notFound, Problem } from './problem';

/** A deed as it comes in: what the person chose, without what the system adds. */
export type Wish<Deed extends keyof TaskDeeds> = Omit<TaskDeeds[Deed], 'n' | 'by' | 'on' | 'words'>;

const RIGHT: Record<keyof TaskDeeds, Action> = {
  completeTask: 'task.act',
  postponeTask: 'task.act',
  bookTask: 'task.act',
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
  await checkDates(ports, deed, wish, task);
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
  try {
    await ports.engine.act(task.workflowId, deed, args, requestId);
  } catch (error) {
    throw await explain(ports, error, id);
  }
  if (task.youth !== undefined) {
    await logAccess(ports.table, [task.youth], { at, by: person.id, what: 'change', where: deed }, requestId);
  }
  return (await getTask(ports.table, id)) ?? task;
}

/** What the agreement allows, told beside the field; the workflow only knows that time must not run backwards. */
async function checkDates<Deed extends keyof TaskDeeds>(
  ports: WebPorts,
  deed: Deed,
  wish: Wish<Deed>,
  task: TaskRow,
): Promise<void> {
  if (deed === 'reassignTask') {
    const { to } = wish as Wish<'reassignTask'>;
    if (!to.startsWith('unit:') && !(await getStaff(ports.table, to))) {
      throw invalid('to', 'Vælg en medarbejder fra listen.');
    }
  }
  if (deed !== 'postponeTask') return;
  const { to } = wish as Wish<'postponeTask'>;
  const { policy } = await currentTerms(ports.table, task.school);
  const latest = ports.now() + policy.deadlines.postponeMaxDays * 86_400_000;
  if (to > latest) {
    throw invalid('to', `Fristen kan højst flyttes til ${danishMoment(latest, true)}.`);
  }
}

function invalid(path: string, message: string): Problem {
  return new Problem(422, 'invalid-input', 'Noget skal rettes', message, [{ path, message }]);
}

/** An engine's answer as a problem a person can do something about. */
async function explain(ports: WebPorts, error: unknown, id: string): Promise<unknown> {
  if (error instanceof EngineBusyError) {
    return new Problem(
      503,
      'engine-busy',
      'Det tager længere tid end ventet',
      'Vi har taget imod det, du gjorde, men har ikke fået svar. Prøv igen om lidt. Det sker kun én gang.',
    );
  }
  if (!(error instanceof TaskRefusedError)) return error;
  const { refusal } = error;
  if (refusal === 'alreadyClosed') return alreadyClosed(ports, id);
  const status =
    refusal === 'unknownTask' ? 404 : refusal === 'invalidOutcome' || refusal === 'notInFuture' ? 422 : 409;
  return new Problem(status, refusal, 'Det kunne ikke lade sig gøre', REFUSAL_TEXTS[refusal]);
}

/** Two people on one task: who was first, and when. */
async function alreadyClosed(ports: WebPorts, id: string): Promise<Problem> {
  const task = await getTask(ports.table, id);
  const by = task?.closedBy === undefined ? undefined : await getStaff(ports.table, task.closedBy);
  const when = task?.closedAt === undefined ? '' : ` ${danishMoment(task.closedAt)}`;
  const detail = by ? `${by.name} afsluttede den${when}.` : `Opgaven blev lukket${when}.`;
  return new Problem(409, 'already-closed', 'Opgaven er lukket', detail);
}
