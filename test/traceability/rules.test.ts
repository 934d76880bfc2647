/** docs/rules.md says the truth, and no rule is forgotten. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OPEN, RULES } from './ruleList';
import { missingOf, rulesDocument, traces } from './table';

const written = readFileSync(path.join(__dirname, '../../docs/rules.md'), 'utf8');

test('every rule has an id of its own, and every open one is a rule', () => {
  expect(Object.keys(RULES)).toHaveLength(55 + 12);
  for (const rule of OPEN) expect(RULES).toHaveProperty(rule);
});

test('what counts as built is carried out and tested', () => {
  expect(traces().flatMap((trace) => missingOf(trace) ?? [])).toEqual([]);
});

test('a rule that is carried out or tested nowhere is found missing', () => {
  const trace = { rule: 'R01', parameters: [], code: [], scenarios: [], tests: [] };
  expect(missingOf(trace)).toBe('R01 is carried out nowhere');
  expect(missingOf({ ...trace, code: ['rules/absence.ts'] })).toBe('R01 is tested nowhere');
});

test('docs/rules.md is up to date: npm run document-rules', () => {
  expect(written).toBe(rulesDocument());
});
