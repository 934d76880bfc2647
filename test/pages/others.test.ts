/** The youth page, receipts, agreements, operations and the outbox. */
import { putYouths } from '../../records/people';
import { policyWith } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { pages } from '../../web/pages/index';
import { localSignIn } from '../../web/pages/signIn';
import { NOW, youth } from './town';
import { visiting, Visitor } from './visitor';

test('the youth page: one face on top, contact, what is open, and why things happened', async () => {
  const { visitor } = await visiting('anna');
  const { html } = await visitor.get('/unge/yfreja');
  expect(html).toMatch(/rt-face">Anna Bach/);
  expect(html).toContain('17 år, født 1. januar 2009');
  expect(html).toContain('href="tel:+4531000000"');
  expect(html).toContain('De må ikke få besked om den unge');
  expect(html).toMatch(/Sager om fravær[\s\S]*Åbnet i går[\s\S]*Åben/);
  expect(html).toMatch(/Skolen har meldt fravær ind for 5 dage\./);
  expect(html).toContain('Sket for sent: i dag kl. 8.31. Det skulle ske i dag kl. 8.');
  expect(html).toContain('href="#R01"');
  expect(html).toContain('id="R01"');
  expect(html).not.toContain('010109');
});

test.each([
  ['alt', 8],
  ['opgaver', 5],
  ['samtaler', 0],
  ['beskeder', 1],
  ['fravaer', 2],
  ['constructor', 8],
])('the timeline shows %s', async (vis, count) => {
  const { visitor } = await visiting('anna');
  const { html } = await visitor.get(`/unge/yfreja?vis=${vis}`);
  expect(html.match(/class="rt-when"/g) ?? []).toHaveLength(count);
});

test('youths are found by any part of their name, fifty to a page', async () => {
  const { visitor, town } = await visiting('niels');
  await putYouths(
    town.table,
    Array.from({ length: 60 }, (_, n) => youth(`z${String(n)}`, `Ung${String(n)}`, { lastName: 'Testesen' })),
  );
  const first = await visitor.get('/unge?navn=testesen');
  expect(first.html).toContain('60 unge');
  expect(first.html).toContain('Side 1 af 2');
  expect(first.html.match(/href="\/unge\/z/g)).toHaveLength(50);
  const last = await visitor.get('/unge?navn=testesen&side=99');
  expect(last.html.match(/href="\/unge\/z/g)).toHaveLength(10);
  expect((await visitor.get('/unge?navn=sør')).html).toContain('Viktor Møller-Sørensen');
  expect((await visitor.get('/unge?navn=ingen')).html).toContain('Ingen unge passer til det, du søger.');
});

test('a coordinator’s youths are those they hold and those they have tasks about', async () => {
  const { visitor } = await visiting('anna');
  const { html } = await visitor.get('/unge');
  expect([...html.matchAll(/href="\/unge\/(\w+)"/g)].map((match) => match[1])).toEqual([
    'yemma',
    'yfreja',
    'ynoah',
    'yviktor',
  ]);
});

test('receipts say that something happens, newest first, and nothing of the case', async () => {
  const { visitor } = await visiting('maja');
  const { html } = await visitor.get('/skole/kvitteringer');
  expect(html).toMatch(/Freja Nielsen[\s\S]*E-yfreja[\s\S]*I gang[\s\S]*Noah Ali/);
  expect(html).toContain('i går kl. 10.15');
  expect(html).not.toContain('href="/unge');
  expect((await visitor.get('/skole/kvitteringer?elev=e-ynoah')).html).not.toContain('Freja');
  expect((await visitor.get('/skole/kvitteringer?skole=FGU-SYD')).html).toContain(
    'Kvitteringer for FGU-NORD',
  );
  await visitor.signIn('omar');
  expect((await visitor.get('/skole/kvitteringer?skole=FGU-SYD')).html).toContain(
    'I har ikke meldt noget ind endnu.',
  );
});

test('agreements are read in words, the newest version of each school', async () => {
  const { visitor, town } = await visiting('omar');
  await addAgreement(town.table, 'FGU-SYD', policyWith({ absence: { consecutiveDays: 3 } }));
  expect((await visitor.get('/aftaler')).html).toMatch(
    /FGU-NORD[\s\S]*følger kommunens[\s\S]*FGU-SYD[\s\S]*udgave 1/,
  );
  expect((await visitor.get('/aftaler/FGU-SYD')).html).toContain(
    'Er en ung væk 3 dage i træk, åbner vi en sag.',
  );
  expect((await visitor.get('/aftaler/kommunen')).html).toContain(
    'kontaktlærer 1 dag → skolens leder 2 dage',
  );
  expect((await visitor.get('/aftaler/findes-ikke')).status).toBe(404);
});

test('operations: what fails first, with a way into the engine’s own pages', async () => {
  const { visitor, town } = await visiting('omar');
  expect((await visitor.get('/admin')).html).toContain('Alt kører, som det skal.');
  const running = { type: 'absenceCase', status: 'RUNNING', startedAt: NOW, historyLength: 9 };
  town.engine.running = [
    { ...running, workflowId: 'journey/yfreja', runId: 'r1', type: 'journey', failures: [] },
    { ...running, workflowId: 'absenceCase/yfreja/1', runId: 'r2', failures: ['carryOut: TypeError'] },
  ];
  const { html } = await visitor.get('/admin');
  expect(html).toContain('carryOut: TypeError');
  expect(html).not.toContain('journey/yfreja');
  expect(html).toContain('workflows/absenceCase%2Fyfreja%2F1/r2');
  expect((await visitor.get('/admin/unge/yfreja')).html).toMatch(
    /absenceCase\/yfreja\/1[\s\S]*journey\/yfreja/,
  );
  expect((await visitor.get('/admin?navn=noa')).html).toContain('href="/admin/unge/ynoah"');
  expect((await visitor.get('/admin/unge/ingen')).status).toBe(404);
});

test('the outbox shows what was sent and how the planned would read now', async () => {
  const { visitor } = await visiting('omar');
  const { html } = await visitor.get('/udbakke');
  expect(html).toMatch(/Noah Ali[\s\S]*Sendes i dag kl\. 15[\s\S]*Husk vores aftale i morgen kl\. 10\.30\./);
  expect(html).toMatch(
    /Maja Østergaard[\s\S]*Sendes i morgen kl\. 8\.04[\s\S]*http:\/\/127\.0\.0\.1:4000\/opgaver/,
  );
  expect(html).toMatch(/Sendt[\s\S]*Rød Tråd: 3 opgaver, 1 over tid/);
});

test('where messages leave the machine there is no outbox', async () => {
  const { town } = await visiting('omar');
  const visitor = await new Visitor(pages({ ...town.ports, localOutbox: false }, localSignIn)).signIn('omar');
  expect((await visitor.get('/udbakke')).status).toBe(404);
  expect((await visitor.get('/admin')).html).not.toContain('/udbakke');
});
