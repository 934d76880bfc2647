/**
 * Steder: the offers, who has a place and who waits (R35). Names only of youths the reader may see; administrators make
 * offers and set places.
 */
import { type Hono } from 'hono';
import { offerBody, offerParams } from '../../contract/schemas/arrangements';
import { ARRANGEMENT_LABELS as LABEL, ARRANGEMENTS as SAY } from '../../texts/arrangements';
import { momentText } from '../../texts/times';
import { may } from '../authorization';
import { readOffers, type SeenOffer, type SeenSeat, setOffer, youthsShown } from '../offers';
import { parsed } from '../parsed';
import { fullName } from '../people';
import { type WebPorts } from '../ports';
import { logLook } from './access';
import { filled, type Forms, formPage, Outcome, PageForm, stateOf } from './formPage';
import { OverviewNav } from './overview/nav';
import { Details, Empty } from './parts/basics';
import { Input } from './parts/fields';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { type Sent, type Visit } from './visit';
import { roomText } from './youths/arrangements';

/** Registers `/steder`. */
export function offerPages(app: Hono, ports: WebPorts): void {
  const set = async ({ person }: Visit, sent: Sent): Promise<void> => {
    const { id } = parsed(offerParams, { id: sent.id ?? '' });
    const { places, ...rest } = filled(sent, 'name', 'school', 'places');
    const wanted = places !== undefined && /^\d+$/.test(places) ? Number(places) : places;
    const body = parsed(offerBody, { ...rest, ...(wanted !== undefined && { places: wanted }) });
    await setOffer(ports, person, id, body);
  };
  formPage(app, ports, '/steder', { show: showOffers, deeds: { nyt: set, ret: set } });
}

async function showOffers(visit: Visit, forms: Forms): Promise<Markup> {
  const { ports, person, now, reader } = visit;
  const offers = await readOffers(ports, person);
  await logLook(visit, youthsShown(offers), 'offers');
  const maySet = may(person, 'offer.change', 'list');
  return (
    <Layout title={LABEL.offersTitle} at="/overblik" reader={reader}>
      <Outcome {...forms} />
      <h1 class="h2">{LABEL.offersTitle}</h1>
      <OverviewNav at="/steder" person={person} />
      <p class="rt-hint">{SAY.offersHint}</p>
      {offers.length === 0 && <Empty>{SAY.offersNone}</Empty>}
      {offers.map((offer) => (
        <OneOffer offer={offer} now={now} forms={maySet ? forms : undefined} />
      ))}
      {maySet && <NewOffer forms={forms} />}
    </Layout>
  );
}

function OneOffer({
  offer,
  now,
  forms,
}: {
  readonly offer: SeenOffer;
  readonly now: number;
  readonly forms: Forms | undefined;
}): Markup {
  const { id, name, places, school, held, waiting } = offer;
  const state = forms && stateOf(forms, 'ret', id);
  return (
    <section class="rt-card" aria-labelledby={`sted-${id}`}>
      <h2 class="h4" id={`sted-${id}`}>
        {name}
      </h2>
      <p>
        {places} pladser · {roomText(offer)}
        {school !== undefined && ` · ${school}`}
      </p>
      <Seats title={LABEL.holds} seats={held} now={now} />
      <Seats title={LABEL.waits} seats={waiting} now={now} numbered />
      {forms && state && (
        <Details
          summary={LABEL.changePlaces}
          open={forms.failed?.form === 'ret' && forms.failed.values.id === id}
        >
          <p class="rt-hint">{SAY.placesHint}</p>
          <PageForm forms={forms} name="ret" id={id} button="Gem">
            <Input type="text" width="m" state={state} name="name" label={LABEL.offerName} initial={name} />
            <Input
              state={state}
              name="places"
              label={LABEL.offerPlaces}
              type="number"
              min="0"
              max="500"
              initial={String(places)}
            />
            <Input
              type="text"
              width="m"
              state={state}
              name="school"
              label={LABEL.offerSchool}
              hint={SAY.offerSchoolHint}
              initial={school}
              optional
            />
          </PageForm>
        </Details>
      )}
    </section>
  );
}

function Seats({
  title,
  seats,
  now,
  numbered = false,
}: {
  readonly title: string;
  readonly seats: readonly SeenSeat[];
  readonly now: number;
  readonly numbered?: boolean;
}): Markup {
  if (seats.length === 0) return <></>;
  const List = numbered ? 'ol' : 'ul';
  return (
    <>
      <h3 class="h6">
        {title} <span class="rt-number">{seats.length}</span>
      </h3>
      <List class={numbered ? '' : 'nobullet-list'}>
        {seats.map(({ youth, since }) => (
          <li>
            {youth ? <a href={`/unge/${youth.ref}`}>{fullName(youth)}</a> : SAY.somebody}
            <span class="rt-quiet"> · bad om det {momentText(since, now)}</span>
          </li>
        ))}
      </List>
    </>
  );
}

function NewOffer({ forms }: { readonly forms: Forms }): Markup {
  const state = stateOf(forms, 'nyt');
  return (
    <section class="rt-card" aria-labelledby="nyt-sted">
      <h2 class="h4" id="nyt-sted">
        {LABEL.newOffer}
      </h2>
      <PageForm forms={forms} name="nyt" button="Gem" primary>
        <Input type="text" width="m" state={state} name="name" label={LABEL.offerName} />
        <Input type="text" width="m" state={state} name="id" label={LABEL.offerId} hint={SAY.offerIdHint} />
        <Input
          state={state}
          name="places"
          label={LABEL.offerPlaces}
          type="number"
          min="0"
          max="500"
          optional
        />
        <Input
          type="text"
          width="m"
          state={state}
          name="school"
          label={LABEL.offerSchool}
          hint={SAY.offerSchoolHint}
          optional
        />
      </PageForm>
    </section>
  );
}
