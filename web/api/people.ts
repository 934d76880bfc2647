/**
 * Who is who for a youth, the youth's risk, and the guardians, over JSON. Municipal roles only (R43).
 */
import { PERSONAL_ROLES } from '../../contract/messages/vocabulary';
import { youthAnswer } from '../../contract/schemas/answers/youths';
import { guardiansBody, personBody, riskBody, wishAnswer, wishBody } from '../../contract/schemas/people';
import { notFound } from '../problem';
import { type ProblemCode } from '../problemCodes';
import { changeGuardians, changePerson, confirmRisk, wishForAnother } from '../youthPeople';
import { json } from './body';
import { type Route, route } from './route';
import { youthInDetail } from './youths';

const YOUTH = '/api/v1/youths/{ref}';
const params = { ref: 'Den unges reference.' };
const AFTERWARDS = 'Svaret er den unge, som den unge er bagefter.';
const PROBLEMS: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-idempotency-key',
  'invalid-input',
  'engine-busy',
];

const risk = route({
  method: 'post',
  path: `${YOUTH}/risk`,
  tag: 'Unge',
  summary: { da: 'Bekræft risikoprofilen', en: "Confirm a youth's risk" },
  details: `Den vælger, hvor længe der højst går mellem møderne (R09, R15). ${AFTERWARDS}`,
  params,
  body: json('Risk', riskBody),
  answer: ['Youth', youthAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await confirmRisk(ports, person, ref, body.risk, requestId);
    return youthInDetail(ports, person, ref);
  },
});

const holder = route({
  method: 'put',
  path: `${YOUTH}/people/{role}`,
  tag: 'Unge',
  summary: { da: 'Giv en rolle til en anden', en: 'Give a role to somebody else' },
  details: `For netværk og administratorer; en tovholder kan gøre det for de roller, tovholderen er leder for (R19, R28). ${AFTERWARDS}`,
  params: { ...params, role: `Rollen: ${PERSONAL_ROLES.join(', ')}.` },
  body: json('Holder', personBody),
  answer: ['Youth', youthAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { ref, role: wanted }, body, requestId }) {
    const role = PERSONAL_ROLES.find((known) => known === wanted);
    if (!role) throw notFound('Rollen');
    await changePerson(ports, person, ref, role, body.person, requestId);
    return youthInDetail(ports, person, ref);
  },
});

const wish = route({
  method: 'post',
  path: `${YOUTH}/wishes`,
  tag: 'Unge',
  summary: {
    da: 'Den unge vil have en anden kontaktperson',
    en: 'The youth wishes for another contact person',
  },
  details: 'Ønsket går til lederen. Kontaktpersonen ser det ikke (R28).',
  params,
  body: json('Wish', wishBody),
  answer: ['WishAnswer', wishAnswer],
  repeatable: true,
  problems: [...PROBLEMS, 'no-contact-person'],
  async handle({ ports, person, params: { ref }, requestId }) {
    await wishForAnother(ports, person, ref, requestId);
    return { passedOn: true as const };
  },
});

const guardians = route({
  method: 'put',
  path: `${YOUTH}/guardians`,
  tag: 'Unge',
  summary: { da: 'Om værgerne hører om den unge', en: 'Whether guardians are involved' },
  details: `Under 18 vælger I, hvor loven ikke gør det; fra 18 siger den unge selv ja (R52). ${AFTERWARDS}`,
  params,
  body: json('Guardians', guardiansBody),
  answer: ['Youth', youthAnswer],
  repeatable: true,
  problems: [...PROBLEMS, 'decided-otherwise'],
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await changeGuardians(ports, person, ref, body, requestId);
    return youthInDetail(ports, person, ref);
  },
});

export const peopleRoutes: readonly Route[] = [risk, holder, wish, guardians];
