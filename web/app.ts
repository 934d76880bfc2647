/**
 * The web application: what guards every request, the API with its documentation, and the pages.
 */
import { type Hono } from 'hono';
import { createApi } from './api';
import { pages, type SignInPages } from './pages';
import { type WebPorts } from './ports';

/** Everything that answers requests. */
export function createApp(ports: WebPorts, signIn: SignInPages): Hono {
  const app = createApi(ports);
  app.route('/', pages(ports, signIn));
  return app;
}
