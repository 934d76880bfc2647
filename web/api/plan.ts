/**
 * The plan and the notes of a youth over JSON. Municipal roles only (R43); schools read what is shared with them at
 * their own tasks.
 */
import { type z } from 'zod';
import {
  declineBody,
  effortBody,
  effortEndBody,
  familyPlanBody,
  noteBody,
  noteQuery,
  notesAnswer,
  planAnswer,
  planBody,
  subGoalBody,
  subGoalReachedBody,
} from '../../contract/schemas/plan';
import { type Note } from '../../records/notes';
import { isOpenOn, overdueSubGoals, planGaps } from '../../records/plan';
import { copenhagen, isoCopenhagen } from '../../rules/clock';
import { PLAN } from '../../texts/plan';
import { noteAccess } from '../access';
import { readTask } from '../deeds';
import { notesOfTask, readNotes, writeNote } from '../notes';
import { type Colleagues, colleagues } from '../people';
import { doToPlan, type PlanDeed, readPlan } from '../plan';
import { type WebPorts } from '../ports';
import { type Person } from '../../contract/ports/identity';
import { type ProblemCode } from '../problemCodes';
import { named } from '../taskView';
import { type Body, json } from './body';
import { type Call, type Route, route } from './route';

const PATH = '/api/v1/youths/{ref}/plan';
const params = { ref: 'Den unges reference.' };

const read = route({
  method: 'get',
  path: PATH,
  tag: 'Unge',
  summary: { da: 'Den unges plan', en: "A youth's plan" },
  details:
    'Formål, indsatser, delmål, den unges egen udgave, og hvad der mangler. Ikke for skolens roller (R43).',
  params,
  answer: ['Plan', planAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const answer = await answerFor(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'plan');
    return answer;
  },
});

async function answerFor(ports: WebPorts, person: Person, ref: string): Promise<z.output<typeof planAnswer>> {
  const { plan, policy } = await readPlan(ports, person, ref);
  const [people, missing] = await Promise.all([colleagues(ports.table), planGaps(ports.table, ref, policy)]);
  const today = copenhagen(ports.now()).date;
  const late = overdueSubGoals(plan, today);
  const { version, efforts, subGoals, declined, familyPlan, purpose, need, youthVersion } = plan;
  return {
    youth: ref,
    state: familyPlan ? 'suspended' : declined ? 'declined' : version === 0 ? 'none' : 'active',
    order: plan.order,
    preparation: plan.preparation,
    missing,
    maxEfforts: policy.plan.maxEfforts,
    efforts: efforts.map(({ request: _, ...effort }) => ({
      ...effort,
      open: isOpenOn(effort, today),
    })),
    subGoals: subGoals.map(({ request: _, ...goal }) => ({
      ...goal,
      overdue: late.some(({ id }) => id === goal.id),
    })),
    ...(purpose && { purpose }),
    ...(need && { need }),
    ...(youthVersion !== undefined && { youthVersion }),
    ...(familyPlan && { familyPlan }),
    ...(declined && { declined: { ...declined, notedBy: named(declined.notedBy, people) } }),
  };
}

/** What every change of a plan can be answered with. */
const PROBLEMS: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-idempotency-key',
  'invalid-input',
  'plan-suspended',
  'plan-declined',
  'engine-busy',
];

interface Spec<Content> {
  readonly method: 'put' | 'post';
  /** What follows the plan's own address. */
  readonly at: string;
  readonly summary: Route['summary'];
  readonly details: string;
  readonly body: Body<Content>;
  readonly problems?: readonly ProblemCode[];
}

/** A route that does something to the plan and answers it as it then is. */
function change<Content>(
  { method, at, summary, details, body, problems = [] }: Spec<Content>,
  deedOf: (call: Call<Readonly<Record<string, string>>, unknown, Content>) => PlanDeed,
): Route {
  const id = /\{(\w+)\}/.exec(at)?.[1];
  return route<string, z.ZodObject, Content, typeof planAnswer>({
    method,
    path: `${PATH}${at}`,
    tag: 'Unge',
    summary,
    details: `${details} Svaret er planen, som den er bagefter.`,
    params: { ...params, ...(id !== undefined && { [id]: 'Nummeret i planen, som e1 eller g1.' }) },
    body,
    answer: ['Plan', planAnswer],
    repeatable: true,
    problems: [...PROBLEMS, ...problems],
    async handle(call) {
      const { ports, person, params: of, requestId } = call;
      const ref = of.ref ?? '';
      await doToPlan(ports, person, ref, deedOf(call), requestId);
      return answerFor(ports, person, ref);
    },
  });
}

const changes: readonly Route[] = [
  change(
    {
      method: 'put',
      at: '',
      summary: { da: 'Skriv i planen', en: 'Write the plan' },
      details: 'Kun de felter, du sender. Den unges udgave skal være let at læse (R46).',
      body: json('PlanChange', planBody),
      problems: ['too-hard-to-read'],
    },
    ({ body }) => ({ do: 'set', ...body }),
  ),
  change(
    {
      method: 'post',
      at: '/efforts',
      summary: { da: 'Sæt en indsats i gang', en: 'Begin an effort' },
      details: 'Højst så mange på én gang, som aftalen siger (R25). Det, loven bestemmer, tæller ikke med.',
      body: json('Effort', effortBody),
      problems: ['too-many-efforts'],
    },
    ({ body }) => ({ do: 'addEffort', ...body }),
  ),
  change(
    {
      method: 'post',
      at: '/efforts/{effort}/end',
      summary: { da: 'Slut en indsats', en: 'End an effort' },
      details: 'Før dens slutdag.',
      body: json('EffortEnd', effortEndBody),
    },
    ({ params: { effort = '' }, body }) => ({ do: 'endEffort', id: effort, ...body }),
  ),
  change(
    {
      method: 'post',
      at: '/sub-goals',
      summary: { da: 'Sæt et delmål', en: 'Set a sub-goal' },
      details: 'Med dato (R12). Er det ikke nået til tiden, kommer det på næste dagsorden.',
      body: json('SubGoal', subGoalBody),
    },
    ({ body }) => ({ do: 'addSubGoal', ...body }),
  ),
  change(
    {
      method: 'post',
      at: '/sub-goals/{goal}/reached',
      summary: { da: 'Et delmål er nået', en: 'A sub-goal is reached' },
      details: 'Rosen siger et menneske selv (R24).',
      body: json('SubGoalReached', subGoalReachedBody),
    },
    ({ params: { goal = '' }, body }) => ({ do: 'reachSubGoal', id: goal, ...body }),
  ),
  change(
    {
      method: 'put',
      at: '/family-plan',
      summary: { da: 'Familieplanen', en: "The family's plan" },
      details: 'Mens den gælder, kan den unges plan ikke ændres (R17).',
      body: json('FamilyPlan', familyPlanBody),
    },
    ({ body }) => ({ do: 'familyPlan', ...body }),
  ),
  change(
    {
      method: 'put',
      at: '/decline',
      summary: { da: 'Nej tak til en plan', en: 'No thanks to a plan' },
      details: 'Det står ved magt, til de siger andet (R45).',
      body: json('Decline', declineBody),
    },
    ({ body }) => ({ do: 'decline', ...body }),
  ),
];

const NOTES = '/api/v1/youths/{ref}/notes';

const notes = route({
  method: 'get',
  path: NOTES,
  tag: 'Unge',
  summary: { da: 'Notater om den unge', en: 'Notes about a youth' },
  details: 'Kommunens egne ser dem alle; as viser, hvad den unge eller værgerne må se i dag (R44, R52).',
  params,
  query: noteQuery,
  answer: ['Notes', notesAnswer],
  problems: ['invalid-input'],
  async handle({ ports, person, params: { ref }, query }) {
    const found = await readNotes(ports, person, ref, query.as);
    await noteAccess(ports, person, [ref], 'read', 'notes');
    return notesAs(found, await colleagues(ports.table));
  },
});

const writing = route({
  method: 'post',
  path: NOTES,
  tag: 'Unge',
  summary: { da: 'Skriv et notat', en: 'Write a note' },
  details: 'Vælg, hvem der må se det ud over kommunens egne (R44). Svaret er alle notater.',
  params,
  body: json('Note', noteBody),
  answer: ['Notes', notesAnswer],
  repeatable: true,
  problems: ['malformed-json', 'invalid-idempotency-key', 'invalid-input'],
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await writeNote(ports, person, ref, body, requestId);
    return notesAs(await readNotes(ports, person, ref), await colleagues(ports.table));
  },
});

const atTask = route({
  method: 'get',
  path: '/api/v1/tasks/{id}/notes',
  tag: 'Opgaver',
  summary: { da: 'Notater ved en opgave', en: 'Notes at a task' },
  details: 'Om den unge, opgaven handler om. Skolens folk ser kun det, der er delt med skolen (R43, R44).',
  params: { id: 'Opgavens id.' },
  answer: ['Notes', notesAnswer],
  problems: [],
  async handle({ ports, person, params: { id } }) {
    const task = await readTask(ports, person, id);
    await noteAccess(ports, person, [task.youth], 'read', 'notes');
    return notesAs(await notesOfTask(ports, person, task), await colleagues(ports.table));
  },
});

function notesAs(found: readonly Note[], people: Colleagues): z.output<typeof notesAnswer> {
  return {
    notes: found.map(({ id, at, by, text, alsoFor }) => ({
      id,
      at: isoCopenhagen(at),
      by: named(by, people),
      text,
      alsoFor: [...alsoFor],
    })),
    notSecret: PLAN.notSecret,
  };
}

export const planRoutes: readonly Route[] = [read, ...changes, notes, writing, atTask];
