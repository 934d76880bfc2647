/**
 * Tasks over JSON: lists, one task, and what people do to it – through the same deeds as the pages.
 */
import { type TaskDeeds } from '../../contract/ports/engine';
import { taskDetail, taskList } from '../../contract/schemas/answers/tasks';
import { bookBody, commentBody, postponeBody, reassignBody, reopenBody } from '../../contract/schemas/deeds';
import { answerBody } from '../../contract/schemas/meetings';
import { completeBody, completionOf } from '../../contract/schemas/outcomes';
import { taskQuery } from '../../contract/schemas/queries';
import { weeklyList } from '../../records/tasks';
import { noteAccess } from '../access';
import { may } from '../authorization';
import { act, readTask, type Wish } from '../deeds';
import { parsed } from '../parsed';
import { forbidden } from '../problem';
import { type ProblemCode } from '../problemCodes';
import { isWanted, ownTasks, tasksOf } from '../taskLists';
import { taskInDetail, taskItems } from '../taskView';
import { type Body, json, rawJson } from './body';
import { type Call, type Route, route } from './route';

const TASKS = '/api/v1/tasks';
const TASK = `${TASKS}/{id}`;
const params = { id: 'Opgavens id, som absenceCase.y7k2m.1.1.' };

const list = route({
  method: 'get',
  path: TASKS,
  tag: 'Opgaver',
  summary: { da: 'Mine opgaver', en: 'My tasks' },
  details:
    'Dine åbne opgaver, dine enheders fælles lister, og dem, der er gået videre fra dig. Ledere og administratorer kan se en andens liste med assignee.',
  query: taskQuery,
  answer: ['TaskList', taskList],
  problems: ['invalid-input', 'not-found'],
  async handle({ ports, person, query }) {
    if (!may(person, 'inbox.read', { inboxOf: person.id })) throw forbidden();
    const { assignee } = query;
    const all = await (assignee === undefined ? ownTasks(ports, person) : tasksOf(ports, person, assignee));
    const tasks = all.filter((task) => isWanted(task, query, ports.now()));
    await noteAccess(
      ports,
      person,
      tasks.map(({ youth }) => youth),
      'read',
      'tasks',
    );
    return { tasks: await taskItems(ports, person, tasks) };
  },
});

const weekly = route({
  method: 'get',
  path: '/api/v1/weekly-list',
  tag: 'Opgaver',
  summary: { da: 'Lederens ugeliste', en: "The leader's weekly list" },
  details: 'Opgaver, hvis frist er gået på sidste trin (R15, R21). Skolens leder ser skolens egne.',
  answer: ['TaskList', taskList],
  problems: [],
  async handle({ ports, person }) {
    if (!may(person, 'weeklyList.read', 'list')) throw forbidden();
    const tasks = (await weeklyList(ports.table)).filter((task) => may(person, 'weeklyList.read', { task }));
    await noteAccess(
      ports,
      person,
      tasks.map(({ youth }) => youth),
      'read',
      'weekly-list',
    );
    return { tasks: await taskItems(ports, person, tasks) };
  },
});

const one = route({
  method: 'get',
  path: TASK,
  tag: 'Opgaver',
  summary: { da: 'En opgave', en: 'One task' },
  details: 'Med ord og beskeder, så langt du må se dem.',
  params,
  answer: ['TaskDetail', taskDetail],
  problems: [],
  async handle({ ports, person, params: { id } }) {
    const task = await readTask(ports, person, id);
    await noteAccess(ports, person, [task.youth], 'read', 'task');
    return taskInDetail(ports, person, task);
  },
});

/** What every deed can be answered with. */
const DEED_PROBLEMS: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-idempotency-key',
  'invalid-input',
  'unknown-task',
  'already-closed',
  'procedure-closed',
  'engine-busy',
];

const ONCE =
  'Svaret er opgaven, som den er bagefter. Send en Idempotency-Key, så en gentagelse ikke gør det to gange.';

interface DeedSpec<Content> {
  /** The last part of the address. */
  readonly name: string;
  readonly summary: Route['summary'];
  readonly details: string;
  readonly body: Body<Content>;
  readonly problems?: readonly ProblemCode[];
}

/** A route that does something to a task. `wishOf` says what, from the content that was sent. */
function deedRoute<Deed extends keyof TaskDeeds, Content>(
  deed: Deed,
  { name, summary, details, body, problems = [] }: DeedSpec<Content>,
  wishOf: (call: Call<{ readonly id: string }, unknown, Content>) => Promise<Wished<Deed>>,
): Route {
  return route({
    method: 'post',
    path: `${TASK}/${name}`,
    tag: 'Opgaver',
    summary,
    details: `${details} ${ONCE}`,
    params,
    body,
    answer: ['TaskDetail', taskDetail],
    repeatable: true,
    problems: [...DEED_PROBLEMS, ...problems],
    async handle(call) {
      const { ports, person, params: at, requestId } = call;
      const { wish, note } = await wishOf(call);
      const task = await act(ports, person, at.id, deed, wish, requestId, note);
      return taskInDetail(ports, person, task);
    },
  });
}

interface Wished<Deed extends keyof TaskDeeds> {
  readonly wish: Wish<Deed>;
  readonly note?: string;
}

/** The words apart from what goes to the engine. */
function apart<Content extends { readonly note?: string }>(
  content: Content,
): { wish: Omit<Content, 'note'>; note?: string } {
  const { note, ...wish } = content;
  return { wish, ...(note !== undefined && { note }) };
}

const deeds: readonly Route[] = [
  deedRoute(
    'completeTask',
    {
      name: 'complete',
      summary: { da: 'Afslut en opgave', en: 'Complete a task' },
      details: 'Med det udfald, opgavens form har. notReached og noShow lader opgaven stå med en ny frist.',
      body: rawJson('Completion', completeBody),
      problems: ['invalid-outcome', 'answers-missing', 'still-theirs'],
    },
    async ({ ports, person, params: { id }, body }) => {
      const { kind } = await readTask(ports, person, id);
      const { outcome, note } = parsed(completionOf(kind), body);
      return { wish: { outcome }, ...(note !== undefined && { note }) };
    },
  ),
  deedRoute(
    'postponeTask',
    {
      name: 'postpone',
      summary: { da: 'Udskyd en opgave', en: 'Postpone a task' },
      details: 'Kun den, der har opgaven nu, og lederen.',
      body: json('Postponement', postponeBody),
      problems: ['not-in-future'],
    },
    ({ body }) => Promise.resolve(apart(body)),
  ),
  deedRoute(
    'reassignTask',
    {
      name: 'reassign',
      summary: { da: 'Giv en opgave videre', en: 'Hand a task on' },
      details: 'Til en på den unges egen skole eller i kommunen.',
      body: json('Reassignment', reassignBody),
    },
    ({ body }) => Promise.resolve(apart(body)),
  ),
  deedRoute(
    'commentTask',
    {
      name: 'comment',
      summary: { da: 'Skriv en kommentar', en: 'Comment on a task' },
      details: 'Ordene bliver i kommunens data og når aldrig motoren.',
      body: json('Comment', commentBody),
    },
    ({ body: { note } }) => Promise.resolve({ wish: {}, note }),
  ),
  deedRoute(
    'bookTask',
    {
      name: 'book',
      summary: { da: 'Aftal en tid', en: 'Book a time' },
      details: 'Til en samtale eller et møde. Den unge får en påmindelse.',
      body: json('Booking', bookBody),
      problems: ['not-in-future', 'nothing-to-book'],
    },
    ({ body }) => Promise.resolve({ wish: body }),
  ),
  deedRoute(
    'answerTask',
    {
      name: 'answer',
      summary: { da: 'Skriv den unges svar', en: "Register the youth's answer" },
      details:
        'På en aftalt tid: jeg kommer, en anden tid, eller ring til mig (R40). En anden tid flytter mødet.',
      body: json('MeetingAnswer', answerBody),
      problems: ['not-in-future', 'no-meeting'],
    },
    ({ body }) => Promise.resolve(apart(body)),
  ),
  deedRoute(
    'reopenTask',
    {
      name: 'reopen',
      summary: { da: 'Åbn en opgave igen', en: 'Reopen a task' },
      details: 'Så længe ingen har rørt det næste skridt.',
      body: json('Reopening', reopenBody, {}),
      problems: ['not-closed', 'next-step-touched'],
    },
    () => Promise.resolve({ wish: {} }),
  ),
];

export const taskRoutes: readonly Route[] = [list, weekly, one, ...deeds];
