/**
 * What every program of ours is told and may do: rows, data keys, secrets, engine.
 */
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type RoutineEnvironment } from '../contract/schemas/cloud';
import { type StageConfig } from '../contract/schemas/stage';
import { type BaseStack } from './base';
import { rowActions } from './lambda';

/** The environment all programs share. */
export function commonEnvironment(
  stage: string,
  { engine }: StageConfig,
  base: BaseStack,
): RoutineEnvironment {
  return {
    STAGE: stage,
    PAGES: base.pages,
    TABLE_NAME: base.table.tableName,
    PAYLOAD_KEY: base.payloadKey.keyArn,
    APPLICATION_SECRET: base.applicationSecret.secretArn,
    TEMPORAL_ADDRESS: engine.address,
    TEMPORAL_NAMESPACE: engine.namespace,
    TEMPORAL_TLS: engine.tls ? 'true' : 'false',
    ...(base.engineSecret && { ENGINE_SECRET: base.engineSecret.secretArn }),
  };
}

/** What all programs may do. */
export function grantCommon(grantee: IGrantable, base: BaseStack): void {
  grantee.grantPrincipal.addToPrincipalPolicy(rowActions(base.table.tableArn));
  base.key.grantEncryptDecrypt(grantee);
  base.key.grant(grantee, 'kms:DescribeKey'); // DynamoDB asks for it on behalf of whoever reads
  base.payloadKey.grant(grantee, 'kms:Encrypt', 'kms:Decrypt');
  grantSecret(grantee, base.applicationSecret);
  if (base.engineSecret) grantSecret(grantee, base.engineSecret);
}

/** Reading one secret. CDK's own grant would write the grantee into the key's policy, two stacks in a circle. */
export function grantSecret(grantee: IGrantable, { secretArn }: Pick<ISecret, 'secretArn'>): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] }),
  );
}

/** An environment as Lambda takes it: what is unset is left out. */
export function asEnvironment(environment: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
