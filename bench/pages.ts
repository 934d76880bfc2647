/**
 * The pages before 8,000 youths and 20,000 open tasks, on the records of one machine: how long each takes from request
 * to last byte over the loopback, and what the first view weighs compressed.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openLocalRecords } from '../adapters/localRecords';
import { taskId } from '../contract/messages/ids';
import { type TaskKind } from '../contract/messages/vocabulary';
import { type Engine } from '../contract/ports/engine';
import { defaultPolicy } from '../contract/schemas/policy';
import { ROOT } from '../entry/options';
import { addAgreement } from '../records/agreements';
import { append } from '../records/journal';
import { MemoryTable } from '../records/memoryTable';
import { allStaff, putSchool, putStaff, putYouths, type Staff, type Youth } from '../records/people';
import { saveTask, type TaskRow } from '../records/tasks';
import { instantOf } from '../rules/clock';
import { guard } from '../web/middleware';
import { pages } from '../web/pages';
import { localSignIn } from '../web/pages/signIn';
import { type WebPorts } from '../web/ports';
import { cpuSeconds, decimal, printTable } from './table';

const YOUTHS = 8_000;
const OPEN_TASKS = 20_000;
const SCHOOLS = 10;
const TEACHERS_PER_SCHOOL = 20;
/** Sixty youths each. */
const COORDINATORS = 133;
const ROUNDS = 30;
const DAY_MS = 86_400_000;
const NOW = instantOf('2026-10-21', '09:00');

const school = (n: number): string => `FGU-${String(n % SCHOOLS)}`;
const teacher = (n: number): string => `contactTeacher-${String(n % (SCHOOLS * TEACHERS_PER_SCHOOL))}`;
const coordinator = (n: number): string => `coordinator-${String(n % COORDINATORS)}`;

function staff(): Staff[] {
  const teachers = Array.from({ length: SCHOOLS * TEACHERS_PER_SCHOOL }, (_, n): Staff => ({
    id: teacher(n),
    name: `Lærer ${String(n)}`,
    role: 'contactTeacher',
    school: school(n),
  }));
  const coordinators = Array.from({ length: COORDINATORS }, (_, n): Staff => ({
    id: coordinator(n),
    name: `Tovholder ${String(n)}`,
    role: 'coordinator',
  }));
  return [...teachers, ...coordinators, { id: 'network-0', name: 'Netværk', role: 'network' }];
}

function youth(n: number): Youth {
  return {
    ref: `y${String(n)}`,
    cpr: '',
    firstName: `Fornavn${String(n)}`,
    lastName: `Efternavnsen${String(n % 97)}`,
    born: '2008-05-05',
    status: 'fgu',
    school: school(n),
    student: `E${String(n)}`,
    people: { contactTeacher: teacher(n), coordinator: coordinator(n) },
    guardians: [],
  };
}

const KINDS: readonly TaskKind[] = ['absence.firstContact', 'absence.conversation1', 'retention.measure'];

function task(n: number): TaskRow {
  const workflowId = `absenceCase/y${String(n % YOUTHS)}/1`;
  const ofTeacher = n % 5 < 3;
  const days = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'];
  return {
    id: taskId(workflowId, n),
    seq: 1,
    workflowId,
    n,
    kind: KINDS[n % KINDS.length] ?? 'absence.firstContact',
    rule: 'R04',
    reason: { threshold: 'consecutive', days },
    youth: `y${String(n % YOUTHS)}`,
    school: school(n % YOUTHS),
    agreement: 0,
    status: 'open',
    placement: {
      rung: 0,
      role: ofTeacher ? 'contactTeacher' : 'coordinator',
      // With the youth's own people: some sixty tasks each.
      assignee: ofTeacher ? teacher(n % YOUTHS) : coordinator(n % YOUTHS),
      due: NOW + ((n % 11) - 3) * DAY_MS,
      reminders: [],
      spreadMs: 0,
      overdue: false,
    },
    openedAt: NOW - 5 * DAY_MS,
    formers: [],
    attempts: 0,
  };
}

/** Written in memory by the same functions as ever, then copied in batches. */
async function municipality(): Promise<MemoryTable> {
  const table = new MemoryTable();
  await addAgreement(table, undefined, defaultPolicy());
  for (let n = 0; n < SCHOOLS; n += 1)
    await putSchool(table, { id: school(n), kind: 'fgu', closed: [], calendar: 1 });
  for (const person of staff()) await putStaff(table, person);
  await putYouths(
    table,
    Array.from({ length: YOUTHS }, (_, n) => youth(n)),
  );
  for (let n = 0; n < OPEN_TASKS; n += 1) await saveTask(table, task(n));
  const entries = Array.from({ length: 200 }, (_, n) => ({
    writer: 'workflow' as const,
    key: `k${String(n)}`,
    entry: { at: NOW - n * DAY_MS, event: 'task.reminded' as const, rule: 'R04', youth: 'y1' },
  }));
  await append(table, entries);
  return table;
}

interface Answer {
  readonly ms: number;
  readonly bytes: number;
  readonly status: number;
}

/** One page, compressed as a browser asks for it. */
async function load(url: string, cookie: string): Promise<Answer> {
  const began = performance.now();
  const request = get(url, { headers: { cookie, 'accept-encoding': 'gzip' } });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  let bytes = 0;
  answer.on('data', (part: Buffer) => (bytes += part.length));
  await once(answer, 'end');
  return { ms: performance.now() - began, bytes, status: answer.statusCode ?? 0 };
}

async function signIn(base: string, person: string): Promise<string> {
  const first = await fetch(`${base}/log-ind`);
  const token = /name="token" value="([^"]*)"/.exec(await first.text())?.[1] ?? '';
  const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const answer = await fetch(`${base}/log-ind`, {
    method: 'POST',
    body: new URLSearchParams({ token, person }),
    headers: { cookie: cookieOf(first) },
    redirect: 'manual',
  });
  return cookieOf(answer);
}

/** The pages measured: who reads which. The whole municipality's are measured cold, too: the first reading. */
const MEASURED: readonly (readonly [person: string, path: string])[] = [
  [teacher(0), '/opgaver'],
  [teacher(0), '/skole'],
  [teacher(0), `/opgaver/${taskId('absenceCase/y0/1', 0)}`],
  [coordinator(0), '/opgaver'],
  [coordinator(0), '/overblik'],
  [coordinator(0), '/unge'],
  [coordinator(0), '/unge/y0'],
  ['network-0', '/opgaver'],
  ['network-0', '/overblik'],
  ['network-0', '/overblik/fordeling'],
  ['network-0', '/overblik/tal'],
  ['network-0', '/unge?navn=fornavn77'],
];

/** Prints one row per page: the first reading, the middle and the slow of the others, what a
 * processor does for one – pages, records and this program – and the page's weight. */
export async function main(_args: readonly string[] = []): Promise<void> {
  const { table, close } = await openLocalRecords();
  await table.putMany((await municipality()).rows());
  let ids = 0;
  const people = await allStaff(table);
  const ports: WebPorts = {
    table,
    engine: {} as Engine, // reading a page asks the engine nothing
    identity: {
      byToken: () => Promise.resolve(undefined),
      byId: (id) => Promise.resolve(people.find((person) => person.id === id)),
      choices: () => Promise.resolve(people),
    },
    now: () => NOW,
    newId: () => `id-${String((ids += 1))}`,
    sessionSecret: 'a secret of more than thirty-two bytes',
    designSystem: join(ROOT, 'node_modules', 'dkfds', 'dist'),
    localOutbox: false,
    log: () => undefined,
  };
  const app = new Hono();
  guard(app, ports);
  app.route('/', pages(ports, localSignIn));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const rows: string[][] = [];
  for (const [person, path] of MEASURED) rows.push(await measured(base, person, path));
  printTable(['reader', 'page', 'status', 'first ms', 'p50 ms', 'p95 ms', 'cpu ms', 'kB compressed'], rows);
  const own = await Promise.all(
    ['/static/app.css', '/static/app.js'].map(async (path) => {
      const answer = await fetch(base + path);
      return gzipSync(Buffer.from(await answer.arrayBuffer())).length;
    }),
  );
  console.log(
    `\nOwn stylesheet and script, compressed: ${own.map((n) => `${decimal(n / 1024)} kB`).join(' + ')}`,
  );
  server.close();
  await close();
}

async function measured(base: string, person: string, path: string): Promise<string[]> {
  const cookie = await signIn(base, person);
  const first = await load(base + path, cookie);
  const times: number[] = [];
  const before = cpuSeconds();
  for (let n = 0; n < ROUNDS; n += 1) times.push((await load(base + path, cookie)).ms);
  const cpu = ((cpuSeconds() - before) * 1000) / ROUNDS;
  times.sort((a, b) => a - b);
  const at = (share: number): string => decimal(times[Math.floor(share * (times.length - 1))] ?? 0);
  return [
    person,
    path,
    String(first.status),
    decimal(first.ms),
    at(0.5),
    at(0.95),
    decimal(cpu),
    decimal(first.bytes / 1024),
  ];
}
