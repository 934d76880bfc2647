/**
 * A meeting about many youths as the API shows it: what was answered, last time and now, and how the sub-goals stand.
 */
import { type z } from 'zod';
import { roundName } from '../contract/messages/ids';
import { type Answers } from '../contract/messages/rounds';
import { type Person } from '../contract/ports/identity';
import { type roundDetail, type roundList } from '../contract/schemas/answers/rounds';
import { type Youth } from '../records/people';
import { getPlans, type Plan } from '../records/plan';
import { answersOf, goalsOf, lastAnswers } from '../records/rounds';
import { type IsoDate } from '../rules/calendar';
import { copenhagen, isoCopenhagen } from '../rules/clock';
import { ROUND_LABELS } from '../texts/rounds';
import { colleagues, fullName } from './people';
import { type WebPorts } from './ports';
import { isNamed, mayAnswer, nameInRound, type SeenRound, youthsIn } from './rounds';
import { named } from './taskView';

export type RoundItem = z.output<typeof roundList>['rounds'][number];
export type RoundDetail = z.output<typeof roundDetail>;
export type RoundLine = RoundDetail['rows'][number];

export function roundItem(person: Person, seen: SeenRound): RoundItem {
  const { round, task } = seen;
  const { id, kind, school, meetingOn, members } = round;
  return {
    id: roundName(id),
    kind,
    title: ROUND_LABELS[kind],
    ...(school !== undefined && { school }),
    meetingOn,
    youths: members.length,
    state: task === undefined ? 'preparing' : task.status === 'open' ? 'open' : 'held',
    ...(task && { task: task.id }),
    mayAnswer: task?.status === 'open' && mayAnswer(person, seen),
  };
}

export async function roundInDetail(ports: WebPorts, person: Person, seen: SeenRound): Promise<RoundDetail> {
  const { table } = ports;
  const { round } = seen;
  const refs = round.members.map(({ youth }) => youth);
  const [people, youths, given, last, goals, plans] = await Promise.all([
    colleagues(table),
    youthsIn(ports, round),
    answersOf(table, round.id),
    lastAnswers(table, round.kind, refs),
    goalsOf(table, round.id),
    round.kind === 'progressionRound' ? getPlans(table, refs) : undefined,
  ]);
  const today = copenhagen(ports.now()).date;
  const rows = round.members.map(({ youth: ref, notYet = [] }): RoundLine => {
    const youth = youths.get(ref);
    const said = given.get(ref);
    const before = last.get(ref);
    const plan = plans?.get(ref);
    return {
      youth: { id: nameInRound(round, ref), ...(isNamed(round, youth) && nameOf(ref, youth)) },
      notYet: [...notYet],
      ...(said && {
        answers: inWords(said.answers, goals),
        answered: { by: named(said.by, people), at: isoCopenhagen(said.at) },
      }),
      ...(before &&
        before.round !== round.id && {
          previous: { meetingOn: before.meetingOn, answers: inWords(before.answers, new Map()) },
        }),
      subGoals: plan ? subGoalsOf(plan, today) : [],
    };
  });
  const missing = rows.filter(({ answered }) => answered === undefined).length;
  return { ...roundItem(person, seen), missing, rows };
}

/** Somebody who was erased since has a reference only. */
const nameOf = (ref: string, youth: Youth | undefined): { ref: string; name?: string } => ({
  ref,
  ...(youth && { name: fullName(youth) }),
});

/** R14: an extension's goal in words, where they are at hand. */
function inWords(answers: Answers, goals: ReadonlyMap<string, string>): Record<string, unknown> {
  if (!('satisfactory' in answers) || answers.extension === undefined) return { ...answers };
  const { criterion, goal } = answers.extension;
  const text = goals.get(goal);
  return { ...answers, extension: { criterion, ...(text !== undefined && { goal: text }) } };
}

/** R12: the overdue first, then by date. */
function subGoalsOf({ subGoals }: Plan, today: IsoDate): RoundLine['subGoals'] {
  return subGoals
    .map(({ id, text, due, reachedOn }) => ({
      id,
      text,
      due,
      overdue: reachedOn === undefined && due < today,
      ...(reachedOn !== undefined && { reachedOn }),
    }))
    .sort((a, b) => Number(b.overdue) - Number(a.overdue) || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}
