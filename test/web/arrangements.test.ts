/** Placements, programmes and offers over the API (R35, R36, R38, R39, R45). */
import { arrangementsOf, saveArrangementState } from '../../records/arrangements';
import { notesOf } from '../../records/notes';
import { putOffer, savePlacesHeld } from '../../records/offers';
import { accessesOf } from '../../records/words';
import { TaskRefusedError } from '../../contract/ports/engine';
import { type Answered, call, NORD, NOW, world, type World } from './support';

let w: World;
const Y1 = '/api/v1/youths/y1';
const PLACE = { offer: 'VAERKSTED', wish: 'Jeg vil lave mad.' };
const TALKS = { kind: 'talks', from: '2026-12-01', wish: 'Det hjælper at tale.' };

beforeEach(async () => {
  w = await world();
  await putOffer(w.table, { id: 'VAERKSTED', name: 'Havnens værksted', places: 1 });
});

const send = (at: string, json: unknown, as = 'tk-1', key?: string): Promise<Answered> =>
  call(w, 'POST', `${Y1}${at}`, {
    as,
    json,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
const first = (body: Answered['body']): Record<string, unknown> =>
  (body.arrangements as Record<string, unknown>[])[0] ?? {};
/** What the workflow would have written. */
const stands = async (state: { stage: 'waiting' | 'ended'; why?: 'done' }): Promise<string> => {
  const [row] = await arrangementsOf(w.table, 'y1');
  if (!row) throw new Error('nothing was asked for');
  await saveArrangementState(w.table, 'y1', row.id, 1, {
    ...state,
    since: NOW,
    workflowId: 'placement/y1/1',
  });
  return row.id;
};

describe('asking for a place (R35)', () => {
  test('keeps the youth’s own words, tells the journey at once and is logged', async () => {
    const { status, body } = await send('/placements', PLACE);
    expect([status, first(body)]).toEqual([
      200,
      expect.objectContaining({ name: 'Havnens værksted', wish: 'Jeg vil lave mad.', stage: 'asked' }),
    ]);
    expect(w.engine.calls('reviewJourney')).toEqual([['y1', true]]);
    expect((await accessesOf(w.table, 'y1', 9)).map(({ what, where }) => `${what} ${where}`)).toEqual([
      'change placement',
    ]);
  });

  test('twice with the same key is once; again while it runs is refused, after its end it is not', async () => {
    await send('/placements', PLACE, 'tk-1', 'k');
    expect((await send('/placements', PLACE, 'tk-1', 'k')).status).toBe(200);
    expect(await arrangementsOf(w.table, 'y1')).toHaveLength(1);
    expect((await send('/placements', PLACE)).body.code).toBe('already-asked');
    await stands({ stage: 'ended', why: 'done' });
    expect((await send('/placements', PLACE)).status).toBe(200);
  });

  test('who waits is told the place in line', async () => {
    await send('/placements', PLACE);
    await stands({ stage: 'waiting' });
    const seat = (youth: string) => ({ placement: `placement/${youth}/1`, youth, since: NOW });
    await savePlacesHeld(w.table, 'VAERKSTED', {
      places: 1,
      held: [seat('y8')],
      waiting: [seat('y9'), seat('y1')],
      left: [],
    });
    const { body } = await call(w, 'GET', `${Y1}/arrangements`, { as: 'tk-1' });
    expect(first(body)).toMatchObject({ stage: 'waiting', line: 2 });
  });

  test.each([
    [{ ...PLACE, offer: 'UKENDT' }, 'offer'],
    [{ ...PLACE, offer: 'lille' }, 'offer'],
    [{ offer: 'VAERKSTED' }, 'wish'],
    [{ ...PLACE, wish: ' ' }, 'wish'],
  ])('refuses %j beside the field', async (json, field) => {
    const { status, body } = await send('/placements', json);
    expect([status, (body.fields as { path: string }[]).map(({ path }) => path)]).toEqual([422, [field]]);
    expect(await arrangementsOf(w.table, 'y1')).toEqual([]);
  });

  test('keeps a wish of 500 characters and refuses one of 501', async () => {
    expect((await send('/placements', { ...PLACE, wish: 'x'.repeat(501) })).status).toBe(422);
    expect((await send('/placements', { ...PLACE, wish: 'x'.repeat(500) })).status).toBe(200);
  });

  test('is for those who may change the plan', async () => {
    for (const as of ['kl-1', 'sl-1', `feed-${NORD}`, 'adm-1'])
      expect([as, (await send('/placements', PLACE, as)).status]).toEqual([as, 403]);
    expect((await send('/placements', PLACE, 'tk-2')).status).toBe(404);
  });
});

describe('a programme (R38)', () => {
  test('takes the rhythm and the length from the agreement unless told', async () => {
    expect((await send('/programmes', TALKS)).status).toBe(200);
    const rhythm = { kind: 'talks', everyDays: 7, from: '2026-12-01', until: '2027-03-23' };
    expect(await arrangementsOf(w.table, 'y1')).toMatchObject([rhythm]);
    const other = { ...TALKS, kind: 'visits', everyDays: 10, until: '2027-01-31' };
    expect((await send('/programmes', other)).status).toBe(200);
    expect(
      (await arrangementsOf(w.table, 'y1')).map((row) => row.what === 'programme' && row.everyDays),
    ).toContain(10);
  });

  test.each([
    [{ from: '2026-11-19' }, 'from'],
    [{ until: '2026-11-30' }, 'until'],
    [{ until: '2027-11-22' }, 'until'],
    [{ from: '2026-02-30' }, 'from'],
    [{ everyDays: 0 }, 'everyDays'],
    [{ kind: 'møder' }, 'kind'],
  ])('refuses %j beside the field', async (wrong, field) => {
    const { status, body } = await send('/programmes', { ...TALKS, ...wrong });
    expect([status, (body.fields as { path: string }[]).map(({ path }) => path)]).toEqual([422, [field]]);
  });

  test('today is early enough, and a year ahead not too late', async () => {
    const { status } = await send('/programmes', { ...TALKS, from: '2026-11-20', until: '2027-11-21' });
    expect(status).toBe(200);
  });
});

describe('ending it (R45)', () => {
  test('goes to its workflow with who and why', async () => {
    await send('/placements', PLACE);
    const id = await stands({ stage: 'waiting' });
    expect((await send(`/arrangements/${id}/end`, { why: 'declined' })).status).toBe(200);
    expect(w.engine.calls('withdrawArrangement')).toEqual([
      ['placement/y1/1', { by: 'tk-1', why: 'declined' }, expect.any(String)],
    ]);
  });

  test('what has just been asked for is to be tried again; what is over is over; what is not there is not', async () => {
    await send('/placements', PLACE);
    const [row] = await arrangementsOf(w.table, 'y1');
    expect((await send(`/arrangements/${row?.id ?? ''}/end`, { why: 'declined' })).body.code).toBe(
      'engine-busy',
    );
    const id = await stands({ stage: 'waiting' });
    w.engine.failure = new TaskRefusedError('procedureClosed');
    expect((await send(`/arrangements/${id}/end`, { why: 'declined' })).body.code).toBe('procedure-closed');
    expect((await send('/arrangements/A-x/end', { why: 'declined' })).status).toBe(404);
    expect((await send(`/arrangements/${id}/end`, { why: 'sur' })).status).toBe(422);
  });
});

test('the proof is the youth’s own: what is kept is a note with its day, for the youth to read (R36)', async () => {
  await send('/placements', PLACE);
  const id = await stands({ stage: 'ended', why: 'done' });
  expect((await send(`/arrangements/${id}/proof`, { on: '2026-11-21' })).status).toBe(422);
  expect((await send(`/arrangements/${id}/proof`, { on: '2026-11-20' })).status).toBe(200);
  const notes = await notesOf(w.table, 'y1');
  expect(notes.map(({ alsoFor, text }) => [alsoFor, text.includes('Havnens værksted')])).toEqual([
    [['youth'], true],
  ]);
});

describe('offers (R35)', () => {
  const OFFER = '/api/v1/offers/VAERKSTED';
  const put = (json: unknown, as = 'adm-1', at = OFFER): Promise<Answered> =>
    call(w, 'PUT', at, { as, json });

  test('administrators set places, and the line is told', async () => {
    expect((await put({ name: 'Havnens værksted', places: 3 })).status).toBe(200);
    expect(w.engine.calls('placesChanged')).toEqual([['VAERKSTED']]);
    const made = await put({ name: 'Køkkenet', school: NORD }, 'adm-1', '/api/v1/offers/KOEKKEN');
    expect((made.body.offers as object[])[1]).toMatchObject({ id: 'KOEKKEN', places: 20, school: NORD });
    for (const as of ['tk-1', 'kl-1', 'net-1'])
      expect([as, (await put({ name: 'x', places: 1 }, as)).status]).toEqual([as, 403]);
  });

  test.each([
    [{ name: '', places: 1 }, OFFER],
    [{ name: 'x', places: -1 }, OFFER],
    [{ name: 'x', places: 1.5 }, OFFER],
    [{ name: 'x', school: 'FGU-INGEN' }, OFFER],
    [{ name: 'x', places: 1 }, '/api/v1/offers/lille'],
  ])('refuses %j at %s', async (json, at) => {
    const { status, body } = await put(json, 'adm-1', at);
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(w.engine.calls('placesChanged')).toEqual([]);
  });

  test('names stand only for those who may see the youth; schools see nothing', async () => {
    const seat = (youth: string) => ({ placement: `placement/${youth}/1`, youth, since: NOW });
    await savePlacesHeld(w.table, 'VAERKSTED', {
      places: 1,
      held: [seat('y1')],
      waiting: [seat('y3')],
      left: [],
    });
    const seen = async (as: string): Promise<unknown> => {
      const { body } = await call(w, 'GET', '/api/v1/offers', { as });
      return (
        body.offers as { held: { youth?: { ref: string } }[]; waiting: { youth?: { ref: string } }[] }[]
      ).map(({ held, waiting }) => [...held, ...waiting].map(({ youth }) => youth?.ref));
    };
    expect(await seen('tk-1')).toEqual([['y1', undefined]]);
    expect(await seen('net-1')).toEqual([['y1', 'y3']]);
    expect((await call(w, 'GET', '/api/v1/offers', { as: 'kl-1' })).status).toBe(403);
  });
});
