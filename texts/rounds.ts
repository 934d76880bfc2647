/** Meetings about many youths in words. */
import { type Obstacle, type RoundKind } from '../contract/messages/rounds';
import { type ExtensionCriterion, type Facts, type Need } from '../contract/messages/vocabulary';

export const ROUND_LABELS: Record<RoundKind, string> = {
  progressionRound: 'Progressionsmøde',
  prognosisRound: 'Prognosemøde',
  networkConference: 'Netværkskonference',
};

/** R14: what an extension rests on. */
export const CRITERION_LABELS: Record<ExtensionCriterion, string> = {
  nearGoal: 'Tæt på målet',
  illness: 'Sygdom',
  personalCircumstances: 'Personlige forhold',
  newDirection: 'Ny retning',
  waitingForOffer: 'Venter på en plads',
};

/** R48 */
export const NEED_LABELS: Record<Need, string> = {
  less: 'Mindre støtte',
  same: 'Samme støtte',
  more: 'Mere støtte',
};

/** R20 */
export const OBSTACLE_LABELS: Record<Obstacle, string> = {
  waitingTime: 'Ventetid',
  noOffer: 'Der er ikke et tilbud',
  responsibility: 'Ingen ved, hvem der har ansvaret',
  dataSharing: 'Vi må ikke dele det, vi ved',
  legislation: 'Loven',
  economy: 'Penge',
  other: 'Andet',
};

/** What a meeting said of a youth, as labels: `Det går ikke, som det skal · Særlig indsats · Mere støtte`. */
export function roundWords(reason: Facts): string {
  const { satisfactory, special, newOffer, need, criterion, weeks, obstacle, reached } = reason;
  return [
    satisfactory === true ? 'Det går, som det skal' : undefined,
    satisfactory === false ? 'Det går ikke, som det skal' : undefined,
    special === true ? 'Særlig indsats' : undefined,
    newOffer === true ? 'Nyt tilbud' : undefined,
    need === undefined ? undefined : NEED_LABELS[need as Need],
    criterion === undefined
      ? undefined
      : `Grund: ${CRITERION_LABELS[criterion as ExtensionCriterion].toLowerCase()}`,
    Array.isArray(reached) && reached.length > 0 ? `Nåede delmål: ${String(reached.length)}` : undefined,
    typeof weeks === 'number' ? `Ses hver ${String(weeks)}. uge` : undefined,
    obstacle === undefined ? undefined : `I vejen: ${OBSTACLE_LABELS[obstacle as Obstacle].toLowerCase()}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
