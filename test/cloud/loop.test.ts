/**
 * The cloud on one machine, with the packaged programs: woken from nothing, killed at work, replaced under load.
 */
import { join } from 'node:path';
import { Loop } from '../../entry/cloud/loop/loop';
import { type Run } from '../../entry/cloud/loop/functions';
import { connectEngine } from '../../entry/cloud/deploying/engine';
import { MOST_WORKER_BYTES } from '../../entry/cloud/packaging';
import { VersionFailedError } from '../../entry/cloud/versions';
import { timeline } from '../../records/journal';
import { queued } from '../../records/notices';
import { casesOf, tasksOfYouth } from '../../records/tasks';
import { motoIsThere, MOTO_PACKAGES } from '../adapters/moto';
import { eventually } from '../entry/program';
import { populate, postAbsence, SCHOOL, TEACHER } from './people';

const ENGINE = process.env.TEMPORAL_CLI ?? join(__dirname, '../../.cache/bin/temporal');
const PATIENCE_MS = 90_000;
const COUNT = 14;

jest.setTimeout(180_000);

(motoIsThere ? describe : describe.skip)('the cloud on one machine', () => {
  let loop: Loop;
  let youths: string[] = [];
  let printed = '';
  const runs: Run[] = [];

  beforeAll(async () => {
    loop = await Loop.open({
      engineBinary: ENGINE,
      moto: MOTO_PACKAGES,
      onRun: (run) => runs.push(run),
      onOutput: (text) => (printed += text),
    });
    await loop.deployWorker('b1');
    youths = await populate(loop, COUNT);
    await loop.subscribe(TEACHER);
  });
  afterAll(() => loop.close());

  /** The youth's first task, once there is one. */
  const firstTask = (n: number): ReturnType<typeof tasksOfYouth> =>
    eventually(async () => {
      const tasks = await tasksOfYouth(loop.table, youths[n] ?? '');
      return tasks.length > 0 ? tasks : undefined;
    }, PATIENCE_MS);

  test('the worker is small, and its version is current', async () => {
    const worker = loop.packages.find(({ name }) => name === 'worker');
    expect(worker?.bytes).toBeLessThan(MOST_WORKER_BYTES);
    expect(await loop.versions.list()).toEqual([{ buildId: 'b1', state: 'current' }]);
  });

  test('absence posted to the API wakes the worker from nothing; the task and the message appear', async () => {
    loop.functions.kill(loop.worker);
    runs.splice(0);
    const answer = await postAbsence(loop, 0);
    expect([answer.status, await answer.json()]).toMatchObject([200, { accepted: 5 }]);
    const [task] = await firstTask(0);
    expect(task).toMatchObject({ kind: 'absence.firstContact', placement: { assignee: TEACHER } });
    await eventually(
      async () => (await queued(loop.table)).find(({ id }) => id.startsWith(task?.id ?? '?')),
      PATIENCE_MS,
    );
    await loop.bringMorningForward();
    const [message] = await eventually(async () => {
      const messages = await loop.messagesTo(TEACHER);
      return messages.length > 0 ? messages : undefined;
    }, PATIENCE_MS);
    expect(message).toContain('1 opgave');
    expect(message).not.toContain('Ung00');
    await eventually(() => Promise.resolve(printed.includes('"SentMessages":1') || undefined));
  });

  test('killed in the middle of an activity, it is done once and in full', async () => {
    const youth = youths[1] ?? '';
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => {
      loop.aws.before = ({ target, body }) => {
        // The task's own row is written; the lists it stands on are not.
        if (!target.endsWith('.PutItem') || !body.includes(`inbox/${TEACHER}`) || !body.includes(youth))
          return;
        resolve();
        return released;
      };
    });
    expect((await postAbsence(loop, 1)).status).toBe(200);
    await reached;
    runs.splice(0);
    loop.functions.kill(loop.worker);
    await eventually(() => Promise.resolve(runs.some(({ error }) => error === 'Killed') || undefined));
    loop.aws.before = () => undefined;
    release();
    const entries = await eventually(async () => {
      const journal = await timeline(loop.table, { youth });
      return journal.some(({ event }) => event === 'task.opened') ? journal : undefined;
    }, PATIENCE_MS);
    expect(entries.filter(({ event }) => event === 'task.opened')).toHaveLength(1);
    expect(await casesOf(loop.table, youth)).toHaveLength(1);
    const inbox = await loop.table.list(`inbox/${TEACHER}`);
    expect(inbox.filter((row) => JSON.stringify(row).includes(youth))).toHaveLength(1);
  });

  test('a second version takes over under load, and nothing is lost', async () => {
    const before = loop.worker;
    const [early, late] = [
      [2, 3, 4, 5, 6, 7],
      [8, 9, 10, 11, 12, 13],
    ];
    const post = (numbers: number[]): Promise<Response[]> =>
      Promise.all(numbers.map((n) => postAbsence(loop, n)));
    const [first, , second] = await Promise.all([post(early), loop.deployWorker('b2'), post(late)]);
    expect([...first, ...second].map(({ status }) => status)).toEqual(Array(12).fill(200));
    for (const n of [...early, ...late]) {
      const tasks = await firstTask(n);
      expect(tasks.map(({ kind }) => kind)).toEqual(['absence.firstContact']);
      expect(await casesOf(loop.table, youths[n] ?? '')).toHaveLength(1);
    }
    expect(loop.worker).not.toBe(before);
    expect((await loop.versions.list()).find(({ state }) => state === 'current')).toMatchObject({
      buildId: 'b2',
    });
  });

  test('a version that cannot work is taken away again; the one before it stays in charge', async () => {
    const deploying = loop.deployWorker('b3', { APPLICATION_SECRET: 'nothing' }, 8_000);
    await expect(deploying).rejects.toBeInstanceOf(VersionFailedError);
    const versions = await loop.versions.list();
    expect(versions.map(({ buildId }) => buildId)).not.toContain('b3');
    expect(versions).toContainEqual({ buildId: 'b2', state: 'current' });
  });

  test('a token that is expired, for somebody else, or for another school opens nothing', async () => {
    const expired = await loop.schoolToken(SCHOOL, {}, '-1h');
    const elsewhere = await loop.schoolToken(SCHOOL, { aud: 'another-system' });
    const otherSchool = await loop.schoolToken('FGU-SKOVEN');
    expect((await postAbsence(loop, 0, expired)).status).toBe(401);
    expect((await postAbsence(loop, 0, elsewhere)).status).toBe(401);
    expect((await postAbsence(loop, 0, otherSchool)).status).toBe(403);
    expect((await postAbsence(loop, 0, 'nonsense')).status).toBe(401);
  });

  test('staff sign in at the provider and see their list', async () => {
    const { page, cookie } = await signIn(loop, TEACHER);
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe('/opgaver');
    const list = await fetch(`${loop.url}/opgaver`, { headers: { cookie } });
    expect(await list.text()).toContain('Ung00 Opdigtet');
    expect(list.headers.get('strict-transport-security')).toContain('max-age=');
    const stranger = await signIn(loop, 'nobody');
    expect([stranger.page.status, await stranger.page.text()]).toEqual([
      401,
      expect.stringContaining('Vi kender dig ikke her'),
    ]);
  });

  test('an engine that is not there, or has no such namespace, is told in one line', async () => {
    const engine = {
      address: loop.engineAddress,
      namespace: 'nowhere',
      tls: false,
      apiKey: false,
      wakers: [],
      externalId: 'x',
    };
    await expect(connectEngine(engine, undefined)).rejects.toThrow(
      `Motoren på ${loop.engineAddress} har intet namespace, der hedder nowhere.`,
    );
    await expect(connectEngine({ ...engine, address: '127.0.0.1:1' }, undefined, 500)).rejects.toThrow(
      'Motoren på 127.0.0.1:1 svarer ikke.',
    );
  });

  test('the routine measures, and an SMS that is not ours is left alone', async () => {
    await loop.routine();
    await eventually(() => Promise.resolve(printed.includes('"OverdueTasks":0') || undefined));
    await loop.smsFailed('{"notification":{"messageId":"not-ours"},"status":"FAILURE"}');
    await eventually(() => Promise.resolve(printed.includes('"what":"unknown"') || undefined));
  });
});

/** Goes through signing in as a browser would; answers the page that comes back, and the session. */
async function signIn(loop: Loop, person: string): Promise<{ page: Response; cookie: string }> {
  const leave = await fetch(`${loop.url}/log-ind/hos-kommunen?til=%2Fopgaver`, { redirect: 'manual' });
  const there = leave.headers.get('location') ?? '';
  const back = await fetch(`${there}&person=${person}`, { redirect: 'manual' });
  const page = await fetch(back.headers.get('location') ?? '', {
    redirect: 'manual',
    headers: { cookie: cookiesOf(leave) },
  });
  return { page, cookie: cookiesOf(page) };
}

const cookiesOf = ({ headers }: Response): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
