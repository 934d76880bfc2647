import { TaskRefusedError } from '../../contract/ports/engine';
import { saveAgreement, settleAgreement } from '../../records/meetings';
import { getYouth, putYouth, type Youth } from '../../records/people';
import { changePlan } from '../../records/plan';
import { saveTask, type TaskRow } from '../../records/tasks';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { type Answered, call, NORD, NOW, placement, taskRow, withTasks, world, type World } from './support';

let w: World;
const SCHOOL = ['kl-1', 'sl-1', `feed-${NORD}`];
const MEETING_AT = instantOf('2026-12-10', '10:00');
const WINDOW = { from: instantOf('2026-12-07', '00:00'), to: instantOf('2027-01-15', '23:59') };

const row = (id: string, kind: TaskRow['kind'], more: Partial<TaskRow> = {}): TaskRow => {
  const [procedure = '', youth = '', n = '', task = '1'] = id.split('.');
  return taskRow({
    n: Number(task),
    id,
    workflowId: `${procedure}/${youth}/${n}`,
    kind,
    rule: 'R15',
    placement: placement({ role: 'coordinator', assignee: 'tk-1', due: instantOf('2026-12-10', '16:00') }),
    ...more,
  });
};
const booking = row('familyMeeting.y1.1.1', 'family.book', { window: WINDOW });
const meeting = row('familyMeeting.y1.1.2', 'family.meeting', { window: WINDOW, meeting: MEETING_AT });
const conference = row('transitionConference.y1.1.1', 'transition.conference', {
  placement: placement({ role: 'guidance', assignee: 'uu-1', due: instantOf('2026-12-15', '16:00') }),
});
const talk = row('absenceCase.y1.1.1', 'absence.conversation1', { placement: placement() });

beforeEach(async () => {
  w = await world();
  await withTasks(w, meeting, conference, talk);
});

const at = (task: TaskRow, path: string): string => `/api/v1/tasks/${task.id}/${path}`;
const agenda = (as = 'tk-1', task = meeting): Promise<Answered> => call(w, 'GET', at(task, 'agenda'), { as });
const put = (json: unknown, as = 'tk-1', task = meeting): Promise<Answered> =>
  call(w, 'PUT', at(task, 'agenda'), { as, json });
const point = (json: unknown, as = 'tk-1'): Promise<Answered> =>
  call(w, 'POST', at(meeting, 'agenda/points'), { as, json });
const become = async (more: Partial<Youth>): Promise<void> => {
  const youth = await getYouth(w.table, 'y1');
  if (youth) await putYouth(w.table, { ...youth, ...more });
};

describe('the agenda', () => {
  test('has what comes back: late sub-goals and agreements nobody spoke of, on the day of the meeting (R12, R16)', async () => {
    await changePlan(w.table, 'y1', (plan) => ({
      ...plan,
      purpose: { text: 'Jeg vil være kok.', by: 'youth' },
      subGoals: [
        { id: 'g1', text: 'Stå op kl. 7', due: '2026-12-09', request: 'a' },
        { id: 'g2', text: 'Finde en praktik', due: '2026-12-10', request: 'b' },
        { id: 'g3', text: 'Ringe til mor', due: '2026-12-01', reachedOn: '2026-11-30', request: 'c' },
      ],
    }));
    for (const [id, party] of [
      ['a.1', 'municipality'],
      ['a.2', 'youth'],
    ] as const)
      await saveAgreement(w.table, { id, youth: 'y1', party, due: '2026-12-01', madeAt: NOW });
    await settleAgreement(w.table, 'y1', 'a.2', true, NOW);
    const { body } = await agenda();
    expect(body).toMatchObject({
      task: meeting.id,
      at: '2026-12-10T10:00:00+01:00',
      readyBy: '2026-12-03',
      purpose: { text: 'Jeg vil være kok.', by: 'youth' },
      invited: {
        youth: true,
        guardians: false,
        staff: [{ id: 'tk-1', name: 'Mette Dahl' }],
        consented: false,
      },
      overdueSubGoals: [{ id: 'g1', text: 'Stå op kl. 7', due: '2026-12-09' }],
      earlierAgreements: [{ id: 'a.1', party: 'municipality', due: '2026-12-01' }],
    });
    expect(body.asYouthSees).toBe(
      [
        'Hej Malthe.',
        'Vi ses torsdag den 10. december kl. 10.',
        'Du vælger selv, hvor vi ses.',
        'Du møder: Mette Dahl.',
        'Du må tage en med.',
        'Det er målet, som I har sagt det:',
        '– Jeg vil være kok.',
        'Det når vi måske ikke. Vi ser på det igen:',
        '– Stå op kl. 7',
        'Det har vi aftalt før:',
        '– Vores aftale til den 1. december.',
        'Du kan sige: Jeg kommer. En anden tid. Ring til mig.',
      ].join('\n'),
    );
    expect(body.lix).toBeLessThanOrEqual(25);
  });

  test('takes place, support person, purpose and points, and stays when another time is found', async () => {
    await put({
      place: 'Biblioteket',
      supportPerson: 'Min søster',
      purpose: { text: 'Ro på.', by: 'family' },
    });
    await point({ by: 'youth', text: 'Jeg vil tale om Uddannelsesparathedsvurderingen.' });
    const { body } = await point({ by: 'staff', text: 'Din mentor.' });
    expect(body).toMatchObject({
      place: 'Biblioteket',
      supportPerson: 'Min søster',
      purpose: { text: 'Ro på.', by: 'family' },
      points: [{ by: 'youth' }, { by: 'staff', text: 'Din mentor.' }],
    });
    expect(body.asYouthSees).toContain('Det vil vi tale om:\n– Din mentor.');
    await withTasks(w, booking);
    expect((await agenda('tk-1', booking)).body).toMatchObject({ task: booking.id, place: 'Biblioteket' });
    expect((await agenda('tk-1', booking)).body.at).toBeUndefined();
  });

  test('our own points are easy to read, or told what weighs most (R40)', async () => {
    const { status, body } = await point({ by: 'staff', text: 'Koordinering af uddannelsesforløbet.' });
    expect([status, body.code]).toEqual([422, 'too-hard-to-read']);
    expect(JSON.stringify(body.fields)).toContain('uddannelsesforløbet');
    expect((await agenda()).body.points).toEqual([]);
  });

  test('the same point with the same key is one', async () => {
    const sent = { as: 'tk-1', json: { by: 'youth', text: 'Mor' }, headers: { 'idempotency-key': 'k' } };
    await call(w, 'POST', at(meeting, 'agenda/points'), sent);
    expect((await call(w, 'POST', at(meeting, 'agenda/points'), sent)).body.points).toHaveLength(1);
  });

  test.each([
    ['a point by a teacher', 'POST', 'agenda/points', { by: 'teacher', text: 'x' }],
    ['an empty point', 'POST', 'agenda/points', { by: 'youth', text: ' ' }],
    ['an unknown field', 'PUT', 'agenda', { topic: 'x' }],
    ['half a list of people', 'PUT', 'agenda', { invited: { youth: true } }],
  ] as const)('refuses %s', async (_, method, path, json) => {
    const { status, body } = await call(w, method, at(meeting, path), { as: 'tk-1', json });
    expect([status, body.code]).toEqual([422, 'invalid-input']);
  });

  test('is for municipal roles only (R43), and logged (L10)', async () => {
    for (const as of SCHOOL) {
      expect([as, (await agenda(as)).status]).toEqual([as, 403]);
      expect([as, (await agenda(as, talk)).status]).toEqual([as, 403]);
      expect([as, (await put({ place: 'x' }, as)).status]).toEqual([as, 403]);
      expect([as, (await call(w, 'GET', at(talk, 'times'), { as })).status]).toEqual([as, 403]);
    }
    expect((await put({ place: 'x' }, 'adm-1')).status).toBe(403);
    expect((await agenda('tk-2')).status).toBe(404);
    await agenda('adm-1');
    await put({ place: 'x' });
    expect((await accessesOf(w.table, 'y1', 9)).map(({ by, what }) => `${by} ${what}`).sort()).toEqual([
      'adm-1 read',
      'tk-1 change',
    ]);
  });

  test('there is none of a task that is no meeting', async () => {
    const other = row('absenceCase.y1.1.9', 'absence.firstContact');
    await withTasks(w, other);
    expect((await agenda('tk-1', other)).status).toBe(404);
  });
});

describe('who comes (R18, R42, R52)', () => {
  const people = (more: object = {}): object => ({
    invited: { youth: true, guardians: false, staff: ['tk-1'], ...more },
  });
  const code = async (json: object): Promise<unknown> => (await put(json)).body.code;

  test('never without the youth, and guardians only when they may hear of the youth', async () => {
    expect(await code(people({ youth: false }))).toBe('not-invited-so');
    expect(await code(people({ guardians: true }))).toBe('not-invited-so');
    expect((await put(people())).body.warnings).toEqual(['Familien er ikke med. Tal med den unge om det.']);
    await become({ guardiansChosen: true });
    expect(await code(people())).toBe('not-invited-so');
    const { body } = await put(people({ guardians: true }));
    expect(body.warnings).toEqual([]);
    expect(body.asYouthSees).toContain('Mette Dahl, Emma Hansen');
  });

  test('from 18 on the youth agrees, judged on the day of the meeting', async () => {
    await become({ born: '2008-12-10' });
    expect(await code(people())).toBe('not-invited-so');
    expect((await put(people({ consented: true }))).body.invited).toMatchObject({ consented: true });
    await become({ born: '2008-12-11' });
    expect((await put(people())).status).toBe(200);
  });

  test('the sixth professional is one too many, and only mentioned', async () => {
    const five = ['tk-1', 'tk-2', 'uu-1', 'net-1', 'net-2'];
    expect((await put(people({ staff: five }))).body.warnings).toEqual([
      'Familien er ikke med. Tal med den unge om det.',
    ]);
    expect((await put(people({ staff: [...five, 'kp-1'] }))).body.warnings).toContain(
      'I er mange fra kommunen. Kan nogen blive væk?',
    );
  });

  test('only those who work here, and nobody from another school (R43)', async () => {
    expect(await code(people({ staff: ['kl-3'] }))).toBe('not-invited-so');
    expect(await code(people({ staff: ['nobody'] }))).toBe('not-invited-so');
    expect((await put(people({ staff: ['kl-1'] }))).status).toBe(200);
  });
});

describe('times', () => {
  test('inside the window for a meeting without a time, and for the next one where it has its own (R15, R41)', async () => {
    await withTasks(w, booking);
    const first = await call(w, 'GET', at(booking, 'times'), { as: 'tk-1' });
    expect(first.body).toEqual({
      window: { from: '2026-12-07T00:00:00+01:00', to: '2027-01-15T23:59:00+01:00' },
      suggestions: [
        '2026-12-07T10:00:00+01:00',
        '2026-12-08T11:00:00+01:00',
        '2026-12-09T12:00:00+01:00',
        '2026-12-10T11:00:00+01:00',
        '2026-12-11T10:00:00+01:00',
        '2026-12-14T11:00:00+01:00',
      ],
    });
    await become({ risk: 'high' });
    expect((await call(w, 'GET', at(meeting, 'times'), { as: 'tk-1' })).body).toMatchObject({
      window: { from: '2027-01-01T12:00:00+01:00', to: '2027-01-01T12:00:00+01:00' },
      // New Year's Day: the last days before it instead.
      suggestions: [
        '2026-12-28T10:00:00+01:00',
        '2026-12-29T11:00:00+01:00',
        '2026-12-30T12:00:00+01:00',
        '2026-12-31T13:00:00+01:00',
      ],
    });
    await become({ risk: 'low' });
    expect((await call(w, 'GET', at(meeting, 'times'), { as: 'tk-1' })).body).toMatchObject({
      window: { to: '2027-02-12T12:00:00+01:00' },
    });
  });

  test.each([
    [instantOf('2026-12-06', '23:59'), 'sooner'],
    [WINDOW.from, 'inside'],
    [WINDOW.to, 'inside'],
    [instantOf('2027-01-16', '00:00'), 'tooLate'],
  ])('the task tells whether its time lies there: %s %s', async (when, timing) => {
    await saveTask(w.table, { ...meeting, seq: 2, meeting: when }, meeting);
    const { body } = await call(w, 'GET', `/api/v1/tasks/${meeting.id}`, { as: 'tk-1' });
    expect(body).toMatchObject({ timing, window: { from: '2026-12-07T00:00:00+01:00' } });
  });
});

describe('the youth’s answer', () => {
  const answer = (json: unknown, as = 'tk-1'): Promise<Answered> =>
    call(w, 'POST', at(meeting, 'answer'), { as, json });

  test('is written by staff, and another time goes along', async () => {
    expect((await answer({ answer: 'anotherTime', to: '2026-12-11T11:00', note: 'Ringede' })).status).toBe(
      200,
    );
    expect((await answer({ answer: 'callMe' })).status).toBe(200);
    expect(w.engine.calls('act').map(([id, deed, args]) => [id, deed, args])).toEqual([
      [
        'familyMeeting/y1/1',
        'answerTask',
        expect.objectContaining({
          n: 2,
          by: 'tk-1',
          answer: 'anotherTime',
          to: instantOf('2026-12-11', '11:00'),
        }),
      ],
      ['familyMeeting/y1/1', 'answerTask', expect.objectContaining({ answer: 'callMe' })],
    ]);
    expect(JSON.stringify(w.engine.asked)).not.toContain('Ringede');
  });

  test.each([
    ['another word', { answer: 'måske' }],
    ['a time with another answer', { answer: 'coming', to: '2026-12-11T11:00' }],
    ['no answer', {}],
  ])('refuses %s', async (_, json) => {
    expect((await answer(json)).status).toBe(422);
    expect(w.engine.asked).toEqual([]);
  });

  test('where no time is agreed the engine’s no is told', async () => {
    w.engine.failure = new TaskRefusedError('noMeeting');
    expect((await answer({ answer: 'coming' })).body.code).toBe('no-meeting');
    w.engine.failure = new TaskRefusedError('notInFuture');
    expect((await answer({ answer: 'anotherTime', to: '2026-11-01T11:00' })).status).toBe(422);
  });

  test('is not for those who only look on', async () => {
    expect((await answer({ answer: 'coming' }, 'net-1')).status).toBe(403);
    expect((await answer({ answer: 'coming' }, 'kl-1')).status).toBe(404);
  });
});

describe('closing a family meeting', () => {
  const complete = (json: unknown): Promise<Answered> =>
    call(w, 'POST', at(meeting, 'complete'), { as: 'tk-1', json });

  test('takes the next time, agreements per party and verdicts; the words stay here', async () => {
    const { status } = await complete({
      outcome: 'held',
      next: '2027-01-21T10:00',
      agreements: [
        { party: 'municipality', role: 'guidance', due: '2026-12-18' },
        { party: 'youth', due: '2026-12-20' },
      ],
      earlier: [{ agreement: 'familyMeeting.y1.1.1', kept: false }],
      note: 'Vi aftalte det hele.',
    });
    expect(status).toBe(200);
    const [args] = w.engine.calls('act').map(([, , sent]) => sent as { outcome: unknown });
    expect(args?.outcome).toEqual({
      outcome: 'held',
      next: instantOf('2027-01-21', '10:00'),
      agreements: [
        { party: 'municipality', role: 'guidance', due: '2026-12-18' },
        { party: 'youth', due: '2026-12-20' },
      ],
      earlier: [{ agreement: 'familyMeeting.y1.1.1', kept: false }],
    });
    expect(JSON.stringify(w.engine.asked)).not.toContain('hele');
  });

  test.each([
    ['without the next time (R15)', { outcome: 'held' }],
    [
      'with an agreement for nobody',
      { outcome: 'held', next: '2027-01-21T10:00', agreements: [{ party: 'mor', due: '2026-12-18' }] },
    ],
    [
      'with an agreement without a date',
      { outcome: 'held', next: '2027-01-21T10:00', agreements: [{ party: 'youth' }] },
    ],
    ['moved to nowhere', { outcome: 'moved' }],
  ])('is refused %s', async (_, json) => {
    expect((await complete(json)).status).toBe(422);
    expect(w.engine.asked).toEqual([]);
  });
});

describe('one meeting instead of several', () => {
  const MEETINGS = '/api/v1/youths/y1/meetings';
  const book = (tasks: unknown, as = 'tk-1', when = '2026-12-10T10:00'): Promise<Answered> =>
    call(w, 'POST', MEETINGS, { as, json: { at: when, tasks } });

  test('is proposed where they fall within a fortnight', async () => {
    const { body } = await call(w, 'GET', MEETINGS, { as: 'tk-1' });
    expect((body.upcoming as { task: string }[]).map(({ task }) => task)).toEqual([
      talk.id,
      meeting.id,
      conference.id,
    ]);
    // The conversation is due on 23 November, the meeting is on 10 December: seventeen days.
    expect(body.together).toEqual([
      {
        tasks: [meeting.id, conference.id],
        at: '2026-12-10T10:00:00+01:00',
        from: '2026-12-10',
        to: '2026-12-10',
      },
    ]);
    w.setNow(instantOf('2026-12-16', '12:00'));
    const late = await call(w, 'GET', MEETINGS, { as: 'tk-1' });
    expect((late.body.together as { tasks: string[] }[]).map(({ tasks }) => tasks.length)).toEqual([3]);
  });

  test('is not the school’s to see or book (R43)', async () => {
    for (const as of SCHOOL) {
      expect([as, (await call(w, 'GET', MEETINGS, { as })).status]).toEqual([as, 403]);
      expect([as, (await book([talk.id], as)).status]).toEqual([as, 403]);
    }
    expect((await book([meeting.id], 'adm-1')).status).toBe(403);
    expect((await call(w, 'GET', MEETINGS, { as: 'adm-1' })).status).toBe(200);
  });

  test('is booked for each through the usual deed; what one may not do is told, and the rest stands', async () => {
    const mine = row('contactPersonHandover.y1.1.2', 'contact.handover');
    const elsewhere = row('familyMeeting.y4.1.1', 'family.meeting', { youth: 'y4' });
    await withTasks(w, mine, elsewhere);
    const { status, body } = await book([meeting.id, mine.id, conference.id, elsewhere.id, 'nothing.y1.1.1']);
    expect(status).toBe(200);
    expect(body.results).toEqual([
      { task: meeting.id, booked: true },
      { task: mine.id, booked: true },
      expect.objectContaining({ task: conference.id, booked: false, code: 'not-found' }),
      expect.objectContaining({ task: elsewhere.id, booked: false, code: 'not-found' }),
      expect.objectContaining({ task: 'nothing.y1.1.1', booked: false, code: 'not-found' }),
    ]);
    // The meeting has that time already: it is not booked, and the youth not told, again.
    expect(w.engine.calls('act').map(([id, deed, args]) => [id, deed, args])).toEqual([
      ['contactPersonHandover/y1/1', 'bookTask', expect.objectContaining({ at: MEETING_AT })],
    ]);
  });

  test('a repetition asks the engine with the same ids', async () => {
    const sent = {
      as: 'tk-1',
      json: { at: '2026-12-11T10:00', tasks: [meeting.id] },
      headers: { 'idempotency-key': 'k' },
    };
    await call(w, 'POST', MEETINGS, sent);
    await call(w, 'POST', MEETINGS, sent);
    const [first, second] = w.engine.calls('act').map(([, , , id]) => id);
    expect(first).toBe(second);
  });

  test('the engine’s no is told for each', async () => {
    w.engine.failure = new TaskRefusedError('notInFuture');
    const { body } = await book([meeting.id], 'tk-1', '2026-11-01T10:00');
    expect(body.results).toEqual([expect.objectContaining({ booked: false, code: 'not-in-future' })]);
  });

  test.each([[[]], [[meeting.id, meeting.id]], ['x'], [[1]]])('refuses %j', async (tasks) => {
    expect((await book(tasks)).status).toBe(422);
  });
});
