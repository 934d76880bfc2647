/** The forms of meetings: times that are suggested, agenda, who comes, the youth's answer, agreements, several as one. */
import { saveAgreement } from '../../records/meetings';
import { saveTask, type TaskRow } from '../../records/tasks';
import { accessesOf } from '../../records/words';
import { following } from './opening';
import { at, NOW, STAFF, task, type Town } from './town';
import { visiting, type Visitor } from './visitor';

const meetingTask = (id: string, kind: TaskRow['kind'], more: Partial<TaskRow> = {}): TaskRow => {
  const [procedure = '', youth = '', of = '', n = '1'] = id.split('.');
  return task(kind, 'freja', 'anna', at('2026-11-06'), {
    id,
    workflowId: `${procedure}/${youth}/${of}`,
    n: Number(n),
    rule: 'R15',
    reason: { weeks: 12 },
    ...more,
  });
};
const WINDOW = { from: at('2026-11-02', '00:00'), to: at('2026-12-18', '23:59') };
const BOOKING = meetingTask('familyMeeting.yfreja.1.1', 'family.book', { window: WINDOW });
const MEETING = meetingTask('familyMeeting.yfreja.2.1', 'family.meeting', {
  window: WINDOW,
  meeting: at('2026-11-06', '10:00'),
});
const CONFERENCE = meetingTask('transitionConference.yfreja.1.1', 'transition.conference');

async function visitingWith(
  who: Parameters<typeof visiting>[0],
  ...rows: readonly TaskRow[]
): Promise<{ town: Town; visitor: Visitor }> {
  const { town, visitor } = await visiting(who);
  for (const row of rows) await saveTask(town.table, row);
  return { town, visitor };
}
const pathOf = ({ id }: TaskRow): string => `/opgaver/${id}`;

test('a booking suggests times from 10 to 14 on working days in its weeks, and takes one of them', async () => {
  const { town, visitor } = await visitingWith('anna', BOOKING);
  const { html } = await visitor.get(pathOf(BOOKING));
  expect(html).toContain('<option value="2026-11-02T10:00">');
  expect(html).toContain('Mødet bør ligge fra 2. november til 18. december.');
  expect(html).not.toContain('value="2026-11-01');
  await visitor.post(`${pathOf(BOOKING)}/afslut`, {
    outcome: 'done',
    forslag: '2026-11-03T11:00',
    date: '',
    time: '',
  });
  expect(town.engine.asked).toMatchObject([
    { deed: 'completeTask', args: { outcome: { outcome: 'done', next: at('2026-11-03', '11:00') } } },
  ]);
});

test('another time may be typed, and without one the fields say so', async () => {
  const { town, visitor } = await visitingWith('anna', BOOKING);
  await visitor.get(pathOf(BOOKING));
  const without = await visitor.post(`${pathOf(BOOKING)}/afslut`, {
    outcome: 'done',
    forslag: '',
    date: '',
    time: '10:00',
  });
  expect([without.status, without.html.includes('Vælg en dag.')]).toEqual([422, true]);
  await visitor.post(`${pathOf(BOOKING)}/afslut`, {
    outcome: 'done',
    forslag: '',
    date: '2026-11-28',
    time: '15:30',
  });
  expect(town.engine.asked).toMatchObject([{ args: { outcome: { next: at('2026-11-28', '15:30') } } }]);
});

test('a time outside the weeks is mentioned, not refused (R15)', async () => {
  const late = { ...MEETING, meeting: at('2026-12-21', '10:00') };
  const { visitor } = await visitingWith('anna', late);
  expect((await visitor.get(pathOf(late))).html).toContain('Det er for sent. Find en tid før');
});

describe('closing a family meeting', () => {
  const EARLIER = {
    id: 'familyMeeting.yfreja.1.1',
    youth: 'yfreja',
    due: '2026-10-30',
    madeAt: NOW,
  } as const;

  test('asks what became of earlier agreements, for the next time and the new ones', async () => {
    const { town, visitor } = await visitingWith('anna', MEETING);
    await saveAgreement(town.table, { ...EARLIER, party: 'municipality', role: 'guidance' });
    await saveAgreement(town.table, {
      ...EARLIER,
      id: 'familyMeeting.yfreja.1.2',
      party: 'youth',
      kept: true,
    });
    const { html } = await visitor.get(pathOf(MEETING));
    expect(html).toContain('tidligere-familyMeeting.yfreja.1.1');
    expect(html).not.toContain('tidligere-familyMeeting.yfreja.1.2');
    const answer = await visitor.post(`${pathOf(MEETING)}/afslut`, {
      outcome: 'held',
      date: '2026-12-10',
      time: '10:00',
      'tidligere-familyMeeting.yfreja.1.1': 'ikke',
      'aftale-0-party': 'municipality',
      'aftale-0-role': 'guidance',
      'aftale-0-due': '2026-11-20',
      'aftale-1-party': 'youth',
      'aftale-1-role': 'guidance',
      'aftale-1-due': '2026-11-27',
      note: 'Han vil være kok.',
    });
    expect(answer.status).toBe(303);
    expect(town.engine.asked.map(({ args }) => 'outcome' in args && args.outcome)).toEqual([
      {
        outcome: 'held',
        next: at('2026-12-10', '10:00'),
        agreements: [
          { party: 'municipality', role: 'guidance', due: '2026-11-20' },
          { party: 'youth', due: '2026-11-27' },
        ],
        earlier: [{ agreement: 'familyMeeting.yfreja.1.1', kept: false }],
      },
    ]);
    expect(JSON.stringify(town.engine.asked)).not.toContain('kok');
  });

  test.each([
    ['no next time', { date: '' }, 'Vælg en dag.'],
    ['an agreement for nobody', { 'aftale-0-due': '2026-11-20' }, 'Vælg, hvem det gælder.'],
    ['an agreement on no day', { 'aftale-0-party': 'youth', 'aftale-0-due': '2026-11-31' }, 'Vælg en dag.'],
  ])('refuses %s, and keeps what was typed', async (_, fields, message) => {
    const { town, visitor } = await visitingWith('anna', MEETING);
    await visitor.get(pathOf(MEETING));
    const sent = { outcome: 'held', date: '2026-12-10', time: '10:00', note: 'Vi talte om mad.', ...fields };
    const { status, html } = await visitor.post(`${pathOf(MEETING)}/afslut`, sent);
    expect([status, html.includes(message), html.includes('Vi talte om mad.')]).toEqual([422, true, true]);
    expect(town.engine.asked).toEqual([]);
  });

  test('moved is a new time, and said as one', async () => {
    const { town, visitor } = await visitingWith('anna', MEETING);
    await visitor.get(pathOf(MEETING));
    const answer = await visitor.post(`${pathOf(MEETING)}/afslut`, {
      outcome: 'moved',
      date: '2026-11-09',
      time: '10:00',
    });
    expect(answer.status).toBe(303);
    expect(town.engine.asked).toMatchObject([
      { args: { outcome: { outcome: 'moved', next: at('2026-11-09', '10:00') } } },
    ]);
  });
});

test('a conference has a time beside what came of it', async () => {
  const { town, visitor } = await visitingWith('anna', CONFERENCE);
  const { html } = await visitor.get(pathOf(CONFERENCE));
  expect(html).toContain(`${pathOf(CONFERENCE)}/aftal-tid`);
  await visitor.post(`${pathOf(CONFERENCE)}/aftal-tid`, { forslag: '', date: '2026-11-05', time: '12:00' });
  expect((await visitor.get(pathOf(CONFERENCE))).html).toContain('Flyt tiden');
  await visitor.post(`${pathOf(CONFERENCE)}/afslut`, { outcome: 'done' });
  expect(town.engine.asked.map(({ deed }) => deed)).toEqual(['bookTask', 'completeTask']);
});

describe('the agenda of a meeting', () => {
  const AGENDA = `${pathOf(MEETING)}/moede`;
  const send = (visitor: Visitor, form: string, fields: Record<string, string>) =>
    visitor.post(`${AGENDA}/${form}`, fields);

  test('is shown as the youth sees it, and takes points, place and people', async () => {
    const { town, visitor } = await visitingWith('anna', MEETING);
    await visitor.get(pathOf(MEETING));
    expect(visitor.page.html).toContain(`href="${AGENDA}"`);
    expect((await visitor.get(AGENDA)).html).toContain('Vi ses fredag den 6. november kl. 10.');
    await following(
      visitor,
      await send(visitor, 'punkt', { text: 'Jeg vil tale om min mentor.', by: 'youth' }),
    );
    await following(
      visitor,
      await send(visitor, 'skriv', { place: 'Biblioteket', purpose: 'Ro på.', by: 'family' }),
    );
    const html = await following(
      visitor,
      await send(visitor, 'deltagere', {
        youth: 'ja',
        [`medarbejder-${STAFF.anna.id}`]: 'ja',
        [`medarbejder-${STAFF.per.id}`]: 'ja',
      }),
    );
    for (const text of [
      'Jeg vil tale om min mentor.',
      'Biblioteket',
      'Ro på.',
      'Du møder: Anna Bach, Per Lund.',
    ])
      expect(html).toContain(text);
    expect(html).toContain('Det er gemt.');
    expect(
      (await accessesOf(town.table, 'yfreja', 99)).filter(({ where }) => where === 'agenda').length,
    ).toBeGreaterThan(6);
  });

  test('without the youth there is no meeting, and our words are easy', async () => {
    const { visitor } = await visitingWith('anna', MEETING);
    await visitor.get(AGENDA);
    const alone = await send(visitor, 'deltagere', { [`medarbejder-${STAFF.anna.id}`]: 'ja' });
    expect([alone.status, alone.html.includes('Den unge skal med.')]).toEqual([422, true]);
    const fold = 'open=""><summary class="details-summary">Flere fra kommunen';
    expect(alone.html).not.toContain(fold);
    const others = await send(visitor, 'deltagere', { [`medarbejder-${STAFF.niels.id}`]: 'ja' });
    expect([others.status, others.html.includes(fold)]).toEqual([422, true]);
    const hard = await send(visitor, 'punkt', { text: 'Koordinering af uddannelsesforløbet', by: 'staff' });
    expect([hard.status, hard.html.includes('uddannelsesforløbet')]).toEqual([422, true]);
    expect((await send(visitor, 'andet', {})).status).toBe(404);
  });

  test('the youth’s answer is registered, and another time goes along', async () => {
    const { town, visitor } = await visitingWith('anna', MEETING);
    await visitor.get(AGENDA);
    expect((await send(visitor, 'svar', { date: '', time: '10:00' })).status).toBe(422);
    expect(
      (
        await send(visitor, 'svar', {
          answer: 'anotherTime',
          date: '2026-11-10',
          time: '11:00',
          note: 'Ringede',
        })
      ).status,
    ).toBe(303);
    await visitor.get(AGENDA);
    await send(visitor, 'svar', { answer: 'anotherTime', date: '', time: '10:00' });
    expect(town.engine.asked).toMatchObject([
      { deed: 'answerTask', args: { answer: 'anotherTime', to: at('2026-11-10', '11:00') } },
      { deed: 'answerTask', args: { answer: 'anotherTime' } },
    ]);
    expect(town.engine.asked[1]?.args).not.toHaveProperty('to');
    expect(JSON.stringify(town.engine.asked)).not.toContain('Ringede');
  });

  test('is not for the school (R43)', async () => {
    const shared = meetingTask('absenceCase.yfreja.1.9', 'absence.conversation1', {
      placement: { ...MEETING.placement, role: 'contactTeacher', assignee: STAFF.maja.id },
    });
    const { visitor } = await visitingWith('maja', shared);
    expect((await visitor.get(pathOf(shared))).html).not.toContain('/moede');
    expect((await visitor.get(`${pathOf(shared)}/moede`)).status).toBe(403);
    expect((await visitor.get('/unge/yfreja/moeder')).status).toBe(403);
  });
});

describe('meetings that lie close', () => {
  const PAGE = '/unge/yfreja/moeder';
  const ids = { [`opgave-${MEETING.id}`]: 'ja', [`opgave-${CONFERENCE.id}`]: 'ja' };

  test('are proposed as one, on the task and on the youth’s page, and booked together', async () => {
    const { town, visitor } = await visitingWith('anna', MEETING, CONFERENCE);
    expect((await visitor.get(pathOf(CONFERENCE))).html).toContain(`href="${PAGE}"`);
    expect((await visitor.get('/unge/yfreja')).html).toContain(`href="${PAGE}"`);
    const { html } = await visitor.get(PAGE);
    expect(html).toContain('Hold ét møde');
    expect(html).toMatch(/name="date"[^>]*value="2026-11-06"|value="2026-11-06"[^>]*name="date"/);
    const answer = await visitor.post(`${PAGE}/samlet`, { ...ids, date: '2026-11-06', time: '10:00' });
    expect(answer.to).toBe(`${PAGE}?gemt=1`);
    expect(town.engine.asked).toMatchObject([
      { deed: 'bookTask', workflowId: 'transitionConference/yfreja/1' },
    ]);
    expect((await visitor.get(PAGE)).html).not.toContain('Hold ét møde');
  });

  test('what could not be booked is told, and nothing ticked is refused', async () => {
    const { town, visitor } = await visitingWith('anna', MEETING, CONFERENCE);
    await visitor.get(PAGE);
    town.engine.refusal = 'notInFuture';
    const past = await visitor.post(`${PAGE}/samlet`, { ...ids, date: '2026-10-01', time: '10:00' });
    expect([past.status, past.html.includes('0 af 2 fik tiden')]).toEqual([409, true]);
    expect((await visitor.post(`${PAGE}/samlet`, { date: '2026-11-06', time: '10:00' })).status).toBe(422);
  });
});
