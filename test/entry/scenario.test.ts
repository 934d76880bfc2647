/** `npm run scenario`: what it refuses, and a scenario whose expectation fails, side by side with what happened. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../entry/scenario';
import { runScript } from './program';

const GOOD = join(__dirname, '../scenarios/r01-fem-i-traek.yaml');

let folder: string;
let file: string;
let told: jest.SpyInstance;
let printed: jest.SpyInstance;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roed-traad-scenario-'));
  file = join(folder, 'scenarie.yaml');
  told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  told.mockRestore();
  printed.mockRestore();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

/** What the command complains of, line by line; it must fail and print nothing else. */
async function refusal(...args: readonly string[]): Promise<string[]> {
  await main(args);
  expect(process.exitCode).toBe(1);
  expect(printed).not.toHaveBeenCalled();
  return told.mock.calls.flatMap((call: unknown[]) => String(call[0]).split('\n'));
}

test('no file, no such file, no such option', async () => {
  expect((await refusal())[0]).toBe('Brug: npm run scenario -- FIL… [--json]');
  told.mockClear();
  expect(await refusal('--fart', GOOD)).toEqual(['Ukendt valgmulighed: --fart.']);
  told.mockClear();
  expect(await refusal(file)).toEqual([`${file}: filen kan ikke læses.`]);
});

test('every mistake in a file is told with its line, and nothing is run', async () => {
  writeFileSync(
    file,
    [
      'rule: R01',
      'title: Fejl',
      'start: 2026-10-01',
      'ukendt: 1',
      'school: { id: FGU-NORD, kind: fgu, farve: rød }',
      'youth: { born: 2009-02-30 }',
      'steps:',
      '  - { at: 2026-10-09 15:30, absent: [2026-10-05], minuter: 5 }',
      '  - { at: 2026-10-08 15:30, absent: [2026-10-05] }',
      '  - { at: 2026-10-10 15:30, fly: true }',
      'until: 2026-10-30',
      'expect:',
      '  - { event: case.oppened }',
    ].join('\n'),
  );
  const lines = await refusal(file);
  const numbers = lines.map((line) => line.slice(file.length).split(':')[1]);
  expect(new Set(numbers)).toEqual(new Set(['4', '5', '6', '8', '10', '13']));
  expect(lines.join('\n')).toContain(`${file}:4: (hele indholdet): ukendt felt: ukendt`);
  expect(lines.join('\n')).toContain(`${file}:8: steps[0], (hele indholdet): ukendt felt: minuter`);
});

test('what is no YAML at all', async () => {
  writeFileSync(file, 'rule: R01\nsteps: [1\n');
  const [line, ...more] = await refusal(file);
  expect(line).toMatch(/scenarie\.yaml:\d+: kan ikke læses som YAML/);
  expect(more).toEqual([]);
});

test('steps that go back in time, or beyond the end', async () => {
  const text = readFileSync(GOOD, 'utf8');
  writeFileSync(file, text.replace(/^until: .*$/m, 'until: 2026-10-10'));
  expect((await refusal(file)).join('\n')).toMatch(/ligger efter until 2026-10-10/);
});

test('the command as somebody runs it: green, then broken on purpose, with the difference side by side', async () => {
  const green = await runScript('bootstrap.mjs', ['scenario', GOOD]);
  expect({ code: green.code, err: green.err }).toEqual({ code: 0, err: '' });
  expect(green.out).toContain('R01: Fem skoledage i træk åbner én sag');

  writeFileSync(file, readFileSync(GOOD, 'utf8').replace('due: 2026-10-19 16:00', 'due: 2026-10-20 16:00'));
  const broken = await runScript('bootstrap.mjs', ['scenario', file]);
  expect(broken.code).toBe(1);
  expect(broken.err).toContain('FORVENTET');
  expect(broken.err).toMatch(/due: 2026-10-20 16:00 *≠ .*due 2026-10-19 16:00/);

  const json = await runScript('bootstrap.mjs', ['scenario', GOOD, '--json']);
  expect(
    json.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event),
  ).toContain('case.opened');
}, 300_000);
