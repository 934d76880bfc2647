/**
 * The whole of it: `npm start` on a small directory, a school's export, a task, a conversation – and kill -9 in between.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Persona } from '../../adapters/localIdentity';
import { openLocalRecords } from '../../adapters/localRecords';
import { policyWith } from '../../contract/schemas/policy';
import { freePort } from '../../entry/freePort';
import { endProcess } from '../../entry/processes';
import { addAgreement } from '../../records/agreements';
import { sentMessages } from '../../records/sentMessages';
import { addDays, addSchoolDays } from '../../rules/calendar';
import { copenhagen } from '../../rules/clock';
import { directory, windows1252, YOUTHS } from './directory';
import { eventually, Program, runScript } from './program';

jest.setTimeout(240_000);

interface Task {
  readonly id: string;
  readonly kind: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly relation: string;
  readonly youth?: { readonly name: string };
}

const today = (): string => copenhagen(Date.now()).date;
const folder = mkdtempSync(join(tmpdir(), 'roed-traad-start-'));
let program: Program | undefined;

afterAll(async () => {
  // Whatever failed, nothing of ours is left.
  if (program?.isNoted === true) await program.end('SIGINT');
  if (program?.engineRuns === true) await endProcess(program.enginePid, 5_000);
  rmSync(folder, { recursive: true, force: true });
});

function running(): Program {
  if (!program) throw new Error('not started');
  return program;
}

async function tasksOf(as: string): Promise<Task[]> {
  const { body } = await running().ask(as, '/api/v1/tasks');
  return (body as { tasks: Task[] }).tasks;
}

const taskOf = (as: string, kind: string, name?: string): Promise<Task> =>
  eventually(async () =>
    (await tasksOf(as)).find(
      (task) => task.kind === kind && (name === undefined || task.youth?.name === name),
    ),
  );

/** An export: five school days in a row before today, as school systems write it. */
function exported(student: string, id: string): Uint8Array {
  const days = Array.from({ length: 5 }, (_, n) => addSchoolDays(today(), -(n + 1), []));
  const rows = days.map((day, n) => {
    const [year = '', month = '', date = ''] = day.split('-');
    return `${id}-${String(n)};FGU-NORD;${student};${date}-${month}-${year};Ulovligt;300`;
  });
  return windows1252(['Registreringsnr;Skole;Elevnr;Dato;Fraværstype;Minutter', ...rows, ''].join('\r\n'));
}

const post = (csv: Uint8Array): Promise<{ status: number; body: unknown }> =>
  running().ask('school:FGU-NORD', '/api/v1/schools/FGU-NORD/absences.csv', {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: csv,
  });

/** An agreement under which a youth is reminded of a meeting the moment it is booked, whatever the time of this run. */
async function agreeToWriteAtAnyHour(data: string): Promise<void> {
  const { table, close } = await openLocalRecords(join(data, 'records'));
  const policy = policyWith({
    messages: {
      youth: { from: '00:00', to: '23:59', capPerDay: 5 },
      meetingReminder: { daysBefore: 14, at: '00:00' },
      gatherMinutes: 0,
    },
  });
  await addAgreement(table, undefined, policy);
  await addAgreement(table, 'FGU-NORD', policy);
  await close();
}

describe('a school sends absence', () => {
  const data = join(folder, 'data');
  const source = directory();
  const roedTraad = (...args: string[]): ReturnType<typeof runScript> =>
    runScript('roed-traad.mjs', ['--data', data, ...args]);
  let port = '';
  let engine = 0;
  let first: Task;
  let tokens: Persona[] = [];

  beforeAll(async () => {
    port = String(await freePort());
    source.write({
      youths: [...YOUTHS, '750411-4009;Sofie;Holm;;;;fgu;FGU-NORD;E2;;;tk-1;kl-1;uu-1;;;'],
      calendar: {
        municipality: { closed: [] },
        schools: { 'FGU-NORD': { closed: [] }, ENGEN: { kind: 'primary', closed: [] } },
      },
    });
    await agreeToWriteAtAnyHour(data);
    program = await Program.start(data, ['--port', port, '--load', source.path]);
    engine = running().enginePid;
    tokens = running().personas;
  });
  afterAll(() => {
    source.remove();
  });

  it('is ready with one line that tells where', () => {
    expect(running().readyLine).toContain(`http://127.0.0.1:${port}`);
    expect(running().printed.match(/klar efter/g)).toHaveLength(1);
    for (const file of [
      'personas.json',
      'local.key',
      'engine.json',
      'server.json',
      'engine.db',
      'roed-traad.log',
    ]) {
      expect([file, statSync(join(data, file)).mode & 0o77]).toEqual([file, 0]);
    }
  });

  it('opens a task for the contact teacher, and plans to tell', async () => {
    expect((await post(exported('E1', 'A'))).body).toMatchObject({ accepted: 5, rejected: 0 });
    first = await taskOf('kl-1', 'absence.firstContact', 'Malthe Jensen');
    expect(first.due > new Date().toISOString()).toBe(true);
    const { body } = await running().ask('kl-1', `/api/v1/tasks/${first.id}`);
    const { notices } = body as { notices: { about: string; to: string; state: string; planned: string }[] };
    expect(notices).toEqual([expect.objectContaining({ about: 'task.opened', to: 'staff' })]);
    expect(['pending', 'claimed', 'sent']).toContain(notices[0]?.state);
  });

  it('loses nothing it has said yes to when it is killed at once', async () => {
    expect((await post(exported('E2', 'B'))).body).toMatchObject({ accepted: 5 });
    await running().end('SIGKILL');
    expect(running().engineRuns).toBe(true);
    program = await Program.start(data, ['--port', port]);
    expect(running().enginePid).toBe(engine);
    expect((await post(exported('E2', 'B'))).body).toMatchObject({ accepted: 0, duplicates: 5 });
    await taskOf('kl-1', 'absence.firstContact', 'Sofie Holm');
    expect((await tasksOf('kl-1')).map(({ id }) => id)).toContain(first.id);
    expect(running().personas).toEqual(tokens);
  });

  it('is there for one only', async () => {
    const second = await runScript('bootstrap.mjs', ['start', '--data', data]);
    expect(second.code).toBe(1);
    expect(second.err).toMatch(
      /^Rød Tråd kører allerede på http:\/\/127\.0\.0\.1:\d+ med .* \(proces \d+\)\.\n$/,
    );
    const other = join(folder, 'other');
    const samePort = await runScript('bootstrap.mjs', ['start', '--data', other, '--port', port]);
    expect(samePort.code).toBe(1);
    expect(samePort.err).toBe(`Port ${port} er optaget. Vælg en anden med --port.\n`);
    expect(running().isNoted).toBe(true);
    expect(running().engineRuns).toBe(true);
  });

  it('answers the command line', async () => {
    const list = await roedTraad('--as', 'kl-1', 'tasks');
    expect(list.out).toContain(first.id);
    const wrong = await roedTraad('--as', 'kl-1', 'complete', first.id, '--outcome', 'reached');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/^Noget skal rettes: channel .*\n$/)]);
    const done = await roedTraad(
      '--as',
      'kl-1',
      'complete',
      first.id,
      '--outcome',
      'reached',
      '--channel',
      'sms',
    );
    expect([done.code, done.err]).toEqual([0, '']);
    // The list is right on the next page, without waiting.
    const open = await tasksOf('kl-1');
    expect(open.map(({ id }) => id)).not.toContain(first.id);
    const twice = await roedTraad(
      '--as',
      'kl-1',
      'complete',
      first.id,
      '--outcome',
      'reached',
      '--channel',
      'sms',
    );
    expect([twice.code, twice.err]).toEqual([
      1,
      expect.stringMatching(/^Opgaven er lukket: Maja Østergaard .*\n$/),
    ]);
  });

  it('reminds the youth of a meeting', async () => {
    const { id } = await taskOf('kl-1', 'absence.conversation1', 'Malthe Jensen');
    const booked = await running().ask('kl-1', `/api/v1/tasks/${id}/book`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ at: `${addDays(today(), 2)}T10:30` }),
    });
    expect(booked.status).toBe(200);
    await eventually(async () => {
      const { body } = await running().ask('kl-1', `/api/v1/tasks/${id}`);
      const { notices } = body as { notices: { about: string; to: string; state: string }[] };
      return notices.find(
        ({ about, to, state }) => about === 'meeting.reminder' && to === 'youth' && state === 'sent',
      );
    });
  });

  it('knows after another kill what was done, and why', async () => {
    const next = await taskOf('kl-1', 'absence.conversation1', 'Malthe Jensen');
    await running().end('SIGKILL');
    program = await Program.start(data, ['--port', port]);
    expect((await tasksOf('kl-1')).map(({ id }) => id)).toContain(next.id);
    const done = await roedTraad(
      ...[
        '--as',
        'kl-1',
        'complete',
        next.id,
        '--outcome',
        'held',
        '--cause',
        'transport',
        '--remedy',
        'mentor',
      ],
      ...['--max-unlawful-days', '2', '--within-school-days', '10', '--note', 'Bussen går for tidligt.'],
    );
    expect([done.code, done.err]).toEqual([0, '']);
    await taskOf('tk-1', 'retention.measure', 'Malthe Jensen');
    const ref = next.id.split('.')[1] ?? '';
    const story = await roedTraad('--as', 'adm-1', 'timeline', ref);
    const told = story.out.split('\n').map((line) => line.split('  ').slice(1, 3).join(' '));
    expect(told).toEqual(
      expect.arrayContaining([
        'R01 Fravær modtaget',
        'R01 Sag åbnet',
        'R04 Opgave oprettet',
        'R04 Opgave afsluttet',
      ]),
    );
    expect(story.out).toContain('threshold=consecutive');
    expect((await roedTraad('--as', 'kl-1', 'timeline', ref)).code).toBe(1); // R43
  });

  it("shows the administrator a youth's workflows, and none that fails", async () => {
    const [, ref = ''] = (await taskOf('tk-1', 'retention.measure')).id.split('.');
    const { body } = await running().ask('adm-1', `/api/v1/workflows?youth=${ref}`);
    const { workflows } = body as {
      workflows: { workflowId: string; webAddress: string; historyLength: number }[];
    };
    expect(workflows.map(({ workflowId }) => workflowId).sort()).toEqual([
      `absenceCase/${ref}/1`,
      `journey/${ref}`,
    ]);
    for (const { webAddress, historyLength } of workflows) {
      expect(historyLength).toBeGreaterThan(3);
      expect((await fetch(webAddress)).status).toBe(200);
    }
    expect((await running().ask('adm-1', '/api/v1/workflows')).body).toEqual({ workflows: [] });
  });

  it('imports and registers from the command line, and tells what is wrong', async () => {
    const one = [
      'absence',
      '--school',
      'FGU-NORD',
      '--student',
      'E1',
      '--type',
      'Sygdom',
      '--minutes',
      '300',
    ];
    const day = addSchoolDays(today(), -9, []);
    expect((await roedTraad(...one, '--id', 'C-1', '--date', day)).out).toBe('Registreret.\n');
    const rejected = await roedTraad(...one, '--id', 'C-2', '--date', '31-09-2026');
    expect(rejected.err).toMatch(/^Afvist: date skal være en dato.*\n$/);
    expect((await roedTraad('import', join(folder, 'none.csv'), '--school', 'FGU-NORD')).err).toMatch(
      /kan ikke læses/,
    );
  });

  it('has written nothing personal to its log or the engine', () => {
    const log = readFileSync(join(data, 'roed-traad.log'), 'utf8');
    expect(log + running().printed).not.toMatch(/Malthe|Jensen|Sofie|740310|4531000001|Bussen/);
    const stored =
      readFileSync(join(data, 'engine.db')).toString('latin1') +
      readFileSync(join(data, 'engine.db-wal')).toString('latin1');
    expect(stored).toContain('binary/encrypted');
    expect(stored).not.toMatch(/Malthe|740310|releaseAt|Bussen/);
  });

  it('stops on Ctrl-C and leaves no process behind', async () => {
    const from = Date.now();
    expect(await running().end('SIGINT')).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    expect(running().engineRuns).toBe(false);
    expect(running().isNoted).toBe(false);
    expect((await roedTraad('--as', 'kl-1', 'tasks')).err).toMatch(/^Rød Tråd kører ikke på .*\n$/);
  });

  it('would have sent the youth a plain reminder, without a topic', async () => {
    const { table, close } = await openLocalRecords(join(data, 'records'));
    const [sms] = (await sentMessages(table, 10)).filter(({ channel }) => channel === 'sms');
    await close();
    expect(sms?.to).toBe('+4531000001');
    expect(sms?.text).toMatch(/^Hej Malthe\. Husk vores aftale .* kl\. 10\.30\. Kan du ikke, så ring bare\./);
  });

  it('is soon ready again, with everything as it was', async () => {
    program = await Program.start(data, ['--port', port]);
    const seconds = Number(/klar efter (\d+),/.exec(running().readyLine ?? '')?.[1]);
    expect(seconds).toBeLessThan(10); // 2 s on a quiet machine; suites run beside us
    expect((await tasksOf('tk-1')).map(({ kind }) => kind)).toContain('retention.measure');
    expect(await running().end('SIGTERM')).toBe(0);
  });
});

describe('the demo', () => {
  const data = join(folder, 'demo');

  it('has tasks due today, due tomorrow, escalated and overdue, whatever the day', async () => {
    program = await Program.start(data, ['--port', String(await freePort())]);
    const staff = running().personas.filter(({ role }) => role !== 'school');
    const tasks = (await Promise.all(staff.map(({ id }) => tasksOf(id)))).flat();
    const now = Date.now();
    const dueOn = (date: string): Task[] =>
      tasks.filter(({ due, overdue }) => !overdue && due.startsWith(date));
    expect(dueOn(copenhagen(now + 120_000).date)).not.toEqual([]);
    expect(dueOn(addDays(copenhagen(now + 120_000).date, 1))).not.toEqual([]);
    expect(tasks.filter(({ overdue }) => overdue)).not.toEqual([]);
    expect(tasks.filter(({ relation }) => relation === 'former')).not.toEqual([]);
    const { body } = await running().ask('network-01', '/api/v1/weekly-list');
    expect((body as { tasks: Task[] }).tasks).not.toEqual([]);
  });

  it('is there once', async () => {
    const before = await tasksOf('contactTeacher-01');
    await running().end('SIGINT');
    program = await Program.start(data, ['--port', String(await freePort()), '--demo']);
    expect(await tasksOf('contactTeacher-01')).toEqual(before);
    expect(await running().end('SIGINT')).toBe(0);
  });
});

it.each([
  [['--prot', '1'], '--prot kan ikke bruges sådan. Se --help.'],
  [['--port', 'abc'], '--port skal være et tal fra 1 til 65535 (der står "abc").'],
  [['--demo', '--load', '.'], 'Vælg enten --demo eller --load.'],
  [['--load', '/nowhere/at/all'], 'Intet er indlæst. /nowhere/at/all: mappen findes ikke'],
])('says in one line that it cannot start with %j', async (args, line) => {
  const { code, err } = await runScript('bootstrap.mjs', ['start', '--data', join(folder, 'none'), ...args]);
  expect([code, err]).toEqual([1, `${line}\n`]);
});
