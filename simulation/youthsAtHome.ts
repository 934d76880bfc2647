/**
 * Youths in a simulation: who is asked how they are (R08) answers, or does not. Made up, and the same for the same seed.
 */
import { type Table } from '../contract/ports/table';
import { type JournalEntry } from '../records/journal';
import { openPulse } from '../records/pulses';
import { type Instant } from '../rules/clock';
import { type VirtualMunicipality } from './municipality';
import { pick, randomOf } from './random';

/** Two in three answer, most of them within a day or two. */
const ANSWERS = 0.66;
const LONGEST_HOURS = 72;
/** How often each part of the scale is answered, from its lowest to its highest fifth. */
const WEIGHTS = [4, 8, 25, 38, 25] as const;
const MS_PER_HOUR = 3_600_000;

interface Home {
  readonly table: Table;
  readonly seed: number;
  /** The lowest and the highest answer. */
  readonly scale: readonly [number, number];
  readonly plan: (at: Instant, happen: () => Promise<void>) => void;
  readonly answerPulse: VirtualMunicipality['answerPulse'];
}

/** What to tell of every entry of the journal so that youths answer; a question lies open before its message goes. */
export function youthsAtHome({ table, seed, scale, plan, answerPulse }: Home): (entry: JournalEntry) => void {
  const [from, to] = scale;
  const answers = WEIGHTS.map((weight, n): readonly [number, number] => [
    from + Math.round((n * (to - from)) / (WEIGHTS.length - 1)),
    weight,
  ]);
  return ({ event, reason, role, youth, task, at, late }) => {
    if (event !== 'message.sent' || reason?.about !== 'pulse.asked' || role !== 'youth') return;
    if (youth === undefined || task === undefined) return;
    const random = randomOf(seed, task);
    if (random() >= ANSWERS) return;
    const when = (late ?? at) + Math.ceil(random() * LONGEST_HOURS * 60) * (MS_PER_HOUR / 60);
    const score = pick(random, answers);
    plan(when, async () => {
      // Who has left the school meanwhile has no question any more.
      if (await openPulse(table, youth, when)) await answerPulse(youth, { score });
    });
  };
}
