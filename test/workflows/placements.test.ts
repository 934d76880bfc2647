/**
 * R35 with the real workflows: whoever asks and leaves when, with activities that fail before and after they have acted,
 * and with the offer's workflow ended in between, nobody gets a place twice and nobody in line is lost.
 */
import fc from 'fast-check';
import { defaultPolicy } from '../../contract/schemas/policy';
import { placesHeld } from '../../records/offers';
import { instantOf } from '../../rules/clock';
import { type Places } from '../../rules/capacity';
import { readScenario } from '../../simulation/scenarios/format';
import { runScenario } from '../../simulation/scenarios/run';
import { type Around, VirtualMunicipality, writeSetup } from '../../simulation/municipality';
import { JournalTable } from '../../simulation/journalTable';
import { virtualHost } from '../../simulation/virtualHost';
import { billable, type TypeCounts } from '../../simulation/virtualServer';
import { projectBundle } from '../support/bundle';
import { STAFF } from '../support/municipality';

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

const OFFER = 'VAERKSTED';
const START = instantOf('2026-10-01', '08:00');
const MINUTE = 60_000;

/** Every activity about places fails now and then: before it acts, or after, when its worker is gone. */
function failing(dice: readonly number[]): Around {
  let thrown = 0;
  const next = (): number => dice[thrown++ % Math.max(1, dice.length)] ?? 0;
  const shaky =
    <Args extends unknown[], T>(act: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const roll = next();
      if (roll === 1) throw new Error('before');
      const result = await act(...args);
      if (roll === 2) throw new Error('after');
      return result;
    };
  return (activities) => ({
    ...activities,
    wishForPlace: shaky((...args) => activities.wishForPlace(...args)),
    savePlaces: shaky((...args) => activities.savePlaces(...args)),
    placesOf: shaky((...args) => activities.placesOf(...args)),
  });
}

interface Deed {
  readonly minute: number;
  readonly who: number;
  readonly do: 'ask' | 'leave' | 'again' | 'terminate';
}

/** Lives through the deeds; answers who holds and waits at the end, and how often the workflow continued as new. */
async function live(
  deeds: readonly Deed[],
  dice: readonly number[],
  places: number,
): Promise<Places & { readonly continued: number }> {
  const table = new JournalTable(() => undefined);
  const nothing = (): Promise<void> => Promise.resolve();
  const setup = {
    table,
    notifier: { email: nothing, sms: nothing },
    policy: defaultPolicy(),
    municipality: { closed: [], calendar: 1 },
    schools: [],
    staff: STAFF,
    youths: [],
  };
  await writeSetup(setup);
  const { server, host } = virtualHost(bundle, START, setup, { around: failing(dice) });
  const { arrangements } = new VirtualMunicipality(table, host);
  const youth = (who: number): string => `y${String(who)}`;
  server.at(START, () => arrangements.setOffer({ id: OFFER, name: OFFER, places }));
  for (const { minute, who, do: what } of deeds) {
    server.at(START + minute * MINUTE, async () => {
      const wish = { placement: `placement/${youth(who)}/1`, youth: youth(who), wants: true };
      if (what === 'ask') await arrangements.anotherAsks(youth(who), OFFER);
      if (what === 'again') await host.signal(`capacity/${OFFER}`, 'place', [wish]);
      if (what === 'leave') await arrangements.anotherLeaves(youth(who), 'tk-1');
      if (what === 'terminate') {
        await server.client.terminate(`capacity/${OFFER}`, 'by mistake');
        await arrangements.setOffer({ id: OFFER, name: OFFER, places });
      }
      const { held } = await placesHeld(table, OFFER);
      expect(held.length).toBeLessThanOrEqual(places);
    });
  }
  await server.runUntil(START + 240 * MINUTE);
  const { continued = 0 } = server.counts().get('capacity') ?? {};
  return { ...(await placesHeld(table, OFFER)), continued };
}

/** Each youth asks, hours apart from its leaving; some say it twice, and once the offer's workflow is ended. */
const story = fc.record({
  places: fc.integer({ min: 1, max: 3 }),
  asked: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 }),
  left: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
  terminateAt: fc.option(fc.integer({ min: 90, max: 110 })),
  dice: fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 25 })
    .filter((all) => all.includes(0)),
});

test('nobody gets a place twice, nobody in line is lost, and the first come first', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ places, asked, left, terminateAt, dice }) => {
      const leaving = left.filter((who) => asked.includes(who));
      const deeds: Deed[] = [
        // Ten minutes apart, so that what failed has been tried again and the order is theirs.
        ...asked.map((who, index): Deed => ({ minute: 10 + index * 10, who, do: 'ask' })),
        ...asked.map((who): Deed => ({ minute: 85, who, do: 'again' })),
        ...leaving.map((who, index): Deed => ({ minute: 120 + index * 10, who, do: 'leave' })),
        ...leaving.map((who): Deed => ({ minute: 200, who, do: 'again' })),
        ...(terminateAt === null ? [] : [{ minute: terminateAt, who: 0, do: 'terminate' as const }]),
      ];
      const { held, waiting } = await live(deeds, dice, places);
      const stayed = asked.filter((who) => !leaving.includes(who)).map((who) => `y${String(who)}`);
      const known = [...held, ...waiting].map(({ youth }) => youth);
      expect([...known].sort()).toEqual([...stayed].sort());
      expect(held).toHaveLength(Math.min(places, stayed.length));
      expect(waiting.map(({ youth }) => youth)).toEqual(
        stayed.filter((one) => !held.some(({ youth }) => youth === one)),
      );
    }),
    { numRuns: 25 },
  );
}, 300_000);

test('a line that is told the same over and over continues as new, and keeps everybody in order', async () => {
  const again = (n: number): Deed => ({ minute: 3 + n / 4, who: n % 30, do: 'again' });
  const line = Array.from({ length: 60 }, (_, n): Deed[] => [
    { minute: 1 + n * 3, who: n, do: 'ask' },
    ...(n >= 30 ? [{ minute: 2 + n * 3, who: n - 30, do: 'leave' as const }] : []),
  ]).flat();
  const { held, waiting, continued } = await live(
    [...line, ...Array.from({ length: 700 }, (_, n) => again(n))],
    [0],
    10,
  );
  expect(continued).toBeGreaterThan(0);
  expect(held.map(({ youth }) => youth)).toEqual(Array.from({ length: 10 }, (_, n) => `y${String(n + 30)}`));
  expect(waiting).toHaveLength(20);
}, 120_000);

const LIFE = [
  'rule: R39',
  'title: pris',
  'start: 2026-10-01',
  'youth: { born: 2006-03-14, status: none }',
  'people: { coordinator: tk-1, contactPerson: kp-1, jobcenter: jc-1 }',
  'steps:',
  '  - { at: 2026-10-01 09:00, by: tk-1, place: { offer: VAERKSTED, places: 20 } }',
  '  - { at: 2026-10-01 10:00, by: tk-1, askPlace: VAERKSTED }',
  '  - { at: 2026-10-02 10:00, by: jc-1, complete: placement.offer, with: { outcome: done } }',
  ...['10-06', '10-20', '11-03', '11-17'].map(
    (day) => `  - { at: 2026-${day} 10:00, by: kp-1, complete: placement.visit, with: { outcome: done } }`,
  ),
  '  - { at: 2026-11-19 10:00, by: kp-1, complete: placement.start, with: { outcome: done } }',
  '  - { at: 2027-02-18 10:00, by: jc-1, complete: placement.evaluation, with: { outcome: done } }',
  'until: 2027-02-20',
].join('\n');

const actions = (counts: ReadonlyMap<string, TypeCounts>, type: string): number => {
  const own = counts.get(type);
  return own ? billable(own) : 0;
};

test('R39: a placement from the first wish to its evaluation costs at most 44 actions', async () => {
  const { counts } = await runScenario(readScenario(LIFE, 'pris'), bundle);
  expect(actions(counts, 'placement') + actions(counts, 'capacity')).toBeLessThanOrEqual(44);
}, 60_000);

test('R38: a talk that is held on its day costs at most 5 actions', async () => {
  const days = ['10-07', '10-14', '10-21', '10-28'];
  const text = [
    'rule: R38',
    'title: pris',
    'start: 2026-10-01',
    'youth: { born: 2006-03-14, status: none }',
    'people: { coordinator: tk-1, contactPerson: kp-1 }',
    'steps:',
    '  - { at: 2026-10-01 09:00, by: tk-1, askProgramme: talks, from: 2026-10-07, until: 2026-10-28 }',
    ...days.map(
      (day) => `  - { at: 2026-${day} 14:00, by: kp-1, complete: programme.talk, with: { outcome: done } }`,
    ),
    'until: 2026-10-31',
  ].join('\n');
  const { counts } = await runScenario(readScenario(text, 'pris'), bundle);
  // Beside its talks a programme is begun, and its journey told of the end.
  expect(actions(counts, 'programme')).toBeLessThanOrEqual(days.length * 5 + 3);
}, 60_000);
