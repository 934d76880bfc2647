/**
 * A progression meeting in a real browser: filled in row by row and closed, with a script and without, by keyboard
 * alone; accessible as far as axe can tell, and without scrolling sideways.
 */
import AxeBuilder from '@axe-core/playwright';
import { type Locator } from 'playwright-core';
import { type RoundKind } from '../../contract/messages/rounds';
import { answersOf } from '../../records/rounds';
import { answersMissingText, MEND_ROW, missingText, ROUND_PAGE } from '../../texts/pagesRounds';
import { inBrowser, ServedTown, type Window } from './realBrowser';
import { holdRound, knowFreja, pathOf } from './roundTown';

jest.setTimeout(120_000);

const PATH = pathOf('progressionRound');
const ID = 'progressionRound/FGU-NORD/2026-4';

inBrowser('a progression meeting', () => {
  let served: ServedTown;
  beforeEach(async () => {
    served = await ServedTown.start();
    await holdRound(served.town, 'progressionRound', 'per', ['yfreja', 'ynoah']);
    await knowFreja(served.town);
  });
  afterEach(() => served.stop());

  const complaintsOf = ({ complaints }: Window): string[] =>
    complaints.filter((text) => !/status of 4\d\d/.test(text));
  const rowOf = ({ page }: Window, name: string): Locator => page.getByRole('row').filter({ hasText: name });

  /** Chooses yes or no to the three questions of a row. */
  async function answer(row: Locator, answers: readonly string[]): Promise<void> {
    for (const [index, label] of answers.entries()) {
      await row.getByRole('group', { name: /\?$/ }).nth(index).getByText(label, { exact: true }).click();
    }
  }

  test.each([
    { width: 1280, javaScriptEnabled: true },
    { width: 390, javaScriptEnabled: false },
  ])('is filled in and closed: %j', async (options) => {
    const window = await served.open('per', options);
    const { page } = window;
    await page.getByRole('link', { name: 'Åbn skemaet' }).click();
    await page.getByText(missingText(2)).waitFor();
    const [freja, noah] = [rowOf(window, 'Freja'), rowOf(window, 'Noah')];

    await answer(freja, ['Ja', 'Nej', 'Nej']);
    await freja.getByText('Nået: Møder til tiden').click();
    await freja.getByText('Giv mere tid').click();
    await freja.getByLabel('Grund').selectOption('nearGoal');
    await freja.getByLabel('Hvad skal der komme ud af det?').fill('Freja søger ind til april.');
    await freja.getByRole('button').click();
    await freja.getByText('af Per Lund').waitFor();
    await page.getByText(missingText(1)).waitFor();

    await page.getByRole('button', { name: 'Mødet er holdt' }).click();
    await page.getByText(answersMissingText(1)).waitFor();
    await answer(noah, ['Nej', 'Ja', 'Nej']);
    await noah.getByLabel('Støtte herfra').selectOption('more');
    await page.getByRole('button', { name: 'Mødet er holdt' }).click();
    await page.getByText(ROUND_PAGE.held).waitFor();

    const given = await answersOf(served.town.table, ID);
    expect(given.get('yfreja')?.answers).toMatchObject({ satisfactory: true, reached: ['g1'] });
    expect(given.get('ynoah')?.answers).toMatchObject({ satisfactory: false, special: true, need: 'more' });
    expect(served.town.engine.asked).toMatchObject([
      { deed: 'completeTask', args: { outcome: { outcome: 'held' } } },
    ]);
    expect(complaintsOf(window)).toEqual([]);
  });

  test('a row is saved where it stands: nothing else moves, and what is wrong takes the focus', async () => {
    const window = await served.open('per', { width: 1280 });
    const { page } = window;
    await window.go(PATH);
    const [freja, noah] = [rowOf(window, 'Freja'), rowOf(window, 'Noah')];
    await answer(noah, ['Ja']);
    await answer(freja, ['Ja', 'Nej']);
    await freja.getByRole('button').click();
    await freja.getByText(MEND_ROW.newOffer).first().waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('yfreja.newOffer');
    await answer(freja, ['Ja', 'Nej', 'Nej']);
    await freja.getByRole('button').click();
    await page.getByText(missingText(1)).waitFor();
    expect(await page.evaluate('document.activeElement.value')).toBe('yfreja');
    expect(await noah.getByRole('radio', { name: 'Ja' }).first().isChecked()).toBe(true);
    expect(page.url()).not.toContain('gemt');
    expect(complaintsOf(window)).toEqual([]);
  });

  test('with the keyboard alone', async () => {
    const window = await served.open('per', { width: 1280 });
    const { page } = window;
    await window.go(PATH);
    await page.locator('[name="yfreja.satisfactory"]').first().focus();
    for (const key of ['Space', 'Tab', 'Space', 'Tab', 'Space']) await page.keyboard.press(key);
    await rowOf(window, 'Freja').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByText(missingText(1)).waitFor();
    expect((await answersOf(served.town.table, ID)).get('yfreja')?.answers).toEqual({
      satisfactory: true,
      special: true,
      newOffer: true,
    });
  });

  test('after the session was lost, the goal that was typed is there again', async () => {
    const window = await served.open('per', { width: 1280 });
    const { page } = window;
    await window.go(PATH);
    const freja = rowOf(window, 'Freja');
    await freja.getByText('Giv mere tid').click();
    await freja.getByLabel('Hvad skal der komme ud af det?').fill('Freja søger ind til april.');
    served.town.later(9 * 3_600_000);
    await freja.getByRole('button').click();
    await page.getByRole('heading', { name: 'Du er logget ud' }).waitFor();
    await page.getByRole('link', { name: 'Log ind igen' }).click();
    await page.getByRole('button', { name: 'Per Lund' }).click();
    await page.getByRole('heading', { level: 1, name: 'Progressionsmøde' }).waitFor();
    expect(await rowOf(window, 'Freja').getByLabel('Hvad skal der komme ud af det?').inputValue()).toBe(
      'Freja søger ind til april.',
    );
  });

  test('every kind of meeting is accessible on a desk, and fits a phone', async () => {
    await holdRound(served.town, 'prognosisRound', 'per', ['yfreja', 'ynoah']);
    await holdRound(served.town, 'networkConference', 'per', ['yfreja', 'ynoah']);
    const window = await served.open('per', { width: 1280 });
    const { page } = window;
    const kinds: readonly RoundKind[] = ['progressionRound', 'prognosisRound', 'networkConference'];
    for (const path of ['/moeder', ...kinds.map(pathOf)]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await window.go(path);
      if (path === PATH) {
        await rowOf(window, 'Freja').getByText('Giv mere tid').click();
        await answer(rowOf(window, 'Noah'), ['Ja']);
        await page.getByRole('button', { name: 'Gem alle' }).click();
        await page.getByRole('alert').waitFor();
      }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect({ path, found }).toEqual({ path, found: [] });
      for (const width of [1280, 640, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect({ path, width, over: await window.over() }).toEqual({ path, width, over: 0 });
      }
    }
  });
});
