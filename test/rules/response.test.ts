/** R23: response times; R49: small cells. */
import fc from 'fast-check';
import { instantOf } from '../../rules/clock';
import { median, responseTime } from '../../rules/response';
import { mayTell, mayTellPart, mayTellParts, mayTellRows } from '../../rules/smallCells';

const TERMS = {
  days: 1,
  kind: 'school',
  closed: { municipality: [], school: ['2026-10-12/2026-10-16'] },
  closing: '16:00',
} as const;
const at = (date: string, time: string): number => instantOf(date, time);
const RECEIVED = at('2026-10-09', '15:30'); // the Friday before the autumn holiday
const moments = { receivedAt: RECEIVED, firstTaskAt: RECEIVED };

test('contact by the end of the first working day is in time; a minute later is late', () => {
  const answered = (contactAt: number): string =>
    responseTime({ ...moments, contactAt }, TERMS, contactAt).state;
  expect(answered(at('2026-10-19', '16:00'))).toBe('inTime');
  expect(answered(at('2026-10-19', '16:01'))).toBe('late');
});

test('days are counted without the school’s holiday', () => {
  const contactAt = at('2026-10-20', '09:00');
  expect(responseTime({ ...moments, contactAt }, TERMS, contactAt).days).toBe(2);
});

test('who waits is waited for until the agreed moment, and late from then on', () => {
  expect(responseTime(moments, TERMS, at('2026-10-19', '16:00')).state).toBe('waiting');
  expect(responseTime(moments, TERMS, at('2026-10-19', '16:01')).state).toBe('late');
  expect(
    responseTime({ ...moments, closedAt: at('2026-10-19', '10:00') }, TERMS, at('2026-11-01', '10:00')).state,
  ).toBe('closed');
});

test('the middle one', () => {
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 5])]).toEqual([undefined, 3, 1, 5]);
});

test('R49: what is hidden does not follow from the sum and the rest', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const told = mayTell(counts, 5);
      const hidden = counts.filter((_, i) => told[i] !== true);
      counts.forEach((n, i) => {
        if (n > 0 && n < 5) expect(told[i]).toBe(false);
        if (n === 0) expect(told[i]).toBe(true);
      });
      // Somebody else is hidden, too, wherever there is anybody else.
      const others = counts.filter((n) => n > 0).length > 1;
      if (hidden.length > 0 && others) expect(hidden.length).toBeGreaterThan(1);
    }),
  );
  expect(mayTell([4, 20, 30], 5)).toEqual([false, false, true]);
  expect(mayTell([5, 20], 5)).toEqual([true, true]);
});

test('R49: a part is told only where the rest is no small number either', () => {
  expect([mayTellPart(5, 10, 5), mayTellPart(6, 10, 5), mayTellPart(0, 10, 5), mayTellPart(0, 4, 5)]).toEqual(
    [true, false, true, false],
  );
});

test('R49: no part follows from the sum of all and the parts that are told', () => {
  // 2 of 10 were late at the first school: 8 in time would follow from 18 in all, less the 10 that are told.
  expect(
    mayTellParts(
      [
        { count: 10, part: 8 },
        { count: 20, part: 10 },
        { count: 40, part: 20 },
      ],
      5,
    ),
  ).toEqual([false, false, true]);
  const group = fc
    .tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }))
    .map(([part, rest]) => ({ count: part + rest, part }));
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
      const told = mayTellParts(groups, 5);
      const hidden = groups.filter((_, i) => told[i] !== true);
      groups.forEach(({ part, count }, i) => {
        if (told[i] === true) expect(mayTellPart(part, count, 5)).toBe(true);
      });
      // Where others had somebody, a hidden group has company, and they are not few together.
      const others = groups.filter(({ count }, i) => told[i] === true && count > 0);
      if (hidden.length === 0 || others.length === 0) return;
      const sum = hidden.reduce((all, { count, part }) => ({
        count: all.count + count,
        part: all.part + part,
      }));
      expect(hidden.length).toBeGreaterThan(1);
      expect([sum.part, sum.count - sum.part].some((n) => n > 0 && n < 5)).toBe(false);
    }),
  );
});

test('R49: no row follows from the sums of the kinds and the rows that are told', () => {
  expect(
    mayTellRows(
      [
        [9, 2],
        [8, 6],
        [20, 0],
      ],
      5,
    ),
  ).toEqual([false, false, true]);
  // Whose number may not be told is not told by its kinds either, and gets company.
  expect(
    mayTellRows(
      [
        [8, 6],
        [9, 9],
        [20, 0],
      ],
      5,
      [true, false, true],
    ),
  ).toEqual([false, false, true]);
  const row = fc.array(fc.nat({ max: 30 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const told = mayTellRows(rows, 5);
      const hidden = rows.filter((_, i) => told[i] !== true);
      rows.forEach((numbers, i) => {
        if (told[i] === true) expect(numbers.some((n) => n > 0 && n < 5)).toBe(false);
      });
      const others = rows.filter((numbers, i) => told[i] === true && numbers.some((n) => n > 0));
      if (hidden.length === 0 || others.length === 0) return;
      expect(hidden.length).toBeGreaterThan(1);
      for (const kind of [0, 1, 2, 3]) {
        const sum = hidden.reduce((all, numbers) => all + (numbers[kind] ?? 0), 0);
        expect(sum > 0 && sum < 5).toBe(false);
      }
    }),
  );
});
