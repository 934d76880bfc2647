import fc from 'fast-check';
import { audience } from '../../rules/audience';
import { releasePlan } from '../../rules/backlog';
import { placeOnLadder } from '../../rules/ladder';
import { lix } from '../../rules/readability';
import { spreadMs } from '../../rules/spread';

describe('ladders', () => {
  const ladder = [
    { role: 'contactTeacher', days: 1 },
    { role: 'schoolLeader', days: 2 },
    { role: 'coordinator', days: 2 },
  ];
  const heldBy =
    (...roles: string[]) =>
    (role: string) =>
      roles.includes(role) ? `${role}-1` : undefined;

  test('a role nobody holds is passed over and named', () => {
    expect(placeOnLadder(ladder, 0, heldBy('coordinator'))).toEqual({
      rung: 2,
      role: 'coordinator',
      days: 2,
      holder: 'coordinator-1',
      skipped: ['contactTeacher', 'schoolLeader'],
    });
  });
  test('nobody at all is no placement', () => {
    expect(placeOnLadder(ladder, 0, heldBy())).toBeUndefined();
  });
  test('climbing ends, never goes down, and stands on held rungs only', () => {
    const roles = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(roles, fc.subarray(['a', 'b', 'c', 'd']), (names, held) => {
        const rungs = names.map((role) => ({ role, days: 1 }));
        const seen: number[] = [];
        for (let from = 0; ;) {
          const placed = placeOnLadder(rungs, from, (role) => (held.includes(role) ? role : undefined));
          if (!placed) break;
          expect(placed.rung).toBeGreaterThanOrEqual(from);
          expect(held).toContain(placed.role);
          seen.push(placed.rung);
          from = placed.rung + 1;
        }
        expect(seen).toEqual(names.flatMap((role, index) => (held.includes(role) ? [index] : [])));
      }),
    );
  });
});

describe('LIX (R40, R46)', () => {
  test('is words per sentence and the share of long words', () => {
    expect(lix('Du kan ringe til mig. Jeg er der.')).toBe(4);
    expect(lix('Kommunen forventer, at du møder.')).toBe(5 + 40);
  });
  test('dates, times and addresses are not sentences', () => {
    expect(lix('Vi ses den 19. oktober kl. 10.30.')).toBe(lix('Vi ses den oktober kl.'));
    expect(lix('Se her: https://kommunen.example/meget-lang-adresse')).toBe(lix('Se her:'));
  });
  test('a text without words is 0', () => {
    expect(lix('')).toBe(0);
    expect(lix('12. 13.')).toBe(0);
  });
  test('six letters are short, seven are long', () => {
    expect(lix('abcdef.')).toBe(1);
    expect(lix('abcdefg.')).toBe(101);
    expect(lix('ærøæøå.')).toBe(1);
  });
});

describe('R52: whom a message may go to', () => {
  const facts = { born: '2009-03-14', situation: 'other' as const, guardiansChosen: false, consented: false };
  test.each([
    [
      'primary school: the guardians',
      { ...facts, born: '2014-01-01', situation: 'primarySchool' as const },
      '2026-11-02',
      { youth: false, guardians: true },
    ],
    [
      '15–17 off plan: both',
      { ...facts, situation: 'offPlan' as const },
      '2026-11-02',
      { youth: true, guardians: true },
    ],
    [
      '14 off plan: the youth first',
      { ...facts, born: '2012-03-14', situation: 'offPlan' as const },
      '2026-11-02',
      { youth: true, guardians: false },
    ],
    ['other under 18: the youth first', facts, '2026-11-02', { youth: true, guardians: false }],
    [
      'other under 18, a person chose to involve them',
      { ...facts, guardiansChosen: true },
      '2026-11-02',
      { youth: true, guardians: true },
    ],
    [
      'the day before 18 the choice still counts',
      { ...facts, guardiansChosen: true },
      '2027-03-13',
      { youth: true, guardians: true },
    ],
    [
      'from the day of 18 it does not',
      { ...facts, guardiansChosen: true },
      '2027-03-14',
      { youth: true, guardians: false },
    ],
    ['18 with consent', { ...facts, consented: true }, '2027-03-14', { youth: true, guardians: true }],
    [
      '18 in primary school is of age',
      { ...facts, situation: 'primarySchool' as const },
      '2027-03-14',
      { youth: true, guardians: false },
    ],
  ])('%s', (_, who, on, expected) => {
    expect(audience(who, on)).toEqual(expected);
  });
});

describe('R54: an initial load is a backlog', () => {
  test('nobody gets more than five a week, the statutory first', () => {
    const entries = Array.from({ length: 139 }, (_, i) => ({
      id: `y${String(i)}`,
      responsible: ['network'],
      statutory: i >= 136,
    }));
    const plan = releasePlan(entries, '2026-11-23', 5);
    const perWeek = new Map<string, number>();
    for (const day of plan.values()) perWeek.set(day, (perWeek.get(day) ?? 0) + 1);
    expect([...perWeek.values()].every((count) => count <= 5)).toBe(true);
    expect(perWeek.size).toBe(28);
    for (const id of ['y136', 'y137', 'y138', 'y0']) expect(plan.get(id)).toBe('2026-11-23');
    expect(plan.get('y2')).toBe('2026-11-30');
  });
  test('each person has a queue of their own', () => {
    const entries = ['a', 'b'].flatMap((responsible) =>
      Array.from({ length: 6 }, (_, i) => ({
        id: `${responsible}${String(i)}`,
        responsible: [responsible],
        statutory: false,
      })),
    );
    const plan = releasePlan(entries, '2026-11-23', 5);
    expect([plan.get('a4'), plan.get('a5'), plan.get('b4'), plan.get('b5')]).toEqual([
      '2026-11-23',
      '2026-11-30',
      '2026-11-23',
      '2026-11-30',
    ]);
  });
  test('whoever several people deal with waits for the busiest of them, and holds up nobody else', () => {
    const entry = (id: string, ...responsible: string[]) => ({ id, responsible, statutory: false });
    const plan = releasePlan(
      [
        entry('a', 'tk-1', 'uu-1'),
        entry('b', 'tk-2', 'uu-1'),
        entry('c', 'tk-2'),
        entry('d', 'tk-2', 'uu-2'),
      ],
      '2026-11-23',
      1,
    );
    expect([...plan]).toEqual([
      ['a', '2026-11-23'],
      ['b', '2026-11-30'],
      ['c', '2026-11-23'],
      ['d', '2026-12-07'],
    ]);
  });
});

test('mornings are spread evenly and always the same', () => {
  const offsets = Array.from({ length: 2000 }, (_, i) => spreadMs(`coordinator-${String(i)}`, 10));
  expect(spreadMs('coordinator-7', 10)).toBe(offsets[7]);
  const perMinute = Array.from(
    { length: 10 },
    (_, minute) => offsets.filter((ms) => ms === minute * 60_000).length,
  );
  for (const count of perMinute) expect(count).toBeGreaterThan(120);
});
