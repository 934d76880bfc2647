/**
 * One's own page over JSON: the same as on the page, for the youth and – to read meetings – the guardians (R52).
 */
import { type z } from 'zod';
import {
  leftAnswer,
  openAnswer,
  openBody,
  ownAnswerBody,
  ownDeclineBody,
  ownPageAnswer,
  ownPlaceBody,
  ownMorningBody,
  ownPulseBody,
  ownPointBody,
  ownTalkBody,
  ownWishBody,
} from '../../contract/schemas/me';
import { type Plan } from '../../records/plan';
import { isoCopenhagen } from '../../rules/clock';
import { ME } from '../../texts/me';
import { type WebPorts } from '../ports';
import { type ProblemCode } from '../problemCodes';
import {
  answerMeeting,
  askForAnother,
  answerOwnPulse,
  askForTalk,
  declineMeeting,
  declineWakeUp,
  prepareMeeting,
} from '../youth/deeds';
import { choose, enter, leave } from '../youth/entry';
import { type OwnMeeting } from '../youth/meetings';
import { type OwnAdult, readOwnPage } from '../youth/ownPage';
import { type OwnReader, sealed } from '../youth/session';
import { type Body, json } from './body';
import { openRoute, type OwnCall, ownRoute, type Route } from './route';

const ME_PATH = '/api/v1/me';
const MEETING = `${ME_PATH}/meetings/{id}`;
const PROBLEMS: readonly ProblemCode[] = ['malformed-json', 'invalid-idempotency-key', 'invalid-input'];
const ENGINE: readonly ProblemCode[] = ['already-closed', 'procedure-closed', 'unknown-task', 'engine-busy'];

const open = openRoute({
  method: 'post',
  path: `${ME_PATH}/session`,
  tag: 'Den unges side',
  summary: { da: 'Åbn ens egen side', en: "Open one's own page" },
  details: 'Med linket og den kode, man selv har valgt (L8). Efter for mange forkerte koder er der en pause.',
  body: json('OpenPage', openBody),
  answer: ['OpenedPage', openAnswer],
  problems: [
    ...(['malformed-json', 'invalid-input', 'too-large', 'unsupported-media-type'] as const),
    ...(['not-found', 'wrong-code', 'new-code-needed', 'page-locked'] as const),
  ],
  async open(ports, { link, code, startCode }) {
    const session = await (startCode === undefined
      ? enter(ports, link, code)
      : choose(ports, link, { startCode, code }));
    return { token: sealed(ports, session), until: isoCopenhagen(session.until) };
  },
});

const end = ownRoute({
  method: 'delete',
  path: `${ME_PATH}/session`,
  summary: { da: 'Log ud', en: 'Sign out' },
  details: 'Alle steder, man er logget ind.',
  answer: ['LeftPage', leftAnswer],
  problems: [],
  async own({ ports, reader }) {
    await leave(ports, reader.owner);
    return { ended: true as const };
  },
});

const read = ownRoute({
  method: 'get',
  path: ME_PATH,
  summary: { da: 'Ens egen side', en: "One's own page" },
  details: 'Møder, voksne, plan, løfter og notater. Værger ser kun de møder, de er bedt med til (R52).',
  answer: ['OwnPage', ownPageAnswer],
  problems: [],
  own: ({ ports, reader }) => answerOf(ports, reader),
});

/** A deed of the youth's; the answer is the page as it is afterwards. */
function deed<Content>(
  spec: {
    readonly at: string;
    readonly summary: Route['summary'];
    readonly details: string;
    readonly body: Body<Content>;
    readonly problems?: readonly ProblemCode[];
  },
  act: (call: OwnCall<Content>) => Promise<void>,
): Route {
  const { at, summary, details, body, problems = [] } = spec;
  return ownRoute({
    method: 'post',
    path: at,
    summary,
    details: `${details} Send en Idempotency-Key, så en gentagelse ikke gør det to gange.`,
    ...(at.includes('{id}') && { params: { id: 'Mødets opgave, som det står i meetings.' } }),
    body,
    answer: ['OwnPage', ownPageAnswer],
    repeatable: true,
    problems: [...PROBLEMS, ...problems],
    async own(call: OwnCall<Content>) {
      await act(call);
      return answerOf(call.ports, call.reader);
    },
  });
}

const deeds: readonly Route[] = [
  deed(
    {
      at: `${MEETING}/answer`,
      summary: { da: 'Svar på en invitation', en: 'Answer an invitation' },
      details: 'Jeg kommer, en anden tid, eller ring til mig (R40).',
      body: json('OwnAnswer', ownAnswerBody),
      problems: [...ENGINE, 'no-meeting', 'not-in-future'],
    },
    ({ ports, reader, params, body, requestId }) =>
      answerMeeting(ports, reader, params.id ?? '', body, requestId),
  ),
  deed(
    {
      at: `${MEETING}/points`,
      summary: { da: 'Skriv, hvad du vil tale om', en: 'Add a point' },
      details: 'I dine egne ord; ingen retter dem (R40).',
      body: json('OwnPoint', ownPointBody),
    },
    ({ ports, reader, params, body, requestId }) =>
      prepareMeeting(ports, reader, params.id ?? '', { point: body.text }, requestId),
  ),
  deed(
    {
      at: `${MEETING}/wishes`,
      summary: { da: 'Vælg sted, og hvem du tager med', en: 'Choose the place and whom to bring' },
      details: 'Kun de felter, du sender (R18, R41).',
      body: json('OwnPlace', ownPlaceBody),
    },
    ({ ports, reader, params, body, requestId }) =>
      prepareMeeting(ports, reader, params.id ?? '', body, requestId),
  ),
  deed(
    {
      at: `${MEETING}/decline`,
      summary: { da: 'Nej tak til mødet', en: 'No thanks to the meeting' },
      details: 'Et nej tak er også et svar (R45). Der spørges igen senere.',
      body: json('OwnDecline', ownDeclineBody, {}),
      problems: [...ENGINE, 'no-meeting', 'invalid-outcome'],
    },
    ({ ports, reader, params, body, requestId }) =>
      declineMeeting(ports, reader, params.id ?? '', body.note, requestId),
  ),
  deed(
    {
      at: `${ME_PATH}/talks`,
      summary: { da: 'Ring til mig', en: 'Ask for a talk' },
      details: 'Når som helst (R53).',
      body: json('OwnTalk', ownTalkBody, {}),
    },
    ({ ports, reader, requestId }) => askForTalk(ports, reader, requestId),
  ),
  deed(
    {
      at: `${ME_PATH}/pulse`,
      summary: { da: 'Svar på, hvordan du har det', en: 'Answer the wellbeing pulse' },
      details: 'Et tal, eller nej tak til at blive spurgt (R08, R45).',
      body: json('OwnPulse', ownPulseBody),
      problems: ['not-found', 'no-question', 'procedure-closed', 'invalid-outcome', 'engine-busy'],
    },
    ({ ports, reader, body, requestId }) => answerOwnPulse(ports, reader, body, requestId),
  ),
  deed(
    {
      at: `${ME_PATH}/wake-up/decline`,
      summary: { da: 'Nej tak til beskeden om morgenen', en: 'No thanks to the contact in the morning' },
      details: 'Så skriver vi ikke mere om morgenen (R41, R45).',
      body: json('OwnMorning', ownMorningBody, {}),
    },
    ({ ports, reader, requestId }) => declineWakeUp(ports, reader, requestId),
  ),
  deed(
    {
      at: `${ME_PATH}/wishes`,
      summary: { da: 'Ønsk en anden kontaktperson', en: 'Wish for another contact person' },
      details: 'Går til lederen og ikke til kontaktpersonen (R28).',
      body: json('OwnWish', ownWishBody),
      problems: ['no-contact-person'],
    },
    ({ ports, reader, requestId }) => askForAnother(ports, reader, requestId),
  ),
];

async function answerOf(ports: WebPorts, reader: OwnReader): Promise<z.output<typeof ownPageAnswer>> {
  const { name, face, adults, meetings, talkAsked, callBy, wished, own, people } = await readOwnPage(
    ports,
    reader,
  );
  return {
    name,
    ...(face && { face: adultOf(face) }),
    adults: adults.map(adultOf),
    meetings: meetings.map(meetingOf),
    talkAsked,
    callBy: isoCopenhagen(callBy),
    wished,
    ...(own && {
      plan: planOf(own.plan),
      promises: own.promises.map(({ due, kept }) => ({ due, ...(kept !== undefined && { kept }) })),
      ...(own.pulse && {
        pulse: {
          until: isoCopenhagen(own.pulse.closesAt),
          from: own.pulse.scale[0],
          to: own.pulse.scale[1],
        },
      }),
      ...(own.wakeUp && { wakeUp: { time: own.wakeUp.time, until: own.wakeUp.until } }),
      notes: own.notes.map(({ at, by, text }) => ({ at: isoCopenhagen(at), by: people.nameOf(by), text })),
    }),
    notSecret: ME.notSecret,
  };
}

const adultOf = ({ staff: { name, mobile }, role }: OwnAdult) => ({
  name,
  role,
  ...(mobile !== undefined && { mobile }),
});

function meetingOf({ task, agenda: view, people, answer, times, mayAnswer, mayDecline }: OwnMeeting) {
  const { place, supportPerson, points } = view.agenda;
  return {
    task: task.id,
    kind: task.kind,
    ...(task.meeting !== undefined && { at: isoCopenhagen(task.meeting) }),
    ...(place !== undefined && { place }),
    ...(view.purpose && { purpose: view.purpose.text }),
    people: [...people],
    ...(supportPerson !== undefined && { supportPerson }),
    points: points.map(({ by, text }) => ({ by, text })),
    overdueSubGoals: view.overdueSubGoals.map(({ text }) => text),
    ...(answer && { answer }),
    times: times.map(isoCopenhagen),
    mayAnswer,
    mayDecline,
  };
}

function planOf({
  version,
  purpose,
  youthVersion,
  subGoals,
  familyPlan,
  declined,
}: Plan): NonNullable<z.output<typeof ownPageAnswer>['plan']> {
  const state = familyPlan ? 'suspended' : declined ? 'declined' : version === 0 ? 'none' : 'active';
  return {
    state,
    ...(purpose && { purpose: purpose.text }),
    ...(youthVersion !== undefined && { text: youthVersion }),
    subGoals: subGoals.map(({ text, due, reachedOn }) => ({ text, due, reached: reachedOn !== undefined })),
  };
}

export const meRoutes: readonly Route[] = [open, end, read, ...deeds];
