import { type z } from 'zod';
import { absenceAnswer } from '../../contract/schemas/answers/schools';
import { timeline } from '../../records/journal';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { PATH, post, record, told } from './intakeSupport';
import { type Answered, call, NORD, NOW, SYD, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world({ closed: ['2026-10-12/2026-10-16'] });
});

describe('what becomes of a record', () => {
  test('new ones are accepted, and each youth’s journey hears of it once, by days', async () => {
    const answer = await post(w, [
      record('a'),
      record('b', { date: '17-11-2026', minutes: 100, type: 'Sygdom' }),
      record('c', { student: 'E2' }),
      record('d', { date: '2026-11-16', minutes: 30, type: 'sickness' }),
    ]);
    expect(answer.status).toBe(200);
    expect(told(answer)).toEqual({ counts: [4, 0, 0, 0], statuses: Array(4).fill('accepted') });
    const reports = w.engine.calls('reportAbsence');
    expect(reports).toHaveLength(2);
    expect(reports).toContainEqual([
      { youth: 'y1', agreement: 1 },
      {
        school: NORD,
        agreement: 1,
        calendar: 2,
        receivedOn: '2026-11-20',
        receivedAt: NOW,
        days: [
          { date: '2026-11-16', minutes: 330, lawful: 30, version: 2 },
          { date: '2026-11-17', minutes: 100, lawful: 100, version: 1 },
        ],
      },
    ]);
  });

  test('the same again is a duplicate, however often, and nobody is told', async () => {
    const records = [record('a'), record('b', { date: '2026-11-17' })];
    await post(w, records);
    const first = await post(w, records);
    const second = await post(w, records);
    expect(told(first)).toEqual({ counts: [0, 0, 2, 0], statuses: ['duplicate', 'duplicate'] });
    expect(second.body).toEqual(first.body);
    expect(w.engine.calls('reportAbsence')).toHaveLength(1);
  });

  test('new type or minutes is a correction that is told', async () => {
    await post(w, [record('a')]);
    const answer = await post(w, [record('a', { type: 'Sygdom' })]);
    expect(told(answer)).toEqual({ counts: [0, 1, 0, 0], statuses: ['corrected'] });
    expect(w.engine.calls('reportAbsence').at(-1)?.[1]).toMatchObject({
      days: [{ date: '2026-11-16', minutes: 300, lawful: 300, version: 2 }],
    });
  });

  test('an id that belongs to another student or day is rejected', async () => {
    await post(w, [record('a')]);
    const answer = await post(w, [
      record('a', { student: 'E2' }),
      record('a', { date: '2026-11-17' }),
      record('b'),
    ]);
    expect(told(answer).statuses).toEqual(['id-taken', 'id-taken', 'accepted']);
    expect(answer.body).toMatchObject({
      records: [{ row: 1, id: 'a', problem: { column: 'id' } }, { row: 2 }, { row: 3, id: 'b' }],
    });
  });

  test('of one id in one request the first use counts, whoever it is for', async () => {
    const answer = await post(w, [
      record('a', { student: 'E2' }),
      record('a'),
      record('a', { student: 'E2' }),
      record('a', { student: 'E2', minutes: 60 }),
      record('a', { student: 'E2', date: '2026-11-17' }),
      record('b'),
      record('b'),
    ]);
    expect(told(answer).statuses).toEqual([
      'accepted',
      'id-taken',
      'duplicate',
      'corrected',
      'id-taken',
      'accepted',
      'duplicate',
    ]);
  });

  test('also when the first user has more to be stored than the second', async () => {
    const answer = await post(w, [
      record('x', { student: 'E2' }),
      record('y', { student: 'E2', date: '2026-11-17' }),
      record('a', { student: 'E2', date: '2026-11-18' }),
      record('a'),
    ]);
    expect(told(answer).statuses).toEqual(['accepted', 'accepted', 'accepted', 'id-taken']);
  });

  test.each<[string, Record<string, unknown>, string, string, string]>([
    ['no id', { id: '' }, 'missing-id', 'id', 'mangler'],
    [
      'an unknown student',
      { student: 'E9' },
      'unknown-student',
      'student',
      'ingen elev med dette nummer (der står "E9")',
    ],
    ['another school’s student', { student: 'E3' }, 'unknown-student', 'student', 'ingen elev'],
    ['no such date', { date: '31-09-2026' }, 'invalid-date', 'date', 'der findes'],
    ['tomorrow', { date: '2026-11-21' }, 'future-date', 'date', '21. november 2026 er ikke kommet endnu'],
    ['far future', { date: '01-09-2036' }, 'future-date', 'date', '1. september 2036 er ikke kommet endnu'],
    ['a Saturday', { date: '05-09-2026' }, 'closed-day', 'date', '5. september 2026 er en lørdag'],
    ['a Sunday', { date: '06-09-2026' }, 'closed-day', 'date', '6. september 2026 er en søndag'],
    ['a holiday', { date: '2026-05-14' }, 'closed-day', 'date', '14. maj 2026 er Kristi himmelfartsdag'],
    [
      'the school is closed',
      { date: '14-10-2026' },
      'closed-day',
      'date',
      'skolen har lukket fra 12. oktober til 16. oktober 2026',
    ],
    ['an unknown type', { type: 'Ferie' }, 'unknown-type', 'type', '(der står "Ferie")'],
    ['negative minutes', { minutes: -5 }, 'invalid-minutes', 'minutes', '(der står -5)'],
    ['a field too many', { elev: 'x' }, 'unknown-field', '', 'ukendt felt: elev'],
  ])('%s does not stop the good one', async (_, change, code, column, message) => {
    const answer = await post(w, [record('bad', change), record('good')]);
    expect(answer.status).toBe(200);
    expect(told(answer)).toEqual({ counts: [1, 0, 0, 1], statuses: [code, 'accepted'] });
    const { records } = answer.body as z.output<typeof absenceAnswer>;
    expect(records[0]?.problem).toMatchObject({ code, column });
    expect(records[0]?.problem?.message).toContain(message);
  });

  test('today is no future, and what the school registered for a municipal closing day stands', async () => {
    expect(told(await post(w, [record('a', { date: '2026-11-20' })])).statuses).toEqual(['accepted']);
    w.setNow(instantOf('2026-12-29', '12:00'));
    expect(told(await post(w, [record('b', { date: '2026-12-24' })])).statuses).toEqual(['accepted']);
  });

  test('when none can be taken in the status says so, with the same members', async () => {
    const answer = await post(w, [record('', {}), 'x', record('a', { student: 'E9' })]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'all-rejected', accepted: 0, rejected: 3 });
    expect(told(answer).statuses).toEqual(['missing-id', 'not-a-record', 'unknown-student']);
    const problems = Object.fromEntries(
      Object.entries(answer.body).filter(([name]) => name in absenceAnswer.shape),
    );
    expect(absenceAnswer.safeParse(problems).success).toBe(true);
    expect(w.engine.asked).toEqual([]);
  });

  test('nothing sent is nothing done', async () => {
    const answer = await post(w, []);
    expect(answer.status).toBe(200);
    expect(told(answer)).toEqual({ counts: [0, 0, 0, 0], statuses: [] });
  });

  test('a thousand are taken in, one more is refused as a whole', async () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => record(`r${String(i)}`, { minutes: 1 }));
    const tooMany = await post(w, many(1001));
    expect(tooMany.status).toBe(422);
    expect(tooMany.body).toMatchObject({
      code: 'too-many-records',
      fields: [{ path: 'records', message: 'må højst have 1000 registreringer (der er 1001)' }],
    });
    expect(told(await post(w, many(1000))).counts).toEqual([1000, 0, 0, 0]);
    expect(w.engine.calls('reportAbsence')).toHaveLength(1);
  });

  test.each([
    [{}, 'records', 'mangler'],
    [{ records: 'x' }, 'records', 'skal være en liste (der står "x")'],
    [{ records: [], skole: 'x' }, '(hele indholdet)', 'ukendt felt: skole'],
    [[], '(hele indholdet)', 'skal være et objekt'],
  ])('%j is no request', async (json, path, message) => {
    const answer = await call(w, 'POST', PATH, { as: `feed-${NORD}`, json });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid-input', fields: [{ path, message }] });
  });
});

describe('withdrawing a record', () => {
  const withdraw = (id: string, as = `feed-${NORD}`): Promise<Answered> =>
    call(w, 'DELETE', `${PATH}/${encodeURIComponent(id)}`, { as });

  test('takes it out of its day, tells the journey, and can be repeated', async () => {
    await post(w, [record('a/1'), record('b', { minutes: 60 })]);
    const answer = await withdraw('a/1');
    expect(answer.body).toEqual({ id: 'a/1', status: 'withdrawn' });
    expect(w.engine.calls('reportAbsence').at(-1)?.[1]).toMatchObject({
      days: [{ date: '2026-11-16', minutes: 60 }],
    });
    expect((await withdraw('a/1')).status).toBe(200);
    expect(await timeline(w.table, { youth: 'y1' })).toContainEqual(
      expect.objectContaining({ event: 'signal.withdrawn', school: NORD, rule: 'R01' }),
    );
    expect((await accessesOf(w.table, 'y1', 9)).map(({ where }) => where)).toContain('absences.withdraw');
  });

  test('registered anew it counts again', async () => {
    await post(w, [record('a')]);
    await withdraw('a');
    expect(told(await post(w, [record('a')])).statuses).toEqual(['corrected']);
  });

  test('of one the school has not is not found', async () => {
    await post(w, [record('a')]);
    expect((await withdraw('b')).status).toBe(404);
    const elsewhere = await call(w, 'DELETE', `/api/v1/schools/${SYD}/absences/a`, { as: `feed-${SYD}` });
    expect(elsewhere.status).toBe(404);
  });
});
