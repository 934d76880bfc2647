/**
 * A what-if week by week: a small plot for each role, and the same numbers as tables.
 */
import { type Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { type IsoDate } from '../../rules/calendar';
import { danishDate } from '../../rules/danishDates';
import { ROLE_LABELS } from '../../texts/labels';
import {
  type Lived,
  type Measure,
  MEASURES,
  peaksOf,
  rolesWith,
  type Setting,
  sumOf,
  totalOf,
  weekly,
  weeksOf,
} from './figures';
import { numberText } from './moves';
import { barsSvg, linesSvg } from './plots';

const HEADINGS: Record<Measure, string> = {
  opened: 'Opgaver oprettet pr. uge',
  overdue: 'Opgaver over tid pr. uge',
  escalated: 'Opgaver gået et trin op pr. uge',
  meetings: 'Møder og samtaler holdt pr. uge',
  messages: 'Beskeder til unge og værger pr. uge',
};
const SHORT: Record<Measure, string> = {
  opened: 'Oprettet',
  overdue: 'Over tid',
  escalated: 'Gået et trin op',
  meetings: 'Møder holdt',
  messages: 'Beskeder',
};

const roleLabel = (role: string): string => {
  const label = (ROLE_LABELS as Readonly<Record<string, string>>)[role] ?? role;
  return label.charAt(0).toUpperCase() + label.slice(1);
};

/** A section for each measure that there is any of: plots of all roles together and of each. */
export async function weekSections(lives: readonly Lived[], setting: Setting): Promise<Child[]> {
  const weeks = weeksOf(setting);
  const sections: Child[] = [];
  for (const measure of MEASURES) {
    const roles = rolesWith(lives, measure);
    if (roles.length === 0) continue;
    const figures: Child[] = [];
    // Of one role alone the sum says nothing more.
    for (const shown of roles.length > 1 ? [roles, ...roles.map((role) => [role])] : [roles])
      figures.push(await weekFigure(lives, weeks, measure, shown));
    sections.push(
      <section>
        <h2>{HEADINGS[measure]}</h2>
        <p class="hint">
          Hver figur har sin egen skala{lives.length > 1 && '; summerne står i aftalernes rækkefølge'}.
        </p>
        <div class="plots">{figures}</div>
      </section>,
    );
  }
  return sections;
}

async function weekFigure(
  lives: readonly Lived[],
  weeks: readonly IsoDate[],
  measure: Measure,
  roles: readonly string[],
): Promise<Child> {
  const lines = lives.map(({ result: { tally } }) =>
    weeks.map((week) => sumOf(roles.map((role) => weekly(tally, measure, week, role)))),
  );
  const svg = await linesSvg(weeks, lines);
  const totals = lines.map((values) => numberText(sumOf(values), 0));
  const [role = ''] = roles;
  return (
    <figure>
      <figcaption>
        {roles.length > 1 ? 'Alle' : roleLabel(role)}
        <span>I alt {totals.join(lives.length === 2 ? ' → ' : ' · ')}</span>
      </figcaption>
      <div aria-hidden="true">{raw(svg)}</div>
    </figure>
  );
}

/** The most that one person has on their list, by role. */
export async function peakSection(lives: readonly Lived[], setting: Setting): Promise<Child> {
  const peaks = lives.map(({ result }) => peaksOf(result.tally, setting));
  const roles = rolesWith(lives, 'opened').filter((role) => peaks.some((of) => (of.get(role) ?? 0) > 0));
  if (roles.length === 0) return '';
  const rows = roles.map((role) => ({
    label: roleLabel(role),
    values: peaks.map((of) => of.get(role) ?? 0),
  }));
  const svg = await barsSvg(rows);
  return (
    <section>
      <h2>Den største byrde hos én</h2>
      <p class="hint">
        De fleste åbne opgaver, som en enkelt medarbejder eller enhed i hver rolle havde ved slutningen af en
        dag.
      </p>
      <div class="plots">
        <div aria-hidden="true">{raw(svg)}</div>
        <table>
          <thead>
            <tr>
              <th scope="col">Rolle</th>
              {lives.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, values }) => (
              <tr>
                <th scope="row">{label}</th>
                {values.map((value) => (
                  <td>{numberText(value, 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** All numbers behind the plots, one table a role, folded away. */
export function weekTables(lives: readonly Lived[], setting: Setting): Child {
  const weeks = weeksOf(setting);
  const roles = rolesWith(lives, ...MEASURES);
  return (
    <section class="folded">
      <h2>Alle tal, uge for uge</h2>
      {roles.map((role) => (
        <details>
          <summary>{roleLabel(role)}</summary>
          <WeekTable lives={lives} weeks={weeks} role={role} />
        </details>
      ))}
    </section>
  );
}

function WeekTable(of: { lives: readonly Lived[]; weeks: readonly IsoDate[]; role: string }): Child {
  const { lives, weeks, role } = of;
  const shown = MEASURES.filter((measure) =>
    lives.some(({ result }) => totalOf(result.tally, measure, role) > 0),
  );
  const columns = shown.flatMap((measure) => lives.map((lived) => ({ measure, lived })));
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={`${roleLabel(role)}, uge for uge`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Uge fra</th>
            {columns.map(({ measure, lived }) => (
              <th scope="col">
                {SHORT[measure]}
                {lives.length > 1 && <span class="change">{lived.name}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr>
              <th scope="row">{danishDate(week, true)}</th>
              {columns.map(({ measure, lived }) => (
                <td>{numberText(weekly(lived.result.tally, measure, week, role), 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
