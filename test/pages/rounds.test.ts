/**
 * R13: the quarter's progression meeting as a table that is saved row by row.
 */
import { accessesOf, putWords } from '../../records/words';
import { goalsOf, saveAnswers } from '../../records/rounds';
import { missingText, ROUND_PAGE } from '../../texts/pagesRounds';
import { following } from './opening';
import { holdRound, knowFreja, taskOf } from './roundTown';
import { GOOD, ID, meeting, PATH, row, rowOf, SAID, savedIn, YOUTHS } from './roundVisit';
import { NOW, STAFF, type Who } from './town';
import { visiting } from './visitor';

describe('who sees which meeting', () => {
  test.each<[Who, number]>([
    ['per', 200],
    ['niels', 200], // the network sees all
    ['omar', 200],
    ['anna', 404], // neither its task nor a role that takes part
    ['sara', 404],
    ['maja', 403], // R43
    ['lone', 403],
  ])('%s: %d', async (who, status) => {
    const { visitor } = await meeting(who);
    expect(visitor.page.status).toBe(status);
    if (status !== 200) expect(visitor.page.html).not.toContain('Freja');
  });

  test('who may only see it has no form, and a form of theirs is refused', async () => {
    const { town, visitor } = await meeting('niels');
    expect(visitor.page.html).toContain(ROUND_PAGE.readOnly);
    expect(visitor.page.html).not.toContain('name="gem"');
    expect((await visitor.post(PATH, { gem: 'alle', ...row(visitor, 'yfreja', GOOD) })).status).toBe(403);
    expect(town.engine.answered).toEqual([]);
  });

  test.each<[Who, number]>([
    ['anna', 404],
    ['maja', 403],
  ])('a form of %s is answered with %d', async (who, status) => {
    const { town, visitor } = await meeting(who);
    await visitor.get('/opgaver');
    expect((await visitor.post(PATH, { gem: 'yfreja', ...row(visitor, 'yfreja', GOOD) })).status).toBe(
      status,
    );
    expect(town.engine.answered).toEqual([]);
  });

  test('there are ways to it: the menu’s list, the task, the inbox', async () => {
    const { visitor } = await meeting();
    for (const from of ['/moeder', '/opgaver', `/opgaver/${taskOf('progressionRound')}`]) {
      expect((await visitor.get(from)).html).toContain(`href="${PATH}"`);
    }
    const school = await visiting('maja');
    expect((await school.visitor.get('/opgaver')).html).not.toContain('href="/moeder"');
    expect((await school.visitor.get('/moeder')).status).toBe(403);
  });

  test('every youth on it is looked at, and that is logged (L10)', async () => {
    const { town } = await meeting();
    for (const youth of YOUTHS) {
      expect((await accessesOf(town.table, youth, 5))[0]).toMatchObject({ by: STAFF.per.id, where: 'round' });
    }
  });
});

describe('the table', () => {
  test('shows last time’s answers, sub-goals with those reached ticked off, and how many lack answers', async () => {
    const { town, visitor } = await visiting('per');
    await holdRound(town, 'progressionRound', 'per', YOUTHS);
    await knowFreja(town);
    await visitor.get(PATH);
    const html = rowOf(visitor, 'yfreja');
    expect(html).toContain('Sidst, 17. august: Det går ikke, som det skal · Særlig indsats');
    expect(html).toContain('Nået: Møder til tiden, 12. oktober (over tid)');
    expect(html).toContain('name="yfreja.naaet-g1"');
    expect(html).not.toContain('name="yfreja.naaet-g2"'); // reached before
    expect(html).toContain('Nået: Har fundet en praktik');
    expect(visitor.page.html).toContain(missingText(3));
  });

  test('R13: what the school wrote before the meeting stands above it', async () => {
    const { town, visitor } = await meeting();
    const words = { ref: 'w', by: STAFF.lone.id, at: NOW, text: 'Noah er kommet godt i gang.' };
    await putWords(town.table, 'progressionRound.FGU-NORD.2026-4.1', words);
    expect((await visitor.get(PATH)).html).toContain('Noah er kommet godt i gang.');
  });
});

describe('saving as one goes', () => {
  test('one row: saved, marked with when and by whom, and one less is missing', async () => {
    const { town, visitor } = await meeting();
    const answer = await visitor.post(PATH, { gem: 'yfreja', ...row(visitor, 'yfreja', GOOD) });
    expect(answer.to).toBe(`${PATH}?gemt=1#r-yfreja`);
    const html = await following(visitor, answer);
    expect(html).toContain('Rækken er gemt.');
    expect(html).toContain(missingText(2));
    expect(rowOf(visitor, 'yfreja')).toContain('i dag kl. 9 af Per Lund');
    expect(await savedIn(town)).toEqual({ yfreja: SAID });
  });

  test('one row leaves what was typed in the others where it is', async () => {
    const { town, visitor } = await meeting();
    const noah = row(visitor, 'ynoah', { ...GOOD, goal: 'Bliver færdig med køkkenet' });
    await visitor.post(PATH, { gem: 'yfreja', ...row(visitor, 'yfreja', GOOD), ...noah });
    expect(visitor.page.status).toBe(200);
    expect(rowOf(visitor, 'ynoah')).toContain('Bliver færdig med køkkenet');
    expect(rowOf(visitor, 'ynoah')).toContain(ROUND_PAGE.unsaved);
    expect(rowOf(visitor, 'yfreja')).not.toContain(ROUND_PAGE.unsaved);
    expect(await savedIn(town)).toEqual({ yfreja: SAID });
  });

  test('all: what was changed is saved, what is empty stays empty', async () => {
    const { town, visitor } = await meeting();
    const sent = {
      ...row(visitor, 'yfreja', GOOD),
      ...row(visitor, 'ynoah', { ...GOOD, need: 'less', criterion: 'nearGoal', goal: ' Noah er\r\nklar. ' }),
      ...row(visitor, 'yviktor', { need: '', criterion: '', goal: '' }),
    };
    expect(await following(visitor, await visitor.post(PATH, { gem: 'alle', ...sent }))).toContain(
      '2 rækker er gemt.',
    );
    const { yfreja, ynoah, ...others } = await savedIn(town);
    expect([yfreja, others]).toEqual([SAID, {}]);
    expect(ynoah).toMatchObject({ ...SAID, need: 'less', extension: { criterion: 'nearGoal' } });
    expect([...(await goalsOf(town.table, ID)).values()]).toEqual(['Noah er\nklar.']); // R14: words stay in records
    expect(JSON.stringify(town.engine.answered)).not.toContain('klar');
    expect(rowOf(visitor, 'ynoah')).toContain('Noah er\nklar.');
  });

  test('R24: a reached sub-goal goes with the answers', async () => {
    const { town, visitor } = await meeting();
    await knowFreja(town);
    await visitor.get(PATH);
    const sent = row(visitor, 'yfreja', { ...GOOD, 'naaet-g1': 'ja' });
    await following(visitor, await visitor.post(PATH, { gem: 'yfreja', ...sent }));
    expect(await savedIn(town)).toEqual({ yfreja: { ...SAID, reached: ['g1'] } });
    expect(rowOf(visitor, 'yfreja')).toMatch(/name="yfreja\.naaet-g1" value="ja" checked/);
  });

  test('an answer is corrected, and corrected back', async () => {
    const { town, visitor } = await meeting();
    for (const [second, special] of ['nej', 'ja', 'nej', 'ja'].entries()) {
      town.later(second * 1000);
      await following(
        visitor,
        await visitor.post(PATH, { gem: 'alle', ...row(visitor, 'yfreja', { ...GOOD, special }) }),
      );
    }
    expect(await savedIn(town)).toEqual({ yfreja: { ...SAID, special: true } });
  });

  test('the same form twice does nothing twice', async () => {
    const { town, visitor } = await meeting();
    const sent = { gem: 'yfreja', ...row(visitor, 'yfreja', GOOD) };
    await visitor.get(PATH);
    expect((await visitor.post(PATH, sent)).status).toBe(303);
    await visitor.get(PATH);
    expect((await visitor.post(PATH, sent)).status).toBe(303);
    expect(town.engine.answered).toHaveLength(1);
  });

  test('who was slower is told who saved it meanwhile, and can still say the last word', async () => {
    const { town, visitor } = await meeting();
    const mine = row(visitor, 'yfreja', GOOD);
    const theirs = { ...SAID, special: true };
    await saveAnswers(town.table, ID, 0, [{ youth: 'yfreja', answers: theirs, by: STAFF.gitte.id, at: NOW }]);
    await visitor.post(PATH, { gem: 'alle', ...mine });
    expect(visitor.page.status).toBe(422);
    expect(rowOf(visitor, 'yfreja')).toContain('Gitte Rask gemte den i dag kl. 9.');
    expect(await savedIn(town)).toEqual({ yfreja: theirs });
    await following(visitor, await visitor.post(PATH, { gem: 'alle', ...row(visitor, 'yfreja', GOOD) }));
    expect(await savedIn(town)).toEqual({ yfreja: SAID });
  });

  test('a page that is old changes nothing in rows its reader did not touch', async () => {
    const { town, visitor } = await meeting();
    await following(visitor, await visitor.post(PATH, { gem: 'alle', ...row(visitor, 'yfreja', GOOD) }));
    const old = row(visitor, 'yfreja', GOOD);
    const theirs = { ...SAID, special: true };
    await saveAnswers(town.table, ID, 9, [{ youth: 'yfreja', answers: theirs, by: STAFF.gitte.id, at: NOW }]);
    await visitor.post(PATH, { gem: 'alle', ...old, ...row(visitor, 'ynoah', GOOD) });
    expect(visitor.page.status).toBe(303);
    expect(await savedIn(town)).toEqual({ yfreja: theirs, ynoah: SAID });
  });

  test('the script gets the one row back, and how many are missing', async () => {
    const { town, visitor } = await meeting();
    const sent = { ...row(visitor, 'yfreja', GOOD), kun: 'raekke' };
    const answer = await visitor.post(PATH, { gem: 'yfreja', ...sent });
    expect([answer.status, answer.headers.get('X-Row')]).toEqual([200, 'yfreja']);
    expect(answer.html).toContain(missingText(2));
    expect(answer.html.match(/<tr /g)).toHaveLength(1);
    expect(answer.html).not.toContain('Noah');
    expect((await accessesOf(town.table, 'ynoah', 9)).map(({ what }) => what)).toEqual(['read']);
  });
});
