/**
 * The two servers of the loop: moto, which stands in for AWS's data services, and the engine with its controller of
 * workers.
 */
import { Connection } from '@temporalio/client';
import { join } from 'node:path';
import { freePort } from '../../freePort';
import { type Started, startServer } from './children';

/** What everything here calls itself; AWS's stand-ins let anybody in. */
export const AWS = {
  region: 'eu-north-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

/** AWS's settings as environment variables, for programs that are to find the stand-ins. */
export const awsEnvironment = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: AWS.region,
  AWS_ACCESS_KEY_ID: AWS.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: AWS.credentials.secretAccessKey,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** @param packages folder with moto and what it needs */
export async function startMoto(packages: string): Promise<Started> {
  const port = String(await freePort());
  return startServer(
    'moto',
    ['python3', '-m', 'moto.server', '-H', '127.0.0.1', '-p', port],
    { PYTHONPATH: packages },
    `http://127.0.0.1:${port}`,
    async (url) => {
      try {
        return (await fetch(`${url}/moto-api/`)).ok;
      } catch {
        return false; // not there yet
      }
    },
  );
}

export interface StartedEngine extends Started {
  /** `127.0.0.1:7233`. */
  readonly address: string;
}

/**
 * The engine, able to wake workers on Lambda.
 * @param binary path of the `temporal` program
 * @param folder where it keeps its database
 * @param aws address it finds STS and Lambda at
 */
export async function startEngine(binary: string, folder: string, aws: string): Promise<StartedEngine> {
  const [port, uiPort] = [await freePort(), await freePort()];
  const address = `127.0.0.1:${String(port)}`;
  const controller = {
    'workercontroller.enabled': true,
    'workercontroller.compute_providers.enabled': ['aws-lambda'],
    'workercontroller.scaling_algorithms.enabled': ['no-sync'],
  };
  const settings = Object.entries(controller).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
  const started = await startServer(
    'Motoren',
    [
      binary,
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
      ...['--db-filename', join(folder, 'engine.db'), '--log-level', 'error'],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL', ...settings],
    ],
    awsEnvironment(aws),
    `http://127.0.0.1:${String(uiPort)}`,
    () => answers(address),
  );
  return { ...started, address };
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false; // not there yet
  }
}
