import { createApp } from '../../web/app';
import { localSignIn } from '../../web/pages/signIn';
import { type WebPorts } from '../../web/ports';
import { call, world } from './support';

const makeApp = (ports: WebPorts): ReturnType<typeof createApp> => createApp(ports, localSignIn);

test('pages answer what the API does not, and never what begins with /api', async () => {
  const w = await world({ makeApp });
  const page = await call(w, 'GET', '/', { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type') ?? page.headers.get('location')).toMatch(/^(text\/html|\/)/);
  const nowhere = await call(w, 'GET', '/api/nowhere', { headers: { accept: 'text/html' } });
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  expect((await call(w, 'GET', '/healthz')).status).toBe(200);
  expect((await call(w, 'GET', '/api/v1/tasks', { as: 'kl-1' })).body).toEqual({ tasks: [] });
  expect((await call(w, 'PUT', '/api/v1/tasks')).status).toBe(405);
});

test('pages are guarded like everything else', async () => {
  const w = await world({ makeApp });
  const { headers } = await call(w, 'GET', '/nowhere', { headers: { accept: 'text/html' } });
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(w.logged.filter(({ event }) => event === 'request')).toHaveLength(1);
});
