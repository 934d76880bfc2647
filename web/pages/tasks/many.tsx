/**
 * Several tasks at once: what they are and what to say about them all, then what came of each. A conversation is never
 * closed in a bundle: what the youth said belongs to one youth.
 */
import { type Child } from 'hono/jsx';
import { type OutcomeForm, outcomeForm, OUTCOMES } from '../../../contract/messages/outcomes';
import { CHANNELS, POSTPONE_REASONS } from '../../../contract/messages/vocabulary';
import { type TaskRow } from '../../../records/tasks';
import { outcomeLabel } from '../../../texts/forms';
import { CHANNEL_LABELS, KIND_LABELS, POSTPONE_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { manyText, TASKS_PAGE, tasksText } from '../../../texts/pagesTasks';
import { dueShort } from '../../../texts/times';
import { Alert, BackLink, Badge, Empty } from '../parts/basics';
import { type Choice, type FormState, Radios, Select, TextArea } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { choices, When } from './forms';
import { MANY_FORMS, type ManyForm } from './lists';

/** A task and whom it is about. */
export interface Chosen {
  readonly task: TaskRow;
  readonly who: string;
}

/** What came of one of them: done, or why not. */
export interface Outcome extends Chosen {
  /** Undefined where it was done. */
  readonly problem: string | undefined;
}

export interface ManyProps {
  readonly form: ManyForm;
  readonly chosen: readonly Chosen[];
  /** Who may get all of them. */
  readonly receivers: readonly Choice[];
  readonly state: FormState;
  readonly now: number;
  readonly token: string;
  readonly once: string;
  /** The list's filter, to go back to. */
  readonly list: string;
}

/** Outcomes that can be the same for several; the others are answered one by one. */
const TOGETHER: readonly OutcomeForm[] = ['plain', 'contact'];

export function ManyPage(props: ManyProps): Markup {
  const { form, chosen, list } = props;
  return (
    <>
      <BackLink href={`/opgaver${list === '' ? '' : `?${list}`}`}>Mine opgaver</BackLink>
      <h1 class="h2 rt-title">
        {MANY_FORMS[form]}: {tasksText(chosen.length)}
      </h1>
      {chosen.length === 0 && <Empty>{TASKS_PAGE.nonePicked}</Empty>}
      {chosen.length > 0 && (form === 'afslut' ? <Outcomes {...props} /> : <OneForm {...props} />)}
    </>
  );
}

/** One form for those of the same kind of answer, and the rest as links. */
function Outcomes(props: ManyProps): Markup {
  const { chosen } = props;
  const alone = chosen.filter(({ task }) => !TOGETHER.includes(outcomeForm(task.kind)));
  return (
    <>
      {TOGETHER.map((kind) => {
        const own = chosen.filter(({ task }) => outcomeForm(task.kind) === kind);
        const [first] = own;
        if (!first) return undefined;
        const state = { ...props.state, form: `${props.state.form}-${kind}` };
        return (
          <Card props={{ ...props, chosen: own }}>
            <Radios
              state={state}
              name="outcome"
              label="Resultat"
              choices={OUTCOMES[kind].map((value) => ({
                value,
                label: outcomeLabel(first.task.kind, value),
              }))}
            />
            {kind === 'contact' && (
              <Radios
                inline
                state={state}
                name="channel"
                label="Hvordan prøvede du?"
                choices={choices(CHANNELS, CHANNEL_LABELS)}
              />
            )}
            <TextArea state={state} name="note" label="Notat" optional hint={PAGE.noteHint} rows={2} />
          </Card>
        );
      })}
      {alone.length > 0 && (
        <section class="rt-section" aria-labelledby="alene">
          <h2 class="h4" id="alene">
            Én for én
          </h2>
          <p class="rt-hint">{TASKS_PAGE.oneByOne}</p>
          <ChosenList {...props} chosen={alone} links />
        </section>
      )}
    </>
  );
}

function OneForm(props: ManyProps): Markup {
  const { form, state, now, receivers } = props;
  if (form === 'giv-videre' && receivers.length === 0) return <Empty>{TASKS_PAGE.noReceiver}</Empty>;
  return (
    <Card props={props}>
      {form === 'giv-videre' ? (
        <Select state={state} name="to" label="Til" empty="Vælg" choices={receivers} />
      ) : (
        <>
          <When state={state} now={now} initial={{ date: '', time: '16:00' }} />
          <Select
            state={state}
            name="reason"
            label="Grund"
            empty="Vælg"
            choices={choices(POSTPONE_REASONS, POSTPONE_LABELS)}
          />
        </>
      )}
      <TextArea state={state} name="note" label="Notat" optional rows={2} />
    </Card>
  );
}

function Card({ props, children }: { readonly props: ManyProps; readonly children: Child }): Markup {
  const { form, chosen, token, once, list } = props;
  return (
    <section class="rt-card">
      <p class="rt-hint">{TASKS_PAGE.manyHint}</p>
      <ChosenList {...props} />
      <form method="post" action={`/opgaver/flere/${form}`} class="rt-form rt-after" autocomplete="off">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="once" value={once} />
        <input type="hidden" name="liste" value={list} />
        <input type="hidden" name="opgaver" value={chosen.map(({ task }) => task.id).join(' ')} />
        {children}
        <button class="button button-primary">{MANY_FORMS[form]}</button>
      </form>
    </section>
  );
}

function ChosenList({ chosen, now, links = false }: ManyProps & { readonly links?: boolean }): Markup {
  return (
    <ul class="rt-tasks">
      {chosen.map(({ task, who }) => (
        <li class={`rt-task rt-task-of-one ${task.placement.due < now ? 'rt-late' : ''}`}>
          <span class="rt-task-due">{dueShort(task.placement.due, now)}</span>
          <span class="rt-task-what">
            {links ? <a href={`/opgaver/${task.id}`}>{KIND_LABELS[task.kind]}</a> : KIND_LABELS[task.kind]}
          </span>
          <span class="rt-task-who">{who}</span>
        </li>
      ))}
    </ul>
  );
}

/** What came of each, the ones that need a look first. */
export function ManyDone({
  form,
  outcomes,
  list,
}: Pick<ManyProps, 'form' | 'list'> & { readonly outcomes: readonly Outcome[] }): Markup {
  const done = outcomes.filter(({ problem }) => problem === undefined);
  const sorted = [...outcomes.filter(({ problem }) => problem !== undefined), ...done];
  return (
    <>
      <BackLink href={`/opgaver${list === '' ? '' : `?${list}`}`}>Mine opgaver</BackLink>
      <h1 class="h2 rt-title">{MANY_FORMS[form]}</h1>
      <Alert kind={done.length === outcomes.length ? 'success' : 'warning'}>
        <p class="alert-text">{manyText(done.length, outcomes.length)}</p>
      </Alert>
      <ul class="rt-tasks rt-after">
        {sorted.map(({ task, who, problem }) => (
          <li class={`rt-task rt-task-of-one ${problem === undefined ? '' : 'rt-late'}`}>
            <span>
              {problem === undefined ? <Badge kind="success">Gjort</Badge> : <Badge>Ikke gjort</Badge>}
            </span>
            <span class="rt-task-what">
              <a href={`/opgaver/${task.id}`}>{KIND_LABELS[task.kind]}</a>
              <span class="rt-block rt-plain-text">{who}</span>
            </span>
            <span>{problem}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
