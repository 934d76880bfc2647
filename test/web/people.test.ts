import { append, type JournalEntry, timeline } from '../../records/journal';
import { assignPerson, endPerson, getYouth, putYouth, type Youth } from '../../records/people';
import { accessesOf } from '../../records/words';
import { instantOf } from '../../rules/clock';
import { type Answered, call, NORD, NOW, placement, taskRow, withTasks, world, type World } from './support';

let w: World;
const Y1 = '/api/v1/youths/y1';
const SCHOOL = ['kl-1', 'sl-1', `feed-${NORD}`];

beforeEach(async () => {
  w = await world();
});

const send = (
  method: 'PUT' | 'POST',
  at: string,
  json: unknown,
  as = 'tk-1',
  key?: string,
): Promise<Answered> =>
  call(w, method, `${Y1}${at}`, {
    as,
    json,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
const journal = (): Promise<JournalEntry[]> => timeline(w.table, { youth: 'y1' });
const youth = async (): Promise<Youth> => {
  const found = await getYouth(w.table, 'y1');
  if (!found) throw new Error('no youth');
  return found;
};
const with_ = async (more: Partial<Youth>): Promise<void> =>
  putYouth(w.table, { ...(await youth()), ...more });

describe('the risk (R09)', () => {
  test('is confirmed by a person, journalled, and the journey looks again', async () => {
    const { status, body } = await send('POST', '/risk', { risk: 'high' });
    expect([status, body.risk]).toEqual([200, 'high']);
    expect(await journal()).toEqual([
      { at: NOW, youth: 'y1', event: 'risk.confirmed', rule: 'R09', by: 'tk-1', reason: { risk: 'high' } },
    ]);
    expect(w.engine.calls('reviewJourney')).toEqual([['y1']]);
    expect((await accessesOf(w.table, 'y1', 9)).map(({ what, where }) => `${what} ${where}`)).toEqual([
      'change risk',
    ]);
  });

  test('twice with the same key is once, and does not undo what came between', async () => {
    await send('POST', '/risk', { risk: 'high' }, 'tk-1', 'k');
    w.setNow(NOW + 60_000);
    await send('POST', '/risk', { risk: 'low' });
    w.setNow(NOW + 120_000);
    expect((await send('POST', '/risk', { risk: 'high' }, 'tk-1', 'k')).body.risk).toBe('low');
    expect(await journal()).toHaveLength(2);
  });

  test('is refused as anything else, and to those without the right', async () => {
    expect((await send('POST', '/risk', { risk: 'middel' })).status).toBe(422);
    expect((await send('POST', '/risk', {})).status).toBe(422);
    for (const as of [...SCHOOL, 'adm-1'])
      expect([as, (await send('POST', '/risk', { risk: 'low' }, as)).status]).toEqual([as, 403]);
    expect((await send('POST', '/risk', { risk: 'low' }, 'tk-2')).status).toBe(404);
    expect((await youth()).risk).toBeUndefined();
  });
});

describe('who holds a role (R19, R27)', () => {
  test('is changed by network and administrators, from today on, and told the journey', async () => {
    const { body } = await send('PUT', '/people/coordinator', { person: 'tk-2' }, 'net-1');
    expect(body.people).toContainEqual({
      role: 'coordinator',
      id: 'tk-2',
      name: 'Per Juhl',
      since: '2026-11-20',
    });
    expect(body.continuity).toEqual([{ role: 'coordinator', changes: 1, uncoveredDays: 0 }]);
    expect(await journal()).toEqual([
      {
        at: NOW,
        youth: 'y1',
        event: 'person.changed',
        rule: 'R19',
        role: 'coordinator',
        assignee: 'tk-2',
        by: 'net-1',
        reason: { from: 'tk-1' },
      },
    ]);
    expect(w.engine.calls('personChanged')).toEqual([['y1', { role: 'coordinator', person: 'tk-2' }]]);
    expect((await send('PUT', '/people/contactTeacher', { person: 'kl-2' }, 'adm-1')).status).toBe(200);
  });

  test('a coordinator gives the roles they lead, and not their own', async () => {
    const { body } = await send('PUT', '/people/contactPerson', { person: 'kp-1' });
    expect(body.continuity).toEqual([{ role: 'contactPerson', changes: 0, uncoveredDays: 0 }]);
    expect((await send('PUT', '/people/guidance', { person: 'uu-1' })).status).toBe(200);
    expect((await send('PUT', '/people/coordinator', { person: 'tk-2' })).status).toBe(403);
    expect((await send('PUT', '/people/contactTeacher', { person: 'kl-2' })).status).toBe(403);
    for (const as of [...SCHOOL, 'uu-1'])
      expect([as, (await send('PUT', '/people/guidance', { person: 'uu-1' }, as)).status]).toEqual([as, 403]);
  });

  test('the same person again changes nothing', async () => {
    await send('PUT', '/people/coordinator', { person: 'tk-1' }, 'net-1');
    expect(await journal()).toEqual([]);
  });

  test.each([
    ['coordinator', 'uu-1'],
    ['coordinator', 'nobody'],
    ['contactTeacher', 'kl-3'],
    ['contactTeacher', ''],
  ])('a %s is never %s', async (role, person) => {
    const { status, body } = await send('PUT', `/people/${role}`, { person }, 'net-1');
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(await journal()).toEqual([]);
  });

  test('there is no such role', async () => {
    expect((await send('PUT', '/people/network', { person: 'net-1' }, 'net-1')).status).toBe(404);
  });

  test('since when somebody has a role is kept, and forgotten with them', async () => {
    await assignPerson(w.table, 'y1', 'contactPerson', 'kp-1', '2026-10-01');
    await assignPerson(w.table, 'y1', 'contactPerson', 'kp-1', '2026-11-01');
    expect((await youth()).peopleSince).toEqual({ contactPerson: '2026-10-01' });
    await assignPerson(w.table, 'y1', 'contactPerson', 'kp-2');
    expect((await youth()).peopleSince).toEqual({});
    await assignPerson(w.table, 'y1', 'guidance', 'uu-9', '2026-11-02');
    await endPerson(w.table, 'y1', 'guidance');
    expect(await youth()).toMatchObject({ peopleSince: {}, people: { contactPerson: 'kp-2' } });
  });
});

describe('the wish for another contact person (R28)', () => {
  test('goes to the journey and leaves nothing the contact person could read', async () => {
    await with_({ people: { coordinator: 'tk-1', contactPerson: 'kp-1' } });
    expect((await send('POST', '/wishes', { another: true })).body).toEqual({ passedOn: true });
    expect(w.engine.calls('wishForAnother')).toEqual([['y1']]);
    expect(await journal()).toEqual([]);
    expect((await send('POST', '/wishes', { another: true }, 'kp-1')).status).toBe(403);
  });

  test('the task it becomes is the leader’s: the contact person sees it neither as a task nor in the timeline', async () => {
    await with_({ people: { coordinator: 'tk-1', contactPerson: 'kp-1' } });
    const wished = taskRow({
      n: 1,
      id: 'contactPersonHandover.y1.1.1',
      workflowId: 'contactPersonHandover/y1/1',
      kind: 'contact.assign',
      rule: 'R28',
      reason: { wish: 'another' },
      placement: placement({ role: 'coordinator', assignee: 'tk-1' }),
    });
    await withTasks(w, wished, taskRow({ n: 1 }));
    const about = { youth: 'y1', task: wished.id };
    await append(w.table, [
      {
        writer: 'workflow',
        key: 'a',
        entry: { ...about, at: NOW, event: 'task.opened', kind: 'contact.assign', rule: 'R28' },
      },
      { writer: 'dispatch', key: 'b', entry: { ...about, at: NOW, event: 'message.sent', rule: 'R28' } },
      { writer: 'workflow', key: 'c', entry: { youth: 'y1', at: NOW, event: 'case.opened', rule: 'R01' } },
    ]);
    const seen = async (as: string): Promise<[number, number]> => {
      const [one, story] = [await call(w, 'GET', Y1, { as }), await call(w, 'GET', `${Y1}/timeline`, { as })];
      return [(one.body.tasks as unknown[]).length, (story.body.entries as unknown[]).length];
    };
    expect(await seen('tk-1')).toEqual([2, 3]);
    expect(await seen('kp-1')).toEqual([1, 1]);
    expect((await call(w, 'GET', `/api/v1/tasks/${wished.id}`, { as: 'kp-1' })).status).toBe(404);
  });

  test('needs a contact person, and says so', async () => {
    expect((await send('POST', '/wishes', { another: true })).body.code).toBe('no-contact-person');
    expect((await send('POST', '/wishes', { another: false })).status).toBe(422);
    expect((await send('POST', '/wishes', {})).status).toBe(422);
    for (const as of [...SCHOOL, 'adm-1'])
      expect([as, (await send('POST', '/wishes', { another: true }, as)).status]).toEqual([as, 403]);
    expect(w.engine.calls('wishForAnother')).toEqual([]);
  });
});

describe('guardians (R52)', () => {
  /** y1 is 18 on 14 March 2027. */
  const BEFORE = instantOf('2027-03-13', '23:59');
  const AFTER = instantOf('2027-03-14', '00:00');

  test('are a person’s choice until 23:59 before the eighteenth birthday, and the youth’s from 00:00', async () => {
    w.setNow(BEFORE);
    expect((await send('PUT', '/guardians', { consented: true })).body.code).toBe('decided-otherwise');
    const chosen = await send('PUT', '/guardians', { chosen: true });
    expect(chosen.body).toMatchObject({ guardiansMayHear: true, guardiansDecidedBy: 'choice' });
    w.setNow(AFTER);
    expect((await call(w, 'GET', Y1, { as: 'tk-1' })).body).toMatchObject({
      guardiansMayHear: false,
      guardiansDecidedBy: 'consent',
    });
    const refused = await send('PUT', '/guardians', { chosen: true });
    expect([refused.status, refused.body.code]).toEqual([409, 'decided-otherwise']);
    expect(refused.body.detail).toContain('18');
    expect((await send('PUT', '/guardians', { consented: true })).body.guardiansMayHear).toBe(true);
    expect((await send('PUT', '/guardians', { consented: false })).body.guardiansMayHear).toBe(false);
    expect((await journal()).map(({ event, rule, role, reason }) => [event, rule, role, reason])).toEqual([
      ['person.changed', 'R52', 'guardian', { why: 'choice', yes: true }],
      ['person.changed', 'R52', 'guardian', { why: 'consent', yes: true }],
      ['person.changed', 'R52', 'guardian', { why: 'consent', yes: false }],
    ]);
    expect(w.engine.calls('reviewJourney')).toHaveLength(3);
  });

  test('born on 29 February: 18 on 1 March', async () => {
    await with_({ born: '2008-02-29' });
    w.setNow(instantOf('2026-02-28', '23:59'));
    expect((await send('PUT', '/guardians', { consented: true })).status).toBe(409);
    w.setNow(instantOf('2026-03-01', '00:00'));
    expect((await send('PUT', '/guardians', { consented: true })).status).toBe(200);
  });

  test.each([
    ['in primary school', { status: 'primarySchool' as const }, 'law'],
    ['off plan at 17', { status: 'none' as const }, 'law'],
    ['off plan at 14', { status: 'none' as const, born: '2012-01-01' }, 'choice'],
  ])('%s it is decided by %j: %s', async (_, more, decidedBy) => {
    await with_(more);
    const { body } = await send('PUT', '/guardians', { chosen: false });
    expect(body.guardiansDecidedBy ?? body.code).toBe(
      decidedBy === 'choice' ? 'choice' : 'decided-otherwise',
    );
  });

  test.each([{}, { chosen: true, consented: true }, { chosen: 'ja' }, { asked: true }])(
    'refuses %j',
    async (json) => {
      expect((await send('PUT', '/guardians', json)).status).toBe(422);
    },
  );

  test('is not for schools or administrators', async () => {
    for (const as of [...SCHOOL, 'adm-1'])
      expect([as, (await send('PUT', '/guardians', { chosen: true }, as)).status]).toEqual([as, 403]);
  });
});

test('what two change of a youth at the same moment is both kept', async () => {
  await Promise.all([
    assignPerson(w.table, 'y1', 'guidance', 'uu-2'),
    assignPerson(w.table, 'y1', 'contactPerson', 'kp-1'),
    send('POST', '/risk', { risk: 'high' }),
    endPerson(w.table, 'y1', 'contactTeacher'),
  ]);
  const { risk, people } = await youth();
  expect({ risk, people }).toEqual({
    risk: 'high',
    people: { coordinator: 'tk-1', guidance: 'uu-2', contactPerson: 'kp-1' },
  });
  // Rows from before youths had marks are changed all the same.
  await w.table.put({ pk: 'youth/y1', sk: 'profile', value: await youth() });
  await assignPerson(w.table, 'y1', 'guidance', 'uu-3');
  expect((await youth()).people.guidance).toBe('uu-3');
});
