/**
 * The engine as a deployment finds it, before anything is changed: can it be reached, does it know us, has it our
 * namespace.
 */
import { Connection, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { type StageConfig } from '../../../contract/schemas/stage';

/** The engine cannot be used. The message is for the user, in Danish. */
export class EngineRefusedError extends Error {}

/** gRPC's codes. */
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;
const NOT_FOUND = 5;

const CONNECT_WITHIN_MS = 10_000;

/** Connects and looks for the namespace. Rejects with {@link EngineRefusedError}. */
export async function connectEngine(
  engine: StageConfig['engine'],
  apiKey: string | undefined,
  withinMs = CONNECT_WITHIN_MS,
): Promise<Connection> {
  const { address, namespace, tls } = engine;
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({
      address,
      tls,
      connectTimeout: withinMs,
      ...(apiKey !== undefined && { apiKey }),
    });
    await connection.workflowService.describeNamespace({ namespace });
    return connection;
  } catch (error) {
    await connection?.close();
    throw new EngineRefusedError(reasonOf(error, engine), { cause: error });
  }
}

function reasonOf(error: unknown, { address, namespace }: StageConfig['engine']): string {
  const cause = error instanceof ServiceError ? error.cause : error;
  const code: number | undefined = isGrpcServiceError(cause) ? cause.code : undefined;
  if (code === NOT_FOUND) return `Motoren på ${address} har intet namespace, der hedder ${namespace}.`;
  if (code === UNAUTHENTICATED || code === PERMISSION_DENIED) {
    return `Motoren på ${address} lukker os ikke ind i ${namespace}. Er TEMPORAL_API_KEY rigtig og ikke udløbet?`;
  }
  return `Motoren på ${address} svarer ikke.`;
}
