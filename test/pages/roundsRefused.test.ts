/**
 * R13: what is wrong in a meeting's table is told beside its field, and a meeting is closed when everybody has answers.
 */
import { EngineBusyError, TaskRefusedError } from '../../contract/ports/engine';
import { getTask } from '../../records/tasks';
import { answersMissingText, MEND_ROW, ROUND_PAGE } from '../../texts/pagesRounds';
import { following } from './opening';
import { taskOf } from './roundTown';
import { GOOD, meeting, PATH, row, rowOf, SAID, savedIn, YOUTHS } from './roundVisit';

describe('what must be mended', () => {
  test.each<[string, Record<string, string>, keyof typeof MEND_ROW, string]>([
    ['an answer is missing', { satisfactory: 'ja', special: 'nej' }, 'newOffer', 'newOffer'],
    ['a goal is missing', { ...GOOD, criterion: 'nearGoal', goal: ' ' }, 'goal', 'goal'],
    ['a criterion is missing', { ...GOOD, goal: 'Bliver klar' }, 'criterion', 'criterion'],
    ['a goal is too long', { ...GOOD, criterion: 'illness', goal: 'x'.repeat(1001) }, 'goal', 'goal'],
    ['another plan’s sub-goal', { ...GOOD, 'naaet-g9': 'ja' }, 'naaet', 'naaet'],
  ])('%s: told beside the field, and what was typed is kept', async (_, fields, problem, field) => {
    const { town, visitor } = await meeting();
    const sent = { ...row(visitor, 'yfreja', fields), ...row(visitor, 'ynoah', GOOD) };
    await visitor.post(PATH, { gem: 'alle', ...sent });
    expect(visitor.page.status).toBe(422);
    const { html } = visitor.page;
    expect(html).toContain(`href="#m-yfreja.${field}">Freja Nielsen: ${MEND_ROW[problem]}`);
    expect(rowOf(visitor, 'yfreja')).toContain(MEND_ROW[problem]);
    expect(rowOf(visitor, 'yfreja')).toMatch(/name="yfreja\.satisfactory" value="ja" checked/);
    expect(await savedIn(town)).toEqual({ ynoah: SAID }); // the complete are saved
  });

  test('R14: a criterion the agreement does not have', async () => {
    const { town, visitor } = await meeting();
    const sent = row(visitor, 'yfreja', { ...GOOD, criterion: 'boredom', goal: 'x' });
    await visitor.post(PATH, { gem: 'yfreja', ...sent });
    expect(rowOf(visitor, 'yfreja')).toContain(MEND_ROW.criterion);
    expect(town.engine.answered).toEqual([]);
  });

  test.each<[string, Error, number]>([
    ['a busy engine', new EngineBusyError('busy'), 503],
    ['a meeting that is closed', new TaskRefusedError('alreadyClosed'), 409],
  ])('%s: nothing typed is lost', async (_, failure, status) => {
    const { town, visitor } = await meeting();
    town.engine.failure = failure;
    await visitor.post(PATH, {
      gem: 'alle',
      ...row(visitor, 'yfreja', { ...GOOD, goal: 'Min tekst', criterion: 'illness' }),
    });
    expect(visitor.page.status).toBe(status);
    expect(rowOf(visitor, 'yfreja')).toContain('Min tekst');
    expect(rowOf(visitor, 'yfreja')).toContain(ROUND_PAGE.unsaved);
  });
});

describe('closing', () => {
  test('R13: refused while answers are missing, with how many', async () => {
    const { town, visitor } = await meeting();
    await visitor.post(PATH, { gem: 'holdt', ...row(visitor, 'yfreja', GOOD) });
    expect(visitor.page.status).toBe(409);
    expect(visitor.page.html).toContain(answersMissingText(2));
    expect(await savedIn(town)).toEqual({ yfreja: SAID }); // what was typed is saved first
    expect((await getTask(town.table, taskOf('progressionRound')))?.status).toBe('open');
  });

  test('not tried while a row must be mended', async () => {
    const { town, visitor } = await meeting();
    await visitor.post(PATH, { gem: 'holdt', ...row(visitor, 'yfreja', { satisfactory: 'ja' }) });
    expect(visitor.page.status).toBe(422);
    expect(town.engine.asked).toEqual([]);
  });

  test('with everybody answered it is closed, and the answers can be read but not changed', async () => {
    const { town, visitor } = await meeting();
    const sent = Object.assign({}, ...YOUTHS.map((youth) => row(visitor, youth, GOOD))) as Record<
      string,
      string
    >;
    const html = await following(visitor, await visitor.post(PATH, { gem: 'holdt', ...sent }));
    expect(town.engine.asked).toMatchObject([
      { deed: 'completeTask', args: { outcome: { outcome: 'held' } } },
    ]);
    expect(html).toContain(ROUND_PAGE.held);
    expect(html).not.toContain('name="gem"');
    expect(rowOf(visitor, 'ynoah')).toContain('Det går, som det skal');
  });
});
