import { type Refusal } from '../../contract/messages/tasks';
import { EngineBusyError, TaskRefusedError } from '../../contract/ports/engine';
import { saveTask } from '../../records/tasks';
import { accessesOf, wordsOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { doing, FIRST, worldOfDeeds } from './deedsSupport';
import { call, NOW, type Sent, SYD, taskRow, type World } from './support';

let w: World;
const act = doing(() => w);

beforeEach(async () => {
  w = await worldOfDeeds();
});

describe('each deed reaches the workflow, and answers the task as it now is', () => {
  test.each<[string, unknown, string, object, Sent?, string?]>([
    [
      'complete',
      { outcome: 'reached', channel: 'phone' },
      'completeTask',
      { outcome: { outcome: 'reached', channel: 'phone' } },
    ],
    [
      'complete',
      {
        outcome: 'held',
        cause: 'home',
        remedy: 'none',
        target: { maxUnlawfulDays: 0, withinSchoolDays: 10 },
      },
      'completeTask',
      {
        outcome: {
          outcome: 'held',
          cause: 'home',
          remedy: 'none',
          target: { maxUnlawfulDays: 0, withinSchoolDays: 10 },
        },
      },
      {},
      'absenceCase.y1.1.2',
    ],
    [
      'complete',
      { outcome: 'support', remedy: 'mentor' },
      'completeTask',
      { outcome: { outcome: 'support', remedy: 'mentor' } },
      { as: 'sl-1' },
      'absenceCase.y1.1.3',
    ],
    [
      'complete',
      { outcome: 'done', person: 'tk-2' },
      'completeTask',
      { outcome: { outcome: 'done', person: 'tk-2' } },
      { as: 'net-2' },
      'absenceCase.y1.1.4',
    ],
    [
      'postpone',
      { to: '2026-11-30T16:00', reason: 'illness' },
      'postponeTask',
      { to: instantOf('2026-11-30', '16:00'), reason: 'illness' },
    ],
    ['reassign', { to: 'kl-2' }, 'reassignTask', { to: 'kl-2' }],
    ['reassign', { to: 'unit:network' }, 'reassignTask', { to: 'unit:network' }],
    [
      'book',
      { at: '2026-11-24T10:30:00+01:00' },
      'bookTask',
      { at: instantOf('2026-11-24', '10:30') },
      {},
      'absenceCase.y1.1.2',
    ],
    ['reopen', {}, 'reopenTask', {}],
  ])('%s %j', async (name, json, deed, args, sent = {}, id = FIRST) => {
    const answer = await act(name, json, sent, id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id });
    const [called] = w.engine.calls('act');
    expect(called?.slice(0, 3)).toEqual([
      'absenceCase/y1/1',
      deed,
      { ...args, n: Number(id.at(-1)), by: sent.as ?? 'kl-1', on: '2026-11-20' },
    ]);
  });

  test('the answer shows what the workflow wrote', async () => {
    w.engine.onAct = async () => {
      const closed = { status: 'completed', closedAt: NOW, closedBy: 'kl-1', seq: 2 } as const;
      await saveTask(w.table, taskRow({ n: 1, ...closed, outcome: { outcome: 'reached', channel: 'sms' } }));
    };
    expect((await act('complete', { outcome: 'reached', channel: 'sms' })).body).toMatchObject({
      status: 'completed',
      closedBy: { id: 'kl-1' },
      outcome: { outcome: 'reached', channel: 'sms' },
    });
    expect((await call(w, 'GET', '/api/v1/tasks', { as: 'kl-1' })).text).not.toContain(`"${FIRST}"`);
  });

  test('reopening needs no content', async () => {
    const answer = await call(w, 'POST', `/api/v1/tasks/${FIRST}/reopen`, { as: 'kl-1' });
    expect(answer.status).toBe(200);
  });

  test('words go to records, and the workflow gets their reference only', async () => {
    await act('comment', { note: '  Ringede, intet svar.  ' });
    const [called] = w.engine.calls('act');
    const { words } = called?.[2] as { words: string };
    expect(await wordsOf(w.table, FIRST)).toEqual([
      { ref: words, by: 'kl-1', at: NOW, text: 'Ringede, intet svar.' },
    ]);
    await act('complete', { outcome: 'reached', channel: 'sms', note: 'Hej' });
    await act('postpone', { to: '2026-11-30T16:00', reason: 'other', note: 'Ferie' });
    await act('reassign', { to: 'kl-2', note: 'Til dig' });
    expect((await wordsOf(w.table, FIRST)).map(({ text }) => text)).toEqual([
      'Ringede, intet svar.',
      'Hej',
      'Ferie',
      'Til dig',
    ]);
    expect(JSON.stringify(w.engine.asked)).not.toMatch(/Ringede|Hej|Ferie|Til dig/);
  });

  test('each change of a youth’s data is logged (L10), before it is made', async () => {
    w.engine.failure = new EngineBusyError();
    await act('reopen', {});
    expect(await accessesOf(w.table, 'y1', 9)).toEqual([
      { at: NOW, by: 'kl-1', what: 'change', where: 'reopenTask' },
    ]);
  });
});

describe('what cannot be done is told beside its field', () => {
  test.each<[string, unknown, string, string, Sent?, string?]>([
    ['complete', {}, 'outcome', 'må være reached, notReached, declined'],
    ['complete', { outcome: 'held', channel: 'sms' }, 'outcome', '(der står "held")'],
    ['complete', { outcome: 'held' }, 'cause', 'må være health, ', {}, 'absenceCase.y1.1.2'],
    ['complete', { outcome: 'done' }, 'person', 'mangler', { as: 'net-1' }, 'absenceCase.y1.1.4'],
    [
      'complete',
      { outcome: 'done', person: 'uu-1' },
      'person',
      'der er tovholder',
      { as: 'net-1' },
      'absenceCase.y1.1.4',
    ],
    [
      'complete',
      { outcome: 'done', person: 'nobody' },
      'person',
      'der er tovholder',
      { as: 'net-1' },
      'absenceCase.y1.1.4',
    ],
    ['complete', 'x', '(hele indholdet)', 'skal være et objekt (der står "x")'],
    ['postpone', { reason: 'illness' }, 'to', 'mangler'],
    ['postpone', { to: 'i morgen', reason: 'illness' }, 'to', '(der står "i morgen")'],
    [
      'postpone',
      { to: '2027-01-20T16:00', reason: 'illness' },
      'to',
      'højst flyttes til tirsdag den 19. januar 2027 kl. 12.00',
    ],
    [
      'postpone',
      { to: '2026-11-30T16:00', reason: 'sol' },
      'reason',
      'må være vacation, illness, youthAsked, awaitingOthers, other (der står "sol")',
    ],
    ['reassign', {}, 'to', 'mangler'],
    ['reassign', { to: 'nobody' }, 'to', 'der findes'],
    ['reassign', { to: 'unit:nobody' }, 'to', 'der findes'],
    ['reassign', { to: 'kl-1' }, 'to', 'en anden end den, der har opgaven'],
    ['reassign', { to: 'kl-3' }, 'to', 'den unges egen skole'],
    ['reassign', { to: `unit:schoolLeader:${SYD}` }, 'to', 'den unges egen skole'],
    ['comment', {}, 'note', 'mangler'],
    ['comment', { note: ' ' }, 'note', 'mangler'],
    ['book', { at: '2026-11-31T10:00' }, 'at', '(der står "2026-11-31T10:00")'],
    ['reopen', { why: 'x' }, '(hele indholdet)', 'ukendt felt: why'],
  ])('%s %j', async (name, json, path, message, sent = {}, id = FIRST) => {
    const { status, body } = await act(name, json, sent, id);
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    const fields = body.fields as { path: string; message: string }[];
    expect(fields[0]?.path).toBe(path);
    expect(fields[0]?.message).toContain(message);
    expect(w.engine.asked).toEqual([]);
  });

  test.each<[Refusal, number, string]>([
    ['unknownTask', 404, 'unknown-task'],
    ['invalidOutcome', 422, 'invalid-outcome'],
    ['notInFuture', 422, 'not-in-future'],
    ['nothingToBook', 409, 'nothing-to-book'],
    ['notClosed', 409, 'not-closed'],
    ['nextStepTouched', 409, 'next-step-touched'],
    ['procedureClosed', 409, 'procedure-closed'],
  ])('the workflow says %s', async (refusal, status, code) => {
    w.engine.failure = new TaskRefusedError(refusal);
    const names: Partial<Record<Refusal, [string, unknown]>> = {
      invalidOutcome: ['complete', { outcome: 'reached', channel: 'sms' }],
      notInFuture: ['postpone', { to: '2026-11-01T10:00', reason: 'other' }],
      nothingToBook: ['book', { at: '2026-11-24T10:30' }],
    };
    const [name, json] = names[refusal] ?? ['reopen', {}];
    const answer = await act(name, json);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.detail).toMatch(/\.$/);
  });

  test('the workflow names the field of an outcome it refuses', async () => {
    w.engine.failure = new TaskRefusedError('invalidOutcome', { field: 'cause', allowed: ['home', 'other'] });
    expect((await act('complete', { outcome: 'reached', channel: 'sms' })).body.fields).toEqual([
      { path: 'cause', message: 'må være home, other' },
    ]);
  });

  test('two people on one task: who was first, and when', async () => {
    await saveTask(w.table, taskRow({ n: 1, status: 'completed', closedAt: NOW, closedBy: 'kl-2', seq: 2 }));
    w.engine.failure = new TaskRefusedError('alreadyClosed');
    const answer = await act('complete', { outcome: 'reached', channel: 'sms' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'already-closed',
      detail: 'Bo Friis afsluttede den lige nu.',
    });
  });

  test('no answer in time is no refusal', async () => {
    w.engine.failure = new EngineBusyError();
    const answer = await act('reopen', {});
    expect([answer.status, answer.body.code]).toEqual([503, 'engine-busy']);
  });
});
