/**
 * What a youth's page says beside the ways to its other pages: how things stand there, in a few words.
 */

export const YOUTH_PAGE = {
  noFace: 'Ingen endnu. Find én snart.',
  noNext: 'Intet aftalt',
  noMeeting: 'Ikke aftalt',
  noPlan: 'Ingen plan endnu',
  familyPlan: 'Familiens plan gælder',
  declined: 'Nej tak til en plan',
} as const;

/** R25: `2 af højst 3 indsatser`. */
export function effortsText(open: number, most: number): string {
  return `${String(open)} af højst ${String(most)} indsatser`;
}

/** R16: `1 åben aftale`, and how many were not kept; undefined where none were made. */
export function agreementsText(open: number, broken: number): string | undefined {
  const waiting = open === 0 ? [] : [open === 1 ? '1 åben aftale' : `${String(open)} åbne aftaler`];
  const missed = broken === 0 ? [] : [`${String(broken)} ikke holdt`];
  const words = [...waiting, ...missed].join(', ');
  return words === '' ? undefined : words;
}
