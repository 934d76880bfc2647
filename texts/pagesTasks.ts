/**
 * Sentences on the pages about tasks: the list, several at once, taking one from the unit.
 */
import { type Instant } from '../rules/clock';
import { daysText } from './times';

export const TASKS_PAGE = {
  waitingHint: 'Her er sat en tid, eller de har fået mere tid. Du skal ikke gøre noget i dag.',
  pickSome: 'Sæt kryds ved dem, du vil gøre noget ved.',
  keys: 'Pil op og ned flytter. X sætter kryds. Enter åbner.',
  nonePicked: 'Du har ikke sat kryds ved nogen. Gå tilbage, og vælg en eller flere.',
  tooManyPicked: 'Det er for mange på én gang. Vælg højst 50.',
  oneByOne: 'De her skal du åbne én for én. De har hver deres svar.',
  noReceiver: 'Der er ikke én, som må få dem alle. Vælg lidt færre.',
  manyHint: 'Det, du vælger her, gælder for dem alle.',
  allDone: 'Det hele er gjort.',
  someLeft: 'Resten er som før. Se ved hver, hvad der er galt.',
  noneDone: 'Der er ikke sket noget. Se ved hver, hvad der er galt.',
  noContact: 'Vi har ikke talt med den unge før.',
  claimHint: 'Den er på jeres fælles liste. Tag den, så alle kan se, at du er i gang.',
  notFound: 'Den findes ikke mere, eller du må ikke se den.',
  notAllowed: 'Den er ikke din, så du kan ikke gøre det.',
} as const;

/** `3 opgaver`, `1 opgave`. */
export function tasksText(n: number): string {
  return n === 1 ? '1 opgave' : `${String(n)} opgaver`;
}

/** What came of several at once. */
export function manyText(done: number, of: number): string {
  if (done === of) return TASKS_PAGE.allDone;
  return `${String(done)} af ${String(of)} er gjort. ${done === 0 ? TASKS_PAGE.noneDone : TASKS_PAGE.someLeft}`;
}

/** Somebody was quicker to take a task from the unit's list. */
export function takenText(holder: string): string {
  return `${holder} tog den først. Du kan stadig se den her.`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, as one says it: `lige nu`, `for 2 minutter siden`, `for 3 dage siden`. */
export function agoText(at: Instant, now: Instant): string {
  const ago = now - at;
  if (ago < MINUTE_MS) return 'lige nu';
  if (ago < HOUR_MS) return `for ${counted(ago / MINUTE_MS, 'minut', 'minutter')} siden`;
  if (ago < DAY_MS) return `for ${counted(ago / HOUR_MS, 'time', 'timer')} siden`;
  return `for ${daysText(Math.floor(ago / DAY_MS))} siden`;
}

function counted(n: number, one: string, many: string): string {
  const whole = Math.floor(n);
  return `${String(whole)} ${whole === 1 ? one : many}`;
}
