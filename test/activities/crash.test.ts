/**
 * The process may die between any two writes. Whatever was being done is done again by the engine (an activity), the
 * school (a request) or the sweeper, and the table must end up as if nothing had happened.
 */
import { createActivities, type Ports } from '../../activities';
import { type Effect } from '../../contract/messages/effects';
import { type AbsenceReport } from '../../contract/messages/procedures';
import { type SmsMessage, type EmailMessage } from '../../contract/ports/notifier';
import { type Table } from '../../contract/ports/table';
import { type KnownRecord, sweep, takeIn, withdraw } from '../../records/absences';
import { type MemoryTable } from '../../records/memoryTable';
import { Crash, CrashingTable } from '../support/crashingTable';
import { at, CASE, SCHOOL, seeded } from '../support/municipality';

const NOW = at('2026-11-02 10:00');

function portsOf(
  table: Table,
  now: () => number = () => NOW,
): Ports & { emails: EmailMessage[]; sms: SmsMessage[]; called: unknown[] } {
  const emails: EmailMessage[] = [];
  const sms: SmsMessage[] = [];
  const called: unknown[] = [];
  return {
    table,
    now,
    pages: 'https://roedtraad.example',
    emails,
    sms,
    called,
    notifier: {
      email: (message) => Promise.resolve(void emails.push(message)),
      sms: (message) => Promise.resolve(void sms.push(message)),
    },
    engine: {
      wakeDispatch: () => Promise.resolve(),
      wishForPlace: () => Promise.resolve(),
      gone: () => Promise.resolve([]),
      messageFailed: (youth, failure) => Promise.resolve(void called.push({ youth, failure })),
    },
  };
}

let seq = 0;
const effect = (spec: Record<string, unknown>, when = '2026-11-02 10:00'): Effect =>
  ({ seq: ++seq, at: at(when), ...spec }) as unknown as Effect;

/** Everything a case's task can live through, one batch per moment. */
function script(): Effect[][] {
  seq = 0;
  const basis = NOW;
  return [
    [
      effect({ do: 'openCase', rule: 'R01', reason: { threshold: 'month' } }),
      effect({ do: 'openTask', n: 1, kind: 'absence.firstContact', rule: 'R04', reason: {}, basis }),
    ],
    [effect({ do: 'remindTask', n: 1 }, '2026-11-03 08:00')],
    [effect({ do: 'extendTask', n: 1, basis, why: 'notReached', rule: 'R05', attempts: 1, by: 'kl-1' })],
    [effect({ do: 'escalateTask', n: 1, basis: at('2026-11-04 16:00'), why: 'overdue' }, '2026-11-04 16:00')],
    [effect({ do: 'reassignTask', n: 1, by: 'sl-1', to: 'kl-1' })],
    [
      effect({ do: 'completeTask', n: 1, by: 'kl-1', outcome: { outcome: 'reached', channel: 'phone' } }),
      effect({ do: 'openTask', n: 2, kind: 'absence.conversation1', rule: 'R04', reason: {}, basis }),
    ],
    [effect({ do: 'bookTask', n: 2, by: 'kl-1', meeting: at('2026-11-10 10:30') })],
    [effect({ do: 'commentTask', n: 2, by: 'kl-1', words: 'w1' })],
    [effect({ do: 'postponeTask', n: 2, by: 'kl-1', to: at('2026-11-12 16:00'), reason: 'illness' })],
    [
      effect({ do: 'withdrawTask', n: 2, why: 'reopened' }),
      effect({ do: 'reopenTask', n: 1, by: 'kl-1', basis }),
    ],
    [
      effect({ do: 'withdrawTask', n: 1, why: 'withdrawn' }),
      effect({ do: 'closeCase', rule: 'R01', why: 'withdrawn' }),
    ],
  ];
}

async function withoutCrash(
  work: (table: MemoryTable) => Promise<void>,
): Promise<{ table: MemoryTable; writes: number }> {
  const counting = new CrashingTable(await seeded());
  await work(counting as unknown as MemoryTable);
  return { table: counting.inner, writes: counting.writes };
}

describe('carrying out effects', () => {
  test('ends the same whichever write the process dies at', async () => {
    const whole = await withoutCrash(async (table) => {
      for (const batch of script()) await createActivities(portsOf(table)).carryOut(CASE, batch);
    });
    expect(whole.writes).toBeGreaterThan(60);
    for (let crashAt = 1; crashAt <= whole.writes; crashAt += 1) {
      const table = new CrashingTable(await seeded());
      table.crashAt = crashAt;
      for (const batch of script()) {
        const activities = createActivities(portsOf(table));
        await activities.carryOut(CASE, batch).catch(async (error: unknown) => {
          expect(error).toBeInstanceOf(Crash);
          table.crashAt = Infinity;
          await activities.carryOut(CASE, batch);
        });
      }
      expect({ crashAt, rows: table.inner.rows() }).toEqual({ crashAt, rows: whole.table.rows() });
    }
  });

  test('repeated as a whole, long after, it changes nothing and answers the same', async () => {
    const table = await seeded();
    const activities = createActivities(portsOf(table));
    for (const batch of script()) await activities.carryOut(CASE, batch);
    const before = table.rows();
    for (const batch of script()) await activities.carryOut(CASE, batch);
    expect(table.rows()).toEqual(before);
  });
});

describe('taking in absence', () => {
  const records: KnownRecord[] = ['2026-10-26', '2026-10-27', '2026-10-28'].map((date, i) => ({
    id: `R${String(i)}`,
    student: 'E1',
    youth: 'y1',
    date,
    type: 'unlawful',
    minutes: 300,
  }));
  const corrected: KnownRecord[] = records.slice(0, 1).map((record) => ({ ...record, type: 'sickness' }));

  /** What the journey ends up knowing: the newest version of each day. */
  function journeyOf(): {
    deliver: (youth: string, report: AbsenceReport) => Promise<void>;
    days: Map<string, unknown>;
  } {
    const days = new Map<string, { version: number }>();
    return {
      days,
      deliver: (_, report) => {
        for (const day of report.days)
          if (day.version > (days.get(day.date)?.version ?? 0)) days.set(day.date, day);
        return Promise.resolve();
      },
    };
  }

  async function story(
    table: Table,
    deliver: (youth: string, report: AbsenceReport) => Promise<void>,
  ): Promise<void> {
    const steps = [
      () => takeIn(table, SCHOOL, records, NOW, 'q1', deliver),
      () => takeIn(table, SCHOOL, corrected, NOW, 'q2', deliver),
      () => withdraw(table, SCHOOL, 'R2', NOW, 'q3', deliver),
    ];
    for (const step of steps) {
      await step().catch(async (error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        if (table instanceof CrashingTable) table.crashAt = Infinity;
        await step(); // the school sends its request again
      });
    }
    await sweep(table, NOW + 60_000, deliver);
  }

  test('nothing is forgotten and nothing counted twice, whichever write the process dies at', async () => {
    const whole = journeyOf();
    const counting = new CrashingTable(await seeded());
    await story(counting, whole.deliver);
    expect(whole.days.get('2026-10-26')).toEqual({
      date: '2026-10-26',
      minutes: 300,
      lawful: 300,
      version: 2,
    });
    expect(whole.days.get('2026-10-28')).toEqual({ date: '2026-10-28', minutes: 0, lawful: 0, version: 2 });
    for (let crashAt = 1; crashAt <= counting.writes; crashAt += 1) {
      const table = new CrashingTable(await seeded());
      table.crashAt = crashAt;
      const journey = journeyOf();
      await story(table, journey.deliver);
      expect({ crashAt, days: [...journey.days].sort() }).toEqual({ crashAt, days: [...whole.days].sort() });
      expect(await table.list('toDeliver')).toEqual([]);
    }
  });

  test('what the engine could not hear is kept and delivered once by the sweeper', async () => {
    const table = await seeded();
    const down = (): Promise<void> => Promise.reject(new Error('engine down'));
    const answer = await takeIn(table, SCHOOL, records, NOW, 'q1', down);
    expect(answer).toEqual({ taken: ['accepted', 'accepted', 'accepted'], undelivered: 1 });
    const journey = journeyOf();
    expect(await sweep(table, NOW, journey.deliver)).toEqual({ delivered: 0, left: 0 }); // too young: the request may still be at it
    expect(await sweep(table, NOW + 1, journey.deliver)).toEqual({ delivered: 1, left: 0 });
    expect(journey.days.size).toBe(3);
    expect(await sweep(table, NOW + 1, journey.deliver)).toEqual({ delivered: 0, left: 0 });
  });
});

describe('sending', () => {
  const MORNING = at('2026-11-10 09:00');

  async function planned(): Promise<MemoryTable> {
    const table = await seeded();
    const activities = createActivities(portsOf(table));
    seq = 0;
    await activities.carryOut(CASE, [
      effect({ do: 'openTask', n: 1, kind: 'absence.conversation1', rule: 'R04', reason: {}, basis: NOW }),
      effect({
        do: 'openTask',
        n: 2,
        kind: 'retention.measure',
        rule: 'R10',
        reason: {},
        basis: NOW,
        role: 'contactTeacher',
      }),
      effect({ do: 'bookTask', n: 1, by: 'kl-1', meeting: at('2026-11-11 10:30') }),
    ]);
    return table;
  }

  async function sendUntilQuiet(
    table: Table,
    ports: ReturnType<typeof portsOf>,
    clock: { now: number },
  ): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      const { next } = await createActivities(ports)
        .sendDue()
        .catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          if (table instanceof CrashingTable) table.crashAt = Infinity;
          return { next: clock.now };
        });
      if (next === undefined) return;
      clock.now = Math.max(clock.now, next);
    }
    throw new Error('dispatch never comes to rest');
  }

  test('one message in the morning holds all, one goes to the youth, none to a guardian nobody chose', async () => {
    const table = await planned();
    const clock = { now: MORNING };
    const ports = portsOf(table, () => clock.now);
    await sendUntilQuiet(table, ports, clock);
    expect(ports.emails.map(({ recipient }) => recipient)).toEqual(['kl-1']);
    expect(ports.emails[0]?.text).toContain('1 opgave er over tid.\n1 opgave har frist en anden dag.');
    expect(ports.sms.map(({ phone }) => phone)).toEqual(['+4531000001']);
    expect(await table.list('outbox')).toEqual([]);
  });

  test('nothing is sent twice whichever write the process dies at; what may not have gone is told', async () => {
    const counting = new CrashingTable(await planned());
    const wholeClock = { now: MORNING };
    await sendUntilQuiet(
      counting,
      portsOf(counting, () => wholeClock.now),
      wholeClock,
    );
    let uncertain = 0;
    for (let crashAt = 1; crashAt <= counting.writes; crashAt += 1) {
      const table = new CrashingTable(await planned());
      table.crashAt = crashAt;
      const clock = { now: MORNING };
      const ports = portsOf(table, () => clock.now);
      await sendUntilQuiet(table, ports, clock);
      const journal = (await table.list('youth/y1', { prefix: 'journal/' })).map(
        (row) => (row.value as { event: string }).event,
      );
      const told = journal.filter((event) => event === 'message.uncertain').length;
      uncertain += told;
      expect({ crashAt, emails: ports.emails.length <= 1, sms: ports.sms.length <= 1 }).toEqual({
        crashAt,
        emails: true,
        sms: true,
      });
      // Sent, or the journal says that nobody knows: never silently lost.
      if (ports.emails.length === 0 || ports.sms.length === 0)
        expect({ crashAt, told: told > 0 }).toEqual({ crashAt, told: true });
      expect(await table.list('outbox')).toEqual([]);
    }
    expect(uncertain).toBeGreaterThan(0);
  });
});
