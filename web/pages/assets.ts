/**
 * Files pages are built with: the design system as it ships, and our own small stylesheet and script.
 */
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { Hono } from 'hono';
import { type WebPorts } from '../ports';
import { digest } from './signing';
import { SCRIPT } from './static/script';
import { STYLESHEET } from './static/stylesheet';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};
const DAY = 'public, max-age=86400';
/** Our own files carry their content's digest in the address, so they never grow stale. */
const FOREVER = 'public, max-age=31536000, immutable';

const OWN = {
  'app.css': { body: STYLESHEET, type: TYPES['.css'] ?? '' },
  'app.js': { body: SCRIPT, type: TYPES['.js'] ?? '' },
} as const;

/** Address of one of our own files. */
export function ownFile(name: keyof typeof OWN): string {
  return `/static/${name}?v=${digest([OWN[name].body]).slice(0, 8)}`;
}

export function assets(ports: WebPorts): Hono {
  const app = new Hono();
  const root = resolve(ports.designSystem);
  for (const [name, { body, type }] of Object.entries(OWN)) {
    app.get(`/static/${name}`, (c) => c.body(body, 200, { 'Content-Type': type, 'Cache-Control': FOREVER }));
  }
  app.get('/dkfds/*', async (c, next) => {
    const path = resolve(root, c.req.path.slice('/dkfds/'.length));
    const type = TYPES[extname(path)];
    if (!path.startsWith(root + sep) || type === undefined) return next();
    try {
      const body = await readFile(path);
      return c.body(new Uint8Array(body), 200, { 'Content-Type': type, 'Cache-Control': DAY });
    } catch {
      return next(); // a file that cannot be read is one that is not there
    }
  });
  return app;
}
