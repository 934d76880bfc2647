/** L6: rules switch by date, at midnight in Denmark. */
import { defaultPolicy, InvalidPolicy, policyWith } from '../../contract/schemas/policy';
import { copenhagen, instantOf } from '../../rules/clock';
import { inForce } from '../../rules/validity';

const { R34 } = defaultPolicy().validity;
const at = (date: string, time: string): string => copenhagen(instantOf(date, time)).date;

test('the tracked goal is in force through 31 December 2026, and not a minute longer', () => {
  expect(inForce(R34, at('2026-12-31', '23:59'))).toBe(true);
  expect(inForce(R34, at('2027-01-01', '00:00'))).toBe(false);
});

test('a rule begins at midnight of its first day', () => {
  const validity = { from: '2027-01-01' };
  expect(inForce(validity, at('2026-12-31', '23:59'))).toBe(false);
  expect(inForce(validity, at('2027-01-01', '00:00'))).toBe(true);
});

test('both ends, one day, and no dates at all', () => {
  const day = { from: '2027-03-28', until: '2027-03-28' };
  expect(['2027-03-27', '2027-03-28', '2027-03-29'].map((date) => inForce(day, date))).toEqual([
    false,
    true,
    false,
  ]);
  expect(inForce({}, '1999-01-01')).toBe(true);
  expect(inForce(undefined, '2999-01-01')).toBe(true);
});

test('a rule that ends before it begins is refused', () => {
  const wrong = { validity: { R34: { from: '2027-01-01', until: '2026-12-31' } } };
  expect(() => policyWith(wrong)).toThrow(InvalidPolicy);
  expect(() => policyWith(wrong)).toThrow('validity.R34.until: skal ligge på eller efter from');
});
