/**
 * Offers with their places and lines (R35), the same for pages and API. Whoever follows youths may see how full a place
 * is; names only of those they may see. Administrators set places.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { type offerBody } from '../contract/schemas/arrangements';
import { currentTerms } from '../records/agreements';
import { allOffers, getOffer, type Offer, placesHeld, putOffer } from '../records/offers';
import { getSchool, type ListedYouth } from '../records/people';
import { type Seat } from '../rules/capacity';
import { type z } from 'zod';
import { may } from './authorization';
import { type WebPorts } from './ports';
import { forbidden, invalidInput } from './problem';
import { findYouths } from './youths';

/** Who sits or waits, with a name where the reader may see the youth. */
export interface SeenSeat {
  readonly since: number;
  readonly youth?: ListedYouth;
}
export interface SeenOffer extends Offer {
  readonly held: readonly SeenSeat[];
  readonly waiting: readonly SeenSeat[];
}

/** All offers as somebody may see them. Throws `Problem` 403 for roles that follow no youths (R43). */
export async function readOffers(ports: WebPorts, person: Person): Promise<SeenOffer[]> {
  if (!may(person, 'youth.list', 'list')) throw forbidden();
  const [offers, youths] = await Promise.all([allOffers(ports.table), findYouths(ports, person, undefined)]);
  const byRef = new Map<YouthRef, ListedYouth>(youths.map((youth) => [youth.ref, youth]));
  const seen = ({ since, youth: ref }: Seat): SeenSeat => {
    const youth = byRef.get(ref);
    return { since, ...(youth && { youth }) };
  };
  return Promise.all(
    offers.map(async (offer) => {
      const { held, waiting } = await placesHeld(ports.table, offer.id);
      return { ...offer, held: held.map(seen), waiting: waiting.map(seen) };
    }),
  );
}

/** The youths whose names stand in these offers, for the log (L10). */
export const youthsShown = (offers: readonly SeenOffer[]): YouthRef[] =>
  offers.flatMap(({ held, waiting }) => [...held, ...waiting].flatMap(({ youth }) => youth?.ref ?? []));

/** Makes an offer, or changes its name and places. Throws `Problem`. */
export async function setOffer(
  ports: WebPorts,
  person: Person,
  id: string,
  { name, places, school }: z.output<typeof offerBody>,
): Promise<void> {
  if (!may(person, 'offer.change', 'list')) throw forbidden();
  const { table } = ports;
  if (school !== undefined && !(await getSchool(table, school)))
    throw invalidInput([{ path: 'school', message: `"${school}" er ikke en skole, der findes` }]);
  const [before, { policy }] = await Promise.all([getOffer(table, id), currentTerms(table, undefined)]);
  await putOffer(table, {
    id,
    name,
    places: places ?? before?.places ?? policy.placement.places,
    ...(school !== undefined && { school }),
  });
  await ports.engine.placesChanged(id);
}
