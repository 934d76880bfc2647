/** R03, L2: how much of school a youth has missed. */
import fc from 'fast-check';
import { type AbsenceSituation, type DayState } from '../../rules/absence';
import {
  crossings,
  type KnownDays,
  percentOf,
  quarterOf,
  rateOf,
  type RateTerms,
  type Told,
} from '../../rules/absenceRate';
import { addDays, addSchoolDays, schoolDays } from '../../rules/calendar';

const TERMS: RateTerms = {
  atLeast: 20,
  lasting: { schoolDays: 60, warnFrom: 10, over: 20, againAfterDays: 60 },
  quarter: { warnFrom: 10, notifyFrom: 15 },
  lateDays: 30,
};
const KNOWN: KnownDays = { since: '2026-08-10', silent: [] };

/** The first sixty school days. */
const SIXTY = ['2026-08-10', addSchoolDays('2026-08-09', 60, [])] as const;

function situation(dates: readonly string[], lawful = 0): AbsenceSituation {
  const days = Object.fromEntries(
    dates.map((date): [string, DayState] => [date, { date, minutes: 300, lawful, version: 1 }]),
  );
  const terms = { consecutive: 5, perMonth: 5, minutes: 120, counts: 'all', lateDays: 30 } as const;
  return { days, spent: new Set(), schoolClosed: [], terms };
}

const levels = (dates: readonly string[], today: string, known = KNOWN, told: Told = {}): string[] =>
  crossings(situation(dates), TERMS, today, known, told).crossed.map(({ level }) => level);

const someDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 60 })
  .map((ns) => ns.map((n) => addSchoolDays('2026-08-09', n + 1, [])).sort());

test('a share lies between none and all, and silent days belong to neither side', () => {
  fc.assert(
    fc.property(someDays, someDays, (absent, silent) => {
      const rate = rateOf(situation(absent), SIXTY, { since: '2026-08-10', silent });
      expect(rate.absent).toBe(absent.length);
      expect(rate.of).toBe(60 - silent.filter((date) => !absent.includes(date)).length);
      expect(percentOf(rate)).toBeLessThanOrEqual(100);
    }),
  );
});

test('a share is what counting the listed days gives', () => {
  const anyDay = fc.integer({ min: -20, max: 150 }).map((n) => addDays('2026-08-10', n));
  fc.assert(
    fc.property(
      fc.uniqueArray(anyDay, { maxLength: 40 }),
      fc.array(anyDay, { maxLength: 40 }),
      fc.tuple(anyDay, anyDay),
      anyDay,
      (absent, silent, range, since) => {
        const closed = ['2026-10-12/2026-10-16', '2026-09-04'];
        const known = schoolDays(...range, closed).filter(
          (date) => absent.includes(date) || (date >= since && !silent.includes(date)),
        );
        expect(rateOf({ ...situation(absent), schoolClosed: closed }, range, { since, silent })).toEqual({
          absent: known.filter((date) => absent.includes(date)).length,
          of: known.length,
        });
      },
    ),
  );
});

test('one more day of absence never lowers a share', () => {
  fc.assert(
    fc.property(someDays, fc.integer({ min: 0, max: 59 }), (absent, n) => {
      const more = [...absent, addSchoolDays('2026-08-09', n + 1, [])];
      const [before, after] = [absent, more].map((days) => rateOf(situation(days), SIXTY, KNOWN));
      expect(percentOf(after ?? { absent: 0, of: 0 })).toBeGreaterThanOrEqual(
        percentOf(before ?? { absent: 0, of: 0 }),
      );
    }),
  );
});

test('what was told is not told again on the next day, whatever comes', () => {
  fc.assert(
    fc.property(someDays, (absent) => {
      const today = addSchoolDays('2026-08-09', 60, []);
      const { crossed, told } = crossings(situation(absent), TERMS, today, KNOWN, {});
      const again = crossings(
        situation([...absent, addDays(today, 1)]),
        TERMS,
        addDays(today, 1),
        KNOWN,
        told,
      );
      const seen = new Set(crossed.map(({ level }) => level));
      expect(again.crossed.filter(({ level }) => seen.has(level))).toEqual([]);
    }),
  );
});

test('R03: 12 of 60 school days are 20 percent and not over; 13 are', () => {
  const today = addSchoolDays('2026-08-09', 60, []);
  const last = (n: number): string[] => schoolDays(addSchoolDays(addDays(today, 1), -n, []), today, []);
  expect(levels(last(12), today)).not.toContain('lasting.over');
  expect(levels(last(13), today)).toContain('lasting.over');
});

test('R03: days before the last 60 school days do not count', () => {
  const today = addSchoolDays('2026-08-09', 70, []);
  const first = schoolDays('2026-08-10', addSchoolDays('2026-08-09', 15, []), []);
  expect(levels(first, addSchoolDays('2026-08-09', 60, []))).toContain('lasting.over');
  expect(levels(first, today)).not.toContain('lasting.over'); // five of 60
});

test('R03: told again when the share was lower and 60 days have passed, and not before', () => {
  const over = (told: Told, today: string): boolean => {
    const days = schoolDays(addSchoolDays(addDays(today, 1), -20, []), today, []);
    return levels(days, today, KNOWN, told).includes('lasting.over');
  };
  const told = (below: boolean): Told => ({ 'lasting.over': { period: '2026-10-01', below } });
  expect(over(told(true), '2026-11-30')).toBe(true); // 60 days later
  expect(over(told(true), '2026-11-29')).toBe(false);
  expect(over(told(false), '2026-12-30')).toBe(false); // never lower in between
});

test('L2: sickness is lawful, and only the quarter’s own days count', () => {
  const days = schoolDays('2026-10-26', '2026-10-28', []);
  expect(levels(days, '2026-10-28')).toContain('quarter.notify'); // 3 of 20 since 1 October
  const sick = crossings(situation(days, 300), TERMS, '2026-10-28', KNOWN, {});
  expect(sick.crossed.filter(({ level }) => level.startsWith('quarter'))).toEqual([]);
  expect(levels(schoolDays('2026-09-28', '2026-09-30', []), '2026-10-28')).not.toContain('quarter.warn');
});

test('L2: a threshold is told once a quarter', () => {
  const told: Told = {
    'quarter.notify': { period: '2026-4', below: false },
    'quarter.warn': { period: '2026-4', below: true },
  };
  const days = schoolDays('2026-10-26', '2026-10-28', []);
  expect(levels(days, '2026-10-28', KNOWN, told).filter((level) => level.startsWith('quarter'))).toEqual([]);
  expect(quarterOf('2027-01-01')).toEqual({ name: '2027-1', from: '2027-01-01' });
  expect(quarterOf('2026-12-31')).toEqual({ name: '2026-4', from: '2026-10-01' });
});

test('L2: days of a quarter that are told after its end count in it, for 30 days and once', () => {
  const days = [...schoolDays('2026-09-23', '2026-09-30', [])]; // 6 of 38 school days since 10 August
  const inQuarter = (today: string, told: Told = {}): string[] =>
    crossings(situation(days), TERMS, today, KNOWN, told)
      .crossed.filter(({ level }) => level === 'quarter.notify')
      .map(({ period }) => period);
  expect(inQuarter('2026-09-30')).toEqual(['2026-3']);
  expect(inQuarter('2026-10-01')).toEqual(['2026-3']);
  expect(inQuarter('2026-10-30')).toEqual(['2026-3']);
  expect(inQuarter('2026-10-31')).toEqual([]);
  for (const period of ['2026-3', '2026-4'])
    expect(inQuarter('2026-10-01', { 'quarter.notify': { period, below: false } })).toEqual([]);
});
