/**
 * R35: the places of one offer and the line for them, first in, first out†. Whoever asks gets in line; every free place
 * goes to the first of it, whose placement is told. Nobody loses a place when there are to be fewer.
 *
 * Who holds what is written before anybody is told, and read again where this workflow has to begin anew; so a place is
 * never given twice and nobody in line is lost, whatever falls in between.
 */
import { condition, continueAsNew, setHandler } from '@temporalio/workflow';
import {
  type CapacityInput,
  placeOfferedSignal,
  placesChangedSignal,
  placeSignal,
  type PlaceWish,
} from '../contract/messages/arrangements';
import { ask, giveOut, leave, noPlaces, type Places, type Seat } from '../rules/capacity';
import { activities, isFull } from './followUps';
import { tell } from './telling';

export async function capacity({ offer, carried }: CapacityInput): Promise<void> {
  let state: Places = carried ?? noPlaces(0);
  const wishes: (PlaceWish & { readonly at: number })[] = [];
  let reread = !carried;
  setHandler(placeSignal, (wish) => void wishes.push({ ...wish, at: Date.now() }));
  setHandler(placesChangedSignal, () => {
    reread = true;
  });
  // Begun anew, it cannot know who was told of their place: all are told again, and who knows it already is not moved.
  if (!carried) {
    reread = false;
    state = await activities.placesOf(offer);
    await giveAndTell(state.held);
  }
  for (;;) {
    await condition(() => reread || wishes.length > 0 || isFull());
    const news = wishes.splice(0);
    if (reread || news.length > 0) await takeIn(news);
    else break;
  }
  await continueAsNew<typeof capacity>({ offer, carried: state });

  async function takeIn(news: typeof wishes): Promise<void> {
    if (reread) {
      reread = false;
      const { places } = await activities.placesOf(offer);
      state = { ...state, places };
    }
    for (const { placement, youth, wants, at } of news)
      state = wants ? ask(state, { placement, youth, since: at }) : leave(state, placement);
    await giveAndTell([]);
  }

  /** Gives out what is free, writes it down, and tells those who got a place; a placement that is gone gives it back. */
  async function giveAndTell(known: readonly Seat[]): Promise<void> {
    let told = known;
    for (;;) {
      const { state: next, given } = giveOut(state);
      state = next;
      const { until, gone } = await activities.savePlaces(offer, state);
      const deaf = new Set(gone);
      for (const { placement } of [...told, ...given])
        if (!deaf.has(placement) && !(await tell(placement, placeOfferedSignal, { until })))
          deaf.add(placement);
      if (deaf.size === 0) return;
      for (const placement of deaf) state = leave(state, placement);
      told = [];
    }
  }
}
