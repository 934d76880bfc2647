/**
 * Overblik: all the youths one answers for, also those nobody has, sorted and filtered by what must not be forgotten.
 * The columns are one list, so that another joins in one place.
 */
import { type Child } from 'hono/jsx';
import { type ListedYouth } from '../../../records/people';
import { daysBetween, type IsoDate } from '../../../rules/calendar';
import { copenhagen, type Instant } from '../../../rules/clock';
import { STAGES } from '../../../rules/stage';
import { RISK_LABELS, STAGE_LABELS, STATUS_LABELS } from '../../../texts/labels';
import { freshText, OVERVIEW_PAGE, sinceText } from '../../../texts/pagesOverview';
import { dayText } from '../../../texts/times';
import { reach } from '../../authorization';
import { type Colleagues, colleagues, fullName } from '../../people';
import { forbidden } from '../../problem';
import { logLook } from '../access';
import { Badge, Empty } from '../parts/basics';
import { type Choice, Select } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { Pages } from '../parts/pages';
import { page, type Visit } from '../visit';
import { isWithoutTies, type PortfolioLine, type Sort, sorted, SORTS } from './figures';
import { OverviewNav } from './nav';
import { readPortfolio, seesAll } from './read';

/** Youths on one page of the list. */
const PER_PAGE = 50;

const SORT_LABELS: Readonly<Record<Sort, string>> = {
  overtid: 'Mest over tid',
  kontakt: 'Længst uden kontakt',
  naeste: 'Næste dato',
  risiko: 'Højest risiko',
  navn: 'Navn',
};

/** What a cell without anything says; a phone leaves it out. */
const NOTHING = '–';

/** Values that stand for nothing known. */
const NONE = 'ingen';

interface Filter {
  readonly tovholder: string;
  readonly risiko: string;
  readonly skole: string;
  readonly trin: string;
  readonly vis: string;
  readonly sorter: Sort;
}

const SHOWS: Readonly<Record<string, { label: string; passes: (line: PortfolioLine) => boolean }>> = {
  overtid: { label: 'Kun over tid', passes: ({ overdue }) => overdue > 0 },
  ingen: { label: 'Kun dem, ingen har', passes: isWithoutTies },
};

function readFilter(query: Readonly<Record<string, string>>): Filter {
  const { tovholder = '', risiko = '', skole = '', trin = '', vis = '' } = query;
  const sorter = SORTS.find((known) => known === query.sorter) ?? 'overtid';
  return { tovholder, risiko, skole, trin, vis: Object.hasOwn(SHOWS, vis) ? vis : '', sorter };
}

function passes({ tovholder, risiko, skole, trin, vis }: Filter, line: PortfolioLine): boolean {
  const { people, risk, school } = line.youth;
  return (
    (tovholder === '' || (people.coordinator ?? NONE) === tovholder) &&
    (risiko === '' || (risk ?? NONE) === risiko) &&
    (skole === '' || (school ?? NONE) === skole) &&
    (trin === '' || line.stage === trin) &&
    (SHOWS[vis]?.passes(line) ?? true)
  );
}

export async function showPortfolio(visit: Visit): Promise<Response> {
  const { c, ports, person, now, reader } = visit;
  if (reach(person.role, 'youth.list') === 'none') throw forbidden();
  const filter = readFilter(c.req.query());
  const [{ value: lines, at: from }, people] = await Promise.all([
    readPortfolio(visit),
    colleagues(ports.table),
  ]);
  const found = sorted(
    lines.filter((line) => passes(filter, line)),
    filter.sorter,
  );
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const at = Math.min(Math.max(1, Math.trunc(Number(c.req.query('side'))) || 1), pages);
  const shown = found.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  await logLook(
    visit,
    shown.map(({ youth }) => youth.ref),
    'portfolio',
  );
  const all = seesAll(visit);
  return page(
    c,
    <Layout title="Overblik" at="/overblik" reader={reader}>
      <h1 class="h2">Overblik</h1>
      <OverviewNav at="/overblik" person={person} />
      <p class="rt-hint">{all ? OVERVIEW_PAGE.portfolioHint : OVERVIEW_PAGE.ownHint}</p>
      <FilterForm filter={filter} lines={lines} people={people} withCoordinator={all} />
      <p class="rt-quiet" role="status">
        {found.length === 1 ? '1 ung' : `${String(found.length)} unge`}. {all && freshText(from)}
      </p>
      {found.length === 0 ? (
        <Empty>{OVERVIEW_PAGE.nobody}</Empty>
      ) : (
        <Table lines={shown} people={people} now={now} />
      )}
      <Pages at={at} of={pages} path="/overblik" query={{ ...filter }} />
    </Layout>,
  );
}

function FilterForm({
  filter,
  lines,
  people,
  withCoordinator,
}: {
  readonly filter: Filter;
  readonly lines: readonly PortfolioLine[];
  readonly people: Colleagues;
  readonly withCoordinator: boolean;
}): Markup {
  const state = { form: 'filter', values: { ...filter }, problems: {} };
  const schools = [...new Set(lines.flatMap(({ youth: { school } }) => school ?? []))].sort();
  const risks = Object.entries(RISK_LABELS).map(([value, label]): Choice => ({ value, label }));
  return (
    <form class="rt-filter" method="get" action="/overblik" role="search" aria-label="Vælg unge">
      {withCoordinator && (
        <Select
          state={state}
          name="tovholder"
          label="Tovholder"
          empty="Alle"
          choices={[
            { value: NONE, label: 'Ingen' },
            ...people.all
              .filter(({ role }) => role === 'coordinator')
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Select
        state={state}
        name="risiko"
        label="Risiko"
        empty="Alle"
        choices={[...risks, { value: NONE, label: 'ikke sat' }]}
      />
      <Select
        state={state}
        name="skole"
        label="Skole"
        empty="Alle"
        choices={[...schools.map((id) => ({ value: id, label: id })), { value: NONE, label: 'Ingen' }]}
      />
      <Select
        state={state}
        name="trin"
        label="Trin"
        empty="Alle"
        choices={STAGES.map((value) => ({ value, label: STAGE_LABELS[value] }))}
      />
      <Select
        state={state}
        name="vis"
        label="Vis"
        empty="Alle"
        choices={Object.entries(SHOWS).map(([value, { label }]) => ({ value, label }))}
      />
      <Select
        state={state}
        name="sorter"
        label="Sortér"
        empty={SORT_LABELS.overtid}
        choices={SORTS.filter((sort) => sort !== 'overtid').map((value) => ({
          value,
          label: SORT_LABELS[value],
        }))}
      />
      <button class="button button-secondary">Vis</button>
    </form>
  );
}

interface Column {
  readonly title: string;
  readonly cell: (line: PortfolioLine, context: Context) => Child;
}

interface Context {
  readonly people: Colleagues;
  readonly now: Instant;
  readonly today: IsoDate;
}

const COLUMNS: readonly Column[] = [
  {
    title: 'Navn',
    cell: ({ youth }) => <a href={`/unge/${youth.ref}`}>{fullName(youth)}</a>,
  },
  { title: 'Lige nu', cell: ({ youth }) => placeOf(youth) },
  { title: 'Trin', cell: ({ stage }) => (stage === undefined ? NOTHING : STAGE_LABELS[stage]) },
  { title: 'Risiko', cell: ({ youth: { risk } }) => riskBadge(risk) },
  {
    title: 'Tovholder',
    cell: ({ youth }, { people }) =>
      youth.people.coordinator === undefined ? 'Ingen endnu' : people.nameOf(youth.people.coordinator),
  },
  {
    title: 'Sidste kontakt',
    cell: ({ contact }, { today }) =>
      contact === undefined ? OVERVIEW_PAGE.never : sinceText(daysBetween(copenhagen(contact).date, today)),
  },
  {
    title: 'Næste dato',
    cell: ({ next }, { today }) => (next === undefined ? NOTHING : dayText(copenhagen(next).date, today)),
  },
  {
    title: 'Over tid',
    cell: ({ overdue, open }) =>
      overdue > 0 ? <Badge kind="error">{`${String(overdue)} af ${String(open)}`}</Badge> : NOTHING,
  },
];

const placeOf = ({ school, status }: ListedYouth): string => school ?? STATUS_LABELS[status];

function riskBadge(risk: ListedYouth['risk']): Child {
  if (risk === undefined) return NOTHING;
  return risk === 'high' ? <Badge kind="warning">{RISK_LABELS.high}</Badge> : RISK_LABELS[risk];
}

function Table({
  lines,
  people,
  now,
}: {
  readonly lines: readonly PortfolioLine[];
  readonly people: Colleagues;
  readonly now: Instant;
}): Markup {
  const context = { people, now, today: copenhagen(now).date };
  return (
    <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
      <caption class="sr-only">Unge</caption>
      <thead>
        <tr>
          {COLUMNS.map(({ title }) => (
            <th scope="col">{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            {COLUMNS.map(({ title, cell }) => {
              const content = cell(line, context);
              return (
                <td data-title={title} class={content === NOTHING ? 'rt-none' : ''}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
