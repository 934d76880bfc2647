/** Several tasks at once, taking one from the unit's list, and the lists of others. */
import { EngineBusyError } from '../../contract/ports/engine';
import { getTask, saveTask, type TaskRow } from '../../records/tasks';
import { inQueues } from '../../web/queues';
import { at, STAFF, task, TASKS, type Town } from './town';
import { visiting } from './visitor';

const UNIT = 'unit:contactTeacher:FGU-NORD';
const AHEAD = at('2026-10-23');

async function inTown(town: Town, ...rows: readonly TaskRow[]): Promise<void> {
  for (const row of rows) await saveTask(town.table, row);
}

const measure = (n: number, of: 'freja' | 'noah' | 'viktor' = 'noah'): TaskRow =>
  task('retention.measure', of, 'maja', AHEAD, { n });

const addressOf = (form: string, ...rows: readonly TaskRow[]): string =>
  `/opgaver/flere?form=${form}${rows.map(({ id }) => `&opgave=${id}`).join('')}`;

test('closed together, each with its own result: who was first on the one is told beside it', async () => {
  const { town, visitor } = await visiting('maja');
  const [done, taken] = [measure(31), measure(32, 'freja')];
  await inTown(town, done, taken);
  const { html } = await visitor.get(addressOf('afslut', done, taken, TASKS.conversation));
  expect(html).toContain('Gør færdige: 3 opgaver');
  expect(html).toMatch(/Én for én[\s\S]*1\. fraværssamtale/);
  const closed = {
    status: 'completed',
    closedBy: STAFF.tobias.id,
    closedAt: at('2026-10-21', '08:57'),
  } as const;
  await saveTask(town.table, { ...taken, ...closed, seq: 2 }, taken);
  const ids = visitor.hidden('opgaver');
  expect(ids).toBe(`${done.id} ${taken.id}`);
  // The workflow of the second says no; the first is done all the same.
  town.engine.refuses = taken.id;
  const answer = await visitor.post('/opgaver/flere/afslut', { opgaver: ids, outcome: 'done', note: 'Hej' });
  expect(answer.status).toBe(200);
  expect(answer.html).toContain('1 af 2 er gjort.');
  expect(answer.html).toContain('Tobias Hansen afsluttede den for 3 minutter siden.');
  expect((await getTask(town.table, done.id))?.status).toBe('completed');
});

test('a missing answer is asked for once for all, and nothing is done', async () => {
  const { town, visitor } = await visiting('maja');
  await inTown(town, measure(31), measure(32));
  await visitor.get(addressOf('afslut', measure(31), measure(32)));
  const { status, html } = await visitor.post('/opgaver/flere/afslut', {
    opgaver: visitor.hidden('opgaver'),
  });
  expect(status).toBe(422);
  expect(html).toContain('Vælg, hvad der kom ud af det.');
  expect(town.engine.asked).toEqual([]);
});

test('given on together: only to those who may get every one', async () => {
  const { town, visitor } = await visiting('maja');
  await inTown(town, measure(31), measure(32, 'freja'));
  const { html } = await visitor.get(addressOf('giv-videre', measure(31), measure(32, 'freja')));
  expect(html).toContain(`value="${STAFF.per.id}"`);
  expect(html).not.toContain(`value="${STAFF.ida.id}"`);
  const opgaver = visitor.hidden('opgaver');
  expect((await visitor.post('/opgaver/flere/giv-videre', { opgaver, to: STAFF.ida.id })).status).toBe(422);
  await visitor.get(addressOf('giv-videre', measure(31), measure(32, 'freja')));
  const done = await visitor.post('/opgaver/flere/giv-videre', { opgaver, to: STAFF.per.id });
  expect(done.html).toContain('Det hele er gjort.');
  expect(town.engine.asked.map(({ deed }) => deed)).toEqual(['reassignTask', 'reassignTask']);
});

test('more time for several, and the same form again does nothing twice', async () => {
  const { town, visitor } = await visiting('maja');
  await inTown(town, measure(31), measure(32));
  await visitor.get(addressOf('udskyd', measure(31), measure(32)));
  const sent = {
    opgaver: visitor.hidden('opgaver'),
    once: visitor.hidden('once'),
    token: visitor.hidden('token'),
    date: '2026-10-28',
    time: '16:00',
    reason: 'awaitingOthers',
  };
  for (const _ of [1, 2]) expect((await visitor.post('/opgaver/flere/udskyd', sent)).status).toBe(200);
  expect(new Set(town.engine.asked.map(({ requestId }) => requestId)).size).toBe(2);
  const { html } = await visitor.get('/opgaver');
  expect(html).toMatch(/Venter på andre <span class="rt-number">2/);
});

test('an engine that is busy is told per task; what is not mine cannot be done; too many are refused', async () => {
  const { town, visitor } = await visiting('maja');
  await inTown(town, measure(31));
  town.engine.failure = new EngineBusyError();
  await visitor.get(addressOf('afslut', measure(31), TASKS.decision));
  const { html } = await visitor.post('/opgaver/flere/afslut', { opgaver: measure(31).id, outcome: 'done' });
  expect(html).toContain('Prøv igen om lidt.');
  const many = Array.from({ length: 51 }, (_, n) => `&opgave=absenceCase.ynoah.1.${String(n + 100)}`).join(
    '',
  );
  expect((await visitor.get(`/opgaver/flere?form=afslut${many}`)).status).toBe(422);
  expect((await visitor.get('/opgaver/flere?form=afslut')).html).toContain(
    'Du har ikke sat kryds ved nogen.',
  );
  expect((await visitor.get('/opgaver/flere?form=slet')).status).toBe(404);
});

test('at most ten of one workflow at a time, the others beside them, and answers in order', async () => {
  const items = Array.from({ length: 40 }, (_, n) => ({ n, workflow: n < 35 ? 'a' : 'b' }));
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const results = await inQueues(
    items,
    ({ workflow }) => workflow,
    async ({ n, workflow }) => {
      const now = (running.get(workflow) ?? 0) + 1;
      running.set(workflow, now);
      most.set(workflow, Math.max(most.get(workflow) ?? 0, now));
      await new Promise((resolve) => setImmediate(resolve));
      running.set(workflow, (running.get(workflow) ?? 0) - 1);
      return n;
    },
  );
  expect(results).toEqual(items.map(({ n }) => n));
  expect([...most]).toEqual([
    ['a', 10],
    ['b', 5],
  ]);
});

test('one is taken from the unit’s list; who comes second is told who has it', async () => {
  const { town, visitor } = await visiting('maja');
  const first = TASKS.contact;
  const shared: TaskRow = { ...task('absence.firstContact', 'noah', 'maja', AHEAD, { n: 41 }) };
  await inTown(town, { ...shared, placement: { ...first.placement, assignee: UNIT, due: AHEAD } });
  expect((await visitor.get('/opgaver')).html).toContain(`formaction="/opgaver/${shared.id}/tag"`);
  const taken = await visitor.post(`/opgaver/${shared.id}/tag`, { fra: 'liste', liste: 'frist=enhed' });
  expect(taken.to).toBe('/opgaver?frist=enhed');
  expect((await visitor.get('/opgaver')).html).toContain('Den er din nu.');
  expect((await getTask(town.table, shared.id))?.placement.assignee).toBe(STAFF.maja.id);
  await visitor.signIn('tobias');
  await visitor.get(`/opgaver/${TASKS.escalated.id}`);
  await visitor.get('/opgaver');
  const late = await visitor.post(`/opgaver/${shared.id}/tag`, {});
  expect(late.status).toBe(409);
  expect(late.html).toContain('Maja Østergaard tog den først.');
});

test('filters by rule and by whose list it is; a leader sees the school’s lists and nobody else’s', async () => {
  const { visitor } = await visiting('maja');
  expect((await visitor.get('/opgaver?regel=R10')).html).toContain('Der er ikke noget, der passer');
  expect((await visitor.get('/opgaver?hos=mig')).html).toContain('I dag');
  expect((await visitor.get(`/opgaver?hos=${STAFF.tobias.id}`)).status).toBe(403);
  await visitor.signIn('lone');
  const { html } = await visitor.get(`/opgaver?hos=${STAFF.maja.id}`);
  expect(html).toContain('Opgaver hos Maja Østergaard');
  expect(html).toContain('Freja Nielsen');
  expect((await visitor.get(`/opgaver?hos=${STAFF.anna.id}`)).status).toBe(403);
  expect((await visitor.get('/opgaver?hos=ingen')).status).toBe(404);
});

test('what was just closed can be undone from the list', async () => {
  const { town, visitor } = await visiting('maja');
  await visitor.get(`/opgaver/${TASKS.contact.id}`);
  await visitor.post(`/opgaver/${TASKS.contact.id}/afslut`, { outcome: 'reached', channel: 'sms' });
  const { html } = await visitor.get('/opgaver');
  const [, action = ''] = /action="([^"]*genaabn)"/.exec(html) ?? [];
  expect(action).toBe(`/opgaver/${TASKS.contact.id}/genaabn`);
  expect((await visitor.post(action, {})).status).toBe(303);
  expect(town.engine.asked.at(-1)).toMatchObject({ deed: 'reopenTask' });
});

test('who several can be given to is named with a role, as the groups of one youth are not those of another', async () => {
  const { town, visitor } = await visiting('maja');
  const rows = [measure(61), measure(62, 'freja')];
  await inTown(town, ...rows);
  const { html } = await visitor.get(addressOf('giv-videre', ...rows));
  expect(html).not.toContain('<optgroup');
  expect(html).toMatch(/<option[^>]*>[^<]*, tovholder<\/option>/);
});
