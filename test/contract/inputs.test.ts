import { type z } from 'zod';
import { outcomeForm, outcomeProblem, OUTCOMES } from '../../contract/messages/outcomes';
import { CAUSES, CHANNELS, POSTPONE_REASONS, REMEDIES, TASK_KINDS } from '../../contract/messages/vocabulary';
import { bookBody, commentBody, postponeBody, reassignBody, reopenBody } from '../../contract/schemas/deeds';
import { completeBody, completionOf } from '../../contract/schemas/outcomes';
import { describeProblems } from '../../contract/schemas/problems';
import { taskQuery, workflowQuery, youthQuery } from '../../contract/schemas/queries';
import { day, moment } from '../../contract/schemas/times';
import { instantOf } from '../../rules/clock';

function problems(schema: z.ZodType, input: unknown): string[] {
  const { error } = schema.safeParse(input, { reportInput: true });
  return error ? describeProblems(error).map(({ path, message }) => `${path}: ${message}`) : [];
}

describe('results of tasks', () => {
  /** Every combination of values that a result can be put together of, right and wrong ones. */
  const values = {
    outcome: [undefined, ...new Set(Object.values(OUTCOMES).flat()), 'gone'],
    channel: [undefined, 'sms', 'pigeon'],
    cause: [undefined, 'health', 'bad'],
    remedy: [undefined, 'none', 'bad'],
    target: [
      undefined,
      { maxUnlawfulDays: 0, withinSchoolDays: 5 },
      { maxUnlawfulDays: 21, withinSchoolDays: 20 },
      { maxUnlawfulDays: 1 },
    ],
    person: [undefined, 'tk-1'],
  };
  const combinations = Object.entries(values).reduce<Record<string, unknown>[]>(
    (made, [field, options]) =>
      made.flatMap((one) =>
        options.map((option) => (option === undefined ? one : { ...one, [field]: option })),
      ),
    [{}],
  );

  test('whatever the edge lets through, the workflow accepts', () => {
    for (const kind of TASK_KINDS) {
      const schema = completionOf(kind);
      for (const input of combinations) {
        const { success, data } = schema.safeParse(input);
        if (success) expect([kind, outcomeProblem(kind, { ...data.outcome })]).toEqual([kind, undefined]);
      }
    }
  });

  test('whatever the workflow accepts, the edge lets through – without fields that do not belong there', () => {
    const belongs: Record<string, readonly string[]> = {
      reached: ['channel'],
      notReached: ['channel'],
      support: ['remedy'],
      noSolution: ['remedy'],
    };
    for (const kind of TASK_KINDS) {
      const form = outcomeForm(kind);
      for (const input of combinations) {
        if (outcomeProblem(kind, input)) continue;
        const own = [
          'outcome',
          ...(belongs[String(input.outcome)] ?? []),
          ...(form === 'conversation' && input.outcome === 'held' ? ['cause', 'remedy', 'target'] : []),
          ...(form === 'contact' ? ['channel'] : []),
          ...(form === 'assign' && input.outcome === 'done' ? ['person'] : []),
        ];
        const fits = Object.keys(input).every((field) => own.includes(field));
        expect([kind, input, completionOf(kind).safeParse(input).success]).toEqual([kind, input, fits]);
        if (fits) expect(completeBody.safeParse(input).success).toBe(true);
      }
    }
  });

  test.each([
    ['family.book', { outcome: 'done' }, 'next'],
    ['family.meeting', { outcome: 'held' }, 'next'],
    ['family.meeting', { outcome: 'moved' }, 'next'],
    ['family.meeting', { outcome: 'held', next: 1, agreements: [{ party: 'school' }] }, 'agreements.0.party'],
    ['family.meeting', { outcome: 'held', next: 1, agreements: [{ party: 'youth' }] }, 'agreements.0.due'],
    [
      'family.meeting',
      { outcome: 'held', next: 1, agreements: [{ party: 'youth', due: '2026-02-30' }] },
      'agreements.0.due',
    ],
  ] as const)('R15, R16: %s %j lacks %s, for the edge and for the workflow', (kind, input, field) => {
    expect(outcomeProblem(kind, input)?.field).toBe(field);
    expect(completionOf(kind).safeParse(input).success).toBe(false);
  });

  test('R15, R16: a held meeting has its next time and agreements with a day each', () => {
    const sent = {
      outcome: 'held',
      next: '2026-12-10T10:00',
      agreements: [{ party: 'municipality', role: 'guidance', due: '2026-12-01' }],
      earlier: [{ agreement: 'familyMeeting.y1.1.1', kept: true }],
    };
    const { outcome } = completionOf('family.meeting').parse(sent);
    expect(outcome).toEqual({ ...sent, next: Date.parse('2026-12-10T09:00Z') });
    expect(outcomeProblem('family.meeting', { ...outcome })).toBeUndefined();
  });

  test('words are kept apart from the result', () => {
    const sent = { outcome: 'held', cause: 'home', remedy: 'none', note: '  Vi ses.  ' };
    expect(completionOf('absence.conversation1').parse(sent)).toEqual({
      outcome: { outcome: 'held', cause: 'home', remedy: 'none' },
      note: 'Vi ses.',
    });
    expect(completionOf('school.silent').parse({ outcome: 'done' })).toEqual({
      outcome: { outcome: 'done' },
    });
  });

  test.each<[Parameters<typeof completionOf>[0], unknown, string[]]>([
    [
      'absence.firstContact',
      {},
      ['outcome: må være reached, notReached, declined', `channel: må være ${CHANNELS.join(', ')}`],
    ],
    [
      'absence.firstContact',
      { outcome: 'held', channel: 'sms' },
      ['outcome: må være reached, notReached, declined (der står "held")'],
    ],
    [
      'absence.conversation1',
      { outcome: 'reached' },
      ['outcome: må være held, noShow, declined (der står "reached")'],
    ],
    ['absence.conversation1', {}, ['outcome: må være held, noShow, declined']],
    ['absence.conversation1', { outcome: 'held', remedy: 'none' }, [`cause: må være ${CAUSES.join(', ')}`]],
    [
      'absence.conversation1',
      { outcome: 'held', cause: 'home', remedy: 'x' },
      [`remedy: må være ${REMEDIES.join(', ')} (der står "x")`],
    ],
    [
      'absence.conversation1',
      {
        outcome: 'held',
        cause: 'home',
        remedy: 'none',
        target: { maxUnlawfulDays: 21, withinSchoolDays: 4 },
      },
      [
        'target.maxUnlawfulDays: må højst være 20 (der står 21)',
        'target.withinSchoolDays: skal være mindst 5 (der står 4)',
      ],
    ],
    ['absence.leaderDecision', { outcome: 'support' }, [`remedy: må være ${REMEDIES.join(', ')}`]],
    ['coordinator.assign', { outcome: 'done' }, ['person: mangler']],
    ['school.silent', { outcome: 'done', cause: 'home' }, ['(hele indholdet): ukendt felt: cause']],
    ['school.silent', { outcome: 'done', note: 7 }, ['note: skal være tekst (der står 7)']],
    ['school.silent', 'done', ['(hele indholdet): skal være et objekt (der står "done")']],
  ])('%s %j', (kind, input, expected) => {
    expect(problems(completionOf(kind), input)).toEqual(expected);
  });
});

describe('what people do to tasks', () => {
  test('a new date is Danish time, or has an offset', () => {
    const read = (to: string) => postponeBody.parse({ to, reason: 'vacation' }).to;
    expect(read('2026-10-28T16:00')).toBe(instantOf('2026-10-28', '16:00'));
    expect(read('2026-10-20T16:00')).toBe(Date.UTC(2026, 9, 20, 14));
    expect(read('2026-10-28T15:00:00Z')).toBe(Date.UTC(2026, 9, 28, 15));
    expect(read('2026-10-28T16:00:30.5+02:00')).toBe(Date.UTC(2026, 9, 28, 14));
  });

  test.each([
    '2026-10-28',
    '2026-09-31T16:00',
    '2026-10-28T24:00',
    '2026-10-28T16:60',
    '2026-10-28T16:00+25:00',
    'i morgen',
  ])('%s is no moment', (at) => {
    expect(problems(bookBody, { at })).toEqual([
      `at: skal være et tidspunkt som 2026-10-28T16:00 (dansk tid) eller med tidszone (der står "${at}")`,
    ]);
  });

  test.each(['32-01-2026', '2026-02-30', '1-1-2026', ''])('%s is no day', (text) => {
    expect(problems(day, text)[0]).toContain('skal være en dato, der findes');
  });

  test.each<[z.ZodType, unknown, string[]]>([
    [postponeBody, {}, ['to: mangler', `reason: må være ${POSTPONE_REASONS.join(', ')}`]],
    [
      postponeBody,
      { to: '2026-10-28T16:00', reason: 'sol' },
      [`reason: må være ${POSTPONE_REASONS.join(', ')} (der står "sol")`],
    ],
    [reassignBody, { to: ' ' }, ['to: mangler']],
    [commentBody, { note: '' }, ['note: mangler']],
    [
      commentBody,
      { note: 'x'.repeat(4001) },
      [`note: må højst være 4000 tegn (der står "${'x'.repeat(59)}…)`],
    ],
    [reopenBody, { hvorfor: 'x' }, ['(hele indholdet): ukendt felt: hvorfor']],
    [taskQuery, { due: 'snart' }, ['due: må være overdue, today, week (der står "snart")']],
    [taskQuery, { forfald: 'x' }, ['(hele indholdet): ukendt felt: forfald']],
    [
      youthQuery,
      { q: '640203-4000' },
      ['q: må ikke være et cpr-nummer. Søg på navn eller elevnummer (der står "640203-4000")'],
    ],
    [youthQuery, { q: 'x' }, ['q: skal være mindst 2 tegn (der står "x")']],
    [workflowQuery, { failing: 'ja' }, ['failing: må være true, false (der står "ja")']],
    [
      workflowQuery,
      { youth: 'a/b' },
      ['youth: skal være en reference af bogstaver, tal, bindestreg og kolon (der står "a/b")'],
    ],
  ])('%#', (schema, input, expected) => {
    expect(problems(schema, input)).toEqual(expected);
  });

  test('a moment and a day answer what rules work with', () => {
    expect(moment.parse('2026-10-20T10:30')).toBe(instantOf('2026-10-20', '10:30'));
    expect(day.parse('20-10-2026')).toBe('2026-10-20');
  });
});
