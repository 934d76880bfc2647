/**
 * R13, R26, R21: meetings about many youths as a table that is saved row by row.
 */
import { gzipSync } from 'node:zlib';
import { OBSTACLES, type RoundKind } from '../../contract/messages/rounds';
import { EngineBusyError, TaskRefusedError } from '../../contract/ports/engine';
import { getYouth, putYouth } from '../../records/people';
import { accessesOf, putWords } from '../../records/words';
import { answersOf, goalsOf, saveAnswers } from '../../records/rounds';
import { getTask } from '../../records/tasks';
import { answersMissingText, MEND_ROW, missingText, ROUND_PAGE } from '../../texts/pagesRounds';
import { following } from './opening';
import { crowd, holdRound, knowFreja, pathOf, taskOf } from './roundTown';
import { NOW, STAFF, type Town, type Who } from './town';
import { visiting, type Visitor } from './visitor';

const ID = 'progressionRound/FGU-NORD/2026-4';
const PATH = pathOf('progressionRound');
const YOUTHS = ['yfreja', 'ynoah', 'yviktor'];
const GOOD = { satisfactory: 'ja', special: 'nej', newOffer: 'nej' };
const SAID = { satisfactory: true, special: false, newOffer: false };

/** Fields of a row as the form sends them, with the mark of the page that was last read. */
function row(
  visitor: Visitor,
  youth: string,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const mark = new RegExp(`name="${youth}\\.var" value="([^"]*)"`).exec(visitor.page.html)?.[1] ?? '';
  return Object.fromEntries(
    Object.entries({ ...fields, var: mark }).map(([field, text]) => [`${youth}.${field}`, text]),
  );
}

/** Somebody on the page of the school's meeting. */
async function meeting(
  who: Who = 'per',
  youths: readonly string[] = YOUTHS,
): Promise<{ town: Town; visitor: Visitor }> {
  const { town, visitor } = await visiting(who);
  await holdRound(town, 'progressionRound', 'per', youths);
  await visitor.get(PATH);
  return { town, visitor };
}

const savedIn = async ({ table }: Town): Promise<Record<string, unknown>> =>
  Object.fromEntries([...(await answersOf(table, ID))].map(([youth, { answers }]) => [youth, answers]));

/** The part of the page that is one youth's. */
const rowOf = ({ page }: Visitor, youth: string): string =>
  new RegExp(`<tr id="r-${youth}".*?</tr>`, 's').exec(page.html)?.[0] ?? '';

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

describe('R26: a prognosis meeting', () => {
  const path = pathOf('prognosisRound');

  async function prognosis(): Promise<{ town: Town; visitor: Visitor }> {
    const { town, visitor } = await visiting('per');
    const members = [{ youth: 'yfreja', notYet: ['jobcenter' as const] }, { youth: 'ynoah' }];
    await holdRound(town, 'prognosisRound', 'per', [], { members });
    await visitor.get(path);
    return { town, visitor };
  }

  test('asks for participants, frequency and tasks; not those the youth is too young for', async () => {
    const { town, visitor } = await prognosis();
    expect(rowOf(visitor, 'yfreja')).not.toContain('med-jobcenter');
    expect(rowOf(visitor, 'ynoah')).toContain('med-jobcenter');
    const sent = row(visitor, 'ynoah', {
      'med-guidance': 'ja',
      'med-jobcenter': 'ja',
      weeks: '8',
      'rolle-1': 'guidance',
      'dag-1': '2026-10-21',
    });
    await following(visitor, await visitor.post(path, { gem: 'ynoah', ...sent }));
    expect(town.engine.answered[0]?.rows).toEqual([
      {
        youth: 'ynoah',
        answers: {
          participants: ['guidance', 'jobcenter'],
          weeks: 8,
          tasks: [{ role: 'guidance', due: '2026-10-21' }],
        },
      },
    ]);
    expect(rowOf(visitor, 'ynoah')).toContain('Opgaver: 1');
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['nobody takes part', { weeks: '8' }, 'med', MEND_ROW.med],
    ['no number of weeks', { 'med-guidance': 'ja', weeks: 'otte' }, 'weeks', MEND_ROW.weeks],
    ['27 weeks', { 'med-guidance': 'ja', weeks: '27' }, 'weeks', MEND_ROW.weeks],
    [
      'a task of nobody',
      { 'med-guidance': 'ja', weeks: '8', 'dag-1': '2026-11-01' },
      'rolle-1',
      MEND_ROW.rolle,
    ],
    [
      'a task without a day',
      { 'med-guidance': 'ja', weeks: '8', 'rolle-0': 'guidance' },
      'dag-0',
      MEND_ROW.dag,
    ],
    [
      'a task for yesterday',
      { 'med-guidance': 'ja', weeks: '8', 'rolle-1': 'guidance', 'dag-1': '2026-10-20' },
      'dag-1',
      MEND_ROW.dag,
    ],
    ['somebody it is too early for', { 'med-jobcenter': 'ja', weeks: '8' }, 'med', MEND_ROW.med],
  ])('%s: told beside the field', async (_, fields, field, text) => {
    const { town, visitor } = await prognosis();
    await visitor.post(path, { gem: 'yfreja', ...row(visitor, 'yfreja', fields) });
    expect(visitor.page.status).toBe(422);
    expect(visitor.page.html).toContain(`href="#m-yfreja.${field}">Freja Nielsen: ${text}`);
    expect(visitor.page.html).toContain(`id="m-yfreja.${field}"`);
    expect(town.engine.answered).toEqual([]);
  });
});

describe('R21: a network conference', () => {
  const path = pathOf('networkConference');

  async function conference(who: Who = 'niels'): Promise<{ town: Town; visitor: Visitor }> {
    const { town, visitor } = await visiting(who);
    const item = (youth: string, day: number): object => ({
      youth,
      case: `c/${youth}`,
      n: 1,
      since: NOW - day * 86_400_000,
    });
    await holdRound(town, 'networkConference', 'niels', ['yfreja', 'ynoah'], {
      agenda: [item('yfreja', 12), item('ynoah', 3)] as never,
    });
    const noah = await getYouth(town.table, 'ynoah');
    if (noah) await putYouth(town.table, { ...noah, consented: true });
    await visitor.get(path);
    return { town, visitor };
  }

  test('names who agreed to it; the others are numbers', async () => {
    const { visitor } = await conference();
    const { html } = visitor.page;
    expect(html).toContain('Sag 1');
    expect(html).toContain('Har ventet siden 9. oktober');
    expect(html).toContain('Noah Ali');
    expect(html).not.toMatch(/yfreja|Freja/);
  });

  test('R20: somebody takes over, something stands in the way; nothing must be answered', async () => {
    const { town, visitor } = await conference();
    const [obstacle = ''] = OBSTACLES;
    const sent = row(visitor, 'sag-1', { takeOver: STAFF.mette.id, obstacle });
    await following(
      visitor,
      await visitor.post(path, { gem: 'alle', ...sent, ...row(visitor, 'sag-2', {}) }),
    );
    expect(town.engine.answered.map(({ rows }) => rows)).toEqual([
      [{ youth: 'yfreja', answers: { takeOver: STAFF.mette.id, obstacle } }],
    ]);
    await following(visitor, await visitor.post(path, { gem: 'holdt' }));
    expect(town.engine.asked).toMatchObject([
      { deed: 'completeTask', args: { outcome: { outcome: 'done' } } },
    ]);
  });

  test('R20: only a coordinator or the network takes over', async () => {
    const { town, visitor } = await conference();
    await visitor.post(path, { gem: 'sag-1', ...row(visitor, 'sag-1', { takeOver: STAFF.maja.id }) });
    expect(visitor.page.status).toBe(422);
    expect(rowOf(visitor, 'sag-1')).toContain(MEND_ROW.takeOver);
    expect(town.engine.answered).toEqual([]);
  });

  test.each<[Who, number]>([
    ['gitte', 200],
    ['per', 404],
    ['lone', 403],
  ])('%s: %d', async (who, status) => {
    expect((await conference(who)).visitor.page.status).toBe(status);
  });
});

describe('many youths', () => {
  const SIZE = 150;
  const kinds: readonly RoundKind[] = ['progressionRound', 'prognosisRound'];

  test.each(kinds)('%s: as many reads for 150 as for 3, and at most 100 kB on the wire', async (kind) => {
    const reads = async (size: number): Promise<{ count: number; html: string }> => {
      const { town, visitor } = await visiting('per');
      await holdRound(town, kind, 'per', await crowd(town, size));
      await visitor.get(pathOf(kind));
      const spies = (['get', 'getMany', 'list'] as const).map((read) => jest.spyOn(town.table, read));
      await visitor.get(pathOf(kind));
      return { count: spies.reduce((sum, { mock }) => sum + mock.calls.length, 0), html: visitor.page.html };
    };
    const [few, many] = [await reads(3), await reads(SIZE)];
    expect(many.count).toBe(few.count);
    expect(many.html.match(/class="rt-round-row"/g)).toHaveLength(SIZE);
    expect(gzipSync(many.html).length).toBeLessThan(100 * 1024);
  });

  test('all of them are saved at once, so many at a time as a round takes', async () => {
    const { town, visitor } = await visiting('per');
    const youths = await crowd(town, SIZE);
    await holdRound(town, 'progressionRound', 'per', youths);
    await visitor.get(PATH);
    const goal = 'Bliver klar til at søge ind.'.padEnd(900, '.');
    const sent = youths.map((youth) => row(visitor, youth, { ...GOOD, criterion: 'nearGoal', goal }));
    const answer = await visitor.post(PATH, {
      gem: 'alle',
      ...(Object.assign({}, ...sent) as Record<string, string>),
    });
    expect(answer.to).toBe(`${PATH}?gemt=150`);
    expect(town.engine.answered.map(({ rows }) => rows.length)).toEqual([100, 50]);
    expect(Object.keys(await savedIn(town))).toHaveLength(SIZE);
  });
});
