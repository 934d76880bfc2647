import fc from 'fast-check';
import {
  type AbsenceSituation,
  type AbsenceTerms,
  type Days,
  type DayState,
  mayTrigger,
  renewedAbsence,
  thresholdMet,
  weigh,
} from '../../rules/absence';
import { addDays, schoolDays } from '../../rules/calendar';

const FGU: AbsenceTerms = { consecutive: 5, perMonth: 5, minutes: 120, counts: 'unlawful', lateDays: 30 };
const PRIMARY: AbsenceTerms = { ...FGU, counts: 'all' };
const AUTUMN = ['2026-10-12/2026-10-16'];

const unlawful = (date: string, minutes = 300): DayState => ({ date, minutes, lawful: 0, version: 1 });
const lawful = (date: string, minutes = 300): DayState => ({ date, minutes, lawful: minutes, version: 1 });
const days = (...states: DayState[]): Days => Object.fromEntries(states.map((state) => [state.date, state]));
const situation = (known: Days, more: Partial<AbsenceSituation> = {}): AbsenceSituation => ({
  days: known,
  spent: new Set(),
  schoolClosed: [],
  terms: FGU,
  ...more,
});
const met = (known: Days, more: Partial<AbsenceSituation> = {}, triggers = Object.keys(known)) =>
  thresholdMet(situation(known, more), triggers);

describe('R01: what a day weighs', () => {
  test.each<[string, DayState, AbsenceTerms, string]>([
    ['119 unlawful minutes: present', unlawful('2026-10-01', 119), FGU, 'present'],
    ['120 unlawful minutes: counts', unlawful('2026-10-01', 120), FGU, 'counts'],
    ['lawful (L7): neither counts nor breaks', lawful('2026-10-01'), FGU, 'neutral'],
    ['an hour at the doctor’s: present', lawful('2026-10-01', 60), FGU, 'present'],
    [
      'lawful and unlawful together, too little of each',
      { date: '2026-10-01', minutes: 180, lawful: 90, version: 2 },
      FGU,
      'neutral',
    ],
    [
      'lawful and enough unlawful',
      { date: '2026-10-01', minutes: 300, lawful: 180, version: 2 },
      FGU,
      'counts',
    ],
    ['primary school: all absence counts', lawful('2026-10-01'), PRIMARY, 'counts'],
  ])('%s', (_, day, terms, weight) => {
    expect(weigh(day, terms)).toBe(weight);
  });
  test('no record: the youth was there', () => {
    expect(weigh(undefined, FGU)).toBe('present');
  });
});

describe('R01: five consecutive school days', () => {
  const week = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'];
  test('four do not open a case, five do', () => {
    expect(met(days(...week.slice(0, 4).map((d) => unlawful(d))))).toBeUndefined();
    expect(met(days(...week.map((d) => unlawful(d))))).toEqual({ why: 'consecutive', days: week });
  });
  test('a weekend, a holiday week and a lawful day do not break the run', () => {
    const run = ['2026-10-07', '2026-10-08', '2026-10-09', '2026-10-20', '2026-10-21'];
    const known = days(...run.map((d) => unlawful(d)), lawful('2026-10-19'));
    expect(met(known, { schoolClosed: AUTUMN, terms: { ...FGU, perMonth: 6 } })).toEqual({
      why: 'consecutive',
      days: run,
    });
  });
  test('a day at school breaks it', () => {
    const run = ['2026-10-05', '2026-10-06', '2026-10-08', '2026-10-09', '2026-10-12'];
    expect(met(days(...run.map((d) => unlawful(d))), { terms: { ...FGU, perMonth: 6 } })).toBeUndefined();
  });
  test('it runs over the turn of the month', () => {
    const run = ['2026-10-28', '2026-10-29', '2026-10-30', '2026-11-02', '2026-11-03'];
    expect(met(days(...run.map((d) => unlawful(d))))?.why).toBe('consecutive');
  });
  test('a missing day that is registered late completes it', () => {
    const known = days(...week.map((d) => unlawful(d)));
    expect(met(known, {}, ['2026-10-07'])?.days).toEqual(week);
  });
});

describe('R01: five days within a calendar month', () => {
  const spread = ['2026-11-02', '2026-11-06', '2026-11-12', '2026-11-20', '2026-11-30'];
  test('four do not, five do', () => {
    expect(met(days(...spread.slice(0, 4).map((d) => unlawful(d))))).toBeUndefined();
    expect(met(days(...spread.map((d) => unlawful(d))))).toEqual({ why: 'month', days: spread });
  });
  test('five days in two months do not', () => {
    const known = days(...spread.slice(1).map((d) => unlawful(d)), unlawful('2026-12-01'));
    expect(met(known)).toBeUndefined();
  });
  test('days the school is closed never count', () => {
    const known = days(...spread.map((d) => unlawful(d)));
    expect(met(known, { schoolClosed: ['2026-11-20'] })).toBeUndefined();
  });
  test('days that opened a case are not counted again', () => {
    const known = days(...spread.map((d) => unlawful(d)), unlawful('2026-11-25'));
    expect(met(known, { spent: new Set(spread) })).toBeUndefined();
    expect(met(known, { spent: new Set(spread.slice(0, 1)) })?.days).toHaveLength(5);
  });
});

describe('R01: late records', () => {
  test('30 days old may trigger, 31 may not', () => {
    expect(mayTrigger('2026-10-01', '2026-10-31', FGU)).toBe(true);
    expect(mayTrigger('2026-10-01', '2026-11-01', FGU)).toBe(false);
  });
  test('what may not trigger still counts', () => {
    const known = days(
      ...['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'].map((d) => unlawful(d)),
    );
    expect(met(known, {}, [])).toBeUndefined();
    expect(met(known, {}, ['2026-11-06'])).toBeDefined();
  });
});

describe('R04: renewed absence', () => {
  const terms = { days: 2, withinCalendarDays: 30 };
  const held = '2026-11-02';
  test('is two days after the conversation, the day itself not counted', () => {
    expect(
      renewedAbsence(held, situation(days(unlawful(held), unlawful('2026-11-03'))), terms),
    ).toBeUndefined();
    expect(
      renewedAbsence(held, situation(days(unlawful('2026-11-03'), unlawful('2026-11-30'))), terms),
    ).toEqual(['2026-11-03', '2026-11-30']);
  });
  test('on the 30th day it is renewed, on the 31st it is not', () => {
    expect(
      renewedAbsence(held, situation(days(unlawful('2026-11-03'), unlawful('2026-12-02'))), terms),
    ).toBeDefined();
    expect(
      renewedAbsence(held, situation(days(unlawful('2026-11-03'), unlawful('2026-12-03'))), terms),
    ).toBeUndefined();
  });
});

describe('properties', () => {
  const term = schoolDays('2026-08-10', '2026-12-18', AUTUMN);
  const pattern = fc.array(fc.constantFrom('unlawful', 'lawful', 'present'), {
    minLength: term.length,
    maxLength: term.length,
  });
  const knownOf = (weights: readonly string[]): Days =>
    days(
      ...term.flatMap((date, i) => {
        if (weights[i] === 'unlawful') return [unlawful(date)];
        return weights[i] === 'lawful' ? [lawful(date)] : [];
      }),
    );

  test('a threshold names enough counting days, all of one month or of one run', () => {
    fc.assert(
      fc.property(pattern, (weights) => {
        const known = knownOf(weights);
        const result = met(known, { schoolClosed: AUTUMN });
        if (!result) return;
        expect(result.days.length).toBeGreaterThanOrEqual(5);
        for (const day of result.days) expect(weigh(known[day], FGU)).toBe('counts');
        if (result.why === 'month') expect(new Set(result.days.map((day) => day.slice(0, 7))).size).toBe(1);
        else {
          const [first = '', last = ''] = [result.days[0], result.days.at(-1)];
          const between = schoolDays(first, last, AUTUMN).filter((day) => !result.days.includes(day));
          for (const day of between) expect(weigh(known[day], FGU)).toBe('neutral');
        }
      }),
    );
  });

  test('the order records arrive in does not matter to whether there is a case in the end', () => {
    fc.assert(
      fc.property(pattern, fc.infiniteStream(fc.nat()), (weights, random) => {
        const all = Object.values(knownOf(weights));
        const shuffled = all
          .map((day) => ({ day, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ day }) => day);
        const opens = (order: DayState[]): boolean => {
          const known: Record<string, DayState> = {};
          return order.some((day) => {
            known[day.date] = day;
            return met(known, { schoolClosed: AUTUMN }, [day.date]) !== undefined;
          });
        };
        // Later attendance can break a run that a hole in the records made look whole, never the other way round.
        if (opens(all)) expect(opens(shuffled)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('lawful days never open a case at FGU', () => {
    fc.assert(
      fc.property(fc.subarray(term), (absent) => {
        expect(met(days(...absent.map((d) => lawful(d))), { schoolClosed: AUTUMN })).toBeUndefined();
      }),
    );
  });

  test('a stricter agreement never opens fewer cases', () => {
    fc.assert(
      fc.property(pattern, fc.integer({ min: 1, max: 5 }), (weights, threshold) => {
        const known = knownOf(weights);
        if (met(known, { schoolClosed: AUTUMN })) {
          expect(
            met(known, {
              schoolClosed: AUTUMN,
              terms: { ...FGU, consecutive: threshold, perMonth: threshold },
            }),
          ).toBeDefined();
        }
      }),
    );
  });

  test('dates far apart are handled', () => {
    expect(met(days(unlawful('2026-08-10'), unlawful(addDays('2026-08-10', 3650))))).toBeUndefined();
  });
});
