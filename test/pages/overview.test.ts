/** Portfolio, workload and figures: what is counted, who sees it, and what never leaves as a file. */
import { noteAbsentDay } from '../../records/absentDays';
import { lastContact, noteInOverview, overviewOf } from '../../records/overview';
import { putYouth } from '../../records/people';
import { saveTask, type TaskRow } from '../../records/tasks';
import { accessesOf } from '../../records/words';
import { csvCell, csvFile } from '../../web/csv';
import { shownCount, shownPart } from '../../web/pages/overview/export';
import { isoWeek } from '../../web/pages/overview/week';
import { at, NOW, STAFF, task, TASKS, youth } from './town';
import { visiting } from './visitor';

const names = (html: string): string[] =>
  [...html.matchAll(/<td data-title="Navn"[^>]*><a[^>]*>([^<]+)/g)].map((match) => match[1] ?? '');

test('everybody is in the leader’s portfolio, also those nobody has; the most overdue first', async () => {
  const { town, visitor } = await visiting('niels');
  await putYouth(town.table, youth('yglemt', 'Glemte', { people: {}, status: 'none', lastName: 'Aagaard' }));
  const { html } = await visitor.get('/overblik');
  expect(names(html)).toEqual([
    'Noah Ali',
    'Viktor Møller-Sørensen',
    'Emma &lt;b&gt;Krogh&lt;/b&gt;',
    'Freja Nielsen',
    'Glemte Aagaard',
    'Lukas Friis',
  ]);
  expect(html).toContain('Tal fra kl. 9.');
  expect(names((await visitor.get('/overblik?vis=ingen')).html)).toEqual(['Glemte Aagaard']);
});

test.each([
  ['sorter=navn', 'Emma &lt;b&gt;Krogh&lt;/b&gt;'],
  ['sorter=kontakt', 'Emma &lt;b&gt;Krogh&lt;/b&gt;'],
  ['sorter=naeste', 'Emma &lt;b&gt;Krogh&lt;/b&gt;'],
  ['skole=FGU-SYD', 'Lukas Friis'],
  ['vis=overtid&tovholder=coordinator-01&sorter=navn', 'Noah Ali'],
  ['tovholder=ingen', 'Lukas Friis'],
])('?%s begins with %s', async (query, first) => {
  const { visitor } = await visiting('niels');
  expect(names((await visitor.get(`/overblik?${query}`)).html)[0]).toBe(first);
});

test('a coordinator’s portfolio is their own, with days since contact and the next date', async () => {
  const { visitor } = await visiting('anna');
  const { html } = await visitor.get('/overblik?sorter=navn');
  expect(names(html)).not.toContain('Lukas Friis');
  expect(html).toMatch(/Viktor Møller-Sørensen[\s\S]*for 5 dage siden[\s\S]*fredag[\s\S]*1 af 2/);
  expect(html).not.toContain('/overblik/tal');
});

test('one row per youth: open, closed and the latest contact, whatever comes twice or late', async () => {
  const { town } = await visiting('anna');
  const row = async (): Promise<unknown> => (await overviewOf(town.table, ['yfreja'])).get('yfreja');
  const { contact } = TASKS;
  const reached: TaskRow = {
    ...contact,
    seq: 3,
    status: 'completed',
    closedAt: NOW,
    outcome: { outcome: 'reached', channel: 'phone' },
  };
  await saveTask(town.table, reached, contact);
  const after = await row();
  expect(after).toMatchObject({
    tasks: { [contact.id]: { status: 'completed', contact: true, closedAt: NOW } },
  });
  await saveTask(town.table, reached);
  await saveTask(town.table, { ...contact, seq: 2 });
  await noteInOverview(town.table, { ...contact, seq: 2, placement: { ...contact.placement, due: NOW } });
  expect(await row()).toEqual(after);
  const reopened: TaskRow = { ...contact, seq: 4 };
  await saveTask(town.table, reopened, reached);
  expect(
    lastContact((await overviewOf(town.table, ['yfreja'])).get('yfreja') ?? { tasks: {} }),
  ).toBeUndefined();
});

test('half a year after it was closed a task is no longer counted, but the latest contact is kept', async () => {
  const { town } = await visiting('anna');
  const old = (n: number, closedAt: number): TaskRow => ({
    ...task('absence.firstContact', 'freja', 'maja', closedAt, { n }),
    openedAt: closedAt - 1,
    status: 'completed',
    closedAt,
    outcome: { outcome: 'reached', channel: 'phone' },
  });
  await saveTask(town.table, old(71, at('2025-01-10')));
  await saveTask(town.table, old(72, at('2025-02-10')));
  await saveTask(town.table, task('talk.requested', 'freja', 'anna', NOW, { n: 73 }));
  const tasks = (await overviewOf(town.table, ['yfreja'])).get('yfreja')?.tasks ?? {};
  expect(Object.keys(tasks)).toContain('absenceCase.yfreja.1.72');
  expect(Object.keys(tasks)).not.toContain('absenceCase.yfreja.1.71');
});

test('the workload: open, overdue and the week ahead per person and unit, with a way to their list', async () => {
  const { visitor } = await visiting('omar');
  const { html } = await visitor.get('/overblik/fordeling');
  expect(html).toMatch(/hos=contactTeacher-01">Maja Østergaard[\s\S]*?rt-amount">3<[\s\S]*?badge-error">1</);
  expect(html).toMatch(/Anna Bach[\s\S]*?3 unge/);
  expect(html).toMatch(/hos=unit%3Anetwork">Koordinatornetværk/);
});

test('figures are drawn without style or script, and stand as tables, too', async () => {
  const { town, visitor } = await visiting('niels');
  for (const date of ['01', '02', '05', '06', '07']) {
    const day = {
      student: 'E-yfreja',
      youth: 'yfreja',
      date: `2026-10-${date}`,
      minutes: 300,
      lawful: 0,
      version: 1,
    };
    await noteAbsentDay(town.table, 'FGU-NORD', day);
  }
  const { html } = await visitor.get('/overblik/tal');
  expect(html.match(/<svg xmlns/g)).toHaveLength(3);
  expect(html).not.toMatch(/ style=|<style|<script>/);
  expect(html).toContain('1 ung har været væk 5 dage eller mere i denne måned.');
  // Viktor's first contact was due in week 42 and made in time; Viktor's follow-up and Noah's contact were not.
  expect(html).toMatch(/uge 42<\/td><td>2<\/td><td>50 %/);
  expect(html).toContain('fill="#cc0000"');
}, 30_000);

test('the file has no small numbers and no formulas, and that it went out is logged', async () => {
  const { town, visitor } = await visiting('omar');
  await putYouth(town.table, youth('yx', 'X', { school: '=1+1', student: 'x' }));
  const { html, headers } = await visitor.get('/overblik/tal.csv');
  expect(headers.get('content-type')).toContain('text/csv');
  const lines = html.split('\r\n');
  expect(lines[0]).toBe('Emne;Gruppe;Antal;Heraf'); // reading as text takes the byte order mark off
  expect(lines).toContain("Unge efter skole, heraf over tid;'=1+1;<5;<5");
  expect(lines).toContain('Unge efter skole, heraf over tid;FGU-NORD;<5;<5');
  const counts = lines.slice(1, -1).flatMap((line) => line.split(';').slice(2));
  expect(counts.filter((count) => /^[1-4]$/.test(count))).toEqual([]);
  expect(await accessesOf(town.table, '-', 9)).toMatchObject([
    { by: STAFF.omar.id, what: 'export', where: 'figures' },
  ]);
  await visitor.signIn('anna');
  expect((await visitor.get('/overblik/tal.csv')).status).toBe(403);
});

test.each([
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+45', "'+45"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\t=1', "'\t=1"],
  [' =1', "' =1"],
  ['Øst; vest', '"Øst; vest"'],
  ['to\nlinjer', '"to\nlinjer"'],
  ['R01', 'R01'],
])('the cell %j is written %j', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test('numbers are Danish, and parts are hidden where one would follow from the other', () => {
  expect(csvFile([['a', 1.5]])).toBe('\uFEFFa;1,5\r\n');
  expect([0, 1, 4, 5].map((n) => shownCount(n, 5))).toEqual([0, '<5', '<5', 5]);
  expect([shownPart(5, 10, 5), shownPart(8, 10, 5), shownPart(2, 10, 5), shownPart(10, 10, 5)]).toEqual([
    5,
    '<5',
    '<5',
    10,
  ]);
});

test.each([
  ['2026-01-01', 1],
  ['2026-12-28', 53],
  ['2027-01-04', 1],
  ['2026-10-19', 43],
])('%s is in week %i', (date, week) => {
  expect(isoWeek(date)).toBe(week);
});
