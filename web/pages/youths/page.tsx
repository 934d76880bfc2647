/**
 * The youth page: first who is responsible and what is next, then what is open, how each part stands, and what has
 * happened and why. For municipal roles only (R43).
 */
import { currentTerms } from '../../../records/agreements';
import { agreementsOf } from '../../../records/meetings';
import { getPlan } from '../../../records/plan';
import { stagesOf } from '../../../records/stage';
import { casesOf } from '../../../records/tasks';
import { PAGE } from '../../../texts/pages';
import { seenArrangements } from '../../arrangements';
import { may } from '../../authorization';
import { readTimeline, readYouth } from '../../youths';
import { logLook } from '../access';
import { BackLink, Empty } from '../parts/basics';
import { Layout } from '../parts/layout';
import { TaskRows } from '../parts/tasks';
import { colleagues, fullName } from '../../people';
import { page, type Visit } from '../visit';
import { Adults, Cases, Reach } from './cards';
import { YouthLinks } from './links';
import { Lead, Now } from './now';
import { Story } from './story';

export async function showYouth(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  const { table } = ports;
  const ref = c.req.param('ref') ?? '';
  const { youth, tasks } = await readYouth(ports, person, ref);
  const [people, stages, cases, entries, arrangements, plan, agreements, { policy }] = await Promise.all([
    colleagues(table),
    stagesOf(table, [ref]),
    casesOf(table, ref),
    readTimeline(ports, person, ref),
    seenArrangements(ports, ref),
    getPlan(table, ref),
    agreementsOf(table, ref),
    currentTerms(table, youth.school),
  ]);
  await logLook(visit, [ref], 'youth');
  const stage = stages.get(ref)?.stage;
  const readable = new Set(tasks.filter((task) => may(person, 'task.read', { task })).map(({ id }) => id));
  const open = tasks
    .filter(({ status }) => status === 'open')
    .sort((a, b) => a.placement.due - b.placement.due);
  const standing = { stage, plan, policy, agreements, arrangements };
  return page(
    c,
    <Layout title={fullName(youth)} at="/unge" reader={visit.reader}>
      <BackLink href="/unge">Unge</BackLink>
      <h1 class="h2 rt-title">{fullName(youth)}</h1>
      <Lead youth={youth} stage={stage} now={now} />
      <Now youth={youth} open={open} entries={entries} people={people} now={now} readable={readable} />
      <div class="rt-columns">
        <section class="rt-column-main rt-section" aria-labelledby="aabne">
          <h2 class="h4" id="aabne">
            Åbne opgaver <span class="rt-number">{open.length}</span>
          </h2>
          {open.length === 0 ? (
            <Empty>{PAGE.noOpenTasks}</Empty>
          ) : (
            <TaskRows tasks={open} now={now} nameOf={people.nameOf} mayOpen={({ id }) => readable.has(id)} />
          )}
        </section>
        <aside class="rt-column-side rt-section" aria-label="Om den unge">
          <YouthLinks person={person} youth={youth} tasks={tasks} standing={standing} now={now} />
          <Adults youth={youth} people={people} entries={entries} now={now} />
          <Reach youth={youth} now={now} />
          <Cases cases={cases} now={now} />
        </aside>
        <div class="rt-column-main">
          <Story
            youth={ref}
            readable={readable}
            entries={entries}
            asked={c.req.query('vis')}
            people={people}
            now={now}
          />
          <p class="rt-quiet">{PAGE.logged}</p>
        </div>
      </div>
    </Layout>,
  );
}
