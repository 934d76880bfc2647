/**
 * The worker: runs workflows and activities, here in the process that starts everything and later on its own.
 */
import { type DataConverter } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities, type Ports } from '../activities';
import { TASK_QUEUE } from '../contract/messages/ids';

export interface WorkerOptions {
  readonly engineAddress: string;
  readonly dataConverter: DataConverter;
  /** File of the pre-built workflow bundle. */
  readonly bundle: string;
  readonly ports: Ports;
}

export interface RunningWorker {
  /** Resolves when the worker has ended; rejects when it failed. */
  readonly ended: Promise<void>;
  /** Finishes what is under way and ends. */
  stop(): Promise<void>;
}

/** A workflow in memory costs 0.3 MB; one that is not costs 20 ms more when it wakes. */
const CACHED_WORKFLOWS = 150;

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const connection = await NativeConnection.connect({ address: options.engineAddress });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: options.bundle },
    activities: createActivities(options.ports),
    dataConverter: options.dataConverter,
    maxCachedWorkflows: CACHED_WORKFLOWS,
    reuseV8Context: true,
    // Work of a worker that was killed is taken up after a second instead of ten.
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: '2s',
    shutdownForceTime: '6s',
  });
  const ended = worker.run().finally(() => connection.close());
  return {
    ended,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
