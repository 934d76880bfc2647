/**
 * Start codes to the youths' own pages over JSON. Municipal roles only (R43).
 */
import { type z } from 'zod';
import { handedOutAnswer, handOutAnswer, handOutBody } from '../../contract/schemas/me';
import { isoCopenhagen } from '../../rules/clock';
import { noteAccess } from '../access';
import { type Person } from '../../contract/ports/identity';
import { type WebPorts } from '../ports';
import { type ProblemCode } from '../problemCodes';
import { closePage, handedOut, handOut } from '../youth/handOut';
import { json } from './body';
import { type Route, route } from './route';

const PATH = '/api/v1/youths/{ref}/page';
const params = { ref: 'Den unges reference.' };
const PROBLEMS: readonly ProblemCode[] = ['malformed-json', 'invalid-idempotency-key', 'invalid-input'];

const read = route({
  method: 'get',
  path: PATH,
  tag: 'Unge',
  summary: { da: 'Den unges egen side: er den i brug?', en: "A youth's own page: is it in use?" },
  details: 'Den unges, og værgernes, når de må høre om den unge nu (R52).',
  params,
  answer: ['HandedOut', handedOutAnswer],
  problems: [],
  handle: async ({ ports, person, params: { ref } }) => pagesOf(ports, person, ref),
});

const start = route({
  method: 'post',
  path: `${PATH}/start-code`,
  tag: 'Unge',
  summary: { da: 'Giv en startkode', en: 'Hand out a start code' },
  details:
    'Koden bruges én gang inden 7 dage; så vælger den unge sin egen. En kode, der var før, virker ikke mere (L8).',
  params,
  body: json('HandOut', handOutBody, {}),
  answer: ['HandOutAnswer', handOutAnswer],
  repeatable: true,
  problems: [...PROBLEMS, 'decided-otherwise', 'start-code-used'],
  async handle({ ports, person, params: { ref }, body, requestId }) {
    const { path, code, until } = await handOut(ports, person, { youth: ref, ...body }, requestId);
    return { path, startCode: code, until: isoCopenhagen(until) };
  },
});

const close = route({
  method: 'post',
  path: `${PATH}/close`,
  tag: 'Unge',
  summary: { da: 'Luk siden', en: 'Close the page' },
  details: 'Link og kode virker ikke mere, og alle bliver logget ud.',
  params,
  body: json('HandOut', handOutBody, {}),
  answer: ['HandedOut', handedOutAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await closePage(ports, person, { youth: ref, ...body }, requestId);
    return pagesOf(ports, person, ref);
  },
});

async function pagesOf(
  ports: WebPorts,
  person: Person,
  ref: string,
): Promise<z.output<typeof handedOutAnswer>> {
  const pages = await handedOut(ports, person, ref);
  await noteAccess(ports, person, [ref], 'read', 'page');
  return {
    pages: pages.map(({ owner: { guardian }, name, state, path, until, lastUsed }) => ({
      name,
      state,
      ...(guardian !== undefined && { guardian }),
      ...(path !== undefined && { path }),
      ...(until !== undefined && { until: isoCopenhagen(until) }),
      ...(lastUsed !== undefined && { lastUsed: isoCopenhagen(lastUsed) }),
    })),
  };
}

export const accessRoutes: readonly Route[] = [read, start, close];
