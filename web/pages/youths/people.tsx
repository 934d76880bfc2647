/**
 * Who is who for a youth (R19, R28), the youth's risk (R09), and whether the guardians hear of the youth (R52). For
 * municipal roles only (R43).
 */
import { type Hono } from 'hono';
import { type PersonalRole, PERSONAL_ROLES } from '../../../contract/messages/vocabulary';
import { personBody, risk, riskBody } from '../../../contract/schemas/people';
import { currentTerms } from '../../../records/agreements';
import { type Youth } from '../../../records/people';
import { copenhagen } from '../../../rules/clock';
import { RISK_LABELS } from '../../../texts/labels';
import { DECIDED_BY, continuityText, PLAN } from '../../../texts/plan';
import { dayText } from '../../../texts/times';
import { may } from '../../authorization';
import { continuityOf } from '../../../records/continuity';
import { parsed } from '../../parsed';
import {
  type Colleagues,
  colleagues,
  fullName,
  guardiansDecidedBy,
  mayHearFromUs,
  roleName,
} from '../../people';
import { type WebPorts } from '../../ports';
import { notFound } from '../../problem';
import { changeGuardians, changePerson, confirmRisk, mayGive, wishForAnother } from '../../youthPeople';
import { readTimeline, readYouth } from '../../youths';
import { isSchoolRole } from '../../authorization';
import { logLook } from '../access';
import { type Forms, formPage, Outcome, PageForm, stateOf } from '../formPage';
import { BackLink, Details } from '../parts/basics';
import { Radios, Select } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Visit } from '../visit';

const refOf = ({ c }: Visit): string => c.req.param('ref') ?? '';

/** Registers `/unge/{ref}/voksne`. */
export function peoplePages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/unge/:ref/voksne', {
    show: showPeople,
    deeds: {
      async risiko(visit, sent, requestId) {
        const body = parsed(riskBody, { risk: sent.risk });
        await confirmRisk(ports, visit.person, refOf(visit), body.risk, requestId);
      },
      async rolle(visit, { id, person }, requestId) {
        const role = PERSONAL_ROLES.find((known) => known === id);
        if (!role) throw notFound('Rollen');
        const body = parsed(personBody, { person });
        await changePerson(ports, visit.person, refOf(visit), role, body.person, requestId);
      },
      async vaerger(visit, { yes }, requestId) {
        const { youth } = await readYouth(ports, visit.person, refOf(visit));
        const consent = guardiansDecidedBy(youth, visit.now) === 'consent';
        const wish = consent ? { consented: yes === 'true' } : { chosen: yes === 'true' };
        await changeGuardians(ports, visit.person, refOf(visit), wish, requestId);
      },
      async oenske(visit, _, requestId) {
        await wishForAnother(ports, visit.person, refOf(visit), requestId);
      },
    },
  });
}

async function showPeople(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const ref = refOf(visit);
  const { youth, tasks } = await readYouth(ports, person, ref);
  await logLook(visit, [ref], 'people');
  const [people, entries, { policy }] = await Promise.all([
    colleagues(ports.table),
    readTimeline(ports, person, ref),
    currentTerms(ports.table, youth.school),
  ]);
  const subject = { youth, tasks };
  const numbers = continuityOf(entries, now);
  return (
    <Layout title={`Voksne om ${fullName(youth)}`} at="/unge" reader={reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Voksne om den unge</h1>
      {PERSONAL_ROLES.map((role) => {
        const number = numbers.find(
          ({ role: of, changes, uncoveredDays }) => of === role && changes + uncoveredDays > 0,
        );
        return (
          <Role
            youth={youth}
            role={role}
            people={people}
            today={copenhagen(now).date}
            continuity={number && continuityText(number.changes, number.uncoveredDays)}
            forms={may(person, 'person.change', subject) && mayGive(person, role, policy) ? forms : undefined}
          />
        );
      })}
      {may(person, 'wish.register', subject) && youth.people.contactPerson !== undefined && (
        <Details summary="Den unge vil have en anden kontaktperson">
          <p class="rt-hint">{PLAN.wishHint}</p>
          <PageForm forms={forms} name="oenske" button="Giv ønsket til lederen" />
        </Details>
      )}
      {may(person, 'risk.confirm', subject) && <RiskCard youth={youth} forms={forms} />}
      {youth.guardians.length > 0 && (
        <Guardians
          youth={youth}
          now={now}
          forms={may(person, 'guardians.change', subject) ? forms : undefined}
        />
      )}
    </Layout>
  );
}

interface RoleProps {
  readonly youth: Youth;
  readonly role: PersonalRole;
  readonly people: Colleagues;
  readonly today: string;
  readonly continuity: string | undefined;
  /** Left out where the reader does not give this role. */
  readonly forms: Forms | undefined;
}

function Role({ youth, role, people, today, continuity, forms }: RoleProps): Markup {
  const [holder, since] = [youth.people[role], youth.peopleSince?.[role]];
  const fits = people.all.filter(
    (staff) => staff.role === role && (!isSchoolRole(role) || staff.school === youth.school),
  );
  return (
    <section class="rt-card" aria-labelledby={role}>
      <h2 class="h5" id={role}>
        {roleName(role)}
      </h2>
      <p>
        {holder === undefined ? 'Ingen endnu' : people.nameOf(holder)}
        {since !== undefined && <span class="rt-quiet"> · fra {dayText(since, today)}</span>}
        {continuity !== undefined && <span class="rt-quiet"> · {continuity}</span>}
      </p>
      {forms && (
        <Details summary="Giv rollen til en anden" open={forms.failed?.values.id === role}>
          <PageForm forms={forms} name="rolle" id={role} button="Gem">
            <Select
              state={stateOf(forms, 'rolle', role)}
              name="person"
              label="Hvem?"
              empty="Vælg"
              choices={fits.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </PageForm>
        </Details>
      )}
    </section>
  );
}

function RiskCard({ youth, forms }: { readonly youth: Youth; readonly forms: Forms }): Markup {
  return (
    <section class="rt-card" aria-labelledby="risiko">
      <h2 class="h5" id="risiko">
        Risiko
      </h2>
      <p class="rt-hint">{PLAN.riskHint}</p>
      <PageForm forms={forms} name="risiko" button="Bekræft">
        <Radios
          inline
          state={stateOf(forms, 'risiko')}
          name="risk"
          label="Risiko for at falde fra"
          initial={youth.risk}
          choices={risk.options.map((value) => ({ value, label: RISK_LABELS[value] }))}
        />
      </PageForm>
    </section>
  );
}

/** R52: who decides today, and the choice where there is one. */
function Guardians({
  youth,
  now,
  forms,
}: {
  readonly youth: Youth;
  readonly now: number;
  readonly forms: Forms | undefined;
}): Markup {
  const decidedBy = guardiansDecidedBy(youth, now);
  const hears = mayHearFromUs(youth, now).guardians;
  return (
    <section class="rt-card" aria-labelledby="vaerger">
      <h2 class="h5" id="vaerger">
        Værger
      </h2>
      <p>{youth.guardians.map(({ name }) => name).join(', ')}</p>
      <p class="rt-hint">{DECIDED_BY[decidedBy]}</p>
      {forms && decidedBy !== 'law' && (
        <PageForm forms={forms} name="vaerger" button="Gem">
          <Radios
            inline
            state={stateOf(forms, 'vaerger')}
            name="yes"
            label="Må de høre om den unge?"
            initial={String(hears)}
            choices={[
              { value: 'true', label: 'Ja' },
              { value: 'false', label: 'Nej' },
            ]}
          />
        </PageForm>
      )}
    </section>
  );
}
