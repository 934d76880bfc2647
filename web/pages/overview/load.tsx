/**
 * Fordeling: how much lies with whom. For those who answer for the whole municipality; it names staff, no youths.
 */
import { isUnit } from '../../../contract/messages/ids';
import { freshText, OVERVIEW_PAGE } from '../../../texts/pagesOverview';
import { colleagues, roleName } from '../../people';
import { mayReadList } from '../../taskLists';
import { Badge, Empty } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { page, type Visit } from '../visit';
import { type Load, workload } from './figures';
import { OverviewNav } from './nav';
import { readWhole, requireAll } from './read';

export async function showLoad(visit: Visit): Promise<Response> {
  const { c, ports, person, now, reader } = visit;
  requireAll(visit);
  const [{ value, at }, people] = await Promise.all([readWhole(visit), colleagues(ports.table)]);
  const loads = workload(value.rows, value.youths, now);
  const most = Math.max(1, ...loads.map(({ open }) => open));
  return page(
    c,
    <Layout title="Fordeling" at="/overblik" reader={reader}>
      <h1 class="h2">Overblik</h1>
      <OverviewNav at="/overblik/fordeling" person={person} />
      <p class="rt-hint">{OVERVIEW_PAGE.loadHint}</p>
      <p class="rt-quiet">{freshText(at)}</p>
      {loads.length === 0 ? (
        <Empty>{OVERVIEW_PAGE.loadEmpty}</Empty>
      ) : (
        <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
          <caption class="sr-only">Opgaver hos hver</caption>
          <thead>
            <tr>
              <th scope="col">Hos</th>
              <th scope="col">Rolle</th>
              <th scope="col">Åbne</th>
              <th scope="col">Over tid</th>
              <th scope="col">Næste 7 dage</th>
              <th scope="col">Tovholder for</th>
            </tr>
          </thead>
          <tbody>
            {loads.map((load) => {
              const staff = people.byId.get(load.assignee);
              const name = people.nameOf(load.assignee);
              return (
                <tr>
                  <td data-title="Hos">
                    {mayReadList(person, load.assignee, staff?.school) ? (
                      <a href={`/opgaver?hos=${encodeURIComponent(load.assignee)}`}>{name}</a>
                    ) : (
                      name
                    )}
                  </td>
                  <td data-title="Rolle">
                    {staff ? roleName(staff.role) : isUnit(load.assignee) ? 'Enhed' : '–'}
                  </td>
                  <Numbers load={load} most={most} />
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Layout>,
  );
}

function Numbers({ load, most }: { readonly load: Load; readonly most: number }): Markup {
  const { open, overdue, week, leads } = load;
  return (
    <>
      <td data-title="Åbne">
        <span class="rt-amount">{open}</span>
        <progress class="rt-bar" max={most} value={open} aria-hidden="true"></progress>
      </td>
      <td data-title="Over tid">{overdue > 0 ? <Badge kind="error">{overdue}</Badge> : '–'}</td>
      <td data-title="Næste 7 dage">{week > 0 ? week : '–'}</td>
      <td data-title="Tovholder for">{leads > 0 ? `${String(leads)} unge` : '–'}</td>
    </>
  );
}
