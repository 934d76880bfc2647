/**
 * One's own page: what a youth reads there, what they do, and what guardians see on either side of an eighteenth
 * birthday (R16, R18, R28, R40, R41, R44–R47, R52, R53).
 */
import { getAgenda, changeAgenda } from '../../records/agendas';
import { getYouth, putYouth, type Youth } from '../../records/people';
import { talkWish } from '../../records/talkWishes';
import { getTask, saveTask } from '../../records/tasks';
import { accessesOf, wordsOf } from '../../records/words';
import { lix } from '../../rules/readability';
import { askOnce } from '../../records/pulses';
import { ME } from '../../texts/me';
import { fillOwnPage, givenCode, inside, MEETING_AT, MEETING_ID, ownTown, phone, seated } from './own';
import { at, STAFF, TASKS, task, type Town } from './town';
import { type Visitor } from './visitor';

jest.setTimeout(60_000);

let town: Town;
let freja: Visitor;
let path: string;
beforeEach(async () => {
  town = await ownTown();
  ({ visitor: freja, path } = await seated(town));
});

const become = async (more: Partial<Youth>): Promise<void> => {
  const youth = await getYouth(town.table, 'yfreja');
  if (youth) await putYouth(town.table, { ...youth, ...more });
};
const read = async (visitor = freja): Promise<string> => (await visitor.get('/mig')).html;
const act = async (deed: string, fields: Record<string, string> = {}): Promise<[number, string | null]> => {
  await freja.get('/mig');
  const { status, to } = await freja.post(`/mig/goer/${deed}`, fields);
  return [status, to];
};
const ID = { id: MEETING_ID };

describe('the page', () => {
  test('has one face on top, the meeting, the plan, our promises and the notes she may see', async () => {
    const html = await read();
    const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    for (const said of [
      'Hej Freja',
      'Sara Juul',
      'torsdag kl. 11',
      'den 5. november',
      'Anna Bach, holder styr på det hele',
      '”Jeg vil være kok.”',
      'Du vælger selv stedet',
      'Vi hjælper dig op om morgenen.',
      'Besøge et køkken. Det har du nået',
      'Den 1. oktober: Vi holdt det',
      'Vi når det til den 1. november',
      'Vi talte om dit køkken.',
      'men er et barn i fare',
    ])
      expect(words.toLowerCase()).toContain(said.toLowerCase());
    expect(html.indexOf('Sara Juul')).toBeLessThan(html.indexOf('Anna Bach'));
    expect(html).not.toContain('Kun for os.');
    // What is only a task of ours is none of hers: an absence case has no meeting until one is booked.
    expect(html).not.toContain(TASKS.contact.id);
  });

  test('is easy to read', async () => {
    const text = (await read())
      .replaceAll(/<(title|option)[^>]*>.*?<\/\1>/g, '')
      .replaceAll(/<\/(p|li|dt|dd|h1|h2|h3|summary|label|button|span|strong|a|figcaption)>/g, '\n')
      .replaceAll(/<[^>]+>/g, ' ');
    expect(lix(text)).toBeLessThanOrEqual(25);
  });

  test('is logged as her own look (L10)', async () => {
    await read();
    const looks = await accessesOf(town.table, 'yfreja', 9);
    expect(looks).toContainEqual({ at: town.ports.now(), by: 'yfreja', what: 'read', where: 'me' });
  });

  test('shows nothing of anybody else, and takes no answer to their meetings', async () => {
    const other = task('family.meeting', 'noah', 'anna', MEETING_AT, {
      id: 'familyMeeting.ynoah.1.2',
      workflowId: 'familyMeeting/ynoah/1',
      n: 2,
      meeting: at('2026-11-06', '10:00'),
    });
    await saveTask(town.table, other);
    expect(await read()).not.toContain('familyMeeting.ynoah');
    const asked = town.engine.asked.length;
    expect((await act('svar', { id: other.id, answer: 'coming' }))[0]).toBe(404);
    expect((await act('punkt', { id: other.id, text: 'x' }))[0]).toBe(404);
    expect((await act('nej-tak', { id: other.id }))[0]).toBe(404);
    expect(town.engine.asked).toHaveLength(asked);
    expect((await getAgenda(town.table, 'ynoah', 'familyMeeting/ynoah/1')).version).toBe(0);
  });
});

describe('answering', () => {
  test('I come', async () => {
    expect(await act('svar', { ...ID, answer: 'coming' })).toEqual([303, '/mig?gjort=coming']);
    expect(town.engine.asked.at(-1)).toMatchObject({
      workflowId: 'familyMeeting/yfreja/1',
      deed: 'answerTask',
      args: { n: 2, by: 'yfreja', answer: 'coming', on: '2026-10-21' },
    });
    expect((await freja.get('/mig?gjort=coming')).html).toContain('Fedt. Vi ses.');
  });

  test('another time, of those suggested between 10 and 14 (R41); the timer goes with it', async () => {
    const times = [...(await read()).matchAll(/name="to" value="(\d+)"/g)].map(([, to]) => Number(to));
    expect(times.length).toBeGreaterThan(2);
    const [first = 0] = times;
    expect(first).toBeGreaterThanOrEqual(at('2026-11-02', '10:00'));
    expect(await act('svar', { ...ID, answer: 'anotherTime', to: String(first) })).toEqual([
      303,
      '/mig?gjort=anotherTime',
    ]);
    expect(town.engine.asked.at(-1)?.args).toMatchObject({ answer: 'anotherTime', to: first });
  });

  test('another time nobody knows yet', async () => {
    await act('svar', { ...ID, answer: 'anotherTime', to: 'ingen' });
    const args = town.engine.asked.at(-1)?.args;
    expect(args).toMatchObject({ answer: 'anotherTime' });
    expect(args).not.toHaveProperty('to');
  });

  test.each([
    ['no time chosen', {}],
    ['a time that was never offered', { to: String(at('2026-11-07', '03:00')) }],
  ])('%s is told beside the times', async (_, more) => {
    const asked = town.engine.asked.length;
    const [status] = await act('svar', { ...ID, answer: 'anotherTime', ...more });
    expect(status).toBe(422);
    expect(freja.page.html).toContain('form-error-message');
    expect(town.engine.asked).toHaveLength(asked);
  });

  test('call me says when', async () => {
    await act('svar', { ...ID, answer: 'callMe' });
    expect(town.engine.asked.at(-1)?.args).toMatchObject({ answer: 'callMe' });
  });

  test('no thanks is an outcome, with her words kept (R45)', async () => {
    expect((await act('nej-tak', { ...ID, note: 'Jeg har det fint.' }))[0]).toBe(303);
    const { args } = town.engine.asked.at(-1) ?? {};
    expect(args).toMatchObject({ by: 'yfreja', outcome: { outcome: 'declined' } });
    expect(await wordsOf(town.table, MEETING_ID)).toMatchObject([
      { by: 'yfreja', text: 'Jeg har det fint.' },
    ]);
    expect((await getTask(town.table, MEETING_ID))?.status).toBe('completed');
    expect(await read()).not.toContain(MEETING_ID);
  });

  test('a conversation about absence is not declined by a button', async () => {
    const talk = { ...TASKS.conversation, meeting: at('2026-10-30', '10:00') };
    await saveTask(town.table, { ...talk, seq: talk.seq + 1 });
    const owner = talk.youth === 'yfreja';
    expect((await act('nej-tak', { id: talk.id }))[0]).toBe(owner ? 409 : 404);
  });
});

describe('having a say', () => {
  test('a point, a place and somebody to bring stand on the agenda, once', async () => {
    await act('punkt', { ...ID, text: 'Min mor', once: 'x' });
    await act('punkt', { ...ID, text: 'Min mor', once: 'x' });
    await act('sted', { ...ID, place: 'Biblioteket', supportPerson: 'Min søster' });
    const agenda = await getAgenda(town.table, 'yfreja', 'familyMeeting/yfreja/1');
    expect(agenda).toMatchObject({ place: 'Biblioteket', supportPerson: 'Min søster' });
    expect(agenda.points).toMatchObject([{ by: 'youth', text: 'Min mor', notedBy: 'yfreja' }]);
    const html = await read();
    for (const said of ['Min mor', 'Biblioteket', 'Du har en med: Min søster']) expect(html).toContain(said);
  });

  test('an empty point is told beside the field, and so is a long one, with what was typed', async () => {
    expect((await act('punkt', { ...ID, text: ' ' }))[0]).toBe(422);
    expect((await act('punkt', { ...ID, text: 'k'.repeat(501) }))[0]).toBe(422);
    expect(freja.page.html).toContain('k'.repeat(501));
  });

  test('a talk at any time (R53): wished for once, and told to the journey', async () => {
    const told = jest.spyOn(town.engine, 'reviewJourney');
    expect(await read()).toContain('Vi ringer senest i morgen kl. 16.');
    await act('snak');
    await act('snak');
    expect(await talkWish(town.table, 'yfreja')).toMatchObject({ n: 1 });
    expect(told).toHaveBeenCalledWith('yfreja', true);
    const talk = task('talk.requested', 'freja', 'sara', at('2026-10-22'), { rule: 'R53' });
    await saveTask(town.table, { ...talk, openedAt: town.ports.now(), status: 'completed' });
    await act('snak');
    expect(await talkWish(town.table, 'yfreja')).toMatchObject({ n: 2 });
  });

  test('another contact person: to the leader, and nothing the contact person sees (R28)', async () => {
    const told = jest.spyOn(town.engine, 'wishForAnother');
    expect(await read()).toContain('Den, du har nu, får det ikke at vide af os.');
    expect(await act('en-anden')).toEqual([303, '/mig?gjort=wish']);
    expect(told).toHaveBeenCalledWith('yfreja');
    const wish = task('contact.assign', 'freja', 'niels', at('2026-10-28'), { rule: 'R28' });
    await saveTask(town.table, wish);
    expect(await read()).toContain('Lederen har fået dit ønske');
    await become({ people: { coordinator: STAFF.anna.id } });
    expect((await act('en-anden'))[0]).toBe(409);
  });

  test('what was typed when the sitting had run out is shown to be taken along', async () => {
    await freja.get('/mig');
    town.later(31 * 60_000);
    const { status, html } = await freja.post('/mig/goer/punkt', { ...ID, text: 'Min mor og mig' });
    expect(status).toBe(401);
    expect(html).toContain('Min mor og mig');
    expect((await freja.get('/mig')).to).toBe(path);
  });
});

describe('guardians (R52)', () => {
  const invite = (guardians: boolean): Promise<void> =>
    changeAgenda(town.table, 'yfreja', 'familyMeeting/yfreja/1', (agenda) => ({
      ...agenda,
      invited: { youth: true, guardians, staff: [STAFF.anna.id], consented: false },
    }));

  test('have no page until somebody chose so', async () => {
    expect(await givenCode(town, 'guardian-0')).toEqual({ path: '', startCode: '' });
  });

  test('see the meetings they are invited to, and nothing else', async () => {
    await become({ guardiansChosen: true });
    const { visitor } = await inside(town, 'guardian-0');
    await invite(true);
    const html = await read(visitor);
    expect(html).toContain('Hej Karen');
    expect(html).toContain('den 5. november');
    for (const hers of ['Vi talte om dit køkken.', 'Kun for os.', 'Min plan', 'Skriv, hvad', 'goer/svar'])
      expect(html).not.toContain(hers);
    expect((await visitor.post('/mig/goer/svar', { ...ID, answer: 'coming' })).status).toBe(403);
    expect((await visitor.post('/mig/goer/snak', {})).status).toBe(403);
    const looks = await accessesOf(town.table, 'yfreja', 9);
    expect(looks.map(({ by, where }) => `${by} ${where}`)).toContain('guardian:yfreja:0 me');
    await invite(false);
    const without = await read(visitor);
    expect(without).not.toContain('den 5. november');
    // Guardians have no form to ask for a talk with.
    expect([without.includes(ME.noMeetings), without.includes(ME.askHere)]).toEqual([true, false]);
  });

  test('until 00:00 on the eighteenth birthday, and again if she says yes', async () => {
    await become({ guardiansChosen: true, born: '2008-10-22' });
    const { visitor, path: door } = await inside(town, 'guardian-0');
    town.later(at('2026-10-21', '23:59') - town.ports.now());
    await visitor.get(door);
    await visitor.post(door, { code: 'grøn kanin 7' });
    expect((await visitor.get('/mig')).status).toBe(200);
    town.later(60_000);
    expect((await visitor.get('/mig')).html).not.toContain('Hej Karen');
    expect((await visitor.get(door)).status).toBe(404);
    await become({ consented: true });
    expect((await visitor.get(door)).status).toBe(200);
  });
});

describe('how are you? (R08)', () => {
  const pulse = {
    id: 'wellbeingPulse.yfreja.1.q3',
    youth: 'yfreja',
    workflowId: 'wellbeingPulse/yfreja/1',
    k: 3,
    askedAt: at('2026-10-20'),
    closesAt: at('2026-10-27', '18:00'),
    scale: [1, 5],
  } as const;
  beforeEach(() => askOnce(town.table, pulse));

  test('is asked with five faces and answered with a number', async () => {
    const told = jest.spyOn(town.engine, 'answerPulse');
    expect((await read()).match(/class="me-mood"/g)).toHaveLength(5);
    expect(await act('trivsel', { score: '4' })).toEqual([303, '/mig?gjort=pulse']);
    expect(told.mock.calls).toEqual([
      [pulse.workflowId, { k: 3, by: 'yfreja', answer: { score: 4 } }, expect.any(String)],
    ]);
    expect((await act('trivsel', { score: '6' }))[0]).toBe(422);
    expect((await act('trivsel', {}))[0]).toBe(422);
  });

  test('or with no thanks, and not at all to guardians', async () => {
    const told = jest.spyOn(town.engine, 'answerPulse');
    await act('trivsel-nej');
    expect(told.mock.calls).toMatchObject([
      [pulse.workflowId, { answer: { declined: true } }, expect.any(String)],
    ]);
    await become({ guardiansChosen: true });
    const { visitor } = await inside(town, 'guardian-0');
    expect(await read(visitor)).not.toContain('me-mood');
    expect((await visitor.post('/mig/goer/trivsel', { score: '4' })).status).toBe(403);
  });

  test('is gone when it is answered or its time is over', async () => {
    town.later(pulse.closesAt - town.ports.now() - 1);
    ({ visitor: freja } = await seated(town));
    expect(await read()).toContain('me-mood');
    town.later(1);
    expect(await read()).not.toContain('me-mood');
  });
});

test('staff see that she answered, by her name', async () => {
  await fillOwnPage(town);
  const staff = phone(town);
  await staff.signIn('anna');
  expect((await staff.get('/unge/yfreja')).html).toContain('Adgang for den unge');
  expect((await staff.get('/unge/yfreja/adgang')).html).toContain('Siden er åben');
});
