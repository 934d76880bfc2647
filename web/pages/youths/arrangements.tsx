/**
 * A youth's placements and programmes (R35, R36, R38, R39): where they stand, what was wished for, and asking for more.
 * For municipal roles only (R43).
 */
import { type Hono } from 'hono';
import { PROGRAMME_KINDS, WITHDRAWALS } from '../../../contract/messages/arrangements';
import { endBody, placementBody, programmeBody, proofBody } from '../../../contract/schemas/arrangements';
import { isUnderWay } from '../../../records/arrangements';
import { copenhagen } from '../../../rules/clock';
import {
  ARRANGEMENT_LABELS as LABEL,
  ARRANGEMENTS as SAY,
  PROGRAMME_LABELS,
  WITHDRAWAL_LABELS,
} from '../../../texts/arrangements';
import { momentText } from '../../../texts/times';
import {
  askForPlacement,
  askForProgramme,
  endArrangement,
  noteProof,
  type SeenArrangement,
  seenArrangements,
} from '../../arrangements';
import { may } from '../../authorization';
import { youthFor } from '../../changes';
import { readOffers, type SeenOffer } from '../../offers';
import { parsed } from '../../parsed';
import { type Colleagues, colleagues, fullName } from '../../people';
import { type WebPorts } from '../../ports';
import { readYouth } from '../../youths';
import { logLook } from '../access';
import { filled, type Forms, formPage, Outcome, PageForm, stateOf } from '../formPage';
import { BackLink, Details, Empty } from '../parts/basics';
import { Input, Radios, Select, TextArea } from '../parts/fields';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { type Sent, type Visit } from '../visit';
import { stageText } from './arrangementTexts';

const refOf = ({ c }: Visit): string => c.req.param('ref') ?? '';

/** A number field as the schema wants it: what is no number is told as such. */
const numberOf = (sent: Sent, name: string): Readonly<Record<string, number | string>> =>
  Object.fromEntries(
    Object.entries(filled(sent, name)).map(([key, text]) => [key, /^\d+$/.test(text) ? Number(text) : text]),
  );

/** Registers `/unge/{ref}/forloeb`. */
export function arrangementPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/unge/:ref/forloeb', {
    show: showArrangements,
    deeds: {
      async plads(visit, sent, requestId) {
        const body = parsed(placementBody, { offer: sent.offer ?? '', wish: sent.wish ?? '' });
        await askForPlacement(ports, visit.person, refOf(visit), body, requestId);
      },
      async tid(visit, sent, requestId) {
        const body = parsed(programmeBody, {
          ...filled(sent, 'kind', 'from', 'until'),
          ...numberOf(sent, 'everyDays'),
          wish: sent.wish ?? '',
        });
        await askForProgramme(ports, visit.person, refOf(visit), body, requestId);
      },
      async stop(visit, sent, requestId) {
        const { why } = parsed(endBody, filled(sent, 'why'));
        await endArrangement(ports, visit.person, refOf(visit), sent.id ?? '', why, requestId);
      },
      async bevis(visit, sent, requestId) {
        const { on } = parsed(proofBody, filled(sent, 'on'));
        await noteProof(ports, visit.person, refOf(visit), sent.id ?? '', on, requestId);
      },
    },
  });
}

async function showArrangements(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const ref = refOf(visit);
  await youthFor(ports, person, ref, 'plan.read');
  const { youth, tasks } = await readYouth(ports, person, ref);
  const [rows, offers, people] = await Promise.all([
    seenArrangements(ports, ref),
    readOffers(ports, person),
    colleagues(ports.table),
  ]);
  await logLook(visit, [ref], 'arrangements');
  const mayChange = may(person, 'plan.change', { youth, tasks });
  return (
    <Layout title={`${LABEL.title}: ${fullName(youth)}`} at="/unge" reader={reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{LABEL.title}</h1>
      <p class="rt-hint">{SAY.hint}</p>
      {rows.length === 0 && <Empty>{SAY.none}</Empty>}
      {rows.map((row) => (
        <OneArrangement row={row} people={people} now={now} forms={mayChange ? forms : undefined} />
      ))}
      {mayChange && <AskForPlace forms={forms} offers={offers} />}
      {mayChange && <AskForProgramme forms={forms} today={copenhagen(now).date} />}
    </Layout>
  );
}

function OneArrangement({
  row,
  people,
  now,
  forms,
}: {
  readonly row: SeenArrangement;
  readonly people: Colleagues;
  readonly now: number;
  readonly forms: Forms | undefined;
}): Markup {
  const { id, name, wish, by, at } = row;
  const today = copenhagen(now).date;
  return (
    <section class="rt-card" aria-labelledby={`f-${id}`}>
      <h2 class="h5" id={`f-${id}`}>
        {name}
      </h2>
      <p>{stageText(row, now)}</p>
      <blockquote class="rt-words">{wish}</blockquote>
      <p class="rt-quiet">
        {people.nameOf(by)}, {momentText(at, now)}
      </p>
      {forms && isUnderWay(row) && (
        <Details summary={LABEL.end} open={forms.failed?.form === 'stop' && forms.failed.values.id === id}>
          <p class="rt-hint">{SAY.endHint}</p>
          <PageForm forms={forms} name="stop" id={id} button={LABEL.end}>
            <Radios
              state={stateOf(forms, 'stop', id)}
              name="why"
              label={LABEL.why}
              choices={WITHDRAWALS.map((value) => ({ value, label: WITHDRAWAL_LABELS[value] }))}
            />
          </PageForm>
        </Details>
      )}
      {forms && row.what === 'placement' && row.state?.why === 'done' && (
        <Details summary={LABEL.proof} open={forms.failed?.form === 'bevis' && forms.failed.values.id === id}>
          <p class="rt-hint">{SAY.proofHint}</p>
          <PageForm forms={forms} name="bevis" id={id} button="Gem">
            <Input
              state={stateOf(forms, 'bevis', id)}
              name="on"
              label={LABEL.proofOn}
              type="date"
              width="s"
              initial={today}
              max={today}
            />
          </PageForm>
        </Details>
      )}
    </section>
  );
}

/** What stands beside an offer's name: how many places are free, or how many wait. */
export function roomText({ places, held, waiting }: SeenOffer): string {
  const free = Math.max(0, places - held.length);
  return free > 0 ? `${String(free)} ${LABEL.free}` : `${LABEL.full} ${String(waiting.length)}`;
}

function AskForPlace({
  forms,
  offers,
}: {
  readonly forms: Forms;
  readonly offers: readonly SeenOffer[];
}): Markup {
  const state = stateOf(forms, 'plads');
  return (
    <section class="rt-card" aria-labelledby="bed-om-plads">
      <h2 class="h4" id="bed-om-plads">
        {LABEL.askTitle}
      </h2>
      {offers.length === 0 ? (
        <Empty>{SAY.noOffers}</Empty>
      ) : (
        <PageForm forms={forms} name="plads" button={LABEL.askTitle} primary>
          <Select
            state={state}
            name="offer"
            label={LABEL.place}
            empty="Vælg"
            choices={offers.map((offer) => ({
              value: offer.id,
              label: `${offer.name} (${roomText(offer)})`,
            }))}
          />
          <TextArea state={state} name="wish" label={SAY.wish} hint={SAY.wishHint} />
        </PageForm>
      )}
    </section>
  );
}

function AskForProgramme({ forms, today }: { readonly forms: Forms; readonly today: string }): Markup {
  const state = stateOf(forms, 'tid');
  return (
    <section class="rt-card" aria-labelledby="fast-tid">
      <h2 class="h4" id="fast-tid">
        {LABEL.programmeTitle}
      </h2>
      <PageForm forms={forms} name="tid" button={LABEL.programmeTitle}>
        <Radios
          inline
          state={state}
          name="kind"
          label="Hvad?"
          initial="talks"
          choices={PROGRAMME_KINDS.map((value) => ({ value, label: PROGRAMME_LABELS[value] }))}
        />
        <div class="rt-row">
          <Input
            state={state}
            name="from"
            label={LABEL.from}
            type="date"
            width="s"
            initial={today}
            min={today}
          />
          <Input state={state} name="until" label={LABEL.until} type="date" width="s" min={today} optional />
          <Input
            state={state}
            name="everyDays"
            label={LABEL.rhythm}
            type="number"
            min="1"
            max="60"
            optional
          />
        </div>
        <TextArea state={state} name="wish" label={SAY.wish} hint={SAY.wishHint} />
      </PageForm>
    </section>
  );
}
