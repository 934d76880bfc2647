/**
 * Sentences on pages, in plain and warm Danish. Single labels stand where they are used.
 */
import { type Channel } from '../contract/messages/vocabulary';
import { copenhagen, type Instant } from '../rules/clock';
import { CHANNEL_LABELS } from './labels';
import { momentText } from './times';

export const PAGE = {
  // Errors
  forbiddenTitle: 'Den side er ikke for dig',
  forbidden: 'Din rolle giver ikke lov til at se den. Spørg din leder, hvis du har brug for den.',
  notFoundTitle: 'Her er der ikke noget',
  notFound: 'Siden findes ikke mere, eller du må ikke se den. Prøv at gå tilbage til din liste.',
  failedTitle: 'Noget gik galt hos os',
  failed: 'Det er ikke din fejl. Prøv igen om lidt. Går det stadig galt, så sig det til din leder.',
  formTooOldTitle: 'Siden er for gammel',
  formTooOld: 'Gå tilbage, hent siden igen, og send en gang til. Så passer vi på, at det er dig.',
  lostTitle: 'Du er logget ud',
  lost: 'Det skete, mens du skrev. Log ind igen, så er du straks tilbage.',
  lostNoteTitle: 'Det her skrev du',

  // Sign-in
  signIn: 'Vælg dit navn. Så ser du dine egne ting.',
  signInElsewhere: 'Log ind hos din kommune. Denne side kan kun bruges på den maskine, den kører på.',
  signInProvider: 'Du logger ind med dit login fra kommunen. Så ser du dine egne ting.',
  signInFailedTitle: 'Du er ikke logget ind',
  signInFailed: 'Det gik ikke, eller der gik for lang tid. Prøv igen.',
  signInUnknownTitle: 'Vi kender dig ikke her',
  signInUnknown: 'Dit login virker, men du er ikke oprettet. Ring til driften.',

  // Mine opgaver
  allDone: 'Du er på plads. Der er ikke noget, der venter på dig lige nu.',
  nothingFound: 'Der er ikke noget, der passer til dit valg.',
  unitHint: 'Alle i din enhed kan tage dem. Den første, der gør noget, har den.',
  movedHint: 'De lå hos dig før. Du kan stadig gøre dem færdige, hvis du når det først.',
  cutShort: 'Her er de første. Brug dit valg øverst for at se resten.',

  // Opgaven
  closedDone: 'Den er færdig.',
  closedWithdrawn: 'Den er taget af listen. Der er ikke mere at gøre.',
  readOnly: 'Du kan se den, men ikke gøre den færdig.',
  typedKept: 'Det, du skrev, er her stadig. Du kan gemme det som et notat.',
  mend: 'Ret det, der er mærket med rødt.',
  noteHint: 'Skriv kort. Den unge kan bede om at læse med.',
  bookHint: 'Unge er mest friske fra kl. 10 til 14.',
  bookLate: 'Tiden er før kl. 10 eller efter kl. 14. Det er ok, hvis den unge selv vil.',
  bookFirst: 'Aftal først en tid. Så går der en sms ud, før I mødes.',
  remedyHint: 'Det, I vælger, bliver en ny opgave til den, der skal gøre det.',
  targetHint: 'Så mange dage må den unge være væk uden lov, og så længe gælder det.',
  causeHint: 'Tag det, den unge selv siger. Man må gerne lade være at svare.',
  postponeHint: 'Vælg en ny dag. Alle kan se, hvem der gav den mere tid.',
  reassignHint: 'Den, du vælger, får en mail om den.',
  commentHint: 'Andre hos kommunen kan læse det. Skolen kan ikke.',
  schoolCommentHint: 'Andre på skolen og hos kommunen kan læse det.',
  reopenHint: 'Du kan åbne den igen, så længe ingen har rørt det næste skridt.',
  noMessages: 'Der er ikke sendt noget endnu.',
  noHistory: 'Der er ikke sket noget endnu.',
  schoolSeesOwn: 'Du ser det, der er sket på skolen. Resten hører til hos kommunen.',

  // Unge
  noYouths: 'Ingen unge passer til det, du søger.',
  youthsHint: 'Søg på navn for at finde én. Klik for at se, hvad der er sket.',
  logged: 'Vi noterer, hvem der ser på en ung. Så er de unge trygge.',
  noContact: 'Ingen endnu',
  noCases: 'Der er ingen sager.',
  noOpenTasks: 'Der er ingen åbne ting lige nu.',
  noEvents: 'Der er ikke sket noget her endnu.',
  guardiansAllowed: 'De må få sms om den unge.',
  guardiansNotAllowed: 'De må ikke få besked om den unge, før der er et ja.',

  // Ugeliste
  weeklyHint: 'De ligger på sidste trin og er over tid. Tag dem op på jeres møde, og find en vej.',
  weeklyEmpty: 'Der er ikke noget over tid på sidste trin. Godt gået.',

  // Skole
  receiptsHint: 'Her kan I se, at der bliver gjort noget. Den unges sag er hos kommunen.',
  receiptsEmpty: 'I har ikke meldt noget ind endnu.',

  // Drift
  lostMailHint: 'De får ingen besked om deres opgaver. Ret adressen, eller sig det til dem.',
  noFailures: 'Alt kører, som det skal.',
  failuresHint: 'De her kan ikke komme videre af sig selv. Klik for at se, hvor de står.',
  workflowsHint: 'Find en ung for at se, hvad der kører, og hvem der har set på den unge.',
  noWorkflows: 'Der kører ikke noget for den unge.',
  noAccess: 'Ingen har set på den unge endnu.',

  // Udbakke
  outboxHint: 'Her er alt det, der er sendt, og det, der snart skal. Intet har forladt din maskine.',
  plannedEmpty: 'Der er ikke noget på vej.',
  sentEmpty: 'Der er ikke sendt noget endnu.',
  plannedHint: 'Sådan lyder de, hvis de går nu.',

  // Aftaler
  agreementsHint: 'Her står, hvad vi har aftalt med hver skole.',
} as const;

/** What was just done to a task. */
export type Deed =
  | 'completed'
  | 'notReached'
  | 'noShow'
  | 'postponed'
  | 'reassigned'
  | 'claimed'
  | 'commented'
  | 'booked'
  | 'reopened';

interface After {
  readonly now: Instant;
  readonly due: Instant;
  /** Who has the task, where one person has. */
  readonly holder?: string | undefined;
  readonly meeting?: Instant | undefined;
  readonly channel?: Channel | undefined;
}

/** R41: unusual hours are a person's choice; they are only mentioned. */
function bookedText(meeting: Instant | undefined, now: Instant): string {
  if (meeting === undefined) return 'Tiden er gemt.';
  const { time } = copenhagen(meeting);
  const usual = time >= '10:00' && time <= '14:00';
  return `Tiden er gemt: ${momentText(meeting, now)}.${usual ? '' : ` ${PAGE.bookLate}`}`;
}

/** The word of thanks after a deed; undefined for what is none. */
export function doneText(deed: string, { now, due, holder, meeting, channel }: After): string | undefined {
  const texts: Record<Deed, string> = {
    completed: 'Tak. Den er færdig og væk fra din liste.',
    notReached: `Tak, fordi du prøvede. Næste gang: ${channel === undefined ? 'en ny vej' : CHANNEL_LABELS[channel].toLowerCase()}. Du har tid til ${momentText(due, now)}.`,
    noShow: `Det er ok. Find en ny tid. Du har til ${momentText(due, now)}.`,
    postponed: `Du har mere tid nu. Ny frist: ${momentText(due, now)}.`,
    reassigned: `Den er givet videre. Nu er den hos ${holder ?? 'en ny enhed'}.`,
    claimed: `Den er din nu. Frist: ${momentText(due, now)}.`,
    commented: 'Dit notat er gemt.',
    booked: bookedText(meeting, now),
    reopened: `Den er åben igen. Frist: ${momentText(due, now)}.`,
  };
  return (texts as Readonly<Record<string, string | undefined>>)[deed];
}

/** How many SMS a text is sent, and paid, as. */
export const smsText = (n: number): string => (n === 1 ? '1 sms' : `${String(n)} sms'er`);
