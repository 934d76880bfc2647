/**
 * Årsstatus (R49): the numbers of a school year as a page and as a file, without small numbers. No youth is named.
 */
import { type Person } from '../../../contract/ports/identity';
import { copenhagen } from '../../../rules/clock';
import { schoolYearOf } from '../../../rules/recurring';
import {
  hiddenText,
  schoolYearText,
  statusMonthText,
  YEAR_HINTS,
  YEAR_STATUS,
} from '../../../texts/yearStatus';
import { csvFile } from '../../csv';
import { type YearLine } from '../../yearLines';
import { type YearStatus, readYearStatus } from '../../yearStatus';
import { Layout, type Reader } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { page, type Visit } from '../visit';
import { OverviewNav } from './nav';

/** School years one can choose: the present one and so many before. */
const YEARS_BACK = 3;

/** The year of the address; the present one where it names none that can be chosen. */
function chosenYear({ c, now }: Visit): number {
  const present = schoolYearOf(copenhagen(now).date);
  const asked = Number(c.req.query('aar'));
  return Number.isInteger(asked) && asked <= present && asked >= present - YEARS_BACK ? asked : present;
}

export async function showYear(visit: Visit): Promise<Response> {
  const { c, ports, person, reader, now } = visit;
  const status = await readYearStatus(ports, person, chosenYear(visit), 'read');
  const present = schoolYearOf(copenhagen(now).date);
  return page(c, <YearPage status={status} present={present} person={person} reader={reader} />);
}

/** The same numbers as a file; nothing in it is carried out by a spreadsheet. */
export async function sendYear(visit: Visit): Promise<Response> {
  const { c, ports, person } = visit;
  const { year, lines, smallest } = await readYearStatus(ports, person, chosenYear(visit), 'export');
  const rows = lines.map((line) => {
    const [count, part] = cellsOf(line, smallest);
    return [schoolYearText(year), line.subject, line.group, count, part, line.kind ?? ''];
  });
  return c.body(csvFile([['Skoleår', 'Emne', 'Gruppe', 'Antal', 'Heraf', 'Inddeling'], ...rows]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="roed-traad-aarsstatus-${String(year)}.csv"`,
    'Cache-Control': 'no-store',
  });
}

/**
 * The count and its part as they are shown: hidden where too small, empty where there is no part. Of kinds large ones
 * are hidden with the small ones, so that no limit is named.
 */
function cellsOf(
  line: Pick<YearLine, 'kind' | 'count' | 'part'>,
  smallest: number,
): [number | string, number | string] {
  const hidden = line.kind === undefined ? hiddenText(smallest) : YEAR_STATUS.hidden;
  return [line.count ?? hidden, 'part' in line ? (line.part ?? hidden) : ''];
}

function YearPage({
  status: { year, lines, smallest, statusMonth },
  present,
  person,
  reader,
}: {
  readonly status: YearStatus;
  readonly present: number;
  readonly person: Person;
  readonly reader: Reader;
}): Markup {
  const subjects = [...new Set(lines.map(({ subject }) => subject))];
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, n) => present - n);
  return (
    <Layout title={YEAR_STATUS.title} at="/overblik" reader={reader}>
      <h1 class="h2">Overblik</h1>
      <OverviewNav at="/overblik/aar" person={person} />
      <p class="rt-hint">
        {YEAR_HINTS.year} {statusMonthText(statusMonth)}
      </p>
      <nav aria-label="Vælg skoleår">
        <ul class="rt-counts">
          {years.map((one) => (
            <li>
              <a
                class="rt-count"
                href={`/overblik/aar?aar=${String(one)}`}
                {...(one === year && { 'aria-current': 'true' as const })}
              >
                {schoolYearText(one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {subjects.map((subject, n) => (
        <SubjectTable
          id={`emne-${String(n)}`}
          subject={subject}
          lines={lines.filter((line) => line.subject === subject)}
          smallest={smallest}
        />
      ))}
      <section class="rt-section" aria-labelledby="fil">
        <h2 class="h4" id="fil">
          Som fil
        </h2>
        <p class="rt-hint">{YEAR_HINTS.file}</p>
        <a class="button button-secondary" href={`/overblik/aar.csv?aar=${String(year)}`} download>
          Hent årsstatus som CSV
        </a>
      </section>
    </Layout>
  );
}

function SubjectTable({
  id,
  subject,
  lines,
  smallest,
}: {
  readonly id: string;
  readonly subject: string;
  readonly lines: readonly YearLine[];
  readonly smallest: number;
}): Markup {
  const hasPart = lines.some((line) => 'part' in line);
  const kinds = [...new Set(lines.flatMap(({ kind }) => kind ?? []))];
  const groups = [...new Set(lines.map(({ group }) => group))];
  const heads = kinds.length > 0 ? kinds : ['Antal', ...(hasPart ? ['Heraf'] : [])];
  const cells = (group: string): (number | string)[] => {
    const own = lines.filter((line) => line.group === group);
    return kinds.length > 0
      ? own.map((line) => cellsOf(line, smallest)[0])
      : own.flatMap((line) => cellsOf(line, smallest).slice(0, heads.length));
  };
  return (
    <section class="rt-section" aria-labelledby={id}>
      <h2 class="h4" id={id}>
        {subject}
      </h2>
      <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
        <caption class="sr-only">{subject}</caption>
        <thead>
          <tr>
            <th scope="col">Gruppe</th>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr>
              <td data-title="Gruppe">{group}</td>
              {cells(group).map((cell, i) => (
                <td data-title={heads[i]}>{String(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
