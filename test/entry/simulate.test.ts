/** `npm run simulate`: what it refuses, in one line each, and what it makes of a directory. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../entry/simulate';
import { simulateOptions } from '../../entry/simulating/options';
import { type Directory, directory } from './directory';
import { runScript } from './program';

let folder: string;
let town: Directory;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roed-traad-simulate-'));
  town = directory();
  town.write({});
});
afterEach(() => {
  town.remove();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

/** Writes a file into the test's folder; its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What the command complains of, and whether it left the file it was asked to write. */
async function refusal(
  ...args: readonly string[]
): Promise<{ lines: string[]; code: unknown; wrote: boolean }> {
  const lines: string[] = [];
  const told = jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const json = join(folder, 'journal.jsonl');
  try {
    await main([...args, '--json', json]);
    expect(printed).not.toHaveBeenCalled();
    return {
      lines: lines.flatMap((line) => line.split('\n')),
      code: process.exitCode,
      wrote: existsSync(json),
    };
  } finally {
    told.mockRestore();
    printed.mockRestore();
  }
}

const DAYS = ['--from', '2026-08-10', '--to', '2026-08-20'];
const FIVE = ['--youths', '5'];

describe('bad input is one clear line, and nothing is written', () => {
  test.each([
    [
      'a date that does not exist',
      [...FIVE, '--from', '2026-02-30', '--to', '2026-03-31'],
      '--from skal være en dato, der findes, som 2026-08-10 (der står "2026-02-30").',
    ],
    ['a date left out', [...FIVE, '--from', '2026-02-01'], '--to mangler: en dato som 2026-08-10.'],
    [
      'an end before the start',
      [...FIVE, '--from', '2026-03-31', '--to', '2026-03-30'],
      '--to 2026-03-30 ligger før --from 2026-03-31.',
    ],
    [
      'more than twenty years',
      [...FIVE, '--from', '2026-01-01', '--to', '2046-02-01'],
      'Der kan højst simuleres 20 år.',
    ],
    ['nobody to simulate', DAYS, 'Angiv enten --data eller --youths.'],
    ['two sources', [...FIVE, '--data', 'x', ...DAYS], 'Angiv enten --data eller --youths.'],
    [
      'no number',
      ['--youths', 'mange', ...DAYS],
      '--youths skal være et helt tal fra 1 til 100000 (der står "mange").',
    ],
    [
      'no threads',
      [...FIVE, ...DAYS, '--threads', '0'],
      '--threads skal være et helt tal fra 1 til 256 (der står "0").',
    ],
    ['an option nobody knows', [...FIVE, ...DAYS, '--fart', '9'], '--fart kan ikke bruges sådan. Se --help.'],
    [
      'a directory that is not there',
      ['--data', '/findes/ikke', ...DAYS],
      '/findes/ikke: mappen findes ikke',
    ],
    [
      'a policy that is not there',
      [...FIVE, ...DAYS, '--policy', '/findes/ikke'],
      '--policy: filen /findes/ikke kan ikke læses.',
    ],
  ])('%s', async (_what, args, line) => {
    expect(await refusal(...args)).toEqual({ lines: [line], code: 1, wrote: false });
  });

  test('an empty directory', async () => {
    expect(await refusal('--data', folder, ...DAYS)).toEqual({
      lines: [`${folder}: mappen har hverken medarbejdere.csv, unge.csv eller kalender.json`],
      code: 1,
      wrote: false,
    });
  });

  test('absence of a student nobody knows', async () => {
    const rows = ['R1;FGU-NORD;E9;10-08-2026;Ulovligt;300', 'R2;FGU-NORD;E1;32-08-2026;Ulovligt;300'];
    const text = ['Registreringsnr;Skole;Elevnr;Dato;Fraværstype;Minutter', ...rows, ''].join('\r\n');
    writeFileSync(join(town.path, 'fravaer-fgu-nord.csv'), text);
    const { lines, code, wrote } = await refusal('--data', town.path, ...DAYS);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('fravaer-fgu-nord.csv');
    expect(lines.join(' ')).toContain('eleven findes ikke på FGU-NORD');
    expect({ code, wrote }).toEqual({ code: 1, wrote: false });
  });

  test('a policy that fails its schema', async () => {
    const policy = file('aftale.yaml', 'absence: { ukendt: 1 }');
    expect(await refusal(...FIVE, ...DAYS, '--policy', policy)).toEqual({
      lines: [`${policy}: absence: ukendt felt: ukendt`],
      code: 1,
      wrote: false,
    });
  });

  test('agreements that cannot be told apart, and too many of them', async () => {
    const one = file('en.yaml', '');
    const same = join(folder, '.', 'en.yaml');
    const twice = await refusal(...FIVE, ...DAYS, '--policy', one, '--policy', same);
    expect(twice).toEqual({ lines: [`--policy: filen ${same} er nævnt to gange.`], code: 1, wrote: false });
    const named = file('to.yaml', 'name: en');
    expect((await refusal(...FIVE, ...DAYS, '--policy', one, '--policy', named)).lines).toEqual([
      'To aftaler hedder "en". Giv dem hver sit navn med name.',
    ]);
    const many = Array.from({ length: 7 }, () => ['--policy', one]).flat();
    expect((await refusal(...FIVE, ...DAYS, ...many)).lines).toEqual([
      'Der kan højst sammenlignes 6 aftaler.',
    ]);
  });

  test('the second agreement fails its schema: the file, the path and what is allowed', async () => {
    const good = file('god.yaml', '');
    const wrong = file('forkert.yaml', 'absence: { consecutiveDays: 99 }');
    const { lines, wrote } = await refusal(...FIVE, ...DAYS, '--policy', good, '--policy', wrong);
    expect(lines).toEqual([`${wrong}: absence.consecutiveDays: må højst være 60 (der står 99)`]);
    expect(wrote).toBe(false);
  });

  test('a report that cannot be written, and no price', async () => {
    const html = join(folder, 'findes', 'ikke.html');
    expect(await refusal(...FIVE, ...DAYS, '--html', html)).toEqual({
      lines: [`--html: filen ${html} kan ikke skrives.`],
      code: 1,
      wrote: false,
    });
    expect((await refusal(...FIVE, ...DAYS, '--html', folder)).lines).toEqual([
      `--html: filen ${folder} kan ikke skrives.`,
    ]);
    const json = join(folder, 'journal.jsonl');
    expect((await refusal(...FIVE, ...DAYS, '--html', json)).lines).toEqual([
      `--json og --html kan ikke begge være ${json}.`,
    ]);
    expect((await refusal(...FIVE, ...DAYS, '--price', 'dyr')).lines).toEqual([
      '--price skal være dollar pr. million handlinger, fra 0 til 10000 (der står "dyr").',
    ]);
  });

  test('staff that are no YAML, and staff that fail their schema', async () => {
    const broken = file('personale.yaml', 'default: [1');
    expect((await refusal(...FIVE, ...DAYS, '--staff', broken)).lines).toEqual([
      `${broken}: kan ikke læses som YAML (linje 1).`,
    ]);
    const wrong = file('personale2.yaml', 'default: { acts: 2, medianHours: 8, sigma: 1 }');
    expect((await refusal(...FIVE, ...DAYS, '--staff', wrong)).lines).toEqual([
      `${wrong}: default.acts: må højst være 1 (der står 2); outcomes: mangler`,
    ]);
  });

  test('a file that cannot be written', async () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await main([...FIVE, ...DAYS, '--json', join(folder, 'findes', 'ikke')]);
    expect(told.mock.calls).toEqual([[`--json: filen ${join(folder, 'findes', 'ikke')} kan ikke skrives.`]]);
    told.mockRestore();
    expect(process.exitCode).toBe(1);
  });
});

test('what is left out has defaults', () => {
  expect(simulateOptions([...FIVE, ...DAYS])).toMatchObject({
    source: { youths: 5 },
    from: '2026-08-10',
    to: '2026-08-20',
    seed: 1,
    staff: { default: { acts: 0.8 } },
  });
  expect(simulateOptions([...FIVE, ...DAYS, '--staff', 'none'])?.staff).toBeUndefined();
  expect(simulateOptions(['--help'])).toBeUndefined();
});

test('the command as somebody runs it: a report, and the journal as JSON lines', async () => {
  const rows = [10, 11, 12, 13, 14].map(
    (day) => `R${String(day)};FGU-NORD;E1;${String(day)}-08-2026;Ulovligt;300`,
  );
  const text = ['Registreringsnr;Skole;Elevnr;Dato;Fraværstype;Minutter', ...rows, ''].join('\r\n');
  writeFileSync(join(town.path, 'fravaer-fgu-nord.csv'), text);
  const json = join(folder, 'journal.jsonl');
  const args = ['--data', town.path, ...DAYS, '--staff', 'none', '--json', json];
  const { code, out, err } = await runScript('bootstrap.mjs', ['simulate', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Sager: 1 åbnet, 0 lukket.');
  const entries = readFileSync(json, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries.filter(({ event }) => event === 'case.opened')).toMatchObject([
    { at: '2026-08-14T15:30:00+02:00', youth: 'ye1', rule: 'R01' },
  ]);
}, 300_000);

test('agreements side by side: a report of one page, and which agreement each line of the journal is from', async () => {
  const [now, wish] = [file('nu.yaml', 'name: Nu'), file('oenske.yaml', 'meetings: { weeks: { low: 6 } }')];
  const made = ['--youths', '5', '--from', '2026-08-10', '--to', '2026-09-06', '--seed', '3'];
  const pages: string[] = [];
  for (const threads of ['1', '2']) {
    const [html, json] = [join(folder, `${threads}.html`), join(folder, `${threads}.jsonl`)];
    const files = ['--policy', now, '--policy', wish, '--html', html, '--json', json, '--threads', threads];
    const { code, out } = await runScript('bootstrap.mjs', ['simulate', ...made, ...files]);
    expect(code).toBe(0);
    expect(out).toContain('R15 Mellem familiens møder ved lav risiko højst: 12 uger → 6 uger');
    const lines = readFileSync(json, 'utf8').trim().split('\n');
    const named = lines.map((line) => (JSON.parse(line) as { agreement?: string }).agreement);
    expect([...new Set(named)]).toEqual(['Nu', 'oenske']);
    pages.push(readFileSync(html, 'utf8'));
  }
  expect(pages[0]).toContain('<h1>Hvad aftalerne betyder</h1>');
  expect(pages[1] === pages[0]).toBe(true);
}, 300_000);

test('one seed gives the same bytes, whatever the number of threads', async () => {
  const made = ['--youths', '60', '--from', '2026-08-10', '--to', '2026-10-30', '--seed', '3'];
  const journals: string[] = [];
  for (const threads of ['1', '2', '3']) {
    const json = join(folder, `journal-${threads}.jsonl`);
    const { code } = await runScript('bootstrap.mjs', [
      'simulate',
      ...made,
      '--threads',
      threads,
      '--json',
      json,
    ]);
    expect(code).toBe(0);
    journals.push(readFileSync(json, 'utf8'));
  }
  expect(journals[0]?.split('\n').length).toBeGreaterThan(100);
  expect(journals[1] === journals[0]).toBe(true);
  expect(journals[2] === journals[0]).toBe(true);
}, 300_000);
