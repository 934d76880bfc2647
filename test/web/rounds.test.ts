import { type z } from 'zod';
import { type roundDetail, type roundList } from '../../contract/schemas/answers/rounds';
import { type Answers, type RoundKind } from '../../contract/messages/rounds';
import { taskId } from '../../contract/messages/ids';
import { type Refusal } from '../../contract/messages/tasks';
import { EngineBusyError, TaskRefusedError } from '../../contract/ports/engine';
import { getYouth, putYouth } from '../../records/people';
import { changePlan } from '../../records/plan';
import { keepAnswers, noteMeeting, openedOnce, saveAnswers } from '../../records/rounds';
import { accessesOf } from '../../records/words';
import { call, NORD, NOW, placement, taskRow, withTasks, world, type World } from './support';

const ID = `progressionRound/${NORD}/2026-4`;
const NAME = `progressionRound.${NORD}.2026-4`;
const GOOD = { satisfactory: true, special: false, newOffer: false };
type Detail = z.output<typeof roundDetail>;

let w: World;

/** A round with its meeting's task at youth guidance. */
async function round(
  kind: RoundKind,
  id: string,
  members: readonly string[],
  role = 'guidance',
  who = 'uu-1',
) {
  await openedOnce(w.table, {
    id,
    kind,
    agreement: 1,
    meetingOn: '2026-11-23',
    members: members.map((youth) => ({ youth })),
    ...(kind === 'progressionRound' && { school: NORD }),
  });
  const task = {
    ...taskRow({ n: 2, workflowId: id, placement: placement({ role: role as 'guidance', assignee: who }) }),
    id: taskId(id, 2),
    kind: kind === 'progressionRound' ? ('progress.meeting' as const) : ('network.conference' as const),
  };
  const { youth: _, ...rest } = task;
  await withTasks(w, rest);
  await noteMeeting(w.table, id, rest.id);
}

const get = (as: string, name = NAME) => call(w, 'GET', `/api/v1/rounds/${name}`, { as });
const post = (rows: unknown, as = 'uu-1', name = NAME) =>
  call(w, 'POST', `/api/v1/rounds/${name}/answers`, { as, json: { rows } });
const row = (answers: object, youth = 'y1'): object[] => [{ youth, answers }];

beforeEach(async () => {
  w = await world();
  await round('progressionRound', ID, ['y1', 'y2']);
});

describe('who sees which meeting', () => {
  test.each([
    ['uu-1', 200],
    ['net-1', 200],
    ['adm-1', 200],
    ['tk-1', 404], // neither its task nor a role that takes part
    ['kp-1', 404],
    ['kl-1', 403], // R43
    ['sl-1', 403],
    [`feed-${NORD}`, 403],
  ])('%s: %d', async (as, status) => {
    expect((await get(as)).status).toBe(status);
  });

  test('the list holds what is one’s own', async () => {
    const listed = async (as: string) =>
      ((await call(w, 'GET', '/api/v1/rounds', { as })).body as z.output<typeof roundList>).rounds;
    expect(await listed('uu-1')).toEqual([
      {
        id: NAME,
        kind: 'progressionRound',
        title: 'Progressionsmøde',
        school: NORD,
        meetingOn: '2026-11-23',
        youths: 2,
        state: 'open',
        task: `${NAME}.2`,
        mayAnswer: true,
      },
    ]);
    expect((await listed('net-1')).map(({ mayAnswer }) => mayAnswer)).toEqual([false]);
    expect(await listed('tk-1')).toEqual([]);
    expect((await call(w, 'GET', '/api/v1/rounds', { as: 'kl-1' })).status).toBe(403);
  });

  test('a meeting leaves the list after 120 days', async () => {
    const size = async (): Promise<number> =>
      ((await call(w, 'GET', '/api/v1/rounds', { as: 'uu-1' })).body as z.output<typeof roundList>).rounds
        .length;
    w.setNow(NOW + 123 * 86_400_000); // 23 March: 120 days after 23 November
    expect(await size()).toBe(1);
    w.setNow(NOW + 124 * 86_400_000);
    expect(await size()).toBe(0);
  });

  test.each(['progressionRound.FGU-VEST.2026-4', 'journey.y1', 'x'])('there is no %s', async (name) => {
    expect((await get('uu-1', name)).status).toBe(404);
  });
});

describe('one meeting', () => {
  test('shows the answers now and last time, and overdue sub-goals first (R12); the look is logged (L10)', async () => {
    await saveAnswers(w.table, ID, 1, [{ youth: 'y1', answers: GOOD, by: 'uu-1', at: NOW }]);
    const before: Answers = { ...GOOD, satisfactory: false };
    await keepAnswers(w.table, 'progressionRound', {
      youth: 'y1',
      answers: before,
      by: 'uu-1',
      at: NOW,
      round: `progressionRound/${NORD}/2026-3`,
      meetingOn: '2026-08-17',
    });
    const goal = (id: string, due: string) => ({ id, text: id, due, request: id });
    await changePlan(w.table, 'y1', (plan) => ({
      ...plan,
      subGoals: [
        goal('g1', '2026-12-01'),
        goal('g2', '2026-11-19'),
        { ...goal('g3', '2026-10-01'), reachedOn: '2026-10-01' },
      ],
    }));
    const detail = (await get('uu-1')).body as Detail;
    expect(detail).toMatchObject({ missing: 1, youths: 2 });
    expect(detail.rows[0]).toEqual({
      youth: { id: 'y1', ref: 'y1', name: 'Malthe Jensen' },
      notYet: [],
      answers: GOOD,
      answered: { by: { id: 'uu-1', name: 'Noah Møller' }, at: '2026-11-20T12:00:00+01:00' },
      previous: { meetingOn: '2026-08-17', answers: before },
      subGoals: [
        { id: 'g2', text: 'g2', due: '2026-11-19', overdue: true },
        { id: 'g3', text: 'g3', due: '2026-10-01', overdue: false, reachedOn: '2026-10-01' },
        { id: 'g1', text: 'g1', due: '2026-12-01', overdue: false },
      ],
    });
    expect(detail.rows[1]).toMatchObject({ youth: { id: 'y2', name: 'Sofie Krag' }, subGoals: [] });
    expect((await accessesOf(w.table, 'y2', 1))[0]).toMatchObject({
      by: 'uu-1',
      what: 'read',
      where: 'round',
    });
  });

  test('a sub-goal is not overdue on its own day (R12)', async () => {
    await changePlan(w.table, 'y1', (plan) => ({
      ...plan,
      subGoals: [{ id: 'g1', text: 'x', due: '2026-11-20', request: 'q' }],
    }));
    const { rows } = (await get('uu-1')).body as Detail;
    expect(rows[0]?.subGoals).toMatchObject([{ id: 'g1', overdue: false }]);
  });
});

describe('answers', () => {
  const asked = (): unknown[] => w.engine.calls('answerYouths')[0] ?? [];

  test('reach the round, and the request’s key makes a repetition harmless', async () => {
    expect((await post([...row(GOOD), ...row({ ...GOOD, special: true }, 'y2')])).status).toBe(200);
    expect(asked()).toEqual([
      ID,
      {
        by: 'uu-1',
        on: '2026-11-20',
        rows: [
          { youth: 'y1', answers: GOOD },
          { youth: 'y2', answers: { ...GOOD, special: true } },
        ],
      },
      expect.any(String),
    ]);
    expect((await accessesOf(w.table, 'y2', 9)).map(({ what }) => what).sort()).toEqual(['change', 'read']);
  });

  test('R14: the words of a goal stay in records, the round gets their reference', async () => {
    const extension = { criterion: 'nearGoal', goal: 'Malthe kan søge ind til april.' };
    expect((await post(row({ ...GOOD, extension }))).status).toBe(200);
    const [, args] = asked() as [string, { rows: { answers: { extension: { goal: string } } }[] }];
    const { goal } = args.rows[0]?.answers.extension ?? { goal: '' };
    expect(JSON.stringify(args)).not.toContain('april');
    await saveAnswers(w.table, ID, 1, [
      { youth: 'y1', answers: { ...GOOD, extension: { criterion: 'nearGoal', goal } }, by: 'uu-1', at: NOW },
    ]);
    expect(((await get('uu-1')).body as Detail).rows[0]?.answers).toEqual({ ...GOOD, extension });
  });

  test.each<[string, unknown, string]>([
    ['an answer is missing', row({ satisfactory: true, special: false }), 'rows[0].answers.newOffer'],
    [
      'an extension has no goal',
      row({ ...GOOD, extension: { criterion: 'nearGoal' } }),
      'rows[0].answers.extension.goal',
    ],
    ['an unknown need', row({ ...GOOD, need: 'lots' }), 'rows[0].answers.need'],
    ['nobody is answered for', [], 'rows'],
    ['a sub-goal of another plan', row({ ...GOOD, reached: ['g7'] }), 'rows[0].answers.reached'],
  ])('%s: told beside the field', async (_, rows, path) => {
    const { status, body } = await post(rows);
    expect([status, (body as { fields: { path: string }[] }).fields.map((one) => one.path)]).toEqual([
      422,
      [path],
    ]);
    expect(w.engine.calls('answerYouths')).toEqual([]);
  });

  test('more than 100 at once are too many', async () => {
    const rows = Array.from({ length: 101 }, () => row(GOOD)[0]);
    expect((await post(rows)).status).toBe(422);
  });

  test('of a youth who is not in it are refused', async () => {
    const { status, body } = await post(row(GOOD, 'y3'));
    expect([status, (body as { code: string }).code]).toEqual([404, 'unknown-youth']);
  });

  test.each([
    ['net-1', 403],
    ['adm-1', 403],
    ['tk-1', 404],
    ['kl-1', 403],
  ])('are not %s’s to give: %d', async (as, status) => {
    expect((await post(row(GOOD), as)).status).toBe(status);
    expect(w.engine.calls('answerYouths')).toEqual([]);
  });

  test.each<[Error, number, string]>([
    [new TaskRefusedError('alreadyClosed'), 409, 'already-closed'],
    [new TaskRefusedError('procedureClosed'), 409, 'procedure-closed'],
    [
      new TaskRefusedError('invalidOutcome', {
        field: 'rows[0].answers.extension.criterion',
        allowed: ['illness'],
      }),
      422,
      'invalid-outcome',
    ],
    [new EngineBusyError('busy'), 503, 'engine-busy'],
  ])('%s is told as a problem', async (failure, status, code) => {
    w.engine.failure = failure;
    const { status: was, body } = await post(row(GOOD));
    expect([was, (body as { code: string }).code]).toEqual([status, code]);
  });

  test('R13: closing the meeting too early is told so', async () => {
    w.engine.failure = new TaskRefusedError('answersMissing' satisfies Refusal, 2);
    const { status, body } = await call(w, 'POST', `/api/v1/tasks/${NAME}.2/complete`, {
      as: 'uu-1',
      json: { outcome: 'held' },
    });
    expect([status, (body as { code: string }).code]).toEqual([409, 'answers-missing']);
  });
});

describe('R21: a network conference', () => {
  const CONFERENCE = 'networkConference.2026-11-26';

  beforeEach(async () => {
    await round('networkConference', 'networkConference/2026-11-26', ['y1', 'y3'], 'network', 'unit:network');
    const youth = await getYouth(w.table, 'y3');
    if (youth) await putYouth(w.table, { ...youth, consented: true });
  });

  test('names who agreed to it; the others are numbers on its agenda', async () => {
    const detail = (await get('net-1', CONFERENCE)).body as Detail;
    expect(detail.rows.map(({ youth }) => youth)).toEqual([
      { id: 'sag-1' },
      { id: 'sag-2', ref: 'y3', name: 'Ali Noor' },
    ]);
  });

  test('is answered by those numbers', async () => {
    expect(
      (await post(row({ takeOver: 'tk-2', obstacle: 'waitingTime' }, 'sag-1'), 'net-2', CONFERENCE)).status,
    ).toBe(200);
    expect(w.engine.calls('answerYouths')[0]?.[1]).toMatchObject({
      rows: [{ youth: 'y1', answers: { takeOver: 'tk-2', obstacle: 'waitingTime' } }],
    });
    expect((await post(row({}, 'y1'), 'net-2', CONFERENCE)).status).toBe(404);
  });

  test.each([
    ['tk-1', 200],
    ['net-2', 200],
    ['kl-1', 422],
    ['nobody', 422],
  ])('R20: %s can take over: %d', async (takeOver, status) => {
    expect((await post(row({ takeOver }, 'sag-1'), 'net-1', CONFERENCE)).status).toBe(status);
  });
});
