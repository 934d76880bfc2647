/**
 * The parts every program of the cloud is made of: records, keys, and the engine, as its environment names them.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Client, Connection } from '@temporalio/client';
import { type DataConverter } from '@temporalio/common';
import { join } from 'node:path';
import { dataKeys } from '../../adapters/dataKeys';
import { DynamoTable } from '../../adapters/dynamoTable';
import { kmsKeys } from '../../adapters/kmsKeys';
import { payloadCodec } from '../../adapters/payloadCodec';
import { derivedSecret, readSecret } from '../../adapters/secrets';
import { temporalEngine } from '../../adapters/temporal';
import { type RoutineEnvironment } from '../../contract/schemas/cloud';
import { type Engine } from '../../contract/ports/engine';

export interface CloudParts {
  readonly table: DynamoTable;
  readonly dataConverter: DataConverter;
  /** How clients and workers reach the engine. */
  readonly connection: { readonly address: string; readonly tls: boolean; readonly apiKey?: string };
  /** 32 bytes for one purpose, the same in every program of the stage. */
  secret(purpose: string): Buffer;
  /** A secret by its ARN. */
  readSecret(arn: string): Promise<string>;
}

/** Where AWS is and who asks; in the cloud the SDK knows. */
export interface AwsConfig {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Reads the secrets and puts the parts together; connects to nothing else yet.
 * @param folder where the program and what it loads by path lie
 */
export async function cloudParts(
  environment: RoutineEnvironment,
  aws: AwsConfig = {},
  folder = __dirname,
): Promise<CloudParts> {
  const { TABLE_NAME, PAYLOAD_KEY, APPLICATION_SECRET, ENGINE_SECRET, TEMPORAL_ADDRESS, TEMPORAL_TLS } =
    environment;
  const secrets = new SecretsManagerClient(aws);
  const [application, apiKey] = await Promise.all([
    readSecret(secrets, APPLICATION_SECRET),
    ENGINE_SECRET === undefined ? undefined : readSecret(secrets, ENGINE_SECRET),
  ]);
  const table = new DynamoTable(new DynamoDBClient(aws), TABLE_NAME);
  const keys = dataKeys(table, kmsKeys(new KMSClient(aws), PAYLOAD_KEY), Date.now);
  return {
    table,
    dataConverter: {
      payloadCodecs: [payloadCodec(keys)],
      failureConverterPath: join(folder, 'failureConverter.js'),
    },
    connection: {
      address: TEMPORAL_ADDRESS,
      tls: TEMPORAL_TLS === 'true',
      ...(apiKey !== undefined && { apiKey }),
    },
    secret: (purpose) => derivedSecret(application, purpose),
    readSecret: (arn) => readSecret(secrets, arn),
  };
}

/**
 * The engine for those who start, signal and update workflows.
 * @param connection left out, it is connected to when it is first asked
 */
export function engineOf(
  { connection: options, dataConverter }: CloudParts,
  { TEMPORAL_NAMESPACE }: RoutineEnvironment,
  connection = Connection.lazy(options),
): Engine {
  return temporalEngine(new Client({ connection, namespace: TEMPORAL_NAMESPACE, dataConverter }));
}

/** Makes something once per process; a failure is not remembered, so that the next call tries again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => {
    made ??= make();
    try {
      return await made;
    } catch (error) {
      made = undefined;
      throw error;
    }
  };
}
