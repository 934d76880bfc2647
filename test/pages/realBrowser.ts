/**
 * The town's pages behind a port, and a real browser in front of them.
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
import { localSignIn } from '../../web/pages/signIn';
import { makeTown, STAFF, type Town, type Who } from './town';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

/** `describe`, or its skipping kind and a clear word where there is no browser. */
export const inBrowser = executablePath === undefined ? describe.skip : describe;
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

export interface BrowserOptions {
  readonly width: number;
  readonly javaScriptEnabled?: boolean;
}

/** A browser window; what it complains about on the console is kept. */
export class Window {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    readonly base: string,
    private readonly context: BrowserContext,
    private readonly profile: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async open(base: string, { width, javaScriptEnabled = true }: BrowserOptions): Promise<Window> {
    const profile = mkdtempSync(join(tmpdir(), 'roed-traad-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      ...(executablePath !== undefined && { executablePath }),
      args: ARGS,
      locale: 'da-DK',
      viewport: { width, height: 800 },
      javaScriptEnabled,
    });
    return new Window(await context.newPage(), base, context, profile);
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }

  /** Chooses a person on the sign-in page. */
  async signIn(name: string): Promise<void> {
    await this.go('/log-ind');
    await this.page.getByRole('button', { name }).click();
    await this.page.getByRole('heading', { level: 1, name: 'Mine opgaver' }).waitFor();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.base + path);
  }

  /** How many pixels the page is wider than its window. */
  async over(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }
}

/** The town, served on a free port; `open` opens a window where somebody is signed in. */
export class ServedTown {
  private readonly windows: Window[] = [];

  private constructor(
    readonly town: Town,
    private readonly server: ServerType,
  ) {}

  static async start(): Promise<ServedTown> {
    const town = await makeTown();
    const app = new Hono();
    guard(app, town.ports);
    app.route('/', pages(town.ports, localSignIn));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((ready) => server.once('listening', ready));
    return new ServedTown(town, server);
  }

  async open(who: Who, options: BrowserOptions): Promise<Window> {
    const window = await this.openPlain(options);
    await window.signIn(STAFF[who].name);
    return window;
  }

  /** A window nobody has signed in to. */
  async openPlain(options: BrowserOptions): Promise<Window> {
    const { port } = this.server.address() as AddressInfo;
    const window = await Window.open(`http://127.0.0.1:${String(port)}`, options);
    this.windows.push(window);
    return window;
  }

  async stop(): Promise<void> {
    for (const window of this.windows) await window.close();
    await new Promise((closed) => this.server.close(closed));
  }
}
