/**
 * That somebody is away or leaves, and who takes over, over JSON.
 */
import { type z } from 'zod';
import {
  awayAnswer,
  awayBody,
  handOverAnswer,
  handOverBody,
  leavingBody,
} from '../../contract/schemas/staff';
import { type Person } from '../../contract/ports/identity';
import { type Substitution } from '../../records/substitutes';
import { awayOf, endAway, setAway } from '../away';
import { handOver, setLeaving } from '../leaving';
import { type WebPorts } from '../ports';
import { type ProblemCode } from '../problemCodes';
import { json } from './body';
import { type Route, route } from './route';

const STAFF = '/api/v1/staff/{id}';
const params = { id: 'Medarbejderens reference, som coordinator-01.' };
const PROBLEMS: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-idempotency-key',
  'invalid-input',
  'not-found',
  'engine-busy',
];

async function presenceOf(ports: WebPorts, person: Person, id: string): Promise<z.output<typeof awayAnswer>> {
  const { staff, away, covers } = await awayOf(ports, person, id);
  const told = ({ id: absence, of, by, from, to }: Substitution): z.output<typeof awayAnswer>['away'][0] => ({
    id: absence,
    of,
    by,
    from,
    to,
  });
  return { away: away.map(told), covers: covers.map(told), lastDay: staff.lastDay ?? null };
}

const read = route({
  method: 'get',
  path: `${STAFF}/away`,
  tag: 'Opgaver',
  summary: { da: 'Hvornår en medarbejder er væk', en: 'When a colleague is away' },
  details: 'Din egen; en leder kan se dem, lederen er leder for.',
  params,
  answer: ['Away', awayAnswer],
  problems: ['not-found'],
  handle: ({ ports, person, params: { id } }) => presenceOf(ports, person, id),
});

const away = route({
  method: 'post',
  path: `${STAFF}/away`,
  tag: 'Opgaver',
  summary: { da: 'Lad en anden tage opgaverne nogle dage', en: 'Let somebody stand in for some days' },
  details:
    'Opgaverne bliver hos den, der er væk. Imens kan den anden se og gøre dem og får beskederne. Det slutter af sig selv efter den sidste dag.',
  params,
  body: json('AwayBody', awayBody),
  answer: ['Away', awayAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { id }, body, requestId }) {
    await setAway(ports, person, id, body, requestId);
    return presenceOf(ports, person, id);
  },
});

const back = route({
  method: 'delete',
  path: `${STAFF}/away/{absence}`,
  tag: 'Opgaver',
  summary: { da: 'Tilbage før tid', en: 'Back before the last day' },
  details: 'Den anden ser ikke længere opgaverne.',
  params: { ...params, absence: 'Fraværets id.' },
  answer: ['Away', awayAnswer],
  problems: ['not-found'],
  async handle({ ports, person, params: { id, absence } }) {
    await endAway(ports, person, id, absence);
    return presenceOf(ports, person, id);
  },
});

const leaving = route({
  method: 'put',
  path: `${STAFF}/leaving`,
  tag: 'Opgaver',
  summary: { da: 'En medarbejder stopper', en: 'A colleague leaves' },
  details:
    'For lederen og administratorer. Dagen efter den sidste får lederen én opgave (staff.left) med alt, der var hos medarbejderen.',
  params,
  body: json('LeavingBody', leavingBody),
  answer: ['Away', awayAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { id }, body }) {
    await setLeaving(ports, person, id, body.lastDay ?? undefined);
    return presenceOf(ports, person, id);
  },
});

const give = route({
  method: 'post',
  path: '/api/v1/tasks/{id}/hand-over',
  tag: 'Opgaver',
  summary: { da: 'Giv alt videre fra en, der er stoppet', en: 'Hand over what a leaver had' },
  details:
    'Opgaven er en staff.left. Hver linje for sig; det, der ikke kan gives videre, siges der. Når intet mangler, er opgaven færdig.',
  params: { id: 'Opgavens id, som staffLeave.coordinator-01.1.' },
  body: json('HandOver', handOverBody),
  answer: ['HandOverAnswer', handOverAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { id }, body, requestId }) {
    const { results, left } = await handOver(ports, person, id, body, requestId);
    return {
      results: results.map((result) => ({ ...result })),
      left: { tasks: left.tasks.length, roles: left.roles.length },
    };
  },
});

export const staffRoutes: readonly Route[] = [read, away, back, leaving, give];
