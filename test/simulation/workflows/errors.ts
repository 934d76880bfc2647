/** How an error looks to a workflow: what a test can compare between the virtual and the real server. */
import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TerminatedFailure,
  TimeoutFailure,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';

/** One link of an error's chain of causes. */
export interface SeenError {
  readonly class: string;
  readonly message: string;
  /** An application failure's own type. */
  readonly type?: string;
  readonly details?: unknown;
  readonly nonRetryable?: boolean;
  readonly retryState?: string;
  readonly timeout?: string;
}

const CLASSES = {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TerminatedFailure,
  TimeoutFailure,
  WorkflowExecutionAlreadyStartedError,
};

/** The error and its causes, outermost first. */
export function seen(error: unknown): SeenError[] {
  if (!(error instanceof Error)) return [];
  const known = Object.entries(CLASSES).find(([, type]) => error instanceof type)?.[0];
  const link: SeenError = {
    class: known ?? error.name,
    message: error.message,
    ...(error instanceof ApplicationFailure && {
      type: String(error.type),
      nonRetryable: error.nonRetryable === true,
      ...(error.details?.length && { details: error.details }),
    }),
    ...((error instanceof ActivityFailure || error instanceof ChildWorkflowFailure) && {
      retryState: String(error.retryState),
    }),
    ...(error instanceof TimeoutFailure && { timeout: String(error.timeoutType) }),
  };
  return [link, ...seen(error.cause)];
}

/** What came of something tried: its value, or the error as the workflow saw it. */
export type Tried = { readonly value: unknown } | { readonly error: SeenError[] };

export async function tried(attempt: Promise<unknown>): Promise<Tried> {
  try {
    return { value: (await attempt) ?? null };
  } catch (error) {
    return { error: seen(error) };
  }
}
