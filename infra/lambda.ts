/**
 * A function as all of ours are: Node.js 24 on arm64, a role that may do what is granted and nothing else, an
 * encrypted log that is forgotten after a while.
 */
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  type FunctionProps,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { logRetention } from './retention';
import { argued, KEY_VARIANTS, TRACING_NEEDS_ANY } from './arguments';

export interface OwnFunctionProps extends Partial<FunctionProps> {
  /** Folder of the packaged program. */
  readonly code: Code;
  readonly environment: Record<string, string>;
  readonly description: string;
  readonly timeout: Duration;
  /** Encrypts the log and the environment. */
  readonly key: IKey;
  readonly production: boolean;
}

export class OwnFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { key, production, ...props }: OwnFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      encryptionKey: key,
      retention: logRetention(production),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Ours instead of the managed policy, which may write to every log.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      memorySize: 512,
      tracing: Tracing.ACTIVE,
      environmentEncryption: key,
      role,
      logGroup,
      ...props,
    });
    argued(role, TRACING_NEEDS_ANY, ...KEY_VARIANTS);
  }
}

/** Reading, writing and removing rows; never scanning, changing or deleting the table. */
export const rowActions = (tableArn: string): PolicyStatement =>
  new PolicyStatement({
    actions: [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
    ],
    resources: [tableArn],
  });

/** Folder a program was packaged into: `dist/lambda/worker`. */
export const packaged = (packages: string, name: string): Code => Code.fromAsset(`${packages}/${name}`);
