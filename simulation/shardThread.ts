/**
 * The thread side of `simulate`: lives through one part after the other.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { runShard } from './shard';
import { type ShardJob, type ShardMessage } from './simulate';

/** Answers jobs until the thread is ended. To be called by the file a thread runs. */
export function serveShards(): void {
  const { bundle } = workerData as { readonly bundle: string };
  const port = parentPort;
  if (!port) throw new Error('this runs in a thread of simulate');
  const tell = (message: ShardMessage): void => {
    port.postMessage(message);
  };
  port.on('message', ({ index, population, options }: ShardJob) => {
    const progress = (share: number): void => {
      tell({ index, share });
    };
    runShard(population, options, bundle, progress).then(
      (result) => {
        tell({ index, result });
      },
      (error: unknown) => {
        tell({ index, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
  });
}
