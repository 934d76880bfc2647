/**
 * The contact in the morning agreed on with a youth, over JSON (R41): through the youth, or through the task that it is.
 */
import { type z } from 'zod';
import { type Person } from '../../contract/ports/identity';
import { wakeUpAnswer, wakeUpBody } from '../../contract/schemas/wakeUps';
import { noteAccess } from '../access';
import { type WebPorts } from '../ports';
import { type ProblemCode } from '../problemCodes';
import { agree, currentWakeUp, stop, type Through, wakeUpYouth } from '../wakeUps';
import { json } from './body';
import { type Route, route } from './route';

const PROBLEMS: readonly ProblemCode[] = ['malformed-json', 'invalid-idempotency-key', 'invalid-input'];

async function answerFor(
  ports: WebPorts,
  person: Person,
  through: Through,
): Promise<z.output<typeof wakeUpAnswer>> {
  const youth = await wakeUpYouth(ports, person, through);
  const known = await currentWakeUp(ports, youth);
  await noteAccess(ports, person, [youth.ref], 'read', 'wakeUp');
  return known ? { wakeUp: { time: known.time, until: known.until, by: known.by } } : {};
}

interface Place {
  readonly path: string;
  readonly tag: Route['tag'];
  readonly params: Readonly<Record<'id', string>>;
  readonly through: (id: string) => Through;
}

const PLACES: readonly Place[] = [
  {
    path: '/api/v1/youths/{id}/wake-up',
    tag: 'Unge',
    params: { id: 'Den unges reference.' },
    through: (youth) => ({ youth }),
  },
  {
    path: '/api/v1/tasks/{id}/wake-up',
    tag: 'Opgaver',
    params: { id: 'Opgavens id.' },
    through: (task) => ({ task }),
  },
];

export const wakeUpRoutes: readonly Route[] = PLACES.flatMap(({ path, tag, params, through }) => [
  route({
    method: 'get',
    path,
    tag,
    summary: { da: 'Besked om morgenen', en: 'The contact in the morning' },
    details: 'Det, der gælder i dag (R41).',
    params,
    answer: ['WakeUp', wakeUpAnswer],
    problems: [],
    handle: ({ ports, person, params: { id } }) => answerFor(ports, person, through(id)),
  }),
  route({
    method: 'put',
    path,
    tag,
    summary: { da: 'Aftal en besked om morgenen', en: 'Agree on a contact in the morning' },
    details:
      'Træder i stedet for det, der var aftalt. Kun til den unge, kun på skoledage, og kun det: godmorgen (R41, L8).',
    params,
    body: json('WakeUpWish', wakeUpBody),
    answer: ['WakeUp', wakeUpAnswer],
    repeatable: true,
    problems: PROBLEMS,
    async handle({ ports, person, params: { id }, body, requestId }) {
      await agree(ports, person, through(id), body, requestId);
      return answerFor(ports, person, through(id));
    },
  }),
  route({
    method: 'delete',
    path,
    tag,
    summary: { da: 'Stop beskeden om morgenen', en: 'Stop the contact in the morning' },
    details:
      'Når den unge siger nej tak, eller den ikke er brug for mere (R45). At stoppe igen gør ingen forskel.',
    params,
    answer: ['WakeUp', wakeUpAnswer],
    problems: [],
    async handle({ ports, person, params: { id }, requestId }) {
      await stop(ports, person, through(id), requestId);
      return answerFor(ports, person, through(id));
    },
  }),
]);
