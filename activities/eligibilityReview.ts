/**
 * R51: whether we are there for a youth – from 13 until the 30th birthday, and while the youth lives here. Where not,
 * everything ends with a stated reason and the journey stands still.
 */
import { type CaseClosing, PROCEDURES, type TaskKind } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type Policy } from '../contract/schemas/policy';
import { type Youth } from '../records/people';
import { movedAwayOn, type Situation } from '../records/situation';
import { tasksOfYouth } from '../records/tasks';
import { type IsoDate } from '../rules/calendar';
import { eligibilityOn } from '../rules/outreach';
import { type Look } from './look';

/** What is done whatever else ends: the handing over, and the talk a youth has asked for (R53). */
const STAYS: readonly TaskKind[] = ['move.handover', 'talk.requested'];

/** L3: a notification of concern is assessed and answered whoever it is about, and wherever they live now. */
const ENDS = PROCEDURES.filter((procedure) => procedure !== 'notification');

/** Whether anything may begin today; if not, everything that runs is ended, once. */
export async function reviewEligibility(table: Table, look: Look, known: Situation): Promise<boolean> {
  const { today, situation } = look;
  const why = whyNot(look, known);
  if (why === undefined) {
    handOver(look, known);
    if (situation.still !== undefined) look.steps.push({ do: 'resume', key: `resume/${today}` });
    return true;
  }
  if (why === 'movedAway') handOver(look, known);
  if (situation.still === why) return false;
  const { ref } = look.youth;
  const open = (await tasksOfYouth(table, ref)).filter(({ status }) => status === 'open');
  const workflows = open.map(({ workflowId }) => workflowId).filter((id) => isProcedureOf(id, ref));
  look.steps.push({
    do: 'stop',
    key: `standstill/${today}`,
    procedures: ENDS,
    kinds: open.map(({ kind }) => kind).filter((kind) => !STAYS.includes(kind)),
    workflows: [...new Set(workflows)],
    why,
    ends: 'R51',
  });
  return false;
}

function whyNot(look: Look, known: Situation): CaseClosing | undefined {
  const { youth, policy, today } = look;
  const { until } = eligibilityOn(youth.born, today, policy.eligibility);
  if (until !== undefined) look.lookAgain(until);
  for (const { on, backOn } of known.moves) {
    look.lookAgain(on);
    if (backOn !== undefined) look.lookAgain(backOn);
  }
  return standstill(youth, today, policy, known);
}

/** Why nothing may begin on a day; undefined where it may. */
export function standstill(
  { born }: Pick<Youth, 'born'>,
  today: IsoDate,
  { eligibility }: Pick<Policy, 'eligibility'>,
  known: Situation,
): CaseClosing | undefined {
  const { is } = eligibilityOn(born, today, eligibility);
  if (is === 'over') return 'ageLimit';
  if (is === 'tooYoung') return 'tooYoung';
  return movedAwayOn(known, today) === undefined ? undefined : 'movedAway';
}

const isProcedureOf = (workflowId: string, youth: string): boolean =>
  ENDS.some((procedure) => workflowId.startsWith(`${procedure}/${youth}/`));

/** R51: what the new municipality is to know is handed on by a person – as soon as the move is known. */
function handOver(look: Look, { moves }: Situation): void {
  for (const { k, on } of moves) {
    look.take({
      do: 'open',
      key: `move/${String(k)}`,
      kind: 'move.handover',
      rule: 'R51',
      reason: { movesOn: on },
    });
  }
}
