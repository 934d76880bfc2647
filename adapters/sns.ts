/**
 * Sending over SNS: staff by e-mail through a topic whose subscriptions are filtered by recipient, youths and guardians
 * by SMS. SNS cannot be asked twice for the same message, so nothing here is ever sent again by itself.
 */
import {
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  type SNSClientConfig,
} from '@aws-sdk/client-sns';
import { NotSentError, type Notifier } from '../contract/ports/notifier';

/** SNS takes subjects of less than 100 characters. */
const LONGEST_SUBJECT = 99;

/** Refusals that another time may bring through: too much at once, or credentials that are being renewed. */
const PASSING =
  /Throttl|TooManyRequests|RequestLimit|LimitExceeded|Expired|AccessDenied|Authorization|InvalidClientTokenId|UnrecognizedClient/;
/** The connection was never made, so nothing was sent. The SDK may wrap the error that says so. */
const NEVER_CONNECTED = /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)\b/;

/** Notes under which id SNS sent a notice's SMS. Must not reject: the message has gone. */
export type NoteSms = (messageId: string, notice: string) => Promise<void>;

/** @param topic ARN of the staff's topic; its subscriptions filter on the attribute `recipient`. */
export function snsNotifier(
  topic: string,
  config: Omit<SNSClientConfig, 'maxAttempts'>,
  noteSms: NoteSms = () => Promise.resolve(),
): Notifier {
  // The SDK would repeat a request whose answer got lost, and the message with it.
  const client = new SNSClient({ ...config, maxAttempts: 1 });
  const publish = async (input: PublishCommandInput): Promise<string | undefined> => {
    try {
      return (await client.send(new PublishCommand(input))).MessageId;
    } catch (error) {
      throw notSent(error) ?? error;
    }
  };
  return {
    async email({ recipient, subject, text }) {
      await publish({
        TopicArn: topic,
        Subject: subject.slice(0, LONGEST_SUBJECT),
        Message: text,
        MessageAttributes: { recipient: attribute(recipient) },
      });
    },
    async sms({ notice, phone, senderId, text }) {
      const messageId = await publish({
        PhoneNumber: phone,
        Message: text,
        MessageAttributes: {
          'AWS.SNS.SMS.SenderID': attribute(senderId),
          'AWS.SNS.SMS.SMSType': attribute('Transactional'),
        },
      });
      if (messageId !== undefined) await noteSms(messageId, notice);
    },
  };
}

function attribute(value: string): { DataType: string; StringValue: string } {
  return { DataType: 'String', StringValue: value };
}

/** What an SDK error holds of use here. */
interface SdkError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The error as a certain "nothing was sent", where it is one: SNS refused it, or was never reached. */
function notSent(error: unknown): NotSentError | undefined {
  const { name, message, code = '', $metadata } = error as SdkError;
  const [, unreached] = NEVER_CONNECTED.exec(`${code} ${message}`) ?? [];
  if (unreached !== undefined) return new NotSentError(unreached, true);
  const status = $metadata?.httpStatusCode ?? 0;
  if (status < 400 || status >= 500) return undefined;
  return new NotSentError(name, status === 429 || PASSING.test(name));
}
