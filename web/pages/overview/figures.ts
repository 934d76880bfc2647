/**
 * What a leader counts: portfolios, workloads, deadlines that were kept, answers within time, absence against the
 * agreement. Pure: rows and a moment in, numbers out.
 */
import { isUnit, type YouthRef } from '../../../contract/messages/ids';
import { type TaskKind } from '../../../contract/messages/vocabulary';
import { type AbsentDay } from '../../../records/absentDays';
import { lastContact, type OverviewRow, type OverviewTask } from '../../../records/overview';
import { type ListedYouth } from '../../../records/people';
import { type AbsenceTerms, weigh } from '../../../rules/absence';
import {
  addDays,
  type ClosedPeriods,
  type IsoDate,
  weekday,
  workingDaysBetween,
} from '../../../rules/calendar';
import { copenhagen, type Instant } from '../../../rules/clock';
import { type Stage } from '../../../rules/stage';

const tasksIn = ({ tasks }: OverviewRow): OverviewTask[] => Object.values(tasks);
const isOpen = ({ status }: OverviewTask): boolean => status === 'open';

// ------------------------------------------------------------------ portfolio

/** A youth in a portfolio. */
export interface PortfolioLine {
  readonly youth: ListedYouth;
  readonly open: number;
  readonly overdue: number;
  /** The next meeting or deadline to come. */
  readonly next: Instant | undefined;
  readonly contact: Instant | undefined;
  /** R22: left out for who has no journey yet. */
  readonly stage?: Stage;
}

export function portfolioLine(
  youth: ListedYouth,
  row: OverviewRow | undefined,
  now: Instant,
  stage?: Stage,
): PortfolioLine {
  const open = row ? tasksIn(row).filter(isOpen) : [];
  const dates = open
    .flatMap(({ due, meeting }) => (meeting === undefined ? [due] : [due, meeting]))
    .filter((at) => at >= now);
  return {
    youth,
    open: open.length,
    overdue: open.filter(({ due }) => due < now).length,
    next: dates.length === 0 ? undefined : Math.min(...dates),
    contact: row && lastContact(row),
    ...(stage && { stage }),
  };
}

/** Nobody leads this youth, and nothing is open about them: the ones who are easily forgotten. */
export const isWithoutTies = ({ youth, open }: PortfolioLine): boolean =>
  Object.keys(youth.people).length === 0 && open === 0;

/** Ways to sort a portfolio, by what stands in the address. */
export const SORTS = ['overtid', 'kontakt', 'naeste', 'risiko', 'navn'] as const;
export type Sort = (typeof SORTS)[number];

const RISKS = ['high', 'medium', 'low'] as const;

const riskOrder = ({ youth: { risk } }: PortfolioLine): number =>
  risk === undefined ? RISKS.length : RISKS.indexOf(risk);

/** What comes first: most overdue, longest without contact (never first), next date, highest risk, name. */
const COMPARE: Readonly<Record<Sort, (a: PortfolioLine, b: PortfolioLine) => number>> = {
  overtid: (a, b) => b.overdue - a.overdue,
  kontakt: (a, b) => (a.contact ?? 0) - (b.contact ?? 0),
  naeste: (a, b) => (a.next ?? Number.MAX_SAFE_INTEGER) - (b.next ?? Number.MAX_SAFE_INTEGER),
  risiko: (a, b) => riskOrder(a) - riskOrder(b),
  navn: () => 0,
};

const names = new Intl.Collator('da');

export function sorted(lines: readonly PortfolioLine[], by: Sort): PortfolioLine[] {
  const name = ({ youth }: PortfolioLine): string => `${youth.firstName} ${youth.lastName}`;
  return [...lines].sort((a, b) => COMPARE[by](a, b) || names.compare(name(a), name(b)));
}

// ------------------------------------------------------------------ workload

/** What lies with one person or unit. */
export interface Load {
  readonly assignee: string;
  readonly open: number;
  readonly overdue: number;
  /** Due within the next seven days. */
  readonly week: number;
  /** Youths they lead, where they lead any. */
  readonly leads: number;
}

const WEEK_MS = 7 * 86_400_000;

/** Everybody something lies with or who leads a youth, by reference. */
export function workload(rows: readonly OverviewRow[], youths: readonly ListedYouth[], now: Instant): Load[] {
  const loads = new Map<string, Load>();
  const add = (assignee: string, more: Partial<Omit<Load, 'assignee'>>): void => {
    const { open, overdue, week, leads } = loads.get(assignee) ?? { open: 0, overdue: 0, week: 0, leads: 0 };
    loads.set(assignee, {
      assignee,
      open: open + (more.open ?? 0),
      overdue: overdue + (more.overdue ?? 0),
      week: week + (more.week ?? 0),
      leads: leads + (more.leads ?? 0),
    });
  };
  for (const { due, assignee } of rows.flatMap(tasksIn).filter(isOpen)) {
    add(assignee, { open: 1, overdue: Number(due < now), week: Number(due >= now && due < now + WEEK_MS) });
  }
  for (const { people } of youths) {
    if (people.coordinator !== undefined) add(people.coordinator, { leads: 1 });
  }
  return [...loads.values()].sort(
    (a, b) =>
      Number(isUnit(a.assignee)) - Number(isUnit(b.assignee)) || b.overdue - a.overdue || b.open - a.open,
  );
}

// ------------------------------------------------------------------ weeks

/** Weeks that are shown. */
const WEEKS = 13;

/** The Mondays of the latest weeks, the present one last. */
function mondays(now: Instant): IsoDate[] {
  const today = copenhagen(now).date;
  const monday = addDays(today, 1 - weekday(today));
  return Array.from({ length: WEEKS }, (_, n) => addDays(monday, 7 * (n - WEEKS + 1)));
}

const mondayOf = (at: Instant): IsoDate => {
  const { date } = copenhagen(at);
  return addDays(date, 1 - weekday(date));
};

/** How many of a week's deadlines were kept. */
export interface OnTime {
  readonly week: IsoDate;
  readonly due: number;
  readonly kept: number;
}

/** By the week a deadline fell in; a task that went up a rung was not done in time, whoever did it then. */
export function onTime(rows: readonly OverviewRow[], now: Instant): OnTime[] {
  const past = rows
    .flatMap(tasksIn)
    .filter(({ status, due, closedAt }) => status !== 'withdrawn' && (due < now || closedAt !== undefined));
  return mondays(now).map((week) => {
    const own = past.filter(({ due }) => mondayOf(due) === week);
    return { week, due: own.length, kept: own.filter(({ missed }) => missed !== true).length };
  });
}

/** R23: working days from the task to the contact; the middle one of a week's cases. */
export interface Response {
  readonly week: IsoDate;
  readonly cases: number;
  readonly median: number | undefined;
}

const FIRST_CONTACTS: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'absence.firstContact',
  'absence.parentCall',
]);

export function responseTimes(rows: readonly OverviewRow[], closed: ClosedPeriods, now: Instant): Response[] {
  const contacts = rows
    .flatMap(tasksIn)
    .filter(({ kind, contact }) => FIRST_CONTACTS.has(kind) && contact === true);
  return mondays(now).map((week) => {
    const days = contacts
      .filter(({ openedAt }) => mondayOf(openedAt) === week)
      .map(({ openedAt, closedAt = openedAt }) =>
        workingDaysBetween(copenhagen(openedAt).date, copenhagen(closedAt).date, 'municipal', closed),
      )
      .sort((a, b) => a - b);
    return { week, cases: days.length, median: days[Math.floor((days.length - 1) / 2)] };
  });
}

/** How many youths were away on so many days. */
export interface AbsenceBar {
  readonly days: number;
  readonly youths: number;
}

/** More days than this stand together. */
export const MANY_DAYS = 10;

/** Youths by the days that count under their agreement (R01); those who were never away are not in it. */
export function absenceBars(days: readonly (AbsentDay & { readonly terms: AbsenceTerms })[]): AbsenceBar[] {
  const perYouth = new Map<YouthRef, number>();
  for (const day of days) {
    if (weigh(day, day.terms) === 'counts') perYouth.set(day.youth, (perYouth.get(day.youth) ?? 0) + 1);
  }
  return Array.from({ length: MANY_DAYS }, (_, index) => {
    const n = index + 1;
    const has = (count: number): boolean => (n === MANY_DAYS ? count >= n : count === n);
    return { days: n, youths: [...perYouth.values()].filter(has).length };
  });
}
