/**
 * Offers: places to be, such as a production school's workshop (R35). Names and numbers of places are records'; who
 * holds a place and who waits is written by the offer's workflow, and read by it where it has to begin anew.
 */
import { type OfferRef, type SchoolRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { noPlaces, type Places } from '../rules/capacity';

export interface Offer {
  readonly id: OfferRef;
  readonly name: string;
  readonly places: number;
  /** The school it belongs to; whoever leaves the school leaves the offer. */
  readonly school?: SchoolRef;
}

const OFFERS = 'offers';
const HELD = 'offerPlaces';

export async function putOffer(table: Table, offer: Offer): Promise<void> {
  await table.put({ pk: OFFERS, sk: offer.id, value: offer });
}

export async function getOffer(table: Table, id: OfferRef): Promise<Offer | undefined> {
  return (await table.get({ pk: OFFERS, sk: id }))?.value as Offer | undefined;
}

/** All offers, by name. */
export async function allOffers(table: Table): Promise<Offer[]> {
  const offers = (await table.list(OFFERS)).map((row) => row.value as Offer);
  return offers.sort((a, b) => a.name.localeCompare(b.name, 'da'));
}

/** Who holds and waits, as last written; everything is free where nobody has asked yet. */
export async function placesHeld(table: Table, id: OfferRef): Promise<Places> {
  return ((await table.get({ pk: HELD, sk: id }))?.value as Places | undefined) ?? noPlaces(0);
}

export async function savePlacesHeld(table: Table, id: OfferRef, places: Places): Promise<void> {
  await table.put({ pk: HELD, sk: id, value: places });
}
