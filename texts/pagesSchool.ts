/**
 * Sentences and labels on the school's own pages.
 */
import { ABSENCE_TYPES, type AbsenceType, type SchoolEvent } from '../contract/messages/vocabulary';

export const SCHOOL_PAGE = {
  hint: 'Find eleven, og klik på Meld fravær. Du kan rette det igen.',
  fullDay: 'En hel dag er 300. Ret tallet, hvis det kun var en del af dagen.',
  alreadyOn: 'Der er meldt fravær ind for den dag. Gemmer du igen, bliver det rettet.',
  fromFile: 'Det her kom fra jeres eget system. Ret det der.',
  moreThatDay: 'Meld mere fravær for den dag',
  confirmAsk: 'Er alt fravær for dagen meldt ind?',
  confirmHint: 'Når I siger ja, ved vi, at resten var i skole.',
  confirmed: 'Alt er meldt ind for dagen. Tak.',
  missing: 'Her mangler vi et ja fra jer:',
  noStudents: 'Skolen har ingen elever her endnu.',
  noneFound: 'Ingen elev passer til det, du søger.',
  fileHint: 'Vælg en fil fra jeres system. Du ser den først her, og intet er sendt endnu.',
  fileColumns: 'Filen skal være CSV og have disse kolonner:',
  noFile: 'Vælg en fil først.',
  tooBig: 'Filen fylder for meget. Den må højst fylde 2 MB. Del den i to.',
  previewHint: 'Intet er sendt endnu. Se listen igennem, og send så resten.',
  previewErrors: 'De røde rækker bliver ikke sendt. Ret dem i filen, og send den igen bagefter.',
  nothingToSend: 'Der er ingen rækker, vi kan tage imod. Ret filen, og prøv igen.',
  cutShort: 'Her er kun de første. Alle de røde er med.',
  working: 'Bliv på siden, til det hele er sendt.',
  sentAll: 'Det hele er sendt.',
  undelivered: 'Vi har det, men det tager lidt tid, før alle kan se det.',
  eventHint: 'Sig til, når der sker noget nyt for en elev. Så hører den unges voksne om det.',
  eventSecret: 'Skriv intet om hvorfor. Det taler I med den unge om.',
  student: 'Vælg en elev på listen.',
  type: 'Vælg, hvad slags fravær det er.',
  minutes: 'Skriv et tal fra 1 til 1440.',
  event: 'Vælg, hvad der er sket.',
} as const;

/** L7, as a teacher says it. */
export const ABSENCE_LABELS: Record<AbsenceType, string> = {
  unlawful: 'Blev væk uden lov',
  sickness: 'Syg',
  parentalLeave: 'Barsel',
  authority: 'Møde hos kommunen eller andre',
  agreed: 'Fri efter aftale',
};

/** R33, as a school says it. */
export const SCHOOL_EVENT_LABELS: Record<SchoolEvent, string> = {
  enrolled: 'Begyndt hos os',
  atRisk: 'I fare for at falde fra',
  interrupted: 'Stoppet før tid',
  completed: 'Blevet færdig',
  transferred: 'Skiftet til en anden skole',
};

const DONE = {
  absenceRegistered: 'Tak. Fraværet er meldt ind.',
  absenceWithdrawn: 'Det er ikke med mere.',
  dayConfirmed: 'Tak. Nu ved vi, at alt er med.',
  eventReported: 'Tak. Vi siger det til den unges voksne.',
} as const;

/** What a school has just done. */
export type SchoolDeed = keyof typeof DONE;

/** The word of thanks after a school has done something; undefined for what is none. */
export function schoolDoneText(deed: string): string | undefined {
  return (DONE as Readonly<Record<string, string | undefined>>)[deed];
}

/** `97 rækker er klar`, and how many are not. */
export function previewText(good: number, bad: number): string {
  const ready = good === 1 ? '1 række er klar' : `${String(good)} rækker er klar`;
  if (bad === 0) return `${ready} til at blive sendt.`;
  return `${ready}. ${String(bad)} har en fejl.`;
}

/** What became of a file: new, changed, known before, turned away. */
export function receiptText({
  accepted,
  corrected,
  duplicates,
  rejected,
}: Readonly<Record<'accepted' | 'corrected' | 'duplicates' | 'rejected', number>>): string {
  return `${String(accepted)} nye, ${String(corrected)} rettet, ${String(duplicates)} havde vi før, ${String(rejected)} med fejl.`;
}

/** `200 af 1000 rækker`. */
export function progressText(done: number, of: number): string {
  return `${String(done)} af ${String(of)} rækker`;
}

/** A row's problem as the page says it: what programs may write for a kind of absence is no help to a person. */
export const rowProblem = (message: string): string =>
  message.replace(` eller ${ABSENCE_TYPES.join(', ')}`, '');
