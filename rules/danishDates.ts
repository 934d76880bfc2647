/**
 * Dates in Danish words, and the answer to "why this date?".
 */
import { type DayOff, daysBetween, type IsoDate, weekday } from './calendar';
import { copenhagen, type Instant } from './clock';
import { type DueExplanation } from './dueDates';

const MONTHS = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];
const WEEKDAYS = ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'];
const EASTER = new Set(['skærtorsdag', 'langfredag', 'påskedag', '2. påskedag']);

/** `19. oktober`; with the year when `withYear`. */
export function danishDate(date: IsoDate, withYear = false): string {
  const text = `${String(Number(date.slice(8)))}. ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
  return withYear ? `${text} ${date.slice(0, 4)}` : text;
}

/** `mandag den 19. oktober`. */
export function danishDay(date: IsoDate, withYear = false): string {
  return `${WEEKDAYS[weekday(date) - 1] ?? ''} den ${danishDate(date, withYear)}`;
}

/** `mandag den 19. oktober kl. 16.00`. */
export function danishMoment(instant: Instant, withYear = false): string {
  const { date, time } = copenhagen(instant);
  return `${danishDay(date, withYear)} kl. ${time.replace(':', '.')}`;
}

/** Why this date, in Danish: "5 arbejdsdage fra 22. marts 2027 er 1. april. 25., 26. og 29. marts er påske." */
export function explainDueDate(explanation: DueExplanation): string {
  const { days, from, dueOn, startMoved, skipped } = explanation;
  const unit = days === 1 ? 'arbejdsdag' : 'arbejdsdage';
  const start = startMoved ? ' Opgaven kom uden for arbejdstid og tæller fra næste arbejdsdag.' : '';
  const sameYear = from.slice(0, 4) === dueOn.slice(0, 4);
  const counted =
    days === 0
      ? `Fristen er samme dag, ${danishDay(dueOn, true)}.`
      : `${String(days)} ${unit} fra ${danishDay(from, true)} er ${danishDay(dueOn, !sameYear)}.`;
  return (
    counted +
    start +
    groupSkipped(skipped)
      .map((sentence) => ` ${sentence}`)
      .join('')
  );
}

/** One sentence per reason: "25., 26. og 29. marts er påske." */
function groupSkipped(skipped: DueExplanation['skipped']): string[] {
  const byReason = new Map<string, IsoDate[]>();
  for (const { date, off } of skipped) {
    const reason = reasonText(off);
    byReason.set(reason, [...(byReason.get(reason) ?? []), date]);
  }
  return [...byReason].map(([reason, dates]) => capitalise(`${joinDates(dates)} ${reason}.`));
}

function reasonText(off: Exclude<DayOff, { why: 'weekend' }>): string {
  if (off.why === 'holiday') return EASTER.has(off.name) ? 'er påske' : `er ${off.name}`;
  return off.why === 'school' ? 'har skolen lukket' : 'har kommunen lukket';
}

/** "25., 26. og 29. marts", or "12.–16. oktober" for days in a row. */
function joinDates(dates: readonly IsoDate[]): string {
  const runs: { first: IsoDate; last: IsoDate }[] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    if (run && daysBetween(run.last, date) === 1) run.last = date;
    else runs.push({ first: date, last: date });
  }
  const long = runs.flatMap((run) =>
    daysBetween(run.first, run.last) >= 2
      ? [run]
      : dates.filter((d) => d >= run.first && d <= run.last).map((d) => ({ first: d, last: d })),
  );
  const parts = long.map(({ first, last }, index) => {
    const next = long[index + 1];
    const month =
      next?.first.slice(0, 7) === last.slice(0, 7) ? '' : ` ${MONTHS[Number(last.slice(5, 7)) - 1] ?? ''}`;
    const start = `${String(Number(first.slice(8)))}.`;
    if (first === last) return start + month;
    const startMonth =
      first.slice(0, 7) === last.slice(0, 7) ? '' : ` ${MONTHS[Number(first.slice(5, 7)) - 1] ?? ''} `;
    return `${start}${startMonth}–${startMonth ? ' ' : ''}${String(Number(last.slice(8)))}.${month}`;
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} og ${parts.at(-1) ?? ''}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
