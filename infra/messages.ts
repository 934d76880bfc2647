/**
 * Messages: the topic staff subscribe to, SMS with its sender, limit and status, and the topic of alarms.
 */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { type Construct } from 'constructs';
import { type StageConfig } from '../contract/schemas/stage';
import { argued } from './arguments';
import { type BaseStack, type StageProps } from './base';
import { logRetention, NUMBERS_RETENTION } from './retention';

export interface MessagesProps extends StageProps {
  readonly base: BaseStack;
}

export class MessagesStack extends Stack {
  readonly staffTopic: Topic;
  readonly alarmTopic: Topic;
  /** SMS that did not arrive, with the numbers they went to: the only log that holds any. */
  readonly failedSms: LogGroup;

  constructor(scope: Construct, id: string, { stage, config, base, ...props }: MessagesProps) {
    super(scope, id, props);
    const topic = (name: string, displayName: string): Topic =>
      new Topic(this, name, { displayName, masterKey: base.key, enforceSSL: true });
    this.staffTopic = topic('StaffTopic', 'Roed Traad');
    for (const [recipient, address] of Object.entries(config.email.staff)) {
      const filterPolicy = { recipient: SubscriptionFilter.stringFilter({ allowlist: [recipient] }) };
      this.staffTopic.addSubscription(new EmailSubscription(address, { filterPolicy }));
    }
    this.alarmTopic = topic('AlarmTopic', `Roed Traad ${stage}: alarm`);
    for (const address of config.email.alarms)
      this.alarmTopic.addSubscription(new EmailSubscription(address));
    this.failedSms = new LogGroup(this, 'FailedSms', {
      // The name SNS writes to; made here, so that it is encrypted and forgotten soon.
      logGroupName: `sns/${this.region}/${this.account}/DirectPublishToPhoneNumber/Failure`,
      encryptionKey: base.key,
      retention: NUMBERS_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.smsAttributes(config);
  }

  /** Settings of the whole account, for which CloudFormation has no resource. */
  private smsAttributes({ sms, production }: StageConfig): void {
    const role = new Role(this, 'SmsStatusRole', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    this.failedSms.grant(role, 'logs:CreateLogStream', 'logs:PutLogEvents');
    const call = {
      service: 'SNS',
      action: 'setSMSAttributes',
      parameters: {
        attributes: {
          DefaultSenderID: sms.senderId,
          DefaultSMSType: 'Transactional',
          MonthlySpendLimit: String(sms.monthlyLimit),
          DeliveryStatusIAMRole: role.roleArn,
          // Only failures are of use; successes would keep numbers for nothing.
          DeliveryStatusSuccessSamplingRate: '0',
        },
      },
      physicalResourceId: PhysicalResourceId.of('sms-attributes'),
    };
    const caller = new Role(this, 'SmsAttributesRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const log = new LogGroup(this, 'SmsAttributesLog', {
      retention: logRetention(production),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    log.grantWrite(caller);
    const attributes = new AwsCustomResource(this, 'SmsAttributes', {
      onCreate: call,
      onUpdate: call,
      role: caller,
      logGroup: log,
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['sns:SetSMSAttributes'], resources: ['*'] }),
        new PolicyStatement({ actions: ['iam:PassRole'], resources: [role.roleArn] }),
      ]),
    });
    attributes.node.addDependency(role, this.failedSms);
    argued(attributes, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'SMS settings are those of the account: the action takes no resource.',
    });
  }
}
