/**
 * The API and its documentation, without pages.
 */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { guard } from '../middleware';
import { type WebPorts } from '../ports';
import { notFound } from '../problem';
import { DOCS_STYLE, docsPage } from './docsPage';
import { registerRoutes } from './register';
import { ROUTES } from './routes';

export function createApi(ports: WebPorts): Hono {
  const app = new Hono();
  guard(app, ports);
  registerRoutes(app, ports, ROUTES);
  app.get('/api-docs', (context) => context.html(html`<!doctype html>${docsPage(ROUTES)}`));
  app.get('/api-docs.css', (context) => context.body(DOCS_STYLE, 200, { 'Content-Type': 'text/css' }));
  app.get('/problems/:code', (context) =>
    context.redirect(`/api-docs#problem-${encodeURIComponent(context.req.param('code'))}`),
  );
  // Before the pages, which answer whatever is left with a page.
  app.all('/api/*', () => {
    throw notFound('Adressen');
  });
  return app;
}
