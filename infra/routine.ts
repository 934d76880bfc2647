/**
 * What runs by itself: the routine, every few minutes, and the status of SMS that did not arrive.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { argued } from './arguments';
import { type BaseStack, type StageProps } from './base';
import { OwnFunction, packaged } from './lambda';
import { type MessagesStack } from './messages';
import { asEnvironment, commonEnvironment, grantCommon } from './program';

export interface RoutineProps extends StageProps {
  readonly base: BaseStack;
  readonly messages: MessagesStack;
  readonly packages: string;
}

const EVERY_MINUTES = 5;
/** A failed event is looked at by a person: time enough for holidays. */
const KEEP_FAILED = Duration.days(14);

export class RoutineStack extends Stack {
  readonly routine: OwnFunction;
  readonly smsStatus: OwnFunction;
  /** Events no program could deal with. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: RoutineProps) {
    const { stage, config, base, messages, packages, ...rest } = props;
    super(scope, id, rest);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: base.key,
      enforceSSL: true,
      retentionPeriod: KEEP_FAILED,
    });
    argued(this.deadLetters, { id: 'AwsSolutions-SQS3', reason: 'It is the dead-letter queue.' });
    const shared = {
      environment: asEnvironment(commonEnvironment(stage, config, base)),
      key: base.key,
      production: config.production,
      onFailure: new SqsDestination(this.deadLetters),
    };
    this.routine = new OwnFunction(this, 'Routine', {
      ...shared,
      code: packaged(packages, 'routine'),
      description: 'Delivers what is owed, starts what runs by itself, measures',
      timeout: Duration.minutes(EVERY_MINUTES - 1),
      reservedConcurrentExecutions: 1,
      // The next one does the same.
      retryAttempts: 0,
    });
    this.smsStatus = new OwnFunction(this, 'SmsStatus', {
      ...shared,
      code: packaged(packages, 'smsStatus'),
      description: 'Turns an SMS that did not arrive into a call',
      timeout: Duration.seconds(60),
      retryAttempts: 2,
    });
    for (const program of [this.routine, this.smsStatus]) grantCommon(program, base);
    new Rule(this, 'EveryFewMinutes', {
      schedule: Schedule.rate(Duration.minutes(EVERY_MINUTES)),
      targets: [new LambdaTarget(this.routine, { retryAttempts: 0 })],
    });
    new SubscriptionFilter(this, 'FailedSmsFilter', {
      logGroup: messages.failedSms,
      destination: new LambdaDestination(this.smsStatus),
      filterPattern: FilterPattern.allEvents(),
    });
  }
}
