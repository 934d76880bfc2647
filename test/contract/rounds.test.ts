import fc from 'fast-check';
import { answersProblem, type AnswerTerms, type RoundKind } from '../../contract/messages/rounds';
import { parseRoundName, parseTaskId, roundName, taskId } from '../../contract/messages/ids';
import { answersIn } from '../../contract/schemas/rounds';

const TERMS: AnswerTerms = { criteria: ['nearGoal', 'illness'], notYet: [], on: '2026-11-16' };
const YOUNG: AnswerTerms = { ...TERMS, notYet: ['guidance', 'jobcenter'] };
const field = (kind: RoundKind, answers: object, terms = TERMS): string | undefined =>
  answersProblem(kind, answers, terms)?.field;

const THREE = { satisfactory: true, special: false, newOffer: false };
const PROGNOSIS = { participants: ['socialServices'], weeks: 8, tasks: [] };

describe('answers about progression', () => {
  test.each<[string, object, string | undefined]>([
    ['the three answers', THREE, undefined],
    ['without satisfactory', { special: false, newOffer: false }, 'satisfactory'],
    ['without special', { satisfactory: true, newOffer: false }, 'special'],
    ['a text for an answer', { ...THREE, newOffer: 'nej' }, 'newOffer'],
    ['R48: a need', { ...THREE, need: 'less' }, undefined],
    ['R48: a need there is none of', { ...THREE, need: 'none' }, 'need'],
    ['R24: reached sub-goals', { ...THREE, reached: ['g1', 'g2'] }, undefined],
    ['R24: words for a sub-goal', { ...THREE, reached: ['æ'] }, 'reached'],
    [
      'R14: a criterion and a goal',
      { ...THREE, extension: { criterion: 'illness', goal: 'w-1' } },
      undefined,
    ],
    ['R14: no goal', { ...THREE, extension: { criterion: 'illness' } }, 'extension.goal'],
    [
      'R14: words for a goal',
      { ...THREE, extension: { criterion: 'illness', goal: 'Plads til april' } },
      'extension.goal',
    ],
    ['R14: no criterion', { ...THREE, extension: { goal: 'w-1' } }, 'extension.criterion'],
    [
      'R14: a criterion that is not in the agreement',
      { ...THREE, extension: { criterion: 'newDirection', goal: 'w-1' } },
      'extension.criterion',
    ],
    ['R14: nothing for an extension', { ...THREE, extension: null }, 'extension.criterion'],
  ])('%s', (_, answers, expected) => {
    expect(field('progressionRound', answers)).toBe(expected);
  });
});

describe('answers about the prognosis (R26)', () => {
  test.each<[string, object, string | undefined]>([
    ['participants, weeks and tasks', PROGNOSIS, undefined],
    ['nobody', { ...PROGNOSIS, participants: [] }, 'participants'],
    ['somebody unknown', { ...PROGNOSIS, participants: ['mayor'] }, 'participants'],
    ['every week', { ...PROGNOSIS, weeks: 1 }, undefined],
    ['every half-year', { ...PROGNOSIS, weeks: 26 }, undefined],
    ['never', { ...PROGNOSIS, weeks: 0 }, 'weeks'],
    ['less than every half-year', { ...PROGNOSIS, weeks: 27 }, 'weeks'],
    ['half weeks', { ...PROGNOSIS, weeks: 1.5 }, 'weeks'],
    ['a task today', { ...PROGNOSIS, tasks: [{ role: 'guidance', due: '2026-11-16' }] }, undefined],
    ['a task yesterday', { ...PROGNOSIS, tasks: [{ role: 'guidance', due: '2026-11-15' }] }, 'tasks'],
    ['a task on no day', { ...PROGNOSIS, tasks: [{ role: 'guidance', due: '2026-02-30' }] }, 'tasks'],
    ['no tasks said', { participants: ['guidance'], weeks: 8 }, 'tasks'],
  ])('%s', (_, answers, expected) => {
    expect(field('prognosisRound', answers)).toBe(expected);
  });

  test('before sixteen neither guidance nor jobcenter takes part or gets a task', () => {
    expect(field('prognosisRound', PROGNOSIS, YOUNG)).toBeUndefined();
    expect(field('prognosisRound', { ...PROGNOSIS, participants: ['guidance'] }, YOUNG)).toBe('participants');
    const tasks = [{ role: 'jobcenter', due: '2026-12-01' }];
    expect(field('prognosisRound', { ...PROGNOSIS, tasks }, YOUNG)).toBe('tasks');
  });
});

test('R20: nothing must be answered at a conference; an obstacle is one of those there are', () => {
  expect(field('networkConference', {})).toBeUndefined();
  expect(field('networkConference', { takeOver: 'tk-1', obstacle: 'waitingTime' })).toBeUndefined();
  expect(field('networkConference', { takeOver: '' })).toBe('takeOver');
  expect(field('networkConference', { obstacle: 'ingen penge' })).toBe('obstacle');
});

test('what the edge lets in, the workflow takes – once the goal’s words are a reference', () => {
  const sent = fc.record(
    {
      satisfactory: fc.oneof(fc.boolean(), fc.constant('ja')),
      special: fc.boolean(),
      newOffer: fc.boolean(),
      need: fc.constantFrom('less', 'same', 'more', 'none'),
      reached: fc.array(fc.constantFrom('g1', 'g2', 'æ ø'), { maxLength: 3 }),
    },
    { requiredKeys: ['special'] },
  );
  fc.assert(
    fc.property(sent, (answers) => {
      const atTheEdge = answersIn('progressionRound').safeParse(answers).success;
      expect(answersProblem('progressionRound', answers, TERMS) === undefined).toBe(atTheEdge);
    }),
  );
});

test('a round’s name stands in addresses and leads back to it', () => {
  for (const id of [
    'progressionRound/FGU-NORD/2026-4',
    'prognosisRound/2026-2',
    'networkConference/2026-11-26',
  ]) {
    expect(parseRoundName(roundName(id))).toBe(id);
    expect(parseTaskId(taskId(id, 2))).toEqual({ workflowId: id, n: 2 });
  }
  for (const other of ['journey.y1', 'progressionRound', 'networkConference.2026-11-26.1/..', '']) {
    expect(parseRoundName(other)).toBeUndefined();
  }
});
