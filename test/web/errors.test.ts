import { type Hono } from 'hono';
import { PROBLEM_CODES } from '../../web/problemCodes';
import { ROUTES } from '../../web/api/routes';
import { call, NORD, taskRow, withTasks, world, type World } from './support';

let w: World;
beforeEach(async () => {
  w = await world();
});

describe('what is asked wrongly', () => {
  test.each([
    ['GET', '/api/v1/nothing', 404, 'not-found'],
    ['GET', '/api/', 404, 'not-found'],
    ['POST', '/api/v2/tasks', 404, 'not-found'],
    ['GET', '/api/v1/tasks/', 404, 'not-found'],
    ['PUT', '/api/v1/tasks', 405, 'method-not-allowed'],
    ['DELETE', '/api/v1/tasks/x', 405, 'method-not-allowed'],
    ['GET', '/api/v1/tasks/x/complete', 405, 'method-not-allowed'],
    ['GET', `/api/v1/schools/${NORD}/absences/x`, 405, 'method-not-allowed'],
    ['POST', '/openapi.json', 405, 'method-not-allowed'],
    ['GET', '/api/v1/tasks', 401, 'not-signed-in'],
  ] as const)('%s %s: %d %s', async (method, path, status, code) => {
    const answer = await call(w, method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ type: `/problems/${code}`, status, code });
    expect(answer.body.title).toMatch(/./);
    expect(answer.body.detail).toMatch(/\.$/);
  });

  test('405 says what can be done', async () => {
    expect((await call(w, 'PUT', '/api/v1/tasks')).headers.get('allow')).toBe('GET');
    expect((await call(w, 'PUT', `/api/v1/schools/${NORD}/absences`)).headers.get('allow')).toBe('POST');
  });

  test.each(['', 'Bearer', 'Bearer ', 'Bearer nobody', 'Basic a2wtMQ==', 'kl-1'])(
    '%j is no token',
    async (authorization) => {
      const answer = await call(w, 'GET', '/api/v1/tasks', { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  test('the scheme’s case does not matter', async () => {
    const answer = await call(w, 'GET', '/api/v1/tasks', { headers: { authorization: 'bearer kl-1' } });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['{"records":', 'application/json', 400, 'malformed-json'],
    ['', 'application/json', 400, 'malformed-json'],
    [Uint8Array.of(0x22, 0xe6, 0x22), 'application/json', 400, 'malformed-json'],
    ['{"records":[]}', 'text/plain', 415, 'unsupported-media-type'],
    ['{"records":[]}', undefined, 415, 'unsupported-media-type'],
    [`"${'x'.repeat(4 * 1024 * 1024)}"`, 'application/json', 413, 'too-large'],
  ])('body %#: %s', async (body, type, status, code) => {
    const answer = await call(w, 'POST', `/api/v1/schools/${NORD}/absences`, {
      as: `feed-${NORD}`,
      body,
      type: type ?? '',
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('the media type may say its character set', async () => {
    const answer = await call(w, 'POST', `/api/v1/schools/${NORD}/absences`, {
      as: `feed-${NORD}`,
      body: '{"records":[]}',
      type: 'Application/JSON; charset=utf-8',
    });
    expect(answer.status).toBe(200);
  });

  test('people who read pages get a page', async () => {
    const answer = await call(w, 'GET', '/nowhere', { headers: { accept: 'text/html,*/*' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.text).toContain('<h1>Ikke fundet</h1>');
    const api = await call(w, 'GET', '/api/nowhere', { headers: { accept: 'text/html' } });
    expect(api.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('what goes wrong with us', () => {
  const broken = () =>
    world({
      ports: {
        identity: {
          byToken: () => Promise.reject(new TypeError('Malthe Jensen 740309-4001')),
          byId: () => Promise.resolve(undefined),
        },
      },
    });

  test('is a 500 with a number, and nothing of the error', async () => {
    const down = await broken();
    const answer = await call(down, 'GET', '/api/v1/tasks', { as: 'kl-1' });
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      type: '/problems/unexpected',
      title: 'Noget gik galt hos os',
      status: 500,
      detail: 'Prøv igen om lidt. Bliver det ved, så ring til driften. Sig det, der står i requestId.',
      code: 'unexpected',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  test('is logged by its kind and place under that number, without what the error says', async () => {
    const down = await broken();
    const answer = await call(down, 'GET', '/api/v1/tasks', { as: 'kl-1' });
    const failed = down.logged.find(({ event }) => event === 'failed');
    expect(failed).toMatchObject({
      request: answer.body.requestId,
      error: 'TypeError',
      route: '/api/v1/tasks',
    });
    expect(failed?.at).toContain('errors.test');
    expect(JSON.stringify(down.logged)).not.toMatch(/Malthe|740309/);
  });
});

test('every request is one log line, by pattern, without who or what', async () => {
  await withTasks(w, taskRow({ n: 1 }));
  await call(w, 'GET', '/api/v1/tasks/absenceCase.y1.1.1', { as: 'kl-1' });
  await call(w, 'POST', '/api/v1/tasks/absenceCase.y1.1.1/comment', {
    as: 'kl-1',
    json: { note: 'Om Malthe' },
  });
  await call(w, 'GET', '/api/v1/youths?q=malthe', { as: 'tk-1' });
  await call(w, 'POST', `/api/v1/schools/${NORD}/absences`, {
    as: `feed-${NORD}`,
    json: { records: [{ id: 'R-1', student: 'E1', date: 'x', type: 'y', minutes: 1 }] },
  });
  await call(w, 'DELETE', `/api/v1/schools/${NORD}/absences/R-1`, { as: `feed-${NORD}` });
  expect(w.logged.map(({ event, method, route, status }) => [event, method, route, status])).toEqual([
    ['request', 'GET', '/api/v1/tasks/:id', 200],
    ['request', 'POST', '/api/v1/tasks/:id/comment', 200],
    ['request', 'GET', '/api/v1/youths', 200],
    ['request', 'POST', '/api/v1/schools/:school/absences', 422],
    ['request', 'DELETE', '/api/v1/schools/:school/absences/:id', 404],
  ]);
  expect(JSON.stringify(w.logged)).not.toMatch(/malthe|jensen|R-1|E1|y1|kl-1|tk-1|740309|\+45/i);
});

describe('headers', () => {
  const paths = [
    '/api/v1/tasks',
    '/api/nothing',
    '/healthz',
    '/openapi.json',
    '/api-docs',
    '/api-docs.css',
    '/nothing',
  ];

  test.each(paths)('%s keeps browsers safe', async (path) => {
    const { headers } = await call(w, 'GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('transport security is promised over https only', async () => {
    const sts = async (app: Hono, url: string, headers = {}) =>
      (await app.request(url, { headers })).headers.get('strict-transport-security');
    expect(await sts(w.app, 'https://rt.example/healthz')).toBe('max-age=31536000');
    expect(await sts(w.app, '/healthz', { 'x-forwarded-proto': 'https' })).toBe('max-age=31536000');
    expect(await sts(w.app, '/healthz', { 'x-forwarded-proto': 'http' })).toBeNull();
  });

  test('what may be kept says so itself', async () => {
    w.app.get('/kept', (context) => context.body('x', 200, { 'Cache-Control': 'max-age=60' }));
    expect((await call(w, 'GET', '/kept')).headers.get('cache-control')).toBe('max-age=60');
  });
});

test('every code a route documents is in the list, and every code of the list is used', () => {
  const used = new Set(ROUTES.flatMap(({ problems }) => problems));
  const general = [
    'not-signed-in',
    'forbidden',
    'not-found',
    'method-not-allowed',
    'too-large',
    'unsupported-media-type',
    'unexpected',
  ];
  expect(new Set([...used, ...general])).toEqual(new Set(Object.keys(PROBLEM_CODES)));
});
