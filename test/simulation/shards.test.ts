/**
 * Parts of a municipality run beside each other without a common clock (docs/decisions/0005): right only as long as
 * nothing in one part acts on a journey in another, although the same people work for all of them.
 */
import { defaultPolicy } from '../../contract/schemas/policy';
import { makeUp } from '../../simulation/population';
import { runShard, type ShardResult, shardsOf, type SimulationOptions } from '../../simulation/shard';
import { lineOf, mergeRounds } from '../../simulation/sharedRounds';
import { TYPICAL } from '../../simulation/staff';
import { projectBundle } from '../support/bundle';

const [FROM, TO] = ['2026-08-10', '2026-11-20'];
const OPTIONS: SimulationOptions = {
  from: FROM,
  to: TO,
  policy: defaultPolicy(),
  staff: TYPICAL,
  seed: 7,
  journal: true,
};
/** Some at every school and at none; a coordinator, a network and leaders that they share. */
const POPULATION = makeUp(120, 7, FROM, TO);

let bundle: string;
let whole: ShardResult;
beforeAll(async () => {
  bundle = await projectBundle();
  whole = await lived(POPULATION);
}, 300_000);

const lived = (population: typeof POPULATION): Promise<ShardResult> =>
  runShard(population, OPTIONS, bundle, () => undefined);

/** All that happened save messages to staff, which are merged and capped per person and act on nothing. */
function happened(results: readonly ShardResult[]): string[] {
  const rounds = mergeRounds(results.map(({ shared }) => shared)).map(lineOf);
  return (
    [...results.flatMap(({ journal }) => journal), ...rounds]
      // A round numbers its tasks within one part.
      .map(({ line }) => line.replace(/"task":"(prognosisRound|networkConference)\.([\w-]+)\.\d+"/, '$1 $2'))
      .filter((line) => !/"event":"message\.[a-z]+".*"channel":"email"/.test(line))
      .sort()
  );
}

test('there is something to share: people who act in several parts', () => {
  const parts = shardsOf(POPULATION, 25);
  expect(parts.length).toBeGreaterThan(3);
  const coordinatedIn = parts.filter(({ youths }) =>
    youths.some(({ youth }) => youth.people.coordinator === 'coordinator-1'),
  );
  expect(coordinatedIn.length).toBeGreaterThan(2);
  expect(whole.tally.cases).toBeGreaterThan(0);
});

test('a municipality in parts lives as it does in one piece', async () => {
  for (const size of [25, 60]) {
    const parts: ShardResult[] = [];
    for (const part of shardsOf(POPULATION, size)) parts.push(await lived(part));
    expect(happened(parts)).toEqual(happened([whole]));
  }
}, 300_000);

test('another seed is another life', async () => {
  const other = await runShard(POPULATION, { ...OPTIONS, seed: 8 }, bundle, () => undefined);
  expect(happened([other])).not.toEqual(happened([whole]));
}, 300_000);
