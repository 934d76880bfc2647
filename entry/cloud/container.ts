/**
 * The worker as a container: the same activities and workflows, always running, until it is told to stop.
 */
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { createActivities } from '../../activities';
import { TASK_QUEUE } from '../../contract/messages/ids';
import { workerEnvironment } from '../../contract/schemas/cloud';
import { engineLogger } from '../log';
import { readEnvironment } from './environment';
import { cloudLog } from './logging';
import { cloudParts } from './parts';
import { workerPorts } from './workerPorts';

async function main(): Promise<void> {
  Runtime.install({ logger: engineLogger(cloudLog) });
  const environment = readEnvironment(workerEnvironment, process.env);
  const parts = await cloudParts(environment);
  const connection = await NativeConnection.connect(parts.connection);
  const worker = await Worker.create({
    connection,
    namespace: environment.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: join(__dirname, 'workflow-bundle.js') },
    activities: createActivities(workerPorts(parts, environment)),
    dataConverter: parts.dataConverter,
    reuseV8Context: true,
    maxCachedWorkflows: 300,
    shutdownGraceTime: '8s',
    workerDeploymentOptions: {
      version: { deploymentName: environment.DEPLOYMENT, buildId: environment.BUILD_ID },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  });
  await worker.run();
  await connection.close();
}

main().catch((error: unknown) => {
  cloudLog.write({
    level: 'ERROR',
    event: 'worker.ended',
    error: error instanceof Error ? error.name : 'unknown',
  });
  process.exitCode = 1;
});
