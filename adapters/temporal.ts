/**
 * The engine on Temporal: workflows are started by name and id, never twice; what a person does is an update with the
 * request's id, so that a repetition does nothing more.
 */
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import {
  ApplicationFailure,
  type SignalDefinition,
  type UpdateDefinition,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/common';
import {
  capacityId,
  DISPATCH_ID,
  journeyId,
  type OfferRef,
  schoolFeedId,
  staffLeaveId,
  TASK_QUEUE,
  YEAR_WHEEL_ID,
} from '../contract/messages/ids';
import { answerPulseUpdate } from '../contract/messages/pulses';
import {
  placesChangedSignal,
  placeSignal,
  type PlaceWish,
  withdrawArrangementUpdate,
} from '../contract/messages/arrangements';
import { answerYouthsUpdate } from '../contract/messages/rounds';
import {
  absenceSignal,
  dayConfirmedSignal,
  leavingSignal,
  messageFailedSignal,
  personChangedSignal,
  reviewSignal,
  schoolEventSignal,
  wakeSignal,
  wishForAnotherSignal,
} from '../contract/messages/procedures';
import {
  answerTaskUpdate,
  bookTaskUpdate,
  commentTaskUpdate,
  completeTaskUpdate,
  moveAgreementUpdate,
  postponeTaskUpdate,
  reassignTaskUpdate,
  type Refusal,
  reopenTaskUpdate,
} from '../contract/messages/tasks';
import { type Engine, EngineBusyError, type TaskDeeds, TaskRefusedError } from '../contract/ports/engine';
import { gone, workflowsOf } from './temporalView';

/** How long a person waits for a yes before "try again in a moment". */
const DEADLINE_MS = 15_000;

const UPDATES: { readonly [Deed in keyof TaskDeeds]: UpdateDefinition<undefined, [TaskDeeds[Deed]]> } = {
  completeTask: completeTaskUpdate,
  postponeTask: postponeTaskUpdate,
  reassignTask: reassignTaskUpdate,
  bookTask: bookTaskUpdate,
  answerTask: answerTaskUpdate,
  commentTask: commentTaskUpdate,
  reopenTask: reopenTaskUpdate,
};

const REFUSALS: Readonly<Record<Refusal, true>> = {
  unknownTask: true,
  alreadyClosed: true,
  invalidOutcome: true,
  notInFuture: true,
  nothingToBook: true,
  notClosed: true,
  nextStepTouched: true,
  procedureClosed: true,
  noMeeting: true,
  noQuestion: true,
  answersMissing: true,
  unknownYouth: true,
};

/** gRPC codes after which asking again can help. */
const BUSY_CODES = new Set([
  1, // CANCELLED
  4, // DEADLINE_EXCEEDED
  8, // RESOURCE_EXHAUSTED: more updates in flight than a workflow takes
  10, // ABORTED
  14, // UNAVAILABLE
]);

/** @param pages address of the engine's own web pages, `http://127.0.0.1:8233`, where it has any. */
export function temporalEngine(client: Client, pages?: string): Engine {
  const { workflow, connection } = client;

  /** Asks the engine within the deadline; rejects with {@link EngineBusyError} when it does not answer. */
  async function ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await connection.withDeadline(Date.now() + DEADLINE_MS, question);
    } catch (error) {
      throw isBusy(error) ? new EngineBusyError('the engine did not answer', { cause: error }) : error;
    }
  }

  /** Starts a workflow unless one with this id runs. */
  async function start(type: string, workflowId: string, args: unknown[]): Promise<void> {
    await ask(() => workflow.start(type, { workflowId, args, ...ONE_AT_A_TIME }));
  }

  /** Signals a workflow; one that no longer runs has nothing to hear. */
  async function signal<Args extends unknown[]>(
    workflowId: string,
    definition: SignalDefinition<Args>,
    ...args: Args
  ): Promise<void> {
    try {
      await ask(() => workflow.getHandle(workflowId).signal(definition, ...args));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  /** Does something a person must see succeed; rejects with the workflow's refusal. */
  async function update<Args>(
    workflowId: string,
    definition: UpdateDefinition<undefined, [Args]>,
    args: Args,
    updateId: string,
  ): Promise<void> {
    const handle = workflow.getHandle(workflowId);
    try {
      await ask(() => handle.executeUpdate(definition, { args: [args], updateId }));
    } catch (error) {
      throw refusalOf(error) ?? error;
    }
  }

  return {
    startJourney: (input) => start('journey', journeyId(input.youth), [input]),
    startSchoolFeed: (input) => start('schoolFeed', schoolFeedId(input.school), [input]),
    startDispatch: () => start('dispatch', DISPATCH_ID, []),
    startYearWheel: (input) => start('yearWheel', YEAR_WHEEL_ID, [input]),
    async reportAbsence(input, report) {
      await ask(() =>
        workflow.signalWithStart('journey', {
          workflowId: journeyId(input.youth),
          args: [input],
          signal: absenceSignal,
          signalArgs: [report],
          ...ONE_AT_A_TIME,
        }),
      );
    },
    reportSchoolEvent: (youth, event) => signal(journeyId(youth), schoolEventSignal, event),
    personChanged: (youth, change) => signal(journeyId(youth), personChangedSignal, change),
    reviewJourney: (youth, atOnce) =>
      signal(journeyId(youth), reviewSignal, ...(atOnce === true ? [{ atOnce }] : [])),
    wishForAnother: (youth) => signal(journeyId(youth), wishForAnotherSignal),
    messageFailed: (youth, failure) => signal(journeyId(youth), messageFailedSignal, failure),
    dayConfirmed: (school) => signal(schoolFeedId(school), dayConfirmedSignal),
    async staffLeaving(input) {
      await ask(() =>
        workflow.signalWithStart('staffLeave', {
          workflowId: staffLeaveId(input.staff),
          args: [input],
          signal: leavingSignal,
          signalArgs: [],
          ...ONE_AT_A_TIME,
        }),
      );
    },
    async wakeDispatch(at) {
      await ask(() =>
        workflow.signalWithStart('dispatch', {
          workflowId: DISPATCH_ID,
          args: [],
          signal: wakeSignal,
          signalArgs: [at],
          ...ONE_AT_A_TIME,
        }),
      );
    },
    async wishForPlace(offer, wish) {
      const told = { signal: placeSignal, signalArgs: [wish] as [PlaceWish] };
      await ask(() => workflow.signalWithStart('capacity', { ...placesOf(offer), ...told }));
    },
    async placesChanged(offer) {
      const told = { signal: placesChangedSignal, signalArgs: [] as [] };
      await ask(() => workflow.signalWithStart('capacity', { ...placesOf(offer), ...told }));
    },
    withdrawArrangement: (id, args, requestId) => update(id, withdrawArrangementUpdate, args, requestId),
    act: (workflowId, deed, args, requestId) => update(workflowId, UPDATES[deed], args, requestId),
    answerPulse: (workflowId, args, requestId) => update(workflowId, answerPulseUpdate, args, requestId),
    moveAgreement: (workflowId, args, requestId) => update(workflowId, moveAgreementUpdate, args, requestId),
    answerYouths: (roundId, args, requestId) => update(roundId, answerYouthsUpdate, args, requestId),
    gone: (ids) => ask(() => gone(workflow, ids)),
    workflows: (of) => ask(() => workflowsOf(workflow, of)),
    webAddress: (workflowId, runId) =>
      pages === undefined
        ? undefined
        : `${pages}/namespaces/${workflow.options.namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}`,
  };
}

const ONE_AT_A_TIME = {
  taskQueue: TASK_QUEUE,
  workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
} as const;

/** R35: the offer's places, which need not run yet. */
const placesOf = (offer: OfferRef) => ({
  workflowId: capacityId(offer),
  args: [{ offer }],
  ...ONE_AT_A_TIME,
});

/** The workflow's no, if that is what the error says. */
function refusalOf(error: unknown): TaskRefusedError | undefined {
  if (error instanceof WorkflowNotFoundError) return new TaskRefusedError('procedureClosed');
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure))
    return undefined;
  const { type, details } = error.cause;
  return isRefusal(type) ? new TaskRefusedError(type, details?.[0]) : undefined;
}

function isRefusal(code: string | undefined | null): code is Refusal {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code);
}

function isBusy(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && BUSY_CODES.has(cause.code);
}
