/**
 * What a youth does on their own page, the same for the page and the API: answers an invitation (R40), says what to
 * talk about, where and with whom (R18, R41), asks for a talk (R53) or another contact person (R28), says no thanks
 * (R45). Each is logged before it is done (L10) and harmless when it is repeated.
 */
import { type MeetingAnswer } from '../../contract/messages/vocabulary';
import { type PulseAnswer } from '../../contract/messages/pulses';
import { type TaskDeeds } from '../../contract/ports/engine';
import { type Agenda, changeAgenda } from '../../records/agendas';
import { beginRequest, endRequest } from '../../records/edgeRequests';
import { talkWish, wishForTalk } from '../../records/talkWishes';
import { type TaskRow, tasksOfYouth } from '../../records/tasks';
import { logAccess, putWords } from '../../records/words';
import { copenhagen, type Instant } from '../../rules/clock';
import { ME } from '../../texts/me';
import { explain } from '../deeds';
import { type WebPorts } from '../ports';
import { answerPulse } from '../pulses';
import { stopNow } from '../wakeUps';
import { invalidInput, forbidden, Problem } from '../problem';
import { meetingOf } from './meetings';
import { isTalkAsked } from './ownPage';
import { type OwnReader, readerName } from './session';

/** More points than anybody can talk about in an hour. */
const MOST_POINTS = 20;

/** Answers the invitation to a meeting; another time is one of those suggested, or nobody knows yet. Throws `Problem`. */
export async function answerMeeting(
  ports: WebPorts,
  reader: OwnReader,
  id: string,
  { answer, to }: { readonly answer: MeetingAnswer; readonly to?: Instant | undefined },
  requestId: string,
): Promise<void> {
  const { task, times, mayAnswer } = await meetingOf(ports, youthOnly(reader), id);
  if (!mayAnswer) throw new Problem(409, 'no-meeting', ME.noTimeTitle, ME.noTime);
  if (to !== undefined && !times.includes(to)) throw invalidInput([{ path: 'to', message: ME.timeGone }]);
  const wish = { answer, ...(answer === 'anotherTime' && to !== undefined && { to }) };
  await act(ports, reader, task, 'answerTask', wish, requestId);
}

/** R45: no thanks to a meeting; it is respected, and asked about again much later. Throws `Problem`. */
export async function declineMeeting(
  ports: WebPorts,
  reader: OwnReader,
  id: string,
  note: string | undefined,
  requestId: string,
): Promise<void> {
  const { task, mayDecline } = await meetingOf(ports, youthOnly(reader), id);
  if (!mayDecline) throw new Problem(409, 'no-meeting', ME.noTimeTitle, ME.noDecline);
  await act(ports, reader, task, 'completeTask', { outcome: { outcome: 'declined' } }, requestId, note);
}

async function act<Deed extends 'answerTask' | 'completeTask'>(
  ports: WebPorts,
  { owner, youth }: OwnReader,
  task: TaskRow,
  deed: Deed,
  wish: Omit<TaskDeeds[Deed], 'n' | 'by' | 'on' | 'words'>,
  requestId: string,
  note = '',
): Promise<void> {
  const at = ports.now();
  const words = note.trim() === '' ? undefined : requestId;
  if (words !== undefined) {
    await putWords(ports.table, task.id, { ref: words, by: youth.ref, at, text: note.trim() });
  }
  const args = {
    ...wish,
    n: task.n,
    by: readerName(owner),
    on: copenhagen(at).date,
    ...(words !== undefined && { words }),
  } as TaskDeeds[Deed];
  await noteChange(ports, { owner, youth }, `me.${deed}`, requestId);
  try {
    await ports.engine.act(task.workflowId, deed, args, requestId);
  } catch (error) {
    throw await explain(ports, error, task.id);
  }
}

/** What a youth wants of a meeting. */
export interface MeetingWish {
  readonly point?: string;
  readonly place?: string;
  readonly supportPerson?: string;
}

/** Writes in the agenda of a meeting of one's own. Throws `Problem`. */
export async function prepareMeeting(
  ports: WebPorts,
  reader: OwnReader,
  id: string,
  { point, ...fields }: MeetingWish,
  requestId: string,
): Promise<void> {
  const { task, agenda } = await meetingOf(ports, youthOnly(reader), id);
  if (point !== undefined && agenda.agenda.points.length >= MOST_POINTS) {
    throw invalidInput([{ path: 'text', message: ME.tooManyPoints }]);
  }
  const { ref } = reader.youth;
  await once(ports, reader, 'me.agenda', requestId, (at) =>
    changeAgenda(ports.table, ref, task.workflowId, (known) => ({
      ...known,
      ...fields,
      points: point === undefined ? known.points : withPoint(known, point, ref, at, requestId),
    })),
  );
}

function withPoint(
  { points }: Agenda,
  text: string,
  notedBy: string,
  at: Instant,
  request: string,
): Agenda['points'] {
  if (points.some((known) => known.request === request)) return points;
  return [...points, { by: 'youth', text, notedBy, at, request }];
}

/** R53: asks for a talk; one that is on its way is enough. */
export async function askForTalk(ports: WebPorts, reader: OwnReader, requestId: string): Promise<void> {
  const { ref } = youthOnly(reader).youth;
  await once(ports, reader, 'me.talk', requestId, async (at) => {
    const [tasks, wish] = await Promise.all([tasksOfYouth(ports.table, ref), talkWish(ports.table, ref)]);
    if (!isTalkAsked(tasks, wish?.at)) await wishForTalk(ports.table, ref, at);
  });
  // At once: whoever asks is answered, however long their backlog is (R54).
  await ports.engine.reviewJourney(ref, true);
}

/** R28: wishes for another contact person; goes to the leader, and the contact person does not see it. Throws `Problem`. */
export async function askForAnother(ports: WebPorts, reader: OwnReader, requestId: string): Promise<void> {
  const { ref, people } = youthOnly(reader).youth;
  if (people.contactPerson === undefined) {
    throw new Problem(409, 'no-contact-person', ME.noContactPersonTitle, ME.noContactPerson);
  }
  await once(ports, reader, 'me.wish', requestId, () => Promise.resolve());
  await ports.engine.wishForAnother(ref);
}

/** R08: answers the question that waits, or says no thanks to being asked (R45). Throws `Problem`. */
export async function answerOwnPulse(
  ports: WebPorts,
  reader: OwnReader,
  answer: PulseAnswer,
  requestId: string,
): Promise<void> {
  const { ref } = youthOnly(reader).youth;
  await noteChange(ports, reader, 'me.pulse', requestId);
  await answerPulse(ports, ref, answer, requestId);
}

/** R41, R45: no thanks to the message in the morning. */
export async function declineWakeUp(ports: WebPorts, reader: OwnReader, requestId: string): Promise<void> {
  const { ref } = youthOnly(reader).youth;
  await once(ports, reader, 'me.wakeUp', requestId, (at) => stopNow(ports, ref, ref, at, requestId));
}

/** Logs and does something once per request. */
async function once(
  ports: WebPorts,
  reader: Pick<OwnReader, 'owner' | 'youth'>,
  where: string,
  requestId: string,
  write: (at: Instant) => Promise<void>,
): Promise<void> {
  const { ref } = reader.youth;
  await noteChange(ports, reader, where, requestId);
  const { at, done } = await beginRequest(ports.table, ref, requestId, ports.now());
  if (done) return;
  await write(at);
  await endRequest(ports.table, ref, requestId, at);
}

function noteChange(
  { table, now }: WebPorts,
  { owner, youth }: Pick<OwnReader, 'owner' | 'youth'>,
  where: string,
  id: string,
): Promise<void> {
  return logAccess(table, [youth.ref], { at: now(), by: readerName(owner), what: 'change', where }, id);
}

/** R52: guardians read; what is answered and asked for is the youth's own. Throws `Problem` 403. */
function youthOnly(reader: OwnReader): OwnReader {
  if (reader.owner.guardian !== undefined) throw forbidden();
  return reader;
}
