/**
 * Where a youth's journey stands, and the youth's answers written down by staff, over JSON (R08, R22, R23). Municipal
 * roles only (R43).
 */
import { type z } from 'zod';
import { type Person } from '../../contract/ports/identity';
import { pulseBody, standingAnswer } from '../../contract/schemas/pulses';
import { isoCopenhagen } from '../../rules/clock';
import { noteAccess } from '../access';
import { type WebPorts } from '../ports';
import { answerPulseFor } from '../pulses';
import { readStanding } from '../standing';
import { json } from './body';
import { type Route, route } from './route';

const YOUTH = '/api/v1/youths/{ref}';
const params = { ref: 'Den unges reference.' };

const standing = route({
  method: 'get',
  path: `${YOUTH}/standing`,
  tag: 'Unge',
  summary: { da: 'Hvor den unges forløb står', en: "Where a youth's journey stands" },
  details:
    'Trin med mål (R22), svar på spørgsmål om trivsel (R08) og svartid pr. sag (R23). Ikke for skolens roller (R43).',
  params,
  answer: ['Standing', standingAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const answer = await answerFor(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'standing');
    return answer;
  },
});

const pulse = route({
  method: 'post',
  path: `${YOUTH}/pulse`,
  tag: 'Unge',
  summary: { da: 'Skriv den unges svar på, hvordan det går', en: "Write down a youth's answer" },
  details:
    'Svaret på det spørgsmål, der er åbent, eller nej tak til flere (R08, R45). Svaret er, hvor forløbet står bagefter.',
  params,
  body: json('PulseAnswer', pulseBody),
  answer: ['Standing', standingAnswer],
  repeatable: true,
  problems: [
    'malformed-json',
    'invalid-idempotency-key',
    'invalid-input',
    'engine-busy',
    'no-question',
    'procedure-closed',
  ],
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await answerPulseFor(ports, person, ref, body, requestId);
    return answerFor(ports, person, ref);
  },
});

async function answerFor(
  ports: WebPorts,
  person: Person,
  ref: string,
): Promise<z.output<typeof standingAnswer>> {
  const { stage, measures, pulses, responses, daysSinceContact } = await readStanding(ports, person, ref);
  return {
    ...(stage && { stage: stage.stage, since: isoCopenhagen(stage.since) }),
    measures,
    pulses: pulses.map(({ askedAt, closesAt, answer }) => ({
      askedAt: isoCopenhagen(askedAt),
      closesAt: isoCopenhagen(closesAt),
      ...answer,
    })),
    responses: responses.map(({ case: { id }, receivedAt, firstTaskAt, contactAt, dueBy, state, days }) => ({
      case: id,
      receivedAt: isoCopenhagen(receivedAt),
      firstTaskAt: isoCopenhagen(firstTaskAt),
      ...(contactAt !== undefined && { contactAt: isoCopenhagen(contactAt) }),
      dueBy: isoCopenhagen(dueBy),
      state,
      days,
    })),
    ...(daysSinceContact !== undefined && { daysSinceContact }),
  };
}

export const standingRoutes: readonly Route[] = [standing, pulse];
