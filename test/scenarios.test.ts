/** Every scenario of test/scenarios: what the rules promise, as a caseworker can read it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../simulation/scenarios/check';
import { readScenario } from '../simulation/scenarios/format';
import { describeFailures } from '../simulation/scenarios/show';
import { runScenario } from '../simulation/scenarios/run';
import { projectBundle } from './support/bundle';

const folder = path.join(__dirname, 'scenarios');

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

describe.each(readdirSync(folder).sort())('%s', (file) => {
  const scenario = readScenario(readFileSync(path.join(folder, file), 'utf8'), file);
  test(`${scenario.rule}: ${scenario.title}`, async () => {
    const { journal } = await runScenario(scenario, bundle);
    expect(describeFailures(scenario, journal, check(scenario, journal))).toBe('');
  }, 60_000);
});
