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
export const mayTellParts = (groups: readonly PartOf[], smallest: number): boolean[] =>
  mayTellRows(
    groups.map(({ part, count }) => [part, count - part]),
    smallest,
  );

/**
 * Which of these rows may be told, each a group of people divided into the same kinds, where the sums of the kinds are
 * told, too. A row is told whole or not at all: what is missing in it would follow from how many the group is. `may`
 * says which groups' number may be told at all.
 */
export function mayTellRows(
  rows: readonly (readonly number[])[],
  smallest: number,
  may: readonly boolean[] = [],
): boolean[] {
  const isSmall = isSmallOf(smallest);
  const counts = rows.map((row) => row.reduce((sum, n) => sum + n, 0));
  const told = rows.map((row, i) => may[i] !== false && !row.some(isSmall));
  const hiddenOf = (kind: number): number =>
    rows.reduce((sum, row, i) => (told[i] === true ? sum : sum + (row[kind] ?? 0)), 0);
  for (;;) {
    const hidden = told.filter((one) => !one).length;
    const isFew = (rows[0] ?? []).some((_, kind) => isSmall(hiddenOf(kind)));
    if (hidden === 0 || (hidden > 1 && !isFew)) return told;
    const least = Math.min(...counts.filter((count, i) => told[i] === true && count > 0));
    const next = counts.findIndex((count, i) => told[i] === true && count === least);
    if (next < 0) return told;
    told[next] = false;
  }
}
