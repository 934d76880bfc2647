/**
 * A school's start: who is registered as absent on a day, one click from registering somebody else, and the question
 * whether that was all (R55).
 */
import { type AbsentDay, absentDays } from '../../../records/absentDays';
import { confirmedDays } from '../../../records/absences';
import { type ListedYouth, type School } from '../../../records/people';
import { inbox } from '../../../records/tasks';
import { addDays, type IsoDate, schoolDays } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { danishDay } from '../../../rules/danishDates';
import { PAGE } from '../../../texts/pages';
import { SCHOOL_PAGE } from '../../../texts/pagesSchool';
import { tasksText } from '../../../texts/pagesTasks';
import { reach } from '../../authorization';
import { fullName } from '../../people';
import { forbidden } from '../../problem';
import { dayProblem } from '../../schoolDays';
import { logLook } from '../access';
import { Badge, Empty } from '../parts/basics';
import { Input } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { page, type Visit } from '../visit';
import { dayAsked, mayRegister, ownSchool, SchoolNav, studentsAt } from './common';

/** Students on one view; the search finds the others. */
const LONGEST = 100;
/** How far back days without a yes are asked for. */
const ASKED_BACK_DAYS = 14;
/** So many of them at once; the latest are the easiest to answer. */
const LONGEST_ASKED = 5;

export async function showStart(visit: Visit): Promise<Response> {
  const { c, ports, person, now, reader } = visit;
  if (reach(person.role, 'receipts.read') === 'none') throw forbidden();
  if (!mayRegister(visit)) return c.redirect('/skole/kvitteringer', 303);
  const school = await ownSchool(visit);
  const day = dayAsked(c.req.query('dag'), school, now);
  const wanted = c.req.query('elev')?.trim() ?? '';
  const since = addDays(copenhagen(now).date, -ASKED_BACK_DAYS);
  const [students, absent, confirmed, tasks] = await Promise.all([
    studentsAt(ports, school.id),
    absentDays(ports.table, school.id, day),
    confirmedDays(ports.table, school.id, day < since ? day : since),
    inbox(ports.table, person.id),
  ]);
  const byStudent = new Map(absent.map((one) => [one.student, one]));
  const found = students
    .filter((student) => isWanted(student, wanted))
    .sort((a, b) => Number(isOn(b, byStudent)) - Number(isOn(a, byStudent)) || byName(a, b));
  const shown = found.slice(0, LONGEST);
  await logLook(
    visit,
    shown.map(({ ref }) => ref),
    'attendance',
    wanted === '' ? 'read' : 'search',
  );
  return page(
    c,
    <Layout title={school.id} at="/skole" reader={reader}>
      <h1 class="h2">{school.id}</h1>
      <SchoolNav at="/skole" />
      <div class="rt-columns">
        <div class="rt-column-main">
          <h2 class="h4">
            Fravær {danishDay(day)} <span class="rt-number">{absent.length}</span>
          </h2>
          <p class="rt-hint">{SCHOOL_PAGE.hint}</p>
          <Find day={day} wanted={wanted} now={now} />
          {found.length === 0 && (
            <Empty>{wanted === '' ? SCHOOL_PAGE.noStudents : SCHOOL_PAGE.noneFound}</Empty>
          )}
          <Students students={shown} absent={byStudent} day={day} />
          {found.length > LONGEST && <p class="rt-hint">{PAGE.cutShort}</p>}
        </div>
        <aside class="rt-column-side" aria-label="Dagen">
          <DayCard
            school={school}
            day={day}
            absent={absent.length}
            confirmed={confirmed}
            now={now}
            token={reader.token}
          />
          <section class="rt-card" aria-labelledby="egne">
            <h2 class="h5" id="egne">
              Mine opgaver
            </h2>
            <p>
              <a href="/opgaver">{tasksText(tasks.length)}</a>
            </p>
          </section>
        </aside>
      </div>
    </Layout>,
  );
}

const isOn = ({ student = '' }: ListedYouth, absent: ReadonlyMap<string, AbsentDay>): boolean =>
  absent.has(student);
const byName = (a: ListedYouth, b: ListedYouth): number => fullName(a).localeCompare(fullName(b), 'da');

function isWanted(youth: ListedYouth, wanted: string): boolean {
  return `${fullName(youth)} ${youth.student ?? ''}`.toLowerCase().includes(wanted.toLowerCase());
}

function Find({
  day,
  wanted,
  now,
}: {
  readonly day: IsoDate;
  readonly wanted: string;
  readonly now: number;
}): Markup {
  const state = { form: 'find', values: { elev: wanted, dag: day }, problems: {} };
  return (
    <form class="rt-filter" method="get" action="/skole" role="search" aria-label="Find en elev">
      <Input state={state} name="elev" label="Elev" type="search" width="m" />
      <Input state={state} name="dag" label="Dag" type="date" width="s" max={copenhagen(now).date} />
      <button class="button button-secondary">Vis</button>
      {wanted !== '' && <a href={`/skole?dag=${day}`}>Vis alle</a>}
    </form>
  );
}

function Students({
  students,
  absent,
  day,
}: {
  readonly students: readonly ListedYouth[];
  readonly absent: ReadonlyMap<string, AbsentDay>;
  readonly day: IsoDate;
}): Markup {
  return (
    <ul class="rt-tasks">
      {students.map((youth) => {
        const { student = '' } = youth;
        const on = absent.get(student);
        return (
          <li class="rt-task rt-student">
            <span>
              {fullName(youth)} <span class="rt-quiet">{student}</span>
            </span>
            <span>{on && <Badge kind="info">Meldt: {on.minutes} min.</Badge>}</span>
            <span class="rt-task-what">
              <a
                href={`/skole/meld?${new URLSearchParams({ elev: student, dag: day }).toString()}`}
                aria-label={`${on ? 'Ret' : 'Meld fravær'}: ${fullName(youth)}`}
              >
                {on ? 'Ret' : 'Meld fravær'}
              </a>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface DayCardProps {
  readonly school: School;
  readonly day: IsoDate;
  readonly absent: number;
  readonly confirmed: readonly IsoDate[];
  readonly now: number;
  readonly token: string;
}

/** Is that all for the day? And which days before have no answer yet. */
function DayCard({ school, day, absent, confirmed, now, token }: DayCardProps): Markup {
  const today = copenhagen(now).date;
  const problem = dayProblem(day, today, school);
  const missing = schoolDays(addDays(today, -ASKED_BACK_DAYS), addDays(today, -1), school.closed).filter(
    (one) => one !== day && !confirmed.includes(one),
  );
  return (
    <section class="rt-card" aria-labelledby="dag">
      <h2 class="h5" id="dag">
        Er det hele med?
      </h2>
      {problem ? (
        <p>{capital(problem.message)}.</p>
      ) : confirmed.includes(day) ? (
        <p>{SCHOOL_PAGE.confirmed}</p>
      ) : (
        <form method="post" action="/skole/bekraeft" class="rt-form">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="dag" value={day} />
          <p>
            {SCHOOL_PAGE.confirmAsk}{' '}
            <strong>{absent === 1 ? '1 er væk' : `${String(absent)} er væk`}.</strong>
          </p>
          <p class="rt-hint">{SCHOOL_PAGE.confirmHint}</p>
          <button class="button button-primary">Ja, alt er med</button>
        </form>
      )}
      {missing.length > 0 && (
        <>
          <p class="rt-after">{SCHOOL_PAGE.missing}</p>
          <ul class="rt-links">
            {missing
              .slice(-LONGEST_ASKED)
              .reverse()
              .map((one) => (
                <li>
                  <a href={`/skole?dag=${one}`}>{danishDay(one)}</a>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
