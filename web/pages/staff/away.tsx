/**
 * Fravær: who takes one's tasks while one is away – and, for a leader, the same for those they lead, and that somebody
 * leaves.
 */
import { type Hono } from 'hono';
import { awayBody, leavingBody } from '../../../contract/schemas/staff';
import { currentTerms } from '../../../records/agreements';
import { type Staff } from '../../../records/people';
import { absencesOf, type Substitution } from '../../../records/substitutes';
import { copenhagen } from '../../../rules/clock';
import { danishDate } from '../../../rules/danishDates';
import { AWAY, awayDays } from '../../../texts/pagesAway';
import { CALENDAR } from '../../../texts/pagesCalendar';
import { may } from '../../authorization';
import { type Away, awayOf, endAway, setAway, standInsFor } from '../../away';
import { setLeaving } from '../../leaving';
import { parsed } from '../../parsed';
import { type Colleagues, colleagues, roleName } from '../../people';
import { type WebPorts } from '../../ports';
import { type Forms, formPage, Outcome, PageForm, stateOf } from '../formPage';
import { BackLink, Empty } from '../parts/basics';
import { type Choice, Input, Select } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Sent, type Visit } from '../visit';

/** Whose absence the page is about: one's own, or that of somebody one leads. */
const staffOf = ({ c, person }: Visit): string => c.req.param('staff') ?? person.id;

/** Registers `/fravaer` and `/fravaer/{staff}`. */
export function awayPages(app: Hono, ports: WebPorts): void {
  const deeds = {
    async vikar(visit: Visit, { by, from, to }: Sent, requestId: string) {
      const body = parsed(awayBody, { by, from, to });
      await setAway(ports, visit.person, staffOf(visit), body, requestId);
    },
    async tilbage(visit: Visit, { id = '' }: Sent) {
      await endAway(ports, visit.person, staffOf(visit), id);
    },
    async stopper(visit: Visit, { lastDay }: Sent) {
      const body = parsed(leavingBody, { lastDay });
      await setLeaving(ports, visit.person, staffOf(visit), body.lastDay ?? undefined);
    },
    async bliver(visit: Visit) {
      await setLeaving(ports, visit.person, staffOf(visit), undefined);
    },
  };
  formPage(app, ports, '/fravaer', { show: showAway, deeds });
  formPage(app, ports, '/fravaer/hos/:staff', { show: showAway, deeds });
}

async function showAway(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const id = staffOf(visit);
  const own = id === person.id;
  const [known, people, team] = await Promise.all([
    awayOf(ports, person, id),
    colleagues(ports.table),
    own ? teamOf(visit) : [],
  ]);
  const { staff } = known;
  const { policy } = await currentTerms(ports.table, staff.school);
  const subject = { colleague: { staff, leader: policy.leaders[staff.role] } };
  const today = copenhagen(now).date;
  const title = own ? AWAY.title : `Fravær: ${staff.name}`;
  return (
    <Layout title={title} at="/fravaer" reader={reader}>
      {!own && <BackLink href="/fravaer">Fravær</BackLink>}
      <Outcome {...forms} />
      <h1 class={own ? 'h2' : 'h2 rt-title'}>{title}</h1>
      <p class="rt-hint">{own ? `${AWAY.hint} ${AWAY.keepsFace}` : AWAY.hintOther}</p>
      <Known known={known} people={people} forms={forms} />
      <NewAbsence choices={choicesOf(await standInsFor(ports, staff))} forms={forms} today={today} />
      {may(person, 'leaving.set', subject) && <Leaving staff={staff} forms={forms} today={today} />}
      {own && (
        <p class="rt-after">
          <a href="/kalender">{CALENDAR.all}</a>
        </p>
      )}
      {team.length > 0 && <Team of={team} people={people} />}
    </Layout>
  );
}

function choicesOf(staff: readonly Staff[]): Choice[] {
  return [...staff]
    .sort((a, b) => a.role.localeCompare(b.role) || a.name.localeCompare(b.name, 'da'))
    .map(({ id, name, role }) => ({ value: id, label: name, group: roleName(role) }));
}

/** The days that are written down already, and those one stands in for. */
function Known({
  known: { away, covers },
  people,
  forms,
}: {
  readonly known: Away;
  readonly people: Colleagues;
  readonly forms: Forms;
}): Markup {
  if (away.length + covers.length === 0) return <Empty>{AWAY.none}</Empty>;
  return (
    <ul class="rt-tasks">
      {away.map(({ id, by, from, to }) => (
        <li class="rt-task rt-task-of-one">
          <span class="rt-task-what">Væk {awayDays(from, to)}</span>
          <span class="rt-task-who">{people.nameOf(by)} tager opgaverne</span>
          <PageForm forms={forms} name="tilbage" id={id} button="Slut nu" />
        </li>
      ))}
      {covers.map(({ of, from, to }) => (
        <li class="rt-task rt-task-of-one">
          <span class="rt-task-what">Tager opgaver for {people.nameOf(of)}</span>
          <span class="rt-task-who">{awayDays(from, to)}</span>
        </li>
      ))}
    </ul>
  );
}

function NewAbsence({
  choices,
  forms,
  today,
}: {
  readonly choices: readonly Choice[];
  readonly forms: Forms;
  readonly today: string;
}): Markup {
  const state = stateOf(forms, 'vikar');
  return (
    <section class="rt-card rt-after" aria-labelledby="vikar">
      <h2 class="h4" id="vikar">
        Nyt fravær
      </h2>
      <PageForm forms={forms} name="vikar" button="Gem" primary>
        <div class="rt-row">
          <Input state={state} name="from" label="Første dag væk" type="date" width="s" min={today} />
          <Input state={state} name="to" label="Sidste dag væk" type="date" width="s" min={today} />
        </div>
        <Select state={state} name="by" label="Hvem tager opgaverne?" empty="Vælg" choices={choices} />
      </PageForm>
    </section>
  );
}

function Leaving({
  staff,
  forms,
  today,
}: {
  readonly staff: Staff;
  readonly forms: Forms;
  readonly today: string;
}): Markup {
  return (
    <section class="rt-card rt-after" aria-labelledby="stopper">
      <h2 class="h4" id="stopper">
        Stopper
      </h2>
      <p class="rt-hint">{AWAY.leavingHint}</p>
      <PageForm forms={forms} name="stopper" button="Gem">
        <Input
          state={stateOf(forms, 'stopper')}
          name="lastDay"
          label="Sidste arbejdsdag"
          type="date"
          min={today}
          initial={staff.lastDay}
        />
      </PageForm>
      {staff.lastDay !== undefined && <PageForm forms={forms} name="bliver" button="Bliver alligevel" />}
    </section>
  );
}

/** Somebody the reader leads, and whether they are away. */
interface Member {
  readonly staff: Staff;
  readonly away: Substitution | undefined;
}

async function teamOf({ ports, person, now }: Visit): Promise<Member[]> {
  const { all } = await colleagues(ports.table);
  const { policy } = await currentTerms(ports.table, person.school);
  const led = all.filter(
    (staff) =>
      staff.id !== person.id &&
      may(person, 'leaving.set', { colleague: { staff, leader: policy.leaders[staff.role] } }),
  );
  const today = copenhagen(now).date;
  return Promise.all(
    led.map(async (staff) => ({ staff, away: (await absencesOf(ports.table, staff.id, today))[0] })),
  );
}

function Team({ of, people }: { readonly of: readonly Member[]; readonly people: Colleagues }): Markup {
  return (
    <section class="rt-section" aria-labelledby="hold">
      <h2 class="h4" id="hold">
        {AWAY.team} <span class="rt-number">{of.length}</span>
      </h2>
      <ul class="rt-tasks">
        {of.map(({ staff: { id, name, role, lastDay }, away }) => (
          <li class="rt-task rt-task-of-one">
            <span class="rt-task-what">
              <a href={`/fravaer/hos/${encodeURIComponent(id)}`}>{name}</a>
            </span>
            <span class="rt-task-who">{roleName(role)}</span>
            <span>
              {away && `Væk ${awayDays(away.from, away.to)}. ${people.nameOf(away.by)} tager opgaverne. `}
              {lastDay !== undefined && `Stopper den ${danishDate(lastDay)}.`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
