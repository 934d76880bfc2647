/**
 * Fetches what the tests need beside packages: the engine, and its stand-in that skips time. Prints where they are, as
 * `NAME=path` lines.
 */
import { engineBinary, testServerBinary } from './binaries';
import { CACHE } from './options';
import { progressOn } from './progress';

const progress = progressOn(process.stdout, false);

async function prepare(): Promise<void> {
  console.log(`TEMPORAL_DEV_SERVER=${await engineBinary(CACHE, progress)}`);
  console.log(`TEMPORAL_TEST_SERVER=${await testServerBinary(CACHE, progress)}`);
}

prepare().then(
  () => {
    process.exit(0); // the SDK's runtime would keep us
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
