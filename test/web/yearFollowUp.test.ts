/** Continuity, waiting and days since contact over everybody (R23, R28, R35, R49). */
import { append } from '../../records/journal';
import { MemoryTable } from '../../records/memoryTable';
import { putOffer, savePlacesHeld } from '../../records/offers';
import { noteInOverview } from '../../records/overview';
import { type ListedYouth } from '../../records/people';
import { noPlaces } from '../../rules/capacity';
import { instantOf } from '../../rules/clock';
import { followUpLines, readContinued } from '../../web/yearFollowUp';
import { grouping } from '../../web/yearLines';
import { taskRow } from './support';

const TODAY = '2026-10-21';
const NOW = instantOf(TODAY, '09:00');
const DAY = 86_400_000;
const SCHOOLS = ['FGU-NORD', 'FGU-SYD', 'FGU-VEST'];

let table: MemoryTable;
beforeEach(() => {
  table = new MemoryTable();
});

const youthAt = (ref: string, school: string): ListedYouth => ({
  ref,
  firstName: 'Ung',
  lastName: 'Ungesen',
  born: '2008-01-01',
  status: 'fgu',
  people: {},
  school,
});
const many = (school: string, count: number): ListedYouth[] =>
  Array.from({ length: count }, (_, n) => youthAt(`${school}-${String(n)}`, school));

/** What is told of a subject: by group, the numbers in order; a dash is hidden. */
async function toldOf(
  subject: string,
  youths: readonly (ListedYouth & { readonly changes?: number; readonly uncoveredDays?: number })[],
): Promise<Record<string, string>> {
  const all = youths.map(({ changes = 0, uncoveredDays = 0, ...youth }) => ({
    youth,
    continued: { changes, uncoveredDays },
  }));
  const lines = await followUpLines(table, all, grouping(SCHOOLS), 5, NOW);
  const groups: Record<string, string> = {};
  for (const line of lines.filter((one) => one.subject.startsWith(subject))) {
    const numbers = 'part' in line ? [line.count, line.part] : [line.count];
    const before = groups[line.group] === undefined ? '' : `${String(groups[line.group])} `;
    groups[line.group] = before + numbers.map((n) => (n === undefined ? '-' : String(n))).join('/');
  }
  return groups;
}

describe('continuity in the school year (R28)', () => {
  const person = (on: string, assignee: string, role: 'coordinator' | 'contactPerson') =>
    ({
      at: instantOf(on, '10:00'),
      event: 'person.changed',
      rule: 'R28',
      youth: 'y1',
      role,
      assignee,
    }) as const;
  const write = async (...entries: Parameters<typeof append>[1][number]['entry'][]): Promise<void> =>
    append(
      table,
      entries.map((entry, n) => ({ writer: 'edge', key: String(n), entry })),
    );

  test('changes count in the year they happen in, for both roles', async () => {
    await write(
      person('2026-07-31', 'c1', 'coordinator'),
      person('2026-08-01', 'c2', 'coordinator'),
      person('2026-09-01', 'p2', 'contactPerson'),
    );
    expect((await readContinued(table, 'y1', 2026, TODAY)).changes).toBe(2);
    expect((await readContinued(table, 'y1', 2025, TODAY)).changes).toBe(1);
    expect((await readContinued(table, 'y1', 2027, TODAY)).changes).toBe(0);
  });

  test('days without a coordinator count on both sides of the first of August', async () => {
    const missing = { event: 'task.opened', rule: 'R19', kind: 'coordinator.assign', youth: 'y1' } as const;
    await write(
      { ...missing, at: instantOf('2026-07-29', '10:00') },
      person('2026-08-11', 'c2', 'coordinator'),
    );
    expect((await readContinued(table, 'y1', 2025, TODAY)).uncoveredDays).toBe(3);
    expect((await readContinued(table, 'y1', 2026, TODAY)).uncoveredDays).toBe(10);
  });

  test('youths by changes, and the middle of days without', async () => {
    const changed = (school: string, changes: readonly number[]) =>
      changes.flatMap((n) => many(school, 6).map((one) => ({ ...one, changes: n, uncoveredDays: n * 7 })));
    const youths = [...changed('FGU-NORD', [0, 1, 2]), ...changed('FGU-SYD', [0, 3])];
    expect(await toldOf('Unge efter skift', youths)).toEqual({
      'FGU-NORD': '6 6 6',
      'FGU-SYD': '6 0 6',
      'FGU-VEST': '0 0 0',
      'Ingen skole': '0 0 0',
      'I alt': '12 6 12',
    });
    expect(await toldOf('Unge, heraf med dage uden', youths)).toMatchObject({
      'FGU-NORD': '18/12',
      'FGU-SYD': '12/6',
      'I alt': '30/18',
    });
    expect(await toldOf('Dage uden tovholder', youths)).toEqual({
      'FGU-NORD': '7',
      'FGU-SYD': '21',
      'I alt': '14',
    });
  });
});

describe('waiting for a place now (R35)', () => {
  const wait = async (offer: string, youths: readonly ListedYouth[], days: number): Promise<void> => {
    await putOffer(table, { id: offer, name: offer, places: 1 });
    const waiting = youths.map(({ ref }) => ({ placement: ref, youth: ref, since: NOW - days * DAY }));
    await savePlacesHeld(table, offer, { ...noPlaces(1), waiting });
  };

  test('counts youths, each with the longest wait', async () => {
    const [north, south] = [many('FGU-NORD', 12), many('FGU-SYD', 12)];
    await wait('O-1', north.slice(0, 6), 40);
    await wait('O-2', [...north.slice(0, 6), ...south.slice(0, 6)], 10);
    const youths = [...north, ...south];
    expect(await toldOf('Unge, heraf venter', youths)).toMatchObject({
      'FGU-NORD': '12/6',
      'I alt': '24/12',
    });
    expect(await toldOf('Dage i kø', youths)).toEqual({ 'FGU-NORD': '40', 'FGU-SYD': '10', 'I alt': '10' });
  });

  test('R49: few who wait are not told, and do not follow', async () => {
    const [north, south] = [many('FGU-NORD', 12), many('FGU-SYD', 12)];
    await wait('O-1', [...north.slice(0, 4), ...south.slice(0, 6)], 10);
    expect(await toldOf('Unge, heraf venter', [...north, ...south])).toMatchObject({
      'FGU-NORD': '12/-',
      'FGU-SYD': '12/-',
      'I alt': '24/10',
    });
    expect(await toldOf('Dage i kø', [...north, ...south])).toEqual({
      'FGU-NORD': '-',
      'FGU-SYD': '10',
      'I alt': '10',
    });
  });
});

describe('days since the last contact (R23)', () => {
  let n = 0;
  const reach = async (youths: readonly ListedYouth[], days: number): Promise<ListedYouth[]> => {
    for (const { ref, school = '' } of youths) {
      n += 1;
      const held = { status: 'completed', outcome: { outcome: 'reached', channel: 'phone' } } as const;
      await noteInOverview(table, {
        ...taskRow({ n, ...held, closedAt: NOW - days * DAY }),
        id: `t${String(n)}`,
        youth: ref,
        school,
      });
    }
    return [...youths];
  };
  const named = (school: string, name: string, count: number): ListedYouth[] =>
    many(school, count).map((one) => ({ ...one, ref: `${one.ref}${name}` }));

  test.each([
    [30, '5 0 0 0'],
    [31, '0 5 0 0'],
    [90, '0 5 0 0'],
    [91, '0 0 5 0'],
  ])('%i days', async (days, expected) => {
    const youths = await reach(named('FGU-NORD', 'a', 5), days);
    expect((await toldOf('Unge efter sidste kontakt', youths))['FGU-NORD']).toBe(expected);
  });

  test('R49: a school with a small number is hidden whole, with the one it would follow from', async () => {
    const youths = [
      ...(await reach(named('FGU-NORD', 'a', 9), 3)),
      ...named('FGU-NORD', 'b', 2),
      ...(await reach(named('FGU-SYD', 'a', 8), 3)),
      ...named('FGU-SYD', 'b', 6),
      ...(await reach(named('FGU-VEST', 'a', 20), 40)),
    ];
    expect(await toldOf('Unge efter sidste kontakt', youths)).toEqual({
      'FGU-NORD': '- - - -',
      'FGU-SYD': '- - - -',
      'FGU-VEST': '0 20 0 0',
      'Ingen skole': '0 0 0 0',
      'I alt': '17 20 0 8',
    });
  });

  test('R49: a school whose number of youths is not told is not told by kinds', async () => {
    const youths = [
      ...named('FGU-NORD', 'b', 3),
      ...(await reach(named('FGU-SYD', 'a', 8), 3)),
      ...(await reach(named('FGU-VEST', 'a', 18), 3)),
      ...named('FGU-VEST', 'b', 2),
    ];
    expect(await toldOf('Unge, heraf venter', youths)).toMatchObject({ 'FGU-SYD': '-/-' });
    expect(await toldOf('Unge efter sidste kontakt', youths)).toMatchObject({
      'FGU-SYD': '- - - -',
      'I alt': '26 0 0 5',
    });
  });
});
