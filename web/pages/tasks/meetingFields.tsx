/**
 * What a meeting's forms add to the others: suggested times (R41), agreements per party, and what became of earlier
 * ones (R16).
 */
import { PARTIES, STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { type AgreementRow } from '../../../records/meetings';
import { copenhagen, type Instant } from '../../../rules/clock';
import { timing } from '../../../rules/suggestedTimes';
import { KIND_LABELS } from '../../../texts/labels';
import { CALENDAR } from '../../../texts/pagesCalendar';
import { PARTY_LABELS, PLAN, TIMING_TEXTS } from '../../../texts/plan';
import { dayText, momentText } from '../../../texts/times';
import { roleName } from '../../people';
import { Alert } from '../parts/basics';
import { type Choice, type FormState, Input, Radios, Select } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { AGREEMENT_ROWS, agreementField, verdictField } from './meetingRead';
import { type MeetingOnPage } from './meetingView';

interface FieldProps {
  readonly state: FormState;
  readonly now: Instant;
  /** Left out where the reader sees no meetings (R43). */
  readonly meeting: MeetingOnPage | undefined;
}

/** Times that suit most; the fields beside it are for any other. */
export function Suggestions({ state, now, meeting }: FieldProps): Markup {
  if (!meeting || meeting.suggestions.length === 0) return <></>;
  const choices = meeting.suggestions.map((at): Choice => {
    const { date, time } = copenhagen(at);
    return { value: `${date}T${time}`, label: momentText(at, now) };
  });
  return (
    <Select
      state={state}
      name="forslag"
      label="Forslag"
      hint={PLAN.suggestedHint}
      empty="Vælg selv en tid"
      choices={choices}
    />
  );
}

/** R16: agreements per party, and the earlier ones nobody has spoken of. */
export function AgreementFields({ state, now, meeting }: FieldProps): Markup {
  const today = copenhagen(now).date;
  return (
    <div class="rt-when-held">
      {meeting && meeting.earlier.length > 0 && (
        <fieldset class="form-group">
          <legend class="form-label">Det aftalte I før</legend>
          <span class="form-hint">{PLAN.earlierHint}</span>
          {meeting.earlier.map((agreement) => (
            <Earlier state={state} agreement={agreement} today={today} />
          ))}
        </fieldset>
      )}
      <fieldset class="form-group">
        <legend class="form-label">Det aftalte I nu</legend>
        <span class="form-hint">{PLAN.agreementsHint}</span>
        {Array.from({ length: AGREEMENT_ROWS }, (_, row) => (
          <div class="rt-row">
            <Select
              state={state}
              name={agreementField(row, 'party')}
              label="Hvem"
              empty="Ingen"
              choices={PARTIES.map((value) => ({ value, label: PARTY_LABELS[value] }))}
            />
            <Select
              state={state}
              name={agreementField(row, 'role')}
              label="Hvem af os"
              empty="Tovholder"
              choices={STAFF_ROLES.map((value) => ({ value, label: roleName(value) }))}
            />
            <Input
              state={state}
              name={agreementField(row, 'due')}
              label="Senest"
              type="date"
              width="s"
              min={today}
            />
          </div>
        ))}
      </fieldset>
    </div>
  );
}

function Earlier({
  state,
  agreement: { id, party, role, due },
  today,
}: {
  readonly state: FormState;
  readonly agreement: AgreementRow;
  readonly today: string;
}): Markup {
  const who = role === undefined ? PARTY_LABELS[party] : roleName(role);
  return (
    <Radios
      inline
      state={state}
      name={verdictField(id)}
      label={`${who}, til ${dayText(due, today)}`}
      choices={[
        { value: 'holdt', label: 'Holdt' },
        { value: 'ikke', label: 'Ikke holdt' },
      ]}
    />
  );
}

/** R15: what to know before a time is agreed, the way to the agenda, and meetings that could be one. */
export function MeetingCard({ meeting, now }: Pick<FieldProps, 'meeting' | 'now'>): Markup {
  if (!meeting) return <></>;
  const { task, window, others } = meeting;
  const when = task.meeting === undefined ? 'inside' : timing(task.meeting, task.window);
  return (
    <section class="rt-card" aria-labelledby="moedet">
      <h2 class="h5" id="moedet">
        Mødet
      </h2>
      {when !== 'inside' && (
        <Alert kind="warning">
          <p class="alert-text">{TIMING_TEXTS[when]}</p>
        </Alert>
      )}
      {window && (
        <p class="rt-hint">
          {task.kind === 'family.meeting' ? 'Det næste møde' : 'Mødet'} bør ligge fra{' '}
          {dayText(copenhagen(window.from).date, copenhagen(now).date)} til{' '}
          {dayText(copenhagen(window.to).date, copenhagen(now).date)}.
        </p>
      )}
      <p>
        <a href={`/opgaver/${task.id}/moede`}>Se dagsorden, og hvem der kommer</a>
      </p>
      {task.meeting !== undefined && (
        <p>
          <a href={`/opgaver/${task.id}/moede.ics`}>{CALENDAR.download}</a> ·{' '}
          <a href="/kalender">{CALENDAR.all}</a>
        </p>
      )}
      {others.length > 0 && (
        <p>
          {PLAN.togetherHint}{' '}
          <a href={`/unge/${task.youth ?? ''}/moeder`}>
            {[task, ...others].map(({ kind }) => KIND_LABELS[kind]).join(' + ')}
          </a>
        </p>
      )}
    </section>
  );
}
