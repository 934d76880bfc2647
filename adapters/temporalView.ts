/**
 * Looking at workflows: which there are, which are gone, and which keep failing. Codes only; the texts of failures
 * stay encrypted.
 */
import {
  type WorkflowClient,
  type WorkflowExecutionDescription,
  type WorkflowExecutionInfo,
  WorkflowNotFoundError,
} from '@temporalio/client';
import {
  absenceCaseId,
  journeyId,
  schoolFeedId,
  type SchoolRef,
  type YouthRef,
} from '../contract/messages/ids';
import { type WorkflowSummary } from '../contract/ports/engine';
import { inParallel } from './parallel';

/** A first attempt that failed is tried again at once; from the second on it is worth telling. */
const FAILING_FROM_ATTEMPT = 2;
/** As many workflows as one page of the administrator's list can tell of. */
const MOST = 200;

/** Which of these workflows no longer run. */
export async function gone(client: WorkflowClient, ids: readonly string[]): Promise<string[]> {
  const runs = await inParallel(ids, async (id) => {
    try {
      return (await client.getHandle(id).describe()).status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  });
  return ids.filter((_, index) => runs[index] === false);
}

/** The workflows of a youth or school, newest first; with neither, all that fail. At most 200. */
export async function workflowsOf(
  client: WorkflowClient,
  of: { youth?: YouthRef; school?: SchoolRef; failing?: boolean },
): Promise<WorkflowSummary[]> {
  const { youth, school } = of;
  const onlyFailing = of.failing ?? (youth === undefined && school === undefined);
  const found: WorkflowExecutionInfo[] = [];
  for await (const info of client.list({ query: queryOf(youth, school) })) {
    found.push(info);
    if (!onlyFailing && found.length >= MOST) break;
  }
  const summaries = await inParallel(found, (info) => summaryOf(client, info));
  return summaries
    .filter((summary) => !onlyFailing || summary.failures.length > 0)
    .sort((a, b) => b.startedAt - a.startedAt)
    .slice(0, MOST);
}

/** Closed ones that ended badly are listed with all; those that simply ended have nothing to tell. */
function queryOf(youth: YouthRef | undefined, school: SchoolRef | undefined): string {
  if (youth !== undefined) {
    const cases = absenceCaseId(youth, 0).slice(0, -1);
    return `WorkflowId = ${quoted(journeyId(youth))} OR WorkflowId STARTS_WITH ${quoted(cases)}`;
  }
  if (school !== undefined) return `WorkflowId = ${quoted(schoolFeedId(school))}`;
  return `ExecutionStatus IN ('Running', 'Failed', 'TimedOut', 'Terminated')`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function summaryOf(client: WorkflowClient, info: WorkflowExecutionInfo): Promise<WorkflowSummary> {
  const { workflowId, runId, type, status, startTime, closeTime } = info;
  const running = status.name === 'RUNNING' ? await described(client, info) : undefined;
  return {
    workflowId,
    runId,
    type,
    status: status.name,
    startedAt: startTime.getTime(),
    historyLength: running?.historyLength ?? info.historyLength, // the list knows it of closed ones only
    failures: running ? pendingFailures(running) : endedBadly(status.name),
    ...(closeTime && { closedAt: closeTime.getTime() }),
  };
}

function endedBadly(status: string): string[] {
  return ['FAILED', 'TIMED_OUT', 'TERMINATED'].includes(status) ? [status] : [];
}

/** A running workflow in detail; undefined when it has ended, and been forgotten, since the list was made. */
async function described(
  client: WorkflowClient,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.getHandle(workflowId, runId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** `carryOut: ValidationException`: what keeps failing, and the code it fails with. */
function pendingFailures({ raw }: WorkflowExecutionDescription): string[] {
  const { pendingActivities, pendingWorkflowTask } = raw;
  const failures = (pendingActivities ?? [])
    .filter(({ attempt }) => (attempt ?? 0) >= FAILING_FROM_ATTEMPT)
    .map(({ activityType, lastFailure }) => {
      const code =
        lastFailure?.applicationFailureInfo?.type ??
        (lastFailure?.timeoutFailureInfo ? 'TimedOut' : 'Failed');
      return `${activityType?.name ?? 'activity'}: ${code}`;
    });
  const attempts = pendingWorkflowTask?.attempt ?? 0;
  return attempts >= FAILING_FROM_ATTEMPT ? [...failures, 'workflowTask: Failed'] : failures;
}
