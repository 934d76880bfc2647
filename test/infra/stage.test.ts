/**
 * What the templates must hold: encryption, least privilege, what is kept in production, who may come in, alarms that
 * say what to do – and the rules of cdk-nag.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALARMS } from '../../infra/alarms';
import { holdToRules } from '../../infra/stage';
import { clean, make, type Made } from './stacks';

let dev: Made;
let prod: Made;
let container: Made;
beforeAll(() => {
  dev = make('dev');
  prod = make('prod');
  container = make('prod', { worker: 'container' });
}, 120_000);
afterAll(clean);

describe('rules', () => {
  test('every stage passes cdk-nag, each exception argued', () => {
    expect([dev.findings, prod.findings, container.findings]).toEqual([[], [], []]);
  });

  test('the rules can fail', () => {
    const app = new App({ outdir: join(dev.folder, 'faulty') });
    new Queue(new Stack(app, 'Faulty'), 'Open');
    holdToRules(app);
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });
});

describe('data', () => {
  test('the table has the two keys the code uses, its own encryption key and point-in-time recovery', () => {
    dev.template('Base').hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: Match.absent(),
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
    });
  });

  test('in production nothing that lasts can be deleted by mistake', () => {
    const base = prod.template('Base');
    base.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
    base.allResources('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
    base.allResources('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain' });
    dev.template('Base').hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' });
  });

  test('every log is encrypted and forgotten; the one with numbers soon', () => {
    for (const name of ['Base', 'Messages', 'Worker', 'Routine', 'Web'] as const) {
      const logs = Object.values(dev.template(name).findResources('AWS::Logs::LogGroup'));
      for (const { Properties } of logs as { Properties: { RetentionInDays?: number } }[]) {
        expect(Properties.RetentionInDays).toBeGreaterThan(0);
      }
    }
    dev.template('Messages').hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: 'sns/eu-north-1/111111111111/DirectPublishToPhoneNumber/Failure',
      KmsKeyId: Match.anyValue(),
      RetentionInDays: 5,
    });
  });

  test('everything is tagged with system, stage and municipality', () => {
    prod.template('Base').hasResourceProperties('AWS::DynamoDB::Table', {
      Tags: Match.arrayWith([
        { Key: 'municipality', Value: 'eksempel' },
        { Key: 'stage', Value: 'prod' },
        { Key: 'system', Value: 'roed-traad' },
      ]),
    });
  });
});

describe('messages', () => {
  test('each member of staff gets their own messages only', () => {
    dev.template('Messages').hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'tovholder@eksempel.example',
      FilterPolicy: { recipient: ['coordinator-01'] },
    });
  });

  test('SMS have a sender and a limit, and only failures are logged', () => {
    const [attributes] = Object.values(dev.template('Messages').findResources('Custom::AWS')) as {
      Properties: { Create: object };
    }[];
    const text = JSON.stringify(attributes?.Properties.Create);
    expect(text).toContain('\\"DefaultSenderID\\":\\"Eksempel\\"');
    expect(text).toContain('\\"MonthlySpendLimit\\":\\"1\\"');
    expect(text).toContain('\\"DeliveryStatusSuccessSamplingRate\\":\\"0\\"');
  });

  test('an SMS that did not arrive starts a program, and an event nobody could handle is kept', () => {
    const routine = dev.template('Routine');
    routine.resourceCountIs('AWS::Logs::SubscriptionFilter', 1);
    routine.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: Match.anyValue() },
    });
    routine.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
  });
});

describe('who may come in', () => {
  test('schools need a token of their issuer; pages do not, and everything is throttled', () => {
    const web = dev.template('Web');
    web.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'ANY /api/v1/schools/{proxy+}',
      AuthorizationType: 'JWT',
    });
    web.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: '$default',
      AuthorizationType: 'NONE',
    });
    dev.template('Base').hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://skoler.eksempel.example/dev', Audience: ['roed-traad-dev'] },
    });
    dev.template('Base').hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: {
        ThrottlingBurstLimit: 200,
        ThrottlingRateLimit: 50,
        DetailedMetricsEnabled: true,
      },
    });
  });

  test('only the engine can wake the worker, and only by naming our external id', () => {
    const worker = dev.template('Worker');
    worker.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { AWS: Match.arrayWith(['arn:aws:iam::902542641901:role/wci-lambda-invoke']) },
            Condition: { StringEquals: { 'sts:ExternalId': 'roed-traad-dev' } },
          }),
        ]),
      }),
    });
    worker.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Action: ['lambda:GetFunction', 'lambda:InvokeFunction'] })],
      }),
    });
  });

  test('no program may scan, change or delete the table', () => {
    for (const name of ['Worker', 'Routine', 'Web'] as const) {
      const policies = JSON.stringify(dev.template(name).findResources('AWS::IAM::Policy'));
      expect(policies).toContain('dynamodb:PutItem');
      expect(policies).not.toMatch(/dynamodb:(\*|Scan|DeleteTable|UpdateTable)/);
    }
  });
});

describe('programs', () => {
  test('run on Node.js 24 and arm64', () => {
    for (const name of ['Worker', 'Routine', 'Web'] as const) {
      dev.template(name).allResourcesProperties('AWS::Lambda::Function', {
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        KmsKeyArn: Match.anyValue(),
      });
    }
  });

  test('old versions of the worker stay until they are drained, and a wake that failed does not come again', () => {
    const worker = dev.template('Worker');
    worker.hasResource('AWS::Lambda::Version', { DeletionPolicy: 'Retain' });
    worker.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
    worker.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 10,
      Environment: { Variables: Match.objectLike({ BUILD_ID: 'b1', DEPLOYMENT: 'roed-traad' }) },
    });
  });

  test('the worker can be a container instead', () => {
    const template = container.template('Container');
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
      ContainerDefinitions: [Match.objectLike({ ReadonlyRootFilesystem: true })],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
    expect(() => container.template('Worker')).toThrow();
  });
});

describe('alarms', () => {
  const runbook = join(__dirname, '../../docs/runbook.md');

  test('each says in Danish what has happened, links to its paragraph, and is sent to somebody', () => {
    const alarms = Object.values(dev.template('Watch').findResources('AWS::CloudWatch::Alarm')) as {
      Properties: { AlarmName: string; AlarmDescription: string; AlarmActions?: unknown[] };
    }[];
    expect(
      alarms.map(({ Properties }) => Properties.AlarmName.replace('roed-traad-dev-', '')).sort(),
    ).toEqual(Object.keys(ALARMS).sort());
    for (const { Properties } of alarms) {
      const name = Properties.AlarmName.replace('roed-traad-dev-', '');
      expect(Properties.AlarmDescription).toContain(`docs/runbook.md#${name}`);
      expect(Properties.AlarmActions).toHaveLength(1);
    }
  });

  test('the runbook has a paragraph for each, with what it means, how to look, and what to do', () => {
    expect(existsSync(runbook)).toBe(true);
    const text = readFileSync(runbook, 'utf8');
    for (const name of Object.keys(ALARMS)) {
      const [, paragraph = ''] = new RegExp(`^### ${name}\\n([^#]+)`, 'm').exec(text) ?? [];
      expect([
        name,
        /\*\*Means\.\*\*/.test(paragraph),
        /\*\*Look\.\*\*/.test(paragraph),
        /\*\*Do\.\*\*/.test(paragraph),
      ]).toEqual([name, true, true, true]);
    }
  });

  test('the dashboard shows the domain first and the machine after it', () => {
    const [dashboard] = Object.values(dev.template('Watch').findResources('AWS::CloudWatch::Dashboard'));
    const text = JSON.stringify(dashboard);
    for (const name of [
      'OverdueTasks',
      'UnsentMessages',
      'UncertainMessages',
      'StuckWorkflows',
      'SilentSchools',
      'LongestWaitHours',
    ]) {
      expect(text).toContain(name);
    }
    expect(text.indexOf('OverdueTasks')).toBeLessThan(text.indexOf('AWS/Lambda'));
  });

  test('where the worker is a container there is nothing to say of Lambda', () => {
    const names = JSON.stringify(container.template('Watch').findResources('AWS::CloudWatch::Alarm'));
    expect(names).not.toContain('worker-errors');
    expect(names).toContain('workflows-stuck');
  });
});
