/**
 * The youth page: one face on top, who is who, how to reach the youth, what is open, and what has happened and why.
 * For municipal roles only (R43).
 */
import { type JournalEntry } from '../../../records/journal';
import { type Youth } from '../../../records/people';
import { stagesOf } from '../../../records/stage';
import { casesOf } from '../../../records/tasks';
import { ageOn } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { type Stage } from '../../../rules/stage';
import { RISK_LABELS, STAGE_LABELS, STATUS_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { story } from '../../../texts/story';
import { dayText } from '../../../texts/times';
import { seenArrangements } from '../../arrangements';
import { may } from '../../authorization';
import { readTimeline, readYouth } from '../../youths';
import { logLook } from '../access';
import { BackLink, Empty, Pairs } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { TaskRows } from '../parts/tasks';
import { Timeline } from '../parts/timeline';
import { type Colleagues, colleagues, fullName } from '../../people';
import { page, type Visit } from '../visit';
import { ArrangementCard } from './arrangementCard';
import { YouthLinks } from './links';
import { Cases, Dates, Face, Reach } from './cards';

/** What of the timeline is shown, by `?vis=`. */
const VIEWS = {
  alt: { label: 'Alt', shows: () => true },
  opgaver: { label: 'Opgaver', shows: (event: string) => event.startsWith('task.') },
  samtaler: {
    label: 'Samtaler',
    shows: (event: string) => event.startsWith('meeting.') || event.startsWith('agreement.'),
  },
  beskeder: { label: 'Beskeder', shows: (event: string) => event.startsWith('message.') },
  fravaer: {
    label: 'Fravær og sager',
    shows: (event: string) => event.startsWith('signal.') || event.startsWith('case.'),
  },
} as const;
type ViewName = keyof typeof VIEWS;
const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

/** The newest so many events are shown; older ones are found by choosing a kind. */
const LONGEST = 200;

export async function showYouth(visit: Visit): Promise<Response> {
  const { c, ports, person, now } = visit;
  const ref = c.req.param('ref') ?? '';
  const { youth, tasks } = await readYouth(ports, person, ref);
  const [people, stages, cases, entries, arrangements] = await Promise.all([
    colleagues(ports.table),
    stagesOf(ports.table, [ref]),
    casesOf(ports.table, ref),
    readTimeline(ports, person, ref),
    seenArrangements(ports, ref),
  ]);
  await logLook(visit, [ref], 'youth');
  const asked = c.req.query('vis') ?? '';
  const chosen = VIEW_NAMES.find((name) => name === asked) ?? 'alt';
  const readable = new Set(tasks.filter((task) => may(person, 'task.read', { task })).map(({ id }) => id));
  const open = tasks
    .filter(({ status }) => status === 'open')
    .sort((a, b) => a.placement.due - b.placement.due);
  return page(
    c,
    <Layout title={fullName(youth)} at="/unge" reader={visit.reader}>
      <BackLink href="/unge">Unge</BackLink>
      <div class="rt-columns">
        <div class="rt-column-main">
          <h1 class="h2 rt-title">{fullName(youth)}</h1>
          <Lead youth={youth} stage={stages.get(ref)?.stage} now={now} />
          <section class="rt-section" aria-labelledby="aabne">
            <h2 class="h4" id="aabne">
              Åbne opgaver <span class="rt-number">{open.length}</span>
            </h2>
            {open.length === 0 ? (
              <Empty>{PAGE.noOpenTasks}</Empty>
            ) : (
              <TaskRows
                tasks={open}
                now={now}
                nameOf={people.nameOf}
                mayOpen={({ id }) => readable.has(id)}
              />
            )}
          </section>
        </div>
        <aside class="rt-column-side" aria-label="Om den unge">
          <Face youth={youth} people={people} />
          <Dates open={open} entries={entries} people={people} now={now} />
          <ArrangementCard rows={arrangements} now={now} />
          <YouthLinks person={person} youth={youth} tasks={tasks} entries={entries} now={now} />
          <Reach youth={youth} now={now} />
          <Cases cases={cases} now={now} />
        </aside>
        <div class="rt-column-main">
          <Story
            youth={ref}
            readable={readable}
            entries={entries}
            chosen={chosen}
            people={people}
            now={now}
          />
          <p class="rt-quiet">{PAGE.logged}</p>
        </div>
      </div>
    </Layout>,
  );
}

function Lead({
  youth,
  stage,
  now,
}: {
  readonly youth: Youth;
  readonly stage: Stage | undefined;
  readonly now: number;
}): Markup {
  const { born, status, school, student, grade, risk, movedIn } = youth;
  const today = copenhagen(now).date;
  return (
    <Pairs
      class="rt-pairs-inline"
      of={[
        ['Alder', `${String(ageOn(born, today))} år, født ${dayText(born, today)}`],
        ['Lige nu', STATUS_LABELS[status]],
        ['Trin', stage && STAGE_LABELS[stage]],
        ['Skole', school],
        ['Elev', student],
        ['Klasse', grade !== undefined && `${String(grade)}. klasse`],
        ['Risiko', risk && RISK_LABELS[risk]],
        ['Flyttet hertil', movedIn !== undefined && dayText(movedIn, today)],
      ]}
    />
  );
}

interface StoryProps {
  readonly youth: string;
  /** The tasks the reader may open. */
  readonly readable: ReadonlySet<string>;
  readonly entries: readonly JournalEntry[];
  readonly chosen: ViewName;
  readonly people: Colleagues;
  readonly now: number;
}

function Story({ youth, readable, entries, chosen, people, now }: StoryProps): Markup {
  const shown = entries.filter(({ event }) => VIEWS[chosen].shows(event)).slice(-LONGEST);
  return (
    <section class="rt-section" aria-labelledby="historie">
      <h2 class="h4" id="historie">
        Det er der sket
      </h2>
      <nav aria-label="Vælg, hvad der vises">
        <ul class="rt-counts">
          {VIEW_NAMES.map((name) => (
            <li>
              <a
                class="rt-count"
                href={`/unge/${youth}${name === 'alt' ? '' : `?vis=${name}`}#historie`}
                {...(name === chosen && { 'aria-current': 'true' as const })}
              >
                {VIEWS[name].label}{' '}
                <span class="rt-number">
                  {entries.filter(({ event }) => VIEWS[name].shows(event)).length}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown.length === 0 && <Empty>{PAGE.noEvents}</Empty>}
      <Timeline
        headings
        now={now}
        of={shown
          .map((entry) => ({
            ...story(entry, people.nameOf, now),
            at: entry.at,
            rule: entry.rule,
            ...(readable.has(entry.task ?? '') && { href: `/opgaver/${entry.task ?? ''}` }),
          }))
          .reverse()}
      />
    </section>
  );
}
