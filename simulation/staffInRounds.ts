/**
 * Staff at a meeting about many youths: what they answer about each before they close it.
 */
import { type Answers, MAX_ANSWERS, type RoundKind, type RoundMember } from '../contract/messages/rounds';
import { NEEDS } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { roundOf } from '../contract/schemas/rounds';
import { getRound } from '../records/rounds';
import { type TaskRow } from '../records/tasks';
import { addDays } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { type VirtualMunicipality } from './municipality';
import { pick, type Random, randomOf } from './random';

const THREE_HOURS_MS = 3 * 3_600_000;

/** When a round's meeting is held at the earliest: on its day, unless nobody held it then. Undefined for other tasks. */
export function roundHeldAt({ kind, placement }: TaskRow): Instant | undefined {
  return roundOf(kind) === undefined || placement.rung > 0 || placement.overdue
    ? undefined
    : placement.due - THREE_HOURS_MS;
}

/** What a round's staff act with. */
export interface RoundPlace {
  readonly table: Table;
  readonly seed: number;
  readonly answerYouths: VirtualMunicipality['answerYouths'];
}

/** Answers for everybody in the round whose meeting this is; nothing for other tasks. */
export async function answerRound(
  { table, seed, answerYouths }: RoundPlace,
  row: TaskRow,
  by: string,
  now: Instant,
): Promise<void> {
  const round = roundOf(row.kind) && (await getRound(table, row.workflowId));
  if (!round || round.kind === 'networkConference') return;
  const rows = round.members.map((member) => ({
    youth: member.youth,
    answers: answersFor(round.kind, member, now, randomOf(seed, `${round.id}/${member.youth}`)),
  }));
  for (let from = 0; from < rows.length; from += MAX_ANSWERS)
    await answerYouths(round.id, by, rows.slice(from, from + MAX_ANSWERS));
}

/** Three in four go on as they should; of the rest some get an initiative, some an offer, some both. Made up. */
function answersFor(kind: RoundKind, { notYet = [] }: RoundMember, now: Instant, random: Random): Answers {
  if (kind === 'prognosisRound') {
    const due = addDays(copenhagen(now).date, 28);
    const participants = (['socialServices', 'guidance', 'jobcenter'] as const).filter(
      (role) => !notYet.includes(role),
    );
    const [role] = participants;
    return {
      participants,
      weeks: 6 + Math.floor(random() * 7),
      tasks: role !== undefined && random() < 0.3 ? [{ role, due }] : [],
    };
  }
  const satisfactory = random() < 0.75;
  return {
    satisfactory,
    special: !satisfactory && random() < 0.5,
    newOffer: !satisfactory && random() < 0.2,
    need: pick(
      random,
      NEEDS.map((need) => [need, 1] as const),
    ),
  };
}
