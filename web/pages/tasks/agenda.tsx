/**
 * A meeting's own page: what it is about, who comes, the youth's answer, and how the youth sees it (R18, R40–R42). For
 * municipal roles only (R43).
 */
import { type Hono } from 'hono';
import { MEETING_ANSWERS } from '../../../contract/messages/vocabulary';
import { agendaBody, answerBody, pointBody } from '../../../contract/schemas/meetings';
import { isSchoolRole } from '../../authorization';
import { getYouth, type Youth } from '../../../records/people';
import { copenhagen } from '../../../rules/clock';
import { KIND_LABELS } from '../../../texts/labels';
import { ANSWER_LABELS, PLAN, WORDS_OF_LABELS } from '../../../texts/plan';
import { dayText, momentText } from '../../../texts/times';
import { act } from '../../deeds';
import { may } from '../../authorization';
import { agendaWarnings, type AgendaView, readAgenda, writeAgenda } from '../../meetings';
import { parsed } from '../../parsed';
import { fullName } from '../../people';
import { type WebPorts } from '../../ports';
import { notFound } from '../../problem';
import { logLook } from '../access';
import { filled, type Forms, formPage, Outcome, PageForm, stateOf, Tick } from '../formPage';
import { Alert, BackLink, Details, Pairs } from '../parts/basics';
import { Input, Radios, TextArea } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Sent, type Visit } from '../visit';

const STAFF = 'medarbejder-';

/** Registers `/opgaver/{id}/moede`. */
export function agendaPages(app: Hono, ports: WebPorts): void {
  const idOf = ({ c }: Visit): string => c.req.param('id') ?? '';
  formPage(app, ports, '/opgaver/:id/moede', {
    show: showAgenda,
    deeds: {
      async skriv(visit, { purpose = '', by, ...sent }, requestId) {
        const body = parsed(agendaBody, {
          ...filled(sent, 'place', 'supportPerson'),
          ...(purpose.trim() !== '' && { purpose: { text: purpose, by } }),
        });
        await writeAgenda(ports, visit.person, idOf(visit), body, requestId);
      },
      async deltagere(visit, sent, requestId) {
        const { invited } = parsed(agendaBody, { invited: invitedOf(sent) });
        await writeAgenda(ports, visit.person, idOf(visit), invited ? { invited } : {}, requestId);
      },
      async punkt(visit, { text, by }, requestId) {
        const point = parsed(pointBody, { text: text ?? '', by });
        await writeAgenda(ports, visit.person, idOf(visit), { point }, requestId);
      },
      async svar(visit, { answer, date = '', time = '', note = '' }, requestId) {
        const to = answer === 'anotherTime' && date !== '' ? { to: `${date}T${time}` } : {};
        const { note: _, ...wish } = parsed(answerBody, { answer, ...to });
        await act(ports, visit.person, idOf(visit), 'answerTask', wish, requestId, note);
      },
    },
  });
}

const invitedOf = (sent: Sent): object => ({
  youth: sent.youth === 'ja',
  guardians: sent.guardians === 'ja',
  consented: sent.consented === 'ja',
  staff: Object.keys(sent)
    .filter((name) => name.startsWith(STAFF) && sent[name] === 'ja')
    .map((name) => name.slice(STAFF.length)),
});

async function showAgenda(visit: Visit, forms: Forms): Promise<Markup> {
  const { c, ports, person, now, reader } = visit;
  const view = await readAgenda(ports, person, c.req.param('id') ?? '');
  const { task, readyBy } = view;
  const youth = await getYouth(ports.table, task.youth ?? '');
  if (!youth) throw notFound('Den unge');
  await logLook(visit, [youth.ref], 'agenda');
  const today = copenhagen(now).date;
  const warnings = agendaWarnings(view);
  const open = task.status === 'open';
  return (
    <Layout title={`${KIND_LABELS[task.kind]}: dagsorden`} at="/opgaver" reader={reader}>
      <BackLink href={`/opgaver/${task.id}`}>{KIND_LABELS[task.kind]}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Mødet med {fullName(youth)}</h1>
      <Pairs
        class="rt-pairs-inline"
        of={[
          ['Tid', task.meeting === undefined ? 'ikke aftalt' : momentText(task.meeting, now)],
          ['Klar hos den unge', readyBy !== undefined && `senest ${dayText(readyBy, today)}`],
        ]}
      />
      {warnings.length > 0 && (
        <Alert kind="warning">
          {warnings.map((warning) => (
            <p class="alert-text">{warning}</p>
          ))}
        </Alert>
      )}
      <section class="rt-card" aria-labelledby="udgave">
        <h2 class="h4" id="udgave">
          Sådan ser den unge det
        </h2>
        <p class="rt-hint">Lix {view.lix}</p>
        {view.asYouthSees.split('\n').map((line) => (
          <p class="rt-block">{line}</p>
        ))}
      </section>
      {open && may(person, 'meeting.prepare', { youth, tasks: [task] }) && (
        <Prepare view={view} youth={youth} forms={forms} />
      )}
      {open && task.meeting !== undefined && may(person, 'task.act', { task }) && (
        <AnswerForm forms={forms} today={today} />
      )}
    </Layout>
  );
}

interface PrepareProps {
  readonly view: AgendaView;
  readonly youth: Youth;
  readonly forms: Forms;
}

function Prepare({ view, youth, forms }: PrepareProps): Markup {
  const { agenda, purpose } = view;
  const [write, point] = [stateOf(forms, 'skriv'), stateOf(forms, 'punkt')];
  const failed = forms.failed?.form;
  return (
    <section class="rt-more" aria-label="Gør mødet klar">
      <Details summary="Skriv et punkt" open={failed === 'punkt'}>
        <PageForm forms={forms} name="punkt" button="Gem punktet">
          <TextArea state={point} name="text" label="Punkt" hint={PLAN.pointHint} rows={2} />
          <Radios
            inline
            state={point}
            name="by"
            label="Hvem kommer det fra?"
            initial="youth"
            choices={(['youth', 'family', 'staff'] as const).map((value) => ({
              value,
              label: WORDS_OF_LABELS[value],
            }))}
          />
        </PageForm>
      </Details>
      <Details summary="Formål, sted og en at tage med" open={failed === 'skriv'}>
        <PageForm forms={forms} name="skriv" button="Gem">
          <TextArea
            state={write}
            name="purpose"
            label="Formål"
            hint={PLAN.purposeHint}
            initial={purpose?.text}
            rows={2}
          />
          <Radios
            inline
            state={write}
            name="by"
            label="Hvis ord er det?"
            initial={purpose?.by ?? 'youth'}
            choices={(['youth', 'family'] as const).map((value) => ({
              value,
              label: WORDS_OF_LABELS[value],
            }))}
          />
          <TextArea
            state={write}
            name="place"
            label="Sted"
            hint={PLAN.placeHint}
            initial={agenda.place}
            rows={1}
          />
          <TextArea
            state={write}
            name="supportPerson"
            label="Den unge har med"
            optional
            initial={agenda.supportPerson}
            rows={1}
          />
        </PageForm>
      </Details>
      <Details summary="Hvem kommer?" open={failed === 'deltagere'}>
        <InviteForm view={view} youth={youth} forms={forms} />
      </Details>
    </section>
  );
}

/** R18, R42: the youth always, the family as R52 allows, and professionals by name. */
function InviteForm({ view: { invited, people }, youth, forms }: PrepareProps): Markup {
  const state = stateOf(forms, 'deltagere');
  const own = Object.values(youth.people);
  const colleagues = people.all.filter((staff) => !isSchoolRole(staff.role) || staff.school === youth.school);
  const first = colleagues.filter(({ id }) => own.includes(id) || invited.staff.includes(id));
  const others = colleagues.filter((staff) => !first.includes(staff) && staff.role !== 'admin');
  const tick = ({ id, name }: { readonly id: string; readonly name: string }): Markup => (
    <Tick state={state} name={`${STAFF}${id}`} label={name} checked={invited.staff.includes(id)} />
  );
  return (
    <PageForm forms={forms} name="deltagere" button="Gem">
      <fieldset class="form-group" id={`${state.form}-invited`}>
        <legend class="form-label">Hvem kommer?</legend>
        <Tick state={state} name="youth" label={youth.firstName} checked={invited.youth} />
        {youth.guardians.length > 0 && (
          <Tick
            state={state}
            name="guardians"
            label={youth.guardians.map(({ name }) => name).join(' og ')}
            hint={PLAN.guardiansHint}
            checked={invited.guardians}
          />
        )}
        {first.map(tick)}
        {others.length > 0 && (
          <Details
            summary="Flere fra kommunen"
            open={others.some(({ id }) => `${STAFF}${id}` in state.values)} // what was typed stays in sight
          >
            {others.map(tick)}
          </Details>
        )}
        <Tick
          state={state}
          name="consented"
          label="Den unge har sagt ja til dem"
          hint={PLAN.consentHint}
          checked={invited.consented}
        />
      </fieldset>
    </PageForm>
  );
}

/** The youth's answer, as somebody heard it (R40). */
function AnswerForm({ forms, today }: { readonly forms: Forms; readonly today: string }): Markup {
  const state = stateOf(forms, 'svar');
  return (
    <section class="rt-card" aria-labelledby="svar">
      <h2 class="h4" id="svar">
        Hvad siger den unge?
      </h2>
      <PageForm forms={forms} name="svar" button="Gem svaret">
        <Radios
          state={state}
          name="answer"
          label="Svar"
          choices={MEETING_ANSWERS.map((value) => ({ value, label: ANSWER_LABELS[value] }))}
        />
        <p class="rt-hint">{PLAN.otherTimeHint}</p>
        <div class="rt-row">
          <Input state={state} name="date" label="Anden dag" type="date" width="s" min={today} />
          <Input state={state} name="time" label="Tid" type="time" initial="10:00" />
        </div>
        <TextArea state={state} name="note" label="Notat" optional rows={2} />
      </PageForm>
    </section>
  );
}
