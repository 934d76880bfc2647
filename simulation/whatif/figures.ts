/**
 * The numbers of a what-if: what one agreement came to, per week and role and in all.
 */
import { isUnit } from '../../contract/messages/ids';
import { STAFF_ROLES } from '../../contract/messages/vocabulary';
import { type Policy } from '../../contract/schemas/policy';
import { type Staff } from '../../records/people';
import { addDays, daysBetween, type IsoDate, weekday } from '../../rules/calendar';
import { type Cost } from '../shard';
import { type SimulationResult } from '../simulate';
import { type Tally } from '../tally';

/** An agreement and the life under it. */
export interface Lived {
  readonly name: string;
  readonly policy: Policy;
  readonly result: Omit<SimulationResult, 'journal'>;
}

/** What is the same for all agreements of a what-if. */
export interface Setting {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly staff: readonly Staff[];
  /** US dollars for a million of Temporal Cloud's billable actions. */
  readonly price: number;
}

/** One number of an agreement's life. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly decimals: number;
  /** Of something that happens now and then, so that a small difference can be chance. */
  readonly counted: boolean;
}

/** What is told per week and role. */
export const MEASURES = ['opened', 'overdue', 'escalated', 'meetings', 'messages'] as const;
export type Measure = (typeof MEASURES)[number];

export function figuresOf({ result }: Lived, setting: Setting): Figure[] {
  const { tally, costs, youths } = result;
  const actions = sumOf(Object.values(costs).map((cost: Cost) => cost.actions));
  const years = (youths * (daysBetween(setting.from, setting.to) + 1)) / 365.25;
  const perYear = actions / years;
  const counted = (id: string, label: string, value: number): Figure => ({
    id,
    label,
    value,
    decimals: 0,
    counted: true,
  });
  const other = (id: string, label: string, value: number, decimals: number): Figure => ({
    ...counted(id, label, value),
    decimals,
    counted: false,
  });
  const total = (measure: Measure): number => totalOf(tally, measure);
  return [
    counted('cases', 'Fraværssager åbnet', tally.cases),
    counted('opened', 'Opgaver oprettet', total('opened')),
    counted('overdue', 'Opgaver over tid', total('overdue')),
    counted('escalated', 'Opgaver gået et trin op', total('escalated')),
    counted('meetings', 'Møder og samtaler holdt', total('meetings')),
    counted('messages', 'Beskeder til unge og værger', total('messages')),
    counted('emails', 'E-mails til medarbejdere', Object.keys(tally.emails).length),
    other('peak', 'Flest åbne opgaver hos én på én dag', Math.max(0, ...peaksOf(tally, setting).values()), 0),
    counted('changes', 'Skift af fast voksen', sumOf(Object.values(tally.changes))),
    other(
      'uncovered',
      'Dage, hvor unge manglede en fast voksen',
      sumOf(Object.values(tally.uncoveredDays)),
      0,
    ),
    other('actions', 'Afregnede handlinger pr. ungeår', perYear, 1),
    other('price', 'Pris pr. ungeår, dollar', (perYear * setting.price) / 1_000_000, 4),
    other(
      'yearPrice',
      `Pris pr. år for ${String(youths)} unge, dollar`,
      (perYear * youths * setting.price) / 1_000_000,
      2,
    ),
  ];
}

/** Mondays of all weeks, the first and the last not always whole. */
export function weeksOf({ from, to }: Pick<Setting, 'from' | 'to'>): IsoDate[] {
  const weeks: IsoDate[] = [];
  for (let monday = addDays(from, 1 - weekday(from)); monday <= to; monday = addDays(monday, 7))
    weeks.push(monday);
  return weeks;
}

/** A measure of one week and role. */
export function weekly(tally: Tally, measure: Measure, week: IsoDate, role: string): number {
  const key = `${week} ${role}`;
  if (measure === 'meetings') return tally.meetings[key] ?? 0;
  if (measure === 'messages') return tally.messages[key] ?? 0;
  return tally.tasks[key]?.[measure] ?? 0;
}

/** A measure over all weeks: of one role, or of all. */
export function totalOf(tally: Tally, measure: Measure, role?: string): number {
  const wanted = ([key]: readonly [string, unknown]): boolean =>
    role === undefined || key.split(' ')[1] === role;
  if (measure === 'meetings' || measure === 'messages')
    return sumOf(
      Object.entries(tally[measure])
        .filter(wanted)
        .map(([, amount]) => amount),
    );
  return sumOf(
    Object.entries(tally.tasks)
      .filter(wanted)
      .map(([, counts]) => counts[measure]),
  );
}

/** Roles that have something of one of these measures under any of the agreements, in the usual order. */
export function rolesWith(lives: readonly Lived[], ...measures: readonly Measure[]): string[] {
  return [...STAFF_ROLES, 'youth', 'guardian'].filter((role) =>
    lives.some(({ result }) => measures.some((measure) => totalOf(result.tally, measure, role) > 0)),
  );
}

/** The most open tasks that one person – or unit – of each role had at the end of a day. */
export function peaksOf({ load }: Tally, { staff }: Pick<Setting, 'staff'>): ReadonlyMap<string, number> {
  const roleOf = new Map<string, string>(staff.map(({ id, role }) => [id, role]));
  const peaks = new Map<string, number>();
  for (const [assignee, days] of Object.entries(load)) {
    const role = isUnit(assignee) ? assignee.split(':')[1] : roleOf.get(assignee);
    if (role !== undefined) peaks.set(role, Math.max(peaks.get(role) ?? 0, peakOf(days)));
  }
  return peaks;
}

function peakOf(days: Readonly<Record<number, number>>): number {
  let [open, peak] = [0, 0];
  for (const day of Object.keys(days)
    .map(Number)
    .sort((a, b) => a - b)) {
    open += days[day] ?? 0;
    peak = Math.max(peak, open);
  }
  return peak;
}

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
