/**
 * Versions of the worker at the engine: registered, made current once they are seen to work, removed once nothing runs
 * on them any more.
 */
import { type Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TASK_QUEUE } from '../../contract/messages/ids';

const { WorkerDeploymentVersionStatus: Status } = temporal.api.enums.v1;

/** How the engine wakes a version. */
export interface Wakeable {
  /** ARN of the published version, with its number. */
  readonly functionArn: string;
  /** ARN of the role the engine takes, and the id it names for it. */
  readonly role: string;
  readonly externalId: string;
}

/** One version as the engine has it. */
export interface VersionState {
  readonly buildId: string;
  readonly state: 'current' | 'draining' | 'drained' | 'inactive';
}

/** The engine did not accept the version, or it never took up work. The message is for the user, in Danish. */
export class VersionFailedError extends Error {}

/** gRPC's codes for what we expect. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;

const LOOK_EVERY_MS = 1_000;

export class WorkerVersions {
  constructor(
    private readonly connection: Pick<Connection, 'workflowService'>,
    private readonly namespace: string,
    private readonly deploymentName: string,
  ) {}

  /** Registers a version and how it is woken; the engine tries to wake it. Rejects with {@link VersionFailedError}. */
  async register(buildId: string, { functionArn, role, externalId }: Wakeable): Promise<void> {
    const { namespace, deploymentName } = this;
    const identity = 'roed-traad';
    await this.createDeployment(identity);
    const details = defaultPayloadConverter.toPayload({
      arn: functionArn,
      role,
      role_external_id: externalId,
    });
    const scalingGroups = {
      default: { provider: { type: 'aws-lambda', details }, scaler: { type: 'no-sync' } },
    };
    try {
      await this.connection.workflowService.createWorkerDeploymentVersion({
        namespace,
        deploymentVersion: { deploymentName, buildId },
        computeConfig: { scalingGroups },
        identity,
        requestId: randomUUID(),
      });
    } catch (error) {
      throw new VersionFailedError(
        `Motoren tager ikke imod version ${buildId}: ${(error as Error).message}`,
        {
          cause: error,
        },
      );
    }
  }

  private async createDeployment(identity: string): Promise<void> {
    const { namespace, deploymentName } = this;
    try {
      const requestId = randomUUID();
      await this.connection.workflowService.createWorkerDeployment({
        namespace,
        deploymentName,
        identity,
        requestId,
      });
    } catch (error) {
      if (codeOf(error) !== ALREADY_EXISTS) throw error;
    }
  }

  /**
   * Waits until a worker of the version has asked for work: only then has everything it needs been there. Rejects with
   * {@link VersionFailedError}.
   */
  async waitUntilListed(buildId: string, withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    while (!(await this.isListed(buildId))) {
      if (Date.now() > until)
        throw new VersionFailedError(`Version ${buildId} tog ikke arbejde til sig. Se workerens log.`);
      await delay(LOOK_EVERY_MS);
    }
  }

  private async isListed(buildId: string): Promise<boolean> {
    const { namespace, deploymentName } = this;
    try {
      const { versionTaskQueues } = await this.connection.workflowService.describeWorkerDeploymentVersion({
        namespace,
        deploymentVersion: { deploymentName, buildId },
      });
      return versionTaskQueues.some(({ name }) => name === TASK_QUEUE);
    } catch (error) {
      if (codeOf(error) === NOT_FOUND) return false; // a container that has not asked yet
      throw error;
    }
  }

  /** From now on new work goes to this version, and what runs follows when it wakes. */
  async makeCurrent(buildId: string): Promise<void> {
    const { namespace, deploymentName } = this;
    await this.connection.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName,
      buildId,
      identity: 'roed-traad',
      // A queue the new version no longer has would be left without a worker.
      ignoreMissingTaskQueues: false,
    });
  }

  /** All versions the engine knows, the newest first; none where nothing was ever deployed. */
  async list(): Promise<VersionState[]> {
    const { namespace, deploymentName } = this;
    try {
      const { workerDeploymentInfo } = await this.connection.workflowService.describeWorkerDeployment({
        namespace,
        deploymentName,
      });
      return (workerDeploymentInfo?.versionSummaries ?? []).map(({ deploymentVersion, status }) => ({
        buildId: deploymentVersion?.buildId ?? '',
        state: stateOf(status),
      }));
    } catch (error) {
      if (codeOf(error) === NOT_FOUND) return [];
      throw error;
    }
  }

  /** Removes a version nothing runs on; the engine refuses while something does. */
  async remove(buildId: string): Promise<void> {
    const { namespace, deploymentName } = this;
    await this.connection.workflowService.deleteWorkerDeploymentVersion({
      namespace,
      deploymentVersion: { deploymentName, buildId },
      identity: 'roed-traad',
    });
  }
}

function stateOf(
  status: temporal.api.enums.v1.WorkerDeploymentVersionStatus | null | undefined,
): VersionState['state'] {
  switch (status) {
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT:
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING:
      return 'current';
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING:
      return 'draining';
    case Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED:
      return 'drained';
    default:
      return 'inactive';
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
