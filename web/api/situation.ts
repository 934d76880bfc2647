/**
 * A youth's situation over JSON: work, pauses, goals, referrals, notifications, moves, and what may be handed on.
 * Municipal roles only (R43).
 */
import { type z } from 'zod';
import {
  goalBody,
  handoverAnswer,
  moveBody,
  notificationBody,
  notificationNoted,
  pauseBody,
  referralBody,
  returnBody,
  situationAnswer,
  talkBody,
  workBody,
} from '../../contract/schemas/situation';
import { type Person } from '../../contract/ports/identity';
import { type ItemKind, type NewItem } from '../../records/situation';
import { getPlan } from '../../records/plan';
import { isoCopenhagen } from '../../rules/clock';
import { noteAccess } from '../access';
import { noteNotification } from '../notifications';
import { colleagues, fullName } from '../people';
import { type WebPorts } from '../ports';
import { notFound } from '../problem';
import { type ProblemCode } from '../problemCodes';
import { noteItem, noteReturn, noteTalk, readHandover, readSituation, refer, takeOut } from '../situation';
import { type Body, json } from './body';
import { type Route, route } from './route';

const PATH = '/api/v1/youths/{ref}/situation';
const params = { ref: 'Den unges reference.' };
const PROBLEMS: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-idempotency-key',
  'invalid-input',
  'engine-busy',
];

const read = route({
  method: 'get',
  path: PATH,
  tag: 'Unge',
  summary: { da: 'Den unges situation', en: "A youth's situation" },
  details:
    'Arbejde, pauser, pålæg, henvisninger, underretninger og flytninger. Ikke for skolens roller (R43).',
  params,
  answer: ['Situation', situationAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const answer = await answerFor(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'situation');
    return answer;
  },
});

async function answerFor(
  ports: WebPorts,
  person: Person,
  ref: string,
): Promise<z.output<typeof situationAnswer>> {
  const { situation, standing } = await readSituation(ports, person, ref);
  const { work, pauses, goals, referrals, notifications, moves, lastEvent } = situation;
  return {
    youth: ref,
    standing,
    work: work.map(({ request: _, ...item }) => item),
    pauses: pauses.map(({ request: _, ...item }) => item),
    goals: goals.map(({ request: _, ...item }) => item),
    referrals: referrals.map(({ k, to, by }) => ({ k, to, by })),
    notifications: notifications.map(({ k, receivedAt }) => ({ k, receivedAt: isoCopenhagen(receivedAt) })),
    moves: moves.map(({ request: _, ...item }) => item),
    ...(lastEvent && { lastEvent: { event: lastEvent.event, on: lastEvent.on } }),
  };
}

interface Deed<Content> {
  readonly at: string;
  readonly summary: { readonly da: string; readonly en: string };
  readonly details: string;
  readonly body: Body<Content>;
  readonly act: (
    ports: WebPorts,
    person: Person,
    ref: string,
    body: Content,
    requestId: string,
  ) => Promise<void>;
}

/** Something to note; the answer is the situation afterwards. */
function noting<Content>({ at, body, act, ...documented }: Deed<Content>): Route {
  return route({
    ...documented,
    method: 'post',
    path: `${PATH}/${at}`,
    tag: 'Unge',
    params,
    body,
    answer: ['Situation', situationAnswer],
    repeatable: true,
    problems: PROBLEMS,
    async handle({ ports, person, params: { ref }, body: content, requestId }) {
      await act(ports, person, ref, content, requestId);
      return answerFor(ports, person, ref);
    },
  });
}

const adding =
  <Kind extends ItemKind>(kind: Kind) =>
  (ports: WebPorts, person: Person, ref: string, item: NewItem<Kind>, requestId: string): Promise<void> =>
    noteItem(ports, person, ref, kind, item, requestId);

const work = noting({
  at: 'work',
  summary: { da: 'Notér lønnet arbejde', en: 'Note paid work' },
  details: 'Ved nok timer om ugen opsøges den unge ikke, så længe det varer (R32).',
  body: json('Work', workBody),
  act: adding('work'),
});

const pause = noting({
  at: 'pauses',
  summary: { da: 'Notér en pause', en: 'Note a pause' },
  details:
    'Orlov, barsel, værnepligt eller fritagelse, fra og til. Dagen efter går det videre af sig selv (R32).',
  body: json('Pause', pauseBody),
  act: adding('pauses'),
});

const goal = noting({
  at: 'goals',
  summary: { da: 'Notér et uddannelsespålæg', en: 'Note a tracked goal' },
  details: 'Det følges op, før det slutter. Når loven er slut, begynder intet nyt (R34, L6).',
  body: json('Goal', goalBody),
  act: adding('goals'),
});

const referral = noting({
  at: 'referrals',
  summary: { da: 'Foreslå en henvisning', en: 'Propose a referral' },
  details: 'Lederen siger ja eller nej. Først ved et ja får den nye en opgave (R50).',
  body: json('Referral', referralBody),
  act: (ports, person, ref, { to }, requestId) => refer(ports, person, ref, to, requestId),
});

const notification = route({
  method: 'post',
  path: `${PATH}/notifications`,
  tag: 'Unge',
  params,
  summary: { da: 'En underretning er kommet', en: 'A notification of concern has come' },
  details: 'Den vurderes inden et døgn og får en kvittering (L3). Systemet sender aldrig selv en.',
  body: json('Notification', notificationBody),
  answer: ['NotificationNoted', notificationNoted],
  repeatable: true,
  problems: PROBLEMS,
  // Whoever works with them notes it of any youth, and sees nothing more of the youth by that.
  async handle({ ports, person, params: { ref }, body: { receivedAt }, requestId }) {
    await noteNotification(ports, person, { youth: ref }, receivedAt, requestId);
    return { receivedAt: isoCopenhagen(receivedAt) };
  },
});

const decided = route({
  method: 'post',
  path: '/api/v1/tasks/{id}/notification',
  tag: 'Opgaver',
  summary: { da: 'Underretningen er sendt', en: 'The notification of concern has been sent' },
  details:
    'Fra en opgave, hvor en person har besluttet at underrette (R02). Systemet sender den ikke; den bliver vurderet inden et døgn (L3).',
  params: { id: 'Opgavens id.' },
  body: json('Notification', notificationBody),
  answer: ['NotificationNoted', notificationNoted],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { id }, body: { receivedAt }, requestId }) {
    await noteNotification(ports, person, { task: id }, receivedAt, requestId);
    return { receivedAt: isoCopenhagen(receivedAt) };
  },
});

const move = noting({
  at: 'moves',
  summary: { da: 'Den unge flytter til en anden kommune', en: 'The youth moves to another municipality' },
  details:
    'For tovholder, netværk og administratorer. På dagen slutter forløbene, og noget gives videre (R51).',
  body: json('Move', moveBody),
  act: adding('moves'),
});

const back = noting({
  at: 'return',
  summary: { da: 'Den unge er flyttet tilbage', en: 'The youth has moved back' },
  details: 'Forløbet går videre, hvor det slap (R51).',
  body: json('Return', returnBody),
  act: (ports, person, ref, { on }, requestId) => noteReturn(ports, person, ref, on, requestId),
});

const talk = noting({
  at: 'talks',
  summary: { da: 'Den unge vil tale med nogen', en: 'The youth would like to talk' },
  details: 'Det bliver en opgave til den faste voksne inden for en arbejdsdag (R53).',
  body: json('Talk', talkBody),
  act: (ports, person, ref, _, requestId) => noteTalk(ports, person, ref, requestId),
});

const removable = ['work', 'pauses', 'goals'] as const;

const remove = route({
  method: 'delete',
  path: `${PATH}/{kind}/{k}`,
  tag: 'Unge',
  summary: { da: 'Tag noget ud, der var en fejl', en: 'Take out a mistake' },
  details: 'Svaret er situationen bagefter. At tage det ud igen gør ingen forskel.',
  params: { ...params, kind: `Hvad det er: ${removable.join(', ')}.`, k: 'Nummeret.' },
  answer: ['Situation', situationAnswer],
  problems: ['engine-busy'],
  async handle({ ports, person, params: { ref, kind: wanted, k }, requestId }) {
    const kind = removable.find((known) => known === wanted);
    if (!kind || !/^\d{1,6}$/.test(k)) throw notFound('Det');
    await takeOut(ports, person, ref, kind, Number(k), requestId);
    return answerFor(ports, person, ref);
  },
});

const handover = route({
  method: 'get',
  path: '/api/v1/youths/{ref}/handover',
  tag: 'Unge',
  summary: { da: 'Det, den nye kommune må få', en: 'What may be handed on' },
  details:
    'Kun for en ung, der flytter eller er flyttet. Alder og samtykke siger, hvad der er med (R51, L4).',
  params,
  answer: ['Handover', handoverAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const { youth, situation, fields } = await readHandover(ports, person, ref);
    const [people, plan] = await Promise.all([colleagues(ports.table), getPlan(ports.table, ref)]);
    const { mobile, email, risk, school, born, status } = youth;
    const { contactPerson } = youth.people;
    const { lastEvent } = situation;
    const all = {
      name: fullName(youth),
      born,
      contact: { ...(mobile !== undefined && { mobile }), ...(email !== undefined && { email }) },
      status,
      school,
      contactPerson: contactPerson === undefined ? undefined : people.nameOf(contactPerson),
      trackedGoal: situation.goals.at(-1)?.to,
      dropout: lastEvent && { event: lastEvent.event, on: lastEvent.on },
      plan: {
        ...(plan.purpose && { purpose: plan.purpose.text }),
        efforts: plan.efforts.map(({ name }) => name),
      },
      risk,
    };
    const shared = fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]]));
    return { fields: [...fields], ...(Object.fromEntries(shared) as Partial<typeof all>) };
  },
});

export const situationRoutes: readonly Route[] = [
  read,
  work,
  pause,
  goal,
  referral,
  notification,
  decided,
  move,
  back,
  talk,
  remove,
  handover,
];
