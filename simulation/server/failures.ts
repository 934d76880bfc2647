/** Failures as the server and the SDK's core write them; workflows and clients see these very types and messages. */
import { type Failure, RetryState, TimeoutType } from '../sandbox';

/** How an activity is named in failures. */
export interface ActivityName {
  readonly type: string;
  readonly id: string;
}
/** How a child is named in failures. */
export interface ChildName {
  readonly type: string;
  readonly workflowId: string;
  readonly runId: string;
}

const CANCELLED: Failure = { canceledFailureInfo: {} };

function activityFailure(
  name: ActivityName,
  message: string,
  retryState: RetryState,
  cause: Failure,
): Failure {
  const activityFailureInfo = { activityType: { name: name.type }, activityId: name.id, retryState };
  return { message, cause, activityFailureInfo };
}

export const activityFailed = (name: ActivityName, cause: Failure, retryState: RetryState): Failure =>
  activityFailure(name, 'Activity task failed', retryState, cause);

export const activityTimedOut = (name: ActivityName, cause: Failure, retryState: RetryState): Failure =>
  activityFailure(name, 'Activity task timed out', retryState, cause);

export const activityCancelled = (name: ActivityName): Failure =>
  activityFailure(name, 'Activity cancelled', RetryState.RETRY_STATE_CANCEL_REQUESTED, CANCELLED);

export const localActivityCancelled = (name: ActivityName): Failure =>
  activityFailure(name, 'Local Activity cancelled', RetryState.RETRY_STATE_CANCEL_REQUESTED, {
    ...CANCELLED,
    message: 'Activity cancelled',
  });

export const localActivityTimedOut = (name: ActivityName): Failure =>
  activityFailure(name, 'Local Activity timed out', RetryState.RETRY_STATE_CANCEL_REQUESTED, {
    message: 'Activity timed out',
    timeoutFailureInfo: { timeoutType: TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE },
  });

export const startToCloseTimeout = (): Failure => ({
  message: 'activity StartToClose timeout',
  timeoutFailureInfo: { timeoutType: TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE },
});

function childFailure(name: ChildName, message: string, retryState: RetryState, cause: Failure): Failure {
  const { type, workflowId, runId } = name;
  const childWorkflowExecutionFailureInfo = {
    workflowType: { name: type },
    workflowExecution: { workflowId, runId },
    retryState,
  };
  return { message, cause, childWorkflowExecutionFailureInfo };
}

export const childFailed = (name: ChildName, cause: Failure): Failure =>
  childFailure(name, 'Child Workflow execution failed', RetryState.RETRY_STATE_RETRY_POLICY_NOT_SET, cause);

export const childCancelled = (name: ChildName): Failure =>
  childFailure(
    name,
    'Child Workflow execution cancelled',
    RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
    CANCELLED,
  );

export const childTerminated = (name: ChildName): Failure =>
  childFailure(name, 'Child Workflow execution terminated', RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE, {
    message: 'Terminated',
    terminatedFailureInfo: {},
  });

export const childCancelledBeforeStart = (name: ChildName, reason: string): Failure =>
  childFailure(
    name,
    `Child Workflow Execution cancelled before scheduled: ${reason}`,
    RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
    CANCELLED,
  );

export const signalCancelled = (): Failure => ({
  message: 'Signal was cancelled before being sent',
  canceledFailureInfo: {},
});

/** What a workflow sees when the workflow it signals does not run. */
export const signalTargetMissing = (): Failure => ({
  message: 'Unable to signal external workflow because it was not found',
  applicationFailureInfo: { type: 'ExternalWorkflowExecutionNotFound' },
});

/** What a workflow sees when the workflow it wants cancelled has never been. */
export const cancelTargetMissing = (): Failure => ({
  message: 'Unable to cancel external workflow because not found',
  applicationFailureInfo: { type: 'ExternalWorkflowExecutionNotFound' },
});

/** What whoever sent an accepted update sees when the workflow closes before it is done. */
export const updateAborted = (): Failure => ({
  message: 'Workflow Update failed because the Workflow completed before the Update completed.',
  applicationFailureInfo: { type: 'AcceptedUpdateCompletedWorkflow', nonRetryable: true },
});
