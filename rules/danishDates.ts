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
/** The month's name, 1 to 12. */
export const danishMonth = (month: number): string => MONTHS[month - 1] ?? '';
/** Holidays that people know by the name of their season. */
const SEASONS: Readonly<Record<string, string>> = {
  skærtorsdag: 'påske',
  langfredag: 'påske',
  påskedag: 'påske',
  '2. påskedag': 'påske',
  juledag: 'jul',
  '2. juledag': 'jul',
};

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

/**
 * Why this date, in plain Danish (LIX 25 at most): "Der er 5 dage til det. Lørdag og søndag tæller ikke med. De går
 * fra den 22. marts og til den 1. april 2027. Det er påske den 25., 26. og 29. marts."
 */
export function explainDueDate(explanation: DueExplanation): string {
  const { days, from, dueOn, startMoved, skipped } = explanation;
  if (days === 0) return `Det skal nås samme dag, den ${danishDate(dueOn, true)}.`;
  const sameYear = from.slice(0, 4) === dueOn.slice(0, 4);
  const start =
    from.slice(0, 7) === dueOn.slice(0, 7)
      ? `${String(Number(from.slice(8)))}.`
      : danishDate(from, !sameYear);
  const [amount, they] = days === 1 ? ['1 dag', 'Den'] : [`${String(days)} dage`, 'De'];
  return [
    `Der er ${amount} til det.`,
    ...(startMoved ? ['Opgaven kom, da der var lukket.'] : []),
    ...(holdsWeekend(from, dueOn) ? ['Lørdag og søndag tæller ikke med.'] : []),
    `${they} går fra den ${start} og til den ${danishDate(dueOn, true)}.`,
    ...groupSkipped(skipped),
  ].join(' ');
}

function holdsWeekend(from: IsoDate, to: IsoDate): boolean {
  return weekday(from) + daysBetween(from, to) > 5;
}

/** One sentence per reason: "Det er påske den 25., 26. og 29. marts." */
function groupSkipped(skipped: DueExplanation['skipped']): string[] {
  const byReason = new Map<string, IsoDate[]>();
  for (const { date, off } of skipped) {
    const reason = reasonText(off);
    byReason.set(reason, [...(byReason.get(reason) ?? []), date]);
  }
  return [...byReason].map(([reason, dates]) => `${reason} den ${danishDateList(dates)}.`);
}

function reasonText(off: Exclude<DayOff, { why: 'weekend' }>): string {
  if (off.why === 'holiday') return `Det er ${SEASONS[off.name] ?? off.name}`;
  return off.why === 'school' ? 'Skolen har lukket' : 'Kommunen har lukket';
}

/** Dates in order as a list: "25., 26. og 29. marts", or "12.–16. oktober" for days in a row; empty for none. */
export function danishDateList(dates: readonly IsoDate[]): string {
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
