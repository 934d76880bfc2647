/** R35: places are given out in order, never more than there are, and nobody in line is lost – whatever order messages come in. */
import fc from 'fast-check';
import { ask, giveOut, inLine, leave, noPlaces, type Places, type Seat } from '../../rules/capacity';

const seat = (n: number): Seat => ({
  placement: `placement/y${String(n)}/1`,
  youth: `y${String(n)}`,
  since: n,
});
const names = (seats: readonly Seat[]): string[] => seats.map(({ youth }) => youth);

type Message =
  { readonly do: 'ask' | 'leave'; readonly who: number } | { readonly do: 'places'; readonly places: number };

const message: fc.Arbitrary<Message> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('ask' as const), who: fc.nat({ max: 30 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), who: fc.nat({ max: 30 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('places' as const), places: fc.nat({ max: 6 }) }),
  },
);

function take(state: Places, said: Message): { state: Places; given: readonly Seat[] } {
  if (said.do === 'places') return giveOut({ ...state, places: said.places });
  const next = said.do === 'ask' ? ask(state, seat(said.who)) : leave(state, seat(said.who).placement);
  return giveOut(next);
}

test('never more are given out than are free, and never twice to the same', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 120 }), (messages) => {
      let state = noPlaces(3);
      for (const said of messages) {
        const before = state;
        const { state: after, given } = take(state, said);
        state = after;
        const known = names([...state.held, ...state.waiting]);
        expect(new Set(known).size).toBe(known.length);
        // More are held than there are places only where the number has gone down, and nobody is thrown out then.
        expect(state.held.length).toBeLessThanOrEqual(Math.max(state.places, before.held.length));
        if (said.do === 'places')
          expect(names(state.held)).toEqual(expect.arrayContaining(names(before.held)));
        for (const { youth } of given) expect(names(before.held)).not.toContain(youth);
        // Nobody waits while a place is free.
        if (state.waiting.length > 0) expect(state.held.length).toBeGreaterThanOrEqual(state.places);
      }
    }),
  );
});

test('first in, first out: places are given in the order they were asked for', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 120 }), (messages) => {
      let state = noPlaces(2);
      const asked: number[] = [];
      const given: number[] = [];
      const gone = new Set<number>();
      for (const said of messages) {
        if (said.do === 'ask' && !asked.includes(said.who) && !gone.has(said.who)) asked.push(said.who);
        if (said.do === 'leave') gone.add(said.who);
        const result = take(state, said);
        state = result.state;
        given.push(...result.given.map(({ since }) => since));
      }
      const order = given.map((who) => asked.indexOf(who));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      // Who asked and has not left has a place or waits.
      const known = names([...state.held, ...state.waiting]);
      const expected = asked.filter((who) => !gone.has(who)).map((who) => `y${String(who)}`);
      expect([...known].sort()).toEqual([...expected].sort());
    }),
  );
});

test('a message that comes twice, or after the one that follows it, changes nothing', () => {
  const lives = fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(lives, lives, fc.array(fc.nat({ max: 99 }), { maxLength: 40 }), (asks, leaves, dice) => {
      const messages: Message[] = [
        ...asks.map((who) => ({ do: 'ask' as const, who })),
        ...leaves.map((who) => ({ do: 'leave' as const, who })),
      ];
      const run = (list: readonly Message[]): Places =>
        list.reduce((state, said) => take(state, said).state, noPlaces(2));
      const members = (state: Places): string[] => names([...state.held, ...state.waiting]).sort();
      // Shuffled, and each message said again somewhere later.
      const shuffled = [...messages, ...messages]
        .map((said, index) => ({ said, at: dice[index % Math.max(1, dice.length)] ?? index }))
        .sort((a, b) => a.at - b.at)
        .map(({ said }) => said);
      expect(members(run(shuffled))).toEqual(members(run(messages)));
    }),
  );
});

test('twenty places: the 20th gets one, the 21st waits, and gets the first that is given back', () => {
  let state = noPlaces(20);
  for (let n = 1; n <= 20; n += 1) state = take(state, { do: 'ask', who: n }).state;
  expect([state.held.length, state.waiting.length]).toEqual([20, 0]);
  const last = take(state, { do: 'ask', who: 21 });
  expect([last.given, inLine(last.state, 'y21'), inLine(last.state, 'y20')]).toEqual([[], 1, undefined]);
  expect(names(take(last.state, { do: 'leave', who: 7 }).given)).toEqual(['y21']);
});

test('what is remembered of those who left is bounded', () => {
  let state = noPlaces(1);
  for (let n = 0; n < 1000; n += 1)
    state = take(take(state, { do: 'ask', who: n }).state, { do: 'leave', who: n }).state;
  expect(state.left).toHaveLength(200);
});
