/**
 * Getting in to one's own page: what a youth reads before we know who it is. It says nothing of anybody (L8).
 */
import { type Instant } from '../rules/clock';
import { type CodeProblem } from '../rules/ownCode';
import { momentText } from './times';

export const ENTRY = {
  lead: 'Skriv din kode, så er du inde.',
  chooseLead: 'Hej. Her får du din egen side.',
  startHint: 'Den har du fået af en af os.',
  ownHint: 'Mindst 6 tegn. Ikke din fødselsdag eller dit navn. Den er kun din, så sig den ikke til nogen.',
  wrongTitle: 'Prøv igen',
  wrongCode: 'Koden passer ikke. Prøv igen.',
  wrongStartCode: 'Startkoden passer ikke. Kig på den igen.',
  lockedTitle: 'Vi holder en pause',
  newCodeTitle: 'Du skal have en ny kode',
  newCode:
    'Ring eller skriv til en af dem, du kender her. Så får du en ny startkode. Det tager ikke lang tid.',
  forgot: 'Glemt koden? Det sker. Ring eller skriv til en af dem, du kender her. Så får du en ny.',
  noLinkTitle: 'Linket virker ikke',
  noLink: 'Det kan være gammelt. Ring eller skriv til en af dem, du kender her. Så får du et nyt.',
  outTitle: 'Du er logget ud',
  out: 'Åbn linket i din sms, når du vil ind igen.',
  lostWords: 'Du var væk for længe. Her er det, du skrev. Log ind, og sæt det ind igen.',
  failedTitle: 'Noget gik galt hos os',
  failed: 'Det er ikke din fejl. Prøv igen om lidt, eller ring til en af os.',
  usedTitle: 'Koden er brugt',
  used: 'Koden er brugt, eller der er lavet en ny. Lav en ny, hvis den unge mangler en.',
} as const;

/** Why a code will not do, beside the field. */
export const CODE_PROBLEMS: Record<CodeProblem, string> = {
  short: 'skal være mindst 6 tegn',
  long: 'er for lang. Brug højst 100 tegn',
  birthday: 'må ikke have din fødselsdag i sig. Den kender andre også',
  name: 'må ikke have dit navn i sig. Det kender andre også',
  phone: 'må ikke have dit nummer i sig. Det kender andre også',
  easy: 'er for let at gætte. Find på en anden',
};

/** Too many wrong tries: when the next is taken, and the way out. */
export function lockedText(until: Instant, now: Instant): string {
  return `Der blev skrevet en forkert kode for mange gange. Du kan prøve igen ${momentText(until, now)}. Haster det, så ring til en af os.`;
}
