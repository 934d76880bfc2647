/** Two small forms: the contact in the morning (R41, R45), and noting a notification of concern (L3, R02). */
import { getYouth, putYouth } from '../../records/people';
import { situationOf } from '../../records/situation';
import { saveTask } from '../../records/tasks';
import { agreeOnWakeUp, wakeUpOf } from '../../records/wakeUps';
import { following } from './opening';
import { ownTown, seated } from './own';
import { at, STAFF, task } from './town';
import { visiting } from './visitor';

jest.setTimeout(60_000);

const YOUTH = '/unge/yfreja/morgen';
const WISH = { time: '06.15', until: '2026-12-18' };

describe('the contact in the morning', () => {
  test('is agreed on, said back and stopped; what was typed survives a refusal', async () => {
    const { town, visitor } = await visiting('anna');
    expect((await visitor.get(YOUTH)).html).toContain('Der er ikke aftalt noget om morgenen.');
    const refused = await visitor.post(`${YOUTH}/aftal`, { ...WISH, time: '09.30' });
    expect([refused.status, refused.html.includes('fra 05:00 til 09:00')]).toEqual([422, true]);
    expect(refused.html).toContain('value="2026-12-18"');
    const html = await following(visitor, await visitor.post(`${YOUTH}/aftal`, WISH));
    expect(html).toContain('kl. 6.15 på skoledage til og med');
    expect(await wakeUpOf(town.table, 'yfreja')).toMatchObject({ time: '06:15', by: STAFF.anna.id });
    const after = await following(visitor, await visitor.post(`${YOUTH}/stop`, {}));
    expect(after).toContain('Der er ikke aftalt noget om morgenen.');
  });

  test('is at hand at the measure it is, and at no other (R10)', async () => {
    const { town, visitor } = await visiting('maja');
    const row = task('retention.measure', 'freja', 'maja', at('2026-11-20', '16:00'), {
      id: 'absenceCase.yfreja.1.31',
      reason: { remedy: 'wakeUpContact' },
    });
    await saveTask(town.table, row);
    const path = `/opgaver/${row.id}/morgen`;
    expect((await visitor.get(`/opgaver/${row.id}`)).html).toContain(`href="${path}"`);
    await visitor.get(path);
    expect((await visitor.post(`${path}/aftal`, WISH)).status).toBe(303);
    expect(await wakeUpOf(town.table, 'yfreja')).toMatchObject({ task: row.id });
    await saveTask(town.table, { ...row, seq: row.seq + 1, reason: { remedy: 'mentor' } }, row);
    expect((await visitor.get(`/opgaver/${row.id}`)).html).not.toContain(path);
    expect((await visitor.get(path)).status).toBe(404);
  });

  test('stands on the youth’s own page, with a no thanks', async () => {
    const town = await ownTown();
    const { visitor: freja } = await seated(town);
    expect((await freja.get('/mig')).html).not.toContain('Om morgenen');
    await agreeOnWakeUp(town.table, 'yfreja', { time: '06:15', until: '2026-12-18', by: STAFF.anna.id });
    expect((await freja.get('/mig')).html).toContain('Vi skriver til dig kl. 6.15');
    expect((await freja.post('/mig/goer/morgen-nej', {})).to).toBe('/mig?gjort=wakeUpDeclined');
    expect((await freja.get('/mig')).html).not.toContain('Om morgenen');
  });
});

describe('a notification of concern', () => {
  const considered = task('absence.considerNotification', 'freja', 'maja', at('2026-11-20', '16:00'), {
    id: 'absenceCase.yfreja.1.32',
    status: 'completed',
    outcome: { outcome: 'done' },
  });

  test('who decided to send one is led to noting it; the system sends none (R02)', async () => {
    const { town, visitor } = await visiting('maja');
    await saveTask(town.table, considered);
    const { html } = await visitor.get(`/opgaver/${considered.id}`);
    const path = `/opgaver/${considered.id}/underretning`;
    expect(html).toContain('Det gør intet system for dig.');
    expect(html).toContain(`href="${path}"`);
    expect((await situationOf(town.table, 'yfreja')).notifications).toEqual([]);
    await visitor.get(path);
    expect((await visitor.post(`${path}/gem`, { dag: '2026-10-20', receivedAt: '09.15' })).status).toBe(303);
    expect((await situationOf(town.table, 'yfreja')).notifications).toMatchObject([
      { receivedAt: at('2026-10-20', '09:15') },
    ]);
  });

  test('by CPR number it is for those who work with them alone', async () => {
    const { visitor: anna } = await visiting('anna');
    expect((await anna.get('/underretning')).status).toBe(403);
    expect((await anna.get('/unge')).html).not.toContain('/underretning');
    const { town, visitor } = await visiting('niels');
    const youth = await getYouth(town.table, 'yfreja');
    if (youth) await putYouth(town.table, { ...youth, cpr: '7403094009', born: '2009-03-14' });
    expect((await visitor.get('/unge')).html).toContain('/underretning');
    await visitor.get('/underretning');
    const when = { dag: '2026-10-20', receivedAt: '09:15' };
    const refused = await visitor.post('/underretning/gem', { ...when, cpr: '12' });
    expect([refused.status, refused.html.includes('Skal være ti tal.')]).toEqual([422, true]);
    expect((await visitor.post('/underretning/gem', { ...when, cpr: '740309-4009' })).status).toBe(303);
    expect((await situationOf(town.table, 'yfreja')).notifications).toHaveLength(1);
  });
});
