/**
 * Sending over SNS, against moto: a topic filtered by recipient into a queue each, SMS, and what counts as not sent.
 */
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { snsNotifier } from '../../adapters/sns';
import { NotSentError, type Notifier } from '../../contract/ports/notifier';
import { type Moto, motoIsThere, startMoto } from './moto';

const EMAIL = { recipient: 'kl-1', subject: 'Rød Tråd: 1 opgave', text: 'Hej Maja.\nDu har 1 opgave.' };
const SMS = {
  notice: 'n-1',
  phone: '+4531000001',
  senderId: 'RoedTraad',
  text: 'Hej Malthe. Husk vores aftale i morgen.',
};

(motoIsThere ? describe : describe.skip)('over moto', () => {
  let moto: Moto;
  let sns: SNSClient;
  let topic = '';
  let notifier: Notifier;
  beforeAll(async () => {
    moto = await startMoto();
    sns = new SNSClient(moto.config);
    topic = (await sns.send(new CreateTopicCommand({ Name: 'staff' }))).TopicArn ?? '';
    notifier = snsNotifier(topic, moto.config);
  }, 60_000);
  afterAll(async () => {
    sns.destroy();
    await moto.stop();
  });

  /** SQS's query protocol; one call of it is not worth a package. */
  async function sqs(parameters: Record<string, string>): Promise<string> {
    const response = await fetch(moto.config.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: 'AWS4-HMAC-SHA256 Credential=test/20270101/eu-north-1/sqs/aws4_request',
      },
      body: new URLSearchParams({ Version: '2012-11-05', ...parameters }),
    });
    return response.text();
  }

  async function subscribed(recipient: string): Promise<() => Promise<Record<string, unknown>[]>> {
    const answer = await sqs({ Action: 'CreateQueue', QueueName: recipient });
    const url = /<QueueUrl>(.*?)<\/QueueUrl>/.exec(answer)?.[1] ?? '';
    await sns.send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:eu-north-1:123456789012:${recipient}`,
        Attributes: { FilterPolicy: JSON.stringify({ recipient: [recipient] }) },
      }),
    );
    return async () => {
      const messages = await sqs({ Action: 'ReceiveMessage', QueueUrl: url, MaxNumberOfMessages: '10' });
      return [...messages.matchAll(/<Body>(.*?)<\/Body>/gs)].map(
        ([, body = '']) => JSON.parse(unescaped(body)) as Record<string, unknown>,
      );
    };
  }

  const unescaped = (xml: string): string =>
    xml
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#13;', '\r')
      .replaceAll('&amp;', '&');

  it('reaches the recipient and nobody else', async () => {
    const [mine, other] = [await subscribed('kl-1'), await subscribed('kl-2')];
    await notifier.email(EMAIL);
    const [message, ...more] = await mine();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ Message: EMAIL.text, Subject: EMAIL.subject });
    expect(await other()).toEqual([]);
  });

  it('cuts a subject that SNS would refuse', async () => {
    const mine = await subscribed('kl-3');
    await notifier.email({ ...EMAIL, recipient: 'kl-3', subject: 'æ'.repeat(200) });
    expect((await mine())[0]?.Subject).toBe('æ'.repeat(99));
  });

  it('sends an SMS', async () => {
    await expect(notifier.sms(SMS)).resolves.toBeUndefined();
  });

  it('says that nothing was sent to a number that is none', async () => {
    const failure = await notifier.sms({ ...SMS, phone: 'abc' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotSentError);
    expect(failure).toMatchObject({ code: 'InvalidParameterException', retryable: false });
  });

  it('says that nothing was sent to a topic that is not there', async () => {
    const nowhere = snsNotifier(`${topic}-gone`, moto.config);
    await expect(nowhere.email(EMAIL)).rejects.toMatchObject({ code: 'NotFoundException', retryable: false });
  });
});

describe('when SNS does not simply answer', () => {
  let server: Server;
  let asked: string[] = [];
  let answer: RequestListener = (_, response) => response.end();
  let notifier: Notifier;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(body);
        answer(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    notifier = snsNotifier('arn:aws:sns:eu-north-1:123456789012:staff', {
      endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
  });

  const refuses =
    (status: number, code: string): RequestListener =>
    (_, response) => {
      response.writeHead(status, { 'Content-Type': 'text/xml' });
      response.end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`);
    };

  const losesConnection: RequestListener = (request) => {
    request.socket.destroy();
  };

  it('names sender and purpose of an SMS', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      response.end(
        '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
      );
    };
    await notifier.sms(SMS);
    const sent = new URLSearchParams(asked[0]);
    expect(sent.get('PhoneNumber')).toBe(SMS.phone);
    expect(sent.get('Message')).toBe(SMS.text);
    const attributes = [1, 2].map((n) => [
      sent.get(`MessageAttributes.entry.${String(n)}.Name`),
      sent.get(`MessageAttributes.entry.${String(n)}.Value.StringValue`),
    ]);
    expect(attributes).toEqual([
      ['AWS.SNS.SMS.SenderID', 'RoedTraad'],
      ['AWS.SNS.SMS.SMSType', 'Transactional'],
    ]);
  });

  it.each([
    [400, 'OptedOut', false],
    [400, 'InvalidParameter', false],
    [400, 'EndpointDisabled', false],
    [400, 'Throttling', true],
    [429, 'TooManyRequestsException', true],
    [403, 'ExpiredToken', true],
    [403, 'AuthorizationError', true],
  ])('a refusal %d %s is certain; later helps: %s', async (status, code, retryable) => {
    answer = refuses(status, code);
    const failure = await notifier.sms(SMS).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotSentError);
    expect((failure as NotSentError).retryable).toBe(retryable);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['an internal error', refuses(500, 'InternalError')],
    ['a connection lost after sending', losesConnection],
  ])('%s leaves it open, and is not tried again', async (_, how) => {
    answer = how;
    const failure = await notifier.sms(SMS).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(NotSentError);
    expect(asked).toHaveLength(1);
  });

  it('a connection that was never made is certain, and later helps', async () => {
    const nowhere = snsNotifier('arn:aws:sns:eu-north-1:123456789012:staff', {
      endpoint: 'http://127.0.0.1:9',
      region: 'eu-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    await expect(nowhere.sms(SMS)).rejects.toMatchObject({ code: 'ECONNREFUSED', retryable: true });
  });
});
