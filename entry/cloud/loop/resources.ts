/**
 * What the templates make in AWS, made in moto by hand: table, key, secrets, and a topic with a queue for each member of
 * staff where an e-mail would go.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { randomBytes } from 'node:crypto';
import { createTable } from '../../../adapters/dynamoTable';
import { AWS } from './servers';

export interface Resources {
  readonly table: string;
  readonly key: string;
  readonly applicationSecret: string;
  readonly staffSecret: string;
  readonly topic: string;
  /** From now on somebody's messages can be read. */
  subscribe(recipient: string): Promise<void>;
  /** Messages to somebody that have come since it was last asked. */
  messagesTo(recipient: string): Promise<string[]>;
}

const TABLE = 'roed-traad';

export async function makeResources(endpoint: string): Promise<Resources> {
  const config = { endpoint, ...AWS };
  await createTable(new DynamoDBClient(config), TABLE);
  const { KeyMetadata } = await new KMSClient(config).send(new CreateKeyCommand({}));
  const secrets = new SecretsManagerClient(config);
  const secret = async (Name: string): Promise<string> => {
    const SecretString = randomBytes(48).toString('base64url');
    return (await secrets.send(new CreateSecretCommand({ Name, SecretString }))).ARN ?? '';
  };
  const sns = new SNSClient(config);
  const sqs = new SQSClient(config);
  const topic = (await sns.send(new CreateTopicCommand({ Name: 'staff' }))).TopicArn ?? '';
  const queues = new Map<string, string>();
  return {
    table: TABLE,
    key: KeyMetadata?.Arn ?? '',
    applicationSecret: await secret('application'),
    staffSecret: await secret('staff'),
    topic,
    async subscribe(recipient) {
      const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: recipient }));
      queues.set(recipient, QueueUrl);
      const account = topic.split(':')[4] ?? '';
      await sns.send(
        new SubscribeCommand({
          TopicArn: topic,
          Protocol: 'sqs',
          Endpoint: `arn:aws:sqs:${AWS.region}:${account}:${recipient}`,
          Attributes: {
            FilterPolicy: JSON.stringify({ recipient: [recipient] }),
            RawMessageDelivery: 'true',
          },
        }),
      );
    },
    async messagesTo(recipient) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queues.get(recipient) ?? '', MaxNumberOfMessages: 10 }),
      );
      return Messages.map(({ Body = '' }) => Body);
    },
  };
}
