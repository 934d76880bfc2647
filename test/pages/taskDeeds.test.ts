/** Handing on, notes, two people on one task, an engine that does not answer, and why me. */
import { EngineBusyError } from '../../contract/ports/engine';
import { getTask, saveTask } from '../../records/tasks';
import { wordsOf } from '../../records/words';
import { following, opening } from './opening';
import { at, NOW, STAFF, task, TASKS } from './town';
import { visiting } from './visitor';

test('given on: to the youth’s own people first, to units, never to somebody who is not on the list', async () => {
  const { town, visitor, path } = await opening('anna', TASKS.escalated);
  const { html } = visitor.page;
  expect(html).toMatch(/<optgroup label="Den unges egne">[\s\S]*Mette Holm, tovholder/);
  expect(html).toContain('value="unit:network"');
  expect(html).not.toContain(`value="${STAFF.ida.id}"`);
  for (const to of ['', 'unit:nobody', STAFF.ida.id]) {
    expect((await visitor.post(`${path}/giv-videre`, { to })).status).toBe(422);
  }
  const done = await visitor.post(`${path}/giv-videre`, { to: STAFF.per.id, note: 'Du kender hende.' });
  expect(done.to).toBe('/opgaver');
  expect(await following(visitor, done)).toContain('Nu er den hos Per Lund.');
  expect(town.engine.asked).toMatchObject([{ deed: 'reassignTask', args: { to: STAFF.per.id } }]);
});

test('an administrator hands on and does nothing else', async () => {
  const { visitor, path } = await opening('omar', TASKS.contact);
  expect(visitor.page.html).toContain('giv-videre');
  expect(visitor.page.html).not.toContain(`${path}/afslut`);
  expect((await visitor.post(`${path}/afslut`, { outcome: 'reached', channel: 'sms' })).status).toBe(403);
});

test('a note: empty and too long are refused, and sending it twice keeps it once', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.contact);
  expect((await visitor.post(`${path}/kommentar`, { note: '  ' })).html).toContain(
    'Skriv dit notat her først.',
  );
  expect((await visitor.post(`${path}/kommentar`, { note: 'x'.repeat(4001) })).html).toContain(
    'Det er for langt.',
  );
  await visitor.get(path);
  const once = visitor.hidden('once');
  const twice = [await visitor.post(`${path}/kommentar`, { note: 'Ringet op', once })];
  await visitor.get(path);
  twice.push(await visitor.post(`${path}/kommentar`, { note: 'Ringet op', once }));
  expect(twice.map(({ status }) => status)).toEqual([303, 303]);
  expect(new Set(town.engine.asked.map(({ requestId }) => requestId)).size).toBe(1);
  expect(
    (await wordsOf(town.table, TASKS.contact.id)).filter(({ text }) => text === 'Ringet op'),
  ).toHaveLength(1);
  await visitor.get(path);
  await visitor.post(`${path}/kommentar`, { note: 'Noget nyt', once });
  expect(new Set(town.engine.asked.map(({ requestId }) => requestId)).size).toBe(2);
});

test('the same form of two people never is the same request', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.contact);
  await visitor.post(`${path}/kommentar`, { note: 'Hej', once: 'same' });
  await visitor.signIn('niels');
  await visitor.get(path);
  // The network may read it but not act: nothing of it reaches the engine or the words.
  expect((await visitor.post(`${path}/kommentar`, { note: 'Hej', once: 'same' })).status).toBe(403);
  expect(town.engine.asked).toHaveLength(1);
});

test('somebody else was first: who and when is said, and the note is kept to be saved', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.escalated);
  town.engine.refusal = 'alreadyClosed';
  const before = await getTask(town.table, TASKS.escalated.id);
  if (!before) throw new Error('no task');
  await saveTask(
    town.table,
    {
      ...before,
      seq: before.seq + 1,
      status: 'completed',
      closedBy: STAFF.mette.id,
      closedAt: at('2026-10-21', '08:58'),
      outcome: { outcome: 'reached', channel: 'phone' },
    },
    before,
  );
  const { status, html } = await visitor.post(`${path}/afslut`, {
    outcome: 'reached',
    channel: 'sms',
    note: 'Jeg talte også med hende.',
  });
  expect(status).toBe(409);
  expect(html).toContain('Mette Holm afsluttede den for 2 minutter siden.');
  expect(html).toMatch(/<textarea[^>]*id="kommentar-note"[^>]*>\s*Jeg talte også med hende\./);
  expect(html).toContain('Du kan gemme det som et notat.');
  expect(html).not.toContain(`${path}/afslut"`);
});

test('an engine that does not answer: try again with the same form, which happens once', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.contact);
  const once = visitor.hidden('once');
  town.engine.failure = new EngineBusyError();
  const busy = await visitor.post(`${path}/afslut`, { outcome: 'reached', channel: 'sms', note: 'Hej' });
  expect(busy.status).toBe(503);
  expect(busy.html).toContain('Det tager længere tid end ventet');
  expect(visitor.hidden('once')).toBe(once);
  expect(busy.html).toMatch(/<textarea[^>]*id="afslut-note"[^>]*>\s*Hej/);
  town.engine.failure = undefined;
  expect(
    (await visitor.post(`${path}/afslut`, { outcome: 'reached', channel: 'sms', note: 'Hej' })).status,
  ).toBe(303);
});

test('a finished task is opened again, or says why it cannot be', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.done);
  expect(visitor.page.html).toContain('Jeg fik kontakt · Telefon');
  town.engine.refusal = 'nextStepTouched';
  const refused = await visitor.post(`${path}/genaabn`, {});
  expect(refused.status).toBe(409);
  expect(refused.html).toContain('Det næste skridt er i gang.');
  town.engine.refusal = undefined;
  expect(await following(visitor, await visitor.post(`${path}/genaabn`, {}))).toContain('Den er åben igen.');
});

test('a task of a school has no youth, and its form is the plain one', async () => {
  const { visitor, path, town } = await opening('lone', TASKS.silent);
  expect(visitor.page.html).toContain('FGU-NORD');
  expect((await visitor.post(`${path}/afslut`, { outcome: 'done' })).status).toBe(303);
  expect(town.engine.asked).toMatchObject([
    { workflowId: 'schoolFeed/FGU-NORD', args: { outcome: { outcome: 'done' } } },
  ]);
});

test('the list’s filter is kept through a form', async () => {
  const { visitor, path } = await opening('maja', TASKS.contact);
  const done = await visitor.post(`${path}/afslut`, {
    outcome: 'reached',
    channel: 'sms',
    liste: 'frist=idag&x=1',
  });
  expect(done.to).toBe('/opgaver?frist=idag');
});

test('an unknown form is not found, and an enormous one is turned away', async () => {
  const { visitor, path } = await opening('maja', TASKS.contact);
  expect((await visitor.post(`${path}/slet`, {})).status).toBe(404);
  await visitor.get(path);
  expect((await visitor.post(`${path}/kommentar`, { note: 'x'.repeat(70_000) })).status).toBe(413);
});

test.each([
  ['holder', 'maja', TASKS.contact, 'Du er kontaktlærer for den unge.'],
  ['former', 'maja', TASKS.escalated, 'Du havde den før.'],
  ['unit', 'gitte', TASKS.assign, 'Den er på jeres fælles liste'],
  ['observer', 'omar', TASKS.contact, 'Den er ikke din.'],
  [
    'given',
    'mette',
    task('absence.firstContact', 'noah', 'mette', NOW + 1, { n: 9 }),
    'En kollega har givet den til dig.',
  ],
] as const)('why me, for the %s', async (_, who, row, words) => {
  const { visitor, town } = await visiting(who);
  await saveTask(town.table, row);
  expect((await visitor.get(`/opgaver/${row.id}`)).html).toContain(words);
});

test('a message about a task that is done is not said to be on its way', async () => {
  const { town, visitor, path } = await opening('maja', TASKS.contact);
  expect(visitor.page.html).toContain('Sendes i morgen kl. 8.04');
  const row = await getTask(town.table, TASKS.contact.id);
  if (!row) throw new Error('no such task');
  await saveTask(town.table, { ...row, seq: row.seq + 1, status: 'completed', closedAt: NOW }, row);
  expect((await visitor.get(path)).html).not.toContain('Sendes');
});
