/**
 * What a round's activities write: once, whichever write the process dies at, and under whose eyes.
 */
import { createActivities, type Ports } from '../../activities';
import { type Effect, type Origin } from '../../contract/messages/effects';
import { type Answers } from '../../contract/messages/rounds';
import { type EmailMessage, type SmsMessage } from '../../contract/ports/notifier';
import { type Table } from '../../contract/ports/table';
import { timeline } from '../../records/journal';
import { networkAgenda, putOnAgenda } from '../../records/networkAgenda';
import { planNotice } from '../../records/notices';
import { getYouth, putYouths } from '../../records/people';
import { changePlan, getPlan } from '../../records/plan';
import { type MemoryTable } from '../../records/memoryTable';
import { allRounds, answersOf, lastAnswers } from '../../records/rounds';
import { Crash, CrashingTable } from '../support/crashingTable';
import { at, SCHOOL, seeded, STAFF, YOUTH } from '../support/municipality';

const NOW = at('2026-11-16 13:00');
const ROUND: Origin = { workflowId: `progressionRound/${SCHOOL}/2026-4`, school: SCHOOL, agreement: 1 };
const CONFERENCE: Origin = { workflowId: 'networkConference/2026-11-26', agreement: 1 };

function portsOf(table: Table, clock = { now: NOW }): Ports & { emails: EmailMessage[]; sms: SmsMessage[] } {
  const emails: EmailMessage[] = [];
  const sms: SmsMessage[] = [];
  return {
    table,
    now: () => clock.now,
    pages: 'https://roedtraad.example',
    emails,
    sms,
    notifier: {
      email: (message) => Promise.resolve(void emails.push(message)),
      sms: (message) => Promise.resolve(void sms.push(message)),
    },
    engine: {
      wakeDispatch: () => Promise.resolve(),
      wishForPlace: () => Promise.resolve(),
      gone: () => Promise.resolve([]),
      messageFailed: () => Promise.resolve(),
    },
  };
}

const KP = { id: 'kp-1', name: 'Liv Krog', role: 'contactPerson', email: 'kp-1@kommune.example' } as const;

async function school(): Promise<MemoryTable> {
  const table = await seeded({ staff: [...STAFF, KP] });
  await putYouths(
    table,
    ['y1', 'y2', 'y3'].map((ref, index) => ({
      ...YOUTH,
      ref,
      student: `E${String(index + 1)}`,
      guardians: [],
      mobile: `+453100000${String(index + 1)}`,
      people: { ...YOUTH.people, contactPerson: 'kp-1' },
    })),
  );
  await changePlan(table, 'y1', (plan) => ({
    ...plan,
    subGoals: [{ id: 'g1', text: 'Møder hver dag', due: '2026-11-01', request: 'q' }],
  }));
  return table;
}

const ALL = ['y1', 'y2', 'y3'];
let seq = 0;
const effect = (spec: Record<string, unknown>): Effect =>
  ({ seq: ++seq, at: NOW, ...spec }) as unknown as Effect;
const ANSWERS: Record<string, Answers> = {
  y1: { satisfactory: true, special: false, newOffer: false, need: 'less', reached: ['g1'] },
  y2: { satisfactory: false, special: true, newOffer: false },
  y3: {
    satisfactory: true,
    special: false,
    newOffer: false,
    extension: { criterion: 'illness', goal: 'w-1' },
  },
};

/** A round from its opening to the last word, one call per activity. */
function script(ports: Ports): (() => Promise<unknown>)[] {
  const activities = createActivities(ports);
  seq = 0;
  const opened = [
    effect({
      do: 'openTask',
      n: 2,
      kind: 'progress.meeting',
      rule: 'R13',
      reason: {},
      basis: NOW,
      due: '2026-11-16',
    }),
    effect({ do: 'noteMeeting', n: 2 }),
  ];
  const said = [
    effect({ do: 'saveAnswers', by: 'uu-1', rows: ALL.map((youth) => ({ youth, answers: ANSWERS[youth] })) }),
  ];
  const closed = [
    effect({ do: 'completeTask', n: 2, by: 'uu-1', outcome: { outcome: 'held' } }),
    effect({
      do: 'openTask',
      n: 3,
      kind: 'retention.measure',
      rule: 'R13',
      reason: { special: true },
      basis: NOW,
      role: 'coordinator',
      youth: 'y2',
    }),
  ];
  return [
    () => activities.openRound(ROUND, 'progressionRound', '2026-11-16'),
    () => activities.carryOut(ROUND, opened),
    () => activities.askYouths(ROUND, 2, '2026-11-17', ALL),
    () => activities.carryOut(ROUND, said),
    () => activities.carryOut(ROUND, closed),
    () => activities.tellYouths(ROUND, 'progressionRound', 2, ALL),
  ];
}

describe('a round', () => {
  test('ends the same whichever write the process dies at', async () => {
    const counting = new CrashingTable(await school());
    for (const step of script(portsOf(counting))) await step();
    expect(counting.writes).toBeGreaterThan(50);
    for (let crashAt = 1; crashAt <= counting.writes; crashAt += 1) {
      const table = new CrashingTable(await school());
      table.crashAt = crashAt;
      for (const step of script(portsOf(table))) {
        await step().catch(async (error: unknown) => {
          expect(error).toBeInstanceOf(Crash);
          table.crashAt = Infinity;
          await step();
        });
      }
      expect({ crashAt, rows: table.inner.rows() }).toEqual({ crashAt, rows: counting.inner.rows() });
    }
  });

  test('repeated as a whole, long after, it changes nothing and answers the same', async () => {
    const table = await school();
    const first: unknown[] = [];
    for (const step of script(portsOf(table))) first.push(await step());
    const before = table.rows();
    const again: unknown[] = [];
    for (const step of script(portsOf(table))) again.push(await step());
    expect(again).toEqual(first);
    expect(table.rows()).toEqual(before);
  });

  test('is about those it was opened about, whoever comes to the school later', async () => {
    const table = await school();
    const activities = createActivities(portsOf(table));
    const { members } = await activities.openRound(ROUND, 'progressionRound', '2026-11-16');
    await putYouths(table, [{ ...YOUTH, ref: 'y4', student: 'E4' }]);
    expect((await activities.openRound(ROUND, 'progressionRound', '2026-11-16')).members).toEqual(members);
    expect((await allRounds(table)).map((round) => round.members)).toEqual([ALL.map((youth) => ({ youth }))]);
  });

  test('keeps the answers for the next, reached sub-goals and need in the plan (R24, R48)', async () => {
    const table = await school();
    for (const step of script(portsOf(table))) await step();
    expect(await getPlan(table, 'y1')).toMatchObject({
      need: { level: 'less', on: '2026-11-16' },
      subGoals: [{ id: 'g1', reachedOn: '2026-11-16' }],
    });
    expect((await lastAnswers(table, 'progressionRound', ALL)).get('y2')).toMatchObject({
      answers: ANSWERS.y2,
      meetingOn: '2026-11-16',
      by: 'uu-1',
    });
  });

  test('leaves a plan alone that a family plan replaces (R17)', async () => {
    const table = await school();
    await changePlan(table, 'y1', (plan) => ({ ...plan, familyPlan: { since: '2026-10-01' } }));
    const before = await getPlan(table, 'y1');
    for (const step of script(portsOf(table))) await step();
    expect(await getPlan(table, 'y1')).toEqual(before);
  });

  test('an answer that an earlier attempt brings late does not overwrite the correction', async () => {
    const table = await school();
    const activities = createActivities(portsOf(table));
    const row = (answers: Answers | undefined): unknown[] => [{ youth: 'y1', answers }];
    const first = { ...effect({ do: 'saveAnswers', by: 'uu-1', rows: row(ANSWERS.y2) }), seq: 7 };
    const second = { ...effect({ do: 'saveAnswers', by: 'uu-1', rows: row(ANSWERS.y1) }), seq: 8 };
    await activities.carryOut(ROUND, [second]);
    await activities.carryOut(ROUND, [first]);
    expect((await answersOf(table, ROUND.workflowId)).get('y1')?.answers).toEqual(ANSWERS.y1);
  });
});

describe('what is sent', () => {
  async function sent(): Promise<ReturnType<typeof portsOf>> {
    const table = await school();
    const clock = { now: NOW };
    const ports = portsOf(table, clock);
    for (const step of script(ports)) await step();
    for (let round = 0; round < 40; round += 1) {
      const { next } = await createActivities(ports).sendDue();
      if (next === undefined) break;
      clock.now = Math.max(clock.now, next);
    }
    return ports;
  }

  test('each youth is asked and told, and hears no more than that there is something (L8)', async () => {
    const { sms } = await sent();
    const by = (phone: string): string[] => sms.filter((one) => one.phone === phone).map(({ text }) => text);
    expect(by('+4531000001')).toEqual([
      'Hej Malthe. Hvordan går det? Vi vil gerne høre det fra dig før i morgen. Ring, eller kom forbi. Hilsen Noah',
      'Hej Malthe. Der er nyt til dig. Ring, eller kom forbi, så taler vi om det. Hilsen Noah',
    ]);
    expect(sms).toHaveLength(6);
    expect(sms.map(({ text }) => text).join(' ')).not.toMatch(/FGU|møde|fravær|delmål|tillykke|flot/i);
  });

  test('a reached sub-goal is told to the contact person, once, and praises nobody (R24)', async () => {
    const { emails } = await sent();
    const told = emails.filter(({ text }) => text.includes('nået et skridt'));
    expect(told.map(({ recipient }) => recipient)).toEqual(['kp-1']);
    expect(told[0]?.text).toContain('1 ung er nået et skridt på vejen. Sig det selv til den unge.');
    expect(told[0]?.text).not.toContain('Malthe');
  });
});

test('a sub-goal marked reached in the plan is told the same way, with no task behind it (R24)', async () => {
  const table = await school();
  const planned = NOW + 60_000;
  await planNotice(table, {
    id: 'journey/y1/goal.reached/g1',
    kind: 'goal.reached',
    recipient: { staff: 'kp-1' },
    task: 'journey/y1',
    youth: 'y1',
    rule: 'R24',
    planned,
    state: 'pending',
    attempts: 0,
  });
  const ports = portsOf(table, { now: planned });
  await createActivities(ports).sendDue();
  expect(ports.emails.map(({ recipient, text }) => [recipient, text.includes('nået et skridt')])).toEqual([
    ['kp-1', true],
  ]);
  expect(await timeline(table, { youth: 'y1' })).toMatchObject([
    { event: 'message.sent', rule: 'R24', assignee: 'kp-1' },
  ]);
});

describe('a network conference (R20, R21)', () => {
  const item = (youth: string, n: number) => ({ youth, case: `absenceCase/${youth}/1`, n, since: NOW });

  async function agenda(...items: ReturnType<typeof item>[]): Promise<MemoryTable> {
    const table = await school();
    for (const one of items) await decide(table, one);
    return table;
  }

  /** The leader found no solution. */
  async function decide(table: MemoryTable, one: ReturnType<typeof item>): Promise<void> {
    await putOnAgenda(table, one);
    const id = `absenceCase.${one.youth}.1.${String(one.n)}`;
    await table.put({ pk: `task/${id}`, sk: 'task', value: { id, outcome: { outcome: 'noSolution' } } });
  }

  async function hold(table: MemoryTable, answers: Record<string, Answers>): Promise<void> {
    const activities = createActivities(portsOf(table));
    const { members } = await activities.openRound(CONFERENCE, 'networkConference', '2026-11-26');
    seq = 0;
    await activities.carryOut(CONFERENCE, [
      effect({ do: 'openTask', n: 1, kind: 'network.conference', rule: 'R21', reason: {}, basis: NOW }),
      effect({
        do: 'saveAnswers',
        by: 'net-1',
        rows: Object.entries(answers).map(([youth, given]) => ({ youth, answers: given })),
      }),
      effect({ do: 'completeTask', n: 1, by: 'net-1', outcome: { outcome: 'done' } }),
    ]);
    const youths = members.map(({ youth }) => youth);
    await activities.tellYouths(CONFERENCE, 'networkConference', 1, youths);
  }

  test('takes off its agenda what it dealt with, and leaves what came after it closed', async () => {
    const table = await agenda(item('y1', 4), item('y2', 4));
    const opened = createActivities(portsOf(table)).openRound(CONFERENCE, 'networkConference', '2026-11-26');
    expect((await opened).members).toEqual([{ youth: 'y1' }, { youth: 'y2' }]);
    await decide(table, item('y3', 4));
    await hold(table, {});
    expect((await networkAgenda(table)).map(({ youth }) => youth)).toEqual(['y3']);
  });

  test('what was taken back since is not dealt with and leaves the agenda', async () => {
    const table = await agenda(item('y1', 4));
    await putOnAgenda(table, item('y2', 9)); // its task is open again
    await hold(table, {});
    expect((await allRounds(table))[0]?.members).toEqual([{ youth: 'y1' }]);
    expect(await networkAgenda(table)).toEqual([]);
  });

  test('whoever takes over is the youth’s coordinator from then on', async () => {
    const table = await agenda(item('y1', 4));
    await hold(table, { y1: { takeOver: 'net-1', obstacle: 'noOffer' } });
    expect((await getYouth(table, 'y1'))?.people.coordinator).toBe('net-1');
  });

  test('sends the youth nothing', async () => {
    const table = await agenda(item('y1', 4));
    await hold(table, {});
    const planned = (await table.list('outbox')).map(({ id }) => String(id));
    expect(planned.filter((id) => id.includes('/sms/'))).toEqual([]);
  });
});
