/** Where a journey stands (R22, R23), answers written down by staff (R08), and the year's numbers (R49), over JSON. */
import { TaskRefusedError } from '../../contract/ports/engine';
import { askOnce, changePulse, getPulse } from '../../records/pulses';
import { noteStage } from '../../records/stage';
import { saveCase, saveTask } from '../../records/tasks';
import { accessesOf } from '../../records/words';
import { call, NORD, NOW, taskRow, world, type World } from './support';

let w: World;
const DAY = 86_400_000;
const Y1 = '/api/v1/youths/y1';

beforeEach(async () => {
  w = await world();
  await askOnce(w.table, {
    id: 'wellbeingPulse.y1.1.q2',
    youth: 'y1',
    workflowId: 'wellbeingPulse/y1/1',
    k: 2,
    askedAt: NOW - DAY,
    closesAt: NOW + DAY,
    scale: [1, 5],
  });
});

const post = (json: unknown, as = 'tk-1') => call(w, 'POST', `${Y1}/pulse`, { as, json });

test('stage, pulses and response times of a youth, logged (L10)', async () => {
  await noteStage(w.table, { youth: 'y1', stage: 'wellbeing', since: NOW });
  const opened = { id: 'absenceCase/y1/1', youth: 'y1', school: NORD, openedOn: '2026-10-01', agreement: 1 };
  await saveCase(w.table, {
    ...opened,
    openedAt: NOW - 10 * DAY,
    rule: 'R01',
    reason: { receivedAt: NOW - 10 * DAY },
  });
  await saveTask(
    w.table,
    taskRow({
      n: 1,
      status: 'completed',
      outcome: { outcome: 'reached', channel: 'phone' },
      closedAt: NOW - 9 * DAY,
    }),
  );
  const { status, body } = await call(w, 'GET', `${Y1}/standing`, { as: 'tk-1' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    stage: 'wellbeing',
    measures: { cases: 1, asked: 1, answered: 0 },
    responses: [{ case: 'absenceCase/y1/1', state: expect.stringMatching(/^(inTime|late)$/) as string }],
  });
  expect((await accessesOf(w.table, 'y1', 9)).map(({ where }) => where)).toContain('standing');
});

test('an answer goes to the workflow that asked, by whoever wrote it down', async () => {
  expect((await post({ score: 2 })).status).toBe(200);
  expect(w.engine.calls('answerPulse')[0]?.slice(0, 2)).toEqual([
    'wellbeingPulse/y1/1',
    { k: 2, by: 'tk-1', answer: { score: 2 } },
  ]);
});

test('what is no answer is refused before anything happens', async () => {
  for (const json of [{ score: 6 }, { score: 1.5 }, {}, { declined: false }])
    expect([json, (await post(json)).status]).toEqual([json, 422]);
  for (const who of ['kl-1', 'sl-1']) expect((await post({ score: 2 }, who)).status).toBe(403);
  w.setNow(NOW + DAY);
  expect((await post({ score: 2 })).status).toBe(404); // the question has closed
  expect(w.engine.calls('answerPulse')).toEqual([]);
});

test('a question that was answered meanwhile is a conflict that says so', async () => {
  w.engine.failure = new TaskRefusedError('noQuestion');
  const { status, body } = await post({ score: 2 });
  expect([status, body.code]).toEqual([409, 'no-question']);
});

test('the year’s numbers are for those who answer for everybody, and hide small ones', async () => {
  expect((await call(w, 'GET', '/api/v1/numbers/year', { as: 'tk-1' })).status).toBe(403);
  const { status, body } = await call(w, 'GET', '/api/v1/numbers/year?year=2026', { as: 'net-1' });
  expect(status).toBe(200);
  const lines = body.lines as { subject: string; group: string; kind?: string; count: number | null }[];
  const kinds = lines.filter(({ group, kind }) => group === 'I alt' && kind !== undefined);
  expect(kinds.map(({ kind }) => kind)).toContain('31 til 90 dage');
  for (const { count } of lines) expect(count === null || count === 0 || count >= 5).toBe(true);
  expect((await call(w, 'GET', '/api/v1/numbers/year?year=next', { as: 'net-1' })).status).toBe(422);
});

test('R45: no thanks to more questions leaves what was answered before', async () => {
  const id = 'wellbeingPulse.y1.1.q2';
  await changePulse(w.table, 'y1', id, { answer: { score: 1 }, answeredAt: NOW, by: 'y1', closesAt: NOW });
  await changePulse(w.table, 'y1', id, { answer: { declined: true }, answeredAt: NOW + DAY, by: 'y1' });
  expect(await getPulse(w.table, 'y1', id)).toMatchObject({ answer: { score: 1 }, answeredAt: NOW });
});
