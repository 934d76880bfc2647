/**
 * Meetings with a youth over JSON: agenda, suggested times, several as one. Municipal roles only (R43).
 */
import { type z } from 'zod';
import {
  agendaAnswer,
  agendaBody,
  meetingAnswer,
  meetingBody,
  meetingsAnswer,
  pointBody,
  timesAnswer,
} from '../../contract/schemas/meetings';
import { type AgreementRow } from '../../records/meetings';
import { isoCopenhagen } from '../../rules/clock';
import { KIND_LABELS } from '../../texts/labels';
import { noteAccess } from '../access';
import { agendaWarnings, type AgendaView, readAgenda, writeAgenda } from '../meetings';
import { colleagues } from '../people';
import { type ProblemCode } from '../problemCodes';
import { named } from '../taskView';
import { bookTogether } from '../together';
import { readMeetings, suggestTimes } from '../upcoming';
import { json } from './body';
import { type Route, route } from './route';

const TASK = '/api/v1/tasks/{id}';
const AGENDA = `${TASK}/agenda`;
const MEETINGS = '/api/v1/youths/{ref}/meetings';
const task = { id: 'Mødets opgave, som familyMeeting.y7k2m.1.2.' };
const PROBLEMS: readonly ProblemCode[] = ['malformed-json', 'invalid-idempotency-key', 'invalid-input'];

const read = route({
  method: 'get',
  path: AGENDA,
  tag: 'Opgaver',
  summary: { da: 'Mødets dagsorden', en: 'The agenda of a meeting' },
  details:
    'Formål, sted, hvem der kommer, punkter, delmål over tid og tidligere aftaler, og hvordan den unge ser det.',
  params: task,
  answer: ['Agenda', agendaAnswer],
  problems: [],
  async handle({ ports, person, params: { id } }) {
    const view = await readAgenda(ports, person, id);
    await noteAccess(ports, person, [view.task.youth], 'read', 'agenda');
    return answerOf(view);
  },
});

const write = route({
  method: 'put',
  path: AGENDA,
  tag: 'Opgaver',
  summary: { da: 'Skriv i dagsordenen', en: 'Write the agenda' },
  details:
    'Kun de felter, du sender. Den unge skal med, og fra 18 siger den unge ja til, hvem der kommer (R18).',
  params: task,
  body: json('AgendaChange', agendaBody),
  answer: ['Agenda', agendaAnswer],
  repeatable: true,
  problems: [...PROBLEMS, 'not-invited-so'],
  handle: async ({ ports, person, params: { id }, body, requestId }) =>
    answerOf(await writeAgenda(ports, person, id, body, requestId)),
});

const point = route({
  method: 'post',
  path: `${AGENDA}/points`,
  tag: 'Opgaver',
  summary: { da: 'Et punkt til dagsordenen', en: 'A point for the agenda' },
  details: 'Fra den unge, familien eller jer. Jeres punkter skal være lette at læse (R40).',
  params: task,
  body: json('AgendaPoint', pointBody),
  answer: ['Agenda', agendaAnswer],
  repeatable: true,
  problems: [...PROBLEMS, 'too-hard-to-read'],
  handle: async ({ ports, person, params: { id }, body, requestId }) =>
    answerOf(await writeAgenda(ports, person, id, { point: body }, requestId)),
});

function answerOf(view: AgendaView): z.output<typeof agendaAnswer> {
  const { task: row, agenda, invited, readyBy, purpose, people } = view;
  const { place, supportPerson, points } = agenda;
  return {
    task: row.id,
    ...(row.meeting !== undefined && { at: isoCopenhagen(row.meeting) }),
    ...(readyBy !== undefined && { readyBy }),
    ...(purpose && { purpose }),
    ...(place !== undefined && { place }),
    ...(supportPerson !== undefined && { supportPerson }),
    invited: { ...invited, staff: invited.staff.map((staff) => named(staff, people)) },
    warnings: agendaWarnings(view),
    points: points.map(({ by, text }) => ({ by, text })),
    overdueSubGoals: view.overdueSubGoals.map(({ id, text, due }) => ({ id, text, due })),
    earlierAgreements: view.earlier.map(agreementOf),
    asYouthSees: view.asYouthSees,
    lix: view.lix,
  };
}

function agreementOf({ id, party, role, due, madeAt, task: by, kept }: AgreementRow) {
  return {
    id,
    party,
    due,
    madeAt: isoCopenhagen(madeAt),
    ...(role !== undefined && { role }),
    ...(by !== undefined && { task: by }),
    ...(kept !== undefined && { kept }),
  };
}

const times = route({
  method: 'get',
  path: `${TASK}/times`,
  tag: 'Opgaver',
  summary: { da: 'Forslag til tider', en: 'Suggested times' },
  details:
    'Arbejdsdage i de uger, mødet bør ligge (R15), kl. 10-14 (R41), så dagsordenen kan nå frem (R40). Har mødet sin tid, er det tider til det næste.',
  params: task,
  answer: ['Times', timesAnswer],
  problems: [],
  async handle({ ports, person, params: { id } }) {
    const { window, suggestions } = await suggestTimes(ports, person, id);
    return {
      ...(window && { window: { from: isoCopenhagen(window.from), to: isoCopenhagen(window.to) } }),
      suggestions: suggestions.map(isoCopenhagen),
    };
  },
});

const ofYouth = route({
  method: 'get',
  path: MEETINGS,
  tag: 'Unge',
  summary: { da: 'Den unges møder og aftaler', en: "A youth's meetings and agreements" },
  details: 'Med forslag til, hvilke møder der kan holdes som ét.',
  params: { ref: 'Den unges reference.' },
  answer: ['Meetings', meetingsAnswer],
  problems: [],
  async handle({ ports, person, params: { ref } }) {
    const { upcoming, together, agreements } = await readMeetings(ports, person, ref);
    await noteAccess(ports, person, [ref], 'read', 'meetings');
    const people = await colleagues(ports.table);
    return {
      upcoming: upcoming.map(({ id, from, to, at, task: { kind, placement } }) => ({
        task: id,
        kind,
        title: KIND_LABELS[kind],
        assignee: named(placement.assignee, people),
        from,
        to,
        ...(at !== undefined && { at: isoCopenhagen(at) }),
      })),
      together: together.map(({ ids, at, from, to }) => ({
        tasks: [...ids],
        from,
        to,
        ...(at !== undefined && { at: isoCopenhagen(at) }),
      })),
      agreements: agreements.map(agreementOf),
    };
  },
});

const asOne = route({
  method: 'post',
  path: MEETINGS,
  tag: 'Unge',
  summary: { da: 'Hold flere møder som ét', en: 'Hold several meetings as one' },
  details:
    'Alle opgaverne får den samme tid. Svaret siger for hver, om det gik; de øvrige står ved magt. Send en Idempotency-Key, så en gentagelse ikke gør det to gange.',
  params: { ref: 'Den unges reference.' },
  body: json('MeetingAsOne', meetingBody),
  answer: ['MeetingAsOneAnswer', meetingAnswer],
  repeatable: true,
  problems: PROBLEMS,
  async handle({ ports, person, params: { ref }, body, requestId }) {
    const results = await bookTogether(ports, person, ref, body, requestId);
    return {
      at: isoCopenhagen(body.at),
      results: results.map(({ task: id, problem }) => ({
        task: id,
        booked: problem === undefined,
        ...(problem && { code: problem.code, detail: problem.detail }),
      })),
    };
  },
});

export const meetingRoutes: readonly Route[] = [read, write, point, times, ofYouth, asOne];
