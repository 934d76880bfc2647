/**
 * Sentences about plans, notes, people and meetings: what is refused and why, and the headings of their forms.
 */
import { type MeetingAnswer, type Need, type Party } from '../contract/messages/vocabulary';
import { type NoteReader } from '../contract/schemas/plan';
import { type InvitationProblem, type InvitationWarning } from '../rules/participants';
import { type GuardianDecision } from '../rules/audience';
import { dayText } from './times';
import { type IsoDate } from '../rules/calendar';

export const PLAN = {
  suspended: 'Familiens plan gælder nu. Så længe den gør, kan den unges egen plan ikke ændres.',
  declined: 'Den unge har sagt nej tak til en plan. Vil de gerne nu, så skriv det først.',
  notSecret:
    'Skriv kun det, du kan stå ved. Er et barn i fare, skal vi sige det videre. Den unge kan bede om at se alt.',
  noteHint: 'Kommunens egne kan læse det. Vælg selv, om andre må.',
  guardiansHint: 'De ser det kun, når de må høre om den unge.',
  schoolHint: 'Sig det til den unge, før du deler det med skolen.',
  purposeHint: 'Skriv det med deres egne ord. Ret dem ikke.',
  effortsHint: 'Tag én ting ad gangen. Start med det, den unge selv vil.',
  youthVersionHint: 'Skriv til den unge. Brug korte ord og korte linjer.',
  none: 'Der er ingen plan endnu. Start med, hvad den unge selv vil.',
  noEfforts: 'Der er ikke sat noget i gang.',
  noSubGoals: 'Der er ingen mål på vej endnu.',
  noNotes: 'Der er ingen notater endnu.',
  declineHint: 'Et nej tak er også et svar. Det står ved magt, til de siger andet.',
  familyHint: 'Når familien har en plan, gælder den. Den unges egen plan venter så.',
  wishHint: 'Ønsket går til lederen. Den, der er kontaktperson nu, får det ikke at se.',
  riskHint: 'Den siger, hvor tit I mødes. Det er altid en af jer, der vælger den.',
  togetherHint: 'De her ligger tæt. Hold dem som ét møde, hvis den unge vil.',
  noMeetings: 'Der er ingen møder på vej.',
  noAgreements: 'Der er ingen aftaler endnu.',
  oneTime: 'Den tid gælder så for dem alle.',
  pointHint: 'Skriv, som I siger det. Brug lette ord.',
  placeHint: 'Et sted, den unge selv har valgt.',
  consentHint: 'Det spørger vi om, når den unge er 18 år.',
  otherTimeHint: 'Ved den unge ikke en anden tid, så lad den stå tom. Så finder en af jer den.',
  suggestedHint: 'De her tider passer de fleste unge. Du kan også vælge selv.',
  agreementsHint: 'Skriv kun dem, I har aftalt. Ordene kan stå i notatet.',
  earlierHint: 'Det, I ikke svarer på, kommer med på næste møde.',
  statutoryHint: 'Så tæller det ikke med.',
  saved: 'Det er gemt.',
} as const;

/** R11: what the start of FGU lacks. */
export const GAP_LABELS = {
  order: 'bestilling af FGU',
  purpose: 'formål',
  preparation: 'at gøre den unge klar',
  subGoals: 'et mål med dato',
} as const;

/** R44: who else may see a note. */
export const NOTE_READER_LABELS: Record<NoteReader, string> = {
  youth: 'den unge',
  guardians: 'værgerne',
  school: 'skolen',
};

/** R16: who an agreement binds. */
export const PARTY_LABELS: Record<Party, string> = {
  youth: 'Den unge',
  guardian: 'Værgerne',
  municipality: 'Os',
};

/** Beside an agreement that binds nobody. */
export const MEND_AGREEMENT = 'Vælg, hvem det gælder.';

/** R40: what a youth answers. */
export const ANSWER_LABELS: Record<MeetingAnswer, string> = {
  coming: 'Jeg kommer',
  anotherTime: 'En anden tid',
  callMe: 'Ring til mig',
};

/** Whose words or whose point it is. */
export const WORDS_OF_LABELS = {
  youth: 'Den unge',
  family: 'Familien',
  staff: 'Os',
} as const;

export const NEED_LABELS: Record<Need, string> = {
  less: 'mindre end før',
  same: 'som før',
  more: 'mere end før',
};

/** R25: why a fourth effort is refused, with the names of those that are open. */
export function tooManyText(most: number, open: readonly string[]): string {
  return `Der er ${String(open.length)} ting i gang: ${open.join(', ')}. Der må være ${String(most)}. Stop en først.`;
}

/** R40, R46: what makes a text hard to read. */
export function tooHardText(
  lix: number,
  most: number,
  { sentence, words }: { readonly sentence: string; readonly words: readonly string[] },
): string {
  const long = words.length === 0 ? '' : ` Find andre ord for: ${words.join(', ')}.`;
  return `er for svær at læse: lix ${String(Math.round(lix))}, højst ${String(most)}. Del eller ret: "${sentence}".${long}`;
}

/** R52: who decides instead, said to whom wanted to. */
export const DECIDED_BY: Record<GuardianDecision, string> = {
  law: 'Loven siger, at værgerne skal høre om den unge nu. Det kan du ikke vælge om.',
  choice: 'Den unge er under 18 år. Det er en voksen hos jer, der vælger.',
  consent: 'Den unge er fyldt 18 år. Kun den unge selv kan sige ja.',
};

/** R18: why people cannot be invited like this. */
export const INVITATION_PROBLEMS: Record<InvitationProblem, string> = {
  youthMissing: 'den unge skal med. Der er ingen møder uden den unge (R18)',
  guardiansMissing: 'værgerne skal med, når den unge er under 18 år (R18)',
  guardiansNotAllowed: 'værgerne må ikke høre om den unge endnu. Vælg det først på den unges side (R52)',
  consentMissing: 'den unge er 18 år og skal sige ja til, hvem der kommer (R18)',
};

/** What is only mentioned (R18, R42). */
export const INVITATION_WARNINGS: Record<InvitationWarning, string> = {
  tooMany: 'I er mange fra kommunen. Kan nogen blive væk?',
  familyNotAsked: 'Familien er ikke med. Tal med den unge om det.',
};

/** R15: what is said of a time that lies outside the weeks it ought to. */
export const TIMING_TEXTS: Record<'inside' | 'sooner' | 'tooLate', string> = {
  inside: '',
  sooner: 'Det er før, vi plejer. Det er ok, hvis den unge vil.',
  tooLate: 'Det er for sent. Find en tid før, hvis du kan.',
};

/** R40: what is said of an agenda that is hard to read; the youth's own words stay as they are. */
export const AGENDA_HARD = 'Det er svært at læse. Gør jeres egne punkter lette.';

/** R28: continuity of one role in one sentence. */
export function continuityText(changes: number, uncoveredDays: number): string {
  const shifts = changes === 1 ? '1 skift' : `${String(changes)} skift`;
  const days = uncoveredDays === 1 ? '1 dag' : `${String(uncoveredDays)} dage`;
  return uncoveredDays === 0 ? shifts : `${shifts}, ${days} uden nogen`;
}

/** `til 15. januar`, of an effort or sub-goal. */
export function untilText(date: IsoDate, today: IsoDate): string {
  return `til ${dayText(date, today)}`;
}
