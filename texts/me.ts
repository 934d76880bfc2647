/**
 * A youth's own page, in few and plain words (LIX 25 at most): what is on it, what one can do, and what follows.
 */
import { type MeetingAnswer, type StaffRole, type TaskKind } from '../contract/messages/vocabulary';
import { type Instant } from '../rules/clock';
import { momentText } from './times';

export const ME = {
  faceHint: 'Du kan altid ringe eller skrive.',
  noFace: 'Vi er ved at finde en fast voksen til dig. Det er vores opgave, ikke din.',
  noMeetings: 'Du har ingen møder lige nu.',
  askHere: 'Vil du tale med en, så sig til her på siden.',
  looking: 'Vi er ved at finde en tid, der passer dig.',
  placeOpen: 'Du vælger selv stedet.',
  bringHint: 'Det må være en ven, din mor, en lærer. Du vælger.',
  pointHint: 'Skriv, som du taler. Ingen retter i det.',
  placeHint: 'Et sted, hvor du har det godt.',
  otherTimes: 'Vælg en tid, der passer dig.',
  otherTimeUnknown: 'Ingen af dem. Find en anden tid til mig',
  noTimeTitle: 'Der er en ny tid',
  noTime: 'Der er ikke en tid at svare på lige nu. Kig på din side igen.',
  timeGone: 'er lige blevet taget. Vælg en anden',
  tooManyPoints: 'er for mange nu. Tag resten med på mødet',
  noDecline: 'Det møde kan du ikke sige nej til her. Ring, så finder vi ud af det.',
  declineHint: 'Det er helt ok. Så bliver mødet ikke til noget. Vi spørger igen en anden gang.',
  talkHint: 'Om alt mellem himmel og jord. Du behøver ikke sige hvorfor.',
  wishHint: 'Det må du gerne. Dit ønske går til lederen. Den, du har nu, får det ikke at vide af os.',
  wished: 'Lederen har fået dit ønske og finder en til dig.',
  noContactPersonTitle: 'Du har ingen endnu',
  noContactPerson: 'Du har ingen kontaktperson endnu. Vi er ved at finde en.',
  promisesHint: 'Her kan du se, om vi holder det, vi lover.',
  noPlan: 'Der er ingen plan endnu. Den laver vi sammen.',
  planDeclined: 'Du har sagt nej tak til en plan. Det er ok. Sig til, hvis du vil have en.',
  planFamily: 'Lige nu gælder jeres plan for hele familien. Din egen venter så længe.',
  notesHint: 'Det her har vi skrevet, så du kan se det.',
  noNotes: 'Der er ikke noget endnu.',
  notSecret:
    'Vi siger ikke dine ting videre. Men er et barn i fare, skal vi sige det. Og du må altid bede om at se alt, vi har skrevet om dig.',
  pulseLow: 'Skidt',
  pulseHigh: 'Super',
  pulseDeclineHint: 'Det er helt ok. Så spørger vi dig ikke mere om det.',
  logged: 'Vi skriver ned, hvem der ser det, vi ved om dig. Også når det er dig selv.',
  guardianHint: 'Her ser du de møder, I er bedt med til. Resten er mellem den unge og os.',
} as const;

/** What was just done, by the name its form has. */
export const ME_DONE: Readonly<Record<string, string>> = {
  coming: 'Fedt. Vi ses.',
  anotherTime: 'Tak, fordi du siger til. Tiden er ændret.',
  callMe: 'Vi ringer til dig.',
  prepared: 'Det er gemt.',
  talk: 'Vi ringer til dig.',
  wish: 'Lederen har fået dit ønske.',
  declined: 'Det er ok. Mødet er taget af.',
  inside: 'Så er du inde.',
  pulse: 'Tak, fordi du siger det.',
  wakeUpDeclined: 'Det er ok. Vi skriver ikke til dig om morgenen.',
  pulseDeclined: 'Det er ok. Vi spørger ikke mere om det.',
};

/** A meeting's name, as a youth would say it. */
export const MEETING_NAMES: Partial<Record<TaskKind, string>> = {
  'family.book': 'Et møde er på vej',
  'family.meeting': 'Dit møde',
  'transition.conference': 'Et møde om det næste skridt',
  'contact.handover': 'Mød din nye voksne',
  'absence.conversation1': 'En snak om skolen',
  'absence.conversation2': 'En snak om skolen',
};

/** Roles in words that say what somebody does. */
export const ADULT_ROLES: Record<StaffRole, string> = {
  contactTeacher: 'din lærer',
  schoolLeader: 'leder på skolen',
  guidance: 'hjælper med skole og job',
  jobcenter: 'fra jobcentret',
  socialServices: 'din rådgiver',
  coordinator: 'holder styr på det hele',
  contactPerson: 'din faste voksne',
  network: 'hjælper os andre',
  districtTeam: 'hjælper os andre',
  admin: 'passer systemet',
};

/** What the owner has answered, said back. */
export const ANSWERED: Record<MeetingAnswer, string> = {
  coming: 'Du har sagt, at du kommer.',
  anotherTime: 'Du har fået en anden tid.',
  callMe: 'Vi ringer til dig.',
};

/** By when we call (R53). */
export function callText(by: Instant, now: Instant): string {
  return `Vi ringer senest ${momentText(by, now)}.`;
}

/** R08: until when there is time to answer. */
export function pulseUntilText(until: Instant, now: Instant): string {
  return `Tryk på et ansigt. Du har tid til ${momentText(until, now)}. Det er ok ikke at svare.`;
}

/** R16: a promise of ours and what became of it. */
export function promiseText(due: string, kept: boolean | undefined): string {
  if (kept === undefined) return `Vi når det til den ${due}`;
  return kept ? `Den ${due}: Vi holdt det` : `Den ${due}: Vi holdt det ikke. Spørg os om det`;
}
