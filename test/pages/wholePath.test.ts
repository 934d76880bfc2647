/**
 * The whole of it through the pages alone, with real workflows behind them: a school's file, a first contact, a
 * conversation, the student leaves, and the case is closed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../entry/freePort';
import { endProcess } from '../../entry/processes';
import { addSchoolDays } from '../../rules/calendar';
import { copenhagen } from '../../rules/clock';
import { directory } from '../entry/directory';
import { Program } from '../entry/program';
import { inBrowser, Window } from './realBrowser';

jest.setTimeout(240_000);

const DAYS = 5;

inBrowser('from absence to a closed case', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roed-traad-path-'));
  const files = directory();
  let program: Program | undefined;
  let window: Window | undefined;

  afterAll(async () => {
    await window?.close();
    if (program?.isNoted === true) await program.end('SIGINT');
    if (program?.engineRuns === true) await endProcess(program.enginePid, 5_000);
    files.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('one student, one teacher, one coordinator', async () => {
    files.write({
      calendar: {
        municipality: { closed: [] },
        schools: { 'FGU-NORD': { closed: [] }, ENGEN: { kind: 'primary', closed: [] } },
      },
    });
    const port = String(await freePort());
    program = await Program.start(join(folder, 'data'), ['--load', files.path, '--port', port]);
    window = await Window.open(`http://127.0.0.1:${port}`, { width: 1280 });
    const { page } = window;
    await window.signIn('Maja Østergaard');

    await window.go('/skole/fil');
    const today = copenhagen(Date.now()).date;
    const rows = Array.from(
      { length: DAYS },
      (_, n) => `R${String(n)};E1;${addSchoolDays(today, -(n + 1), [])};Ulovligt;300`,
    );
    const buffer = Buffer.from(['Registreringsnr;Elevnr;Dato;Fraværstype;Minutter', ...rows].join('\n'));
    await page.locator('input[type=file]').setInputFiles({ name: 'f.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Se filen' }).click();
    await page.getByRole('button', { name: 'Send 5' }).click();
    await page.getByText('5 nye, 0 rettet').waitFor();

    await open(window, 'Første kontakt om fravær');
    await page.getByText('Jeg fik kontakt').click();
    await page.getByText('Telefon', { exact: true }).click();
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByText('Tak. Den er færdig').waitFor();

    await open(window, '1. fraværssamtale');
    await page.getByText('Samtalen er holdt').click();
    await page.getByLabel('Årsag').selectOption('transport');
    await page.getByLabel('Hjælp').selectOption('none');
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByText('Tak. Den er færdig').waitFor();

    await window.go('/skole/haendelser');
    await page.getByLabel('Elev', { exact: true }).selectOption('E1');
    await page.getByText('Blevet færdig').click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Tak. Vi siger det til den unges voksne.').waitFor();

    await page.getByRole('button', { name: 'Log ud' }).click();
    await window.signIn('Mette Dahl');
    await window.go('/overblik');
    await page.getByRole('link', { name: 'Malthe Jensen' }).click();
    const closed = page.getByRole('region', { name: 'Sager om fravær' }).getByText('Lukket', { exact: true });
    await until(async () => {
      await page.reload();
      return closed.isVisible();
    });
    expect(await page.getByRole('region', { name: 'Datoer' }).textContent()).toContain('Maja Østergaard');
    expect(window.complaints).toEqual([]);
  });
});

/** Opens a task from the list, once it is there. */
async function open(window: Window, name: string): Promise<void> {
  const link = window.page.getByRole('link', { name }).first();
  await until(async () => {
    await window.go('/opgaver');
    return link.isVisible();
  });
  await link.click();
  await window.page.getByRole('heading', { level: 1, name }).waitFor();
}

const TRIES = 200;

async function until(seen: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < TRIES; n += 1) if (await seen()) return;
  throw new Error('waited in vain');
}
