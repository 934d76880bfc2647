/** School years, months and series of days, by example and by property. */
import fc from 'fast-check';
import { addDays, daysBetween, fromDayNumber } from '../../rules/calendar';
import {
  addMonths,
  gradeOn,
  nextInSeries,
  nextMonthly,
  schoolYearEnds,
  schoolYearOf,
} from '../../rules/recurring';

const dates = fc.integer({ min: 0, max: 40_000 }).map(fromDayNumber);

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2027-03-14', -6, '2026-09-14'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-06-30', -6, '2025-12-30'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to);
});

test('months forth and back end in the same month, never later in it', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: 0, max: 240 }), (date, months) => {
      const there = addMonths(date, months);
      expect(there >= date).toBe(true);
      const back = addMonths(there, -months);
      expect(back.slice(0, 7)).toBe(date.slice(0, 7));
      expect(back <= date).toBe(true);
    }),
  );
});

test('R27, R29: the grade moves on each 1 August', () => {
  expect(gradeOn(8, '2026-10-01', '2027-07-31')).toBe(8);
  expect(gradeOn(8, '2026-10-01', '2027-08-01')).toBe(9);
  expect(gradeOn(8, '2027-07-31', '2027-08-01')).toBe(9);
  expect(schoolYearOf('2027-07-31')).toBe(2026);
  expect(schoolYearEnds('2027-08-01')).toBe('2028-06-30');
});

test('the next day of a month that recurs is the first on or after the date', () => {
  expect(nextMonthly('2026-11-15', [2, 5, 8, 11], 15)).toBe('2026-11-15');
  expect(nextMonthly('2026-11-16', [2, 5, 8, 11], 15)).toBe('2027-02-15');
  expect(() => nextMonthly('2026-01-01', [], 1)).toThrow(RangeError);
});

test('a series has one of its days in every stretch of its length', () => {
  fc.assert(
    fc.property(dates, dates, fc.integer({ min: 1, max: 90 }), (from, first, every) => {
      const next = nextInSeries(from, first, every);
      expect(daysBetween(first, next) % every).toBe(0);
      expect(next >= from && next >= first).toBe(true);
      if (next > first) expect(addDays(next, -every) < from).toBe(true);
    }),
  );
});
