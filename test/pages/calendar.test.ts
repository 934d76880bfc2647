/** Calendar files: one meeting to download, and the reader's secret, revocable feed (L8). */
import { putStaff, getStaff } from '../../records/people';
import { saveTask } from '../../records/tasks';
import { at, STAFF, task } from './town';
import { Visitor, visiting } from './visitor';

const MEETING = task('family.meeting', 'freja', 'anna', at('2026-11-06'), {
  id: 'familyMeeting.yfreja.2.1',
  workflowId: 'familyMeeting/yfreja/2',
  n: 1,
  seq: 7,
  meeting: at('2026-11-06', '10:00'),
});
const LATER = { ...MEETING, seq: 8, meeting: at('2026-11-09', '12:30') };

async function withMeeting(who: Parameters<typeof visiting>[0] = 'anna') {
  const { town, visitor } = await visiting(who);
  await saveTask(town.table, MEETING);
  return { town, visitor };
}

/** The address the page shows, without the host. */
function addressOn({ page }: Visitor): string | undefined {
  return /value="https?:\/\/[^/]+(\/kalender\/[\w-]+\.ics)"/.exec(page.html)?.[1];
}

test('one meeting is a file with its time in UTC, and tells neither who nor what', async () => {
  const { visitor } = await withMeeting();
  await visitor.get(`/opgaver/${MEETING.id}`);
  expect(visitor.page.html).toContain(`href="/opgaver/${MEETING.id}/moede.ics"`);
  const { status, html, headers } = await visitor.get(`/opgaver/${MEETING.id}/moede.ics`);
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    'no-store',
  ]);
  const lines = html.replaceAll('\r\n ', '').split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'METHOD:PUBLISH',
      'UID:familyMeeting.yfreja.2.1@roed-traad',
      'SEQUENCE:7',
      'DTSTART:20261106T090000Z',
      'DTEND:20261106T100000Z',
      'SUMMARY:Møde (Rød Tråd)',
      'URL;VALUE=URI:http://127.0.0.1:4000/opgaver/familyMeeting.yfreja.2.1',
    ]),
  );
  expect(html).not.toMatch(/Freja|Familie|familiem/);
});

test('without a time there is no file, and nobody gets the file of a task that is not theirs', async () => {
  const { town, visitor } = await withMeeting();
  const { meeting: _, ...untimed } = MEETING;
  await saveTask(town.table, { ...untimed, seq: 9 });
  expect((await visitor.get(`/opgaver/${MEETING.id}/moede.ics`)).status).toBe(404);
  const { visitor: other } = await withMeeting('ida');
  expect((await other.get(`/opgaver/${MEETING.id}/moede.ics`)).status).toBe(404);
});

test('a feed is read without signing in, follows the meetings, and ends with its address', async () => {
  const { town, visitor } = await withMeeting();
  await visitor.get('/kalender');
  expect(addressOn(visitor)).toBeUndefined();
  await visitor.post('/kalender/adresse', {});
  await visitor.get('/kalender');
  const first = addressOn(visitor) ?? '';
  const calendar = new Visitor(visitor.app);
  expect((await calendar.get(first)).html).toContain('DTSTART:20261106T090000Z');

  await saveTask(town.table, LATER, MEETING);
  const moved = (await calendar.get(first)).html;
  expect([moved.includes('DTSTART:20261109T113000Z'), moved.includes('SEQUENCE:8')]).toEqual([true, true]);

  await visitor.post('/kalender/adresse', {});
  await visitor.get('/kalender');
  const second = addressOn(visitor) ?? '';
  expect(second).not.toBe(first);
  expect([(await calendar.get(first)).status, (await calendar.get(second)).status]).toEqual([404, 200]);

  await visitor.post('/kalender/luk', {});
  expect((await calendar.get(second)).status).toBe(404);
  expect((await calendar.get('/kalender/gaettet.ics')).status).toBe(404);
});

test('a feed ends when its person no longer works here', async () => {
  const { town, visitor } = await withMeeting();
  await visitor.get('/kalender');
  await visitor.post('/kalender/adresse', {});
  await visitor.get('/kalender');
  const address = addressOn(visitor) ?? '';
  const calendar = new Visitor(visitor.app);
  expect((await calendar.get(address)).status).toBe(200);
  const anna = await getStaff(town.table, STAFF.anna.id);
  if (!anna) throw new Error('nobody');
  await putStaff(town.table, { ...anna, lastDay: '2026-01-31' });
  expect((await calendar.get(address)).status).toBe(404);
});
