/**
 * Sentences on the pages about meetings with many youths: what is asked of each, what is saved and what lacks.
 */
import { type RoundKind } from '../contract/messages/rounds';

export const ROUND_PAGE = {
  listHint: 'Her er de møder, du er med i.',
  none: 'Der er ingen møder lige nu.',
  preparing: 'Mødet er ikke klar endnu. Du kan se, hvem det er om.',
  held: 'Mødet er holdt. Svarene kan ikke rettes mere.',
  readOnly: 'Du kan se svarene. Den, der har mødet, skriver dem.',
  saveAsYouGo: 'Gem hver række, når I har talt om den unge. Så mister I ikke noget.',
  closeHint: 'Vi gemmer det hele først. Svarene kan ikke rettes bagefter.',
  notHeld: 'Blev mødet ikke til noget? Så sig det på opgaven.',
  gone: 'Findes ikke mere',
  mend: 'Der er noget at rette',
  mendDetail: 'De rækker er ikke gemt. Det, du skrev, står der endnu.',
  unsaved: 'Ikke gemt endnu',
  taskHint: 'Her svarer I om hver ung, mens I holder mødet.',
  noGoals: 'Ingen delmål',
  statusHint: 'Skriv i et notat, hvor I er med hver af jeres unge. Det er nok med et par ord om hver.',
} as const;

/** What each kind of meeting is for. */
export const ROUND_HINTS: Record<RoundKind, string> = {
  progressionRound: 'Svar ja eller nej tre gange om hver ung. Resten er frivilligt.',
  prognosisRound: 'Sig om hver ung, hvem der er med, og hvor tit I ses.',
  networkConference:
    'Her er dem, ingen har fundet en vej for. En ung uden ja til det har kun et nummer. Intet skal svares.',
};

/** Beside a field of a row that must be mended. */
export const MEND_ROW = {
  satisfactory: 'Går det godt nok? Vælg ja eller nej.',
  special: 'Særlig indsats: vælg ja eller nej.',
  newOffer: 'Nyt tilbud: vælg ja eller nej.',
  need: 'Vælg en af dem på listen.',
  criterion: 'Vælg en grund til at give mere tid.',
  goal: 'Skriv, hvad den unge skal nå. Højst 1000 tegn.',
  naaet: 'Målet står ikke i planen mere.',
  med: 'Vælg mindst én.',
  weeks: 'Skriv et tal fra 1 til 26.',
  rolle: 'Vælg, hvem der gør det.',
  dag: 'Vælg en dag, der ikke er gået.',
  takeOver: 'Vælg en af dem på listen.',
  obstacle: 'Vælg en af dem på listen.',
} as const;
export type RowField = keyof typeof MEND_ROW;

/** `1 ung har ikke fået svar.`, `Alle har fået svar.` */
export function missingText(missing: number): string {
  if (missing === 0) return 'Alle har fået svar.';
  return missing === 1 ? '1 ung har ikke fået svar.' : `${String(missing)} unge har ikke fået svar.`;
}

/** Why a meeting cannot be closed yet. */
export function answersMissingText(missing: number): string {
  return `${missingText(missing)} Mødet kan lukkes, når alle har fået et.`;
}

/** What was just saved. */
export function savedText(rows: number): string {
  return rows === 1 ? 'Rækken er gemt.' : `${String(rows)} rækker er gemt.`;
}

/** Somebody else saved the row after the page was read. */
export function meanwhileText(who: string, when: string): string {
  return `${who} gemte den ${when}. Dit svar er et andet. Gem igen, hvis det er dit, der gælder.`;
}
