/**
 * The main paths in a real browser. Nothing may be complained about on the console – no failing script, no blocked
 * style, no breach of the content security policy – with JavaScript and without, on a desk and on a phone.
 */
import { saveTask, type TaskRow } from '../../records/tasks';
import { inBrowser, ServedTown, type Window } from './realBrowser';
import { at, STAFF, task, TASKS } from './town';

jest.setTimeout(90_000);

inBrowser('in a real browser', () => {
  let served: ServedTown;
  beforeEach(async () => {
    served = await ServedTown.start();
  });
  afterEach(() => served.stop());

  /** What the browser said about anything but the status of a page that names what must be mended. */
  const complaintsOf = ({ complaints }: Window): string[] =>
    complaints.filter((text) => !/status of 4\d\d/.test(text));

  test.each([
    { width: 1280, javaScriptEnabled: true },
    { width: 390, javaScriptEnabled: false },
  ])('a first contact is made and taken back: %j', async (options) => {
    const window = await served.open('maja', options);
    const { page } = window;
    await page
      .getByRole('region', { name: /^I dag/ })
      .getByRole('link', { name: 'Første kontakt' })
      .click();
    await page.getByText('Jeg fik kontakt').click();
    await page.getByLabel('Notat (frivilligt)').first().fill('Hun kommer i morgen.');
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByText('Tak. Den er færdig').waitFor();
    expect(new URL(page.url()).pathname).toBe('/opgaver');
    await page.getByRole('button', { name: 'Fortryd' }).click();
    await page.getByText('Den er åben igen.').waitFor();
    expect(served.town.engine.asked).toMatchObject([
      { deed: 'completeTask', args: { outcome: { outcome: 'reached', channel: 'sms' } } },
      { deed: 'reopenTask' },
    ]);
    expect(window.complaints).toEqual([]);
  });

  test('several are given more time at once, with the keyboard alone', async () => {
    const window = await served.open('maja', { width: 1280 });
    const { page } = window;
    await page.locator('.rt-pickable .rt-task-what a').first().focus();
    for (const key of ['x', 'ArrowDown', 'x']) await page.keyboard.press(key);
    expect(await page.locator('.rt-many-count').textContent()).toBe('2 valgt.');
    await page.getByRole('button', { name: 'Giv mere tid' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Giv mere tid: 2 opgaver' }).waitFor();
    await page.getByLabel('Dag').fill('2026-10-28');
    await page.getByLabel('Grund').selectOption('awaitingOthers');
    await page.getByLabel('Notat (frivilligt)').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Det hele er gjort.').waitFor();
    expect(served.town.engine.asked.map(({ deed }) => deed)).toEqual(['postponeTask', 'postponeTask']);
    expect(window.complaints).toEqual([]);
  });

  test.each([true, false])('absence in three clicks, with script: %s', async (javaScriptEnabled) => {
    const window = await served.open('maja', { width: 390, javaScriptEnabled });
    const { page } = window;
    await page.getByRole('link', { name: 'Skolen' }).click();
    await page.getByRole('link', { name: 'Meld fravær: Freja Nielsen' }).click();
    await page.getByText('Syg', { exact: true }).click();
    await page.getByRole('button', { name: 'Meld ind' }).click();
    await page.getByText('Tak. Fraværet er meldt ind.').waitFor();
    await page.getByRole('button', { name: 'Ja, alt er med' }).click();
    await page.getByText('Alt er meldt ind for dagen. Tak.').waitFor();
    expect(window.complaints).toEqual([]);
  });

  test('a long file with errors: looked through, sent in parts by itself, summed up', async () => {
    const window = await served.open('lone', { width: 1280 });
    const { page } = window;
    await window.go('/skole/fil');
    const rows = Array.from(
      { length: 450 },
      (_, n) => `L${String(n)};E-yfreja;20-10-2026;${n === 7 ? 'Ulovlig' : 'Sygdom'};1`,
    );
    const buffer = Buffer.from(['Registreringsnr;Elevnr;Dato;Fraværstype;Minutter', ...rows].join('\r\n'));
    await page
      .getByLabel('Fil', { exact: true })
      .and(page.locator('input'))
      .setInputFiles({ name: 'fravaer.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Se filen' }).click();
    await page.getByRole('heading', { name: '449 rækker er klar. 1 har en fejl.' }).waitFor();
    expect(await page.locator('.rt-row-late').textContent()).toContain('der står "Ulovlig"');
    await page.getByRole('button', { name: 'Send 449' }).click();
    await page.getByText('449 nye, 0 rettet, 0 havde vi før, 1 med fejl.').waitFor();
    expect(window.complaints).toEqual([]);
  });

  test('two people on one task: the second is told who was first and loses no word', async () => {
    const [maja, anna] = [
      await served.open('maja', { width: 1280 }),
      await served.open('anna', { width: 1280 }),
    ];
    const path = `/opgaver/${TASKS.escalated.id}`;
    for (const { page } of [await gone(maja, path), await gone(anna, path)]) {
      await page.getByText('Jeg fik kontakt').click();
      await page.getByText('Telefon', { exact: true }).click();
      await page.getByLabel('Notat (frivilligt)').first().fill('Emma kommer på mandag.');
    }
    await anna.page.getByRole('button', { name: 'Gem', exact: true }).click();
    await anna.page.getByText('Tak. Den er færdig').waitFor();
    served.town.engine.refuses = TASKS.escalated.id;
    await maja.page.getByRole('button', { name: 'Gem', exact: true }).click();
    await maja.page.getByText('Anna Bach afsluttede den').waitFor();
    expect(await maja.page.locator('#kommentar-note').inputValue()).toBe('Emma kommer på mandag.');
    expect(complaintsOf(maja)).toEqual([]);
  });

  test('what was typed is there again after the session was lost', async () => {
    const window = await served.open('maja', { width: 1280 });
    const { page } = window;
    await window.go(`/opgaver/${TASKS.contact.id}`);
    await page.getByText('Jeg fik kontakt').click();
    await page.getByLabel('Notat (frivilligt)').first().fill('Hun ville gerne snakke.');
    served.town.later(9 * 3_600_000);
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByRole('heading', { name: 'Du er logget ud' }).waitFor();
    await page.getByText('Hun ville gerne snakke.').waitFor();
    await page.getByRole('link', { name: 'Log ind igen' }).click();
    await page.getByRole('button', { name: STAFF.maja.name }).click();
    await page.getByRole('heading', { level: 1, name: 'Første kontakt om fravær' }).waitFor();
    expect(await page.locator('#afslut-note').inputValue()).toBe('Hun ville gerne snakke.');
    expect(complaintsOf(window)).toEqual([]);
  });

  test('one is taken from the unit’s list without a script', async () => {
    const shared: TaskRow = task('absence.firstContact', 'noah', 'maja', at('2026-10-22'), { n: 41 });
    const placement = { ...shared.placement, assignee: 'unit:contactTeacher:FGU-NORD' };
    await saveTask(served.town.table, { ...shared, placement });
    const { page } = await served.open('tobias', { width: 390, javaScriptEnabled: false });
    await page.getByRole('button', { name: /^Tag den/ }).click();
    await page.getByText('Den er din nu.').waitFor();
    expect(served.town.engine.asked).toMatchObject([{ deed: 'reassignTask', args: { to: STAFF.tobias.id } }]);
  });

  test('only the fields an answer needs are shown', async () => {
    const window = await served.open('maja', { width: 390 });
    await window.go(`/opgaver/${TASKS.conversation.id}`);
    const cause = window.page.getByLabel('Årsag');
    expect(await cause.isVisible()).toBe(false);
    await window.page.getByText('Samtalen er holdt').click();
    expect(await cause.isVisible()).toBe(true);
    expect(window.complaints).toEqual([]);
  });

  test('the keyboard finds the content first, and what must be mended takes the focus', async () => {
    const window = await served.open('maja', { width: 1280 });
    const { page } = window;
    await window.go(`/opgaver/${TASKS.contact.id}`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Gå til sidens indhold');
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate('document.activeElement.className')).toContain('rt-problems');
    expect(complaintsOf(window)).toEqual([]);
  });
});

async function gone(window: Window, path: string): Promise<Window> {
  await window.go(path);
  return window;
}
