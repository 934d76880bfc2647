/** The forms of a task page, and what is said when something is missing. */
import { accessesOf, wordsOf } from '../../records/words';
import { following, opening } from './opening';
import { saveTask } from '../../records/tasks';
import { at, STAFF, task, TASKS } from './town';
import { visiting } from './visitor';

test('a contact: the suggested channel is chosen, the note is kept, and the list says thanks', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.contact);
  expect(visitor.page.html).toMatch(/value="sms" checked/);
  const answer = await visitor.post(`${path}/afslut`, {
    outcome: 'reached',
    channel: 'phone',
    note: 'Hun kommer i morgen.',
  });
  expect(answer.to).toBe('/opgaver');
  const html = await following(visitor, answer);
  expect(html).toContain('Tak. Den er færdig');
  expect(html).toContain(`href="${path}"`);
  expect(town.engine.asked).toMatchObject([
    {
      deed: 'completeTask',
      args: { outcome: { outcome: 'reached', channel: 'phone' }, by: STAFF.maja.id, n: 1 },
    },
  ]);
  const words = await wordsOf(town.table, TASKS.contact.id);
  expect(words).toContainEqual(expect.objectContaining({ text: 'Hun kommer i morgen.', by: STAFF.maja.id }));
  expect((await visitor.get('/opgaver')).html).not.toContain('Tak. Den er færdig');
  expect(await accessesOf(town.table, 'yfreja', 9)).toContainEqual(
    expect.objectContaining({ what: 'change', where: 'completeTask' }),
  );
});

test('not reached: the next channel and the new time are said', async () => {
  const { visitor, path } = await opening('maja', TASKS.contact);
  const html = await following(
    visitor,
    await visitor.post(`${path}/afslut`, { outcome: 'notReached', channel: 'sms' }),
  );
  expect(html).toContain('Næste gang: telefon.');
});

test('what is missing stands beside its field, and what was typed is kept', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.conversation);
  const { status, html } = await visitor.post(`${path}/afslut`, {
    outcome: 'held',
    remedy: 'mentor',
    maxUnlawfulDays: '99',
    withinSchoolDays: '',
    note: 'Vi talte <længe>.',
  });
  expect(status).toBe(422);
  expect(html).toContain('id="afslut-cause-problem"');
  expect(html).toContain('href="#afslut-cause"');
  expect(html).toMatch(/id="afslut-maxUnlawfulDays-problem">.*Skriv et tal fra 0 til 20/);
  expect(html).toContain('id="afslut-withinSchoolDays-problem"');
  expect(html).not.toContain('id="afslut-remedy-problem"');
  expect(html).toMatch(/value="held" checked/);
  expect(html).toMatch(/value="mentor" selected/);
  expect(html).toContain('value="99"');
  expect(html).toContain('Vi talte &lt;længe&gt;.');
  expect(town.engine.asked).toEqual([]);
});

test('a conversation’s target comes from the agreement until a person says otherwise (R06)', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.conversation);
  expect(visitor.page.html).toMatch(/name="maxUnlawfulDays"/);
  await visitor.post(`${path}/afslut`, {
    outcome: 'held',
    cause: 'transport',
    remedy: 'none',
    maxUnlawfulDays: '1',
    withinSchoolDays: '20',
  });
  expect(town.engine.asked).toMatchObject([
    {
      args: {
        outcome: {
          outcome: 'held',
          cause: 'transport',
          remedy: 'none',
          target: { maxUnlawfulDays: 1, withinSchoolDays: 20 },
        },
      },
    },
  ]);
});

test('a no-show asks for no cause (R37)', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.conversation);
  const html = await following(
    visitor,
    await visitor.post(`${path}/afslut`, { outcome: 'noShow', cause: '' }),
  );
  expect(html).toContain('Det er ok. Find en ny tid.');
  expect(town.engine.asked).toMatchObject([{ args: { outcome: { outcome: 'noShow' } } }]);
});

test.each([
  ['a leader decides', 'lone', TASKS.decision, { outcome: 'support', remedy: 'mentor' }],
  ['a measure is done', 'anna', TASKS.measure, { outcome: 'notPossible' }],
  ['somebody becomes coordinator', 'niels', TASKS.assign, { outcome: 'done', person: STAFF.mette.id }],
] as const)('%s', async (_, who, row, fields) => {
  const { town, visitor, path } = await opening(who, row);
  expect((await visitor.post(`${path}/afslut`, fields)).status).toBe(303);
  expect(town.engine.asked).toMatchObject([{ args: { outcome: fields } }]);
});

test('those who may become coordinator are named with their load; nobody else can be', async () => {
  const { visitor, path } = await opening('niels', TASKS.assign);
  expect(visitor.page.html).toMatch(/Mette Holm \(1 unge\)[\s\S]*Anna Bach \(3 unge\)/);
  const { status, html } = await visitor.post(`${path}/afslut`, { outcome: 'done', person: STAFF.maja.id });
  expect(status).toBe(422);
  expect(html).toContain('Vælg en af dem på listen.');
});

test('a time is agreed, also late in the day, with a word about it', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.conversation);
  const answer = await visitor.post(`${path}/aftal-tid`, { date: '2026-10-22', time: '08:15' });
  expect(answer.to).toBe(path);
  const html = await following(visitor, answer);
  expect(html).toContain('Tiden er gemt: i morgen kl. 8.15.');
  expect(html).toContain('før kl. 10 eller efter kl. 14');
  expect(html).toContain('Flyt tiden');
  expect(town.engine.asked).toMatchObject([{ deed: 'bookTask', args: { at: at('2026-10-22', '08:15') } }]);
});

test.each([
  [{ date: '', time: '' }, ['date', 'time']],
  [{ date: '2026-02-31', time: '10:00' }, ['date']],
  [{ date: '2026-10-22', time: '25:00' }, ['time']],
  [{ date: '2026-10-20', time: '10:00' }, ['date']],
])('a time that cannot be: %j', async (fields, wrong) => {
  const { visitor, path } = await opening('maja', TASKS.conversation);
  const { status, html } = await visitor.post(`${path}/aftal-tid`, fields);
  expect(status).toBe(422);
  expect([...html.matchAll(/id="aftal-tid-(\w+)-problem"/g)].map((match) => match[1])).toEqual(wrong);
});

test('more time: a reason is asked for, and no more than the agreement allows', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.contact);
  const without = await visitor.post(`${path}/udskyd`, { date: '2026-10-28', time: '16:00', note: 'Ferie' });
  expect(without.status).toBe(422);
  expect(without.html).toContain('id="udskyd-reason-problem"');
  expect(without.html).toMatch(/<details[^>]*open[^>]*>\s*<summary[^>]*>Giv mere tid/);
  const tooLate = await visitor.post(`${path}/udskyd`, {
    date: '2027-03-01',
    time: '16:00',
    reason: 'vacation',
  });
  expect(tooLate.status).toBe(422);
  expect(tooLate.html).toMatch(/id="udskyd-date-problem">.*Fristen kan højst flyttes til/);
  const done = await visitor.post(`${path}/udskyd`, {
    date: '2026-10-28',
    time: '16:00',
    reason: 'vacation',
  });
  expect(await following(visitor, done)).toContain('Ny frist: 28. oktober kl. 16.');
  expect(town.engine.asked).toMatchObject([
    { deed: 'postponeTask', args: { to: at('2026-10-28'), reason: 'vacation' } },
  ]);
});

test('R13: a school’s status begins with a line per student; lines nobody wrote in are left out', async () => {
  const { youth: _, ...left } = task('progress.schoolStatus', 'freja', 'lone', at('2026-10-23'), { n: 50 });
  const row = { ...left, school: 'FGU-NORD' };
  const { town, visitor } = await visiting('lone');
  await saveTask(town.table, row);
  const { html } = await visitor.get(`/opgaver/${row.id}`);
  expect(html).toContain('Freja Nielsen: \nNoah Ali: \n');
  const note = 'Freja Nielsen: Møder hver dag.\r\nNoah Ali: \r\n';
  await visitor.post(`/opgaver/${row.id}/afslut`, { outcome: 'done', note });
  expect((await wordsOf(town.table, row.id)).map(({ text }) => text)).toEqual([
    'Freja Nielsen: Møder hver dag.',
  ]);
});

test('a meeting’s form without a result is answered at once: it asks for the result, and for nothing else', async () => {
  for (const kind of ['family.book', 'family.meeting'] as const) {
    const asked = task(kind, 'freja', 'anna', at('2026-11-06'), { n: 51 });
    const { town, visitor } = await visiting('anna');
    await saveTask(town.table, asked);
    await visitor.get(`/opgaver/${asked.id}`);
    const { status, html } = await visitor.post(`/opgaver/${asked.id}/afslut`, { note: 'Vi talte.' });
    expect([kind, status]).toEqual([kind, 422]);
    expect(html).toContain('id="afslut-outcome-problem"');
    expect(html).not.toContain('id="afslut-date-problem"');
    expect(html).toContain('Vi talte.');
    expect(town.engine.asked).toEqual([]);
  }
});
