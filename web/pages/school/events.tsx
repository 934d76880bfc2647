/**
 * R33: what a school tells of a student beside absence. Which of five things happened, and when – never why (R43).
 */
import { SCHOOL_EVENTS } from '../../../contract/messages/vocabulary';
import { isDate } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { MEND } from '../../../texts/forms';
import { PAGE } from '../../../texts/pages';
import { SCHOOL_EVENT_LABELS, SCHOOL_PAGE } from '../../../texts/pagesSchool';
import { fullName } from '../../people';
import { reportSchoolEvent } from '../../schoolDeeds';
import { logLook } from '../access';
import { type FormState, Input, Radios, Select } from '../parts/fields';
import { Layout } from '../parts/layout';
import { Problems } from '../parts/problems';
import { say } from '../said';
import { digest } from '../signing';
import { page, type Sent, type Visit } from '../visit';
import { ownSchool, SchoolNav, studentsAt } from './common';

export async function showEvents(
  visit: Visit,
  failed?: Pick<FormState, 'values' | 'problems'>,
): Promise<Response> {
  const { c, ports, now, reader } = visit;
  const school = await ownSchool(visit);
  const students = await studentsAt(ports, school.id);
  await logLook(
    visit,
    students.map(({ ref }) => ref),
    'attendance',
  );
  const state: FormState = { form: 'nyt', values: {}, problems: {}, ...failed };
  const today = copenhagen(now).date;
  return page(
    c,
    <Layout title="Nyt om en elev" at="/skole" reader={reader}>
      <h1 class="h2">{school.id}</h1>
      <SchoolNav at="/skole/haendelser" />
      {failed && <Problems state={state} title={PAGE.mend} />}
      <section class="rt-card rt-narrow" aria-labelledby="nyt">
        <h2 class="h4" id="nyt">
          Nyt om en elev
        </h2>
        <p class="rt-hint">{SCHOOL_PAGE.eventHint}</p>
        <form method="post" action="/skole/haendelser" class="rt-form" autocomplete="off">
          <input type="hidden" name="token" value={reader.token} />
          <input type="hidden" name="once" value={failed?.values.once ?? ports.newId()} />
          <Select
            state={state}
            name="elev"
            label="Elev"
            empty="Vælg"
            choices={students
              .map((youth) => ({
                value: youth.student ?? '',
                label: `${fullName(youth)}, ${youth.student ?? ''}`,
              }))
              .sort((a, b) => a.label.localeCompare(b.label, 'da'))}
          />
          <Radios
            state={state}
            name="event"
            label="Hvad er der sket?"
            hint={SCHOOL_PAGE.eventSecret}
            choices={SCHOOL_EVENTS.map((value) => ({ value, label: SCHOOL_EVENT_LABELS[value] }))}
          />
          <Input state={state} name="dag" label="Dag" type="date" width="s" initial={today} max={today} />
          <button class="button button-primary">Send</button>
        </form>
      </section>
    </Layout>,
    failed ? 422 : 200,
  );
}

export async function sendEvent(visit: Visit, sent: Sent): Promise<Response> {
  const { c, ports, person, now } = visit;
  const school = await ownSchool(visit);
  const students = await studentsAt(ports, school.id);
  const { elev = '', dag = '', once = '' } = sent;
  const event = SCHOOL_EVENTS.find((known) => known === sent.event);
  const problems: Record<string, string> = {
    ...(!students.some(({ student }) => student === elev) && { elev: SCHOOL_PAGE.student }),
    ...(event === undefined && { event: SCHOOL_PAGE.event }),
    ...((!isDate(dag) || dag > copenhagen(now).date) && { dag: MEND.date }),
  };
  if (!event || Object.keys(problems).length > 0) return showEvents(visit, { values: sent, problems });
  const requestId = digest([person.id, 'schoolEvent', once, elev, event, dag]);
  await reportSchoolEvent(ports, person, school, { id: requestId, student: elev, event, on: dag }, requestId);
  say(visit, 'eventReported');
  return c.redirect('/skole/haendelser', 303);
}
