/** L4: what may be shared, on both sides of the ages; L6: rules in force by date. */
import { z } from 'zod';
import { receiptsAnswer } from '../../contract/schemas/answers/schools';
import { SHARED_FIELDS, sharedFields } from '../../rules/sharing';
import { inForce } from '../../rules/validity';

const TERMS = { fullUntilAge: 25, limitedUntilAge: 30 };
const LIMITED = ['name', 'born', 'contact', 'status', 'trackedGoal'];
const without = (age: number): { age: number; consented: boolean } => ({ age, consented: false });

test('another municipality: everything until 25, what it takes until 30, nothing after', () => {
  expect(sharedFields(without(24), TERMS)).toEqual(SHARED_FIELDS);
  expect(sharedFields(without(25), TERMS)).toEqual(LIMITED);
  expect(sharedFields(without(29), TERMS)).toEqual(LIMITED);
  expect(sharedFields(without(30), TERMS)).toEqual([]);
});

test('a school reads none of it: its receipts hold its own student numbers and what was done when (R43)', () => {
  const schema = JSON.stringify(z.toJSONSchema(receiptsAnswer));
  for (const field of SHARED_FIELDS.filter((known) => known !== 'school'))
    expect([field, schema.includes(`"${field}":{`)]).toEqual([field, false]);
  expect(schema).toContain('"student":{');
});

test('with consent everything, at any age', () => {
  expect(sharedFields({ age: 31, consented: true }, TERMS)).toEqual(SHARED_FIELDS);
});

test('a rule is in force on its first and last day, and without dates always (L6)', () => {
  const validity = { from: '2026-01-01', until: '2026-12-31' };
  expect(
    ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => inForce(validity, day)),
  ).toEqual([false, true, true, false]);
  expect(inForce(undefined, '2030-01-01')).toBe(true);
});
