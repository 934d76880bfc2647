/** Meetings about many youths: what a scenario with its one youth cannot show. */
import { type AnswerRow, type ProgressionAnswers } from '../../contract/messages/rounds';
import { type Activities } from '../../contract/messages/activities';
import { taskId } from '../../contract/messages/ids';
import { type Outcome } from '../../contract/messages/outcomes';
import { policyWith } from '../../contract/schemas/policy';
import { type JournalEntry } from '../../records/journal';
import { putOnAgenda } from '../../records/networkAgenda';
import { type Youth } from '../../records/people';
import { allRounds, answersOf } from '../../records/rounds';
import { getTask, inbox } from '../../records/tasks';
import { instantOf } from '../../rules/clock';
import { JournalTable } from '../../simulation/journalTable';
import { type Around, VirtualMunicipality, writeSetup } from '../../simulation/municipality';
import { virtualHost } from '../../simulation/virtualHost';
import { billable } from '../../simulation/virtualServer';
import { inspect } from '../support/privacy';
import { projectBundle } from '../support/bundle';
import { SCHOOL, STAFF, YOUTH } from '../support/municipality';

// A year of a municipality takes some seconds on a busy machine.
jest.setTimeout(60_000);

let bundle: string;
beforeAll(async () => {
  bundle = await projectBundle();
}, 120_000);

const ROUND = `progressionRound/${SCHOOL}/2026-4`;
const MEETING = taskId(ROUND, 2);
const GOOD: ProgressionAnswers = { satisfactory: true, special: false, newOffer: false };

const youths = (count: number): Youth[] =>
  Array.from({ length: count }, (_, index): Youth => {
    const n = String(index + 1).padStart(3, '0');
    return { ...YOUTH, ref: `y${n}`, student: `E${n}`, guardians: [] };
  });

interface TownOptions {
  readonly people: readonly Youth[];
  readonly schools?: readonly string[];
  readonly policy?: unknown;
  readonly start?: string;
  /** Whether rounds begin by themselves. */
  readonly wheel?: boolean;
}

async function town({
  people,
  schools = [SCHOOL],
  policy = {},
  start = '2026-10-18',
  wheel = true,
}: TownOptions) {
  const entries: JournalEntry[] = [];
  const table = new JournalTable((entry) => entries.push(entry));
  const nothing = (): Promise<void> => Promise.resolve();
  const setup = {
    table,
    notifier: { email: nothing, sms: nothing },
    policy: policyWith(policy),
    municipality: { closed: [], calendar: 1 },
    schools: schools.map((id) => ({ id, kind: 'fgu' as const, closed: [], calendar: 1 })),
    staff: STAFF,
    youths: people,
  };
  await writeSetup(setup);
  /** Everything that went between workflows and activities. */
  const passed: unknown[] = [];
  const around: Around = (activities) =>
    Object.fromEntries(
      Object.entries(activities).map(([name, act]: [string, (...args: never[]) => Promise<unknown>]) => [
        name,
        async (...args: never[]) => {
          const result = await act(...args);
          passed.push(args, result);
          return result;
        },
      ]),
    ) as unknown as Activities;
  const { server, host } = virtualHost(bundle, instantOf(start, '00:00'), setup, { around });
  const municipality = new VirtualMunicipality(table, host);
  if (wheel) server.at(instantOf(start, '00:00'), () => municipality.startYearWheel());
  const until = (date: string, time = '00:00'): Promise<void> => server.runUntil(instantOf(date, time));
  /** What comes of something a person does now: `ok`, or the code of the workflow's no with its detail. */
  const said = async (deed: () => Promise<void>): Promise<unknown> => {
    let answer: unknown = 'unsettled';
    server.at(server.now, () =>
      deed().then(
        () => void (answer = 'ok'),
        (error: unknown) => {
          const { name, cause } = error as Error & { cause?: { type?: string; details?: unknown[] } };
          answer = [cause?.type ?? name, ...(cause?.details ?? [])];
        },
      ),
    );
    await server.runUntil(server.now + 60_000);
    return answer;
  };
  const answer = (rows: readonly AnswerRow[], round = ROUND): Promise<unknown> =>
    said(() => municipality.answerYouths(round, 'uu-1', rows));
  const complete = (task: string, outcome: Outcome): Promise<unknown> =>
    said(async () => {
      const row = await getTask(table, task);
      if (row) await municipality.act(row, 'completeTask', 'uu-1', { outcome });
    });
  return { passed, entries, table, server, host, municipality, until, answer, complete };
}

const rowsFor = (people: readonly Youth[], answers: ProgressionAnswers = GOOD): AnswerRow[] =>
  people.map(({ ref }) => ({ youth: ref, answers }));

/** A round whose meeting's task is open. */
async function openMeeting(people: readonly Youth[]) {
  const place = await town({ people });
  await place.until('2026-11-03');
  return place;
}

describe('a round of 150 youths', () => {
  const people = youths(150);

  test('is one meeting, closed when all have answers, and each youth is asked once and told once', async () => {
    const { entries, table, until, answer, complete } = await openMeeting(people);
    expect((await allRounds(table)).map(({ id, members }) => [id, members.length])).toEqual([[ROUND, 150]]);
    expect(await complete(MEETING, { outcome: 'held' })).toEqual(['answersMissing', 150]);
    expect(await answer(rowsFor(people.slice(0, 100)))).toBe('ok');
    expect(await answer(rowsFor(people.slice(100, 149)))).toBe('ok');
    expect(await complete(MEETING, { outcome: 'held' })).toEqual(['answersMissing', 1]);
    expect(await answer(rowsFor(people.slice(149)))).toBe('ok');
    expect(await complete(MEETING, { outcome: 'held' })).toBe('ok');
    await until('2026-11-04');
    const about = (what: string): string[] =>
      entries
        .filter(({ event, reason }) => event === 'message.sent' && reason?.about === what)
        .map(({ youth = '' }) => youth)
        .sort();
    const all = people.map(({ ref }) => ref);
    expect(about('round.asked')).toEqual(all);
    expect(about('round.told')).toEqual(all);
    const talkedAbout = entries.filter(({ event, youth }) => event === 'meeting.held' && youth !== undefined);
    expect(talkedAbout.map(({ youth }) => youth)).toEqual(all);
  });

  test('more than 100 rows at once are refused, and nothing of them is kept', async () => {
    const { table, answer } = await openMeeting(people);
    expect(await answer(rowsFor(people.slice(0, 101)))).toEqual([
      'invalidOutcome',
      { field: 'rows', allowed: [1, 100] },
    ]);
    expect((await answersOf(table, ROUND)).size).toBe(0);
  });

  test('a special initiative for all of them is 150 tasks, each with the youth’s own coordinator', async () => {
    const { table, entries, until, answer, complete } = await openMeeting(people);
    const special = { ...GOOD, satisfactory: false, special: true };
    await answer(rowsFor(people.slice(0, 100), special));
    await answer(rowsFor(people.slice(100), special));
    expect(await complete(MEETING, { outcome: 'held' })).toBe('ok');
    await until('2026-11-04');
    const measures = (await inbox(table, 'tk-1')).filter(({ kind }) => kind === 'retention.measure');
    expect(new Set(measures.map(({ youth }) => youth)).size).toBe(150);
    // A task of a round goes up the youth's own ladder too.
    await until('2026-12-10');
    const escalated = entries.filter(
      ({ event, kind }) => event === 'task.escalated' && kind === 'retention.measure',
    );
    expect(escalated).toHaveLength(150);
    expect(escalated.every(({ youth }) => youth !== undefined)).toBe(true);
  });
});

describe('answers', () => {
  const people = youths(3);
  const [first] = people;
  const row = (answers: ProgressionAnswers): AnswerRow[] => [{ youth: first?.ref ?? '', answers }];

  test('can be corrected until the meeting is closed; the last is what counts', async () => {
    const { table, entries, until, answer, complete } = await openMeeting(people);
    await answer(rowsFor(people));
    expect(await answer(row({ ...GOOD, need: 'more' }))).toBe('ok');
    expect((await answersOf(table, ROUND)).get('y001')?.answers).toEqual({ ...GOOD, need: 'more' });
    await complete(MEETING, { outcome: 'held' });
    await until('2026-11-04');
    const held = entries.find(({ event, youth }) => event === 'meeting.held' && youth === 'y001');
    expect(held?.reason).toEqual({ ...GOOD, need: 'more' });
    expect(await answer(row(GOOD))).toEqual(['WorkflowNotFoundError']); // nothing of it is open any more
  });

  test('after the meeting is closed are refused while something of it is still open', async () => {
    const { answer, complete } = await openMeeting(people);
    await answer(rowsFor(people, { ...GOOD, special: true }));
    await complete(MEETING, { outcome: 'held' });
    expect(await answer(row(GOOD))).toEqual(['alreadyClosed']);
  });

  test('given twice cost one activity: the repetition writes nothing', async () => {
    const { server, answer } = await openMeeting(people);
    await answer(row(GOOD));
    const before = server.counts().get('progressionRound')?.actions.activity;
    expect(await answer(row(GOOD))).toBe('ok');
    expect(server.counts().get('progressionRound')?.actions.activity).toBe(before);
  });

  test.each<[string, AnswerRow[], unknown[]]>([
    ['of somebody else’s youth', [{ youth: 'y999', answers: GOOD }], ['unknownYouth', 'y999']],
    [
      'without one of the three (R13)',
      [{ youth: 'y001', answers: { satisfactory: true, special: false } as ProgressionAnswers }],
      ['invalidOutcome', { field: 'rows[0].answers.newOffer', allowed: ['true', 'false'] }],
    ],
    [
      'with an extension the agreement has no criterion for (R14)',
      [{ youth: 'y001', answers: { ...GOOD, extension: { criterion: 'illness', goal: 'w-1' } } }],
      ['invalidOutcome', { field: 'rows[0].answers.extension.criterion', allowed: ['nearGoal'] }],
    ],
    [
      'with an extension without a goal (R14)',
      [{ youth: 'y001', answers: { ...GOOD, extension: { criterion: 'nearGoal', goal: '' } } }],
      ['invalidOutcome', { field: 'rows[0].answers.extension.goal', allowed: [] }],
    ],
  ])('%s are refused', async (_, rows, refusal) => {
    const place = await town({ people, policy: { progression: { extensionCriteria: ['nearGoal'] } } });
    await place.until('2026-11-03');
    expect(await place.answer(rows)).toEqual(refusal);
  });
});

describe('the year wheel', () => {
  test('starts each school’s round once a quarter, and none twice though it looks every fortnight', async () => {
    const { server, table, until } = await town({ people: youths(2), start: '2026-08-01' });
    await until('2027-08-01');
    expect(
      (await allRounds(table)).filter(({ kind }) => kind === 'progressionRound').map(({ id }) => id),
    ).toEqual([
      `progressionRound/${SCHOOL}/2027-3`,
      `progressionRound/${SCHOOL}/2027-2`,
      `progressionRound/${SCHOOL}/2027-1`,
      `progressionRound/${SCHOOL}/2026-4`,
    ]);
    expect(server.counts().get('yearWheel')?.started).toBe(1);
  });

  test('leaves a round alone that has been started already', async () => {
    const { entries, host, server, until } = await town({ people: youths(2) });
    const origin = { workflowId: ROUND, school: SCHOOL, agreement: 1 };
    server.at(instantOf('2026-10-18', '12:00'), () =>
      host.start('progressionRound', ROUND, [{ origin, meetingOn: '2026-11-16' }]),
    );
    await until('2026-10-20');
    expect(
      entries.filter(({ kind, event }) => kind === 'progress.schoolStatus' && event === 'task.opened'),
    ).toHaveLength(1);
    expect(server.counts().get('progressionRound')?.started).toBe(1);
    // And goes on turning.
    await until('2027-01-19');
    expect(server.counts().get('progressionRound')?.started).toBe(2);
  });

  test('that was away begins the latest of what it missed, with time to prepare', async () => {
    const people = youths(2);
    const { table, host, server, until } = await town({ people, start: '2026-12-01' });
    server.at(instantOf('2026-12-01', '10:00'), async () => {
      await server.client.terminate('yearWheel', 'away');
      await host.start('yearWheel', 'yearWheel', [{ since: instantOf('2026-03-01', '00:00') }]);
    });
    await until('2026-12-02');
    const rounds = await allRounds(table);
    // May's and August's meetings were missed as well as November's, and both of the year's prognosis rounds.
    expect(rounds.map(({ id, meetingOn }) => [id, meetingOn])).toEqual([
      ['prognosisRound/2026-2', '2026-12-22'],
      [ROUND, '2026-12-15'],
    ]);
  });

  test('continues as new and still starts nothing twice', async () => {
    const policy = { networkConference: { everyDays: 1 } };
    const { server, table, until } = await town({ people: youths(1), start: '2026-09-20', policy });
    await until('2026-12-01');
    expect(server.counts().get('yearWheel')?.continued).toBe(1);
    expect((await allRounds(table)).map(({ id }) => id)).toEqual([ROUND]);
    expect(server.counts().get('progressionRound')?.started).toBe(1);
  });

  test('starts no round about nobody', async () => {
    const { entries, table, until } = await town({ people: [], start: '2026-08-01' });
    await until('2027-08-01');
    expect(entries).toEqual([]);
    expect(await allRounds(table)).toEqual([]);
  });
});

describe('over years, with nobody doing anything more', () => {
  const people = youths(2);

  /** One round and none of those that would follow it. */
  async function alone() {
    const place = await town({ people, wheel: false, policy: { reminders: { overdueEveryDays: 1 } } });
    const origin = { workflowId: ROUND, school: SCHOOL, agreement: 1 };
    place.server.at(instantOf('2026-10-19', '08:00'), () =>
      place.host.start('progressionRound', ROUND, [{ origin, meetingOn: '2026-11-16' }]),
    );
    await place.until('2026-11-03');
    return place;
  }

  test('a round that is not closed continues as new and keeps its answers', async () => {
    const { table, server, until, answer, complete } = await alone();
    await answer(rowsFor(people.slice(0, 1)));
    await until('2029-06-03');
    expect(server.counts().get('progressionRound')?.continued).toBeGreaterThan(0);
    expect(await complete(MEETING, { outcome: 'held' })).toEqual(['answersMissing', 1]);
    expect(await answer(rowsFor(people.slice(1)))).toBe('ok');
    expect(await complete(MEETING, { outcome: 'held' })).toBe('ok');
    expect((await getTask(table, MEETING))?.status).toBe('completed');
  });

  test('one that is closed lives on for what it opened, and concludes nothing twice', async () => {
    const { entries, server, until, answer, complete } = await alone();
    await answer(rowsFor(people, { ...GOOD, special: true, newOffer: true }));
    await complete(MEETING, { outcome: 'held' });
    await until('2029-06-03');
    expect(server.counts().get('progressionRound')?.continued).toBeGreaterThan(0);
    const opened = entries.filter(
      ({ event, kind }) => event === 'task.opened' && kind === 'retention.measure',
    );
    expect(opened).toHaveLength(4);
    expect(await answer(rowsFor(people))).toEqual(['alreadyClosed']);
  });
});

test('R21: two cases of one youth are one youth on the conference, and both leave the agenda', async () => {
  const { table, entries, server, until, complete } = await town({ people: youths(2), start: '2026-11-01' });
  const decided = (n: number): Promise<void> =>
    table
      .put({
        pk: `task/absenceCase.y001.${String(n)}.4`,
        sk: 'task',
        value: { id: `absenceCase.y001.${String(n)}.4`, outcome: { outcome: 'noSolution', remedy: 'none' } },
      })
      .then(() =>
        putOnAgenda(table, { youth: 'y001', case: `absenceCase/y001/${String(n)}`, n: 4, since: server.now }),
      );
  server.at(instantOf('2026-11-02', '10:00'), async () => {
    await decided(1);
    await decided(2);
  });
  await until('2026-11-12');
  const [conference] = await allRounds(table);
  expect(conference).toMatchObject({ id: 'networkConference/2026-11-12', members: [{ youth: 'y001' }] });
  expect(await complete(taskId('networkConference/2026-11-12', 1), { outcome: 'done' })).toBe('ok');
  await until('2026-11-13');
  expect(entries.filter(({ event }) => event === 'meeting.held')).toHaveLength(1);
  expect(await table.list('networkAgenda')).toEqual([]);
});

test('a round of 120 youths costs 22 actions and 123 events, whatever is answered about whom', async () => {
  const people = youths(120);
  const { server, until, answer, complete } = await town({ people });
  await until('2026-10-26');
  await complete(taskId(ROUND, 1), { outcome: 'done' });
  await until('2026-11-16', '13:00');
  await answer(rowsFor(people.slice(0, 60)));
  await answer(rowsFor(people.slice(60)));
  await complete(MEETING, { outcome: 'held' });
  await until('2026-11-17');
  const counts = server.counts().get('progressionRound');
  expect(counts && { actions: billable(counts), events: counts.events }).toEqual({
    actions: 22,
    events: 123,
  });
});

test('neither round nor activity is ever given more than references, enums, dates and numbers', async () => {
  const people = youths(3);
  const { passed, until, answer, complete } = await town({ people });
  await until('2026-11-03');
  const extension = { criterion: 'nearGoal', goal: 'W-2026-11-16 13:00' } as const;
  await answer(rowsFor(people, { ...GOOD, special: true, newOffer: true, need: 'more', extension }));
  await complete(MEETING, { outcome: 'held' });
  await until('2026-11-20');
  const data = Buffer.from(JSON.stringify(passed)).toString('base64');
  const { payloads, strangers } = inspect({ metadata: { encoding: 'json/plain' }, data });
  expect([payloads, [...new Set(strangers)]]).toEqual([1, []]);
});
