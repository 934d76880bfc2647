/**
 * One address that stands in for AWS: STS and Lambda are answered here, everything else is passed on to moto.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { closeHere, listenHere, urlOf } from './loopback';
import { type StandInFunctions } from './functions';

/** A request as it came in. */
export interface AwsRequest {
  /** `DynamoDB_20120810.PutItem`; empty where the service has no such header. */
  readonly target: string;
  readonly body: string;
}

export interface AwsOptions {
  readonly moto: string;
  readonly functions: StandInFunctions;
  /** The engine must name it when it takes the role. */
  readonly externalId: string;
}

export class StandInAws {
  /** Called before a request is passed on, which waits for it. */
  before: (request: AwsRequest) => Promise<void> | void = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly options: AwsOptions,
  ) {}

  static async listen(options: AwsOptions, port = 0): Promise<StandInAws> {
    const server = createServer();
    const aws = new StandInAws(server, options);
    server.on('request', (request, response) => {
      aws.answer(request, response).catch(() => {
        response.destroy(); // whoever asked is gone, or moto is
      });
    });
    await listenHere(server, port);
    return aws;
  }

  get url(): string {
    return urlOf(this.server);
  }

  async close(): Promise<void> {
    await closeHere(this.server);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const url = decodeURIComponent(request.url ?? '/');
    const [, arn, invocations] = /^\/2015-03-31\/functions\/(.+?)(\/invocations)?(?:\?.*)?$/.exec(url) ?? [];
    if (arn !== undefined) {
      this.lambda(arn, invocations !== undefined, body, response);
      return;
    }
    const asked = new URLSearchParams(body);
    if (asked.get('Action') === 'AssumeRole') {
      this.assumeRole(asked, response);
      return;
    }
    await this.pass(request, body, response);
  }

  private lambda(arn: string, isInvocation: boolean, body: string, response: ServerResponse): void {
    const { functions } = this.options;
    const timeoutMs = functions.timeoutMs(arn);
    if (timeoutMs === undefined) {
      json(response, 404, { Type: 'User', Message: `Function not found: ${arn}` });
    } else if (isInvocation) {
      // The engine does not wait for what it wakes.
      functions.invoke(arn, body === '' ? {} : JSON.parse(body)).catch(() => undefined); // told as a run
      response.writeHead(202, { 'x-amzn-RequestId': randomUUID() }).end();
    } else {
      const Configuration = { FunctionArn: arn, State: 'Active', Timeout: timeoutMs / 1000 };
      json(response, 200, { Configuration });
    }
  }

  /** As the role's trust asks: nobody takes it without the external id. */
  private assumeRole(asked: URLSearchParams, response: ServerResponse): void {
    const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';
    const xml = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/xml' }).end(text);
    };
    if (asked.get('ExternalId') === this.options.externalId) {
      const arn = asked.get('RoleArn') ?? '';
      xml(
        200,
        `<AssumeRoleResponse ${namespace}><AssumeRoleResult><Credentials><AccessKeyId>AKIASTANDIN</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>${arn}</Arn><AssumedRoleId>x:y</AssumedRoleId></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`,
      );
    } else {
      xml(
        403,
        `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>external id</Message></Error></ErrorResponse>`,
      );
    }
  }

  private async pass(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    await this.before({ target: String(request.headers['x-amz-target'] ?? ''), body });
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    );
    const answer = await fetch(`${this.options.moto}${request.url ?? '/'}`, {
      method: request.method ?? 'POST',
      headers: headers as [string, string][],
      ...(body !== '' && { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const back = [...answer.headers].filter(
      ([name]) => !/^(connection|content-length|content-encoding|transfer-encoding)$/.test(name),
    );
    response.writeHead(answer.status, Object.fromEntries(back)).end(bytes);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The body of a request, as text: AWS's protocols send nothing else. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
