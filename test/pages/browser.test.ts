/**
 * The main path in a real browser: sign in, see the list, make a first contact. Nothing may be complained about on
 * the console – no failing script, no blocked style, no breach of the content security policy – with JavaScript and
 * without, on a desk and on a phone.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { guard } from '../../web/middleware';
import { pages } from '../../web/pages/index';
import { makeTown, STAFF, TASKS, type Town } from './town';
import { localSignIn } from '../../web/pages/signIn';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) {
  process.stdout.write('SKIPPED: no browser found. Install chromium, or set CHROMIUM_PATH.\n');
}
/** Everything a fresh browser would do by itself is switched off: the test talks to our own server only. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const inBrowser = executablePath === undefined ? describe.skip : describe;

inBrowser('in a real browser', () => {
  let server: ServerType;
  let base: string;
  let town: Town;
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  async function open(options: { width: number; javaScriptEnabled: boolean }): Promise<void> {
    profile = mkdtempSync(join(tmpdir(), 'roed-traad-browser-'));
    context = await chromium.launchPersistentContext(profile, {
      ...(executablePath !== undefined && { executablePath }),
      args: ARGS,
      locale: 'da-DK',
      viewport: { width: options.width, height: 800 },
      javaScriptEnabled: options.javaScriptEnabled,
    });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  }

  beforeEach(async () => {
    town = await makeTown();
    const app = new Hono();
    guard(app, town.ports);
    app.route('/', pages(town.ports, localSignIn));
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((ready) => server.once('listening', ready));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterEach(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    await new Promise((closed) => server.close(closed));
  });

  async function signIn(): Promise<void> {
    await page.goto(base);
    await page.getByRole('button', { name: STAFF.maja.name }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine opgaver' }).waitFor();
  }

  test.each([
    { width: 1280, javaScriptEnabled: true },
    { width: 390, javaScriptEnabled: false },
  ])(
    'a first contact is made: %j',
    async (options) => {
      await open(options);
      await signIn();
      await page
        .getByRole('region', { name: /^I dag/ })
        .getByRole('link', { name: 'Første kontakt' })
        .click();
      await page.getByText('Jeg fik kontakt').click();
      await page.getByLabel('Notat (frivilligt)').first().fill('Hun kommer i morgen.');
      await page.getByRole('button', { name: 'Gem', exact: true }).click();
      await page.getByText('Tak. Den er færdig').waitFor();
      expect(new URL(page.url()).pathname).toBe('/opgaver');
      expect(town.engine.asked).toMatchObject([
        { deed: 'completeTask', args: { outcome: { outcome: 'reached', channel: 'sms' } } },
      ]);
      expect(complaints).toEqual([]);
    },
    90_000,
  );

  test('only the fields an answer needs are shown, and no page is wider than a phone', async () => {
    await open({ width: 390, javaScriptEnabled: true });
    await signIn();
    await page.goto(`${base}/opgaver/${TASKS.conversation.id}`);
    const cause = page.getByLabel('Årsag');
    expect(await cause.isVisible()).toBe(false);
    await page.getByText('Samtalen er holdt').click();
    expect(await cause.isVisible()).toBe(true);
    for (const path of ['/opgaver', `/opgaver/${TASKS.conversation.id}`, '/skole', '/aftaler/FGU-NORD']) {
      await page.goto(base + path);
      const over = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ path, over }).toEqual({ path, over: 0 });
    }
    expect(complaints).toEqual([]);
  }, 30_000);

  test('the keyboard finds the content first, and what must be mended takes the focus', async () => {
    await open({ width: 1280, javaScriptEnabled: true });
    await signIn();
    await page.goto(`${base}/opgaver/${TASKS.contact.id}`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Gå til sidens indhold');
    await page.getByRole('button', { name: 'Gem', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate('document.activeElement.className')).toContain('rt-problems');
    // The answer is a page with status 422, which the browser itself mentions on the console.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
  }, 30_000);
});
