/**
 * Sentences about where a journey stands (R22), how the youth is (R08), and how soon somebody answered (R23).
 */
import { type Stage } from '../rules/stage';
import { daysText } from './times';

export const STAGE_PAGE = {
  hint: 'Her ser du, hvor langt den unge er på sin vej.',
  noStage: 'Forløbet er ikke i gang endnu.',
  noPulses: 'Den unge er ikke spurgt endnu.',
  noCases: 'Der har ikke været en sag om fravær.',
  pulseHint: 'Skriv svaret, når den unge siger det til dig. Det er ok ikke at svare.',
  pulseClosed: 'Der er ikke et spørgsmål at svare på lige nu.',
  declineHint: 'Vil den unge ikke have spørgsmål, er det også et svar.',
} as const;

export const scaleText = (from: number, to: number): string =>
  `Hvordan går det? ${String(from)} er skidt, ${String(to)} er godt.`;

/** What each stage is about. */
export const STAGE_MEANINGS: Readonly<Record<Stage, string>> = {
  absence: 'Den unge er væk, eller vi følger op på det.',
  wellbeing: 'Den unge er tilbage. Nu skal det gå godt.',
  education: 'Den unge er i gang.',
};

export const RESPONSE_LABELS = {
  inTime: 'Til tiden',
  late: 'For sent',
  waiting: 'Venter',
  closed: 'Lukket før kontakt',
} as const;

/** R22: what is measured, a line for each stage. */
export function measureTexts(measures: {
  readonly cases: number;
  readonly met: number;
  readonly asked: number;
  readonly answered: number;
  readonly latest?: number;
  readonly subGoals: number;
  readonly reached: number;
}): Readonly<Record<Stage, string>> {
  const { cases, met, asked, answered, latest, subGoals, reached } = measures;
  const last = latest === undefined ? '' : ` Sidst: ${String(latest)}.`;
  return {
    absence: cases === 0 ? 'Ingen sager.' : `${counted(cases, 'sag', 'sager')}, ${String(met)} nåede målet.`,
    wellbeing:
      asked === 0 ? 'Ikke spurgt.' : `Svar på ${String(answered)} af ${String(asked)} spørgsmål.${last}`,
    education:
      subGoals === 0
        ? 'Ingen delmål.'
        : `${String(reached)} af ${counted(subGoals, 'delmål', 'delmål')} nået.`,
  };
}

const counted = (n: number, one: string, many: string): string => `${String(n)} ${n === 1 ? one : many}`;

/** `Aftalt: 1 dag` in working days. */
export const agreedText = (days: number): string =>
  days === 0
    ? 'Der skal være kontakt samme dag.'
    : `Der skal være kontakt efter højst ${daysText(days)} på job.`;
