/** R07: versions of an agreement, the dry run of a move, the move, and the reminder to look at an old agreement again. */
import { EngineBusyError } from '../../contract/ports/engine';
import { policyWith } from '../../contract/schemas/policy';
import { addAgreement, latestAgreement, versionsOf } from '../../records/agreements';
import { accessesOf } from '../../records/words';
import { getTask, saveTask } from '../../records/tasks';
import { NOW, TASKS } from './town';
import { visiting, type Visitor } from './visitor';

const NORD = '/aftaler/FGU-NORD';
const NINE_DAYS = { ladders: { 'absence.firstContact': [{ role: 'contactTeacher', days: 9 }] } };

/** An administrator, and a second version of the school's agreement. */
async function withNewVersion(): Promise<Awaited<ReturnType<typeof visiting>>> {
  const visit = await visiting('omar');
  await addAgreement(visit.town.table, 'FGU-NORD', policyWith({}));
  await addAgreement(visit.town.table, 'FGU-NORD', policyWith(NINE_DAYS), { at: NOW, by: 'admin-01' });
  return visit;
}

async function move(visitor: Visitor): Promise<string> {
  await visitor.get(`${NORD}/flyt`);
  const { html, status } = await visitor.post(`${NORD}/flyt`, {});
  expect(status).toBe(200);
  return html;
}

test('versions, the newest first, each with what it changed', async () => {
  const { visitor } = await withNewVersion();
  const { html } = await visitor.get(`${NORD}/udgaver`);
  expect(html.indexOf('Udgave 2')).toBeLessThan(html.indexOf('Udgave 1'));
  expect(html).toContain('Første kontakt om fravær: hvem, og hvor længe');
  expect(html).toContain('kontaktlærer 9 dage');
  expect(html).toContain('lagt ind af Omar');
  expect(html).toContain('Den første udgave.');
});

test('the dry run tells what would move, and moves nothing', async () => {
  const { visitor, town } = await withNewVersion();
  const before = await getTask(town.table, TASKS.contact.id);
  const { html } = await visitor.get(`${NORD}/flyt`);
  expect(html).toMatch(/Til udgave 2\. Der er \d+ forløb, og \d+ frister bliver nye\./);
  expect(html).toMatch(/Første kontakt om fravær: frist [^<]+ → /);
  expect(await getTask(town.table, TASKS.contact.id)).toEqual(before);
  expect(town.engine.moved).toEqual([]);
});

test('the move asks every workflow once and tells what came of each; it is logged', async () => {
  const { visitor, town } = await withNewVersion();
  const html = await move(visitor);
  expect(html).toContain('Flyttet.');
  const asked = town.engine.moved.map(({ workflowId }) => workflowId);
  expect(asked).toContain(TASKS.contact.workflowId);
  expect(new Set(asked).size).toBe(asked.length);
  expect(town.engine.moved[0]?.args).toEqual({ agreement: 2, by: 'admin-01', school: 'FGU-NORD' });
  const youth = TASKS.contact.youth ?? '';
  const wheres = (await accessesOf(town.table, youth, 9)).map(({ what, where }) => `${what} ${where}`);
  expect(wheres).toContain('change agreement-move');
});

test.each([
  ['one that ended meanwhile', 'ended', 'Sluttede imens.'],
  ['an engine that does not answer', 'busy', 'Prøv igen om lidt.'],
  ['one that breaks', 'broken', 'Gik galt.'],
] as const)('%s is told', async (_what, how, told) => {
  const { visitor, town } = await withNewVersion();
  if (how === 'ended') town.engine.refusal = 'procedureClosed';
  if (how === 'busy') town.engine.failure = new EngineBusyError('slow');
  if (how === 'broken') town.engine.failure = new Error('broken');
  expect(await move(visitor)).toContain(told);
});

test('what follows the newest version already is not moved', async () => {
  const { visitor, town } = await visiting('omar');
  const { html } = await visitor.get(`${NORD}/flyt`);
  expect(html).toContain('Alt det, der er i gang, følger den nyeste udgave.');
  expect(town.engine.moved).toEqual([]);
});

test('a date somebody chose stays in the dry run', async () => {
  const { visitor, town } = await withNewVersion();
  const row = await getTask(town.table, TASKS.contact.id);
  if (!row) throw new Error('no task');
  await saveTask(town.table, { ...row, seq: row.seq + 1, explanation: undefined, postponed: true }, row);
  const { html } = await visitor.get(`${NORD}/flyt`);
  const freja = /Freja Nielsen[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
  expect(freja).toContain('Første kontakt om fravær');
  expect(freja).not.toMatch(/Første kontakt om fravær: frist/);
});

test('a new version is checked, kept as typed where it is wrong, and noted with who and when', async () => {
  const { visitor, town } = await visiting('omar');
  await visitor.get(`${NORD}/ny`);
  const wrong = await visitor.post(`${NORD}/ny/gem`, { policy: 'absence: { consecutiveDays: 0 }' });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain('consecutiveDays: 0');
  expect(wrong.html).toContain('skal være mindst 1');
  expect(await latestAgreement(town.table, 'FGU-NORD')).toBe(0);
  expect((await visitor.post(`${NORD}/ny/gem`, { policy: 'absence: { consecutiveDays: 3 }' })).status).toBe(
    303,
  );
  const [newest] = await versionsOf(town.table, 'FGU-NORD');
  expect(newest).toMatchObject({ version: 1, added: { at: NOW, by: 'admin-01' } });
  expect(newest?.policy.absence.consecutiveDays).toBe(3);
  expect((await visitor.get(`${NORD}/ny`)).html).toContain('consecutiveDays: 3');
});

test.each(['niels', 'lone', 'anna'] as const)(
  '%s may read versions of their own, and move nothing',
  async (who) => {
    const { visitor } = await visiting(who);
    for (const path of ['flyt', 'ny']) expect((await visitor.get(`${NORD}/${path}`)).status).toBe(403);
    expect((await visitor.post(`${NORD}/flyt`, { once: 'x' })).status).toBe(403);
    expect((await visitor.get(`${NORD}/udgaver`)).status).toBe(200);
  },
);

describe('an agreement is looked at again each year', () => {
  const YEAR = 366 * 86_400_000;
  test.each([
    ['a year old', NOW - YEAR, true],
    ['younger', NOW - YEAR + 5 * 86_400_000, false],
  ])('%s', async (_what, at, due) => {
    const { visitor, town } = await visiting('omar');
    await addAgreement(town.table, 'FGU-NORD', policyWith({}), { at });
    expect((await visitor.get(NORD)).html.includes('Aftalen skulle ses efter')).toBe(due);
    expect((await visitor.get('/ugeliste')).html.includes('for den er gammel: FGU-NORD')).toBe(due);
  });
});
