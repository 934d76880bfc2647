import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addDays, type ClosedPeriods, isWorkingDay } from '../../rules/calendar';
import { copenhagen, instantOf, isoCopenhagen } from '../../rules/clock';
import { danishDay, danishMoment, explainDueDate } from '../../rules/danishDates';
import { countsAsOpened, dueDate, nextOverdueReminder, reminders } from '../../rules/dueDates';

const NONE: ClosedPeriods = { municipality: [], school: [] };
const AUTUMN: ClosedPeriods = { municipality: [], school: ['2026-10-12/2026-10-16'] };
const municipal = (days: number, closed = NONE) => ({
  days,
  kind: 'municipal' as const,
  closed,
  closing: '16:00',
});
const school = (days: number, closed = AUTUMN) => ({
  days,
  kind: 'school' as const,
  closed,
  closing: '16:00',
});
const at = (text: string): number => {
  const [date = '', time = ''] = text.split(' ');
  return instantOf(date, time);
};
const local = (instant: number): string => {
  const { date, time } = copenhagen(instant);
  return `${date} ${time}`;
};

describe('the Danish clock', () => {
  test('agrees with the time-zone database hour by hour through a leap year', () => {
    for (let instant = Date.UTC(2028, 0, 1); instant < Date.UTC(2029, 0, 1); instant += 3_600_000) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Copenhagen');
      expect(local(instant)).toBe(
        `${zoned.toPlainDate().toString()} ${zoned.toPlainTime().toString().slice(0, 5)}`,
      );
      expect(isoCopenhagen(instant)).toBe(zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' }));
    }
  });

  test('a time that spring skips is an hour later, one that autumn repeats is the first', () => {
    expect(isoCopenhagen(at('2027-03-28 02:30'))).toBe('2027-03-28T03:30:00+02:00');
    expect(isoCopenhagen(at('2026-10-25 02:30'))).toBe('2026-10-25T02:30:00+02:00');
  });
});

describe('within n working days', () => {
  test.each([
    ['a minute before closing counts from the same day', '2026-11-02 15:59', 1, '2026-11-03 16:00'],
    ['at closing time it still does', '2026-11-02 16:00', 1, '2026-11-03 16:00'],
    ['a minute after it counts from the next', '2026-11-02 16:01', 1, '2026-11-04 16:00'],
    ['on a Saturday it counts from Monday', '2026-11-07 10:00', 1, '2026-11-10 16:00'],
    ['on a Friday evening too', '2026-11-06 20:00', 1, '2026-11-10 16:00'],
    ['Easter does not count', '2027-03-22 10:00', 5, '2027-04-01 16:00'],
    ['summer time begins in between: the hour stays', '2027-03-26 10:00', 1, '2027-03-31 16:00'],
    ['summer time ends in between: the hour stays', '2026-10-23 10:00', 1, '2026-10-26 16:00'],
    ['29 February is a day like others', '2028-02-28 10:00', 1, '2028-02-29 16:00'],
    ['no days at all is the same day', '2026-11-02 10:00', 0, '2026-11-02 16:00'],
  ])('%s', (_, opened, days, due) => {
    expect(local(dueDate(at(opened), municipal(days)).due)).toBe(due);
  });

  test('a second after closing time is after it', () => {
    expect(countsAsOpened(at('2026-11-02 16:00') + 1000, municipal(1))).toBe('2026-11-03');
  });

  test('school roles have their school’s holidays off, others do not', () => {
    expect(local(dueDate(at('2026-10-09 15:30'), school(1)).due)).toBe('2026-10-19 16:00');
    expect(local(dueDate(at('2026-10-09 15:30'), municipal(1, AUTUMN)).due)).toBe('2026-10-12 16:00');
    expect(local(dueDate(at('2026-10-13 10:00'), school(1)).due)).toBe('2026-10-20 16:00');
  });

  test('falls on a working day at 16:00, later when more days are given or it opens later', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2044, 0, 1) });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (opened, days, more) => {
          const { due, dueOn } = dueDate(opened, municipal(days));
          expect(local(due)).toBe(`${dueOn} 16:00`);
          expect(isWorkingDay(dueOn, 'municipal', NONE)).toBe(true);
          expect(due).toBeGreaterThanOrEqual(opened);
          expect(dueDate(opened, municipal(days + 1)).due).toBeGreaterThan(due);
          expect(dueDate(opened + more, municipal(days)).due).toBeGreaterThanOrEqual(due);
        },
      ),
    );
  });
});

describe('reminders', () => {
  const terms = {
    kind: 'municipal' as const,
    closed: NONE,
    morning: '08:00',
    longerThanDays: 3,
    earlyDays: 2,
  };
  const of = (opened: string, due: string, days?: number): string[] =>
    reminders(at(opened), at(due), terms, days).map(local);

  test('come on the morning of the due day', () => {
    expect(of('2026-11-02 10:00', '2026-11-03 16:00', 1)).toEqual(['2026-11-03 08:00']);
  });
  test('and two working days before when the task is longer than three days', () => {
    expect(of('2026-11-02 10:00', '2026-11-05 16:00', 3)).toEqual(['2026-11-05 08:00']);
    expect(of('2026-11-02 10:00', '2026-11-06 16:00', 4)).toEqual(['2026-11-04 08:00', '2026-11-06 08:00']);
    expect(of('2026-11-02 10:00', '2026-11-09 16:00', 5)).toEqual(['2026-11-05 08:00', '2026-11-09 08:00']);
  });
  test('not on the day for what opened after eight that day', () => {
    expect(of('2026-11-03 07:59', '2026-11-03 16:00', 0)).toEqual(['2026-11-03 08:00']);
    expect(of('2026-11-03 08:00', '2026-11-03 16:00', 0)).toEqual([]);
    expect(of('2026-11-03 08:01', '2026-11-03 16:00', 0)).toEqual([]);
  });
  test('a postponed task is as long as what is left', () => {
    expect(of('2026-10-20 09:00', '2026-10-28 16:00')).toEqual(['2026-10-26 08:00', '2026-10-28 08:00']);
    expect(of('2026-10-26 09:00', '2026-10-28 16:00')).toEqual(['2026-10-28 08:00']);
  });
  test('every five working days once overdue', () => {
    expect(local(nextOverdueReminder(at('2027-03-23 16:00'), 5, terms))).toBe('2027-04-02 08:00');
  });
  test('are in order, after opening and before the due time', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2044, 0, 1) });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 30 }), (opened, days) => {
        const { due } = dueDate(opened, municipal(days));
        const mornings = reminders(opened, due, terms, days);
        expect(mornings).toEqual([...mornings].sort((a, b) => a - b));
        for (const morning of mornings) {
          expect(morning).toBeGreaterThan(opened);
          expect(morning).toBeLessThan(due);
          expect(copenhagen(morning).time).toBe('08:00');
        }
      }),
    );
  });
});

describe('why this date', () => {
  const explain = (opened: string, days: number, closed = NONE, kind: 'municipal' | 'school' = 'municipal') =>
    explainDueDate(dueDate(at(opened), { days, kind, closed, closing: '16:00' }).explanation);

  test('names the days that did not count, with their reason', () => {
    const text = explain('2027-03-22 10:00', 5);
    expect(text).toContain('1. april');
    expect(text).toContain('25., 26. og 29. marts');
    expect(text).toContain('påske');
  });
  test('names the school’s closed days', () => {
    const text = explain('2026-10-09 15:30', 1, AUTUMN, 'school');
    expect(text).toContain('19. oktober');
    expect(text).toMatch(/12\.\s?–\s?16\. oktober/);
  });
  test('writes Danish days', () => {
    expect(danishDay('2026-10-19')).toBe('mandag den 19. oktober');
    expect(danishMoment(at('2026-10-19 16:00'), true)).toBe('mandag den 19. oktober 2026 kl. 16.00');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});
