/**
 * The templates in moto's CloudFormation, as far as tables, keys and topics go; and the adapters on what it made of them.
 * Secrets and subscriptions moto's CloudFormation does not make: they are made by hand as the template has them.
 */
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { dataKeys } from '../../adapters/dataKeys';
import { DynamoTable } from '../../adapters/dynamoTable';
import { kmsKeys } from '../../adapters/kmsKeys';
import { snsNotifier } from '../../adapters/sns';
import { type StackName, stackName } from '../../contract/schemas/cloud';
import { deploymentAws, type Outputs } from '../../entry/cloud/deploying/aws';
import { type Moto, motoIsThere, startMoto } from '../adapters/moto';
import { clean, make, type Made } from '../infra/stacks';

const ACCOUNT = '123456789012';
const MADE = /^AWS::(DynamoDB::Table|KMS::Key|SNS::Topic)$/;

type Properties = Readonly<Record<string, unknown>>;
interface TemplateJson {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** The part of a template moto can make: those resources, and the outputs that speak of them. */
function makeable({ Resources, Outputs = {} }: TemplateJson): TemplateJson {
  const kept = Object.fromEntries(
    Object.entries(Resources)
      .filter(([, { Type }]) => MADE.test(Type))
      // moto expects a key's tags in KMS's own form and stumbles over CloudFormation's.
      .map(
        ([
          name,
          {
            Type,
            Properties: { Tags, ...rest },
          },
        ]) => [name, { Type, Properties: Type === 'AWS::KMS::Key' ? rest : { ...rest, Tags } }],
      ),
  );
  const gone = Object.keys(Resources).filter((name) => !(name in kept));
  return {
    Resources: kept,
    Outputs: Object.fromEntries(
      Object.entries(Outputs).filter(([, output]) => {
        const text = JSON.stringify(output.Value);
        return !gone.some((name) => text.includes(`"${name}"`));
      }),
    ),
  };
}

(motoIsThere ? describe : describe.skip)("in moto's CloudFormation", () => {
  let moto: Moto;
  let made: Made;
  let base: Outputs;
  beforeAll(async () => {
    moto = await startMoto();
    made = make('dev', { account: ACCOUNT });
    const formation = new CloudFormationClient(moto.config);
    for (const name of ['Base', 'Messages'] satisfies StackName[]) {
      const template = makeable(made.template(name).toJSON() as TemplateJson);
      const StackName = stackName('dev', name);
      await formation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }));
    }
    base = (await deploymentAws('dev', moto.config).outputs('Base')) ?? {};
  }, 120_000);
  afterAll(async () => {
    clean();
    await moto.stop();
  });

  /** The properties of a template's resources of a type. */
  const propertiesOf = (stack: StackName, type: string): Properties[] =>
    Object.values(made.template(stack).findResources(type)).map(
      (resource) => (resource as { Properties: Properties }).Properties,
    );

  test('records are written to and read from the table', async () => {
    const table = new DynamoTable(new DynamoDBClient(moto.config), base.TableName ?? '');
    expect(await table.put({ pk: 'a', sk: '1', n: 1 }, 'absent')).toBe(true);
    expect(await table.put({ pk: 'a', sk: '1', n: 2 }, 'absent')).toBe(false);
    expect(await table.list('a')).toEqual([{ pk: 'a', sk: '1', n: 1 }]);
  });

  test('data keys are wrapped under the key and kept in the table', async () => {
    const table = new DynamoTable(new DynamoDBClient(moto.config), base.TableName ?? '');
    const keys = (): ReturnType<typeof dataKeys> =>
      dataKeys(table, kmsKeys(new KMSClient(moto.config), base.PayloadKeyArn ?? ''), Date.now);
    const { id, key } = await keys().current();
    expect(Buffer.from((await keys().byId(id)).key)).toEqual(Buffer.from(key));
  });

  test('secrets that wait to be filled in are seen to wait, and can be filled in', async () => {
    const [template] = propertiesOf('Base', 'AWS::SecretsManager::Secret')
      .map(({ GenerateSecretString }) => GenerateSecretString as { SecretStringTemplate?: string })
      .flatMap(({ SecretStringTemplate }) => SecretStringTemplate ?? []);
    const SecretString = JSON.stringify({ ...(JSON.parse(template ?? '{}') as object), random: 'Xy' });
    const secrets = new SecretsManagerClient(moto.config);
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name: 'engine', SecretString }));
    const aws = deploymentAws('dev', moto.config);
    expect(await aws.secret(ARN)).toBeUndefined();
    await aws.putSecret(ARN, 'key');
    expect(await aws.secret(ARN)).toBe('key');
  });

  test("a subscription's filter lets through its own messages only", async () => {
    const sns = new SNSClient(moto.config);
    const sqs = new SQSClient(moto.config);
    const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
    const topic = Topics.map(({ TopicArn = '' }) => TopicArn).find((arn) => arn.includes('StaffTopic')) ?? '';
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'mail' }));
    const [mine] = propertiesOf('Messages', 'AWS::SNS::Subscription').filter(
      ({ FilterPolicy }) => FilterPolicy,
    );
    await sns.send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${moto.config.region}:${ACCOUNT}:mail`,
        Attributes: { FilterPolicy: JSON.stringify(mine?.FilterPolicy), RawMessageDelivery: 'true' },
      }),
    );
    const notifier = snsNotifier(topic, moto.config);
    for (const recipient of ['coordinator-01', 'coordinator-02']) {
      await notifier.email({ recipient, subject: 'Rød Tråd', text: `Til ${recipient}` });
    }
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body }) => Body)).toEqual(['Til coordinator-01']);
  });

  test('a stack that is not there is no failure; AWS out of reach is told in one line', async () => {
    expect(await deploymentAws('prod', moto.config).outputs('Base')).toBeUndefined();
    const nowhere = { ...moto.config, endpoint: 'http://127.0.0.1:1' };
    await expect(deploymentAws('dev', nowhere).outputs('Base')).rejects.toThrow(
      'Der er ingen forbindelse til AWS.',
    );
  });
});
