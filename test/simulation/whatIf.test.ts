/**
 * Agreements side by side: the same youths, seed and staff; a report that says what differs, with the numbers of the
 * tally and nothing that changes from one run to the next.
 */
import { policyWith } from '../../contract/schemas/policy';
import { addDays } from '../../rules/calendar';
import { makeUp, type Population } from '../../simulation/population';
import { simulate } from '../../simulation/simulate';
import { TYPICAL } from '../../simulation/staff';
import { comparisonOf } from '../../simulation/whatif/comparison';
import { figuresOf, type Lived, peaksOf, totalOf } from '../../simulation/whatif/figures';
import { biggestMoves, causesOf, changeText, moveSentence } from '../../simulation/whatif/moves';
import { whatIfHtml } from '../../simulation/whatif/report';
import { differences, wordless } from '../../texts/policyWords';
import { defaultPolicy } from '../../contract/schemas/policy';
import { projectBundle } from '../support/bundle';

const [FROM, TO] = ['2026-08-10', '2026-10-04'];

/** Five made-up students who are all away for three school days in a row. */
function population(): Population {
  const made = makeUp(60, 5, FROM, TO);
  const students = made.youths.filter(({ youth }) => youth.status === 'fgu').slice(0, 5);
  return {
    ...made,
    youths: students.map((one, index) => ({
      ...one,
      absences: [0, 1, 2].map((day) => ({
        id: `a${String(index)}-${String(day)}`,
        date: addDays('2026-08-24', day),
        type: 'unlawful' as const,
        minutes: 300,
      })),
    })),
  };
}

const SETTING = { from: FROM, to: TO, staff: population().staff, price: 50 };
const TELLING = { ...SETTING, population: 'fem unge', staffWords: 'Som i en typisk kommune.', seed: 5 };

let five: Lived;
let three: Lived;
beforeAll(async () => {
  const bundle = await projectBundle();
  const lived = async (name: string, deviations: unknown): Promise<Lived> => {
    const policy = policyWith(deviations);
    const options = { from: FROM, to: TO, policy, staff: TYPICAL, seed: 5, journal: false };
    const machine = { bundle, threads: 0, threadFile: '', progress: () => undefined };
    const { journal: _, ...result } = await simulate(population(), options, machine);
    return { name, policy, result };
  };
  five = await lived('Fem <dage>', {});
  three = await lived('Tre dage', { absence: { consecutiveDays: 3 } });
}, 300_000);

test('the same youths under two agreements: only the lower threshold opens cases', () => {
  expect(five.result.tally.cases).toBe(0);
  expect(three.result.tally.cases).toBe(5);
  expect(three.result.tally.kinds['absence.firstContact']).toBe(5);
});

test('what differs is named with its rule, and the tasks it is about with how they moved', () => {
  const [cause, ...more] = causesOf(five, three);
  expect(more).toEqual([]);
  expect(cause?.differences).toEqual([
    {
      path: 'absence.consecutiveDays',
      rule: 'R01',
      words: 'Skoledage i træk, der åbner en sag',
      before: '5 skoledage',
      after: '3 skoledage',
    },
  ]);
  expect(cause?.tasks).toContainEqual({
    label: 'Første kontakt om fravær',
    before: 0,
    after: 5,
    decimals: 0,
  });
});

test('the report holds both agreements, the difference and the numbers of the tally', async () => {
  const html = await whatIfHtml([five, three], TELLING);
  const text = html
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(html).toMatch(/^<!doctype html>\n<html lang="da">/);
  expect(html).toContain('Fem &lt;dage&gt;');
  expect(html).not.toMatch(/<script|<link|src=|href=|url\(/);
  expect(text).toContain('R01 Skoledage i træk, der åbner en sag 5 skoledage 3 skoledage');
  expect(text).toContain('Fraværssager åbnet 0 5 +5');
  const opened = [five, three].map(({ result }) => String(totalOf(result.tally, 'opened')));
  expect(text).toContain(`Opgaver oprettet ${opened.join(' ')}`);
  const [price] = figuresOf(three, SETTING).filter(({ id }) => id === 'price');
  expect(text).toContain(`Pris pr. ungeår, dollar`);
  expect(text).toContain((price?.value ?? NaN).toFixed(4).replace('.', ','));
  expect(html.match(/<svg/g)?.length).toBeGreaterThan(10);
});

test('the same lives give the same bytes', async () => {
  expect(await whatIfHtml([five, three], TELLING)).toBe(await whatIfHtml([five, three], TELLING));
});

test('the price is the billable actions of a youth-year times what a million costs', () => {
  const figures = new Map(figuresOf(three, SETTING).map(({ id, value }) => [id, value]));
  const actions = Object.values(three.result.costs).reduce((sum, cost) => sum + cost.actions, 0);
  const years = (5 * 56) / 365.25;
  expect(figures.get('actions')).toBeCloseTo(actions / years);
  expect(figures.get('price')).toBeCloseTo(((actions / years) * 50) / 1_000_000, 8);
});

test('load is counted per person: the most open tasks one has at the end of a day', () => {
  const load = { 'kl-1': { 10: 2, 11: -1, 12: 3 }, 'kl-2': { 10: 1 }, 'unit:network': { 9: 7, 10: -7 } };
  const staff = ['kl-1', 'kl-2'].map((id) => ({ id, role: 'contactTeacher' as const, name: id, email: id }));
  const peaks = peaksOf({ ...three.result.tally, load }, { staff });
  expect([...peaks]).toEqual([
    ['contactTeacher', 4],
    ['network', 7],
  ]);
});

test('a number worth telling moved more than chance moves it', () => {
  const moved = biggestMoves(five, three, SETTING).map(({ label }) => label);
  expect(moved).toContain('Fraværssager åbnet');
  expect(biggestMoves(five, five, SETTING)).toEqual([]);
  const move = { label: 'Opgaver', before: 40, after: 62, decimals: 0 };
  expect(moveSentence(move)).toBe('Opgaver går fra 40 til 62: 22 flere (+55 %).');
  expect(changeText({ ...move, after: 30 })).toBe('−10 (−25 %)');
  expect(changeText({ ...move, before: 0, after: 3 })).toBe('+3');
});

test('a terminal shows them side by side', () => {
  const lines = comparisonOf([five, three], SETTING).split('\n');
  expect(lines[0]).toMatch(/Fem <dage> +Tre dage +forskel/);
  expect(lines.find((line) => line.startsWith('Fraværssager'))).toMatch(/^Fraværssager åbnet +0 +5 +\+5$/);
  expect(lines).toContain('  R01 Skoledage i træk, der åbner en sag: 5 skoledage → 3 skoledage');
});

test('every parameter of an agreement has words, whatever it is set to', () => {
  expect(wordless(defaultPolicy())).toEqual([]);
  const other = policyWith({
    name: 'Ny',
    ladders: { 'family.book': [{ role: 'network', days: 1 }] },
    absence: { channels: ['phone'] },
    deadlines: { closing: '15:30' },
  });
  expect(differences(defaultPolicy(), other).map(({ path, before, after }) => [path, before, after])).toEqual(
    [
      ['absence.channels', 'Sms, Telefon, Video, Samtale på skolen, Mød mig, hvor jeg er', 'Telefon'],
      ['deadlines.closing', 'kl. 16.00', 'kl. 15.30'],
      ['ladders.family.book', 'tovholder 5 dage → koordinatornetværk 5 dage', 'koordinatornetværk 1 dag'],
    ],
  );
});
