/**
 * The meetings of one's own page: which of a youth's tasks are meetings the owner is told of, and what of them.
 */
import {
  type MeetingAnswer,
  MEETING_ANSWERS,
  type StaffRole,
  type TaskKind,
} from '../../contract/messages/vocabulary';
import { currentTerms, type Terms } from '../../records/agreements';
import { type Youth } from '../../records/people';
import { type TaskRow, tasksOfYouth } from '../../records/tasks';
import { type Instant } from '../../rules/clock';
import { type AgendaView, agendaOf, isMeeting, type Meeting } from '../meetings';
import { type WebPorts } from '../ports';
import { notFound } from '../problem';
import { freeTimes } from '../upcoming';
import { type OwnReader } from './session';

/** Meetings with the family; what is between the youth and one grown-up is not for the guardians. */
const WITH_FAMILY: readonly TaskKind[] = ['family.book', 'family.meeting', 'transition.conference'];
/** R45: what a youth can say no thanks to; to a conversation about absence by talking, not by a button. */
const MAY_DECLINE: readonly TaskKind[] = ['family.meeting', 'transition.conference'];
/** Told of before they have a time, because somebody is about to find one. */
const LOOKED_FOR: readonly TaskKind[] = ['family.book'];
/** A meeting stays on the page until it is over. */
const MEETING_MS = 3_600_000;

/** A meeting as its owner sees it. */
export interface OwnMeeting {
  readonly task: TaskRow;
  readonly agenda: AgendaView;
  readonly people: readonly { readonly name: string; readonly role?: StaffRole }[];
  /** What the owner has answered to the time that is agreed. */
  readonly answer?: MeetingAnswer;
  /** R41: other times to choose from; none where nothing can be answered. */
  readonly times: readonly Instant[];
  readonly mayAnswer: boolean;
  readonly mayDecline: boolean;
}

/** The owner's meetings that are still to be held, the next one first; those without a time last. */
export async function ownMeetings(ports: WebPorts, reader: OwnReader): Promise<OwnMeeting[]> {
  const { table, now } = ports;
  const { youth } = reader;
  const [tasks, terms] = await Promise.all([
    tasksOfYouth(table, youth.ref),
    currentTerms(table, youth.school),
  ]);
  const shown = tasks
    .filter((task) => isShown(reader, task, now()))
    .sort((a, b) => (a.meeting ?? Infinity) - (b.meeting ?? Infinity));
  const all = await Promise.all(shown.map((task) => ownMeeting(ports, reader, { task, youth, terms })));
  return all.filter((meeting) => reader.owner.guardian === undefined || meeting.agenda.invited.guardians);
}

function isShown({ owner }: OwnReader, task: TaskRow, now: Instant): boolean {
  if (task.status !== 'open' || !isMeeting(task)) return false;
  if (owner.guardian !== undefined && !WITH_FAMILY.includes(task.kind)) return false;
  return task.meeting === undefined ? LOOKED_FOR.includes(task.kind) : task.meeting + MEETING_MS > now;
}

async function ownMeeting(ports: WebPorts, { owner }: OwnReader, meeting: Meeting): Promise<OwnMeeting> {
  const { task, youth } = meeting;
  const agenda = await agendaOf(ports, meeting);
  const mine = owner.guardian === undefined;
  const mayAnswer = mine && task.meeting !== undefined && task.meeting > ports.now();
  const answer = answerOf(task);
  return {
    task,
    agenda,
    people: peopleAt(agenda, youth),
    ...(answer && { answer }),
    times: mayAnswer ? await freeTimes(ports, meeting, task.window) : [],
    mayAnswer,
    mayDecline: mayAnswer && MAY_DECLINE.includes(task.kind),
  };
}

function peopleAt({ invited, people }: AgendaView, youth: Youth): OwnMeeting['people'] {
  return [
    ...invited.staff.map((id) => {
      const role = people.byId.get(id)?.role;
      return { name: people.nameOf(id), ...(role && { role }) };
    }),
    ...(invited.guardians ? youth.guardians.map(({ name }) => ({ name })) : []),
  ];
}

/** The last thing that happened to the task, where it was the youth's answer. */
function answerOf({ latest }: TaskRow): MeetingAnswer | undefined {
  return MEETING_ANSWERS.find((answer) => answer === latest?.answer);
}

/** A meeting of the reader's own, with its terms. Throws `Problem` 404 for anybody else's, and for what is over. */
export async function meetingOf(
  ports: WebPorts,
  reader: OwnReader,
  id: string,
): Promise<OwnMeeting & { readonly terms: Terms }> {
  const meetings = await ownMeetings(ports, reader);
  const found = meetings.find(({ task }) => task.id === id);
  if (!found) throw notFound('Mødet');
  return { ...found, terms: await currentTerms(ports.table, reader.youth.school) };
}
