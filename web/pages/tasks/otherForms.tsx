/**
 * What else can be done to a task: more time, handing on, taking it, a note, opening it again.
 */
import { POSTPONE_REASONS } from '../../../contract/messages/vocabulary';
import { addDays } from '../../../rules/calendar';
import { copenhagen } from '../../../rules/clock';
import { POSTPONE_LABELS } from '../../../texts/labels';
import { PAGE } from '../../../texts/pages';
import { TASKS_PAGE } from '../../../texts/pagesTasks';
import { Select, TextArea } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { choices, type FormProps, TaskForm, When } from './forms';

export function PostponeForm(props: FormProps): Markup {
  const { policy, postponeMaxDays } = props.view;
  return (
    <TaskForm form="udskyd" props={props} button="Giv mere tid">
      <p class="rt-hint">{PAGE.postponeHint}</p>
      <When
        {...props}
        initial={{ date: '', time: policy.deadlines.closing }}
        until={addDays(copenhagen(props.now).date, postponeMaxDays)}
      />
      <Select
        state={props.state}
        name="reason"
        label="Grund"
        empty="Vælg"
        choices={choices(POSTPONE_REASONS, POSTPONE_LABELS)}
      />
      <TextArea state={props.state} name="note" label="Notat" optional rows={2} />
    </TaskForm>
  );
}

export function ReassignForm(props: FormProps): Markup {
  return (
    <TaskForm form="giv-videre" props={props} button="Giv videre">
      <p class="rt-hint">{PAGE.reassignHint}</p>
      <Select state={props.state} name="to" label="Til" empty="Vælg" choices={props.view.receivers} />
      <TextArea state={props.state} name="note" label="Notat" optional rows={2} />
    </TaskForm>
  );
}

export function ClaimForm(props: FormProps): Markup {
  return (
    <TaskForm form="tag" props={props} button="Tag den">
      <p class="rt-hint">{TASKS_PAGE.claimHint}</p>
    </TaskForm>
  );
}

export function CommentForm(props: FormProps): Markup {
  return (
    <TaskForm form="kommentar" props={props} button="Gem notat">
      <TextArea
        state={props.state}
        name="note"
        label="Notat"
        hint={props.view.fromSchool ? PAGE.schoolCommentHint : PAGE.commentHint}
      />
    </TaskForm>
  );
}

export function ReopenForm(props: FormProps): Markup {
  return (
    <TaskForm form="genaabn" props={props} button="Åbn igen">
      <p class="rt-hint">{PAGE.reopenHint}</p>
    </TaskForm>
  );
}
