/** The API of an agreement's life (R07). */
import { defaultPolicy, policyWith } from '../../contract/schemas/policy';
import { addAgreement, currentTerms, versionsOf } from '../../records/agreements';
import { call, NORD, NOW, SYD, taskRow, withTasks, world, type World } from './support';

const TASK = taskRow({ n: 1 });

let w: World;
beforeEach(async () => {
  w = await world();
  await withTasks(w, TASK);
  await addAgreement(w.table, NORD, policyWith({ name: 'Ny', absence: { consecutiveDays: 3 } }), {
    at: NOW,
    by: 'adm-1',
  });
});

const get = (path: string, as = 'adm-1') => call(w, 'GET', `/api/v1/agreements/${path}`, { as });

test('versions with what each changed', async () => {
  const { status, body } = await get(`${NORD}/versions`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    agreement: NORD,
    versions: [
      {
        version: 2,
        name: 'Ny',
        addedAt: '2026-11-20T12:00:00+01:00',
        addedBy: 'adm-1',
        changes: [
          { path: 'absence.consecutiveDays', rule: 'R01', before: '5 skoledage', after: '3 skoledage' },
        ],
      },
      { version: 1 },
    ],
  });
});

test('a dry run, and then the move, which asks the workflow', async () => {
  const dry = await get(`${NORD}/move`);
  expect(dry.status).toBe(200);
  expect(dry.body).toMatchObject({ to: 2, workflows: [{ workflowId: TASK.workflowId, from: 1 }] });
  expect(w.engine.calls('moveAgreement')).toEqual([]);
  const { status, body } = await call(w, 'POST', `/api/v1/agreements/${NORD}/move`, { as: 'adm-1' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ results: [{ workflowId: TASK.workflowId, result: 'moved' }] });
  expect(w.engine.calls('moveAgreement')).toMatchObject([
    [TASK.workflowId, { agreement: 2, by: 'adm-1', school: NORD }, expect.any(String)],
  ]);
});

test.each(['tk-1', 'sl-1', 'kl-1', `feed-${NORD}`])('%s does not move an agreement', async (as) => {
  expect((await get(`${NORD}/move`, as)).status).toBe(403);
  expect((await call(w, 'POST', `/api/v1/agreements/${NORD}/move`, { as })).status).toBe(403);
  expect(w.engine.calls('moveAgreement')).toEqual([]);
});

test('a school reads its own versions only', async () => {
  expect((await get(`${NORD}/versions`, 'sl-1')).status).toBe(200);
  expect((await get(`${SYD}/versions`, 'sl-1')).status).toBe(403);
  expect((await get('FINDES-IKKE/versions')).status).toBe(404);
});

test('a version stored before a parameter was known has it from the default, and keeps its own', async () => {
  const { gatherMinutes: _, ...messages } = defaultPolicy().messages;
  const stored = { ...defaultPolicy(), messages: { ...messages, staleAfterHours: 5 } };
  await w.table.put({ pk: `agreement/${SYD}`, sk: '000009', value: stored });
  const expected = { ...defaultPolicy().messages, staleAfterHours: 5 };
  expect((await currentTerms(w.table, SYD)).policy.messages).toEqual(expected);
  expect((await versionsOf(w.table, SYD))[0]?.policy.messages).toEqual(expected);
});
