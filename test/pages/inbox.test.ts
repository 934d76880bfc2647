/** Mine opgaver: what stands where, the words of each line, and filters in the address. */
import { saveTask } from '../../records/tasks';
import { filterAddress, readFilter } from '../../web/pages/tasks/lists';
import { at, task } from './town';
import { visiting } from './visitor';

/** The headings of the list with the titles below each. */
function outline(html: string): string[] {
  const main = html.slice(html.indexOf('<main'));
  return [
    ...main.matchAll(
      /<h2[^>]*>([^<]+)|rt-task-due">([^<]+)|<a href="\/opgaver\/[^"]*">([^<]+)|rt-task-who">([^<]+)/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim());
}

test('a teacher’s list: late, today, this week, and what has moved on', async () => {
  const { visitor } = await visiting('maja');
  const { html } = await visitor.get('/opgaver');
  expect(outline(html)).toEqual([
    'Over tid',
    '2 dage over tid',
    'Første kontakt om fravær',
    'Noah Ali, elev E-ynoah',
    'I dag',
    'i dag kl. 16',
    'Første kontakt om fravær',
    'Freja Nielsen, elev E-yfreja',
    'Senere i ugen',
    'fredag',
    '1. fraværssamtale',
    'Viktor Møller-Sørensen, elev E-yviktor',
    'Gået videre fra mig',
    'i dag kl. 16',
    'Første kontakt om fravær',
    'Emma &lt;b&gt;Krogh&lt;/b&gt;, elev E-yemma',
  ]);
  expect(html).toContain('Væk 5 dage, 5.–9. oktober i træk');
  expect(html).toContain('1 forsøg');
  expect(html).toContain('Nu hos Anna Bach');
});

test('a coordinator sees where a task came from; others see what is agreed', async () => {
  const { visitor } = await visiting('anna');
  const { html } = await visitor.get('/opgaver');
  expect(html).toContain('Fra Lone Vestergaard');
  expect(outline(html)).toContain('Efter denne uge');
  await visitor.signIn('per');
  expect((await visitor.get('/opgaver')).html).toContain('Tid i morgen kl. 10.30');
});

test('the unit’s list is there for anybody of the unit', async () => {
  const { visitor } = await visiting('gitte');
  const { html } = await visitor.get('/opgaver');
  expect(outline(html)).toEqual(['Enhedens liste', 'i morgen kl. 16', 'Find en tovholder', 'Lukas Friis']);
});

test('a school’s leader has the school’s own silence', async () => {
  const { visitor } = await visiting('lone');
  expect((await visitor.get('/opgaver')).html).toMatch(/Skolen melder ikke fravær ind[\s\S]*FGU-NORD/);
});

test('an empty list is a friendly word, without filters', async () => {
  const { visitor } = await visiting('sara');
  const { html } = await visitor.get('/opgaver');
  expect(html).toContain('Du er på plads.');
  expect(html).not.toContain('role="search"');
});

test.each([
  ['?frist=overtid', ['Over tid']],
  ['?type=absence.conversation1', ['Senere i ugen']],
  ['?ung=freja', ['I dag']],
  ['?ung=freja&frist=overtid', []],
  ['?frist=videre', ['Gået videre fra mig']],
  ['?type=nonsens&frist=nonsens', ['Over tid', 'I dag', 'Senere i ugen', 'Gået videre fra mig']],
])('filter %s', async (query, headings) => {
  const { visitor } = await visiting('maja');
  const { html } = await visitor.get(`/opgaver${query}`);
  expect([...html.matchAll(/<h2 class="h4"[^>]*>([^<]+)/g)].map((match) => match[1]?.trim())).toEqual(
    headings,
  );
  if (headings.length === 0) expect(html).toContain('Der er ikke noget, der passer til dit valg.');
});

test('counts keep the other filters, and a task leads back to the list it was chosen from', async () => {
  const { visitor } = await visiting('maja');
  const { html } = await visitor.get('/opgaver?ung=e&frist=idag');
  expect(html).toMatch(/href="\/opgaver\?frist=overtid&amp;ung=e"/);
  expect(html).toMatch(/aria-current="true">I dag <span class="rt-number">1/);
  const [, path = ''] = /href="(\/opgaver\/absenceCase[^"]+)"/.exec(html) ?? [];
  expect(path).toContain('?liste=');
  const taskPage = await visitor.get(path);
  expect(taskPage.html).toContain('href="/opgaver?frist=idag&amp;ung=e"');
});

test('a filter in an address is read back as it was written', () => {
  const filter = { type: 'absence.firstContact', ung: 'Åse & co', frist: 'uge' } as const;
  const address = filterAddress(filter);
  expect(readFilter(Object.fromEntries(new URLSearchParams(address)))).toEqual(filter);
  expect(filterAddress(filter, { ung: undefined })).not.toContain('ung');
});

test('a long list is cut, and says so', async () => {
  const { visitor, town } = await visiting('sara');
  for (let n = 1; n <= 201; n += 1) {
    await saveTask(town.table, task('talk.requested', 'freja', 'sara', at('2026-10-21'), { n: n + 100 }));
  }
  const { html } = await visitor.get('/opgaver');
  expect(html.match(/class="rt-task "/g)).toHaveLength(200);
  expect(html).toContain('Her er de første.');
});
