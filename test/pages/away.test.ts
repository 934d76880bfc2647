/** The pages of being away and of what a leaver leaves. */
import { absencesOf } from '../../records/substitutes';
import { getStaff, getYouth, putStaff } from '../../records/people';
import { inbox, saveTask } from '../../records/tasks';
import { inBrowser, ServedTown } from './realBrowser';
import { STAFF, TASKS, type Town } from './town';
import { visiting, type Visitor } from './visitor';

/** It is Wednesday 21 October 2026. */
const DAYS = { from: '2026-10-21', to: '2026-10-30' };
const LEFT = 'staffLeave.contactTeacher-01.1';

/** Maja has left, and her leader has the task. */
async function majaHasLeft({ table }: Town): Promise<void> {
  const maja = await getStaff(table, STAFF.maja.id);
  if (maja) await putStaff(table, { ...maja, lastDay: '2026-10-20', left: true });
  const row = TASKS.contact;
  const { youth: _, ...rest } = row;
  await saveTask(table, {
    ...rest,
    id: LEFT,
    kind: 'staff.left',
    rule: 'R19',
    reason: { staff: STAFF.maja.id, tasks: 3, youths: 3 },
    workflowId: 'staffLeave/contactTeacher-01',
    placement: { ...row.placement, role: 'schoolLeader', assignee: STAFF.lone.id },
  });
}

describe('Er du væk?', () => {
  test('says what is wrong beside the field, and keeps what was typed', async () => {
    const { visitor } = await visiting('anna');
    await visitor.get('/fravaer');
    const { status, html } = await visitor.post('/fravaer/vikar', { ...DAYS, by: STAFF.anna.id });
    expect(status).toBe(422);
    expect(html).toContain('Skal være en anden.');
    expect(html).toContain('value="2026-10-30"');
  });

  test('the substitute sees the tasks marked, and the one who is away sees who takes them', async () => {
    const { town, visitor } = await visiting('anna');
    await visitor.get('/fravaer');
    expect((await visitor.post('/fravaer/vikar', { ...DAYS, by: STAFF.mette.id })).status).toBe(303);
    expect(await absencesOf(town.table, STAFF.anna.id, '2026-10-21')).toHaveLength(1);
    expect((await visitor.get('/opgaver')).html).toContain('Du er væk. Mette Holm tager over.');
    await visitor.signIn('mette');
    const { html } = await visitor.get('/opgaver');
    const own = await inbox(town.table, STAFF.anna.id);
    expect(own.length).toBeGreaterThan(0);
    expect(html.split('På vegne af Anna Bach').length - 1).toBe(own.length);
    expect(html).toContain('Anna Bach er væk.');
  });

  test('ends when she says so', async () => {
    const { town, visitor } = await visiting('anna');
    await visitor.get('/fravaer');
    await visitor.post('/fravaer/vikar', { ...DAYS, by: STAFF.mette.id });
    const [known] = await absencesOf(town.table, STAFF.anna.id, '2026-10-21');
    await visitor.get('/fravaer');
    await visitor.post('/fravaer/tilbage', { id: known?.id ?? '' });
    expect(await absencesOf(town.table, STAFF.anna.id, '2026-10-21')).toEqual([]);
  });

  test('a leader sees those they lead, and says who leaves; a colleague cannot', async () => {
    const { town, visitor } = await visiting('lone');
    expect((await visitor.get('/fravaer')).html).toContain('Maja Østergaard');
    expect(visitor.page.html).not.toContain('Ida Krogh');
    await visitor.get(`/fravaer/hos/${STAFF.maja.id}`);
    const wrong = await visitor.post(`/fravaer/hos/${STAFF.maja.id}/stopper`, { lastDay: '2026-10-20' });
    expect([wrong.status, wrong.html.includes('Skal være i dag eller senere.')]).toEqual([422, true]);
    await visitor.post(`/fravaer/hos/${STAFF.maja.id}/stopper`, { lastDay: '2026-10-21' });
    expect((await getStaff(town.table, STAFF.maja.id))?.lastDay).toBe('2026-10-21');
    await visitor.signIn('tobias');
    expect((await visitor.get(`/fravaer/hos/${STAFF.maja.id}`)).status).toBe(403);
  });
});

describe('what a leaver left', () => {
  let town: Town;
  let visitor: Visitor;
  beforeEach(async () => {
    ({ town, visitor } = await visiting('lone'));
    await majaHasLeft(town);
  });

  test('the task leads to the list, and Maja cannot sign in', async () => {
    expect((await visitor.get(`/opgaver/${LEFT}`)).html).toContain(`/stoppet/${LEFT}`);
    const { html } = await visitor.get(`/stoppet/${LEFT}`);
    expect(html).toContain('Maja Østergaard er stoppet');
    expect(html).toContain('Freja Nielsen: kontaktlærer');
    await visitor.signIn('maja');
    expect((await visitor.get('/opgaver')).status).toBe(303);
  });

  test('nothing chosen is told; one for all gives everything, and the task is done', async () => {
    await visitor.get(`/stoppet/${LEFT}`);
    expect((await visitor.post(`/stoppet/${LEFT}/giv`, { alle: '' })).html).toContain('Vælg mindst én');
    const before = await inbox(town.table, STAFF.maja.id);
    expect(before.length).toBeGreaterThan(1);
    await visitor.post(`/stoppet/${LEFT}/giv`, { alle: STAFF.tobias.id });
    expect(await inbox(town.table, STAFF.maja.id)).toEqual([]);
    expect((await getYouth(town.table, 'yfreja'))?.people.contactTeacher).toBe(STAFF.tobias.id);
    expect((await visitor.get(`/stoppet/${LEFT}`)).html).toContain('Alt er givet videre');
  });

  test('what cannot be given says why beside its row; the rest is done', async () => {
    const [first, second] = await inbox(town.table, STAFF.maja.id);
    town.engine.refuses = first?.id;
    await visitor.get(`/stoppet/${LEFT}`);
    const answer = await visitor.post(`/stoppet/${LEFT}/giv`, { alle: STAFF.tobias.id });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Opgaven blev lukket');
    const left = (await inbox(town.table, STAFF.maja.id)).map(({ id }) => id);
    expect(left).toEqual([first?.id]);
    expect(left).not.toContain(second?.id);
  });
});

inBrowser('in a browser', () => {
  let served: ServedTown;
  beforeAll(async () => {
    served = await ServedTown.start();
    await majaHasLeft(served.town);
  });
  afterAll(() => served.stop());

  test.each([375, 1280])(
    'the pages fit %i pixels, without complaints',
    async (width) => {
      const window = await served.open('lone', { width, javaScriptEnabled: true });
      for (const path of ['/fravaer', `/fravaer/hos/${STAFF.tobias.id}`, `/stoppet/${LEFT}`]) {
        await window.go(path);
        const shots = process.env.SCREENSHOTS;
        if (shots !== undefined) {
          const name = path.split('/')[1] ?? '';
          await window.page.screenshot({ path: `${shots}/${name}-${String(width)}.png`, fullPage: true });
        }
        expect([path, await window.over()]).toEqual([path, 0]);
      }
      expect(window.complaints).toEqual([]);
    },
    60_000,
  );

  test('a substitute is named, does a task on behalf of the one who is away, and has none of them afterwards', async () => {
    const away = await served.open('anna', { width: 1280 });
    await away.page.getByRole('link', { name: STAFF.anna.name }).click();
    await away.page.getByLabel('Første dag væk').fill('2026-10-21');
    await away.page.getByLabel('Sidste dag væk').fill('2026-10-23');
    await away.page.getByLabel('Hvem tager opgaverne?').selectOption({ label: STAFF.mette.name });
    await away.page.getByRole('button', { name: 'Gem' }).click();
    await away.page.getByText(`${STAFF.mette.name} tager opgaverne`).waitFor();

    const window = await served.open('mette', { width: 375 });
    const { page } = window;
    await page.getByText('På vegne af Anna Bach').first().waitFor();
    await page.getByRole('link', { name: 'Sæt aftalt indsats i værk' }).click();
    await page.getByText('Det er gjort').click();
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByText('Tak. Den er færdig').waitFor();
    expect(served.town.engine.asked.at(-1)).toMatchObject({
      deed: 'completeTask',
      args: { by: STAFF.mette.id },
    });

    served.town.later(3 * 24 * 3_600_000);
    await window.signIn(STAFF.mette.name);
    expect(await page.getByText('På vegne af').count()).toBe(0);
    await window.go(`/opgaver/${TASKS.escalated.id}`);
    expect(await page.getByRole('button', { name: 'Gem', exact: true }).count()).toBe(0);
    await away.signIn(STAFF.anna.name);
    await away.page.getByRole('link', { name: 'Første kontakt om fravær' }).first().waitFor();
  }, 60_000);
});
