/**
 * The longer forms of the plan's page: writing it, and what puts it aside (R17, R45).
 */
import { NEEDS } from '../../../contract/messages/vocabulary';
import { type Plan } from '../../../records/plan';
import { NEED_LABELS, PLAN } from '../../../texts/plan';
import { type Forms, PageForm, stateOf } from '../formPage';
import { Details } from '../parts/basics';
import { Radios, Select, TextArea } from '../parts/fields';
import { type Markup } from '../parts/markup';

const YES_NO = [
  { value: 'true', label: 'Ja' },
  { value: 'false', label: 'Nej' },
];
export function WriteForm({ plan, forms }: { readonly plan: Plan; readonly forms: Forms }): Markup {
  const state = stateOf(forms, 'skriv');
  const { purpose, order, preparation, youthVersion, need } = plan;
  return (
    <Details summary="Skriv i planen" open={forms.failed?.form === 'skriv'}>
      <PageForm forms={forms} name="skriv" button="Gem" primary>
        <TextArea
          state={state}
          name="purpose"
          label="Formål"
          hint={PLAN.purposeHint}
          initial={purpose?.text}
        />
        <Radios
          inline
          state={state}
          name="by"
          label="Hvis ord er det?"
          initial={purpose?.by ?? 'youth'}
          choices={[
            { value: 'youth', label: 'Den unges' },
            { value: 'family', label: 'Familiens' },
          ]}
        />
        <Radios
          inline
          state={state}
          name="order"
          label="Er FGU bestilt?"
          initial={String(order)}
          choices={YES_NO}
        />
        <Radios
          inline
          state={state}
          name="preparation"
          label="Er den unge klar til at starte?"
          initial={String(preparation)}
          choices={YES_NO}
        />
        <Select
          state={state}
          name="need"
          label="Støtte herfra"
          empty="Vælg"
          initial={need?.level}
          choices={NEEDS.map((value) => ({ value, label: NEED_LABELS[value] }))}
        />
        <TextArea
          state={state}
          name="youthVersion"
          label="Den unges udgave"
          hint={PLAN.youthVersionHint}
          initial={youthVersion}
          rows={5}
        />
      </PageForm>
    </Details>
  );
}

/** R17 and R45: what puts the plan aside, and takes it up again. */
export function Other({ plan, forms }: { readonly plan: Plan; readonly forms: Forms }): Markup {
  const [family, no] = [stateOf(forms, 'familieplan'), stateOf(forms, 'nej-tak')];
  return (
    <section class="rt-more" aria-labelledby="andet">
      <h2 class="h4" id="andet">
        Noget andet gælder
      </h2>
      <Details summary="Familiens plan" open={forms.failed?.form === 'familieplan'}>
        <p class="rt-hint">{PLAN.familyHint}</p>
        <PageForm forms={forms} name="familieplan" button="Gem">
          <Radios
            inline
            state={family}
            name="active"
            label="Gælder familiens plan nu?"
            initial={String(plan.familyPlan !== undefined)}
            choices={YES_NO}
          />
          <TextArea
            state={family}
            name="reference"
            label="Nummer hos jer"
            optional
            rows={1}
            initial={plan.familyPlan?.reference}
          />
        </PageForm>
      </Details>
      {!plan.familyPlan && (
        <Details summary="Nej tak til en plan" open={forms.failed?.form === 'nej-tak'}>
          <p class="rt-hint">{PLAN.declineHint}</p>
          <PageForm forms={forms} name="nej-tak" button="Gem">
            <Radios
              inline
              state={no}
              name="declined"
              label="Siger de nej tak?"
              initial={String(plan.declined !== undefined)}
              choices={YES_NO}
            />
            <Radios
              inline
              state={no}
              name="by"
              label="Hvem siger det?"
              initial={plan.declined?.by ?? 'youth'}
              choices={[
                { value: 'youth', label: 'Den unge' },
                { value: 'guardian', label: 'En værge' },
              ]}
            />
          </PageForm>
        </Details>
      )}
    </section>
  );
}
