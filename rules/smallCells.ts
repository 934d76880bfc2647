/**
 * Small numbers in anything that is exported (R49): a number of people below a limit could point at one of them. Hidden
 * is also what would follow from the others.
 */

/** Which of these counts may be told, where their sum is told, too. Nobody is no small number. */
export function mayTell(counts: readonly number[], smallest: number): boolean[] {
  const isSmall = (n: number): boolean => n > 0 && n < smallest;
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
  ![part, of - part, of].some((n) => n > 0 && n < smallest);
