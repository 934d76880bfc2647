/** The pages of placements, programmes and offers (R35, R36, R38, R45). */
import { arrangementsOf, saveArrangementState } from '../../records/arrangements';
import { notesOf } from '../../records/notes';
import { getOffer, putOffer, savePlacesHeld } from '../../records/offers';
import { following } from './opening';
import { NOW, type Town } from './town';
import { visiting, type Visitor } from './visitor';

const PAGE = '/unge/yfreja/forloeb';
const seat = (youth: string) => ({ placement: `placement/${youth}/1`, youth, since: NOW });

async function withOffer(who: Parameters<typeof visiting>[0]): Promise<{ town: Town; visitor: Visitor }> {
  const { town, visitor } = await visiting(who);
  await putOffer(town.table, { id: 'VAERKSTED', name: 'Havnens værksted', places: 1 });
  return { town, visitor };
}
async function asked({ town, visitor }: { town: Town; visitor: Visitor }): Promise<string> {
  await visitor.get(PAGE);
  await visitor.post(`${PAGE}/plads`, { offer: 'VAERKSTED', wish: 'Jeg vil lave mad.' });
  const [row] = await arrangementsOf(town.table, 'yfreja');
  return row?.id ?? '';
}

test('a place is asked for in the youth’s words, and the youth’s page says where it stands', async () => {
  const { town, visitor } = await withOffer('anna');
  const before = await visitor.get(PAGE);
  expect(before.html).toContain('Havnens værksted (1 ledige)');
  const html = await following(
    visitor,
    await visitor.post(`${PAGE}/plads`, { offer: 'VAERKSTED', wish: 'Jeg vil lave mad.' }),
  );
  expect(html).toContain('Jeg vil lave mad.');
  const [row] = await arrangementsOf(town.table, 'yfreja');
  const state = { stage: 'waiting' as const, since: NOW, workflowId: 'placement/yfreja/1' };
  await saveArrangementState(town.table, 'yfreja', row?.id ?? '', 1, state);
  await savePlacesHeld(town.table, 'VAERKSTED', {
    places: 1,
    held: [seat('y8')],
    waiting: [seat('y9'), seat('yfreja')],
    left: [],
  });
  expect((await visitor.get('/unge/yfreja')).html).toContain('I kø: nr. 2 i køen');
  expect((await visitor.get(PAGE)).html).toContain('Havnens værksted (fuldt, kø på 2)');
});

test('what is missing is told beside the field, and what was typed is kept', async () => {
  const { town, visitor } = await withOffer('anna');
  await visitor.get(PAGE);
  const place = await visitor.post(`${PAGE}/plads`, { offer: '', wish: 'Jeg vil lave mad.' });
  expect([place.status, place.html.includes('id="plads-offer-problem"')]).toEqual([422, true]);
  expect(place.html).toContain('Jeg vil lave mad.</textarea>');
  const time = await visitor.post(`${PAGE}/tid`, {
    kind: 'talks',
    from: '',
    everyDays: 'syv',
    until: '',
    wish: 'Ja',
  });
  expect(time.status).toBe(422);
  expect(time.html).toContain('id="tid-from-problem"');
  expect(time.html).toContain('id="tid-everyDays-problem"');
  expect(time.html).toContain('value="syv"');
  expect(await arrangementsOf(town.table, 'yfreja')).toEqual([]);
});

test('a rhythm is agreed from the same page', async () => {
  const { town, visitor } = await withOffer('anna');
  await visitor.get(PAGE);
  await visitor.post(`${PAGE}/tid`, {
    kind: 'visits',
    from: '2027-01-04',
    everyDays: '',
    until: '',
    wish: 'Kom hjem til mig.',
  });
  expect(await arrangementsOf(town.table, 'yfreja')).toMatchObject([
    { what: 'programme', kind: 'visits', everyDays: 14, from: '2027-01-04', until: '2027-07-05' },
  ]);
});

test('no thanks ends it, and after the evaluation the day of the proof is noted for the youth', async () => {
  const both = await withOffer('anna');
  const { town, visitor } = both;
  const id = await asked(both);
  const state = { since: NOW, workflowId: 'placement/yfreja/1' };
  await saveArrangementState(town.table, 'yfreja', id, 1, { ...state, stage: 'waiting' });
  await visitor.get(PAGE);
  expect((await visitor.post(`${PAGE}/stop`, { id })).html).toContain(`id="stop-${id}-why-problem"`);
  expect((await visitor.post(`${PAGE}/stop`, { id, why: 'declined' })).status).toBe(303);
  await saveArrangementState(town.table, 'yfreja', id, 2, { ...state, stage: 'ended', why: 'done' });
  const { html } = await visitor.get(PAGE);
  expect(html).toContain('Slut: det er gjort');
  expect(html).toContain('Skriv, at beviset er givet');
  expect((await visitor.post(`${PAGE}/bevis`, { id, on: '2026-10-01' })).status).toBe(303);
  expect((await notesOf(town.table, 'yfreja')).at(0)).toMatchObject({
    alsoFor: ['youth'],
    text: 'Du fik dit bevis den 1. oktober. Det er fra Havnens værksted. Det er dit, og du må vise det til hvem du vil.',
  });
});

test('Steder shows places and lines, with names only of those the reader follows', async () => {
  const { town, visitor } = await withOffer('anna');
  const places = { places: 1, held: [seat('yfreja')], waiting: [seat('yukendt')], left: [] };
  await savePlacesHeld(town.table, 'VAERKSTED', places);
  const { html } = await visitor.get('/steder');
  expect(html).toContain('href="/unge/yfreja"');
  expect(html).toContain('En ung, du ikke følger');
  expect(html).not.toContain('Nyt sted');
  expect((await visitor.post('/steder/ret', { id: 'VAERKSTED', name: 'x', places: '9' })).status).toBe(403);
  expect((await getOffer(town.table, 'VAERKSTED'))?.places).toBe(1);
});

test('administrators make an offer and set its places; mistakes stand beside their fields', async () => {
  const { town, visitor } = await visiting('omar');
  await visitor.get('/steder');
  const wrong = await visitor.post('/steder/nyt', {
    name: 'Køkkenet',
    id: 'køkken',
    places: 'mange',
    school: '',
  });
  expect([wrong.status, wrong.html.includes('id="nyt-id-problem"')]).toEqual([422, true]);
  expect(
    (await visitor.post('/steder/nyt', { name: 'Køkkenet', id: 'KOEKKEN', places: '', school: '' })).status,
  ).toBe(303);
  expect(await getOffer(town.table, 'KOEKKEN')).toEqual({ id: 'KOEKKEN', name: 'Køkkenet', places: 20 });
  await visitor.get('/steder');
  const many = await visitor.post('/steder/ret', {
    id: 'KOEKKEN',
    name: 'Køkkenet',
    places: '501',
    school: '',
  });
  expect([many.status, many.html.includes('id="ret-KOEKKEN-places-problem"')]).toEqual([422, true]);
  await visitor.post('/steder/ret', { id: 'KOEKKEN', name: 'Køkkenet', places: '12', school: 'FGU-NORD' });
  expect(await getOffer(town.table, 'KOEKKEN')).toMatchObject({ places: 12, school: 'FGU-NORD' });
});

test('school roles have neither page (R43)', async () => {
  const { visitor } = await withOffer('maja');
  expect((await visitor.get(PAGE)).status).toBe(403);
  expect((await visitor.get('/steder')).status).toBe(403);
});
