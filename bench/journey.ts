/** One journey of seventeen years, with its school's days, its cases and its messages: staff act as is typical. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPolicy } from '../contract/schemas/policy';
import { ROOT } from '../entry/options';
import { makeUp, type Population, type SimulatedYouth } from '../simulation/population';
import { runShard } from '../simulation/shard';
import { TYPICAL } from '../simulation/staff';
import { cpuSeconds, decimal, printTable } from './table';

const [FROM, TO] = ['2026-08-10', '2043-08-09'];
const TIMES = 3;

/** A student as most are, and the one who is away most and whose case stays open for years. */
export async function measureJourney(): Promise<void> {
  const bundle = readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8');
  const options = { from: FROM, to: TO, policy: defaultPolicy(), staff: TYPICAL, seed: 1, journal: false };
  const rows: string[][] = [];
  for (const [who, population] of students())
    for (let n = 0; n < TIMES; n += 1) {
      const [began, usedBefore] = [performance.now(), cpuSeconds()];
      const { tally, costs } = await runShard(population, options, bundle, () => undefined);
      const seconds = (performance.now() - began) / 1000;
      const cpu = cpuSeconds() - usedBefore;
      const all = Object.values(costs);
      rows.push([
        who,
        decimal(seconds),
        decimal(cpu),
        String(tally.cases),
        String(tally.entries),
        String(all.reduce((sum, { events }) => sum + events, 0)),
        String(costs['journey']?.longestRun ?? 0),
      ]);
    }
  printTable(
    ['student', 'seconds', 'CPU seconds', 'cases', 'journal entries', 'events', 'longest run of the journey'],
    rows,
  );
}

/** Students of the made-up municipality's schools, each alone with all staff. */
function students(): [string, Population][] {
  const population = makeUp(60, 1, FROM, TO);
  const sorted = population.youths
    .filter(({ youth }) => youth.status === 'fgu')
    .sort((a, b) => a.absences.length - b.absences.length);
  const alone = (student: SimulatedYouth | undefined): Population => {
    if (!student) throw new Error('the municipality has no student at an FGU school');
    const schools = population.schools.filter(({ id }) => id === student.youth.school);
    return { ...population, schools, youths: [student] };
  };
  return [
    ['in the middle', alone(sorted[Math.floor(sorted.length / 2)])],
    ['away most', alone(sorted.at(-1))],
  ];
}
