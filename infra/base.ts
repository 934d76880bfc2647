/**
 * What lasts: keys, the table, secrets, and the address of the pages. Everything else can be made anew around it.
 */
import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { HttpApi, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';
import { type BaseOutput } from '../contract/schemas/cloud';
import { type StageConfig } from '../contract/schemas/stage';
import { argued } from './arguments';
import { dataRemoval, logRetention } from './retention';

/** Requests a second over time and at once; a municipality's staff stay far below. */
const RATE = 50;
const BURST = 200;

export interface StageProps extends StackProps {
  readonly stage: string;
  readonly config: StageConfig;
}

export class BaseStack extends Stack {
  /** Encrypts what lies still: table, logs, topics, queues, secrets. */
  readonly key: Key;
  /** Wraps the data keys that encrypt what workflows carry; only our own programs may use it. */
  readonly payloadKey: Key;
  readonly table: Table;
  /** What session signatures and CPR look-ups are derived from. */
  readonly applicationSecret: Secret;
  /** The engine's API key; `npm run deploy` writes its value. Undefined where the engine asks for none. */
  readonly engineSecret: Secret | undefined;
  /** The client secret of staff sign-in; `npm run deploy` writes its value. */
  readonly staffSecret: Secret;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { stage, config, ...props }: StageProps) {
    super(scope, id, props);
    const removalPolicy = dataRemoval(config.production);
    Tags.of(this).add('layer', 'data');
    this.key = new Key(this, 'Key', {
      description: `Roed Traad ${stage}: table, logs, topics, queues and secrets`,
      enableKeyRotation: true,
      removalPolicy,
    });
    for (const service of [`logs.${this.region}.amazonaws.com`, 'cloudwatch.amazonaws.com']) {
      this.key.grantEncryptDecrypt(
        new ServicePrincipal(service, { conditions: ofThisAccount(this, service) }),
      );
    }
    this.payloadKey = new Key(this, 'PayloadKey', {
      description: `Roed Traad ${stage}: wraps the data keys of what workflows carry`,
      enableKeyRotation: true,
      removalPolicy,
    });
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: config.production,
      removalPolicy,
    });
    this.applicationSecret = this.secret('ApplicationSecret', 'what secrets are derived from', config, false);
    this.staffSecret = this.secret('StaffSecret', 'client secret of staff sign-in', config, true);
    this.engineSecret = config.engine.apiKey
      ? this.secret('EngineSecret', 'API key of the engine', config, true)
      : undefined;
    this.api = this.httpApi(config);
    this.outputs();
  }

  /** What `npm run deploy` needs to know to fill in secrets and load data. */
  private outputs(): void {
    const outputs: Record<BaseOutput, string | undefined> = {
      TableName: this.table.tableName,
      PayloadKeyArn: this.payloadKey.keyArn,
      ApplicationSecretArn: this.applicationSecret.secretArn,
      StaffSecretArn: this.staffSecret.secretArn,
      EngineSecretArn: this.engineSecret?.secretArn,
      PagesAddress: this.pages,
    };
    for (const [name, value] of Object.entries(outputs)) {
      if (value !== undefined) new CfnOutput(this, name, { value });
    }
  }

  /** @param toFillIn whether `npm run deploy` writes its value; otherwise it is made here, at random */
  private secret(id: string, what: string, { production }: StageConfig, toFillIn: boolean): Secret {
    const secret = new Secret(this, id, {
      description: what,
      encryptionKey: this.key,
      generateSecretString: {
        passwordLength: 64,
        excludePunctuation: true,
        ...(toFillIn && { secretStringTemplate: '{"unset":true}', generateStringKey: 'random' }),
      },
      removalPolicy: dataRemoval(production),
    });
    argued(secret, {
      id: 'AwsSolutions-SMG4',
      reason:
        'Derived CPR look-ups would be lost with a rotated application secret; the others belong to somebody else and are renewed by npm run deploy (docs/runbook.md).',
    });
    return secret;
  }

  /** Routes come with the web stack: the address must outlast it, because messages to staff hold it. */
  private httpApi({ production }: StageConfig): HttpApi {
    const api = new HttpApi(this, 'Api', {
      description: 'Pages and API of Roed Traad',
      createDefaultStage: false,
    });
    const log = new LogGroup(this, 'ApiLog', {
      encryptionKey: this.key,
      retention: logRetention(production),
      removalPolicy: dataRemoval(false),
    });
    api.addStage('Live', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: RATE, burstLimit: BURST },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // The route, never the path: a path holds references and what people searched for.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            routeKey: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            authorizer: '$context.authorizer.error',
          }),
        ),
      },
    });
    return api;
  }

  /** Address of the pages, without a slash at its end. */
  get pages(): string {
    return this.api.apiEndpoint;
  }
}

function ofThisAccount(stack: Stack, service: string): Record<string, Record<string, string>> {
  if (!service.startsWith('logs.')) return { StringEquals: { 'aws:SourceAccount': stack.account } };
  const logs = `arn:${stack.partition}:logs:${stack.region}:${stack.account}:*`;
  return { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } };
}
