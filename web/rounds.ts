/**
 * Meetings about many youths, the same for pages, API and CLI: which somebody may see, what is to be decided about whom,
 * and the answers. Municipal roles only: a school gives its status through its own task (R43).
 */
import { type AnswerRow, type Answers, type RoundKind } from '../contract/messages/rounds';
import { parseRoundName, type StaffRef, taskId, type YouthRef } from '../contract/messages/ids';
import { type StaffRole } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { type SentAnswers } from '../contract/schemas/rounds';
import { getStaff, getYouths, type Youth } from '../records/people';
import { getPlans } from '../records/plan';
import { allRounds, getRound, meetingTaskOf, putGoal, type RoundRow } from '../records/rounds';
import { getTask, type TaskRow } from '../records/tasks';
import { addDays } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { noteAccess } from './access';
import { may, type RoundSubject } from './authorization';
import { explain } from './deeds';
import { type WebPorts } from './ports';
import { forbidden, invalidInput, notFound, Problem } from './problem';

/** Who takes part in a meeting, beside whoever has its task (R13, R21, R26). */
const TAKE_PART: Record<RoundKind, readonly StaffRole[]> = {
  progressionRound: ['guidance', 'jobcenter'],
  prognosisRound: ['socialServices', 'guidance', 'jobcenter'],
  networkConference: ['network'],
};

/** A round, with the task of its meeting once that is open. */
export interface SeenRound {
  readonly round: RoundRow;
  readonly task?: TaskRow;
}

/** Meetings that are held leave the list after so many days. */
const LISTED_DAYS = 120;

/** The rounds somebody may see, the latest meeting first. Throws `Problem` 403 for roles that see none. */
export async function roundsFor(ports: WebPorts, person: Person): Promise<SeenRound[]> {
  if (!may(person, 'round.read', 'list')) throw forbidden();
  const since = addDays(copenhagen(ports.now()).date, -LISTED_DAYS);
  const recent = (await allRounds(ports.table)).filter(({ meetingOn }) => meetingOn >= since);
  const seen = await Promise.all(recent.map((round) => withTask(ports, round)));
  return seen.filter((one) => may(person, 'round.read', { round: subject(one) }));
}

/** A round by its name. Throws `Problem`: 403 for roles that see none, 404 where it is not theirs to see. */
export async function readRound(ports: WebPorts, person: Person, name: string): Promise<SeenRound> {
  if (!may(person, 'round.read', 'list')) throw forbidden();
  const id = parseRoundName(name);
  const round = id === undefined ? undefined : await getRound(ports.table, id);
  const seen = round && (await withTask(ports, round));
  if (!seen || !may(person, 'round.read', { round: subject(seen) })) throw notFound('Mødet');
  return seen;
}

/** Whether somebody may answer in it: who has the task of the meeting, or had it. */
export const mayAnswer = (person: Person, seen: SeenRound): boolean =>
  may(person, 'round.answer', { round: subject(seen) });

async function withTask({ table }: WebPorts, round: RoundRow): Promise<SeenRound> {
  const id = await meetingTaskOf(table, round.id);
  const task = id === undefined ? undefined : await getTask(table, id);
  return { round, ...(task && { task }) };
}

function subject({ round, task }: SeenRound): RoundSubject {
  return { takePart: TAKE_PART[round.kind], ...(task && { task }) };
}

/** R21: whether the conference sees who it is; without consent a case is a number on its agenda. */
export const isNamed = ({ kind }: RoundRow, youth: Youth | undefined): boolean =>
  kind !== 'networkConference' || youth?.consented === true;

/** How a youth of the round is called in requests: the reference, or the number on the agenda. */
export function nameInRound({ kind, members }: RoundRow, youth: YouthRef): string {
  if (kind !== 'networkConference') return youth;
  return `sag-${String(members.findIndex((member) => member.youth === youth) + 1)}`;
}

/** Something said of a youth, called as {@link nameInRound} does. */
export interface SentRow {
  readonly youth: string;
  readonly answers: SentAnswers;
}

/** Answers about youths of a round. `requestId` makes a repetition harmless. Throws `Problem`. */
export async function answer(
  ports: WebPorts,
  person: Person,
  seen: SeenRound,
  sent: readonly SentRow[],
  requestId: string,
): Promise<void> {
  const { round, task } = seen;
  if (!mayAnswer(person, seen)) throw forbidden();
  const at = ports.now();
  const refs = sent.map(({ youth }) => refOf(round, youth));
  await checkAnswers(ports, sent, refs);
  await noteAccess(ports, person, refs, 'change', 'round', requestId);
  const said = { by: person.id, at, requestId };
  const rows: AnswerRow[] = [];
  for (const [index, { answers }] of sent.entries()) {
    rows.push({ youth: refs[index] ?? '', answers: await withGoal(ports, round, answers, index, said) });
  }
  try {
    await ports.engine.answerYouths(round.id, { by: person.id, on: copenhagen(at).date, rows }, requestId);
  } catch (error) {
    throw await explain(ports, error, task?.id ?? taskId(round.id, 1));
  }
}

function refOf(round: RoundRow, name: string): YouthRef {
  const member = round.members.find(({ youth }) => nameInRound(round, youth) === name);
  if (!member) throw new Problem(404, 'unknown-youth', 'Ikke fundet', 'Den unge er ikke med på dette møde.');
  return member.youth;
}

/** What only records know: whether the sub-goals are the youth's own (R24), and who can take over (R20). */
async function checkAnswers(
  { table }: WebPorts,
  sent: readonly SentRow[],
  refs: readonly YouthRef[],
): Promise<void> {
  const plans = await getPlans(
    table,
    refs.filter((_, index) => 'reached' in (sent[index]?.answers ?? {})),
  );
  for (const [index, { answers }] of sent.entries()) {
    const at = `rows[${String(index)}].answers`;
    if ('reached' in answers) {
      const { subGoals = [] } = plans.get(refs[index] ?? '') ?? {};
      const unknown = answers.reached.find((goal) => !subGoals.some(({ id }) => id === goal));
      if (unknown !== undefined)
        throw invalidInput([
          { path: `${at}.reached`, message: `skal være delmål i den unges plan (der står "${unknown}")` },
        ]);
    }
    if ('takeOver' in answers) {
      const role = (await getStaff(table, answers.takeOver))?.role;
      if (role !== 'coordinator' && role !== 'network')
        throw invalidInput([
          { path: `${at}.takeOver`, message: 'skal være en tovholder eller en fra netværket' },
        ]);
    }
  }
}

/** R14: the words of a goal stay in records; the round gets their reference. */
async function withGoal(
  { table }: WebPorts,
  round: RoundRow,
  answers: SentAnswers,
  index: number,
  { by, at, requestId }: { by: StaffRef; at: Instant; requestId: string },
): Promise<Answers> {
  if (!('satisfactory' in answers) || answers.extension === undefined) return answers;
  const { criterion, goal: text } = answers.extension;
  const goal = `${requestId}.${String(index)}`;
  await putGoal(table, round.id, { ref: goal, by, at, text });
  return { ...answers, extension: { criterion, goal } };
}

/** The people a round is about. */
export const youthsIn = ({ table }: WebPorts, { members }: RoundRow): Promise<ReadonlyMap<YouthRef, Youth>> =>
  getYouths(
    table,
    members.map(({ youth }) => youth),
  );
