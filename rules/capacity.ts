/**
 * Places and a waiting list (R35): first in, first out†. Pure steps from one state to the next. A placement asks once
 * and leaves once, but either message may come twice or after the other, so both are remembered.
 */

/** Somebody who holds a place or waits for one, by the placement's workflow. */
export interface Seat {
  readonly placement: string;
  readonly youth: string;
  /** When they asked, in milliseconds since 1970. */
  readonly since: number;
}

export interface Places {
  /** How many there are; fewer than are held means that nobody new comes until enough have left. */
  readonly places: number;
  readonly held: readonly Seat[];
  /** In line, the first in front. */
  readonly waiting: readonly Seat[];
  /** Placements that have left lately: a request that arrives after its own end gets nothing. */
  readonly left: readonly string[];
}

/** So many who have left are remembered; messages are never late by as much. */
const REMEMBERED = 200;

export const noPlaces = (places: number): Places => ({ places, held: [], waiting: [], left: [] });

/** Gets in line. Nothing happens to who is in already, or has left. */
export function ask(state: Places, seat: Seat): Places {
  const { held, waiting, left } = state;
  const isKnown = [...held, ...waiting].some(({ placement }) => placement === seat.placement);
  return isKnown || left.includes(seat.placement) ? state : { ...state, waiting: [...waiting, seat] };
}

/** Leaves the line, or gives the place back. */
export function leave(state: Places, placement: string): Places {
  if (state.left.includes(placement)) return state;
  const others = (seats: readonly Seat[]): readonly Seat[] =>
    seats.filter((seat) => seat.placement !== placement);
  return {
    ...state,
    held: others(state.held),
    waiting: others(state.waiting),
    left: [...state.left, placement].slice(-REMEMBERED),
  };
}

/** Gives out every free place to the first in line; answers who got one. */
export function giveOut(state: Places): { readonly state: Places; readonly given: readonly Seat[] } {
  const free = Math.max(0, state.places - state.held.length);
  const given = state.waiting.slice(0, free);
  if (given.length === 0) return { state, given };
  return {
    state: { ...state, held: [...state.held, ...given], waiting: state.waiting.slice(free) },
    given,
  };
}

/** Place in line, from 1; undefined for who does not wait. */
export function inLine({ waiting }: Pick<Places, 'waiting'>, youth: string): number | undefined {
  const index = waiting.findIndex((seat) => seat.youth === youth);
  return index < 0 ? undefined : index + 1;
}
