/**
 * The forms of a youth's situation: work, pauses, referral, tracked goal, notification of concern, and moving.
 */
import { PAUSE_REASONS, SCHOOL_ROLES, STAFF_ROLES } from '../../../contract/messages/vocabulary';
import { PAUSE_LABELS, SITUATION } from '../../../texts/situation';
import { roleName } from '../../people';
import { type Forms, PageForm, stateOf, Tick } from '../formPage';
import { Details } from '../parts/basics';
import { Input, Radios, Select } from '../parts/fields';
import { type Markup } from '../parts/markup';

/** Who a youth can be referred to: the municipality's own. */
const RECEIVERS = STAFF_ROLES.filter((role) => !SCHOOL_ROLES.includes(role) && role !== 'admin');

export function WorkForm({ forms }: { readonly forms: Forms }): Markup {
  const state = stateOf(forms, 'job');
  return (
    <Details summary="Den unge har et job" open={forms.failed?.form === 'job'}>
      <p class="rt-hint">{SITUATION.workHint}</p>
      <PageForm forms={forms} name="job" button="Gem">
        <Input state={state} name="hoursPerWeek" label="Timer om ugen" type="text" width="xs" />
        <Input state={state} name="from" label="Fra" type="date" width="s" />
        <Input state={state} name="to" label="Til og med" type="date" width="s" optional />
      </PageForm>
    </Details>
  );
}

export function PauseForm({ forms }: { readonly forms: Forms }): Markup {
  const state = stateOf(forms, 'pause');
  return (
    <Details summary="Den unge har pause" open={forms.failed?.form === 'pause'}>
      <p class="rt-hint">{SITUATION.pauseHint}</p>
      <PageForm forms={forms} name="pause" button="Gem">
        <Radios
          state={state}
          name="why"
          label="Hvorfor?"
          choices={PAUSE_REASONS.map((value) => ({ value, label: PAUSE_LABELS[value] }))}
        />
        <Input state={state} name="from" label="Fra" type="date" width="s" />
        <Input state={state} name="to" label="Til og med" type="date" width="s" />
      </PageForm>
    </Details>
  );
}

export function OtherForms({ forms, today }: { readonly forms: Forms; readonly today: string }): Markup {
  const goal = stateOf(forms, 'paalaeg');
  const referral = stateOf(forms, 'henvis');
  const notification = stateOf(forms, 'underretning');
  return (
    <>
      <Details summary="Send den unge videre til andre" open={forms.failed?.form === 'henvis'}>
        <p class="rt-hint">{SITUATION.referHint}</p>
        <PageForm forms={forms} name="henvis" button="Bed om lov">
          <Select
            state={referral}
            name="to"
            label="Til hvem?"
            empty="Vælg"
            choices={RECEIVERS.map((role) => ({ value: role, label: roleName(role) }))}
          />
        </PageForm>
      </Details>
      <Details summary="Den unge har fået et uddannelsespålæg" open={forms.failed?.form === 'paalaeg'}>
        <p class="rt-hint">{SITUATION.goalHint}</p>
        <PageForm forms={forms} name="paalaeg" button="Gem">
          <Input state={goal} name="from" label="Fra" type="date" width="s" />
          <Input state={goal} name="to" label="Til og med" type="date" width="s" />
        </PageForm>
      </Details>
      <Details summary="Der er kommet en underretning" open={forms.failed?.form === 'underretning'}>
        <p class="rt-hint">{SITUATION.notificationHint}</p>
        <PageForm forms={forms} name="underretning" button="Gem">
          <Input
            state={notification}
            name="dag"
            label="Dag"
            type="date"
            width="s"
            initial={today}
            max={today}
          />
          <Input state={notification} name="receivedAt" label="Klokken" type="time" width="xs" />
        </PageForm>
      </Details>
    </>
  );
}

/** R51: for those who give out roles. */
export function MoveForms({ forms, away }: { readonly forms: Forms; readonly away: boolean }): Markup {
  const [move, back] = [stateOf(forms, 'flytter'), stateOf(forms, 'tilbage')];
  if (away) {
    return (
      <Details summary="Den unge er flyttet tilbage" open={forms.failed?.form === 'tilbage'}>
        <p class="rt-hint">{SITUATION.backHint}</p>
        <PageForm forms={forms} name="tilbage" button="Gem">
          <Input state={back} name="on" label="Fra hvilken dag?" type="date" width="s" />
        </PageForm>
      </Details>
    );
  }
  return (
    <Details summary="Den unge flytter til en anden kommune" open={forms.failed?.form === 'flytter'}>
      <p class="rt-hint">{SITUATION.moveHint}</p>
      <PageForm forms={forms} name="flytter" button="Gem">
        <Input
          state={move}
          name="municipality"
          label="Den nye kommunes kode"
          hint="Tre tal, som 461"
          type="text"
          width="xs"
        />
        <Input state={move} name="on" label="Hvilken dag?" type="date" width="s" />
        <Tick state={move} name="consented" label={SITUATION.moveConsent} />
      </PageForm>
    </Details>
  );
}
