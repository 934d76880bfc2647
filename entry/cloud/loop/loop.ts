/**
 * The cloud on one machine: the packaged programs in stand-ins for Lambda, HTTP API, identity provider and AWS, and a
 * real engine that wakes the worker.
 */
import { Connection } from '@temporalio/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Engine } from '../../../contract/ports/engine';
import { type Table } from '../../../contract/ports/table';
import {
  DEPLOYMENT,
  type RoutineEnvironment,
  type WebEnvironment,
  type WorkerEnvironment,
} from '../../../contract/schemas/cloud';
import { getNotice, moveNotice, queued, unqueue } from '../../../records/notices';
import { allStaff } from '../../../records/people';
import { ROOT } from '../../options';
import { switchTo } from '../deploying/steps';
import { type CloudParts, cloudParts, engineOf } from '../parts';
import { packageAll, type Packaged } from '../packaging';
import { WorkerVersions } from '../versions';
import { StandInAws } from './aws';
import { type Run, StandInFunctions } from './functions';
import { StandInGateway } from './gateway';
import { StandInIssuer } from './issuer';
import { makeResources, type Resources } from './resources';
import { awsEnvironment, AWS, startEngine, type StartedEngine, startMoto } from './servers';

export interface LoopOptions {
  /** Path of the `temporal` program. */
  readonly engineBinary: string;
  /** Folder with moto and what it needs. */
  readonly moto: string;
  readonly onRun?: (run: Run) => void;
  readonly onOutput?: (text: string) => void;
  /** Port of the pages; any free one, when left out. */
  readonly port?: number;
}

const EXTERNAL_ID = 'roed-traad-loop';
const SCHOOLS_AUDIENCE = 'roed-traad';
const STAFF_CLIENT = 'roed-traad';
const ROLE = 'arn:aws:iam::000000000000:role/waker';
const TIMEOUT_MS = 60_000;
const LISTED_WITHIN_MS = 60_000;
const functionArn = (name: string, version = 1): string =>
  `arn:aws:lambda:${AWS.region}:000000000000:function:${name}:${String(version)}`;

const WEB = functionArn('web');
const ROUTINE = functionArn('routine');
const SMS_STATUS = functionArn('smsStatus');

export class Loop {
  private versionCount = 0;

  private constructor(
    readonly packages: readonly Packaged[],
    readonly functions: StandInFunctions,
    readonly aws: StandInAws,
    readonly issuer: StandInIssuer,
    readonly versions: WorkerVersions,
    /** Records and engine as the programs see them. */
    readonly table: Table,
    readonly engine: Engine,
    private readonly parts: CloudParts,
    private readonly resources: Resources,
    private readonly common: RoutineEnvironment,
    private readonly server: StartedEngine,
    private readonly ends: (() => Promise<void> | void)[],
  ) {}

  /** Packages the programs and starts everything but a worker. What was started is ended again when a part fails. */
  static async open(options: LoopOptions): Promise<Loop> {
    const ends: (() => Promise<void> | void)[] = [];
    try {
      return await Loop.start(options, ends);
    } catch (error) {
      for (const end of ends.reverse()) await end();
      throw error;
    }
  }

  private static async start(
    { engineBinary, moto: motoPackages, onRun = () => undefined, onOutput, port }: LoopOptions,
    ends: (() => Promise<void> | void)[],
  ): Promise<Loop> {
    // Outside the project, so that nothing of its node_modules can be found.
    const folder = mkdtempSync(join(tmpdir(), 'roed-traad-'));
    ends.push(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const packages = await packageAll(process.arch === 'arm64' ? 'arm64' : 'x64', join(folder, 'packages'));
    const moto = await startMoto(motoPackages);
    ends.push(moto.stop);
    const functions = new StandInFunctions(onRun, onOutput);
    ends.push(() => functions.close());
    const aws = await StandInAws.listen({ moto: moto.url, functions, externalId: EXTERNAL_ID });
    ends.push(() => aws.close());
    const server = await startEngine(engineBinary, folder, aws.url);
    ends.push(server.stop);
    const resources = await makeResources(moto.url);
    const gateway = await StandInGateway.listen(port);
    ends.push(() => gateway.close());
    const common: RoutineEnvironment = {
      STAGE: 'loop',
      PAGES: gateway.url,
      TABLE_NAME: resources.table,
      PAYLOAD_KEY: resources.key,
      APPLICATION_SECRET: resources.applicationSecret,
      TEMPORAL_ADDRESS: server.address,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_TLS: 'false',
    };
    const parts = await cloudParts(common, { endpoint: moto.url, ...AWS }, join(ROOT, 'dist'));
    const issuer = await StandInIssuer.listen({ people: () => allStaff(parts.table) });
    ends.push(() => issuer.close());
    const connection = await Connection.connect({ address: server.address });
    ends.push(() => connection.close());
    const loop = new Loop(
      packages,
      functions,
      aws,
      issuer,
      new WorkerVersions(connection, common.TEMPORAL_NAMESPACE, DEPLOYMENT),
      parts.table,
      engineOf(parts, common, connection),
      parts,
      resources,
      common,
      server,
      ends,
    );
    loop.createPrograms();
    gateway.open({
      invoke: (event) => functions.invoke(WEB, event),
      schools: { issuer: issuer.schools, audience: SCHOOLS_AUDIENCE },
    });
    return loop;
  }

  /** Address of the pages and the API. */
  get url(): string {
    return this.common.PAGES;
  }

  /** `127.0.0.1:7233`. */
  get engineAddress(): string {
    return this.server.address;
  }

  /** Address of the engine's own pages. */
  get enginePages(): string {
    return this.server.url;
  }

  /** ARN of the worker that was deployed last. */
  get worker(): string {
    return functionArn('worker', this.versionCount);
  }

  /** What CPR numbers are looked up by. */
  get cprKey(): Buffer {
    return this.parts.secret('cpr');
  }

  /**
   * Deploys a version of the worker as `npm run deploy` does. Rejects as that does when it does not take up work; the
   * version before it then stays in charge.
   * @param changes to what the program is told, for one that cannot work
   */
  async deployWorker(
    buildId: string,
    changes: Partial<WorkerEnvironment> = {},
    withinMs = LISTED_WITHIN_MS,
  ): Promise<void> {
    this.versionCount += 1;
    const environment: WorkerEnvironment = {
      ...this.common,
      STAFF_TOPIC: this.resources.topic,
      DEPLOYMENT,
      BUILD_ID: buildId,
      ...changes,
    };
    this.create(this.worker, 'worker', environment, 3);
    const wakeable = { functionArn: this.worker, role: ROLE, externalId: EXTERNAL_ID };
    await switchTo(buildId, wakeable, this.versions, () => undefined, withinMs);
  }

  /** Runs the routine, as its schedule does. */
  async routine(): Promise<void> {
    await this.functions.invoke(ROUTINE, {});
  }

  /** Tells what SNS wrote to its log of SMS that did not arrive, as the log does. */
  async smsFailed(line: string): Promise<void> {
    const data = gzipSync(JSON.stringify({ logEvents: [{ message: line }] })).toString('base64');
    await this.functions.invoke(SMS_STATUS, { awslogs: { data } });
  }

  /** A token of a school's system, as its issuer signs it. */
  schoolToken(school: string, claims: object = {}, expiresIn?: string): Promise<string> {
    return this.issuer.token(this.issuer.schools, { aud: SCHOOLS_AUDIENCE, school, ...claims }, expiresIn);
  }

  /** Whose messages can be read from now on. */
  subscribe(recipient: string): Promise<void> {
    return this.resources.subscribe(recipient);
  }

  messagesTo(recipient: string): Promise<string[]> {
    return this.resources.messagesTo(recipient);
  }

  /** Makes the morning come: what is planned for later is due now. */
  async bringMorningForward(): Promise<void> {
    const now = Date.now();
    for (const place of await queued(this.table)) {
      const notice = await getNotice(this.table, place.id);
      if (notice?.state !== 'pending') continue;
      await moveNotice(this.table, notice, { state: 'pending', planned: now });
      await unqueue(this.table, place);
    }
    await this.engine.wakeDispatch(now);
  }

  /** Ends everything, the last started first. */
  async close(): Promise<void> {
    for (let end = this.ends.pop(); end; end = this.ends.pop()) await end();
  }

  private createPrograms(): void {
    const web: WebEnvironment = {
      ...this.common,
      STAFF_ISSUER: this.issuer.staff,
      STAFF_CLIENT,
      STAFF_SECRET: this.resources.staffSecret,
      STAFF_CLAIM: 'sub',
      SCHOOL_ISSUER: this.issuer.schools,
      SCHOOL_AUDIENCE: SCHOOLS_AUDIENCE,
      SCHOOL_CLAIM: 'school',
    };
    this.create(WEB, 'web', web, 2);
    this.create(ROUTINE, 'routine', this.common, 1);
    this.create(SMS_STATUS, 'smsStatus', this.common, 1);
  }

  private create(arn: string, name: Packaged['name'], environment: object, atOnce: number): void {
    const folder = this.packages.find((one) => one.name === name)?.folder ?? '';
    const strings = Object.entries(environment).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    this.functions.create(arn, {
      folder,
      environment: { ...awsEnvironment(this.aws.url), ...Object.fromEntries(strings) },
      timeoutMs: TIMEOUT_MS,
      atOnce,
    });
  }
}
