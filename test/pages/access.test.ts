/** Who sees which page, that every look is logged, and what school roles never see (R43, L10). */
import { accessesOf } from '../../records/words';
import { TASKS, type Who } from './town';
import { visiting } from './visitor';

const CONTACT = `/opgaver/${TASKS.contact.id}`;
const EVERYBODY: readonly Who[] = ['maja', 'lone', 'per', 'anna', 'sara', 'niels', 'omar'];

/** Page by page: who gets it. Everybody else gets 403, or 404 where the thing itself is hidden. */
const PAGES: readonly (readonly [path: string, denied: 403 | 404, readonly Who[]])[] = [
  ['/opgaver', 403, EVERYBODY],
  [CONTACT, 404, ['maja', 'lone', 'niels', 'omar']],
  ['/opgaver/findes.ikke.1', 404, []],
  ['/unge', 403, ['per', 'anna', 'sara', 'niels', 'omar']],
  ['/ugeliste', 403, ['lone', 'anna', 'niels', 'omar']],
  ['/overblik', 403, ['per', 'anna', 'sara', 'niels', 'omar']],
  ['/overblik/fordeling', 403, ['niels', 'omar']],
  ['/overblik/tal', 403, ['niels', 'omar']],
  ['/skole/meld?elev=E-yfreja', 403, ['maja', 'lone']],
  ['/skole/fil', 403, ['maja', 'lone']],
  ['/skole/haendelser', 403, ['maja', 'lone']],
  ['/skole/kvitteringer', 403, ['maja', 'lone', 'omar']],
  ['/aftaler', 403, EVERYBODY],
  ['/aftaler/FGU-NORD', 403, EVERYBODY],
  ['/aftaler/FGU-SYD', 403, ['per', 'anna', 'sara', 'niels', 'omar']],
  ['/admin', 403, ['omar']],
  ['/admin/unge/yfreja', 403, ['omar']],
  ['/udbakke', 403, ['omar']],
  ['/findes-ikke', 404, []],
];

describe.each(EVERYBODY)('%s', (who) => {
  test.each(PAGES)('%s', async (path, denied, allowed) => {
    const { visitor } = await visiting(who);
    const { status, html, headers } = await visitor.get(path);
    expect(status).toBe(allowed.includes(who) ? 200 : denied);
    expect(html).toContain('lang="da"');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

test.each([
  ['anna', 200],
  ['per', 200],
  ['niels', 200],
  ['omar', 200],
  ['sara', 404],
  ['mette', 404],
  ['maja', 403],
  ['lone', 403],
] as const)('the youth page of Freja answers %s with %i', async (who, status) => {
  const { visitor } = await visiting(who);
  expect((await visitor.get('/unge/yfreja')).status).toBe(status);
});

test('an open task about a youth opens the youth page while it lasts', async () => {
  const { visitor } = await visiting('anna');
  expect((await visitor.get('/unge/yemma')).status).toBe(200);
  expect((await visitor.get('/unge/ylukas')).status).toBe(404);
});

test('the menu holds what the role may see and nothing else', async () => {
  const { visitor } = await visiting('maja');
  const { html } = await visitor.get('/opgaver');
  expect(html).toContain('href="/skole"');
  for (const href of ['/unge', '/admin', '/udbakke', '/ugeliste'])
    expect(html).not.toContain(`href="${href}"`);
});

test('schools see their own words and that a task went on, not what the municipality wrote', async () => {
  const { visitor } = await visiting('maja');
  const { html } = await visitor.get(CONTACT);
  expect(html).toContain('Ringede.');
  expect(html).not.toContain('Kommunens eget notat');
  expect(html).not.toContain('yfreja@post.example');
  expect(html).not.toContain('/unge/yfreja');
  expect(html).toContain('elev E-yfreja');
});

test('what the municipality found out is not for the school', async () => {
  const { visitor, town } = await visiting('anna');
  const escalated = `/opgaver/${TASKS.escalated.id}`;
  await visitor.get(escalated);
  await visitor.post(`${escalated}/afslut`, {
    outcome: 'reached',
    channel: 'outreach',
    note: 'Hjemme hos Emma',
  });
  expect(town.engine.asked).toHaveLength(1);
  expect((await visitor.get(escalated)).html).toContain('Mød mig, hvor jeg er');
  const teacher = await visitor.signIn('maja');
  const { html, status } = await teacher.get(escalated);
  expect(status).toBe(200);
  expect(html).toContain('Den er færdig.');
  expect(html).not.toContain('Mød mig, hvor jeg er');
  expect(html).not.toContain('Hjemme hos Emma');
});

test('every look and every search is logged for each youth shown', async () => {
  const { visitor, town } = await visiting('anna');
  const looks = async (): Promise<string[]> =>
    (await accessesOf(town.table, 'yfreja', 50))
      .map(({ by, what, where }) => `${by} ${what} ${where}`)
      .sort();
  await visitor.get('/unge/yfreja');
  await visitor.get('/unge?navn=freja');
  await visitor.get('/unge?navn=noah');
  await visitor.get('/opgaver');
  expect(await looks()).toEqual([
    'coordinator-01 read tasks',
    'coordinator-01 read youth',
    'coordinator-01 search youths',
  ]);
  await visitor.signIn('omar');
  const { html } = await visitor.get('/admin/unge/yfreja');
  expect(html).toMatch(/Anna Bach så den unges side/);
  expect(html).toMatch(/Anna Bach søgte og så listen over unge/);
});

test('a page that fails says so plainly and logs no words', async () => {
  const { visitor, town } = await visiting('omar');
  town.engine.workflows = () => Promise.reject(new TypeError('Freja Nielsen'));
  const { status, html } = await visitor.get('/admin');
  expect(status).toBe(500);
  expect(html).toContain('Noget gik galt hos os');
  expect(JSON.stringify(town.logged)).not.toContain('Freja');
  expect(town.logged).toContainEqual(expect.objectContaining({ event: 'page.failed', error: 'TypeError' }));
});

test('names and notes are shown as they are written, never as markup', async () => {
  const { visitor } = await visiting('niels');
  for (const path of ['/unge', '/unge/yemma', '/ugeliste', CONTACT]) {
    const { html } = await visitor.get(path);
    expect(html).not.toContain('<b>Krogh');
    expect(html).not.toContain('<script>alert');
  }
  expect((await visitor.get('/unge')).html).toContain('Emma &lt;b&gt;Krogh&lt;/b&gt;');
  expect((await visitor.get(CONTACT)).html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const search = await visitor.get(`/unge?navn=${encodeURIComponent('"><script>x')}`);
  expect(search.html).not.toContain('<script>x');
});

test('the design system and our own files are served, and nothing beside them', async () => {
  const { visitor } = await visiting('anna');
  expect((await visitor.get('/dkfds/css/dkfds.min.css')).headers.get('content-type')).toContain('text/css');
  expect((await visitor.get('/static/app.css')).html).toContain('.rt-task');
  expect((await visitor.get('/static/app.js')).html).toContain('DKFDS.init()');
  for (const path of [
    '/dkfds/../package.json',
    '/dkfds/..%2Fpackage.json',
    '/dkfds/README.md',
    '/dkfds/css/none.css',
  ]) {
    expect((await visitor.get(path)).status).toBe(404);
  }
});

test('the weekly list of a school’s leader is the school’s own', async () => {
  const { visitor } = await visiting('lone');
  expect((await visitor.get('/ugeliste')).html).not.toContain('Viktor');
  await visitor.signIn('niels');
  expect((await visitor.get('/ugeliste')).html).toMatch(/Viktor[\s\S]*Hos Niels Toft/);
});
