/**
 * Reading for the overview, the whole municipality's through the cache: what one follows oneself is read anew.
 */
import { absentDays } from '../../../records/absentDays';
import { currentTerms } from '../../../records/agreements';
import { type OverviewRow, overviewOf, wholeOverview } from '../../../records/overview';
import { type YouthRef } from '../../../contract/messages/ids';
import { allStages, type StageRow, stagesOf } from '../../../records/stage';
import { allSchools, allYouths, type ListedYouth } from '../../../records/people';
import { type AbsenceTerms } from '../../../rules/absence';
import { type ClosedPeriods } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { reach } from '../../authorization';
import { type Kept, keptFor } from '../../cache';
import { forbidden } from '../../problem';
import { findYouths } from '../../youths';
import { type Visit } from '../visit';
import { absenceBars, type AbsenceBar, type PortfolioLine, portfolioLine } from './figures';

/** What goes for everybody may be this old. */
const KEPT_MS = 60_000;

/** Whether the reader sees the whole municipality; others see those they follow. */
export const seesAll = ({ person }: Pick<Visit, 'person'>): boolean =>
  reach(person.role, 'youth.list') === 'all';

/** Throws `Problem` 403 for those who do not answer for the whole municipality. */
export function requireAll(visit: Visit): void {
  if (!seesAll(visit)) throw forbidden();
}

interface Whole {
  readonly rows: readonly OverviewRow[];
  readonly youths: readonly ListedYouth[];
  readonly stages: ReadonlyMap<YouthRef, StageRow>;
}

/** Everybody's overview and all youths. */
export function readWhole({ ports }: Visit): Promise<Kept<Whole>> {
  return keptFor(ports, 'overview', KEPT_MS, async () => {
    const [rows, youths, stages] = await Promise.all([
      wholeOverview(ports.table),
      allYouths(ports.table),
      allStages(ports.table),
    ]);
    return { rows, youths, stages };
  });
}

/** The reader's portfolio; the moment is that of the numbers. */
export async function readPortfolio(visit: Visit): Promise<Kept<PortfolioLine[]>> {
  const { ports, person, now } = visit;
  if (seesAll(visit)) {
    const { value, at } = await readWhole(visit);
    const byYouth = new Map(value.rows.map((row) => [row.youth, row]));
    const lines = value.youths.map((youth) =>
      portfolioLine(youth, byYouth.get(youth.ref), now, value.stages.get(youth.ref)?.stage),
    );
    return { value: lines, at };
  }
  const youths = await findYouths(ports, person, undefined);
  const refs = youths.map(({ ref }) => ref);
  const [rows, stages] = await Promise.all([overviewOf(ports.table, refs), stagesOf(ports.table, refs)]);
  const lines = youths.map((youth) =>
    portfolioLine(youth, rows.get(youth.ref), now, stages.get(youth.ref)?.stage),
  );
  return { value: lines, at: now };
}

export interface Absence {
  readonly bars: readonly AbsenceBar[];
  /** R01: days in a month that open a case, under the municipality's own agreement. */
  readonly limit: number;
  readonly closed: ClosedPeriods;
  /** R23: working days to the contact, under the municipality's own agreement. */
  readonly responseDays: number;
  /** R49: numbers below this are hidden in what is exported. */
  readonly smallest: number;
}

/** This month's absence at all schools, each day weighed by its school's own agreement. */
export async function readAbsence({ ports, now }: Visit): Promise<Absence> {
  const { table } = ports;
  const { value } = await keptFor(ports, 'absence', KEPT_MS, async () => {
    const { date } = copenhagen(now);
    const [schools, own] = await Promise.all([allSchools(table), currentTerms(table, undefined)]);
    const days = await Promise.all(
      schools.map(async ({ id, kind }) => {
        const { policy } = await currentTerms(table, id);
        const { absence } = policy;
        const terms: AbsenceTerms = {
          consecutive: absence.consecutiveDays,
          perMonth: absence.daysPerMonth,
          minutes: absence.countsFromMinutes,
          counts: absence.counts[kind],
          lateDays: absence.lateRecordDays,
        };
        const found = await absentDays(table, id, `${date.slice(0, 8)}01`, date);
        return found.map((day) => ({ ...day, terms }));
      }),
    );
    const { closed, policy } = own;
    return {
      bars: absenceBars(days.flat()),
      limit: policy.absence.daysPerMonth,
      closed,
      responseDays: policy.response.days,
      smallest: policy.numbers.smallest,
    };
  });
  return value;
}
