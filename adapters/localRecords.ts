/**
 * Records on one machine: dynalite inside this process, LevelDB files in the data directory.
 *
 * LevelDB hands every acknowledged write to the operating system, so a killed process loses nothing; it does not wait
 * for the disk, so a power cut may lose the last moments.
 *
 * dynalite lets anybody in who reaches its port, web pages included. Here it only answers who knows the access key of
 * this start.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  type IncomingMessage,
  type RequestListener,
  Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { createTable, DynamoTable } from './dynamoTable';

const TABLE = 'roed-traad';

export interface LocalRecords {
  readonly table: DynamoTable;
  readonly close: () => Promise<void>;
}

/** The records did not open: another process has them, for instance. */
export class RecordsUnavailableError extends Error {}

/**
 * Opens the records in a directory, which is made where there is none; `directory` left out keeps them in memory.
 * Rejects with {@link RecordsUnavailableError}.
 */
export async function openLocalRecords(directory?: string): Promise<LocalRecords> {
  const accessKeyId = randomBytes(24).toString('hex');
  const server = dynalite({ createTableMs: 0, ...(directory !== undefined && { path: directory }) });
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.authorization?.includes(`Credential=${accessKeyId}/`) === true) {
      answer?.(request, response);
    } else {
      response.writeHead(403).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    region: 'local',
    credentials: { accessKeyId, secretAccessKey: randomBytes(24).toString('hex') },
  });
  const close = async (): Promise<void> => {
    client.destroy();
    server.closeAllConnections();
    await new Promise<void>((resolve, reject) => {
      server.close((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  };
  try {
    await orThrown(createTable(client, TABLE));
  } catch (error) {
    client.destroy();
    server.closeAllConnections();
    HttpServer.prototype.close.call(server); // dynalite's own would wait for what never comes
    throw new RecordsUnavailableError('the records did not open', { cause: error });
  }
  return { table: new DynamoTable(client, TABLE), close };
}

/** Rejects, too, with what is thrown meanwhile: dynalite has no other way to say that its files cannot be opened. */
async function orThrown<T>(opening: Promise<T>): Promise<T> {
  let hear: (error: Error) => void = () => undefined;
  const thrown = new Promise<never>((_, reject) => {
    hear = reject;
  });
  process.once('uncaughtException', hear);
  try {
    return await Promise.race([opening, thrown]);
  } finally {
    process.off('uncaughtException', hear);
  }
}
