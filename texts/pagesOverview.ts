/**
 * Sentences on the pages for those who see to many: portfolio, workload, figures.
 */
import { type Instant } from '../rules/clock';
import { clockText, daysText } from './times';

export const OVERVIEW_PAGE = {
  portfolioHint: 'Her er alle de unge, også dem, ingen har lige nu. Klik for at se mere.',
  ownHint: 'Her er de unge, du har noget med at gøre.',
  nobody: 'Ingen unge passer til dit valg.',
  loadHint: 'Så meget ligger der hos hver. Tallene kan ikke stå alene. Tal sammen om dem.',
  loadEmpty: 'Der ligger ikke noget hos nogen.',
  onTimeHint: 'En frist er holdt, når det er gjort, før den går op ad stigen.',
  responseHint: 'Dage på job, fra der kom en opgave, til der var kontakt. Den midterste sag i ugen.',
  absenceHint: 'Så mange unge har været væk så mange dage i denne måned. Rødt er over det aftalte.',
  exportHint: 'Filen har kun tal for mange. Er der under fem, står der <5.',
  nothingYet: 'Der er ikke tal nok endnu.',
  never: 'Ingen endnu',
} as const;

/** When the numbers are from. */
export const freshText = (at: Instant): string => `Tal fra ${clockText(at)}.`;

/** `for 12 dage siden`, `i dag`. */
export function sinceText(days: number): string {
  if (days <= 0) return 'i dag';
  return days === 1 ? 'i går' : `for ${daysText(days)} siden`;
}

/** `uge 43`, as the axis and the table say it. */
export const weekText = (week: number): string => `uge ${String(week)}`;

/** The latest week in one sentence. */
export function onTimeText(kept: number, due: number): string {
  if (due === 0) return OVERVIEW_PAGE.nothingYet;
  return `${String(kept)} af ${String(due)} frister er holdt på 13 uger.`;
}

/** How many are above what is agreed. */
export function absenceText(above: number, limit: number): string {
  const who = above === 1 ? '1 ung har' : `${String(above)} unge har`;
  return `${who} været væk ${String(limit)} dage eller mere i denne måned.`;
}

/** R23: how the weeks stand against what is agreed. */
export function responseText(within: number, weeks: number, limit: number): string {
  if (weeks === 0) return OVERVIEW_PAGE.nothingYet;
  return `I ${String(within)} af ${String(weeks)} uger var der kontakt på højst ${daysText(limit)}.`;
}
