/**
 * The places of an offer (R35): asking for one, and writing down who holds and who waits.
 */
import { type PlacesWritten, type PlaceWish } from '../contract/messages/arrangements';
import { type OfferRef } from '../contract/messages/ids';
import { currentTerms } from '../records/agreements';
import { getOffer, placesHeld, savePlacesHeld } from '../records/offers';
import { type Places } from '../rules/capacity';
import { dueDate } from '../rules/dueDates';
import { type Ports } from './context';

export async function wishForPlace(
  { engine }: Pick<Ports, 'engine'>,
  offer: OfferRef,
  wish: PlaceWish,
): Promise<void> {
  await engine.wishForPlace(offer, wish);
}

/** An offer that records do not know has no places. */
export async function placesOf({ table }: Pick<Ports, 'table'>, id: OfferRef): Promise<Places> {
  const [offer, held] = await Promise.all([getOffer(table, id), placesHeld(table, id)]);
  return { ...held, places: offer?.places ?? 0 };
}

/** Writes down who holds and waits; answers until when an offer made now stands, counted in our working days. */
export async function savePlaces(
  { table, engine, now }: Ports,
  id: OfferRef,
  places: Places,
): Promise<PlacesWritten> {
  await savePlacesHeld(table, id, places);
  const { policy, closed } = await currentTerms(table, undefined);
  const { due } = dueDate(now(), {
    days: policy.placement.offerDays,
    kind: 'municipal',
    closed,
    closing: policy.deadlines.closing,
  });
  // Only who takes somebody's place is worth looking for.
  const worth = places.waiting.length > 0 ? [...places.held, ...places.waiting] : [];
  const gone = worth.length > 0 ? await engine.gone(worth.map(({ placement }) => placement)) : [];
  return { until: due, gone };
}
