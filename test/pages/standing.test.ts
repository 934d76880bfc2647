/** Where a journey stands (R22, R23), the pulse written down by staff (R08), and the yearly status (R49). */
import { askOnce, changePulse } from '../../records/pulses';
import { noteStage } from '../../records/stage';
import { saveCase } from '../../records/tasks';
import { putSchool, putYouth } from '../../records/people';
import { accessesOf } from '../../records/words';
import { NOW, youth } from './town';
import { visiting } from './visitor';

const AT = '/unge/yfreja/trin';
const DAY = 86_400_000;
const PULSE = {
  id: 'wellbeingPulse.yfreja.1.q1',
  youth: 'yfreja',
  workflowId: 'wellbeingPulse/yfreja/1',
  k: 1,
  askedAt: NOW - DAY,
  closesAt: NOW + 6 * DAY,
  scale: [1, 5],
} as const;

test('stage, measures, wellbeing and response times stand on one page, and only for those who may (R43)', async () => {
  for (const who of ['maja', 'lone'] as const)
    expect((await (await visiting(who)).visitor.get(AT)).status).toBe(403);
  expect((await (await visiting('mette')).visitor.get(AT)).status).toBe(404);
  const { town, visitor } = await visiting('anna');
  await noteStage(town.table, { youth: 'yfreja', stage: 'wellbeing', since: NOW - DAY });
  await askOnce(town.table, PULSE);
  await changePulse(town.table, 'yfreja', PULSE.id, { answer: { score: 2 }, answeredAt: NOW });
  const { status, html } = await visitor.get(AT);
  expect(status).toBe(200);
  expect(html).toContain('Svar på 1 af 1 spørgsmål. Sidst: 2.');
  expect(html).toContain('2 af 5');
  expect(html).toContain('Der skal være kontakt efter højst 1 dag på job.');
  expect((await visitor.get('/unge/yfreja')).html).toContain('<dt>Trin</dt><dd>Trivsel</dd>');
  expect((await accessesOf(town.table, 'yfreja', 9)).some(({ where }) => where === 'standing')).toBe(true);
});

describe('the answer that staff write down', () => {
  test('goes to the question that waits', async () => {
    const { town, visitor } = await visiting('anna');
    await askOnce(town.table, PULSE);
    const told = jest.spyOn(town.engine, 'answerPulse');
    await visitor.get(AT);
    expect((await visitor.post(`${AT}/svar`, { score: '4' })).status).toBe(303);
    expect(told.mock.calls[0]?.slice(0, 2)).toEqual([
      'wellbeingPulse/yfreja/1',
      { k: 1, by: 'coordinator-01', answer: { score: 4 } },
    ]);
  });

  test('a number outside the scale is refused beside the field', async () => {
    const { town, visitor } = await visiting('anna');
    await askOnce(town.table, PULSE);
    const told = jest.spyOn(town.engine, 'answerPulse');
    await visitor.get(AT);
    const high = await visitor.post(`${AT}/svar`, { score: '6' });
    expect([high.status, high.html.includes('Vælg et tal fra 1 til 5')]).toEqual([422, true]);
    expect((await visitor.post(`${AT}/svar`, { score: '' })).status).toBe(422);
    expect(told).not.toHaveBeenCalled();
  });

  test('a question that has closed can no longer be answered, but no thanks can be said', async () => {
    const { town, visitor } = await visiting('anna');
    await askOnce(town.table, { ...PULSE, closesAt: NOW });
    const told = jest.spyOn(town.engine, 'answerPulse');
    expect((await visitor.get(AT)).html).toContain('Der er ikke et spørgsmål at svare på lige nu.');
    expect((await visitor.post(`${AT}/svar`, { score: '4' })).status).toBe(404);
    expect((await visitor.post(`${AT}/nejtak`, {})).status).toBe(303);
    expect((told.mock.calls as unknown[][]).map((args) => args[1])).toEqual([
      { k: 1, by: 'coordinator-01', answer: { declined: true } },
    ]);
  });
});

describe('the yearly status', () => {
  const YEAR = '/overblik/aar';

  async function withSchools(north: number, south: number) {
    const opened = await visiting('niels');
    const { table } = opened.town;
    for (const [school, count] of [
      ['FGU-NORD', north],
      ['FGU-SYD', south],
    ] as const) {
      for (let n = 0; n < count; n += 1) {
        const ref = `y${school === 'FGU-NORD' ? 'n' : 's'}${String(n)}`;
        await putYouth(table, youth(ref, 'Ung', { school }));
        await saveCase(table, {
          id: `absenceCase/${ref}/1`,
          youth: ref,
          school,
          openedAt: NOW - 3 * DAY,
          openedOn: '2026-10-18',
          rule: 'R01',
          reason: { receivedAt: NOW - 3 * DAY },
          agreement: 1,
        });
      }
    }
    return opened;
  }

  test('is for those who answer for everybody', async () => {
    expect((await (await visiting('anna')).visitor.get(YEAR)).status).toBe(403);
    expect((await (await visiting('anna')).visitor.get(`${YEAR}.csv`)).status).toBe(403);
    expect((await (await visiting('niels')).visitor.get(YEAR)).html).toContain(
      'Gør status med netværket i maj.',
    );
  });

  test('counts cases by school; a small school hides the one its number would follow from', async () => {
    const lineOf = (csv: string, school: string): string | undefined =>
      csv
        .split('\r\n')
        .find(
          (line) =>
            line.startsWith(`2026/27;Sager om fravær, heraf kontakt til tiden;${school}`) ||
            line.startsWith(`2026/27;"Sager om fravær, heraf kontakt til tiden";${school}`),
        );
    const large = await withSchools(6, 7);
    const both = (await large.visitor.get(`${YEAR}.csv`)).html;
    expect(lineOf(both, 'FGU-NORD')).toContain(';7;'); // the town has a case of its own
    expect(lineOf(both, 'I alt')).toContain(';14;');
    const small = (await (await withSchools(3, 7)).visitor.get(`${YEAR}.csv`)).html;
    expect(lineOf(small, 'FGU-NORD')).toContain(';<5;');
    expect(lineOf(small, 'FGU-SYD')).toContain(';<5;');
    expect(lineOf(small, 'I alt')).toContain(';11;');
  });

  test('kinds are columns on the page and a column of the file; no cell is a formula', async () => {
    const { town, visitor } = await withSchools(6, 7);
    await putSchool(town.table, { id: '=SUM(A1)', kind: 'fgu', closed: [], calendar: 1 });
    const csv = (await visitor.get(`${YEAR}.csv`)).html;
    expect(csv).toContain('Skoleår;Emne;Gruppe;Antal;Heraf;Inddeling');
    expect(csv).toContain("2026/27;Unge efter sidste kontakt set fra i dag;'=SUM(A1);0;;Mere end 90 dage");
    expect(csv).not.toMatch(/[;\n]=/);
    expect(csv).toContain('2026/27;Unge efter sidste kontakt set fra i dag;I alt;skjult;;Ingen endnu');
    const { html } = await visitor.get(YEAR);
    expect(html).toContain('<th scope="col">2 eller flere skift</th>');
    expect(html).toContain('<td data-title="Ingen endnu">');
  });

  test('the file is logged before it goes out (L10)', async () => {
    const { town, visitor } = await withSchools(6, 7);
    await visitor.get(`${YEAR}.csv`);
    expect(await accessesOf(town.table, '-', 9)).toMatchObject([{ what: 'export', where: 'yearStatus' }]);
  });
});
