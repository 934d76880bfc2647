/** The school's own pages: one absence, the day, a file, an event – and nothing of any case (R43). */
import { EngineBusyError } from '../../contract/ports/engine';
import { absentDays } from '../../records/absentDays';
import { confirmedDays, recordsOn } from '../../records/absences';
import { timeline } from '../../records/journal';
import { sweepEvents } from '../../records/schoolEvents';
import { accessesOf } from '../../records/words';
import { visiting } from './visitor';

const FREJA = 'E-yfreja';
const NORD = 'FGU-NORD';
const TODAY = '2026-10-21';

test('one absence in three clicks: the student, the kind, send', async () => {
  const { town, visitor } = await visiting('maja');
  const start = await visitor.get('/skole');
  expect(start.html).toContain('Fravær onsdag den 21. oktober');
  expect(start.html).not.toContain('/unge/');
  const [, first = ''] = /href="(\/skole\/meld\?elev=E-yfreja[^"]*)"/.exec(start.html) ?? [];
  const form = await visitor.get(first.replaceAll('&amp;', '&'));
  expect(form.html).toContain('Freja Nielsen');
  const sent = { elev: FREJA, dag: TODAY, minutes: '300', type: 'sickness' };
  const done = await visitor.post('/skole/meld', sent);
  expect(done.to).toBe(`/skole?dag=${TODAY}`);
  const { html } = await visitor.get(done.to ?? '');
  expect(html).toContain('Tak. Fraværet er meldt ind.');
  expect(html).toMatch(/Freja Nielsen[\s\S]*Meldt: 300 min\.[\s\S]*Ret/);
  expect(await absentDays(town.table, NORD, TODAY)).toEqual([
    { date: TODAY, student: FREJA, youth: 'yfreja', minutes: 300, lawful: 300, version: 1 },
  ]);
});

test('registered again it is mended, taken back it is gone', async () => {
  const { town, visitor } = await visiting('maja');
  const sent = { elev: FREJA, dag: TODAY, minutes: '300', type: 'unlawful' };
  await visitor.get(`/skole/meld?elev=${FREJA}`);
  await visitor.post('/skole/meld', sent);
  const again = await visitor.get(`/skole/meld?elev=${FREJA}&dag=${TODAY}`);
  expect(again.html).toMatch(/value="unlawful" checked/);
  await visitor.post('/skole/meld', { ...sent, minutes: '90' });
  expect(await absentDays(town.table, NORD, TODAY)).toMatchObject([{ minutes: 90, lawful: 0 }]);
  await visitor.get(`/skole/meld?elev=${FREJA}&dag=${TODAY}`);
  expect((await visitor.post('/skole/tag-tilbage', { elev: FREJA, dag: TODAY })).status).toBe(303);
  expect(await recordsOn(town.table, NORD, FREJA, TODAY)).toEqual([]);
  expect(await absentDays(town.table, NORD, TODAY)).toEqual([]);
});

test.each([
  [{ type: '' }, 'Vælg, hvad slags fravær det er.'],
  [{ minutes: '0' }, 'Skriv et tal fra 1 til 1440.'],
  [{ dag: '2026-10-24' }, '24. oktober 2026 er ikke kommet endnu.'],
  [{ dag: '2026-10-17' }, '17. oktober 2026 er en lørdag.'],
] as const)('%j is told beside the field and keeps what was typed', async (wrong, words) => {
  const { town, visitor } = await visiting('maja');
  await visitor.get(`/skole/meld?elev=${FREJA}`);
  const sent = { elev: FREJA, dag: TODAY, minutes: '120', type: 'agreed', ...wrong };
  const { status, html } = await visitor.post('/skole/meld', sent);
  expect(status).toBe(422);
  expect(html).toContain(words);
  expect(html).toContain('rt-problems');
  if (sent.type !== '') expect(html).toMatch(/value="agreed" checked/);
  expect(await absentDays(town.table, NORD, '2026-10-01', '2026-10-31')).toEqual([]);
});

test('a student of another school is nobody here', async () => {
  const { visitor } = await visiting('maja');
  expect((await visitor.get('/skole/meld?elev=E-ylukas')).status).toBe(404);
  expect((await visitor.get('/skole?elev=lukas')).html).toContain('Ingen elev passer');
});

test('the day is confirmed, days without a yes are asked for, and a Saturday is none', async () => {
  const { town, visitor } = await visiting('lone');
  const before = await visitor.get('/skole');
  expect(before.html).toMatch(/Her mangler vi et ja[\s\S]*tirsdag den 20\. oktober/);
  expect((await visitor.post('/skole/bekraeft', { dag: TODAY })).status).toBe(303);
  expect((await visitor.get('/skole')).html).toContain('Alt er meldt ind for dagen. Tak.');
  expect(await confirmedDays(town.table, NORD, TODAY)).toEqual([TODAY]);
  expect((await visitor.get('/skole?dag=2026-10-17')).html).toContain('er en lørdag.');
  await visitor.get('/skole');
  expect((await visitor.post('/skole/bekraeft', { dag: '2026-10-24' })).status).toBe(422);
});

const HEADINGS = 'Registreringsnr;Elevnr;Dato;Fraværstype;Minutter';
const csv = (...rows: readonly string[]): File =>
  new File([[HEADINGS, ...rows, ''].join('\r\n')], 'fravaer.csv', { type: 'text/csv' });

test('a file is looked through before anything is sent', async () => {
  const { town, visitor } = await visiting('maja');
  await visitor.get('/skole/fil');
  const preview = await visitor.upload('/skole/fil', {
    valgt: csv(
      `R1;${FREJA};20-10-2026;Ulovligt;300`,
      `R2;E-ukendt;20-10-2026;Ulovligt;300`,
      `R3;${FREJA};20-10-2026;Ulovlig;300`,
      `R4;${FREJA};31-10-2026;Sygdom;300`,
    ),
  });
  expect(preview.status).toBe(200);
  expect(preview.html).toContain('1 række er klar. 3 har en fejl.');
  expect(preview.html).toMatch(
    /Række 3[\s\S]*skolen har ingen elev[\s\S]*Række 4[\s\S]*Ulovligt, Sygdom[\s\S]*Række 5[\s\S]*ikke kommet endnu[\s\S]*Række 2/,
  );
  // What programs may write for a kind of absence is no help to whoever mends a file.
  expect(preview.html).not.toMatch(/unlawful|parentalLeave/);
  expect(await absentDays(town.table, NORD, '2026-10-20')).toEqual([]);
  const [fil, fra] = [visitor.hidden('fil'), visitor.hidden('fra')];
  const sent = await visitor.upload('/skole/fil/send', { fil, fra });
  expect(sent.html).toContain('1 nye, 0 rettet, 0 havde vi før, 3 med fejl.');
  expect(await absentDays(town.table, NORD, '2026-10-20')).toMatchObject([{ student: FREJA, minutes: 300 }]);
  // What came from another system is mended there; registering beside it would count the day twice.
  const known = await visitor.get(`/skole/meld?elev=${FREJA}&dag=2026-10-20`);
  expect(known.html).toMatch(/Ret det der\.[\s\S]*<summary[^>]*>Meld mere fravær for den dag/);
});

test('a long file goes on part by part, sums up, and sent again is known', async () => {
  const { town, visitor } = await visiting('maja');
  const rows = Array.from({ length: 450 }, (_, n) => `L${String(n)};${FREJA};20-10-2026;Sygdom;1`);
  for (const [new_, known] of [
    [450, 0],
    [0, 450],
  ]) {
    await visitor.get('/skole/fil');
    await visitor.upload('/skole/fil', { valgt: csv(...rows) });
    let parts = 0;
    while (visitor.hidden('fil') !== '') {
      const names = ['fil', 'fra', 'accepted', 'corrected', 'duplicates', 'rejected'];
      await visitor.upload(
        '/skole/fil/send',
        Object.fromEntries(names.map((name) => [name, visitor.hidden(name)])),
      );
      parts += 1;
      if (parts === 1) expect(visitor.page.html).toMatch(/200 af 450 rækker[\s\S]*<progress/);
    }
    expect(parts).toBe(3);
    expect(visitor.page.html).toContain(
      `${String(new_)} nye, 0 rettet, ${String(known)} havde vi før, 0 med fejl.`,
    );
  }
  expect(await absentDays(town.table, NORD, '2026-10-20')).toMatchObject([{ minutes: 450 }]);
});

test.each([
  [new File([], 'tom.csv'), 'Vælg en fil først.'],
  [new File(['Navn;Alder\r\nA;1\r\n'], 'andet.csv'), 'Kolonnen &quot;Registreringsnr&quot; mangler.'],
  [new File(['x'.repeat(2 * 1024 * 1024 + 1)], 'stor.csv'), 'Filen fylder for meget.'],
])('a file that cannot be used says why', async (valgt, words) => {
  const { visitor } = await visiting('maja');
  await visitor.get('/skole/fil');
  const { status, html } = await visitor.upload('/skole/fil', { valgt });
  expect(status).toBe(422);
  expect(html).toContain(words);
});

test('an event reaches the journey and the journal, once, without a why', async () => {
  const { town, visitor } = await visiting('lone');
  await visitor.get('/skole/haendelser');
  const sent = {
    elev: FREJA,
    event: 'interrupted',
    dag: TODAY,
    once: visitor.hidden('once'),
    token: visitor.hidden('token'),
  };
  await visitor.post('/skole/haendelser', sent);
  expect((await visitor.post('/skole/haendelser', sent)).status).toBe(303);
  expect(town.engine.events[0]).toEqual({ youth: 'yfreja', event: 'interrupted' });
  const told = (await timeline(town.table, { youth: 'yfreja' })).filter(({ rule }) => rule === 'R33');
  expect(told).toMatchObject([{ event: 'signal.received', reason: { event: 'interrupted', on: TODAY } }]);
  await visitor.signIn('anna');
  expect((await visitor.get('/unge/yfreja')).html).toContain('Nyt fra skolen: stoppet før tid.');
});

test('an event without a student, a kind or a day is not told; with a busy engine the journey hears of it later', async () => {
  const { town, visitor } = await visiting('lone');
  await visitor.get('/skole/haendelser');
  const empty = await visitor.post('/skole/haendelser', { dag: '2026-11-01' });
  expect(empty.status).toBe(422);
  for (const words of ['Vælg en elev på listen.', 'Vælg, hvad der er sket.', 'Vælg en dag.']) {
    expect(empty.html).toContain(words);
  }
  town.engine.failure = new EngineBusyError();
  const busy = await visitor.post('/skole/haendelser', { elev: FREJA, event: 'completed', dag: TODAY });
  expect(busy.status).toBe(303);
  expect(town.engine.events).toEqual([]);
  town.engine.failure = undefined;
  const deliver = (youth: string, event: string): Promise<void> =>
    town.engine.reportSchoolEvent(youth, { event });
  expect(await sweepEvents(town.table, Infinity, deliver)).toEqual({ delivered: 1, left: 0 });
  expect(town.engine.events).toEqual([{ youth: 'yfreja', event: 'completed' }]);
});

test('what a school looks at and changes is logged', async () => {
  const { town, visitor } = await visiting('maja');
  await visitor.get('/skole');
  await visitor.get(`/skole/meld?elev=${FREJA}`);
  await visitor.post('/skole/meld', { elev: FREJA, dag: TODAY, minutes: '300', type: 'sickness' });
  const looks = (await accessesOf(town.table, 'yfreja', 9)).map(({ what, where }) => `${what} ${where}`);
  expect(looks.sort()).toEqual(['change absences', 'read attendance', 'read attendance']);
});
