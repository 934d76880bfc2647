/**
 * R22: where a journey stands – absence, then wellbeing, then education. The one definition of it, over facts that
 * others know.
 */

/** The stages, in the order a journey goes through them. */
export const STAGES = ['absence', 'wellbeing', 'education'] as const;
export type Stage = (typeof STAGES)[number];

/** What the stage is told by. Instants in milliseconds since 1970. */
export interface StageFacts {
  /** Off plan: neither at a school, nor in education, nor at work. */
  readonly offPlan: boolean;
  /** A case of absence is open, or a task about absence. */
  readonly absence: boolean;
  /** A dialogue about wellbeing is open. */
  readonly dialogue: boolean;
  /** The latest answer to how the youth is (R08), and whether it was low. */
  readonly answer?: { readonly at: number; readonly low: boolean };
  /** When the latest case of absence closed. */
  readonly absenceUntil?: number;
}

/**
 * - absence: the youth is off plan, or absence is being followed up;
 * - wellbeing: a dialogue is open, the latest answer is low, or absence ended less than `settledMs` ago and the youth
 *   has not answered since that they are well;
 * - education: everything else.
 */
export function stageOf(facts: StageFacts, now: number, settledMs: number): Stage {
  const { offPlan, absence, dialogue, answer, absenceUntil } = facts;
  if (offPlan || absence) return 'absence';
  if (dialogue || answer?.low === true) return 'wellbeing';
  if (absenceUntil === undefined || absenceUntil + settledMs <= now) return 'education';
  return answer !== undefined && answer.at > absenceUntil ? 'education' : 'wellbeing';
}
