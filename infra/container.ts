/**
 * The other supported way to run the worker: a container that always runs, from the same entry, for who would rather not
 * depend on the engine's waking.
 */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GatewayVpcEndpointAwsService, type IVpc, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  Cluster,
  ContainerImage,
  ContainerInsights,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  type ICluster,
  LogDrivers,
} from 'aws-cdk-lib/aws-ecs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { argued, KEY_VARIANTS } from './arguments';
import { logRetention } from './retention';
import { asEnvironment, grantCommon } from './program';
import { grantSending, workerEnvironment, type WorkerProps } from './worker';

export class ContainerStack extends Stack {
  readonly service: FargateService;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    const { config, base, messages, packages, ...rest } = props;
    super(scope, id, rest);
    const log = new LogGroup(this, 'WorkerLog', {
      encryptionKey: base.key,
      retention: logRetention(config.production),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const task = new FargateTaskDefinition(this, 'Task', {
      cpu: 512,
      memoryLimitMiB: 1024,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64 },
    });
    task.addContainer('Worker', {
      image: ContainerImage.fromAsset(`${packages}/container`, { platform: Platform.LINUX_ARM64 }),
      environment: asEnvironment(workerEnvironment(props)),
      logging: LogDrivers.awsLogs({ logGroup: log, streamPrefix: 'worker' }),
      readonlyRootFilesystem: true,
    });
    grantCommon(task.taskRole, base);
    grantSending(task.taskRole, messages);
    this.service = this.fargate(task, config.production);
    argued(task.taskRole, ...KEY_VARIANTS);
    argued(task, {
      id: 'AwsSolutions-ECS2',
      reason: 'The environment holds names and ARNs; secrets are read at run time by ARN.',
    });
    argued(task.obtainExecutionRole(), {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Signing in to the image registry takes no resource.',
    });
  }

  /** Named, because asking AWS for them would take credentials. */
  override get availabilityZones(): string[] {
    return ['a', 'b'].map((zone) => `${this.region}${zone}`);
  }

  /** Public subnets without a way in: cheaper than a NAT gateway, and the worker only calls out. */
  private fargate(taskDefinition: FargateTaskDefinition, production: boolean): FargateService {
    const vpc: IVpc = new Vpc(this, 'Network', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'out', subnetType: SubnetType.PUBLIC, cidrMask: 26 }],
      gatewayEndpoints: { table: { service: GatewayVpcEndpointAwsService.DYNAMODB } },
      // The class and its interface disagree on what may be undefined.
    }) as IVpc;
    argued(
      vpc,
      { id: 'AwsSolutions-VPC7', reason: 'Nothing can come in, and what goes out is AWS and the engine.' },
      {
        id: 'CloudFormation-Validate::W3010',
        reason: 'Zones are named because looking them up takes credentials.',
      },
    );
    const cluster = new Cluster(this, 'Cluster', {
      vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    }) as ICluster;
    return new FargateService(this, 'Service', {
      cluster,
      taskDefinition,
      desiredCount: production ? 2 : 1,
      minHealthyPercent: 100,
      assignPublicIp: true,
      securityGroups: [new SecurityGroup(this, 'OutOnly', { vpc, description: 'Nothing comes in' })],
      circuitBreaker: { rollback: true },
    });
  }
}
