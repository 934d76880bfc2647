import { weekday } from '../../rules/calendar';
import { copenhagen, instantOf, isoCopenhagen } from '../../rules/clock';
import { proposals, type Upcoming } from '../../rules/overlap';
import { suggestedTimes, timing } from '../../rules/suggestedTimes';

const at = (date: string, time = '12:00'): number => instantOf(date, time);
const terms = {
  suggest: { from: '10:00', to: '14:00' },
  agendaDays: 5,
  closed: { municipality: ['2026-12-24', '2026-12-28/2026-12-31'], school: ['2026-12-07/2026-12-11'] },
};
const NOW = at('2026-11-20');
const shown = (times: readonly number[]): string[] => times.map((time) => isoCopenhagen(time).slice(0, 16));

describe('suggested times (R41)', () => {
  const window = { from: at('2026-12-21'), to: at('2027-01-15') };

  test('working days inside the window, one a day, from 10 and over by 14', () => {
    expect(shown(suggestedTimes(window, NOW, terms, 6))).toEqual([
      '2026-12-21T10:00',
      '2026-12-22T11:00',
      '2026-12-23T12:00',
      '2027-01-04T13:00',
      '2027-01-05T10:00',
      '2027-01-06T11:00',
    ]);
  });

  test('never past the window, though fewer than asked for', () => {
    const short = { from: at('2026-12-21'), to: at('2026-12-22') };
    expect(shown(suggestedTimes(short, NOW, terms, 6))).toEqual(['2026-12-21T10:00', '2026-12-22T11:00']);
  });

  test('the week before where the window has no working day', () => {
    const holidays = { from: at('2026-12-24'), to: at('2026-12-27') };
    expect(shown(suggestedTimes(holidays, NOW, terms, 6))).toEqual([
      '2026-12-17T10:00',
      '2026-12-18T11:00',
      '2026-12-21T12:00',
      '2026-12-22T13:00',
      '2026-12-23T10:00',
    ]);
  });

  test('first when the agenda can be there: five working days on (R40), school holidays do not matter', () => {
    const open = { from: at('2026-11-01'), to: at('2027-01-15') };
    expect(shown(suggestedTimes(open, NOW, terms, 2))).toEqual(['2026-11-27T10:00', '2026-11-30T11:00']);
    expect(shown(suggestedTimes(undefined, NOW, terms, 1))).toEqual(['2026-11-27T10:00']);
    expect(shown(suggestedTimes(undefined, at('2026-11-27'), terms, 3))).toEqual([
      '2026-12-04T10:00',
      '2026-12-07T11:00',
      '2026-12-08T12:00',
    ]);
  });

  test('from the first possible day where it is too late', () => {
    const passed = { from: at('2026-09-01'), to: at('2026-11-20') };
    expect(shown(suggestedTimes(passed, NOW, terms, 1))).toEqual(['2026-11-27T10:00']);
  });

  test('never an hour that is taken', () => {
    const taken = [at('2026-12-21', '10:30'), at('2026-12-22', '10:00')];
    expect(shown(suggestedTimes(window, NOW, terms, 2, taken))).toEqual([
      '2026-12-21T12:00',
      '2026-12-22T12:00',
    ]);
    const all = ['10:00', '11:00', '12:00', '13:00'].map((time) => at('2026-12-21', time));
    expect(shown(suggestedTimes(window, NOW, terms, 1, all))).toEqual(['2026-12-22T10:00']);
  });

  test('ends where the calendar never opens or no hour fits', () => {
    const closed = { municipality: ['2026-11-28/2027-12-31'], school: [] };
    expect(suggestedTimes(undefined, NOW, { ...terms, closed }, 3)).toHaveLength(1);
    const narrow = { ...terms, suggest: { from: '10:00', to: '10:30' } };
    expect(suggestedTimes(window, NOW, narrow, 3)).toEqual([]);
  });

  test('at Danish hours over the change of the clock', () => {
    const spring = { from: at('2027-03-25'), to: at('2027-04-02') };
    const open = { ...terms, closed: { municipality: [], school: [] } };
    const found = suggestedTimes(spring, NOW, open, 9);
    expect(found.length).toBeGreaterThan(1);
    for (const time of found) {
      const { date, time: hour } = copenhagen(time);
      expect(hour >= '10:00' && hour <= '13:00' && weekday(date) < 6).toBe(true);
    }
  });

  test('sooner and too late are told to the minute (R15)', () => {
    expect(timing(window.from - 1, window)).toBe('sooner');
    expect(timing(window.from, window)).toBe('inside');
    expect(timing(window.to, window)).toBe('inside');
    expect(timing(window.to + 1, window)).toBe('tooLate');
    expect(timing(0, undefined)).toBe('inside');
  });
});

describe('meetings held as one', () => {
  const on = (id: string, day: string): Upcoming => ({ id, from: day, to: day, at: at(day) });
  const between = (id: string, from: string, to: string): Upcoming => ({ id, from, to });

  test('fourteen days apart, not fifteen', () => {
    expect(proposals([on('a', '2026-11-02'), on('b', '2026-11-16')], 14)).toEqual([
      { ids: ['a', 'b'], from: '2026-11-02', to: '2026-11-16', at: at('2026-11-02') },
    ]);
    expect(proposals([on('a', '2026-11-02'), on('b', '2026-11-17')], 14)).toEqual([]);
    expect(proposals([on('a', '2026-11-02'), on('b', '2026-11-02')], 0)).toEqual([]);
  });

  test('counted from the first to the last of them, in any order', () => {
    const three = [on('c', '2026-11-25'), on('a', '2026-11-02'), on('b', '2026-11-12')];
    expect(proposals(three, 14).map(({ ids }) => ids)).toEqual([['a', 'b']]);
    expect(proposals(three, 23).map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
  });

  test('weeks a meeting may be held in meet a day that lies in or near them', () => {
    const weeks = between('w', '2026-12-01', '2027-01-31');
    expect(proposals([weeks, on('a', '2026-12-10')], 14)).toEqual([
      { ids: ['a', 'w'], from: '2026-12-10', to: '2026-12-10', at: at('2026-12-10') },
    ]);
    expect(proposals([weeks, on('a', '2026-11-17')], 14)).toHaveLength(1);
    expect(proposals([weeks, on('a', '2026-11-16')], 14)).toEqual([]);
    expect(proposals([weeks, between('v', '2027-01-10', '2027-03-01')], 14)).toEqual([
      { ids: ['w', 'v'], from: '2027-01-10', to: '2027-01-31' },
    ]);
  });

  test('one alone is none, and one time for all is done', () => {
    expect(proposals([on('a', '2026-11-02')], 14)).toEqual([]);
    expect(proposals([on('a', '2026-11-02'), on('b', '2026-11-02')], 14)).toEqual([]);
    const other = { ...on('b', '2026-11-02'), at: at('2026-11-02', '13:00') };
    expect(proposals([on('a', '2026-11-02'), other], 14)).toHaveLength(1);
  });
});
