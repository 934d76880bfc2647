/**
 * `npm test`: every check and every test suite, each told on one line, with its full output where it failed. The last
 * line counts: each test, and each check as one.
 */
import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from './install.mjs';
import { fetchMoto } from './moto.mjs';
import { CommandFailed, giveUp, ROOT, runNode, step } from './steps.mjs';

const CACHE = join(ROOT, '.cache');
const OURS = [...PROGRAM, 'infra', 'test'];

const bin = (path) => join(ROOT, 'node_modules', path);

/** Checks that count as one each; run two at a time, the longest first. */
const CHECKS = [
  ['eslint', [bin('eslint/bin/eslint.js'), '.']],
  ['typer', [bin('typescript/bin/tsc'), '--noEmit']],
  ['prettier', [bin('prettier/bin/prettier.cjs'), '--check', '.']],
  ['ubrugt kode (knip)', [bin('knip/bin/knip.js'), '--no-progress']],
  [
    'hvem der må importere hvem',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
      ...OURS.filter((folder) => existsSync(join(ROOT, folder))),
    ],
  ],
];
const AT_ONCE = 2;

/** Test suites that live in real time beside a server. */
const ALONE = ['test/simulation/realServer.test.ts', 'test/fidelity.test.ts', 'test/cloud/loop.test.ts'];
/**
 * Suites that wait for other programs – servers, browsers, moto –, which on a busy machine now and then answer too late.
 * One that failed gets a second go, told as such; what is wrong fails twice. All other suites have one. They are known
 * by what they import.
 */
const OTHER_PROGRAMS = /from '[^']*\/(?:realBrowser|program|moto|realServer|realPlace|localRecords|loop)'/;
const waitsForOthers = (path) => OTHER_PROGRAMS.test(readFileSync(join(ROOT, path), 'utf8'));

/**
 * Runs all of it; answers the exit code. With arguments only the tests they name are run (they go to jest).
 */
export async function runChecks(args) {
  const env = await tools();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (args.length === 0) await runAll(counts);
  await runTests(args, env, counts);
  if (counts.skipped > 0) console.log(`${counts.skipped} skipped`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
}

// ------------------------------------------------------------------ what the tests need

/** Fetches the servers the tests talk to; answers where they are, as environment variables. */
async function tools() {
  mkdirSync(CACHE, { recursive: true });
  try {
    const found = await step('Motor og testmotor', () => runNode([join(ROOT, 'dist', 'prepare.js')]));
    const moto = await step('Stedfortræder for AWS (moto)', fetchMoto);
    return {
      ...Object.fromEntries(found.match(/^[A-Z_]+=.*$/gm).map((line) => line.split('='))),
      MOTO_PACKAGES: moto,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
  } catch (error) {
    return giveUp('Det, testene bruger, kunne ikke hentes. Er der Python 3 med pip?', error);
  }
}

// ------------------------------------------------------------------ checks

async function runAll(counts) {
  const waiting = [...CHECKS];
  const failures = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [label, command] = next;
      if (await passes(label, () => runNode(command), failures)) counts.passed += 1;
      else counts.failed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  tellFailures(failures);
}

/** Runs one check and tells how it went; what it printed is kept when it failed. */
async function passes(label, work, failures) {
  const from = Date.now();
  let failed;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    failed = error;
    failures.push({ label, output: error.output });
  }
  console.log(
    `  ${failed ? '✗' : '✓'} ${label} · ${((Date.now() - from) / 1000).toFixed(1).replace('.', ',')} s`,
  );
  return !failed;
}

function tellFailures(failures) {
  for (const { label, output } of failures) console.error(`\n── ${label}\n${output.trimEnd()}\n`);
}

// ------------------------------------------------------------------ tests

/**
 * Two suites at a time; those that live in real time beside a real server afterwards, one by one: what else the
 * machine is doing must not come between their seconds.
 */
async function runTests(args, env, counts) {
  /** What came of each suite, by its path; the newest go counts. */
  const suites = new Map();
  let broken = 0;
  const go = async (...options) => {
    const { results, output } = await runJest(options, env);
    for (const suite of results) suites.set(suite.name.slice(ROOT.length), suite);
    tellSuites(results);
    tellFailures(output === undefined ? [] : [{ label: 'test', output }]);
    // Nothing told, or no suite to blame: jest itself failed.
    if (results.length === 0 || (output !== undefined && !results.some(failed))) broken += 1;
  };
  if (args.length > 0) await go(...args);
  else {
    await go(`--maxWorkers=${AT_ONCE}`, `--testPathIgnorePatterns=${ALONE.join('|')}`);
    await go('--runInBand', ...ALONE);
    const again = [...suites].filter(([path, suite]) => failed(suite) && waitsForOthers(path));
    if (again.length > 0) {
      console.log(`Fejlede og prøves en gang til: ${again.map(([path]) => path).join(', ')}`);
      await go('--runInBand', ...again.map(([path]) => path));
    }
  }
  for (const { assertionResults, ...suite } of suites.values()) {
    const of = (...states) => assertionResults.filter(({ status }) => states.includes(status)).length;
    counts.passed += of('passed');
    counts.skipped += of('pending', 'todo');
    // A suite that could not even be run counts as one.
    counts.failed += of('failed') || (failed(suite) ? 1 : 0);
  }
  counts.failed += broken;
}

const failed = ({ status }) => status === 'failed';

/** Runs jest; answers what came of each suite and, where jest failed, all it printed for people. */
async function runJest(args, env) {
  const file = join(CACHE, 'jest.json');
  rmSync(file, { force: true });
  const jest = [bin('jest/bin/jest.js'), '--json', `--outputFile=${file}`];
  let output;
  try {
    await step('Test', () => runNode([...jest, ...args], env));
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    output = withoutJson(error.output);
  }
  return { results: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : [], output };
}

function tellSuites(suites) {
  for (const { name, status, startTime, endTime } of suites) {
    const seconds = ((endTime - startTime) / 1000).toFixed(1).replace('.', ',');
    console.log(`  ${status === 'failed' ? '✗' : '✓'} ${name.slice(ROOT.length)} · ${seconds} s`);
  }
}

/** What jest printed for people: everything but the results it also writes to standard output. */
function withoutJson(output) {
  return output
    .split('\n')
    .filter((line) => !(line.startsWith('{"num') && Buffer.byteLength(line) > 1000))
    .join('\n');
}
