/**
 * R26 and R21: prognosis meetings and network conferences; and meetings about very many.
 */
import { gzipSync } from 'node:zlib';
import { OBSTACLES, type RoundKind } from '../../contract/messages/rounds';
import { type AgendaItem } from '../../records/networkAgenda';
import { getYouth, putYouth } from '../../records/people';
import { MEND_ROW } from '../../texts/pagesRounds';
import { following } from './opening';
import { crowd, holdRound, pathOf } from './roundTown';
import { GOOD, PATH, row, rowOf, savedIn } from './roundVisit';
import { NOW, STAFF, type Town, type Who } from './town';
import { visiting, type Visitor } from './visitor';

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
    const item = (youth: string, day: number): AgendaItem => ({
      youth,
      case: `c/${youth}`,
      n: 1,
      since: NOW - day * 86_400_000,
    });
    await holdRound(town, 'networkConference', 'niels', ['yfreja', 'ynoah'], {
      agenda: [item('yfreja', 12), item('ynoah', 3)],
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
    const [obstacle] = OBSTACLES;
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
