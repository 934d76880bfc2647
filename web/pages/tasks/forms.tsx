/**
 * The forms of a task page. Each is sent to an address of its own, carries the session's token and an id that makes
 * sending it twice harmless, and keeps what was typed.
 */
import { type Child } from 'hono/jsx';
import {
  outcomeForm,
  type OutcomeForm as OutcomeFormName,
  OUTCOMES,
  TARGET_BOUNDS,
} from '../../../contract/messages/outcomes';
import { CAUSES, CHANNELS, REMEDIES } from '../../../contract/messages/vocabulary';
import { copenhagen } from '../../../rules/clock';
import { outcomeHint, outcomeLabel } from '../../../texts/forms';
import { CAUSE_LABELS, CHANNEL_LABELS, REMEDY_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { type Choice, type FormState, Input, Radios, Select, TextArea } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { AgreementFields, Suggestions } from './meetingFields';
import { type Form } from './read';
import { type TaskView } from './view';

export interface FormProps {
  readonly view: TaskView;
  readonly now: number;
  readonly token: string;
  /** A fresh id per page; the request's id is made from it and what is sent. */
  readonly once: string;
  /** The list's filter, to go back to. */
  readonly list: string;
  readonly state: FormState;
}

/** `sms`, `phone` → choices with their Danish labels. */
export function choices<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
): Choice[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

export function TaskForm({
  form,
  props,
  button,
  primary = false,
  children,
}: {
  readonly form: Form;
  readonly props: FormProps;
  readonly button: string;
  readonly primary?: boolean;
  readonly children: Child;
}): Markup {
  const { view, token, once, list } = props;
  return (
    <form method="post" action={`/opgaver/${view.task.id}/${form}`} class="rt-form" autocomplete="off">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="once" value={once} />
      {list !== '' && <input type="hidden" name="liste" value={list} />}
      {children}
      <button class={`button ${primary ? 'button-primary' : 'button-secondary'}`}>{button}</button>
    </form>
  );
}

/** What these are for is to find a time or a person: its fields are shown before anything is chosen. */
const ASKS_FIRST: ReadonlySet<OutcomeFormName> = new Set(['booking', 'assign']);

/** The form of the task's kind: what came of it. */
export function OutcomeForm(props: FormProps): Markup {
  const { task, assignable, noteBegins } = props.view;
  const { state } = props;
  const form = outcomeForm(task.kind);
  const channels = props.view.policy.absence.channels;
  const next = channels[Math.min(task.attempts + 1, channels.length - 1)];
  return (
    <TaskForm form="afslut" props={props} button="Gem" primary>
      <Radios
        state={state}
        name="outcome"
        label="Resultat"
        {...(ASKS_FIRST.has(form) && { initial: 'done' })}
        choices={OUTCOMES[form].map((value) => ({
          value,
          label: outcomeLabel(task.kind, value),
          hint: outcomeHint(task.kind, value, next),
        }))}
      />
      {form === 'contact' && (
        <Radios
          inline
          state={state}
          name="channel"
          label="Hvordan prøvede du?"
          initial={task.channel}
          choices={choices(CHANNELS, CHANNEL_LABELS)}
        />
      )}
      {form === 'conversation' && <ConversationFields {...props} />}
      {form === 'decision' && <RemedyField state={state} />}
      {form === 'assign' && (
        <div class="rt-when-done">
          <Select state={state} name="person" label="Hvem bliver det?" empty="Vælg" choices={assignable} />
        </div>
      )}
      {(form === 'booking' || form === 'meeting') && (
        <div class="rt-when-next">
          <Suggestions {...props} meeting={props.view.meeting} />
          <When {...props} initial={{ date: '', time: SUGGESTED_TIME }} />
        </div>
      )}
      {form === 'meeting' && <AgreementFields {...props} meeting={props.view.meeting} />}
      <TextArea
        state={state}
        name="note"
        label="Notat"
        optional
        hint={PAGE.noteHint}
        initial={noteBegins}
        rows={Math.max(3, noteBegins.split('\n').length)}
      />
    </TaskForm>
  );
}

/** R06: cause, remedy and target belong to a conversation that was held; hidden while another answer is chosen. */
function ConversationFields({ state, view }: FormProps): Markup {
  const { target } = view.policy.absence;
  const bounds = ([low, high]: readonly [number, number]): { min: string; max: string } => ({
    min: String(low),
    max: String(high),
  });
  return (
    <div class="rt-when-held">
      <Select
        state={state}
        name="cause"
        label="Årsag"
        hint={PAGE.causeHint}
        empty="Vælg"
        choices={choices(CAUSES, CAUSE_LABELS)}
      />
      <RemedyField state={state} />
      <fieldset class="form-group rt-target">
        <legend class="form-label">Mål</legend>
        <span class="form-hint">{PAGE.targetHint}</span>
        <div class="rt-row">
          <Input
            state={state}
            name="maxUnlawfulDays"
            label="Højst dage væk"
            type="number"
            width="xxs"
            initial={String(target.maxUnlawfulDays)}
            {...bounds(TARGET_BOUNDS.maxUnlawfulDays)}
          />
          <Input
            state={state}
            name="withinSchoolDays"
            label="På så mange skoledage"
            type="number"
            width="xxs"
            initial={String(target.withinSchoolDays)}
            {...bounds(TARGET_BOUNDS.withinSchoolDays)}
          />
        </div>
      </fieldset>
    </div>
  );
}

function RemedyField({ state }: { readonly state: FormState }): Markup {
  return (
    <Select
      state={state}
      name="remedy"
      label="Hjælp"
      hint={PAGE.remedyHint}
      empty="Vælg"
      choices={choices(REMEDIES, REMEDY_LABELS)}
    />
  );
}

/** A day and a time of day, as the browser's own fields. */
export function When({
  state,
  now,
  initial,
  until,
}: Pick<FormProps, 'state' | 'now'> & {
  readonly initial: { date: string; time: string };
  readonly until?: string;
}): Markup {
  return (
    <div class="rt-row">
      <Input
        state={state}
        name="date"
        label="Dag"
        type="date"
        width="s"
        initial={initial.date}
        min={copenhagen(now).date}
        max={until}
      />
      <Input state={state} name="time" label="Tid" type="time" initial={initial.time} />
    </div>
  );
}

/** R41: the suggestion lies within the hours that suit young people; another time is a person's choice. */
const SUGGESTED_TIME = '10:00';

export function BookForm(props: FormProps): Markup {
  const { task } = props.view;
  const { meeting } = task;
  const agreed = meeting === undefined ? undefined : copenhagen(meeting);
  return (
    <TaskForm form="aftal-tid" props={props} button={agreed ? 'Flyt tiden' : 'Gem tiden'}>
      <p class="rt-hint">{PAGE.bookHint}</p>
      <Suggestions {...props} meeting={task.kind === 'family.meeting' ? undefined : props.view.meeting} />
      <When {...props} initial={agreed ?? { date: '', time: SUGGESTED_TIME }} />
    </TaskForm>
  );
}
