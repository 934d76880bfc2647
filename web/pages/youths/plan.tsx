/**
 * A youth's plan: what it is for, what is under way, what is to be reached, and the youth's own version. For municipal
 * roles only (R43).
 */
import { type Hono } from 'hono';
import { STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { type Effort, isOpenOn, openEfforts, type Plan, planGaps, type SubGoal } from '../../../records/plan';
import { type IsoDate } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { effortsText } from '../../../texts/pagesYouth';
import { GAP_LABELS, NEED_LABELS, PLAN, untilText } from '../../../texts/plan';
import { may } from '../../authorization';
import { fullName, roleName } from '../../people';
import { doToPlan, readPlan } from '../../plan';
import { type WebPorts } from '../../ports';
import { readYouth } from '../../youths';
import { logLook } from '../access';
import { type Forms, formPage, Outcome, PageForm, stateOf, Tick } from '../formPage';
import { Alert, BackLink, Badge, Details, Empty, Pairs } from '../parts/basics';
import { Input, Radios, Select, TextArea } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Sent, type Visit } from '../visit';
import { Other, WriteForm } from './planForms';
import { READERS } from './planRead';

/** Registers `/unge/{ref}/plan`. */
export function planPages(app: Hono, ports: WebPorts): void {
  const deeds = Object.entries(READERS).map(([form, read]): [string, Deed] => [
    form,
    ({ c, person }, sent, requestId) =>
      doToPlan(ports, person, c.req.param('ref') ?? '', read(sent), requestId),
  ]);
  formPage(app, ports, '/unge/:ref/plan', { show: showPlan, deeds: Object.fromEntries(deeds) });
}

type Deed = (visit: Visit, sent: Sent, requestId: string) => Promise<void>;

async function showPlan(visit: Visit, forms: Forms): Promise<Markup> {
  const { c, ports, person, now } = visit;
  const ref = c.req.param('ref') ?? '';
  const { plan, policy } = await readPlan(ports, person, ref);
  const { youth, tasks } = await readYouth(ports, person, ref);
  await logLook(visit, [ref], 'plan');
  const missing = await planGaps(ports.table, ref, policy);
  const today = copenhagen(now).date;
  const mayChange = may(person, 'plan.change', { youth, tasks });
  const free = mayChange && !plan.familyPlan && !plan.declined;
  return (
    <Layout title={`Plan for ${fullName(youth)}`} at="/unge" reader={visit.reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Plan</h1>
      <State plan={plan} />
      <section class="rt-card" aria-labelledby="formaal">
        <h2 class="h4" id="formaal">
          Hvad vil den unge?
        </h2>
        <Pairs
          of={[
            ['Formål', plan.purpose?.text],
            ['Ord fra', plan.purpose && (plan.purpose.by === 'youth' ? 'den unge' : 'familien')],
            ['Støtte herfra', plan.need && NEED_LABELS[plan.need.level]],
            ['Den unges udgave', plan.youthVersion],
            ['Mangler', missing.map((gap) => GAP_LABELS[gap]).join(', ')],
          ]}
        />
        {free && <WriteForm plan={plan} forms={forms} />}
      </section>
      <Efforts plan={plan} most={policy.plan.maxEfforts} today={today} forms={forms} free={free} />
      <SubGoals plan={plan} today={today} forms={forms} free={free} />
      {mayChange && <Other plan={plan} forms={forms} />}
    </Layout>
  );
}

function State({ plan: { version, familyPlan, declined } }: { readonly plan: Plan }): Markup {
  const text = familyPlan ? PLAN.suspended : declined ? PLAN.declined : version === 0 ? PLAN.none : undefined;
  return text === undefined ? (
    <></>
  ) : (
    <Alert kind="info">
      <p class="alert-text">{text}</p>
    </Alert>
  );
}

interface PartProps {
  readonly plan: Plan;
  readonly today: IsoDate;
  readonly forms: Forms;
  /** Whether the plan can be changed. */
  readonly free: boolean;
}

function Efforts({ plan, most, today, forms, free }: PartProps & { readonly most: number }): Markup {
  const { efforts } = plan;
  const state = stateOf(forms, 'indsats');
  return (
    <section class="rt-card" aria-labelledby="indsatser">
      <h2 class="h4" id="indsatser">
        Det er i gang
      </h2>
      <p>{effortsText(openEfforts(plan, today).length, most)}</p>
      <p class="rt-hint">{PLAN.effortsHint}</p>
      {efforts.length === 0 && <Empty>{PLAN.noEfforts}</Empty>}
      <ul class="rt-messages">
        {efforts.map((effort) => (
          <EffortRow effort={effort} today={today} forms={forms} free={free} />
        ))}
      </ul>
      {free && (
        <Details summary="Sæt noget i gang" open={forms.failed?.form === 'indsats'}>
          <PageForm forms={forms} name="indsats" button="Sæt i gang">
            <TextArea state={state} name="name" label="Hvad?" rows={1} />
            <Select
              state={state}
              name="owner"
              label="Hvem ejer det?"
              empty="Vælg"
              choices={STAFF_ROLES.map((value) => ({ value, label: roleName(value) }))}
            />
            <Input state={state} name="ends" label="Slutter" type="date" width="s" min={today} />
            <Tick state={state} name="statutory" label="Loven kræver det" hint={PLAN.statutoryHint} />
          </PageForm>
        </Details>
      )}
    </section>
  );
}

function EffortRow({
  effort,
  today,
  forms,
  free,
}: Omit<PartProps, 'plan'> & { readonly effort: Effort }): Markup {
  const { id, name, owner, ends, statutory } = effort;
  const open = isOpenOn(effort, today);
  return (
    <li>
      <span>
        {name} <Badge kind={open ? 'info' : 'success'}>{open ? 'I gang' : 'Slut'}</Badge>
      </span>
      <span class="rt-quiet">
        {roleName(owner)}, {untilText(ends, today)}
        {statutory && ' · loven kræver det'}
      </span>
      {free && open && (
        <PageForm forms={forms} name="slut" id={id} button="Slut nu">
          <Radios
            inline
            state={stateOf(forms, 'slut', id)}
            name="how"
            label="Hvordan?"
            initial="done"
            choices={[
              { value: 'done', label: 'Det er gjort' },
              { value: 'stopped', label: 'Vi stopper før' },
            ]}
          />
        </PageForm>
      )}
    </li>
  );
}

function SubGoals({ plan: { subGoals }, today, forms, free }: PartProps): Markup {
  const state = stateOf(forms, 'delmaal');
  return (
    <section class="rt-card" aria-labelledby="delmaal">
      <h2 class="h4" id="delmaal">
        Mål på vej
      </h2>
      {subGoals.length === 0 && <Empty>{PLAN.noSubGoals}</Empty>}
      <ul class="rt-messages">
        {subGoals.map((goal) => (
          <li>
            <span>
              {goal.text} <Reached goal={goal} today={today} />
            </span>
            <span class="rt-quiet">{untilText(goal.due, today)}</span>
            {free && goal.reachedOn === undefined && (
              <PageForm forms={forms} name="naaet" id={goal.id} button="Det er nået" />
            )}
          </li>
        ))}
      </ul>
      {free && (
        <Details summary="Sæt et mål" open={forms.failed?.form === 'delmaal'}>
          <PageForm forms={forms} name="delmaal" button="Gem målet">
            <TextArea state={state} name="text" label="Mål" rows={1} />
            <Input state={state} name="due" label="Nået senest" type="date" width="s" min={today} />
          </PageForm>
        </Details>
      )}
    </section>
  );
}

function Reached({ goal, today }: { readonly goal: SubGoal; readonly today: IsoDate }): Markup {
  if (goal.reachedOn !== undefined) return <Badge kind="success">Nået</Badge>;
  return goal.due < today ? <Badge kind="error">Over tid</Badge> : <Badge kind="info">På vej</Badge>;
}
