/**
 * Tal: deadlines kept, answers within time, absence against the agreement – each as a plot and as a table, and all of
 * it as a file without small cells (R49). No youth is named.
 */
import { raw } from 'hono/html';
import {
  freshText,
  onTimeText,
  OVERVIEW_PAGE,
  responseText,
  absenceText,
  weekText,
} from '../../../texts/pagesOverview';
import { daysText } from '../../../texts/times';
import { type Person } from '../../../contract/ports/identity';
import { type Instant } from '../../../rules/clock';
import { keptFor } from '../../cache';
import { Details } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Reader } from '../parts/layout';
import { page, type Visit } from '../visit';
import { drawn, type Plot } from './charts';
import {
  type AbsenceBar,
  MANY_DAYS,
  onTime,
  type OnTime,
  type Response as Answered,
  responseTimes,
} from './figures';
import { OverviewNav } from './nav';
import { type Absence, readAbsence, readWhole, requireAll } from './read';
import { isoWeek } from './week';

/** Plots are drawn anew this often. */
const DRAWN_MS = 60_000;

export interface Numbers {
  readonly onTime: readonly OnTime[];
  readonly responses: readonly Answered[];
  readonly absence: Absence;
  readonly at: Instant;
}

export async function readNumbers(visit: Visit): Promise<Numbers> {
  const [{ value, at }, absence] = await Promise.all([readWhole(visit), readAbsence(visit)]);
  return {
    onTime: onTime(value.rows, visit.now),
    responses: responseTimes(value.rows, absence.closed, visit.now),
    absence,
    at,
  };
}

interface Figure {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly said: string;
  readonly svg: string;
  readonly heads: readonly [string, string, string];
  readonly rows: readonly (readonly [string, string, string])[];
}

export async function showNumbers(visit: Visit): Promise<Response> {
  const { c, ports, person, reader } = visit;
  requireAll(visit);
  const { value } = await keptFor(ports, 'figures', DRAWN_MS, async () => {
    const numbers = await readNumbers(visit);
    const { onTime: kept, responses, absence } = numbers;
    const figures = await Promise.all([
      onTimeFigure(kept),
      responseFigure(responses, absence.responseDays),
      absenceFigure(absence),
    ]);
    return { figures, at: numbers.at };
  });
  return page(c, <NumbersPage figures={value.figures} at={value.at} person={person} reader={reader} />);
}

interface NumbersPageProps {
  readonly figures: readonly Figure[];
  readonly at: Instant;
  readonly person: Person;
  readonly reader: Reader;
}

function NumbersPage({ figures, at, person, reader }: NumbersPageProps): Markup {
  return (
    <Layout title="Tal" at="/overblik" reader={reader}>
      <h1 class="h2">Overblik</h1>
      <OverviewNav at="/overblik/tal" person={person} />
      <p class="rt-quiet">{freshText(at)}</p>
      {figures.map(({ id, title, hint, said, svg, heads, rows }) => (
        <section class="rt-section" aria-labelledby={id}>
          <h2 class="h4" id={id}>
            {title}
          </h2>
          <p>{said}</p>
          <p class="rt-hint">{hint}</p>
          <div class="rt-chart" role="img" tabindex={0} aria-label={`${title}. ${said}`}>
            {raw(svg)}
          </div>
          <Details summary="Se tallene">
            <table class="table table--compact table--borderless rt-table">
              <caption class="sr-only">{title}</caption>
              <thead>
                <tr>
                  {heads.map((head) => (
                    <th scope="col">{head}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr>
                    {row.map((cell) => (
                      <td>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Details>
        </section>
      ))}
      <section class="rt-section" aria-labelledby="fil">
        <h2 class="h4" id="fil">
          Som fil
        </h2>
        <p class="rt-hint">{OVERVIEW_PAGE.exportHint}</p>
        <a class="button button-secondary" href="/overblik/tal.csv" download>
          Hent tal som CSV
        </a>
      </section>
    </Layout>
  );
}

const percent = (part: number, of: number): number => Math.round((100 * part) / of);
const dash = (value: number | undefined, unit = ''): string =>
  value === undefined ? '–' : `${String(value)}${unit}`;

async function onTimeFigure(weeks: readonly OnTime[]): Promise<Figure> {
  const sum = (of: (week: OnTime) => number): number => weeks.reduce((total, week) => total + of(week), 0);
  const share = ({ kept, due }: OnTime): number | undefined => (due === 0 ? undefined : percent(kept, due));
  const plot: Plot = {
    xTitle: 'Uge',
    yTitle: 'Holdt, %',
    top: 100,
    bars: weeks.map((one) => ({ label: String(isoWeek(one.week)), value: share(one), late: false })),
  };
  return {
    id: 'frister',
    title: 'Frister, der er holdt',
    hint: OVERVIEW_PAGE.onTimeHint,
    said: onTimeText(
      sum(({ kept }) => kept),
      sum(({ due }) => due),
    ),
    svg: await drawn(plot),
    heads: ['Uge', 'Frister', 'Holdt'],
    rows: weeks.map((one) => [weekText(isoWeek(one.week)), String(one.due), dash(share(one), ' %')]),
  };
}

/** @param agreed R23: working days, by the municipality's agreement */
async function responseFigure(weeks: readonly Answered[], agreed: number): Promise<Figure> {
  const measured = weeks.flatMap(({ median }) => median ?? []);
  const plot: Plot = {
    xTitle: 'Uge',
    yTitle: 'Dage på job',
    limit: { at: agreed, label: `Aftalt: ${daysText(agreed)}` },
    bars: weeks.map(({ week, median }) => ({
      label: String(isoWeek(week)),
      value: median,
      late: (median ?? 0) > agreed,
    })),
  };
  return {
    id: 'svar',
    title: 'Fra fravær til kontakt',
    hint: OVERVIEW_PAGE.responseHint,
    said: responseText(measured.filter((median) => median <= agreed).length, measured.length, agreed),
    svg: await drawn(plot),
    heads: ['Uge', 'Sager', 'Dage'],
    rows: weeks.map(({ week, cases, median }) => [weekText(isoWeek(week)), String(cases), dash(median)]),
  };
}

/** `3`, `10+`. */
export const daysLabel = (days: number): string => (days === MANY_DAYS ? `${String(days)}+` : String(days));

async function absenceFigure({ bars, limit }: Absence): Promise<Figure> {
  const isAbove = ({ days }: AbsenceBar): boolean => days >= limit;
  const plot: Plot = {
    xTitle: 'Dage væk i denne måned',
    yTitle: 'Unge',
    bars: bars.map((bar) => ({ label: daysLabel(bar.days), value: bar.youths, late: isAbove(bar) })),
  };
  const above = bars.filter(isAbove).reduce((sum, { youths }) => sum + youths, 0);
  return {
    id: 'fravaer',
    title: 'Fravær i denne måned',
    hint: OVERVIEW_PAGE.absenceHint,
    said: absenceText(above, limit),
    svg: await drawn(plot),
    heads: ['Dage væk', 'Unge', 'Over det aftalte'],
    rows: bars.map((bar) => [daysLabel(bar.days), String(bar.youths), isAbove(bar) ? 'ja' : 'nej']),
  };
}
