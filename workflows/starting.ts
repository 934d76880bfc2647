/**
 * Starting another workflow that lives on by itself, whatever becomes of the one that started it.
 */
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/common';
import { procedureId, type YouthRef } from '../contract/messages/ids';

/** Starts the workflow; false when its id has ever been used. */
export async function startOnce(
  type: string,
  workflowId: string,
  input: unknown,
  summary: string,
): Promise<boolean> {
  try {
    await startChild(type, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      staticSummary: summary,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Starts the next of a youth's procedures; a number that a lost journey has used is passed over. */
export async function startNext(
  type: string,
  last: number,
  youth: YouthRef,
  summary: string,
  inputOf: (workflowId: string) => unknown,
): Promise<{ n: number; workflowId: string }> {
  for (let n = last + 1; ; n += 1) {
    const workflowId = procedureId(type, youth, n);
    if (await startOnce(type, workflowId, inputOf(workflowId), summary)) return { n, workflowId };
  }
}
