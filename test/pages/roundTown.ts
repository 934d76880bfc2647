/**
 * Meetings about many youths in the town: a quarter's progression meeting, a prognosis meeting, a conference.
 */
import { roundName, taskId } from '../../contract/messages/ids';
import { type RoundKind } from '../../contract/messages/rounds';
import { type TaskKind } from '../../contract/messages/vocabulary';
import { putYouths } from '../../records/people';
import { changePlan, type SubGoal } from '../../records/plan';
import { keepAnswers, noteMeeting, openedOnce, type RoundRow } from '../../records/rounds';
import { saveTask } from '../../records/tasks';
import { at, NOW, STAFF, task, type Town, type Who, youth } from './town';

const MEETINGS: Readonly<
  Record<RoundKind, { readonly task: TaskKind; readonly rule: string; readonly id: string }>
> = {
  progressionRound: { task: 'progress.meeting', rule: 'R13', id: 'progressionRound/FGU-NORD/2026-4' },
  prognosisRound: { task: 'prognosis.meeting', rule: 'R26', id: 'prognosisRound/2026-2' },
  networkConference: { task: 'network.conference', rule: 'R21', id: 'networkConference/2026-11-26' },
};

/** Where a meeting's page is. */
export const pathOf = (kind: RoundKind): string => `/moeder/${roundName(MEETINGS[kind].id)}`;
export const taskOf = (kind: RoundKind): string => taskId(MEETINGS[kind].id, 2);

/** A meeting about these youths, its task with somebody. */
export async function holdRound(
  { table }: Pick<Town, 'table'>,
  kind: RoundKind,
  holder: Who,
  youths: readonly string[],
  more: Partial<RoundRow> = {},
): Promise<void> {
  const { task: meeting, rule, id } = MEETINGS[kind];
  await openedOnce(table, {
    id,
    kind,
    agreement: 0,
    meetingOn: '2026-10-21',
    members: youths.map((ref) => ({ youth: ref })),
    ...(kind === 'progressionRound' && { school: 'FGU-NORD' }),
    ...more,
  });
  const { school: _, ...row } = task(meeting, undefined, holder, at('2026-10-21'), {
    n: 2,
    workflowId: id,
    id: taskId(id, 2),
    rule,
    reason: { meetingOn: '2026-10-21', youths: youths.length },
  });
  await saveTask(table, { ...row, ...(kind === 'progressionRound' && { school: 'FGU-NORD' }) });
  await noteMeeting(table, id, row.id);
}

/** Freja has been talked about before, and has sub-goals: one late, one reached, one to come. */
export async function knowFreja({ table }: Pick<Town, 'table'>): Promise<void> {
  const goal = (id: string, text: string, due: string): SubGoal => ({ id, text, due, request: id });
  await changePlan(table, 'yfreja', (plan) => ({
    ...plan,
    subGoals: [
      goal('g1', 'Møder til tiden', '2026-10-12'),
      { ...goal('g2', 'Har fundet en praktik', '2026-10-01'), reachedOn: '2026-09-28' },
      goal('g3', 'Taler med sin mester', '2026-12-01'),
    ],
  }));
  await keepAnswers(table, 'progressionRound', {
    youth: 'yfreja',
    answers: { satisfactory: false, special: true, newOffer: false },
    by: STAFF.per.id,
    at: NOW,
    round: 'progressionRound/FGU-NORD/2026-3',
    meetingOn: '2026-08-17',
  });
}

/** So many youths of the school, beside those the town has. */
export async function crowd({ table }: Pick<Town, 'table'>, size: number): Promise<string[]> {
  const youths = Array.from({ length: size }, (_, n) => youth(`ycrowd${String(n)}`, `Ung${String(n)}`));
  await putYouths(table, youths);
  return youths.map(({ ref }) => ref);
}
