/**
 * Small numbers in anything that is exported (R49): a number of people below a limit could point at one of them. Hidden
 * is also what would follow from the others.
 */

const isSmallOf =
  (smallest: number) =>
  (n: number): boolean =>
    n > 0 && n < smallest;

/** Which of these counts may be told, where their sum is told, too. Nobody is no small number. */
export function mayTell(counts: readonly number[], smallest: number): boolean[] {
  const isSmall = isSmallOf(smallest);
  const told = counts.map((n) => !isSmall(n));
  const hidden = counts.filter(isSmall);
  const sum = hidden.reduce((total, n) => total + n, 0);
  // One alone, or few together, follow from the sum and the rest: the smallest that is told is hidden with them.
  if (hidden.length > 0 && (hidden.length === 1 || sum < smallest)) {
    const rest = counts.filter((n, index) => told[index] === true && n > 0);
    const least =
      rest.length === 0 ? undefined : counts.findIndex((n, i) => told[i] === true && n === Math.min(...rest));
    if (least !== undefined) told[least] = false;
  }
  return told;
}

/** Whether a part of a whole may be told beside it: only where neither it nor the rest is small. */
export const mayTellPart = (part: number, of: number, smallest: number): boolean =>
  ![part, of - part, of].some(isSmallOf(smallest));

/** People, and how many of them something is true of. */
interface PartOf {
  readonly count: number;
  readonly part: number;
}

/**
 * Which of these groups' parts may be told, where their sum is told, too: those that may be told alone, less the ones
 * from which a hidden one – or the few that are hidden together – would follow.
 */
export function mayTellParts(groups: readonly PartOf[], smallest: number): boolean[] {
  const isSmall = isSmallOf(smallest);
  const told = groups.map(({ part, count }) => mayTellPart(part, count, smallest));
  const sumOfHidden = (of: (group: PartOf) => number): number =>
    groups.reduce((sum, group, i) => (told[i] === true ? sum : sum + of(group)), 0);
  for (;;) {
    const hidden = told.filter((one) => !one).length;
    const part = sumOfHidden((group) => group.part);
    const rest = sumOfHidden((group) => group.count - group.part);
    if (hidden === 0 || (hidden > 1 && !isSmall(part) && !isSmall(rest))) return told;
    const others = groups.filter(({ count }, i) => told[i] === true && count > 0);
    const least = Math.min(...others.map(({ count }) => count));
    const next = groups.findIndex(({ count }, i) => told[i] === true && count === least);
    if (next < 0) return told;
    told[next] = false;
  }
}
