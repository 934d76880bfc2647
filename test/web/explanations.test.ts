import { REMEDIES, STAFF_ROLES, TASK_KINDS, type Facts } from '../../contract/messages/vocabulary';
import { addDays, type ClosedPeriods, publicHolidays } from '../../rules/calendar';
import { instantOf } from '../../rules/clock';
import { explainDueDate } from '../../rules/danishDates';
import { dueDate } from '../../rules/dueDates';
import { lix } from '../../rules/readability';
import { explain, type Explanations, type ExplainedTask, type Relation } from '../../texts/explanations';

const RELATIONS: readonly Relation[] = ['holder', 'given', 'unit', 'substitute', 'former', 'observer'];
const PLAIN = 25;

const task = (more: Partial<ExplainedTask> = {}): ExplainedTask => ({
  kind: 'absence.firstContact',
  reason: {},
  status: 'open',
  youth: 'y1',
  placement: {
    rung: 0,
    role: 'contactTeacher',
    assignee: 'kl-1',
    due: instantOf('2026-09-22', '16:00'),
    overdue: false,
  },
  formers: [],
  attempts: 0,
  ...more,
});

/** The facts each kind is opened with, as the workflows state them, in their longest form. */
const REASONS: readonly Facts[] = [
  {},
  { threshold: 'consecutive', days: ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18'] },
  { threshold: 'consecutive', days: ['2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02', '2026-10-05'] },
  { threshold: 'month', days: ['2026-10-01', '2026-10-05', '2026-10-07', '2026-10-09', '2026-10-20'] },
  { renewed: ['2026-09-14', '2026-09-16'] },
  { renewed: ['2026-09-30', '2026-10-02'] },
  { after: 'absence.firstContact' },
  { days: ['2026-09-14'], allowed: 1 },
  { days: ['2026-09-14', '2026-09-15', '2026-09-16'], allowed: 1 },
  { backlog: true },
  { task: 'absenceCase.y1.1.2', why: 'failed' },
  { task: 'absenceCase.y1.1.2', why: 'uncertain' },
  { special: true },
  { meetingOn: '2026-11-16', youths: 120 },
  { meetingOn: '2026-09-22', youths: 120 },
  ...REMEDIES.map((remedy) => ({ remedy })),
];

const answers = (four: Explanations): string[] => Object.values(four) as string[];
const hard = (texts: Iterable<string>): string[] =>
  [...new Set(texts)].filter((text) => lix(text) > PLAIN).map((text) => `${lix(text).toFixed(1)} ${text}`);

describe('the four answers are plain Danish (LIX 25 at most)', () => {
  test('for every kind, role, relation and reason', () => {
    const texts: string[] = [];
    for (const kind of TASK_KINDS)
      for (const relation of RELATIONS)
        for (const reason of REASONS) texts.push(...answers(explain(task({ kind, reason }), relation)));
    expect(hard(texts)).toEqual([]);
    expect(texts.every((text) => text.endsWith('.'))).toBe(true);
    expect(texts.join(' ')).not.toMatch(/undefined|NaN|absence\.|\bR\d\d\b/);
  });

  test('for every role, wherever the task has been and goes', () => {
    const texts: string[] = [];
    for (const role of STAFF_ROLES)
      for (const next of [undefined, ...STAFF_ROLES])
        for (const relation of RELATIONS)
          for (const [rung, formers, attempts, overdue] of [
            [0, 0, 0, false],
            [1, 0, 0, false],
            [1, 1, 0, false],
            [1, 1, 3, false],
            [2, 2, 0, true],
          ] as const) {
            const { placement } = task();
            const escalated = task({
              placement: {
                ...placement,
                role,
                rung,
                overdue,
                assignee: relation === 'unit' ? 'unit:x' : 'a',
              },
              formers: Array.from({ length: formers }),
              attempts,
              ...(next && { next: { role: next } }),
            });
            texts.push(...answers(explain(escalated, relation)));
          }
    expect(hard(texts)).toEqual([]);
  });

  test('for every due date of two school years, whatever is closed in between', () => {
    const texts: string[] = [];
    const municipality = Array.from({ length: 10 }, (_, n) => 2024 + n).flatMap((year) => [
      `${String(year)}-12-24`,
      `${String(year)}-12-31`,
      `${String(year)}-06-05`,
    ]);
    const closed: ClosedPeriods = {
      municipality,
      school: ['2026-10-12/2026-10-16', '2027-02-15/2027-02-19', '2026-12-19/2027-01-03'],
    };
    for (let date = '2025-10-01'; date < '2027-07-01'; date = addDays(date, 1))
      for (const days of [0, 1, 2, 5, 20])
        for (const time of ['10:00', '20:00'])
          for (const kind of ['municipal', 'school'] as const)
            texts.push(
              explainDueDate(
                dueDate(instantOf(date, time), { days, kind, closed, closing: '16:00' }).explanation,
              ),
            );
    expect(publicHolidays(2026).length).toBe(10);
    expect(hard(texts)).toEqual([]);
  });
});

describe('why this date', () => {
  const monday = instantOf('2026-09-21', '10:00');
  const terms = {
    days: 1,
    kind: 'school',
    closed: { municipality: [], school: [] },
    closing: '16:00',
  } as const;
  const { due, explanation } = dueDate(monday, terms);
  const counted = 'Der er 1 dag til det. Den går fra den 21. og til den 22. september 2026.';
  const moved = { ...task().placement, due: instantOf('2026-09-24', '16:00') };

  test.each<[string, Partial<ExplainedTask>, string]>([
    ['as it was counted', { placement: { ...moved, due } }, counted],
    [
      'as it was counted, though it was moved on an earlier rung',
      { placement: { ...moved, due }, postponed: true },
      counted,
    ],
    ['a person moved it', { postponed: true }, 'Der er sat en ny frist. Den er nu den 24. september kl. 16.'],
    [
      'R05: nobody answered',
      { attempts: 1 },
      'Den unge svarede ikke. Så er der en dag mere til at prøve igen. Den er nu den 24. september kl. 16.',
    ],
    [
      'R37: nobody came',
      { kind: 'absence.conversation1' },
      'Den unge kom ikke. Så er der en ny tid den næste dag. Den er nu den 24. september kl. 16.',
    ],
  ])('%s', (_, more, expected) => {
    expect(explain(task({ placement: moved, explanation, ...more }), 'holder').whyThisDate).toBe(expected);
  });
});

describe('why me, and what if nothing', () => {
  const { placement } = task();
  const escalated = { ...placement, rung: 1, role: 'schoolLeader' as const };

  test.each<[string, Partial<ExplainedTask>, Relation, string]>([
    ['by role', {}, 'holder', 'Du er kontaktlærer for den unge.'],
    ['given', {}, 'given', 'En kollega har givet den til dig.'],
    [
      'escalated',
      { placement: escalated, formers: [1] },
      'holder',
      'Du er leder på skolen. Den, der havde den før, nåede det ikke.',
    ],
    [
      'after attempts (R05)',
      { placement: escalated, formers: [1], attempts: 3 },
      'holder',
      'Du er leder på skolen. Der er prøvet 3 gange, men den unge svarede ikke.',
    ],
    [
      'nobody below',
      { placement: escalated },
      'holder',
      'Du er leder på skolen. Der var ingen før dig, som kunne få den.',
    ],
    [
      'gone on',
      { placement: escalated },
      'former',
      'Du havde den før. Nu er den hos lederen på skolen. Du må stadig godt løse den.',
    ],
    ['not mine', {}, 'observer', 'Den er ikke din. Lige nu er den hos kontaktlæreren.'],
  ])('%s', (_, more, relation, expected) => {
    expect(explain(task(more), relation).whyMe).toBe(expected);
  });

  test.each<[string, Partial<ExplainedTask>, Relation, string]>([
    [
      'it goes on',
      { next: { role: 'network' } },
      'observer',
      'Sker der ikke noget, går den videre den 22. september kl. 16. Så er det netværket, der har den.',
    ],
    ['last rung', {}, 'holder', 'Så bliver den hos dig.'],
    [
      'last rung of a unit',
      { placement: { ...placement, assignee: 'unit:network' } },
      'unit',
      'Så bliver den hos jer.',
    ],
    [
      'overdue',
      { placement: { ...placement, overdue: true }, next: { role: 'network' } },
      'observer',
      'Så bliver den, hvor den er.',
    ],
    ['closed', { status: 'withdrawn' }, 'holder', 'Den er lukket, så der sker ikke mere.'],
  ])('%s', (_, more, relation, expected) => {
    expect(explain(task(more), relation).whatIfNothing.startsWith(expected)).toBe(true);
  });
});
