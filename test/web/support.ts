/**
 * The API over a table in memory and an engine that only notes what it is asked. All people are made up.
 */
import { type Hono } from 'hono';
import { type Person } from '../../contract/ports/identity';
import { problem } from '../../contract/schemas/answers/common';
import { defaultPolicy } from '../../contract/schemas/policy';
import { addAgreement } from '../../records/agreements';
import { MemoryTable } from '../../records/memoryTable';
import {
  putMunicipality,
  putSchool,
  putStaff,
  putYouths,
  type Staff,
  type Youth,
} from '../../records/people';
import { saveTask, type TaskRow } from '../../records/tasks';
import { type Instant, instantOf } from '../../rules/clock';
import { createApi } from '../../web/api';
import { problemsOf } from '../../web/api/openapi';
import { type Route } from '../../web/api/route';
import { ROUTES } from '../../web/api/routes';
import { type WebPorts } from '../../web/ports';
import { FakeEngine } from './fakeEngine';

export const NORD = 'FGU-NORD';
export const SYD = 'FGU-SYD';

const person = (id: string, name: string, role: Staff['role'], school?: string): Staff => ({
  id,
  name,
  role,
  email: `${id}@kommune.example`,
  ...(school !== undefined && { school }),
});

export const STAFF: readonly Staff[] = [
  person('kl-1', 'Maja Holm', 'contactTeacher', NORD),
  person('kl-2', 'Bo Friis', 'contactTeacher', NORD),
  person('kl-3', 'Eva Lind', 'contactTeacher', SYD),
  person('sl-1', 'Åse Lund', 'schoolLeader', NORD),
  person('sl-2', 'Jan Toft', 'schoolLeader', SYD),
  person('tk-1', 'Mette Dahl', 'coordinator'),
  person('tk-2', 'Per Juhl', 'coordinator'),
  person('uu-1', 'Noah Møller', 'guidance'),
  person('kp-1', 'Liv Krog', 'contactPerson'),
  person('net-1', 'Ida Ali', 'network'),
  person('net-2', 'Søren Bach', 'network'),
  person('adm-1', 'Liam Åkjær', 'admin'),
];

const youth = (ref: string, names: string, more: Partial<Youth>): Youth => {
  const [firstName = '', lastName = ''] = names.split(' ');
  return {
    ref,
    cpr: '7403094001',
    firstName,
    lastName,
    born: '2009-03-14',
    status: 'fgu',
    people: {},
    guardians: [],
    ...more,
  };
};

export const YOUTHS: readonly Youth[] = [
  youth('y1', 'Malthe Jensen', {
    school: NORD,
    student: 'E1',
    mobile: '+4531000001',
    people: { contactTeacher: 'kl-1', coordinator: 'tk-1', guidance: 'uu-1' },
    guardians: [{ name: 'Emma Hansen', mobile: '+4541000001' }],
  }),
  youth('y2', 'Sofie Krag', { school: NORD, student: 'E2', people: { contactTeacher: 'kl-2' } }),
  youth('y3', 'Ali Noor', {
    school: SYD,
    student: 'E3',
    people: { contactTeacher: 'kl-3', coordinator: 'tk-2' },
  }),
  youth('y4', 'Malene Bo', { status: 'none', people: { coordinator: 'tk-1' } }),
];

/** A school day: Friday 20 November 2026, noon. */
export const NOW = instantOf('2026-11-20', '12:00');

type Line = Parameters<WebPorts['log']>[0];

export interface World {
  readonly app: Hono;
  readonly ports: WebPorts;
  readonly table: MemoryTable;
  readonly engine: FakeEngine;
  readonly logged: Line[];
  /** Moves the clock. */
  setNow(at: Instant): void;
}

export interface WorldOptions {
  readonly closed?: readonly string[];
  readonly makeApp?: (ports: WebPorts) => Hono;
  readonly ports?: Partial<WebPorts>;
}

export async function world({
  closed = [],
  makeApp = createApi,
  ports: more,
}: WorldOptions = {}): Promise<World> {
  const table = new MemoryTable();
  await addAgreement(table, undefined, defaultPolicy());
  await addAgreement(table, NORD, defaultPolicy());
  await putMunicipality(table, { closed: ['2026-12-24'], calendar: 1 });
  await putSchool(table, { id: NORD, kind: 'fgu', closed, calendar: 1 });
  await putSchool(table, { id: SYD, kind: 'fgu', closed: [], calendar: 1 });
  for (const staff of STAFF) await putStaff(table, staff);
  await putYouths(table, YOUTHS);
  const engine = new FakeEngine();
  const logged: Line[] = [];
  let now = NOW;
  let ids = 0;
  const ports: WebPorts = {
    table,
    engine,
    identity: {
      byToken: (token) => Promise.resolve(PEOPLE.get(token)),
      byId: (id) => Promise.resolve(PEOPLE.get(id)),
    },
    now: () => now,
    newId: () => `id-${String((ids += 1))}`,
    sessionSecret: 'a secret of at least thirty-two bytes',
    designSystem: 'node_modules/dkfds/dist',
    localOutbox: true,
    log: (line) => void logged.push(line),
    ...more,
  };
  return {
    app: makeApp(ports),
    ports,
    table,
    engine,
    logged,
    setNow: (at) => {
      now = at;
    },
  };
}

/** Everybody by their token, which is their id; schools by `feed-FGU-NORD`. */
const PEOPLE = new Map<string, Person>([
  ...STAFF.map(({ id, name, role, school }): [string, Person] => [
    id,
    { id, name, role, ...(school !== undefined && { school }) },
  ]),
  ...[NORD, SYD].map((school): [string, Person] => [
    `feed-${school}`,
    { id: `feed-${school}`, name: school, role: 'school', school },
  ]),
]);

export interface Sent {
  /** Whose token. */
  readonly as?: string;
  readonly json?: unknown;
  readonly body?: RequestInit['body'];
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer where it is JSON, otherwise nothing. */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Calls the API, and holds every answer against its documentation: a 200 against the route's schema, a problem
 * against the codes the route says it can have.
 */
export async function call(
  { app }: Pick<World, 'app'>,
  method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH',
  path: string,
  { as, json, body, type, headers = {} }: Sent = {},
): Promise<Answered> {
  const content = json === undefined ? body : JSON.stringify(json);
  const mediaType = type ?? (json === undefined ? undefined : 'application/json');
  const response = await app.request(path, {
    method,
    headers: {
      ...(as !== undefined && { authorization: `Bearer ${as}` }),
      ...(mediaType !== undefined && { 'content-type': mediaType }),
      ...headers,
    },
    ...(content !== undefined && { body: content }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Answered['body'],
  };
  const route = routeOf(method, path);
  if (route) holdAgainst(route, answer);
  return answer;
}

function routeOf(method: string, path: string): Route | undefined {
  const [address = ''] = path.split('?');
  return ROUTES.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address),
  );
}

function holdAgainst(route: Route, { status, body, headers }: Answered): void {
  if (status === 200) {
    const { error } = route.answer.safeParse(body);
    if (error) throw new Error(`${route.path} answers what it does not document: ${error.message}`);
    return;
  }
  expect(headers.get('content-type')).toBe('application/problem+json');
  const { status: stated, code } = problem.parse(body);
  expect(stated).toBe(status);
  const known: readonly string[] = problemsOf(route);
  if (!known.includes(code)) throw new Error(`${route.path} answers ${code}, which it does not document`);
}

/** A task row of y1's case, with what a test wants different. */
export function taskRow(more: Partial<TaskRow> & { readonly n: number }): TaskRow {
  return {
    id: `absenceCase.y1.1.${String(more.n)}`,
    seq: 1,
    workflowId: 'absenceCase/y1/1',
    kind: 'absence.firstContact',
    rule: 'R04',
    reason: { threshold: 'consecutive', days: ['2026-11-16', '2026-11-17'], receivedAt: NOW },
    youth: 'y1',
    school: NORD,
    agreement: 1,
    status: 'open',
    placement: placement(),
    next: { role: 'schoolLeader', assignee: 'sl-1' },
    openedAt: instantOf('2026-11-19', '10:00'),
    formers: [],
    attempts: 0,
    channel: 'sms',
    ...more,
  };
}

export const placement = (more: Partial<TaskRow['placement']> = {}): TaskRow['placement'] => ({
  rung: 0,
  role: 'contactTeacher',
  assignee: 'kl-1',
  due: instantOf('2026-11-23', '16:00'),
  reminders: [],
  spreadMs: 0,
  overdue: false,
  ...more,
});

/** Writes task rows. */
export async function withTasks({ table }: World, ...tasks: readonly TaskRow[]): Promise<void> {
  for (const task of tasks) await saveTask(table, task);
}
