/**
 * Randomness that depends on a seed and a name only: the same whatever else is drawn, in whatever order or thread.
 */
import { hash32 } from '../rules/spread';

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** The stream of one name under a seed (mulberry32, Tommy Ettinger, public domain). */
export function randomOf(seed: number, name: string): Random {
  let state = (hash32(name) ^ Math.imul(seed, 0x9e3779b1)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the choices, by weight. Throws when there is none. */
export function pick<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  const last = choices.at(-1);
  if (!last) throw new RangeError('nothing to choose from');
  return last[0];
}

/** A log-normal number with this median; sigma is the spread of its logarithm. */
export function logNormal(random: Random, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()));
}
