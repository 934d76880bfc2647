/**
 * The leader's weekly list: what is late on the last rung (R15, R21). A school's leader sees the school's own.
 */
import { weeklyList } from '../../records/tasks';
import { ROLE_LABELS } from '../../texts/labels';
import { STAFF_ROLES } from '../../contract/messages/vocabulary';
import { reviewHint } from '../../texts/agreementLife';
import { PAGE } from '../../texts/pages';
import { agreementsToReview } from '../agreementLife';
import { may, reach } from '../authorization';
import { forbidden } from '../problem';
import { logLook } from './access';
import { OverviewNav } from './overview/nav';
import { Empty } from './parts/basics';
import { Layout } from './parts/layout';
import { TaskRows } from './parts/tasks';
import { capitalised, colleagues, fullName, youthsOf } from '../people';
import { page, type Visit } from './visit';

export async function showWeeklyList(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  if (reach(person.role, 'weeklyList.read') === 'none') throw forbidden();
  const late = (await weeklyList(ports.table)).filter((task) => may(person, 'weeklyList.read', { task }));
  const [youths, { nameOf }] = await Promise.all([youthsOf(ports.table, late), colleagues(ports.table)]);
  await logLook(visit, [...youths.keys()], 'weekly-list');
  const old = await agreementsToReview(ports, person);
  const roles = STAFF_ROLES.filter((role) => late.some(({ placement }) => placement.role === role));
  return page(
    c,
    <Layout
      title="Ugeliste"
      at={reach(person.role, 'youth.list') === 'none' ? '/ugeliste' : '/overblik'}
      reader={visit.reader}
    >
      <h1 class="h2">
        Ugeliste <span class="rt-number">{late.length}</span>
      </h1>
      <OverviewNav at="/ugeliste" person={person} />
      {late.length === 0 ? <Empty>{PAGE.weeklyEmpty}</Empty> : <p class="rt-hint">{PAGE.weeklyHint}</p>}
      {old.map((name) => (
        <p class="rt-hint">
          <a href={`/aftaler/${encodeURIComponent(name)}`}>{reviewHint(name)}</a>
        </p>
      ))}
      {roles.map((role) => (
        <section class="rt-section" aria-labelledby={`rolle-${role}`}>
          <h2 class="h4" id={`rolle-${role}`}>
            {capitalised(ROLE_LABELS[role])}
          </h2>
          <TaskRows
            tasks={late.filter(({ placement }) => placement.role === role)}
            now={now}
            nameOf={nameOf}
            mayOpen={(task) => may(person, 'task.read', { task })}
            who={({ youth, school = '' }) => {
              const known = youth === undefined ? undefined : youths.get(youth);
              return known ? fullName(known) : school;
            }}
          />
        </section>
      ))}
    </Layout>,
  );
}
