import fc from 'fast-check';
import Holidays from 'date-holidays';
import {
  fromDayNumber,
  addDays,
  addSchoolDays,
  addWorkingDays,
  ageOn,
  birthday,
  type ClosedPeriods,
  dayOff,
  firstWorkingDay,
  isDate,
  isPeriod,
  isSchoolDay,
  isWorkingDay,
  publicHoliday,
  publicHolidays,
  schoolDays,
  weekday,
  workingDaysBetween,
} from '../../rules/calendar';

const NONE: ClosedPeriods = { municipality: [], school: [] };
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe('Danish public holidays (L12)', () => {
  test('are those of an independent source, every year from 2000 to 2050', () => {
    const oracle = new Holidays('DK', { types: ['public'] });
    for (let year = 2000; year <= 2050; year += 1) {
      // The source still lists days that are closing days of many workplaces, not public holidays, as other types.
      const expected = oracle.getHolidays(year).map((day) => day.date.slice(0, 10));
      expect({ year, days: publicHolidays(year).map((day) => day.date) }).toEqual({
        year,
        days: [...new Set(expected)].sort(),
      });
    }
  });

  test('store bededag is gone from 2024', () => {
    expect(publicHoliday('2023-05-05')).toBe('store bededag');
    expect(publicHoliday('2024-04-26')).toBeUndefined();
  });

  test('5 June, 24 and 31 December are the calendar’s own business', () => {
    for (const day of ['2026-06-05', '2026-12-24', '2026-12-31']) expect(publicHoliday(day)).toBeUndefined();
  });
});

describe('dates', () => {
  test('that do not exist are none', () => {
    for (const text of [
      '2026-09-31',
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '26-01-01',
      '2026-1-1',
      '',
      '31-09-2026',
    ]) {
      expect([text, isDate(text)]).toEqual([text, false]);
    }
    expect(isDate('2028-02-29')).toBe(true);
  });

  test('periods need two real dates in order', () => {
    expect(isPeriod('2026-10-12/2026-10-16')).toBe(true);
    expect(isPeriod('2026-12-24')).toBe(true);
    for (const text of [
      '2026-10-16/2026-10-12',
      '2026-10-12/',
      '2026-10-12/x',
      'a/b/c',
      '2026-10-12/2026-10-13/2026-10-14',
    ]) {
      expect([text, isPeriod(text)]).toEqual([text, false]);
    }
  });

  test('adding days and weekdays agree with the platform’s calendar', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        const later = new Date(`${day}T12:00:00Z`);
        later.setUTCDate(later.getUTCDate() + n);
        const result = addDays(day, n);
        expect(result).toBe(later.toISOString().slice(0, 10));
        expect(weekday(result)).toBe(later.getUTCDay() === 0 ? 7 : later.getUTCDay());
      }),
    );
  });

  test('ages change on the birthday, and on 1 March for those born on 29 February', () => {
    expect(ageOn('2009-03-14', '2027-03-13')).toBe(17);
    expect(ageOn('2009-03-14', '2027-03-14')).toBe(18);
    expect(birthday('2009-03-14', 18)).toBe('2027-03-14');
    expect(birthday('2008-02-29', 18)).toBe('2026-03-01');
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', birthday('2008-02-29', 18))).toBe(18);
    expect(birthday('2008-02-29', 20)).toBe('2028-02-29');
  });
});

describe('working days', () => {
  test('know why a day is off', () => {
    const closed = { municipality: ['2026-12-24'], school: ['2026-10-12/2026-10-16'] };
    expect(dayOff('2026-10-10', 'national', closed)).toEqual({ why: 'weekend' });
    expect(dayOff('2026-12-25', 'national', closed)).toEqual({ why: 'holiday', name: 'juledag' });
    expect(dayOff('2026-12-24', 'municipal', closed)).toEqual({ why: 'municipality', period: '2026-12-24' });
    expect(dayOff('2026-12-24', 'national', closed)).toBeUndefined();
    expect(dayOff('2026-10-12', 'school', closed)).toEqual({
      why: 'school',
      period: '2026-10-12/2026-10-16',
    });
    expect(dayOff('2026-10-12', 'municipal', closed)).toBeUndefined();
  });

  test('are those with no reason to be off', () => {
    const closed = { municipality: ['2026-12-24', '2027-05-07'], school: ['2026-10-12/2026-10-16'] };
    for (const kind of ['national', 'municipal', 'school'] as const)
      for (let n = 0; n < 500; n += 1) {
        const day = addDays('2026-08-01', n);
        expect([day, isWorkingDay(day, kind, closed)]).toEqual([
          day,
          dayOff(day, kind, closed) === undefined,
        ]);
      }
  });

  test('pass over Easter', () => {
    expect(addWorkingDays('2027-03-22', 5, 'municipal', NONE)).toBe('2027-04-01');
    expect(addWorkingDays('2027-04-01', -5, 'municipal', NONE)).toBe('2027-03-22');
    expect(firstWorkingDay('2027-03-25', 'municipal', NONE)).toBe('2027-03-30');
  });

  test('the n-th working day is a working day with n of them in between, there and back', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const due = addWorkingDays(day, n, 'municipal', NONE);
        expect(isWorkingDay(due, 'municipal', NONE)).toBe(true);
        expect(workingDaysBetween(day, due, 'municipal', NONE)).toBe(n);
        if (isWorkingDay(day, 'municipal', NONE))
          expect(addWorkingDays(due, -n, 'municipal', NONE)).toBe(day);
      }),
    );
  });

  test('more closing days never make a deadline earlier', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (day, n, after) => {
        const closed = { municipality: [addDays(day, after)], school: [] };
        expect(addWorkingDays(day, n, 'municipal', closed) >= addWorkingDays(day, n, 'municipal', NONE)).toBe(
          true,
        );
      }),
    );
  });

  test('a calendar that never opens is an error, not an endless loop', () => {
    const closed = { municipality: ['2026-01-01/2030-01-01'], school: [] };
    expect(() => addWorkingDays('2026-01-01', 1, 'municipal', closed)).toThrow('no open day');
  });
});

describe('school days', () => {
  const closed = ['2026-10-12/2026-10-16'];
  test('are weekdays outside holidays and the school’s closed periods', () => {
    expect(schoolDays('2026-10-08', '2026-10-20', closed)).toEqual([
      '2026-10-08',
      '2026-10-09',
      '2026-10-19',
      '2026-10-20',
    ]);
    expect(addSchoolDays('2026-10-09', 1, closed)).toBe('2026-10-19');
    expect(addSchoolDays('2026-10-19', -1, closed)).toBe('2026-10-09');
    expect(isSchoolDay('2026-12-25', [])).toBe(false);
  });
});

test('what is no day has no date', () => {
  expect(() => fromDayNumber(NaN)).toThrow(RangeError);
  expect(fromDayNumber(0.5)).toBe('1970-01-01');
});
