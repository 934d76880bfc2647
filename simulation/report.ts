/**
 * What a simulation came to, as tables in Danish.
 */
import { type IsoDate } from '../rules/calendar';
import { danishDate } from '../rules/danishDates';
import { daysBetween } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { ROLE_LABELS } from '../texts/labels';
import { type SimulationResult } from './simulate';
import { table } from './textTable';
import { sumOf } from './whatif/figures';

type Told = Omit<SimulationResult, 'journal'>;

/** The report, as lines of text. */
export function reportOf(result: Told, from: IsoDate, to: IsoDate): string {
  const { tally, youths } = result;
  const years = (youths * (daysBetween(from, to) + 1)) / 365.25;
  return [
    taskTable(result),
    '',
    `Sager: ${whole(tally.cases)} åbnet, ${whole(tally.casesClosed)} lukket.`,
    `Beskeder: ${whole(Object.keys(tally.emails).length)} e-mails til medarbejdere, ${whole(sumOf(Object.values(tally.messages)))} sms'er.`,
    '',
    costTable(result, years),
    '',
    ...followedLines(result),
  ].join('\n');
}

/** The promise behind everything, and where it was not kept. */
function followedLines({ youths, lapses }: Told): string[] {
  const kept =
    lapses.length === 0
      ? `Alle ${whole(youths)} unge havde hele tiden en ansvarlig og en næste dato eller en angivet grund.`
      : `${whole(lapses.length)} gange manglede en ung en ansvarlig eller en næste dato uden grund:`;
  const SHOWN = 10;
  return [
    kept,
    ...lapses.slice(0, SHOWN).map(({ youth, from, missing }) => {
      const { date, time } = copenhagen(from);
      const what = missing === 'responsible' ? 'ansvarlig' : 'næste dato';
      return `  ${youth} fra ${danishDate(date, true)} kl. ${time}: ${what}`;
    }),
  ];
}

function taskTable({ tally }: Told): string {
  const keys = Object.keys(tally.tasks).sort();
  if (keys.length === 0) return 'Ingen opgaver.';
  const rows = keys.map((key) => {
    const [week = '', role = ''] = key.split(' ');
    const counts = tally.tasks[key] ?? { opened: 0, inTime: 0, overdue: 0, escalated: 0 };
    const label = (ROLE_LABELS as Readonly<Record<string, string>>)[role] ?? role;
    const numbers = [counts.opened, counts.inTime, counts.overdue, counts.escalated].map(whole);
    return [danishDate(week, true), label, ...numbers];
  });
  const sums = [2, 3, 4, 5].map((column) =>
    whole(rows.reduce((sum, row) => sum + Number((row[column] ?? '0').replaceAll('.', '')), 0)),
  );
  return table(
    ['Uge fra', 'Rolle', 'Oprettet', 'Til tiden', 'Over tid', 'Gået et trin op'],
    [...rows, ['I alt', '', ...sums]],
  );
}

function costTable({ costs }: Told, years: number): string {
  const types = Object.entries(costs).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = types.map(([type, cost]) => [
    type,
    whole(cost.started),
    perYear(cost.actions, years),
    perYear(cost.events, years),
    perYear(cost.bytes / 1024, years),
    whole(cost.longestRun),
  ]);
  const sum = (of: (cost: (typeof types)[number][1]) => number): number =>
    types.reduce((all, [, cost]) => all + of(cost), 0);
  const total = [
    'I alt',
    whole(sum(({ started }) => started)),
    perYear(
      sum(({ actions }) => actions),
      years,
    ),
    perYear(
      sum(({ events }) => events),
      years,
    ),
    perYear(sum(({ bytes }) => bytes) / 1024, years),
    '',
  ];
  const heading = ['Pr. ungeår', 'Startet', 'Handlinger', 'Hændelser', 'KiB historik', 'Længste kørsel'];
  return `${table(heading, [...rows, total])}\n${decimal(years)} ungeår. Handlinger er Temporals afregnede "actions".`;
}

const perYear = (amount: number, years: number): string => decimal(amount / years);
const whole = (n: number): string => n.toLocaleString('da-DK');
const decimal = (n: number): string =>
  n.toLocaleString('da-DK', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
