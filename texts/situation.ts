/**
 * What the page about a youth's situation says: work and pauses, moves, referrals, notifications, and a wish to talk.
 */
import { type PauseReason } from '../contract/messages/vocabulary';

export const PAUSE_LABELS: Readonly<Record<PauseReason, string>> = {
  leave: 'Orlov',
  parentalLeave: 'Barsel',
  militaryService: 'Værnepligt',
  exemption: 'Fritaget',
};

export const STANDING_TEXTS = {
  out: 'Den unge går ikke i skole og har ikke nok timer på job.',
  enrolled: 'Den unge går i skole.',
  working: 'Den unge har nok timer på job.',
  paused: 'Den unge har pause lige nu.',
  placed: 'Den unge har sagt ja til en plads.',
} as const;

export const SITUATION = {
  workHint: 'Har den unge timer nok om ugen, bliver den unge ikke opsøgt, så længe det varer.',
  pauseHint: 'I en pause bliver den unge ikke opsøgt. Dagen efter går det i gang igen af sig selv.',
  goalHint: 'Vi minder jer om at tale med den unge, før det slutter.',
  referHint: 'Din leder siger ja eller nej. Først ved et ja får den nye det at vide.',
  notificationHint: 'Skriv kun, hvornår den kom. Hvad der står i den, hører ikke til her.',
  notificationTitle: 'Der er kommet en underretning',
  sentTitle: 'Jeg har sendt den',
  notSentByUs: 'Du sender den selv, som du plejer. Det gør intet system for dig.',
  sentHint: 'Skriv, hvornår du sendte den. Så ser en på den inden et døgn.',
  talkHint: 'Den faste voksne får det at vide og svarer senest næste dag.',
  moveHint: 'Den dag slutter det, der er i gang her. Du får en opgave om at give videre, hvad de må få.',
  moveConsent: 'Den unge har sagt ja til, at mere gives videre',
  backHint: 'Så går det videre her, hvor I slap.',
} as const;

const NOTED: Readonly<Record<string, string>> = {
  work: 'Den unges job er skrevet ned.',
  pauses: 'En pause er skrevet ned.',
  goals: 'Et pålæg er skrevet ned.',
  referrals: 'En kollega vil sende den unge videre til andre.',
  notifications: 'Der er kommet en underretning.',
  moves: 'Den unge skal bo i en ny kommune.',
  return: 'Den unge bor her igen.',
  talk: 'Den unge vil gerne tale med nogen.',
  wakeUp: 'Den unge får en besked om morgenen.',
};

/** What was noted, as the story says it. */
export const notedText = (what: string): string => NOTED[what] ?? 'Der er nyt om den unge.';
