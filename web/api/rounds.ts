/**
 * Meetings about many youths over JSON (R13, R21, R26): which there are, whom they are about, and the answers.
 */
import { type Person } from '../../contract/ports/identity';
import { roundDetail, roundList } from '../../contract/schemas/answers/rounds';
import { answersBody, answersBodyIn } from '../../contract/schemas/rounds';
import { noteAccess } from '../access';
import { parsed } from '../parsed';
import { roundInDetail, roundItem } from '../roundView';
import { answer, readRound, roundsFor, type SeenRound } from '../rounds';
import { type WebPorts } from '../ports';
import { rawJson } from './body';
import { type Route, route } from './route';

const ROUNDS = '/api/v1/rounds';
const ROUND = `${ROUNDS}/{id}`;
const params = { id: 'Mødets navn, som progressionRound.FGU-NORD.2026-4.' };

const list = route({
  method: 'get',
  path: ROUNDS,
  tag: 'Møder',
  summary: { da: 'Møder om mange unge', en: 'Meetings about many youths' },
  details: 'Progressionsmøder (R13), prognosemøder (R26) og netværkskonferencer (R21), som du tager del i.',
  answer: ['RoundList', roundList],
  problems: [],
  async handle({ ports, person }) {
    return { rounds: (await roundsFor(ports, person)).map((seen) => roundItem(person, seen)) };
  },
});

const one = route({
  method: 'get',
  path: ROUND,
  tag: 'Møder',
  summary: { da: 'Et møde', en: 'One meeting' },
  details: 'Alle mødets unge i én tabel: svar nu og sidst, og delmål. Skolens roller har ikke adgang (R43).',
  params,
  answer: ['Round', roundDetail],
  problems: [],
  async handle({ ports, person, params: { id } }) {
    return shown(ports, person, await readRound(ports, person, id));
  },
});

/** The whole meeting; that its youths were looked at is logged (L10). */
async function shown(ports: WebPorts, person: Person, seen: SeenRound): ReturnType<typeof roundInDetail> {
  const youths = seen.round.members.map(({ youth }) => youth);
  await noteAccess(ports, person, youths, 'read', 'round');
  return roundInDetail(ports, person, seen);
}

const answers = route({
  method: 'post',
  path: `${ROUND}/answers`,
  tag: 'Møder',
  summary: { da: 'Svar om unge på et møde', en: 'Answer for youths of a meeting' },
  details:
    'Gem en eller flere rækker ad gangen. Svar kan rettes, til mødets opgave er afsluttet, og den kan først afsluttes, når alle har svar. Send en Idempotency-Key, så en gentagelse ikke gør det to gange.',
  params,
  body: rawJson('RoundAnswers', answersBody),
  answer: ['Round', roundDetail],
  repeatable: true,
  problems: [
    'malformed-json',
    'invalid-idempotency-key',
    'invalid-input',
    'invalid-outcome',
    'unknown-youth',
    'already-closed',
    'procedure-closed',
    'engine-busy',
  ],
  async handle({ ports, person, params: { id }, body, requestId }) {
    const seen = await readRound(ports, person, id);
    const { rows } = parsed(answersBodyIn(seen.round.kind), body);
    await answer(ports, person, seen, rows, requestId);
    return shown(ports, person, await readRound(ports, person, id));
  },
});

export const roundRoutes: readonly Route[] = [list, one, answers];
