import { type z } from 'zod';
import { type taskList } from '../../contract/schemas/answers/tasks';
import { planNotice } from '../../records/notices';
import { accessesOf, putWords } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { call, NORD, NOW, placement, SYD, taskRow, withTasks, world, type World } from './support';

const due = (date: string, time = '16:00'): number => instantOf(date, time);
const listed = async (w: World, as: string, query = ''): Promise<z.output<typeof taskList>['tasks']> =>
  ((await call(w, 'GET', `/api/v1/tasks${query}`, { as })).body as z.output<typeof taskList>).tasks;
const ids = async (w: World, as: string, query = ''): Promise<string[]> =>
  (await listed(w, as, query)).map(({ id }) => id);

let w: World;
beforeEach(async () => {
  w = await world();
});

describe('my tasks', () => {
  test('hold everything a list needs', async () => {
    await withTasks(w, taskRow({ n: 1, meeting: due('2026-11-23', '10:30') }));
    expect(await listed(w, 'kl-1')).toEqual([
      {
        id: 'absenceCase.y1.1.1',
        kind: 'absence.firstContact',
        title: 'Første kontakt om fravær',
        rule: 'R04',
        status: 'open',
        relation: 'holder',
        youth: { name: 'Malthe Jensen', student: 'E1' },
        school: NORD,
        role: 'contactTeacher',
        assignee: { id: 'kl-1', name: 'Maja Holm' },
        openedAt: '2026-11-19T10:00:00+01:00',
        due: '2026-11-23T16:00:00+01:00',
        overdue: false,
        whyMe: 'Du er kontaktlærer for den unge.',
        whyNow:
          'Den unge var væk fra skole i 2 dage i træk. Det var den 16. og 17. november. Derfor skal den unge høre fra os nu.',
        whyThisDate: 'Der er sat en ny frist. Den er nu den 23. november kl. 16.',
        whatIfNothing:
          'Sker der ikke noget, går den videre den 23. november kl. 16. Så er det lederen på skolen, der har den. Du må stadig godt løse den.',
        reason: {
          threshold: 'consecutive',
          days: ['2026-11-16', '2026-11-17'],
          receivedAt: '2026-11-20T12:00:00+01:00',
        },
        form: 'contact',
        outcomes: ['reached', 'notReached', 'declined'],
        attempts: 0,
        channel: 'sms',
        meeting: '2026-11-23T10:30:00+01:00',
        postponed: false,
      },
    ]);
  });

  test('are one’s own, the unit’s, and what went on – most urgent first, each once', async () => {
    const mine = placement({ role: 'network', assignee: 'net-1', due: due('2026-11-25') });
    await withTasks(
      w,
      taskRow({ n: 1, kind: 'absence.districtTeam', placement: mine }),
      taskRow({
        n: 2,
        kind: 'absence.districtTeam',
        placement: { ...mine, assignee: 'unit:network', due: due('2026-11-24') },
      }),
      taskRow({
        n: 3,
        placement: { ...mine, due: due('2026-11-26') },
        formers: [{ assignee: 'unit:network', until: 1 }],
      }),
      taskRow({
        n: 4,
        placement: placement({ role: 'admin', assignee: 'adm-1' }),
        formers: [{ assignee: 'net-1', until: 1 }],
      }),
      taskRow({ n: 5, placement: { ...mine, assignee: 'net-2' } }),
      taskRow({ n: 6, placement: mine, status: 'completed' }),
    );
    expect((await listed(w, 'net-1')).map(({ id, relation }) => [id.at(-1), relation])).toEqual([
      ['4', 'former'],
      ['2', 'unit'],
      ['1', 'holder'],
      ['3', 'holder'],
    ]);
  });

  test('can be narrowed by kind, youth and due date', async () => {
    const at = (date: string, time?: string) => placement({ due: due(date, time) });
    await withTasks(
      w,
      taskRow({ n: 1, placement: at('2026-11-19') }),
      taskRow({ n: 2, placement: at('2026-11-20', '11:00') }),
      taskRow({ n: 3, placement: at('2026-11-20') }),
      taskRow({ n: 4, placement: at('2026-11-22') }),
      taskRow({ n: 5, placement: at('2026-11-23'), youth: 'y2', kind: 'absence.conversation1' }),
    );
    const last = async (query: string) => (await ids(w, 'kl-1', query)).map((id) => id.at(-1));
    expect(await last('?due=overdue')).toEqual(['1', '2']);
    expect(await last('?due=today')).toEqual(['2', '3']);
    expect(await last('?due=week')).toEqual(['2', '3', '4']);
    expect(await last('?kind=absence.conversation1')).toEqual(['5']);
    expect(await last('?youth=y1')).toEqual(['1', '2', '3', '4']);
    expect(await last('?youth=y1&due=today')).toEqual(['2', '3']);
    expect(await last('?due=today&kind=absence.conversation1')).toEqual([]);
    expect((await listed(w, 'kl-1')).map(({ overdue }) => overdue)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('of somebody else are for their leader and the administrator', async () => {
    await withTasks(
      w,
      taskRow({ n: 1, placement: placement({ assignee: 'kl-2' }) }),
      taskRow({
        n: 2,
        placement: placement({ role: 'coordinator', assignee: 'tk-1' }),
        formers: [{ assignee: 'kl-2', until: 1 }],
      }),
      taskRow({ n: 3, placement: placement({ assignee: `unit:contactTeacher:${NORD}` }) }),
    );
    expect(await ids(w, 'sl-1', '?assignee=kl-2')).toEqual(['absenceCase.y1.1.1']);
    expect(await ids(w, 'adm-1', '?assignee=kl-2')).toEqual(['absenceCase.y1.1.1', 'absenceCase.y1.1.2']);
    expect(await ids(w, 'sl-1', `?assignee=unit:contactTeacher:${NORD}`)).toEqual(['absenceCase.y1.1.3']);
    expect((await listed(w, 'sl-1', '?assignee=kl-2'))[0]).toMatchObject({ relation: 'observer' });
    const status = async (as: string, assignee: string) =>
      (await call(w, 'GET', `/api/v1/tasks?assignee=${assignee}`, { as })).status;
    expect(await status('sl-2', 'kl-2')).toBe(403);
    expect(await status('sl-1', 'tk-1')).toBe(403);
    expect(await status('sl-1', `unit:contactTeacher:${SYD}`)).toBe(403);
    expect(await status('kl-1', 'kl-2')).toBe(403);
    expect(await status('tk-1', 'tk-2')).toBe(403);
    expect(await status('adm-1', 'nobody')).toBe(404);
    expect(await status('kl-2', 'kl-2')).toBe(200);
  });

  test('are nothing a school’s feed has', async () => {
    expect((await call(w, 'GET', '/api/v1/tasks', { as: `feed-${NORD}` })).status).toBe(403);
    expect((await call(w, 'GET', '/api/v1/tasks')).status).toBe(401);
  });

  test('a question that cannot be asked is told', async () => {
    const { status, body } = await call(w, 'GET', '/api/v1/tasks?due=snart&forfald=x', { as: 'kl-1' });
    expect([status, body.fields]).toEqual([
      422,
      [
        { path: 'due', message: 'må være overdue, today, week (der står "snart")' },
        { path: '(hele indholdet)', message: 'ukendt felt: forfald' },
      ],
    ]);
  });
});

describe('what schools and municipality see of each other (R43)', () => {
  const closed = taskRow({
    n: 1,
    kind: 'absence.conversation1',
    status: 'completed',
    placement: placement({ role: 'coordinator', assignee: 'tk-1', rung: 2 }),
    formers: [{ assignee: 'kl-1', until: 1 }],
    closedAt: NOW,
    closedBy: 'tk-1',
    outcome: {
      outcome: 'held',
      cause: 'home',
      remedy: 'mentor',
      target: { maxUnlawfulDays: 1, withinSchoolDays: 20 },
    },
  });
  const read = (as: string) => call(w, 'GET', `/api/v1/tasks/${closed.id}`, { as });

  beforeEach(async () => {
    await withTasks(w, closed);
    await putWords(w.table, closed.id, { ref: 'a', by: 'kl-1', at: NOW, text: 'Skolens ord' });
    await putWords(w.table, closed.id, { ref: 'b', by: 'tk-1', at: NOW + 1, text: 'Kommunens ord' });
    const notice = {
      kind: 'task.opened',
      task: closed.id,
      youth: 'y1',
      rule: 'R04',
      attempts: 0,
      planned: NOW,
    } as const;
    await planNotice(w.table, { ...notice, id: '1', recipient: { staff: 'kl-1' }, state: 'pending' });
    await planNotice(w.table, { ...notice, id: '2', recipient: { staff: 'tk-1' }, state: 'pending' });
    await planNotice(w.table, {
      ...notice,
      id: '3',
      recipient: { youth: 'y1' },
      kind: 'meeting.reminder',
      state: 'pending',
    });
  });

  test('the municipality sees everything', async () => {
    expect((await read('tk-1')).body).toMatchObject({
      youth: { ref: 'y1', name: 'Malthe Jensen' },
      outcome: { outcome: 'held', cause: 'home', remedy: 'mentor', maxUnlawfulDays: 1, withinSchoolDays: 20 },
      closedBy: { id: 'tk-1', name: 'Mette Dahl' },
      whatIfNothing: 'Den er lukket, så der sker ikke mere.',
      formers: [{ id: 'kl-1', name: 'Maja Holm' }],
      words: [{ by: { id: 'kl-1' } }, { by: { id: 'tk-1' }, text: 'Kommunens ord' }],
      notices: [
        { to: 'staff', state: 'pending' },
        { to: 'staff' },
        { to: 'youth', about: 'meeting.reminder' },
      ],
    });
  });

  test('the school sees where its task went, and its own words', async () => {
    const { body, text } = await read('kl-1');
    expect(body).toMatchObject({ status: 'completed', relation: 'former', role: 'coordinator' });
    expect(body).not.toHaveProperty('outcome');
    expect(body.words).toEqual([
      { at: '2026-11-20T12:00:00+01:00', by: { id: 'kl-1', name: 'Maja Holm' }, text: 'Skolens ord' },
    ]);
    expect(body.notices).toHaveLength(2);
    expect(text).not.toMatch(/Kommunens|mentor|"home"/);
  });

  test('the school sees what it answered itself', async () => {
    await withTasks(
      w,
      taskRow({
        n: 2,
        status: 'completed',
        closedBy: 'kl-2',
        closedAt: NOW,
        outcome: { outcome: 'declined', channel: 'sms' },
      }),
    );
    const { body } = await call(w, 'GET', '/api/v1/tasks/absenceCase.y1.1.2', { as: 'kl-1' });
    expect(body.outcome).toEqual({ outcome: 'declined', channel: 'sms' });
  });

  test('a student who is no longer the school’s has no name there', async () => {
    await withTasks(w, taskRow({ n: 2, youth: 'y3' }));
    const { body, text } = await call(w, 'GET', '/api/v1/tasks/absenceCase.y1.1.2', { as: 'kl-1' });
    expect(body).not.toHaveProperty('youth');
    expect(text).not.toContain('Noor');
  });

  test('what is not one’s own does not even exist', async () => {
    for (const as of ['kl-2', 'kl-3', 'uu-1', 'tk-2', `feed-${NORD}`]) {
      expect([as, (await read(as)).body.code]).toEqual([as, 'not-found']);
    }
    for (const id of ['absenceCase.y1.1.9', 'nonsense', 'absenceCase.y1.1.', '..%2f']) {
      expect((await call(w, 'GET', `/api/v1/tasks/${id}`, { as: 'adm-1' })).status).toBe(404);
    }
  });
});

test('every look at tasks is logged for each youth shown (L10)', async () => {
  await withTasks(w, taskRow({ n: 1 }), taskRow({ n: 2, youth: 'y2' }));
  await listed(w, 'kl-1');
  await listed(w, 'kl-1', '?youth=y1');
  await call(w, 'GET', '/api/v1/tasks/absenceCase.y1.1.1', { as: 'sl-1' });
  await call(w, 'GET', '/api/v1/weekly-list', { as: 'sl-1' });
  const looks = async (youth: string) =>
    (await accessesOf(w.table, youth, 9)).map(({ by, what, where }) => `${by} ${what} ${where}`).sort();
  expect(await looks('y1')).toEqual(['kl-1 read tasks', 'kl-1 read tasks', 'sl-1 read task']);
  expect(await looks('y2')).toEqual(['kl-1 read tasks']);
});
