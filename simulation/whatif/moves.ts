/**
 * What differs between two agreements, and which numbers moved with it: as sentences.
 */
import { TASK_KINDS, type TaskKind } from '../../contract/messages/vocabulary';
import { KIND_LABELS } from '../../texts/labels';
import { type Difference, differences } from '../../texts/policyWords';
import { type Figure, figuresOf, type Lived, type Setting } from './figures';

/** A number under two agreements. */
export interface Move {
  readonly label: string;
  readonly before: number;
  readonly after: number;
  readonly decimals: number;
}

/** Parameters that differ and are about the same tasks: one run cannot tell their effects apart. */
export interface Cause {
  readonly differences: readonly Difference[];
  /** Of those tasks, the kinds that moved most. */
  readonly tasks: readonly Move[];
}

/** Kinds of task each part of an agreement is about; the other parts are about all or none. */
const ABOUT: readonly (readonly [path: string, kinds: readonly string[]])[] = [
  ['absence.', ['absence.', 'retention.']],
  ['measures.', ['retention.']],
  ['meetings.', ['family.']],
  ['progression.', ['progress.']],
  ['prognosis.', ['prognosis.']],
  ['networkConference.', ['network.']],
  ['transition.', ['transition.']],
  ['contactPerson.', ['contact.']],
  ['silence.', ['school.']],
  ['wellbeing.', ['wellbeing.']],
  ['outreach.', ['dropout.']],
  ['contactCheck.', ['contactCheck.']],
  ['newcomer.', ['newcomer.']],
  ['trackedGoal.', ['goal.']],
  ['notification.', ['notification.']],
  ['placement.', ['placement.']],
  ['programmes.', ['programme.']],
];

function kindsAbout(path: string): TaskKind[] {
  const ladder = TASK_KINDS.filter((kind) => path === `ladders.${kind}`);
  if (ladder.length > 0) return ladder;
  const starts = ABOUT.find(([part]) => path.startsWith(part))?.[1] ?? [];
  return TASK_KINDS.filter((kind) => starts.some((start) => kind.startsWith(start)));
}

/** What differs from the first agreement, with the tasks it is about, in the order of the agreement's file. */
export function causesOf(first: Lived, other: Lived): Cause[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences(first.policy, other.policy)) {
    const kinds = kindsAbout(difference.path).join(' ');
    // What is about no kind of task in particular stands alone.
    const key = kinds === '' ? difference.path : kinds;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const moves = kindMoves(first, other).filter(({ move }) => move.before !== move.after);
  return [...groups].map(([key, differing]) => ({
    differences: differing,
    tasks: moves
      .filter(({ kind }) => key.split(' ').includes(kind))
      .map(({ move }) => move)
      .sort(byWeight)
      .slice(0, KINDS_TOLD),
  }));
}

/** Opened tasks of each kind there is under one of the two. */
export function kindMoves(first: Lived, other: Lived): { readonly kind: TaskKind; readonly move: Move }[] {
  return TASK_KINDS.flatMap((kind) => {
    const [before = 0, after = 0] = [first, other].map(({ result }) => result.tally.kinds[kind] ?? 0);
    return before + after === 0
      ? []
      : [{ kind, move: { label: KIND_LABELS[kind], before, after, decimals: 0 } }];
  });
}

/** So many times what numbers of that size swing by themselves is worth telling. */
const WORTH_TELLING = 2;
const TOLD = 6;
const KINDS_TOLD = 4;

/** The counts that moved most beside what chance moves them, the heaviest first. */
export function biggestMoves(first: Lived, other: Lived, setting: Setting): Move[] {
  const after = new Map(figuresOf(other, setting).map(({ id, value }) => [id, value]));
  const figures = figuresOf(first, setting)
    .filter(({ counted }) => counted)
    .map((figure) => moveOf(figure, after.get(figure.id) ?? 0));
  const kinds = kindMoves(first, other).map(({ move }) => ({ ...move, label: `Opgaver: ${move.label}` }));
  return [...figures, ...kinds]
    .filter((move) => weight(move) >= WORTH_TELLING)
    .sort(byWeight)
    .slice(0, TOLD);
}

export function moveOf({ label, value, decimals }: Figure, after: number): Move {
  return { label, before: value, after, decimals };
}

/** How far a count moved, in what counts of that size swing by chance: their square root. */
function weight({ before, after }: Move): number {
  return Math.abs(after - before) / Math.sqrt(Math.max(before, after, 1));
}

const byWeight = (a: Move, b: Move): number => weight(b) - weight(a) || (a.label < b.label ? -1 : 1);

/** `Fraværssager åbnet går fra 40 til 62: 22 flere (+55 %).` */
export function moveSentence(move: Move): string {
  const { label, before, after, decimals } = move;
  const values = `fra ${numberText(before, decimals)} til ${numberText(after, decimals)}`;
  const more = `${numberText(Math.abs(after - before), decimals)} ${after > before ? 'flere' : 'færre'}`;
  return `${label} går ${values}: ${more}${shareText(move)}.`;
}

/** `+22 (+55 %)`, `±0`. */
export function changeText(move: Move): string {
  const { before, after, decimals } = move;
  const change = numberText(Math.abs(after - before), decimals);
  if (Number(change.replace(',', '.')) === 0) return '±0';
  return `${after > before ? '+' : '−'}${change}${shareText(move)}`;
}

function shareText({ before, after }: Move): string {
  if (before === 0) return '';
  const share = Math.round((100 * (after - before)) / before);
  return ` (${share > 0 ? '+' : share < 0 ? '−' : '±'}${String(Math.abs(share))} %)`;
}

/** A number as Danes write it. */
export function numberText(value: number, decimals: number): string {
  return value.toLocaleString('da-DK', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
