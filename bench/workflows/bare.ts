/** A workflow that imports nothing but what any workflow must: the measure for ours. */
import { condition } from '@temporalio/workflow';

export async function bare(): Promise<void> {
  await condition(() => false);
}
