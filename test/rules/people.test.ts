import { audience, guardianDecision } from '../../rules/audience';
import { continuity } from '../../rules/continuity';
import { invitationProblem, invitationWarnings } from '../../rules/participants';
import { hardest, lix } from '../../rules/readability';

describe('continuity (R28)', () => {
  const has = (on: string, person: string | undefined) => ({ on, person });

  test.each([
    ['nothing happened', [], { changes: 0, uncoveredDays: 0 }],
    [
      'the first one, after nobody',
      [has('2026-01-01', undefined), has('2026-01-05', 'a')],
      { changes: 0, uncoveredDays: 4 },
    ],
    ['another, from whoever it was', [has('2026-01-05', 'b')], { changes: 1, uncoveredDays: 0 }],
    [
      'another after a gap',
      [has('2026-01-01', 'a'), has('2026-02-01', undefined), has('2026-02-11', 'b')],
      { changes: 2, uncoveredDays: 10 },
    ],
    [
      'the same again after a gap',
      [
        has('2026-01-01', undefined),
        has('2026-01-01', 'a'),
        has('2026-02-01', undefined),
        has('2026-02-02', 'a'),
      ],
      { changes: 0, uncoveredDays: 1 },
    ],
    [
      'nobody now, noted twice',
      [has('2026-03-01', undefined), has('2026-03-05', undefined)],
      { changes: 0, uncoveredDays: 30, uncoveredSince: '2026-03-01' },
    ],
  ])('%s', (_, handings, expected) => {
    expect(continuity(handings, '2026-03-31')).toEqual(expected);
  });
});

describe('who decides about guardians (R52)', () => {
  test.each([
    ['2008-06-15', 'other', '2026-06-14', 'choice'],
    ['2008-06-15', 'other', '2026-06-15', 'consent'],
    ['2008-06-15', 'primarySchool', '2026-06-14', 'law'],
    ['2008-06-15', 'primarySchool', '2026-06-15', 'consent'],
    ['2008-06-15', 'offPlan', '2026-06-14', 'law'],
    ['2011-06-15', 'offPlan', '2026-06-14', 'choice'],
    ['2011-06-15', 'offPlan', '2026-06-15', 'law'],
    ['2008-02-29', 'other', '2026-02-28', 'choice'],
    ['2008-02-29', 'other', '2026-03-01', 'consent'],
    ['2010-02-28', 'other', '2028-02-28', 'consent'],
  ] as const)('born %s, %s, on %s: %s', (born, situation, on, decision) => {
    expect(guardianDecision({ born, situation }, on)).toBe(decision);
    const told = (guardiansChosen: boolean, consented: boolean): boolean =>
      audience({ born, situation, guardiansChosen, consented }, on).guardians;
    expect([told(false, false), told(true, false), told(false, true)]).toEqual(
      { law: [true, true, true], choice: [false, true, false], consent: [false, false, true] }[decision],
    );
  });
});

describe('who comes to a meeting (R18, R42)', () => {
  const under = { age: 17, hasGuardians: true, guardiansMayHear: true, maxProfessionals: 5 };
  const of18 = { ...under, age: 18 };
  const invited = { youth: true, guardians: true, professionals: 3, consented: false };

  test.each([
    ['nobody meets without the youth', { ...invited, youth: false }, under, 'youthMissing'],
    ['nor from 18 on', { ...invited, youth: false, consented: true }, of18, 'youthMissing'],
    ['the family under 18', { ...invited, guardians: false }, under, 'guardiansMissing'],
    ['where there is one', { ...invited, guardians: false }, { ...under, hasGuardians: false }, undefined],
    ['not before somebody has chosen', invited, { ...under, guardiansMayHear: false }, 'guardiansNotAllowed'],
    ['the youth first', { ...invited, guardians: false }, { ...under, guardiansMayHear: false }, undefined],
    ['from 18 the youth agrees', invited, of18, 'consentMissing'],
    ['and has', { ...invited, consented: true }, of18, undefined],
    ['under 18 that is fine', invited, under, undefined],
  ] as const)('%s', (_, people, attendance, problem) => {
    expect(invitationProblem(people, attendance)).toBe(problem);
  });

  test('five professionals are enough, and a family that is left out is mentioned', () => {
    expect(invitationWarnings({ ...invited, professionals: 5 }, under)).toEqual([]);
    expect(invitationWarnings({ ...invited, professionals: 6 }, under)).toEqual(['tooMany']);
    expect(invitationWarnings({ ...invited, guardians: false }, under)).toEqual(['familyNotAsked']);
    expect(invitationWarnings({ ...invited, guardians: false }, of18)).toEqual([]);
  });
});

test('what weighs most in a hard text: its hardest sentence and its longest words, each once', () => {
  const text = 'Vi ses. Koordinationsudvalget indkalder deltagerne. Deltagerne kommer. Hej med dig.';
  expect(hardest(text)).toEqual({
    sentence: 'Koordinationsudvalget indkalder deltagerne',
    words: ['koordinationsudvalget', 'deltagerne', 'indkalder'],
  });
  expect(hardest(text, 1).words).toEqual(['koordinationsudvalget']);
  expect(lix(hardest(text).sentence)).toBeGreaterThan(lix(text));
  expect(hardest('')).toEqual({ sentence: '', words: [] });
});
