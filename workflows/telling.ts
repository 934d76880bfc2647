/**
 * Telling another workflow something that it may no longer be there to hear.
 */
import { getExternalWorkflowHandle, type SignalDefinition } from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';

/** Signals a workflow; false when it no longer runs (it has ended, or an operator terminated it). */
export async function tell<Args extends unknown[]>(
  workflowId: string,
  signal: SignalDefinition<Args>,
  ...args: Args
): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(signal, ...args);
    return true;
  } catch (error) {
    if (error instanceof ApplicationFailure) return false;
    throw error;
  }
}
