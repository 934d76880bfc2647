/**
 * The stage of a youth's journey (R22), and what is measured on each: read from cases, tasks, pulses and plan. Which
 * stage it is, rules/stage.ts says.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type Policy } from '../contract/schemas/policy';
import { type Instant } from '../rules/clock';
import { type Stage, type StageFacts, stageOf } from '../rules/stage';
import { overviewOf } from './overview';
import { getPlan } from './plan';
import { type Youth } from './people';
import { type Pulse, pulsesOf } from './pulses';
import { type CaseRow, casesOf } from './tasks';

const DAY_MS = 86_400_000;

/** The stage the youth is on by the facts of this moment, and until when it is that at most by time alone. */
export async function stageNow(
  table: Table,
  youth: Pick<Youth, 'ref' | 'status'>,
  { stage: { settledDays }, wellbeing }: Pick<Policy, 'stage' | 'wellbeing'>,
  now: Instant,
): Promise<{ stage: Stage; until?: Instant }> {
  const [cases, pulses, overview] = await Promise.all([
    casesOf(table, youth.ref),
    pulsesOf(table, youth.ref),
    overviewOf(table, [youth.ref]),
  ]);
  const open = Object.values(overview.get(youth.ref)?.tasks ?? {}).filter(({ status }) => status === 'open');
  const facts: StageFacts = {
    offPlan: youth.status === 'none',
    absence:
      cases.some(({ closedAt }) => closedAt === undefined) ||
      open.some(({ kind }) => kind.startsWith('absence.')),
    dialogue: open.some(({ kind }) => kind === 'wellbeing.dialogue'),
    ...lastAnswer(pulses, wellbeing.low),
    ...lastAbsence(cases),
  };
  const settledMs = settledDays * DAY_MS;
  const stage = stageOf(facts, now, settledMs);
  const settles = facts.absenceUntil === undefined ? undefined : facts.absenceUntil + settledMs;
  return {
    stage,
    ...(stage === 'wellbeing' && settles !== undefined && settles > now && { until: settles }),
  };
}

function lastAnswer(pulses: readonly Pulse[], low: number): Pick<StageFacts, 'answer'> {
  for (const { answer, answeredAt } of pulses) {
    if (answer && 'score' in answer && answeredAt !== undefined)
      return { answer: { at: answeredAt, low: answer.score <= low } };
  }
  return {};
}

/** A case that was withdrawn never was. */
function lastAbsence(cases: readonly CaseRow[]): Pick<StageFacts, 'absenceUntil'> {
  const closed = cases.flatMap(({ closedAt, closing }) => (closing === 'withdrawn' ? [] : (closedAt ?? [])));
  return closed.length === 0 ? {} : { absenceUntil: Math.max(...closed) };
}

const keyOf = (youth: YouthRef): { pk: string; sk: string } => ({ pk: 'stage', sk: youth });

/** A stage and since when. */
export interface StageRow {
  readonly youth: YouthRef;
  readonly stage: Stage;
  readonly since: Instant;
  /** The effect it was decided with: an earlier one of the same workflow that is carried out again changes nothing. */
  readonly by?: { readonly workflowId: string; readonly seq: number };
}

export async function noteStage(table: Table, row: StageRow): Promise<void> {
  await table.put({ ...keyOf(row.youth), value: row });
}

/** The stages as they were last decided, by youth; a journey that has not begun has none. */
export async function stagesOf(
  table: Table,
  youths: readonly YouthRef[],
): Promise<ReadonlyMap<YouthRef, StageRow>> {
  const rows = await table.getMany(youths.map(keyOf));
  return new Map(rows.map((row) => [row.sk, row.value as StageRow]));
}

/** Everybody's, by youth. */
export async function allStages(table: Table): Promise<ReadonlyMap<YouthRef, StageRow>> {
  const rows = await table.list('stage');
  return new Map(rows.map((row) => [row.sk, row.value as StageRow]));
}

/** R22: what is measured on each stage, since the journey's beginning as far as it is kept. */
export interface StageMeasures {
  /** Cases of absence, and how many of them ended with the target met. */
  readonly cases: number;
  readonly met: number;
  /** Answers to how the youth is, of so many questions; the latest one. */
  readonly asked: number;
  readonly answered: number;
  readonly latest?: number;
  /** Dated sub-goals of the plan, and how many are reached. */
  readonly subGoals: number;
  readonly reached: number;
}

export async function stageMeasures(table: Table, youth: YouthRef): Promise<StageMeasures> {
  const [cases, pulses, { subGoals }] = await Promise.all([
    casesOf(table, youth),
    pulsesOf(table, youth),
    getPlan(table, youth),
  ]);
  const scores = pulses.flatMap(({ answer }) => (answer && 'score' in answer ? [answer.score] : []));
  const [latest] = scores;
  return {
    cases: cases.filter(({ closing }) => closing !== 'withdrawn').length,
    met: cases.filter(({ closing }) => closing === 'targetMet').length,
    asked: pulses.length,
    answered: scores.length,
    ...(latest !== undefined && { latest }),
    subGoals: subGoals.length,
    reached: subGoals.filter(({ reachedOn }) => reachedOn !== undefined).length,
  };
}
