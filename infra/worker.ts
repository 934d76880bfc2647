/**
 * The worker on Lambda: woken by the engine when there is work, one published version per build id.
 */
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  ArnPrincipal,
  CompositePrincipal,
  type IGrantable,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { type CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { type Construct } from 'constructs';
import { DEPLOYMENT, type WorkerEnvironment, type WorkerOutput } from '../contract/schemas/cloud';
import { argued } from './arguments';
import { type BaseStack, type StageProps } from './base';
import { OwnFunction, packaged } from './lambda';
import { type MessagesStack } from './messages';
import { asEnvironment, commonEnvironment, grantCommon } from './program';

export interface WorkerProps extends StageProps {
  readonly base: BaseStack;
  readonly messages: MessagesStack;
  /** Folder of the packaged programs. */
  readonly packages: string;
  readonly buildId: string;
}

/** The program ends itself after some seconds; this is when Lambda would. */
const TIMEOUT_S = 60;
/** As many at once as the engine may wake; each takes ten workflow tasks and two activities at a time. */
const AT_ONCE = 10;

export class WorkerStack extends Stack {
  readonly worker: OwnFunction;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    const { config, base, messages, packages, buildId, ...rest } = props;
    super(scope, id, rest);
    this.worker = new OwnFunction(this, 'Worker', {
      code: packaged(packages, 'worker'),
      environment: asEnvironment(workerEnvironment(props)),
      description: `Workflows and activities, build ${buildId}`,
      timeout: Duration.seconds(TIMEOUT_S),
      memorySize: 1024,
      reservedConcurrentExecutions: AT_ONCE,
      key: base.key,
      production: config.production,
      currentVersionOptions: {
        // An old version finishes what is pinned to it; npm run deploy removes it when it is drained.
        removalPolicy: RemovalPolicy.RETAIN,
        // The engine wakes again by itself: a wake that failed must not come late on top.
        retryAttempts: 0,
        maxEventAge: Duration.seconds(60),
      },
    });
    grantCommon(this.worker, base);
    grantSending(this.worker, messages);
    const version = this.worker.currentVersion;
    const waker = this.wakerRole(config);
    const output = (name: WorkerOutput, value: string): CfnOutput => new CfnOutput(this, name, { value });
    output('WorkerVersionArn', version.functionArn);
    output('WakerRoleArn', waker.roleArn);
  }

  /** The role the engine takes to wake the worker: two actions on this one function. */
  private wakerRole({ engine }: WorkerProps['config']): Role {
    const role = new Role(this, 'Waker', {
      description: 'Taken by the engine to wake the worker',
      assumedBy: new CompositePrincipal(...engine.wakers.map((arn) => new ArnPrincipal(arn))).withConditions({
        StringEquals: { 'sts:ExternalId': engine.externalId },
      }),
    });
    const arn = this.worker.functionArn;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction', 'lambda:GetFunction'],
        resources: [arn, `${arn}:*`],
      }),
    );
    argued(role, {
      id: `AwsSolutions-IAM5[Resource::<${logicalId(this.worker)}.Arn>:*]`,
      reason:
        'Each version of this one function has an address of its own, and old versions drain beside the new.',
    });
    return role;
  }
}

/** The name a function goes by in its template, and in what cdk-nag finds. */
const logicalId = (worker: OwnFunction): string =>
  Stack.of(worker).getLogicalId(worker.node.defaultChild as CfnFunction);

/** What the worker is told, wherever it runs. */
export function workerEnvironment({
  stage,
  config,
  base,
  messages,
  buildId,
}: WorkerProps): WorkerEnvironment {
  return {
    ...commonEnvironment(stage, config, base),
    STAFF_TOPIC: messages.staffTopic.topicArn,
    DEPLOYMENT,
    BUILD_ID: buildId,
  };
}

/** E-mail through the one topic, and SMS to numbers, which are no topics and have no ARN. */
export function grantSending(grantee: IGrantable, { staffTopic }: MessagesStack): void {
  staffTopic.grantPublish(grantee);
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] }),
  );
}
