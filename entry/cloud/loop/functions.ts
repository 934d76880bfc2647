/**
 * The stand-in for Lambda: packaged programs, each in processes of their own that are started when there is nothing
 * free, kept for the next call, and killed when they take too long.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../../options';

const HOST = join(ROOT, 'entry', 'cloud', 'loop', 'host.mjs');

export interface StandInFunction {
  /** Folder of the packaged program. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Processes at once. */
  readonly atOnce: number;
}

/** One invocation, as the log tells of it. */
export interface Run {
  readonly arn: string;
  readonly pid: number;
  /** Whether a process had to be started for it. */
  readonly cold: boolean;
  /** How long the program took to load, where it was loaded. */
  readonly loadMs: number;
  readonly ms: number;
  /** `Killed` when the process ended under it. */
  readonly error?: string;
}

interface Call {
  readonly arn: string;
  readonly event: unknown;
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** The program failed, or its process ended. */
class InvocationError extends Error {}

export class StandInFunctions {
  private readonly functions = new Map<string, StandInFunction>();
  private readonly environments: ExecutionEnvironment[] = [];
  private readonly waiting: Call[] = [];
  private closed = false;

  /**
   * @param onRun hears of each invocation that has ended
   * @param onOutput hears what programs print, a chunk at a time
   */
  constructor(
    private readonly onRun: (run: Run) => void,
    private readonly onOutput: (text: string) => void = () => undefined,
  ) {}

  create(arn: string, what: StandInFunction): void {
    this.functions.set(arn, what);
  }

  has(arn: string): boolean {
    return this.functions.has(arn);
  }

  timeoutMs(arn: string): number | undefined {
    return this.functions.get(arn)?.timeoutMs;
  }

  /** Takes a function away; what runs of it is finished. */
  remove(arn: string): void {
    this.functions.delete(arn);
  }

  /** Runs a program and answers what it answers. Rejects with {@link InvocationError}. */
  invoke(arn: string, event: unknown): Promise<unknown> {
    return new Promise((done, failed) => {
      this.waiting.push({ arn, event, done, failed });
      this.startWhatCan();
    });
  }

  /** Processes of a function that are at work. */
  busy(arn: string): number[] {
    return this.environments.filter((one) => one.arn === arn && one.isBusy).map(({ pid }) => pid);
  }

  /** Kills everything at work for a function at once, as a machine that fails does. */
  kill(arn: string): void {
    for (const one of this.environments.filter((environment) => environment.arn === arn)) one.kill();
  }

  async close(): Promise<void> {
    this.closed = true;
    const ends = this.environments.map(({ ended }) => ended);
    for (const one of this.environments) one.kill();
    await Promise.all(ends);
  }

  private startWhatCan(): void {
    for (const call of [...this.waiting]) {
      const environment = this.closed ? undefined : this.environmentFor(call.arn);
      if (!environment) continue;
      this.waiting.splice(this.waiting.indexOf(call), 1);
      void this.run(environment, call);
    }
  }

  private environmentFor(arn: string): ExecutionEnvironment | undefined {
    const what = this.functions.get(arn);
    const ours = this.environments.filter((one) => one.arn === arn);
    const free = ours.find((one) => !one.isBusy);
    if (free || !what || ours.length >= what.atOnce) return free;
    const made = new ExecutionEnvironment(arn, what, this.onOutput, () => {
      this.environments.splice(this.environments.indexOf(made), 1);
      this.startWhatCan();
    });
    this.environments.push(made);
    return made;
  }

  private async run(environment: ExecutionEnvironment, { arn, event, done, failed }: Call): Promise<void> {
    const from = Date.now();
    const cold = environment.isNew;
    let error: string | undefined;
    try {
      done(await environment.run(event));
    } catch (caught) {
      error = (caught as Error).message;
      failed(caught as Error);
    }
    const ms = Date.now() - from;
    const { pid, loadMs } = environment;
    this.onRun({ arn, pid, cold, loadMs: cold ? loadMs : 0, ms, ...(error !== undefined && { error }) });
    this.startWhatCan();
  }
}

/** A process with one program in it. */
class ExecutionEnvironment {
  isBusy = false;
  isNew = true;
  loadMs = 0;
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;

  constructor(
    readonly arn: string,
    private readonly what: StandInFunction,
    onOutput: (text: string) => void,
    onEnd: () => void,
  ) {
    const from = Date.now();
    this.child = fork(HOST, [join(what.folder, 'index.js')], {
      cwd: what.folder,
      // Nothing of ours but what Lambda has too.
      env: { PATH: process.env.PATH, LAMBDA_TASK_ROOT: what.folder, ...what.environment },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        onOutput(chunk.toString());
      });
    }
    this.ready = new Promise((resolve) => {
      this.child.once('message', () => {
        this.loadMs = Date.now() - from;
        resolve();
      });
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', () => {
        onEnd();
        resolve();
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  async run(event: unknown): Promise<unknown> {
    this.isBusy = true;
    this.isNew = false;
    const gone = this.ended.then(() => {
      throw new InvocationError('Killed');
    });
    try {
      await Promise.race([this.ready, gone]);
      return await Promise.race([this.answer(event), gone]);
    } finally {
      gone.catch(() => undefined);
      this.isBusy = false;
    }
  }

  private answer(event: unknown): Promise<unknown> {
    const { timeoutMs } = this.what;
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const tooLong = setTimeout(() => {
        this.kill();
      }, timeoutMs);
      void this.ended.then(() => {
        clearTimeout(tooLong);
      });
      const hear = (message: { id?: string; result?: unknown; error?: string }): void => {
        if (message.id !== id) return;
        clearTimeout(tooLong);
        this.child.off('message', hear);
        if (message.error === undefined) resolve(message.result);
        else reject(new InvocationError(message.error));
      };
      this.child.on('message', hear);
      this.child.send({ id, event, arn: this.arn, endsAt: Date.now() + timeoutMs });
    });
  }
}
