/**
 * The contact in the morning that was agreed on (R41), for whoever agrees on it and for the youth.
 */
import { type IsoDate } from '../rules/calendar';
import { dayText } from './times';

/** What stands on links and buttons. */
export const WAKE_UP_LABELS = {
  title: 'Besked om morgenen',
  agree: 'Gem aftalen',
  stop: 'Stop beskeden',
  ownStop: 'Nej tak til beskeden',
} as const;

export const WAKE_UP = {
  hint: 'Aftal det med den unge først. Beskeden går på skoledage og siger kun godmorgen. Den unge kan altid sige nej tak.',
  nothing: 'Der er ikke aftalt noget om morgenen.',
  noMobile: 'kan ikke bruges: den unge har intet nummer',
  notToYouth: 'kan ikke bruges: her skriver vi til dem i hjemmet',
  noSchool: 'kan ikke bruges: den unge går ikke i skole',
  noMorning: 'skal være en skoledag, der ikke er gået',
  ownStopHint: 'Det er helt ok. Så skriver vi ikke til dig om morgenen.',
} as const;

/** What was agreed on, for staff. */
export function wakeUpText(time: string, until: IsoDate, today: IsoDate): string {
  return `Den unge får en besked kl. ${clock(time)} på skoledage til og med ${dayText(until, today)}.`;
}

/** What was agreed on, for the youth. */
export function ownWakeUpText(time: string, until: IsoDate, today: IsoDate): string {
  return `Vi skriver til dig kl. ${clock(time)}, når du skal i skole. Det gør vi til og med ${dayText(until, today)}.`;
}

/** `06:15` as it is said: `6.15`. */
const clock = (time: string): string => time.replace(/^0/, '').replace(':', '.');
