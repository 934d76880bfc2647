import { defaultPolicy } from '../../contract/schemas/policy';
import { changePlan, getPlan, planGaps } from '../../records/plan';
import { queued, getNotice } from '../../records/notices';
import { getYouth, putYouth } from '../../records/people';
import { accessesOf } from '../../records/words';
import { copenhagen, instantOf } from '../../rules/clock';
import {
  type Answered,
  call,
  NORD,
  NOW,
  placement,
  SYD,
  taskRow,
  withTasks,
  world,
  type World,
} from './support';

let w: World;
const PLAN = '/api/v1/youths/y1/plan';
const NOTES = '/api/v1/youths/y1/notes';
const SCHOOL = ['kl-1', 'sl-1', `feed-${NORD}`];

beforeEach(async () => {
  w = await world();
});

const read = (as = 'tk-1'): Promise<Answered> => call(w, 'GET', PLAN, { as });
const put = (at: string, json: unknown, as = 'tk-1'): Promise<Answered> =>
  call(w, 'PUT', `${PLAN}${at}`, { as, json });
const post = (at: string, json: unknown, as = 'tk-1', key?: string): Promise<Answered> =>
  call(w, 'POST', `${PLAN}${at}`, {
    as,
    json,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
const effort = (name: string, more: object = {}): object => ({
  name,
  owner: 'coordinator',
  ends: '2027-01-29',
  ...more,
});
const told = (): unknown[] => w.engine.calls('reviewJourney');

describe('the plan', () => {
  test('is empty at first, and says what the start of FGU lacks (R11, R12)', async () => {
    expect((await read()).body).toEqual({
      youth: 'y1',
      state: 'none',
      order: false,
      preparation: false,
      missing: ['order', 'purpose', 'preparation', 'subGoals'],
      maxEfforts: 3,
      efforts: [],
      subGoals: [],
    });
  });

  test('is written field by field, in their words, and the journey looks again', async () => {
    await put('', { purpose: { text: 'Jeg vil være kok.', by: 'youth' }, order: true });
    const { body, status } = await put('', { preparation: true, need: 'more' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'active',
      purpose: { text: 'Jeg vil være kok.', by: 'youth' },
      order: true,
      preparation: true,
      need: { level: 'more', on: '2026-11-20' },
      missing: ['subGoals'],
    });
    await post('/sub-goals', { text: 'Stå op kl. 7', due: '15-01-2027' });
    expect(await planGaps(w.table, 'y1', defaultPolicy())).toEqual([]);
    expect(told()).toEqual([['y1'], ['y1'], ['y1']]);
  });

  test.each<[string, 'PUT' | 'POST', string, object, string]>([
    ['R47: a purpose without whose it is', 'PUT', '', { purpose: { text: 'x' } }, 'purpose.by'],
    ['an empty purpose', 'PUT', '', { purpose: { text: '  ', by: 'youth' } }, 'purpose.text'],
    ['an unknown field', 'PUT', '', { goal: 'x' }, ''],
    ['an effort without an owner', 'POST', '/efforts', { name: 'a', ends: '2027-01-01' }, 'owner'],
    ['an effort owned by nobody known', 'POST', '/efforts', effort('a', { owner: 'youth' }), 'owner'],
    ['an effort that has ended', 'POST', '/efforts', effort('a', { ends: '2026-11-19' }), 'ends'],
    ['an effort that ends on no day', 'POST', '/efforts', effort('a', { ends: '2026-02-30' }), 'ends'],
    ['a sub-goal in the past', 'POST', '/sub-goals', { text: 'a', due: '2026-11-19' }, 'due'],
    ['a sub-goal without a date', 'POST', '/sub-goals', { text: 'a' }, 'due'],
    ['a decline by a teacher', 'PUT', '/decline', { declined: true, by: 'teacher' }, 'by'],
  ])('refuses %s', async (_, method, at, json, path) => {
    const { status, body } = await call(w, method, `${PLAN}${at}`, { as: 'tk-1', json });
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(JSON.stringify(body.fields)).toContain(path);
    expect((await getPlan(w.table, 'y1')).version).toBe(0);
  });

  test('is for municipal roles only (R43), and every look and change is logged (L10)', async () => {
    for (const as of SCHOOL) {
      expect([as, (await read(as)).status]).toEqual([as, 403]);
      expect([as, (await put('', { order: true }, as)).status]).toEqual([as, 403]);
    }
    expect((await read('tk-2')).status).toBe(404);
    expect((await put('', { order: true }, 'adm-1')).status).toBe(403);
    expect((await read('adm-1')).status).toBe(200);
    await put('', { order: true }, 'net-1');
    const looks = await accessesOf(w.table, 'y1', 9);
    expect(looks.map(({ by, what, where }) => `${by} ${what} ${where}`).sort()).toEqual([
      'adm-1 read plan',
      'net-1 change plan.set',
    ]);
  });

  test('what two write at once is kept', async () => {
    const { table } = w;
    const slow = Object.create(table) as typeof table;
    let beaten = 0;
    slow.put = async (...args) => {
      if (beaten < 2) {
        beaten += 1;
        await changePlan(table, 'y1', (plan) => ({
          ...plan,
          [beaten === 1 ? 'order' : 'preparation']: true,
        }));
      }
      return table.put(...args);
    };
    await changePlan(slow, 'y1', (plan) => ({ ...plan, youthVersion: 'Hej.' }));
    expect(await getPlan(table, 'y1')).toMatchObject({
      order: true,
      preparation: true,
      youthVersion: 'Hej.',
      version: 3,
    });
  });
});

describe('efforts (R25)', () => {
  test('a fourth is refused with the names of the three; what the law decides does not count', async () => {
    for (const name of ['Mentor', 'Vækning', 'Lektier']) await post('/efforts', effort(name));
    const { status, body } = await post('/efforts', effort('Sport'));
    expect([status, body.code]).toEqual([409, 'too-many-efforts']);
    expect(body.detail).toContain('Mentor, Vækning, Lektier');
    expect((await post('/efforts', effort('Underretning', { statutory: true }))).status).toBe(200);
    expect((await read()).body.efforts).toHaveLength(4);
  });

  test('one the law decides leaves room for three of one’s own', async () => {
    await post('/efforts', effort('Aktivitetspligt', { statutory: true }));
    for (const name of ['Mentor', 'Vækning', 'Lektier'])
      expect([name, (await post('/efforts', effort(name))).status]).toEqual([name, 200]);
    expect((await post('/efforts', effort('Sport'))).status).toBe(409);
  });

  test('there is room again when one ends, by hand or by its date', async () => {
    for (const name of ['Mentor', 'Vækning']) await post('/efforts', effort(name));
    await post('/efforts', effort('Lektier', { ends: '2026-11-20' }));
    expect((await post('/efforts', effort('Sport'))).status).toBe(409);
    w.setNow(instantOf('2026-11-21', '00:00'));
    expect((await post('/efforts', effort('Sport'))).status).toBe(200);
    expect((await post('/efforts', effort('Kor'))).status).toBe(409);
    expect((await post('/efforts/e1/end', { how: 'stopped' })).body.efforts).toMatchObject([
      { id: 'e1', open: false, ended: { on: '2026-11-21', how: 'stopped' } },
      { open: true },
      { id: 'e3', open: false },
      { open: true },
    ]);
    expect((await post('/efforts', effort('Kor'))).status).toBe(200);
    expect((await post('/efforts/e9/end', { how: 'done' })).status).toBe(404);
  });

  test('sent twice with the same key it is one', async () => {
    await post('/efforts', effort('Mentor'), 'tk-1', 'k1');
    const { body } = await post('/efforts', effort('Mentor'), 'tk-1', 'k1');
    expect(body.efforts).toHaveLength(1);
    await post('/efforts', effort('Mentor'), 'tk-1', 'k2');
    expect((await getPlan(w.table, 'y1')).efforts.map(({ id }) => id)).toEqual(['e1', 'e2']);
  });

  test('a repetition does not undo what others did since', async () => {
    const key = { headers: { 'idempotency-key': 'k1' } };
    await call(w, 'PUT', PLAN, { as: 'tk-1', json: { order: true }, ...key });
    await put('', { order: false });
    expect((await call(w, 'PUT', PLAN, { as: 'tk-1', json: { order: true }, ...key })).body.order).toBe(
      false,
    );
  });
});

describe('sub-goals', () => {
  test('are overdue the day after, and reached once', async () => {
    await post('/sub-goals', { text: 'Stå op', due: '2026-11-20' });
    expect((await read()).body.subGoals).toMatchObject([{ id: 'g1', overdue: false }]);
    w.setNow(instantOf('2026-11-21', '00:00'));
    expect((await read()).body.subGoals).toMatchObject([{ overdue: true }]);
    await post('/sub-goals/g1/reached', { reached: true });
    w.setNow(instantOf('2026-11-22', '12:00'));
    expect((await post('/sub-goals/g1/reached', { reached: true })).body.subGoals).toMatchObject([
      { overdue: false, reachedOn: '2026-11-21' },
    ]);
    expect((await post('/sub-goals/g1/reached', { reached: false })).body.subGoals).toMatchObject([
      { overdue: true },
    ]);
  });
});

describe('the family’s plan, the youth’s version, and no thanks', () => {
  test('a family plan suspends the plan, and nothing is missing meanwhile (R17)', async () => {
    await put('', { order: true });
    expect((await put('/family-plan', { active: true, reference: 'S-17' })).body).toMatchObject({
      state: 'suspended',
      familyPlan: { since: '2026-11-20', reference: 'S-17' },
      missing: [],
    });
    for (const answer of [
      await put('', { order: false }),
      await post('/efforts', effort('Mentor')),
      await post('/sub-goals', { text: 'a', due: '2027-01-01' }),
      await put('/decline', { declined: true }),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'plan-suspended']);
    expect((await put('/family-plan', { active: false })).body).toMatchObject({
      state: 'active',
      order: true,
    });
    expect((await put('', { order: false })).status).toBe(200);
  });

  test('no thanks is noted with who and when, respected, and taken back (R45)', async () => {
    expect((await put('/decline', { declined: true, by: 'guardian' })).body).toMatchObject({
      state: 'declined',
      declined: { by: 'guardian', on: '2026-11-20', notedBy: { id: 'tk-1', name: 'Mette Dahl' } },
      missing: [],
    });
    expect((await post('/efforts', effort('Mentor'))).body.code).toBe('plan-declined');
    expect((await put('/decline', { declined: false })).body).toMatchObject({ state: 'active' });
  });

  test('the youth’s version is easy to read, or told what weighs most (R46)', async () => {
    const easy = 'Du vil være kok. Vi hjælper dig med at stå op. Du siger til, når det er svært.';
    expect((await put('', { youthVersion: easy })).body.youthVersion).toBe(easy);
    const hard =
      'Du vil lave mad. Udslusningsforløbet koordineres tværfagligt af kommunens uddannelsesvejledere i samarbejde med praktikstedet.';
    const { status, body } = await put('', { youthVersion: hard });
    expect([status, body.code]).toEqual([422, 'too-hard-to-read']);
    expect(JSON.stringify(body.fields)).toMatch(/uddannelsesvejledere.*/);
    expect(JSON.stringify(body.fields)).toContain('Udslusningsforløbet koordineres');
    expect(JSON.stringify(body.fields)).not.toContain('lave mad');
    expect((await read()).body.youthVersion).toBe(easy);
  });
});

describe('notes (R44)', () => {
  const write = (json: unknown, as = 'tk-1'): Promise<Answered> => call(w, 'POST', NOTES, { as, json });
  const texts = async (path: string, as: string): Promise<string[]> => {
    const { body, status } = await call(w, 'GET', path, { as });
    expect([path, as, status]).toEqual([path, as, 200]);
    return (body.notes as { text: string }[]).map(({ text }) => text);
  };

  beforeEach(async () => {
    await write({ text: 'Kun os' });
    w.setNow(NOW + 60_000);
    await write({ text: 'Også den unge', alsoFor: ['youth'] });
    w.setNow(NOW + 120_000);
    await write({ text: 'Også hjemme', alsoFor: ['youth', 'guardians'] });
    w.setNow(NOW + 180_000);
    await write({ text: 'Også skolen', alsoFor: ['school'] });
  });

  test('the municipality sees them all, newest first, and is told what cannot stay secret', async () => {
    expect(await texts(NOTES, 'uu-1')).toEqual(['Også skolen', 'Også hjemme', 'Også den unge', 'Kun os']);
    expect((await call(w, 'GET', NOTES, { as: 'tk-1' })).body.notSecret).toContain('i fare');
  });

  test('the youth sees those for the youth, guardians theirs, while they may hear of the youth (R52)', async () => {
    expect(await texts(`${NOTES}?as=youth`, 'tk-1')).toEqual(['Også hjemme', 'Også den unge']);
    expect(await texts(`${NOTES}?as=guardians`, 'tk-1')).toEqual([]);
    const y1 = await getYouth(w.table, 'y1');
    if (!y1) throw new Error('no youth');
    await putYouth(w.table, { ...y1, guardiansChosen: true });
    expect(await texts(`${NOTES}?as=guardians`, 'tk-1')).toEqual(['Også hjemme']);
    w.setNow(instantOf('2027-03-13', '23:59'));
    expect(await texts(`${NOTES}?as=guardians`, 'tk-1')).toEqual(['Også hjemme']);
    w.setNow(instantOf('2027-03-14', '00:00'));
    expect(await texts(`${NOTES}?as=guardians`, 'tk-1')).toEqual([]);
  });

  test('schools and administrators do not see them; a school sees at its own task what is shared with it', async () => {
    for (const as of [...SCHOOL, 'adm-1'])
      expect([as, (await call(w, 'GET', NOTES, { as })).status]).toEqual([as, 403]);
    const other = taskRow({
      n: 2,
      id: 'absenceCase.y3.1.2',
      youth: 'y3',
      school: SYD,
      placement: placement({ assignee: 'kl-3' }),
    });
    await withTasks(w, taskRow({ n: 1 }), other);
    const at = (id: string): string => `/api/v1/tasks/${id}/notes`;
    expect(await texts(at('absenceCase.y1.1.1'), 'kl-1')).toEqual(['Også skolen']);
    expect(await texts(at('absenceCase.y1.1.1'), 'sl-1')).toEqual(['Også skolen']);
    expect(await texts(at('absenceCase.y1.1.1'), 'net-1')).toHaveLength(4);
    expect(await texts(at('absenceCase.y1.1.1'), 'adm-1')).toEqual([]);
    expect((await call(w, 'GET', at('absenceCase.y1.1.1'), { as: 'kl-3' })).status).toBe(404);
    expect(await texts(at('absenceCase.y3.1.2'), 'kl-3')).toEqual([]);
  });

  test.each([
    ['nothing', { text: ' ' }],
    ['for somebody unknown', { text: 'x', alsoFor: ['police'] }],
    ['too much', { text: 'x'.repeat(4001) }],
  ])('refuses %s', async (_, json) => {
    expect((await write(json)).status).toBe(422);
    expect((await write(json, 'adm-1')).status).toBe(422);
  });
});

describe('R24: a reached sub-goal', () => {
  const goal = { text: 'Møder til tiden', due: '2026-12-01' };
  const reach = (reached: boolean, key?: string): Promise<Answered> =>
    post('/sub-goals/g1/reached', { reached }, 'tk-1', key);
  const prompts = async () =>
    Promise.all((await queued(w.table)).map(async ({ id }) => await getNotice(w.table, id)));

  async function helped(people: Partial<Record<'contactPerson' | 'coordinator', string>>): Promise<void> {
    const youth = await getYouth(w.table, 'y1');
    if (!youth) throw new Error('no youth');
    const { contactPerson: _, coordinator: __, ...others } = youth.people;
    await putYouth(w.table, { ...youth, people: { ...others, ...people } });
    await post('/sub-goals', goal, 'net-1');
  }

  test('prompts the contact person to a personal word, in the next working day’s message', async () => {
    await helped({ contactPerson: 'kp-1', coordinator: 'tk-1' });
    expect((await reach(true)).status).toBe(200);
    const [prompt, ...more] = await prompts();
    expect(more).toEqual([]);
    expect(prompt).toMatchObject({
      kind: 'goal.reached',
      rule: 'R24',
      youth: 'y1',
      recipient: { staff: 'kp-1' },
    });
    expect(copenhagen(prompt?.planned ?? 0)).toMatchObject({ date: '2026-11-23' }); // today is a Friday
    expect(w.engine.calls('wakeDispatch')).toEqual([[prompt?.planned]]);
    expect(JSON.stringify(prompt)).not.toContain('tiden');
  });

  test('or the coordinator, where there is no contact person; or nobody', async () => {
    await helped({ coordinator: 'tk-1' });
    await reach(true);
    expect((await prompts()).map((notice) => notice?.recipient)).toEqual([{ staff: 'tk-1' }]);
  });

  test('prompts once, however often it is marked; and not when it is taken back', async () => {
    await helped({ coordinator: 'tk-1' });
    await reach(false, 'a');
    expect(await prompts()).toEqual([]);
    for (const key of ['b', 'c', 'c']) await reach(true, key);
    await reach(false, 'd');
    await reach(true, 'e');
    expect(await prompts()).toHaveLength(1);
  });

  test('prompts nobody where the youth has neither', async () => {
    await helped({});
    expect((await post('/sub-goals/g1/reached', { reached: true }, 'net-1')).status).toBe(200);
    expect(await prompts()).toEqual([]);
  });
});
