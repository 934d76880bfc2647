import { type z } from 'zod';
import { type timelineAnswer, type youthList } from '../../contract/schemas/answers/youths';
import { append } from '../../records/journal';
import { putYouths } from '../../records/people';
import { saveCase } from '../../records/tasks';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { call, NORD, NOW, placement, STAFF, taskRow, withTasks, world, type World } from './support';

const MUNICIPAL = ['tk-1', 'uu-1', 'net-1', 'adm-1'];
const SCHOOL = ['kl-1', 'sl-1', `feed-${NORD}`];
let w: World;
const get = (path: string, as: string) => call(w, 'GET', `/api/v1/youths${path}`, { as });
const found = async (as: string, q?: string): Promise<string[]> => {
  const { body } = await get(q === undefined ? '' : `?q=${encodeURIComponent(q)}`, as);
  return (body as z.output<typeof youthList>).youths.map(({ ref }) => ref);
};

beforeEach(async () => {
  w = await world();
});

describe('finding youths', () => {
  test('shows those one may see, by name', async () => {
    expect(await found('tk-1')).toEqual(['y4', 'y1']);
    expect(await found('tk-2')).toEqual(['y3']);
    expect(await found('net-1')).toEqual(['y3', 'y4', 'y1', 'y2']);
    expect(await found('kp-1')).toEqual([]);
  });

  test('by the beginning of any name, or by student number', async () => {
    expect(await found('adm-1', 'mal')).toEqual(['y4', 'y1']);
    expect(await found('adm-1', 'jen MAL')).toEqual(['y1']);
    expect(await found('adm-1', 'e2')).toEqual(['y2']);
    expect(await found('adm-1', 'lthe')).toEqual([]);
    expect(await found('tk-1', 'sofie')).toEqual([]);
  });

  test('an open task makes a youth one’s own, a closed one does not', async () => {
    const row = taskRow({ n: 1, youth: 'y2', placement: placement({ role: 'guidance', assignee: 'kp-1' }) });
    await withTasks(w, row);
    expect(await found('kp-1')).toEqual(['y2']);
    await withTasks(w, { ...row, seq: 2, status: 'completed' });
    expect(await found('kp-1')).toEqual([]);
  });

  test('is a search in the log for each youth it shows, and a look without a name', async () => {
    await found('tk-1', 'malthe');
    await found('tk-1');
    expect((await accessesOf(w.table, 'y1', 9)).map(({ what }) => what).sort()).toEqual(['read', 'search']);
    expect((await accessesOf(w.table, 'y4', 9)).map(({ what }) => what)).toEqual(['read']);
  });

  test('never by CPR number, and nothing searched for is in our log lines (L9)', async () => {
    const { status, body } = await get('?q=740309-4001', 'tk-1');
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    await found('tk-1', 'malthe');
    expect(JSON.stringify(w.logged)).not.toMatch(/740309|malthe/i);
  });

  test('many are cut off, and said to be more', async () => {
    await putYouths(
      w.table,
      Array.from({ length: 60 }, (_, n) => ({
        ref: `z${String(n)}`,
        cpr: '',
        firstName: 'Zara',
        lastName: `Nr${String(n)}`,
        born: '2010-01-01',
        status: 'none' as const,
        people: {},
        guardians: [],
      })),
    );
    const { body } = await get('?q=zara', 'adm-1');
    expect((body as z.output<typeof youthList>).youths).toHaveLength(50);
    expect(body.more).toBe(true);
  });
});

describe('one youth', () => {
  test('with people, cases and tasks, and without CPR number', async () => {
    await withTasks(w, taskRow({ n: 1 }));
    await saveCase(w.table, {
      id: 'absenceCase/y1/1',
      youth: 'y1',
      school: NORD,
      openedAt: NOW,
      openedOn: '2026-11-20',
      rule: 'R01',
      reason: { threshold: 'month', receivedAt: NOW },
      agreement: 1,
    });
    const { body, text } = await get('/y1', 'tk-1');
    expect(body).toEqual({
      ref: 'y1',
      name: 'Malthe Jensen',
      born: '2009-03-14',
      age: 17,
      status: 'fgu',
      school: NORD,
      student: 'E1',
      mobile: '+4531000001',
      people: [
        { role: 'contactTeacher', id: 'kl-1', name: 'Maja Holm' },
        { role: 'coordinator', id: 'tk-1', name: 'Mette Dahl' },
        { role: 'guidance', id: 'uu-1', name: 'Noah Møller' },
      ],
      continuity: [],
      guardians: [{ name: 'Emma Hansen', mobile: '+4541000001' }],
      guardiansMayHear: false,
      guardiansDecidedBy: 'choice',
      cases: [
        {
          id: 'absenceCase/y1/1',
          school: NORD,
          openedAt: '2026-11-20T12:00:00+01:00',
          rule: 'R01',
          reason: { threshold: 'month', receivedAt: '2026-11-20T12:00:00+01:00' },
          agreement: 1,
        },
      ],
      tasks: [
        {
          id: 'absenceCase.y1.1.1',
          kind: 'absence.firstContact',
          title: 'Første kontakt om fravær',
          status: 'open',
          role: 'contactTeacher',
          assignee: { id: 'kl-1', name: 'Maja Holm' },
          due: '2026-11-23T16:00:00+01:00',
          overdue: false,
        },
      ],
    });
    expect(text).not.toContain('740309');
  });

  test('has a timeline in the journal’s words, in Danish time', async () => {
    await append(w.table, [
      {
        writer: 'workflow',
        key: 'absenceCase/y1/1/000001.0',
        entry: {
          at: instantOf('2026-10-24', '10:00'),
          late: instantOf('2026-10-26', '08:00'),
          event: 'task.opened',
          rule: 'R04',
          youth: 'y1',
          school: NORD,
          case: 'absenceCase/y1/1',
          task: 'absenceCase.y1.1.1',
          kind: 'absence.firstContact',
          role: 'contactTeacher',
          assignee: 'kl-1',
          due: instantOf('2026-10-27', '16:00'),
          reason: {
            threshold: 'consecutive',
            days: ['2026-10-20'],
            receivedAt: instantOf('2026-10-24', '10:00'),
          },
        },
      },
    ]);
    const { body } = await get('/y1/timeline', 'adm-1');
    expect(body).toEqual({
      youth: 'y1',
      entries: [
        {
          at: '2026-10-24T10:00:00+02:00',
          late: '2026-10-26T08:00:00+01:00',
          event: 'task.opened',
          label: 'Opgave oprettet',
          rule: 'R04',
          school: NORD,
          case: 'absenceCase/y1/1',
          task: 'absenceCase.y1.1.1',
          kind: 'absence.firstContact',
          role: 'contactTeacher',
          assignee: 'kl-1',
          due: '2026-10-27T16:00:00+01:00',
          reason: { threshold: 'consecutive', days: ['2026-10-20'], receivedAt: '2026-10-24T10:00:00+02:00' },
        },
      ],
    } satisfies z.output<typeof timelineAnswer>);
  });

  test.each(['/y1', '/y1/timeline'])('%s is for municipal roles only (R43), and logged', async (path) => {
    for (const as of MUNICIPAL) expect([as, (await get(path, as)).status]).toEqual([as, 200]);
    for (const as of SCHOOL) expect([as, (await get(path, as)).status]).toEqual([as, 403]);
    const where = path.endsWith('timeline') ? 'timeline' : 'youth';
    const looks = await accessesOf(w.table, 'y1', 99);
    expect(looks.map((look) => `${look.by} ${look.what} ${look.where}`).sort()).toEqual(
      MUNICIPAL.map((as) => `${as} read ${where}`).sort(),
    );
  });

  test.each(['/y1', '/y1/timeline'])('%s does not exist for those who have no part in it', async (path) => {
    for (const as of ['tk-2', 'kp-1']) expect([as, (await get(path, as)).status]).toEqual([as, 404]);
    expect((await get(path.replace('y1', 'y9'), 'adm-1')).status).toBe(404);
    expect((await get(path.replace('y1', 'y9'), 'kl-1')).status).toBe(403);
  });

  test('school roles have no search either', async () => {
    for (const as of SCHOOL) expect([as, (await get('?q=malthe', as)).status]).toEqual([as, 403]);
    expect(STAFF.some(({ role }) => role === 'schoolLeader')).toBe(true);
  });
});
