/**
 * One meeting about many youths: what progression (R13), prognosis (R26) and network conference (R21) share. Who is
 * asked for something first, the meeting's own task, an answer per youth that can be corrected until the meeting is
 * closed, and what follows for each of them.
 *
 * One workflow for all its youths, never one per youth: a round of 120 costs what its meeting costs.
 */
import { continueAsNew, setHandler } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { type FollowUp } from '../contract/messages/tasks';
import {
  type Answers,
  type AnswerRow,
  answersProblem,
  type AnswerYouths,
  answerYouthsUpdate,
  MAX_ANSWERS,
  type OpenedRound,
  type RoundInput,
  type RoundKind,
} from '../contract/messages/rounds';
import { type YouthRef } from '../contract/messages/ids';
import { type TaskKind } from '../contract/messages/vocabulary';
import { activities, FollowUps, isFull } from './followUps';
import { refuse, type Refused } from './taskUpdates';

/** How many youths one activity asks or tells: each call must be short. */
const CHUNK = 50;

/** How rounds differ. */
export interface RoundSpec {
  readonly kind: RoundKind;
  readonly rule: string;
  readonly meeting: TaskKind;
  /** What somebody delivers first; the meeting's task opens when it is in, or when it should be. */
  readonly first?: TaskKind;
  /** Whether every youth needs answers before the meeting is closed, and is asked before and told after. */
  readonly everybody: boolean;
  /** What follows from the answers about a youth. */
  follow(row: AnswerRow, opened: OpenedRound, tasks: FollowUps): void;
  /** What must be said once everything is written. */
  told?(rows: readonly AnswerRow[]): Promise<void>;
}

export async function liveRound(input: RoundInput, spec: RoundSpec): Promise<void> {
  const { origin, meetingOn, carried } = input;
  const answers = new Map<YouthRef, Answers>(carried?.answers.map((row) => [row.youth, row.answers]));
  let meeting = carried?.meeting;
  let held = carried?.held ?? false;
  let ended = carried?.concluded ?? false;
  let opened = carried?.opened;

  const tasks = new FollowUps(origin, { completed, mayReopen, refuses }, undefined, carried?.followUps);
  setHandler(answerYouthsUpdate, answer, { validator: checkAnswers });

  opened ??= await activities.openRound(origin, spec.kind, meetingOn);
  const round = opened;
  if (round.members.length === 0) return;
  if (!carried) await begin();
  await tasks.runUntil(() => held || ended || isFull(), {
    at: () => (meeting === undefined ? round.meetingOpensAt : undefined),
    look: () => Promise.resolve(openMeeting),
  });
  if (isHeld() && !ended) await conclude();
  await tasks.runUntil(() => isOver() || isFull());
  await tasks.finish();
  if (isOver()) return;
  await continueAsNew<(input: RoundInput) => Promise<void>>({
    origin,
    meetingOn,
    carried: {
      opened: round,
      answers: ended ? [] : rowsOf(round),
      held,
      concluded: ended,
      followUps: tasks.state(),
      ...(meeting !== undefined && { meeting }),
    },
  });

  function isHeld(): boolean {
    return held;
  }

  function isOver(): boolean {
    return ended && !tasks.anyOpen();
  }

  async function begin(): Promise<void> {
    const { rule, first } = spec;
    const task = first ? tasks.open(first, { rule, reason: facts(), due: round.statusOn }) : openMeeting();
    await tasks.flush();
    if (!spec.everybody || !task) return;
    await inChunks((youths) => activities.askYouths(origin, task.n, meetingOn, youths));
  }

  /** Undefined where it is open already. */
  function openMeeting(): FollowUp | undefined {
    if (meeting !== undefined || ended) return undefined;
    const task = tasks.open(spec.meeting, { rule: spec.rule, reason: facts(), due: meetingOn });
    meeting = task.n;
    tasks.do({ do: 'noteMeeting', n: task.n });
    return task;
  }

  function facts(): { meetingOn: string; youths: number } {
    return { meetingOn, youths: round.members.length };
  }

  function completed(task: FollowUp, { outcome }: Outcome): void {
    if (task.kind === spec.first) openMeeting();
    if (task.kind !== spec.meeting) return;
    if (outcome === 'held' || outcome === 'done') held = true;
    else ended = true; // R21: what was not dealt with stays on the agenda
    tasks.withdraw('superseded', ({ kind }) => kind === spec.first);
  }

  /** What was said at a closed meeting stays said, and nobody prepares it any more. */
  function mayReopen({ kind }: FollowUp): boolean {
    return kind !== spec.meeting && !(kind === spec.first && (held || ended));
  }

  /** R13, R26: a meeting is closed when everybody in it has been talked about. */
  function refuses(task: FollowUp): Refused | undefined {
    if (!spec.everybody || task.kind !== spec.meeting || !opened) return undefined;
    const missing = opened.members.length - answers.size;
    return missing > 0 ? { code: 'answersMissing', detail: missing } : undefined;
  }

  function answer({ by, rows }: AnswerYouths): Promise<undefined> {
    const news = rows.filter(({ youth, answers: said }) => !isSame(answers.get(youth), said));
    for (const row of news) answers.set(row.youth, row.answers);
    if (news.length > 0) tasks.do({ do: 'saveAnswers', by, rows: news });
    return tasks.written();
  }

  function checkAnswers({ rows, on }: AnswerYouths): void {
    if (held || ended) refuse('alreadyClosed');
    if (rows.length > MAX_ANSWERS) refuse('invalidOutcome', { field: 'rows', allowed: [1, MAX_ANSWERS] });
    for (const [index, { youth, answers: said }] of rows.entries()) {
      const member = opened?.members.find((known) => known.youth === youth);
      if (!opened || !member) refuse('unknownYouth', youth);
      const terms = { criteria: opened.criteria, notYet: member.notYet ?? [], on };
      const problem = answersProblem(spec.kind, said, terms);
      if (problem)
        refuse('invalidOutcome', { ...problem, field: `rows[${String(index)}].answers.${problem.field}` });
    }
  }

  /** The meeting was held: what follows for each is opened, journalled and told. */
  async function conclude(): Promise<void> {
    const rows = rowsOf(round);
    for (const row of rows) spec.follow(row, round, tasks);
    await tasks.flush();
    await inChunks((youths) => activities.tellYouths(origin, spec.kind, meeting ?? 0, youths));
    await spec.told?.(rows);
    ended = true;
  }

  async function inChunks(each: (youths: readonly YouthRef[]) => Promise<void>): Promise<void> {
    const youths = round.members.map(({ youth }) => youth);
    for (let from = 0; from < youths.length; from += CHUNK) await each(youths.slice(from, from + CHUNK));
  }

  /** In the round's own order, whatever the order they came in. */
  function rowsOf({ members }: OpenedRound): AnswerRow[] {
    return members.flatMap(({ youth }) => {
      const said = answers.get(youth);
      return said ? [{ youth, answers: said }] : [];
    });
  }
}

/** The same answers twice change nothing; both were parsed from JSON with the same keys in the same order. */
const isSame = (a: Answers | undefined, b: Answers): boolean => JSON.stringify(a) === JSON.stringify(b);
