/**
 * Offers, placements and programmes over JSON (R35, R36, R38, R39). Municipal roles only (R43).
 */
import { type z } from 'zod';
import {
  arrangementsAnswer,
  endBody,
  offerBody,
  offerParams,
  offersAnswer,
  placementBody,
  programmeBody,
  proofBody,
} from '../../contract/schemas/arrangements';
import { type YouthRef } from '../../contract/messages/ids';
import { type Person } from '../../contract/ports/identity';
import { isoCopenhagen } from '../../rules/clock';
import { noteAccess } from '../access';
import {
  askForPlacement,
  askForProgramme,
  endArrangement,
  noteProof,
  readArrangements,
  type SeenArrangement,
} from '../arrangements';
import { readOffers, type SeenSeat, setOffer, youthsShown } from '../offers';
import { parsed } from '../parsed';
import { colleagues, fullName } from '../people';
import { type WebPorts } from '../ports';
import { type ProblemCode } from '../problemCodes';
import { named } from '../taskView';
import { json } from './body';
import { type Route, route } from './route';

const OFFERS = '/api/v1/offers';
const YOUTH = '/api/v1/youths/{ref}';
const params = { ref: 'Den unges reference.' };
const one = { ...params, id: 'Forløbets id.' };
const CHANGES: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-idempotency-key',
  'invalid-input',
  'engine-busy',
];
const AFTERWARDS = 'Svaret er den unges pladser og faste tider bagefter.';

async function offers(ports: WebPorts, person: Person): Promise<z.output<typeof offersAnswer>> {
  const seen = await readOffers(ports, person);
  await noteAccess(ports, person, youthsShown(seen), 'read', 'offers');
  const seat = ({ since, youth }: SeenSeat) => ({
    since: isoCopenhagen(since),
    ...(youth && { youth: { ref: youth.ref, name: fullName(youth) } }),
  });
  return {
    offers: seen.map(({ held, waiting, ...offer }) => ({
      ...offer,
      held: held.map(seat),
      waiting: waiting.map(seat),
    })),
  };
}

const list = route({
  method: 'get',
  path: OFFERS,
  tag: 'Unge',
  summary: { da: 'Steder med pladser og køer', en: 'Offers with places and waiting lists' },
  details: 'Navne kun på unge, du må se (R35).',
  answer: ['Offers', offersAnswer],
  problems: [],
  handle: ({ ports, person }) => offers(ports, person),
});

const set = route({
  method: 'put',
  path: `${OFFERS}/{id}`,
  tag: 'Unge',
  summary: { da: 'Lav et sted, eller ret dets pladser', en: 'Make an offer, or change its places' },
  details: 'Kun for administratorer. Bliver der færre pladser, mister ingen sin (R35).',
  params: { id: 'Stedets korte navn, som VAERKSTED.' },
  body: json('Offer', offerBody),
  answer: ['Offers', offersAnswer],
  problems: ['malformed-json', 'invalid-input', 'engine-busy'],
  async handle({ ports, person, params: given, body }) {
    const { id } = parsed(offerParams, given);
    await setOffer(ports, person, id, body);
    return offers(ports, person);
  },
});

async function arrangements(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
): Promise<z.output<typeof arrangementsAnswer>> {
  const [rows, people] = await Promise.all([readArrangements(ports, person, ref), colleagues(ports.table)]);
  return { arrangements: rows.map((row) => shown(row, named(row.by, people))) };
}

function shown(
  { id, what, name, wish, at, state, line }: SeenArrangement,
  by: { id: string; name: string },
): z.output<typeof arrangementsAnswer>['arrangements'][number] {
  return {
    id,
    what,
    name,
    wish,
    by,
    askedAt: isoCopenhagen(at),
    stage: state?.stage ?? 'asked',
    ...(state && { since: isoCopenhagen(state.since) }),
    ...(line !== undefined && { line }),
    ...(state?.answerBy !== undefined && { answerBy: isoCopenhagen(state.answerBy) }),
    ...(state?.until !== undefined && { until: state.until }),
    ...(state?.why !== undefined && { why: state.why }),
  };
}

const read = route({
  method: 'get',
  path: `${YOUTH}/arrangements`,
  tag: 'Unge',
  summary: { da: 'Den unges pladser og faste tider', en: "A youth's placements and programmes" },
  details: 'Hvor de står, og hvilken plads i køen den unge har (R35, R38).',
  params,
  answer: ['Arrangements', arrangementsAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const answer = await arrangements(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'arrangements');
    return answer;
  },
});

const placement = route({
  method: 'post',
  path: `${YOUTH}/placements`,
  tag: 'Unge',
  summary: { da: 'Bed om en plads', en: 'Ask for a place' },
  details: `Er der ingen ledig, står den unge i kø, og den første i køen får den næste (R35). ${AFTERWARDS}`,
  params,
  body: json('Placement', placementBody),
  answer: ['Arrangements', arrangementsAnswer],
  repeatable: true,
  problems: [...CHANGES, 'already-asked'],
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await askForPlacement(ports, person, ref, body, requestId);
    return arrangements(ports, person, ref);
  },
});

const programme = route({
  method: 'post',
  path: `${YOUTH}/programmes`,
  tag: 'Unge',
  summary: { da: 'Aftal faste samtaler eller besøg', en: 'Begin regular talks or visits' },
  details: `Hver får sin dag; en lukkedag flytter den til den næste arbejdsdag (R38). ${AFTERWARDS}`,
  params,
  body: json('Programme', programmeBody),
  answer: ['Arrangements', arrangementsAnswer],
  repeatable: true,
  problems: [...CHANGES, 'already-asked'],
  async handle({ ports, person, params: { ref }, body, requestId }) {
    await askForProgramme(ports, person, ref, body, requestId);
    return arrangements(ports, person, ref);
  },
});

const end = route({
  method: 'post',
  path: `${YOUTH}/arrangements/{id}/end`,
  tag: 'Unge',
  summary: { da: 'Stop en plads eller en fast tid', en: 'End a placement or a programme' },
  details: `Et nej tak er også et svar (R45). Pladsen går til den næste i køen. ${AFTERWARDS}`,
  params: one,
  body: json('ArrangementEnd', endBody),
  answer: ['Arrangements', arrangementsAnswer],
  repeatable: true,
  problems: [...CHANGES, 'procedure-closed'],
  async handle({ ports, person, params: { ref, id }, body, requestId }) {
    await endArrangement(ports, person, ref, id, body.why, requestId);
    return arrangements(ports, person, ref);
  },
});

const proof = route({
  method: 'post',
  path: `${YOUTH}/arrangements/{id}/proof`,
  tag: 'Unge',
  summary: { da: 'Den unge har fået sit bevis', en: 'The youth has got the proof of it' },
  details: `Bliver et notat, den unge kan læse. Beviset selv er den unges (R36). ${AFTERWARDS}`,
  params: one,
  body: json('Proof', proofBody),
  answer: ['Arrangements', arrangementsAnswer],
  repeatable: true,
  problems: CHANGES,
  async handle({ ports, person, params: { ref, id }, body, requestId }) {
    await noteProof(ports, person, ref, id, body.on, requestId);
    return arrangements(ports, person, ref);
  },
});

export const arrangementRoutes: readonly Route[] = [list, set, read, placement, programme, end, proof];
