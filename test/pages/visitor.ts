/**
 * Somebody with a browser, without the browser: keeps cookies, sends forms with the token of the page they stand on.
 */
import { type Hono } from 'hono';
import { pages } from '../../web/pages/index';
import { makeTown, STAFF, type Town, type Who } from './town';
import { localSignIn } from '../../web/pages/signIn';

const ORIGIN = 'http://127.0.0.1:4000';
/** What @hono/node-server hands over for a connection from this machine. */
const LOCAL = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

export interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** Where it sends the reader on to. */
  readonly to: string | null;
}

export class Visitor {
  readonly cookies = new Map<string, string>();
  /** The page last read. */
  page: Page = { status: 0, html: '', headers: new Headers(), to: null };

  constructor(
    readonly app: Hono,
    private readonly connection: object = LOCAL,
  ) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.ask(path, { headers });
  }

  /** Sends a form as the page last read would: with its hidden fields, unless they are given. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const hidden = { token: this.hidden('token'), once: this.hidden('once') };
    const body = new URLSearchParams({ ...hidden, ...fields });
    return this.ask(path, {
      method: 'POST',
      body: body.toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  }

  /** Sends a form with a file, as a browser does. */
  async upload(path: string, fields: Readonly<Record<string, string | File>>): Promise<Page> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ token: this.hidden('token'), ...fields })) {
      form.set(name, value);
    }
    return this.ask(path, { method: 'POST', body: form, headers: {} });
  }

  async signIn(who: Who): Promise<this> {
    await this.get('/log-ind');
    await this.post('/log-ind', { person: STAFF[who].id });
    return this;
  }

  hidden(name: string): string {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(this.page.html)?.[1] ?? '';
  }

  private async ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> },
  ): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.request(
      `${ORIGIN}${path}`,
      { ...init, headers: { ...init.headers, cookie } },
      this.connection,
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, decodeURIComponent(value));
    }
    this.page = {
      status: response.status,
      html: await response.text(),
      headers: response.headers,
      to: response.headers.get('location'),
    };
    return this.page;
  }
}

/** A town and somebody who has signed in to it. */
export async function visiting(who: Who): Promise<{ town: Town; visitor: Visitor }> {
  const town = await makeTown();
  return { town, visitor: await new Visitor(pages(town.ports, localSignIn)).signIn(who) };
}
