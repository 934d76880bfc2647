/** Every scenario of test/scenarios: what the rules promise, as a caseworker can read it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type JournalEntry } from '../records/journal';
import { check } from '../simulation/scenarios/check';
import { readScenario } from '../simulation/scenarios/format';
import { describeFailures } from '../simulation/scenarios/show';
import { runScenario } from '../simulation/scenarios/run';
import { codeText } from '../texts/facts';
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
    expect(untold(journal)).toEqual([]);
  }, 60_000);
});

/** Reasons nobody has found Danish words for. */
function untold(journal: readonly JournalEntry[]): string[] {
  const codes = journal.flatMap(({ reason }) => (typeof reason?.why === 'string' ? reason.why : []));
  return [...new Set(codes)].filter((code) => codeText(code) === code);
}
