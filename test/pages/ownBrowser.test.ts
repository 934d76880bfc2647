/**
 * One's own page in a real browser: the way in, an answer, a point and a call, by keyboard and without JavaScript, as
 * wide as a phone; no violation of WCAG 2.1 A and AA that axe finds (L11).
 */
import AxeBuilder from '@axe-core/playwright';
import { askOnce } from '../../records/pulses';
import { getAgenda } from '../../records/agendas';
import { CODE, fillOwnPage, givenCode } from './own';
import { inBrowser, ServedTown, type Window } from './realBrowser';
import { at } from './town';

jest.setTimeout(180_000);

inBrowser('a youth on a phone', () => {
  let served: ServedTown;
  beforeAll(async () => {
    served = await ServedTown.start();
    await fillOwnPage(served.town);
    await askOnce(served.town.table, {
      id: 'wellbeingPulse.yfreja.1.q1',
      youth: 'yfreja',
      workflowId: 'wellbeingPulse/yfreja/1',
      k: 1,
      askedAt: at('2026-10-20'),
      closesAt: at('2026-10-27', '18:00'),
      scale: [1, 5],
    });
  });
  afterAll(() => served.stop());

  const opened = (javaScriptEnabled: boolean): Promise<Window> =>
    served.openPlain({ width: 360, javaScriptEnabled });

  async function isFine(window: Window): Promise<void> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    const { page } = window;
    const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
    expect(await window.over()).toBe(0);
  }

  test('gets in with the start code, answers, adds a point and asks for a call', async () => {
    const { path, startCode } = await givenCode(served.town);
    const window = await opened(true);
    const { page } = window;
    await window.go(path);
    await isFine(window);
    await page.getByLabel('Startkode').fill(startCode);
    await page.getByLabel('Find på din egen kode').fill('freja1');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await isFine(window);
    await page.getByLabel('Find på din egen kode').fill(CODE);
    await page.getByRole('button', { name: 'Gem og gå ind' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hej Freja' }).waitFor();
    await isFine(window);
    // Everything opened out is as readable.
    for (const summary of await page.locator('summary').all()) await summary.click();
    await isFine(window);
    await window.go('/mig');
    await page.getByRole('button', { name: 'Jeg kommer' }).click();
    await page.getByText('Fedt. Vi ses.').waitFor();
    await page.getByText('Skriv, hvad du vil tale om').click();
    await page.getByLabel('Det vil jeg tale om').fill('Min mor');
    await page.getByRole('button', { name: 'Skriv det på' }).click();
    await page.getByText('Det er gemt.').waitFor();
    expect((await getAgenda(served.town.table, 'yfreja', 'familyMeeting/yfreja/1')).points).toHaveLength(1);
    await page.getByRole('button', { name: '4 af 5' }).click();
    await page.getByText('Tak, fordi du siger det.').waitFor();
    await page.getByRole('button', { name: 'Log ud' }).click();
    await page.getByRole('heading', { name: 'Du er logget ud' }).waitFor();
    // A form with a problem answers 422, which the browser's console notes.
    expect(window.complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });

  test('comes back without JavaScript, and chooses another time by keyboard', async () => {
    const { path, startCode } = await givenCode(served.town);
    const window = await opened(false);
    const { page } = window;
    await window.go(path);
    await page.getByLabel('Startkode').fill(startCode);
    await page.getByLabel('Find på din egen kode').fill(CODE);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hej Freja' }).waitFor();
    await page.getByText('En anden tid', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Tiden er ændret').waitFor();
    expect(served.town.engine.asked.at(-1)?.args).toMatchObject({ answer: 'anotherTime', by: 'yfreja' });
  });
});
