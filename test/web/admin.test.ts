import { defaultPolicy, policyWith } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { MemoryTable } from '../../records/memoryTable';
import { accessesOf } from '../../records/words';
import { call, NORD, NOW, SYD, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world({ closed: ['2026-10-12/2026-10-16'] });
});

describe('workflows', () => {
  const get = (query: string, as = 'adm-1') => call(w, 'GET', `/api/v1/workflows${query}`, { as });

  test('of one youth, with failures and the way into the engine’s pages', async () => {
    w.engine.found = [
      {
        workflowId: 'journey/y1',
        runId: 'r1',
        type: 'journey',
        status: 'RUNNING',
        startedAt: NOW,
        historyLength: 9,
        failures: ['carryOut: Error'],
      },
      {
        workflowId: 'absenceCase/y1/1',
        runId: 'r2',
        type: 'absenceCase',
        status: 'COMPLETED',
        startedAt: NOW,
        closedAt: NOW + 1000,
        historyLength: 40,
        failures: [],
      },
    ];
    expect((await get('?youth=y1')).body).toMatchObject({
      workflows: [
        {
          workflowId: 'journey/y1',
          startedAt: '2026-11-20T12:00:00+01:00',
          failures: ['carryOut: Error'],
          webAddress: 'http://engine.example/journey/y1/r1',
        },
        { closedAt: '2026-11-20T12:00:01+01:00' },
      ],
    });
    expect((await accessesOf(w.table, 'y1', 9)).map(({ where }) => where)).toEqual(['workflows']);
  });

  test.each([
    ['', {}],
    ['?failing=true', { failing: true }],
    ['?school=FGU-NORD&failing=false', { school: NORD, failing: false }],
  ])('asked for by %s', async (query, asked) => {
    expect((await get(query)).status).toBe(200);
    expect(w.engine.calls('workflows')).toEqual([[asked]]);
  });

  test.each(['tk-1', 'net-1', 'sl-1', 'kl-1', `feed-${NORD}`])('are not for %s', async (as) => {
    expect((await get('', as)).status).toBe(403);
  });
});

describe('agreements', () => {
  const get = (school: string, as: string) => call(w, 'GET', `/api/v1/agreements/${school}`, { as });

  test('the one in force, with its version and closed days', async () => {
    await addAgreement(w.table, NORD, policyWith({ absence: { consecutiveDays: 4 } }));
    const { body } = await get(NORD, 'kl-1');
    expect(body).toMatchObject({
      school: NORD,
      kind: 'fgu',
      version: 2,
      closed: { municipality: ['2026-12-24'], school: ['2026-10-12/2026-10-16'] },
      policy: { absence: { consecutiveDays: 4 } },
    });
  });

  test('a school without its own has the municipality’s', async () => {
    expect((await get(SYD, 'adm-1')).body).toMatchObject({ version: 0, policy: { ...defaultPolicy() } });
  });

  test('are for the municipality and for the school itself', async () => {
    for (const as of ['kl-1', 'sl-1', 'tk-1', 'uu-1', 'adm-1'])
      expect((await get(NORD, as)).status).toBe(200);
    for (const as of ['kl-3', 'sl-2', `feed-${NORD}`]) expect((await get(NORD, as)).status).toBe(403);
    expect((await get('FGU-VEST', 'adm-1')).status).toBe(404);
  });
});

test('health needs no token and reads data', async () => {
  expect((await call(w, 'GET', '/healthz')).body).toEqual({ status: 'ok' });
  const table = new MemoryTable();
  table.get = () => Promise.reject(new Error('no table'));
  const broken = await world({ ports: { table } });
  expect((await call(broken, 'GET', '/healthz')).status).toBe(500);
});
