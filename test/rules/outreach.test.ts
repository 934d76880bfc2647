import { addDays } from '../../rules/calendar';
import {
  eligibilityOn,
  isStatutory,
  lastSaturdayOfJune,
  newActivityDueOn,
  type OutreachFacts,
  standingOn,
} from '../../rules/outreach';

const DAY = '2026-11-20';
const facts = (more: Partial<OutreachFacts> = {}): OutreachFacts => ({
  status: 'none',
  work: [],
  pauses: [],
  placed: false,
  ...more,
});
const job = (hoursPerWeek: number, from = '2026-01-01', to?: string): OutreachFacts['work'][number] => ({
  hoursPerWeek,
  from,
  ...(to !== undefined && { to }),
});

describe('where a youth stands (R32)', () => {
  test.each([
    ['primarySchool', 'enrolled'],
    ['fgu', 'enrolled'],
    ['education', 'enrolled'],
    ['job', 'working'],
    ['none', 'out'],
  ] as const)('a register that says %s: %s', (status, is) => {
    expect(standingOn(facts({ status }), DAY, 20)).toEqual({ is });
  });

  test('20 hours are enough and 19 are not; hours of several jobs add up', () => {
    expect(standingOn(facts({ work: [job(20)] }), DAY, 20).is).toBe('working');
    expect(standingOn(facts({ work: [job(19)] }), DAY, 20).is).toBe('out');
    expect(standingOn(facts({ work: [job(12), job(8)] }), DAY, 20).is).toBe('working');
    expect(standingOn(facts({ status: 'job', work: [job(19)] }), DAY, 20).is).toBe('out');
  });

  test('a place taken is something to go to (R35)', () => {
    expect(standingOn(facts({ placed: true }), DAY, 20)).toEqual({ is: 'placed' });
    expect(standingOn(facts({ placed: false }), DAY, 20)).toEqual({ is: 'out' });
  });

  test('work and pauses count from their first day to their last, and tell when they change', () => {
    const work = [job(25, '2026-11-10', '2026-11-20')];
    expect(standingOn(facts({ work }), '2026-11-09', 20)).toEqual({ is: 'out', until: '2026-11-10' });
    expect(standingOn(facts({ work }), '2026-11-10', 20)).toEqual({ is: 'working', until: '2026-11-21' });
    expect(standingOn(facts({ work }), '2026-11-20', 20).is).toBe('working');
    expect(standingOn(facts({ work }), '2026-11-21', 20)).toEqual({ is: 'out' });
    const pauses = [{ from: '2026-11-20', to: '2026-11-20' }];
    expect(standingOn(facts({ pauses }), '2026-11-19', 20).is).toBe('out');
    expect(standingOn(facts({ pauses }), '2026-11-20', 20)).toEqual({ is: 'paused', until: '2026-11-21' });
  });
});

describe('the law for those of 15–17 (L1)', () => {
  test('binds from the fifteenth birthday to the day before the eighteenth', () => {
    expect(isStatutory('2011-11-21', DAY)).toBe(false);
    expect(isStatutory('2011-11-20', DAY)).toBe(true);
    expect(isStatutory('2008-11-21', DAY)).toBe(true);
    expect(isStatutory('2008-11-20', DAY)).toBe(false);
  });

  test.each([
    [2025, '2025-06-28'],
    [2026, '2026-06-27'],
    [2027, '2027-06-26'],
    [2029, '2029-06-30'],
    [2031, '2031-06-28'],
  ])('the summer holiday of %i begins on %s (L12)', (year, first) => {
    expect(lastSaturdayOfJune(year)).toBe(first);
  });

  test('30 days after the contact, and before a day off', () => {
    expect(newActivityDueOn('2026-11-02', 30, 44)).toBe('2026-12-02'); // a Wednesday
    expect(newActivityDueOn('2026-11-05', 30, 44)).toBe('2026-12-04'); // a Saturday: Friday before
    expect(newActivityDueOn('2026-11-25', 30, 44)).toBe('2026-12-24'); // Christmas Day: the day before
  });

  test('days of the summer holiday do not count', () => {
    // 18 days to 25 June, then 44 days of holiday from 26 June 2027, then 12 more: Friday 20 August.
    expect(newActivityDueOn('2027-06-07', 30, 44)).toBe('2027-08-20');
    expect(newActivityDueOn('2027-06-07', 30, 0)).toBe('2027-07-07');
    // A contact in the holiday: all 30 days come after it.
    expect(newActivityDueOn('2027-07-12', 30, 44)).toBe('2027-09-07');
    // The last day before it, and the first after it.
    expect(newActivityDueOn('2027-05-26', 30, 44)).toBe('2027-06-25');
    expect(newActivityDueOn('2027-05-27', 30, 44)).toBe(addDays('2027-08-09', 0));
  });
});

describe('whom we are there for (R51)', () => {
  const terms = { fromAge: 13, untilAge: 30 };
  test('from the thirteenth birthday until the thirtieth', () => {
    expect(eligibilityOn('2013-11-21', DAY, terms)).toEqual({ is: 'tooYoung', until: '2026-11-21' });
    expect(eligibilityOn('2013-11-20', DAY, terms)).toEqual({ is: 'eligible', until: '2043-11-20' });
    expect(eligibilityOn('1996-11-21', DAY, terms)).toEqual({ is: 'eligible', until: '2026-11-21' });
    expect(eligibilityOn('1996-11-20', DAY, terms)).toEqual({ is: 'over' });
  });
});
