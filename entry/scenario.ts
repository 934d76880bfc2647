/**
 * `npm run scenario -- FILE…`: lives through scenarios in virtual time and holds them to what they expect.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalLine } from '../simulation/journalLines';
import { check } from '../simulation/scenarios/check';
import { InvalidScenario, readScenario } from '../simulation/scenarios/format';
import { runScenario, StepFailed } from '../simulation/scenarios/run';
import { describeFailures, timelineText } from '../simulation/scenarios/show';
import { ROOT } from './options';

const HELP = `Brug: npm run scenario -- FIL… [--json]

Viser journalen som en tidslinje, eller med --json som JSON-linjer. Opfylder journalen ikke filens forventninger,
vises de side om side med det, der skete, og koden er ikke 0.`;

/** Runs the command; sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const files = args.filter((arg) => arg !== '--json');
  const unknown = files.find((arg) => arg.startsWith('-'));
  if (files.length === 0 || unknown !== undefined) {
    const isHelp = unknown === '--help';
    (isHelp ? console.log : console.error)(
      isHelp || unknown === undefined ? HELP : `Ukendt valgmulighed: ${unknown}.`,
    );
    if (!isHelp) process.exitCode = 1;
    return;
  }
  const bundle = readFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), 'utf8');
  for (const file of files) {
    if (!(await runOne(file, json, bundle))) process.exitCode = 1;
  }
}

async function runOne(file: string, json: boolean, bundle: string): Promise<boolean> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    console.error(`${file}: filen kan ikke læses.`);
    return false;
  }
  try {
    const scenario = readScenario(text, file);
    const { journal } = await runScenario(scenario, bundle);
    if (json) for (const entry of journal) console.log(journalLine(entry));
    else console.log(`${scenario.rule}: ${scenario.title}\n${timelineText(journal)}\n`);
    const failures = describeFailures(scenario, journal, check(scenario, journal));
    if (failures !== '') console.error(`${file}: forventningerne er ikke opfyldt.\n${failures}`);
    return failures === '';
  } catch (error) {
    if (!(error instanceof InvalidScenario) && !(error instanceof StepFailed)) throw error;
    console.error(error instanceof StepFailed ? `${file}: ${error.message}` : error.message);
    return false;
  }
}
