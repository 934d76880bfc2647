/**
 * The workflow bundle: the same one a worker runs, kept between processes because bundling takes seconds.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Logger } from '@temporalio/worker';
import { COMPILER, compileWorkflows } from './compile';
import { SDK_VERSION } from './sandbox';

export interface BundleSources {
  /** The module that exports the workflows. */
  readonly workflowsPath: string;
  /** Folders whose TypeScript files the bundle is made of; a change in any of them makes a new bundle. */
  readonly sources: readonly string[];
  /** Where bundles are kept; made when missing. Older bundles of the same workflows are removed from it. */
  readonly cacheFolder: string;
}

const ROOT = path.resolve(__dirname, '..');

const QUIET: Logger = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The bundle's code, its source map at the end. Rejects when the workflows cannot be bundled. */
export async function bundleWorkflows(options: BundleSources): Promise<string> {
  const { workflowsPath, sources, cacheFolder } = options;
  const name = `${createHash('sha256').update(workflowsPath).digest('hex').slice(0, 8)}-`;
  const file = `${name}${await fingerprint(sources)}.js`;
  const kept = await readFile(path.join(cacheFolder, file), 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;

  const code = await compileWorkflows({ workflowsPath, logger: QUIET, root: ROOT });
  await mkdir(cacheFolder, { recursive: true });
  // Written aside and renamed: another process may be reading, or writing the same bundle.
  const aside = path.join(cacheFolder, `${file}.${String(process.pid)}`);
  await writeFile(aside, code);
  await rename(aside, path.join(cacheFolder, file));
  for (const other of await readdir(cacheFolder)) {
    const outdated = other.startsWith(name) && other.endsWith('.js') && other !== file;
    if (outdated) await rm(path.join(cacheFolder, other), { force: true });
  }
  return code;
}

async function fingerprint(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(SDK_VERSION).update(COMPILER);
  for (const folder of folders) {
    const files = await readdir(folder, { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
      hash.update(file).update(await readFile(path.join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
