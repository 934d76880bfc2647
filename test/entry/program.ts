/**
 * The built program as somebody starts it: a process of its own, its output, and its end.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Persona } from '../../adapters/localIdentity';
import { isProcess } from '../../entry/processes';

const ROOT = join(__dirname, '../..');
/** Building and downloading may come first. */
const READY_WITHIN_MS = 150_000;

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a script of ours to its end. */
export async function runScript(script: string, args: readonly string[]): Promise<Ended> {
  const child = spawnScript(script, args);
  const [out, err] = [collected(child.stdout), collected(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out(), err: err() };
}

function spawnScript(script: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join('entry', script), ...args], { cwd: ROOT, env: environment() });
}

/** Ours, without what would lead the program elsewhere. */
function environment(): NodeJS.ProcessEnv {
  const { TEMPORAL_ADDRESS: _, ROED_TRAAD_TOKEN: __, npm_lifecycle_event: ___, ...env } = process.env;
  return env;
}

function collected(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

export class Program {
  private constructor(
    private readonly child: ChildProcess,
    readonly data: string,
    private readonly out: () => string,
    private readonly err: () => string,
  ) {}

  /** Starts it and waits until it is ready. Rejects with what it printed when it ends before. */
  static async start(data: string, args: readonly string[]): Promise<Program> {
    const child = spawnScript('bootstrap.mjs', ['start', '--data', data, ...args]);
    const program = new Program(child, data, collected(child.stdout), collected(child.stderr));
    const until = Date.now() + READY_WITHIN_MS;
    while (!program.readyLine) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error(`${program.out()}\n${program.err()}`);
      await delay(50);
    }
    return program;
  }

  /** The one line that tells that it is ready. */
  get readyLine(): string | undefined {
    return /^Rød Tråd er klar.*$/m.exec(this.out())?.[0];
  }

  get printed(): string {
    return this.out() + this.err();
  }

  /** Sends a signal; answers the exit code once it is gone. */
  async end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const closed = once(this.child, 'close') as Promise<[number | null]>;
    this.child.kill(signal);
    return (await closed)[0];
  }

  /** What stands in a file of the data directory. */
  note(file: string): unknown {
    return JSON.parse(readFileSync(join(this.data, file), 'utf8'));
  }

  /** Whether the engine of this data directory runs. */
  get engineRuns(): boolean {
    return existsSync(join(this.data, 'engine.json')) && isProcess(this.enginePid, ['start-dev', this.data]);
  }

  get isNoted(): boolean {
    return existsSync(join(this.data, 'server.json'));
  }

  get enginePid(): number {
    return (this.note('engine.json') as { pid: number }).pid;
  }

  get personas(): Persona[] {
    return this.note('personas.json') as Persona[];
  }

  /** Asks the API as somebody. */
  async ask(as: string, path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
    const token = this.personas.find(({ id }) => id === as)?.token ?? '';
    const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${token}` };
    const { url } = this.note('server.json') as { url: string };
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers,
    });
    return { status: response.status, body: await response.json() };
  }
}

/** Looks until there is something to see. */
export async function eventually<T>(look: () => Promise<T | undefined>, withinMs = 30_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > until) throw new Error('waited in vain');
    await delay(100);
  }
}
