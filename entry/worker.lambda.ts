/**
 * The worker on Lambda. The engine wakes it when there is work; it works for some seconds and ends, because it is paid
 * by the second and never ends by itself.
 */
import { type LambdaHandler, runWorker } from '@temporalio/lambda-worker';
import { join } from 'node:path';
import { createActivities } from '../activities';
import { TASK_QUEUE } from '../contract/messages/ids';
import { workerEnvironment } from '../contract/schemas/cloud';
import { readEnvironment } from './cloud/environment';
import { cloudLog } from './cloud/logging';
import { cloudParts, once } from './cloud/parts';
import { workerPorts } from './cloud/workerPorts';
import { engineLogger } from './log';

/** How long one wake works. */
const WORK_MS = 15_000;
/** Longer than an activity may take (7 s), so that none is cut off; and two seconds to leave. */
const GRACE_MS = 8_000;
const BUFFER_MS = GRACE_MS + 2_000;

/** What of Lambda's context is used. */
interface Invocation {
  getRemainingTimeInMillis(): number;
}

const worker = once(async (): Promise<LambdaHandler> => {
  const environment = readEnvironment(workerEnvironment, process.env);
  const parts = await cloudParts(environment);
  const version = { deploymentName: environment.DEPLOYMENT, buildId: environment.BUILD_ID };
  return runWorker(version, (config) => {
    config.namespace = environment.TEMPORAL_NAMESPACE;
    config.connectionOptions = parts.connection;
    config.shutdownDeadlineBufferMs = BUFFER_MS;
    config.runtimeOptions.logger = engineLogger(cloudLog);
    Object.assign(config.workerOptions, {
      taskQueue: TASK_QUEUE,
      workflowBundle: { codePath: join(__dirname, 'workflow-bundle.js') },
      activities: createActivities(workerPorts(parts, environment)),
      dataConverter: parts.dataConverter,
      shutdownGraceTime: GRACE_MS,
      // Work of a worker that was killed is taken up after a second instead of ten.
      stickyQueueScheduleToStartTimeout: '1s',
      reuseV8Context: true,
      // Journeys live for years: they follow the newest version.
      workerDeploymentOptions: { defaultVersioningBehavior: 'AUTO_UPGRADE' },
    });
  });
});

export async function handler(event: unknown, context: Invocation): Promise<void> {
  const work = await worker();
  await work(event, shortened(context));
}

/** The invocation, as if it had to end when we have worked long enough. */
function shortened(context: Invocation): Parameters<LambdaHandler>[1] {
  const endsAt = Date.now() + Math.min(context.getRemainingTimeInMillis(), WORK_MS + BUFFER_MS);
  const own: Invocation = { getRemainingTimeInMillis: () => endsAt - Date.now() };
  return Object.assign(Object.create(context) as Invocation, own) as Parameters<LambdaHandler>[1];
}
