/**
 * The stand-in for the identity providers: one that signs the tokens of schools' systems, and one where staff sign in.
 * Here, whoever asks is believed: it is for trying things on one machine and listens there only.
 */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeHere, listenHere, urlOf } from './loopback';
import { textOf } from './aws';

const ALGORITHM = 'ES256';
const KEY_ID = 'stand-in';

/** A person on their way back from signing in. */
interface Grant {
  readonly person: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly clientId: string;
}

export interface IssuerOptions {
  /** People to choose from: reference and name. */
  readonly people: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

export class StandInIssuer {
  private readonly grants = new Map<string, Grant>();

  private constructor(
    private readonly server: Server,
    private readonly pair: KeyPair,
    private readonly options: IssuerOptions,
  ) {}

  static async listen(options: IssuerOptions): Promise<StandInIssuer> {
    const server = createServer();
    const issuer = new StandInIssuer(server, await generateKeyPair(ALGORITHM), options);
    server.on('request', (request, response) => {
      issuer.answer(request, response).catch(() => response.writeHead(500).end());
    });
    await listenHere(server);
    return issuer;
  }

  /** Issuer of schools' tokens. */
  get schools(): string {
    return `${this.url}/schools`;
  }

  /** Issuer of staff's tokens. */
  get staff(): string {
    return `${this.url}/staff`;
  }

  /** A token as a school's system gets it: `claims` beside issuer and dates. */
  token(issuer: string, claims: Readonly<Record<string, unknown>>, expiresIn = '10m'): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
      .setIssuer(issuer)
      .setIssuedAt()
      .setExpirationTime(expiresIn)
      .sign(this.pair.privateKey);
  }

  async close(): Promise<void> {
    await closeHere(this.server);
  }

  private get url(): string {
    return urlOf(this.server);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const issuer = `${this.url}/${url.pathname.split('/')[1] ?? ''}`;
    const what = url.pathname.slice(new URL(issuer).pathname.length);
    if (what === '/.well-known/openid-configuration') json(response, 200, discovery(issuer));
    else if (what === '/jwks') {
      json(response, 200, {
        keys: [{ ...(await exportJWK(this.pair.publicKey)), kid: KEY_ID, alg: ALGORITHM }],
      });
    } else if (what === '/authorize') await this.authorize(url, response);
    else if (what === '/token')
      await this.exchange(new URLSearchParams(await textOf(request)), issuer, response);
    else response.writeHead(404).end();
  }

  /** Shows whom one can be; with `person`, sends the browser back as them. */
  private async authorize(url: URL, response: ServerResponse): Promise<void> {
    const asked = url.searchParams;
    const person = asked.get('person');
    if (person === null) {
      const people = await this.options.people();
      const links = people.map(
        ({ id, name }) => `<li><a href="${url.href}&person=${id}">${name} (${id})</a></li>`,
      );
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        `<!doctype html><html lang="da"><title>Log ind</title><h1>Hvem er du?</h1><ul>${links.join('')}</ul>`,
      );
      return;
    }
    const code = randomUUID();
    this.grants.set(code, {
      person,
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      clientId: asked.get('client_id') ?? '',
    });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(303, { location: back.href }).end();
  }

  /** A code is worth something once, and only to whoever began. */
  private async exchange(form: URLSearchParams, issuer: string, response: ServerResponse): Promise<void> {
    const grant = this.grants.get(form.get('code') ?? '');
    this.grants.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== verifier) {
      json(response, 400, { error: 'invalid_grant' });
      return;
    }
    const { person, nonce, clientId } = grant;
    const id_token = await this.token(issuer, { sub: person, aud: clientId, nonce });
    json(response, 200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 600, id_token });
  }
}

const discovery = (issuer: string): Record<string, unknown> => ({
  issuer,
  jwks_uri: `${issuer}/jwks`,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [ALGORITHM],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: false,
});

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
