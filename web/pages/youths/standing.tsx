/**
 * Where a youth's journey stands: stage, wellbeing and response times (R08, R22, R23). Staff write down here what the
 * youth answers. For municipal roles only (R43).
 */
import { type Hono } from 'hono';
import { type Pulse } from '../../../records/pulses';
import { copenhagen } from '../../../rules/clock';
import { STAGES } from '../../../rules/stage';
import { STAGE_LABELS } from '../../../texts/labels';
import {
  agreedText,
  measureTexts,
  RESPONSE_LABELS,
  STAGE_MEANINGS,
  STAGE_PAGE,
  scaleText,
} from '../../../texts/stage';
import { OVERVIEW_PAGE, sinceText } from '../../../texts/pagesOverview';
import { dayText, momentText } from '../../../texts/times';
import { may } from '../../authorization';
import { capitalised, fullName } from '../../people';
import { type WebPorts } from '../../ports';
import { invalidInput } from '../../problem';
import { answerPulseFor } from '../../pulses';
import { readStanding, type Standing } from '../../standing';
import { logLook } from '../access';
import { type Forms, formPage, Outcome, PageForm, stateOf } from '../formPage';
import { BackLink, Badge, Details, Empty, Pairs } from '../parts/basics';
import { Radios } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Visit } from '../visit';

const refOf = ({ c }: Visit): string => c.req.param('ref') ?? '';

/** Registers `/unge/{ref}/trin`. */
export function standingPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/unge/:ref/trin', {
    show: showStanding,
    deeds: {
      async svar(visit, { score = '' }, requestId) {
        if (!/^\d{1,2}$/.test(score)) throw invalidInput([{ path: 'score', message: 'vælg et af tallene' }]);
        await answerPulseFor(ports, visit.person, refOf(visit), { score: Number(score) }, requestId);
      },
      async nejtak(visit, _, requestId) {
        await answerPulseFor(ports, visit.person, refOf(visit), { declined: true }, requestId);
      },
    },
  });
}

async function showStanding(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const ref = refOf(visit);
  const standing = await readStanding(ports, person, ref);
  await logLook(visit, [ref], 'standing');
  const { youth, tasks } = standing;
  const writes = may(person, 'note.write', { youth, tasks });
  return (
    <Layout title={`Trin og trivsel for ${fullName(youth)}`} at="/unge" reader={reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">Trin og trivsel</h1>
      <Stages standing={standing} now={now} />
      <Wellbeing standing={standing} now={now} forms={writes ? forms : undefined} />
      <Responses standing={standing} now={now} />
    </Layout>
  );
}

interface Shown {
  readonly standing: Standing;
  readonly now: number;
}

function Stages({ standing: { stage, measures, daysSinceContact }, now }: Shown): Markup {
  const measured = measureTexts(measures);
  return (
    <section class="rt-card" aria-labelledby="trin">
      <h2 class="h4" id="trin">
        Trin
      </h2>
      <p class="rt-hint">{STAGE_PAGE.hint}</p>
      {stage ? (
        <p>
          <Badge kind="info">{STAGE_LABELS[stage.stage]}</Badge> siden{' '}
          {dayText(copenhagen(stage.since).date, copenhagen(now).date)}. {STAGE_MEANINGS[stage.stage]}
        </p>
      ) : (
        <Empty>{STAGE_PAGE.noStage}</Empty>
      )}
      <Pairs
        of={[
          ...STAGES.map((one) => [STAGE_LABELS[one], measured[one]] as const),
          [
            'Sidste kontakt',
            daysSinceContact === undefined ? OVERVIEW_PAGE.never : capitalised(sinceText(daysSinceContact)),
          ],
        ]}
      />
    </section>
  );
}

function Wellbeing({
  standing: { pulses, waiting },
  now,
  forms,
}: Shown & { readonly forms: Forms | undefined }): Markup {
  return (
    <section class="rt-card" aria-labelledby="trivsel">
      <h2 class="h4" id="trivsel">
        Trivsel
      </h2>
      {forms && waiting && <AnswerForm pulse={waiting} forms={forms} />}
      {forms && !waiting && pulses.length > 0 && <p class="rt-hint">{STAGE_PAGE.pulseClosed}</p>}
      {pulses.length === 0 ? (
        <Empty>{STAGE_PAGE.noPulses}</Empty>
      ) : (
        <Pairs
          class="rt-section"
          of={pulses.map(
            (pulse) =>
              [
                capitalised(dayText(copenhagen(pulse.askedAt).date, copenhagen(now).date)),
                answerText(pulse, now),
              ] as const,
          )}
        />
      )}
      {forms && pulses.length > 0 && (
        <Details summary="Den unge vil ikke have spørgsmål">
          <p class="rt-hint">{STAGE_PAGE.declineHint}</p>
          <PageForm forms={forms} name="nejtak" button="Skriv nej tak" />
        </Details>
      )}
    </section>
  );
}

function AnswerForm({ pulse: { scale }, forms }: { readonly pulse: Pulse; readonly forms: Forms }): Markup {
  const [from, to] = scale;
  const choices = Array.from({ length: to - from + 1 }, (_, n) => String(from + n));
  return (
    <PageForm forms={forms} name="svar" button="Gem svaret">
      <Radios
        state={stateOf(forms, 'svar')}
        name="score"
        label={scaleText(from, to)}
        hint={STAGE_PAGE.pulseHint}
        choices={choices.map((value) => ({ value, label: value }))}
      />
    </PageForm>
  );
}

function answerText({ answer, closesAt, scale: [, to] }: Pulse, now: number): string {
  if (answer && 'score' in answer) return `${String(answer.score)} af ${String(to)}`;
  if (answer) return 'Nej tak';
  return now < closesAt ? `Åbent til ${momentText(closesAt, now)}` : 'Intet svar';
}

function Responses({ standing: { responses, agreedDays }, now }: Shown): Markup {
  return (
    <section class="rt-card" aria-labelledby="svartid">
      <h2 class="h4" id="svartid">
        Fra fravær til kontakt
      </h2>
      <p class="rt-hint">{agreedText(agreedDays)}</p>
      {responses.length === 0 ? (
        <Empty>{STAGE_PAGE.noCases}</Empty>
      ) : (
        <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
          <caption class="sr-only">Sager om fravær</caption>
          <thead>
            <tr>
              {['Fravær kom', 'Første opgave', 'Kontakt', 'Svar'].map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {responses.map(({ receivedAt, firstTaskAt, contactAt, state }) => (
              <tr>
                <td data-title="Fravær kom">{momentText(receivedAt, now)}</td>
                <td data-title="Første opgave">{momentText(firstTaskAt, now)}</td>
                <td data-title="Kontakt">{contactAt === undefined ? '–' : momentText(contactAt, now)}</td>
                <td data-title="Svar">
                  <Badge kind={state === 'late' ? 'error' : state === 'inTime' ? 'success' : 'info'}>
                    {RESPONSE_LABELS[state]}
                  </Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
