/** The pages inside the whole application: its guards stand around them, and programs get answers of their kind. */
import { createApp } from '../../web/app';
import { makeTown } from './town';
import { Visitor } from './visitor';
import { localSignIn } from '../../web/pages/signIn';

test('what no page answers is a page for people and a problem for programs', async () => {
  const visitor = new Visitor(createApp((await makeTown()).ports, localSignIn));
  const page = await visitor.get('/findes-ikke', { accept: 'text/html' });
  expect(page.status).toBe(404);
  expect(page.html).toContain('Her er der ikke noget');
  const problem = await visitor.get('/api/v1/findes-ikke', { accept: 'application/json' });
  expect(problem.status).toBe(404);
  expect(problem.headers.get('content-type')).toContain('application/problem+json');
});

test('every page carries the security headers, and its list is signed in for', async () => {
  const visitor = await new Visitor(createApp((await makeTown()).ports, localSignIn)).signIn('maja');
  const { status, headers } = await visitor.get('/opgaver');
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
