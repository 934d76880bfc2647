/**
 * Registering one student's absence on one day: choose what kind, send. What the page registers carries an id made of
 * day and student, so that registering again mends instead of adding.
 */
import { ABSENCE_TYPES, type AbsenceType } from '../../../contract/messages/vocabulary';
import { type SchoolRef } from '../../../contract/messages/ids';
import { type AbsenceRecord, recordsOn } from '../../../records/absences';
import { findStudent, getYouths, type School, type Youth } from '../../../records/people';
import { type IsoDate, isDate } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { danishDay } from '../../../rules/danishDates';
import { MEND } from '../../../texts/forms';
import { PAGE } from '../../../texts/pages';
import { ABSENCE_LABELS, SCHOOL_PAGE } from '../../../texts/pagesSchool';
import { takeInRecords } from '../../intake';
import { fullName } from '../../people';
import { type WebPorts } from '../../ports';
import { notFound, Problem } from '../../problem';
import { withdrawRecord } from '../../schoolDeeds';
import { logLook } from '../access';
import { Alert, BackLink, Details } from '../parts/basics';
import { type FormState, Input, Radios } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { Problems } from '../parts/problems';
import { say } from '../said';
import { digest } from '../signing';
import { page, type Sent, type Visit } from '../visit';
import { dayAsked, ownSchool } from './common';

const FULL_DAY_MINUTES = 300;
const LONGEST_MINUTES = 1440;

/** The id of what this page registers. */
const pageId = (date: IsoDate, student: string): string => `side-${date}-${student}`;

async function studentAt({ table }: WebPorts, school: SchoolRef, student: string): Promise<Youth> {
  const ref = await findStudent(table, school, student);
  const youth = ref === undefined ? undefined : (await getYouths(table, [ref])).get(ref);
  if (!youth) throw notFound('Eleven');
  return youth;
}

export async function showRegister(visit: Visit): Promise<Response> {
  const { c, now } = visit;
  const school = await ownSchool(visit);
  return form(visit, school, c.req.query('elev') ?? '', dayAsked(c.req.query('dag'), school, now));
}

async function form(
  visit: Visit,
  school: School,
  student: string,
  day: IsoDate,
  failed?: Pick<FormState, 'values' | 'problems'> & { readonly title: string },
): Promise<Response> {
  const { c, ports, now, reader } = visit;
  const [youth, records] = await Promise.all([
    studentAt(ports, school.id, student),
    recordsOn(ports.table, school.id, student, day),
  ]);
  await logLook(visit, [youth.ref], 'attendance');
  const own = records.find(({ id }) => id === pageId(day, student));
  const state: FormState = {
    form: 'meld',
    values: failed?.values ?? (own ? { type: own.type, minutes: String(own.minutes) } : {}),
    problems: failed?.problems ?? {},
  };
  const known = !own && records.length > 0;
  const sheet = (
    <section class="rt-card rt-narrow" aria-label="Meld fravær">
      <form method="post" action="/skole/meld" class="rt-form" autocomplete="off">
        <input type="hidden" name="token" value={reader.token} />
        <input type="hidden" name="elev" value={student} />
        <Radios
          state={state}
          name="type"
          label="Hvad slags fravær?"
          choices={ABSENCE_TYPES.map((value) => ({ value, label: ABSENCE_LABELS[value] }))}
        />
        <div class="rt-row">
          <Input
            state={state}
            name="minutes"
            label="Minutter"
            hint={SCHOOL_PAGE.fullDay}
            type="number"
            width="xs"
            min="1"
            max={String(LONGEST_MINUTES)}
            initial={String(FULL_DAY_MINUTES)}
          />
          <Input
            state={state}
            name="dag"
            label="Dag"
            type="date"
            width="s"
            initial={day}
            max={copenhagen(now).date}
          />
        </div>
        <button class="button button-primary">{own ? 'Ret' : 'Meld ind'}</button>
      </form>
    </section>
  );
  return page(
    c,
    <Layout title="Meld fravær" at="/skole" reader={reader}>
      <BackLink href={`/skole?dag=${day}`}>{school.id}</BackLink>
      {failed && <Problems state={state} title={failed.title} />}
      <h1 class="h2 rt-title">{fullName(youth)}</h1>
      <p class="rt-quiet">
        Elev {student} · {danishDay(day)}
      </p>
      <Known records={records} own={own} />
      {known ? (
        // What another system sent is mended there: sent again from here, the day would count twice.
        <Details summary={SCHOOL_PAGE.moreThatDay} open={failed !== undefined}>
          {sheet}
        </Details>
      ) : (
        sheet
      )}
      {own && <Withdraw token={reader.token} student={student} day={day} />}
    </Layout>,
    failed ? 422 : 200,
  );
}

/** What is registered for the day already, and by whom it can be mended. */
function Known({
  records,
  own,
}: {
  readonly records: readonly AbsenceRecord[];
  readonly own: AbsenceRecord | undefined;
}): Markup {
  const others = records.filter((record) => record !== own);
  return (
    <>
      {own && (
        <Alert kind="info">
          <p class="alert-text">{SCHOOL_PAGE.alreadyOn}</p>
        </Alert>
      )}
      {others.length > 0 && (
        <Alert kind="info">
          <p class="alert-text">
            {others.map(({ type, minutes }) => `${ABSENCE_LABELS[type]}, ${String(minutes)} min. `)}
            {SCHOOL_PAGE.fromFile}
          </p>
        </Alert>
      )}
    </>
  );
}

function Withdraw({
  token,
  student,
  day,
}: {
  readonly token: string;
  readonly student: string;
  readonly day: IsoDate;
}): Markup {
  return (
    <form method="post" action="/skole/tag-tilbage" class="rt-after">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="elev" value={student} />
      <input type="hidden" name="dag" value={day} />
      <button class="button button-secondary">Tag det tilbage</button>
    </form>
  );
}

export async function sendRegister(visit: Visit, sent: Sent): Promise<Response> {
  const { c, ports, person, now } = visit;
  const school = await ownSchool(visit);
  const { elev: student = '', dag = '', minutes = '' } = sent;
  const type = ABSENCE_TYPES.find((known) => known === sent.type);
  const problems = problemsOf(type, minutes, dag);
  const failed = (found: Readonly<Record<string, string>>): Promise<Response> =>
    form(visit, school, student, dayAsked(dag, school, now), {
      values: sent,
      problems: found,
      title: PAGE.mend,
    });
  if (!type || Object.keys(problems).length > 0) return failed(problems);
  const read = { id: pageId(dag, student), student, date: dag, type, minutes: Number(minutes) };
  const requestId = digest([person.id, 'meld', ports.newId()]);
  try {
    await takeInRecords(ports, person, school, [{ row: 1, id: read.id, read }], (field) => field, requestId);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'all-rejected') throw error;
    return failed(rejection(error));
  }
  say(visit, 'absenceRegistered');
  return c.redirect(`/skole?dag=${dag}`, 303);
}

function problemsOf(type: AbsenceType | undefined, minutes: string, date: string): Record<string, string> {
  const whole = /^\d{1,4}$/.test(minutes) ? Number(minutes) : 0;
  return {
    ...(type === undefined && { type: SCHOOL_PAGE.type }),
    ...((whole < 1 || whole > LONGEST_MINUTES) && { minutes: SCHOOL_PAGE.minutes }),
    ...(!isDate(date) && { dag: MEND.date }),
  };
}

/** Why the one record was turned away, beside the field it belongs to. */
function rejection({ more }: Problem): Record<string, string> {
  const [result] = more.records as readonly { problem?: { column: string; message: string } }[];
  const message = `${result?.problem?.message ?? PAGE.failedTitle}.`;
  return result?.problem?.column === 'date' ? { dag: capital(message) } : { type: capital(message) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export async function sendWithdraw(visit: Visit, { elev = '', dag = '' }: Sent): Promise<Response> {
  const { c, ports, person } = visit;
  const school = await ownSchool(visit);
  const found = await withdrawRecord(ports, person, school, pageId(dag, elev), ports.newId());
  if (!found) throw notFound('Registreringen');
  say(visit, 'absenceWithdrawn');
  return c.redirect(`/skole?dag=${dag}`, 303);
}
