import fc from 'fast-check';
import { addDays, type ClosedPeriods, daysBetween, isWorkingDay } from '../../rules/calendar';
import { copenhagen, instantOf } from '../../rules/clock';
import {
  conferences,
  halfYearOf,
  isInPrognosis,
  isInProgression,
  meetingDay,
  monthlyRounds,
  type MonthlyTerms,
  quarterOf,
  statusDay,
  tooEarly,
} from '../../rules/rounds';

const OPEN: ClosedPeriods = { municipality: [], school: [] };
const HOLIDAYS: ClosedPeriods = {
  municipality: ['2026-12-24', '2026-12-31'],
  school: ['2027-02-15/2027-02-19', '2026-10-12/2026-10-16'],
};
const QUARTERLY: MonthlyTerms = {
  months: [2, 5, 8, 11],
  day: 15,
  askDays: 28,
  kind: 'school',
  closed: HOLIDAYS,
  morning: '08:00',
};
const FORTNIGHTLY = {
  from: '2026-01-08',
  everyDays: 14,
  agendaDays: 2,
  closed: HOLIDAYS,
  morning: '08:00',
};
const at = (date: string, time = '00:00'): number => instantOf(date, time);

describe('the quarter’s meeting (R13)', () => {
  test('begins 28 days before it, in the morning: neither a minute sooner nor missed at that minute', () => {
    const since = at('2026-10-01');
    const before = monthlyRounds(QUARTERLY, since, at('2026-10-19', '07:59'));
    expect(before.begun).toBeUndefined();
    expect(before.next).toEqual({
      planned: '2026-11-15',
      meetingOn: '2026-11-16',
      begins: at('2026-10-19', '08:00'),
    });
    const then = monthlyRounds(QUARTERLY, since, at('2026-10-19', '08:00'));
    expect(then.begun).toEqual(before.next);
    expect(then.next.planned).toBe('2027-02-15');
    // Looked at again from that minute on, it does not begin once more.
    expect(monthlyRounds(QUARTERLY, at('2026-10-19', '08:00'), at('2026-10-20')).begun).toBeUndefined();
  });

  test('is held on the first day after the school’s holiday, and is named by the planned day', () => {
    const { next } = monthlyRounds(QUARTERLY, at('2027-01-01'), at('2027-01-01'));
    expect(next).toMatchObject({ planned: '2027-02-15', meetingOn: '2027-02-22' });
    expect(quarterOf(next.planned)).toBe('2027-1');
  });

  test('keeps its wall-clock time over the change to summer time', () => {
    const { next } = monthlyRounds(
      { ...QUARTERLY, months: [4], day: 20 },
      at('2027-03-01'),
      at('2027-03-01'),
    );
    expect(copenhagen(next.begins)).toEqual({ date: '2027-03-23', time: '08:00' });
  });

  test('is moved, when it passed unnoticed, so far that everybody can prepare', () => {
    const day = (today: string): string => meetingDay('2026-11-16', today, 14, 'school', HOLIDAYS);
    expect(day('2026-11-16')).toBe('2026-11-16');
    expect(day('2026-11-17')).toBe('2026-12-01');
  });

  test('has the school’s status 14 days before, earlier when that is a day off, never before it was asked', () => {
    expect(statusDay('2026-11-16', 14, '2026-10-19', HOLIDAYS)).toBe('2026-11-02');
    expect(statusDay('2026-10-28', 14, '2026-09-30', HOLIDAYS)).toBe('2026-10-09');
    expect(statusDay('2026-11-16', 14, '2026-11-14', HOLIDAYS)).toBe('2026-11-16');
  });

  test('whatever the months, holidays and looks, each meeting begins in exactly one look', () => {
    const dates = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2026-01-01', days));
    const terms = fc.record({
      months: fc
        .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 })
        .map((months) => months.sort((a, b) => a - b)),
      day: fc.integer({ min: 1, max: 28 }),
      askDays: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(terms, fc.uniqueArray(dates, { minLength: 2, maxLength: 40 }), (some, looks) => {
        const [first = '', ...rest] = looks.sort();
        const last = rest.at(-1) ?? first;
        const all = { ...QUARTERLY, ...some };
        // A wheel that looks often begins each meeting of the time once …
        const begun: string[] = [];
        for (let since = at(first), until = at(last); since < until;) {
          const { next } = monthlyRounds(all, since, since);
          if (next.begins > until) break;
          expect(monthlyRounds(all, since, next.begins).begun).toEqual(next);
          begun.push(next.planned);
          since = next.begins;
        }
        expect(new Set(begun).size).toBe(begun.length);
        // … and one that looks seldom begins the latest of what it missed, and none that the other did not.
        let since = at(first);
        for (const look of rest) {
          const { begun: late } = monthlyRounds(all, since, at(look));
          const between = begun.filter((planned) => late !== undefined && planned <= late.planned);
          if (late) expect(between.at(-1)).toBe(late.planned);
          since = at(look);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is always on a working day, and asked about before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2500 }), (days) => {
        const now = at(addDays('2026-01-01', days));
        const { next } = monthlyRounds(QUARTERLY, now, now);
        expect(isWorkingDay(next.meetingOn, 'school', HOLIDAYS)).toBe(true);
        expect(daysBetween(copenhagen(next.begins).date, next.meetingOn)).toBe(28);
        expect(next.begins).toBeGreaterThan(now);
      }),
    );
  });
});

describe('the network’s conference (R21)', () => {
  test('is every fourteenth day; its agenda closes two working days before', () => {
    const { next } = conferences(FORTNIGHTLY, at('2026-11-20'), at('2026-11-20'));
    expect(next).toEqual({
      planned: '2026-11-26',
      meetingOn: '2026-11-26',
      begins: at('2026-11-24', '08:00'),
    });
  });

  test('over Christmas is moved, and the next keeps its day', () => {
    const { begun, next } = conferences(FORTNIGHTLY, at('2026-12-15'), at('2026-12-29'));
    expect(begun).toMatchObject({ planned: '2026-12-24', meetingOn: '2026-12-28' });
    expect(next.planned).toBe('2027-01-07');
  });

  test('before the first there is none', () => {
    expect(conferences(FORTNIGHTLY, at('2025-01-01'), at('2025-12-01')).begun).toBeUndefined();
  });
});

test('quarters and half-years', () => {
  expect(['2026-01-31', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
    '2026-1',
    '2026-1',
    '2026-2',
    '2026-4',
  ]);
  expect(['2026-06-30', '2026-07-01'].map(halfYearOf)).toEqual(['2026-1', '2026-2']);
});

describe('whom a round is about', () => {
  const ages = { socialServices: 14, guidance: 16, jobcenter: 16 };
  const youth = { born: '2013-03-15', status: 'none' as const, people: { coordinator: 'tk-1' } };
  const ON = '2027-03-15';

  test('R13: the FGU students of the school, wherever else they stand', () => {
    const student = { born: '2009-01-01', status: 'fgu' as const, school: 'FGU-NORD', people: {} };
    expect(isInProgression(student, 'FGU-NORD')).toBe(true);
    expect(isInProgression(student, 'FGU-SYD')).toBe(false);
    expect(isInProgression({ ...student, status: 'job' }, 'FGU-NORD')).toBe(false);
  });

  test('R26: from the fourteenth birthday, on the day of the meeting', () => {
    expect(isInPrognosis(youth, ON, ages)).toBe(true);
    expect(isInPrognosis({ ...youth, born: '2013-03-16' }, ON, ages)).toBe(false);
  });

  test('R26: who is followed and is in neither ordinary education nor a job', () => {
    expect(isInPrognosis({ ...youth, people: {} }, ON, ages)).toBe(false);
    expect(isInPrognosis({ ...youth, status: 'education' }, ON, ages)).toBe(false);
    expect(isInPrognosis({ ...youth, status: 'job' }, ON, ages)).toBe(false);
    expect(isInPrognosis({ ...youth, status: 'fgu' }, ON, ages)).toBe(true);
    expect(isInPrognosis({ ...youth, status: 'primarySchool' }, ON, ages)).toBe(true);
  });

  test('R26: guidance and jobcenter from the sixteenth birthday', () => {
    expect(tooEarly('2011-03-16', ON, ages)).toEqual(['guidance', 'jobcenter']);
    expect(tooEarly('2011-03-15', ON, ages)).toEqual([]);
  });
});

test('a closed calendar is said so instead of looked through for ever', () => {
  const closed = { ...OPEN, school: ['2026-01-01/2030-12-31'] };
  expect(() => monthlyRounds({ ...QUARTERLY, closed }, at('2026-10-01'), at('2026-10-01'))).toThrow(
    RangeError,
  );
});
