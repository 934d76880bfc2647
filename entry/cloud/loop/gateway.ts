/**
 * The stand-in for the HTTP API: checks schools' tokens as its authorizer does, and hands each request to the packaged
 * program as the event it would get from AWS.
 */
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeHere, listenHere, urlOf } from './loopback';

/** An answer of a program behind the HTTP API. */
interface ProxyResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export interface GatewayOptions {
  /** Runs the program. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly schools: { readonly issuer: string; readonly audience: string };
}

/** The most a program behind the API is given: larger requests are refused before it. */
const MOST_BYTES = 10 * 1024 * 1024;

export class StandInGateway {
  private options: GatewayOptions | undefined;
  private keys: JWTVerifyGetKey | undefined;

  private constructor(private readonly server: Server) {}

  /** Listens; answers 503 until it is told what to do. */
  static async listen(port = 0): Promise<StandInGateway> {
    const server = createServer();
    const gateway = new StandInGateway(server);
    server.on('request', (request, response) => {
      gateway
        .answer(request, response)
        .catch(() => response.writeHead(500).end('{"message":"Internal Server Error"}'));
    });
    await listenHere(server, port);
    return gateway;
  }

  open(options: GatewayOptions): void {
    this.options = options;
    this.keys = createRemoteJWKSet(new URL(`${options.schools.issuer}/jwks`));
  }

  get url(): string {
    return urlOf(this.server);
  }

  async close(): Promise<void> {
    await closeHere(this.server);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { options } = this;
    if (!options) {
      response.writeHead(503).end();
      return;
    }
    const body = await bytesOf(request);
    if (body.length > MOST_BYTES) {
      response.writeHead(413).end('{"message":"Request Entity Too Large"}');
    } else if (request.url?.startsWith('/api/v1/schools/') === true && !(await this.mayPass(request))) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Unauthorized"}');
    } else {
      send(response, (await options.invoke(this.event(request, body))) as ProxyResult);
    }
  }

  private async mayPass({ headers }: IncomingMessage): Promise<boolean> {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined || !this.keys || !this.options) return false;
    try {
      await jwtVerify(token, this.keys, { ...this.options.schools });
      return true;
    } catch {
      return false; // expired, for somebody else, or badly signed
    }
  }

  /** The event of payload format 2.0. */
  private event(request: IncomingMessage, body: Buffer): unknown {
    const { pathname, search } = new URL(request.url ?? '/', this.url);
    const { cookie, ...rest } = request.headers;
    const headers = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
    return {
      version: '2.0',
      routeKey: '$default',
      rawPath: pathname,
      rawQueryString: search.slice(1),
      headers,
      ...(cookie !== undefined && { cookies: cookie.split('; ') }),
      requestContext: {
        domainName: new URL(this.url).host,
        http: {
          method: request.method ?? 'GET',
          path: pathname,
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
        },
        requestId: randomUUID(),
        stage: '$default',
      },
      ...(body.length > 0 && { body: body.toString('base64') }),
      isBase64Encoded: body.length > 0,
    };
  }
}

function send(
  response: ServerResponse,
  { statusCode, headers, cookies, body, isBase64Encoded }: ProxyResult,
): void {
  if (cookies) response.setHeader('set-cookie', [...cookies]);
  response.writeHead(statusCode, { ...headers });
  response.end(Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
