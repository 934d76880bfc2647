/**
 * The way to a youth's own page, as staff read it (L8).
 */
import { type Instant } from '../rules/clock';
import { momentText } from './times';

export const ACCESS = {
  lead: 'Giv den unge linket og en startkode, gerne når I sidder sammen. Den unge finder så på sin egen kode. Den ser vi aldrig.',
  given: 'Skriv den ned, eller vis den. Den står her kun nu.',
  again: 'Er koden glemt, så giv en ny. Den gamle virker så ikke mere, og alle bliver logget ud.',
  close: 'Linket og koden virker så ikke mere. Du kan altid give en ny.',
} as const;

/** How far somebody has come with their page. */
export function pageStateText(
  state: 'none' | 'waiting' | 'expired' | 'open',
  until: Instant | undefined,
  now: Instant,
): string {
  switch (state) {
    case 'none':
      return 'Siden er ikke åbnet endnu.';
    case 'waiting':
      return `Startkoden er ikke brugt endnu. Den virker til ${momentText(until ?? now, now)}.`;
    case 'expired':
      return 'Startkoden blev ikke brugt i tide. Giv en ny.';
    case 'open':
      return 'Siden er åben, med den unges egen kode.';
  }
}
