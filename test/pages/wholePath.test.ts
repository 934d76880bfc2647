/**
 * The whole of it through the pages alone, with real workflows behind them: from a school's file to a closed case, and
 * a family meeting from booking to the next one, answered on the youth's own page.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../entry/freePort';
import { endProcess } from '../../entry/processes';
import { addSchoolDays } from '../../rules/calendar';
import { copenhagen } from '../../rules/clock';
import { momentText } from '../../texts/times';
import { directory } from '../entry/directory';
import { Program } from '../entry/program';
import { inBrowser, Window } from './realBrowser';

jest.setTimeout(240_000);

const DAYS = 5;

inBrowser('through the pages alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roed-traad-path-'));
  const files = directory();
  const windows: Window[] = [];
  let program: Program | undefined;
  let base: string;

  beforeAll(async () => {
    files.write({
      calendar: {
        municipality: { closed: [] },
        schools: { 'FGU-NORD': { closed: [] }, ENGEN: { kind: 'primary', closed: [] } },
      },
    });
    const port = String(await freePort());
    base = `http://127.0.0.1:${port}`;
    program = await Program.start(join(folder, 'data'), ['--load', files.path, '--port', port]);
  });

  afterAll(async () => {
    for (const window of windows) await window.close();
    if (program?.isNoted === true) await program.end('SIGINT');
    if (program?.engineRuns === true) await endProcess(program.enginePid, 5_000);
    files.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(width: number): Promise<Window> {
    const window = await Window.open(base, { width });
    windows.push(window);
    return window;
  }

  test('from absence to a closed case: one student, one teacher, one coordinator', async () => {
    const window = await opened(1280);
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
    expect(await page.getByRole('region', { name: 'Det vigtigste' }).textContent()).toContain(
      'Maja Østergaard',
    );
    expect(window.complaints).toEqual([]);
  });

  test('a family meeting is booked, moved by staff and by the youth, held, and the next one stands', async () => {
    const [staff, phone] = [await opened(1280), await opened(375)];
    const { page } = staff;
    await staff.signIn('Mette Dahl');
    // What is loaded is let in bit by bit (R54); whoever asks for something for a youth need not wait for that.
    await ofBjoerk(staff, 'Steder og faste tider');
    const regular = page.locator('form', { has: page.getByRole('button', { name: 'Aftal en fast tid' }) });
    await regular.getByLabel('Hvad siger den unge selv?').fill('Jeg vil gerne tale med en hver uge.');
    await regular.getByRole('button').click();
    await page.getByText('Det er gemt.').waitFor();
    const times = await bookMeeting(staff);

    const meeting = '/opgaver?ung=Ali&type=family.meeting';
    await open(staff, 'Familiemøde', meeting);
    await page.getByText('Flyt tiden').first().click();
    const [date = '', time = ''] = (times[1] ?? '').split('T');
    const move = page.locator('details[open]');
    await move.getByLabel('Dag').fill(date);
    await move.getByLabel('Tid', { exact: true }).fill(time);
    await move.getByRole('button', { name: 'Flyt tiden' }).click();
    await page.getByText('Tiden er gemt').waitFor();

    await enterOwnPage(staff, phone);
    await phone.page.getByText('En anden tid', { exact: true }).click();
    const wish = phone.page.getByRole('radio').first();
    const chosen = Number(await wish.getAttribute('value'));
    await wish.focus();
    for (const key of ['Space', 'Enter']) await phone.page.keyboard.press(key);
    await phone.page.getByText('Tiden er ændret').waitFor();

    await open(staff, 'Familiemøde', meeting);
    const own = new URL(page.url()).pathname;
    const facts = page.locator('.rt-facts');
    expect(await facts.textContent()).toContain(momentText(chosen, Date.now()));
    await page.getByText('Mødet er holdt').click();
    await page.getByLabel('Forslag').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByText('Tak. Den er færdig').waitFor();

    await open(staff, 'Familiemøde', meeting);
    expect(new URL(page.url()).pathname).not.toBe(own);
    expect(await facts.textContent()).toContain('Tid aftalt');
    expect([...staff.complaints, ...phone.complaints]).toEqual([]);
  });
});

/** Agrees on the first time that is suggested for Bjørk's meeting; answers all that were, as `2026-12-02T10:00`. */
async function bookMeeting(window: Window): Promise<string[]> {
  const { page } = window;
  await open(window, 'Aftal familiemøde', '/opgaver?ung=Ali&type=family.book');
  const suggested = page.getByLabel('Forslag').locator('option:not([value=""])');
  const times: string[] = [];
  for (const option of await suggested.all()) times.push((await option.getAttribute('value')) ?? '');
  await page.getByLabel('Forslag').selectOption(times[0] ?? '');
  await page.getByRole('button', { name: 'Gem', exact: true }).click();
  await page.getByText('Tak. Den er færdig').waitFor();
  return times;
}

/** One of the pages about Bjørk. */
async function ofBjoerk({ page, base }: Window, link: string): Promise<void> {
  await page.goto(`${base}/overblik`);
  await page.getByRole('link', { name: 'Bjørk Ali' }).click();
  await page.getByRole('link', { name: link }).click();
}

/** Staff hand out a start code; the youth opens the page on a phone and finds a code. */
async function enterOwnPage(staff: Window, phone: Window): Promise<void> {
  const { page } = staff;
  await ofBjoerk(staff, 'Adgang for den unge');
  await page.getByRole('region', { name: 'Bjørk' }).getByRole('button').first().click();
  const startCode = await page.locator('.alert-heading').first().textContent();
  const link = await page
    .getByText(/\/mig\/[a-z2-9]{14}/)
    .first()
    .textContent();
  await phone.go(new URL(link ?? '').pathname);
  await phone.page.getByLabel('Startkode').fill(startCode ?? '');
  await phone.page.getByLabel('Find på din egen kode').fill('grøn kanin 7');
  await phone.page.keyboard.press('Enter');
  await phone.page.getByRole('heading', { level: 1, name: 'Hej Bjørk' }).waitFor();
}

/** Opens a task from the list, once it is there. */
async function open(window: Window, name: string, list = '/opgaver'): Promise<void> {
  const link = window.page.getByRole('link', { name }).first();
  await until(async () => {
    await window.go(list);
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
