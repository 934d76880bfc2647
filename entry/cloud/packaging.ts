/**
 * Packages the programs of the cloud: each in a folder of its own, with all it needs and nothing else, so that it runs
 * without node_modules and without a build in the cloud.
 */
import { build, type Metafile, type Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../options';

/** The machine a package is for: Lambda's, or this one to try it on. */
export type Architecture = 'arm64' | 'x64';

/** Where deployments take their packages from. */
export const PACKAGES = join(ROOT, 'dist', 'lambda');

/** Unpacked, the worker must stay below this: what is larger takes longer to wake. */
export const MOST_WORKER_BYTES = 45_000_000;

/** The package is too large. */
export class PackageTooLargeError extends Error {}

const BRIDGES: Readonly<Record<Architecture, string>> = {
  arm64: 'aarch64-unknown-linux-gnu',
  x64: 'x86_64-unknown-linux-gnu',
};

/** Each package: its entry, and what it needs beside the code. */
const PROGRAMS = {
  worker: { entry: 'entry/worker.lambda.ts', runsWorkflows: true },
  container: { entry: 'entry/cloud/container.ts', runsWorkflows: true },
  web: { entry: 'entry/web.lambda.ts', runsWorkflows: false },
  routine: { entry: 'entry/routine.lambda.ts', runsWorkflows: false },
  smsStatus: { entry: 'entry/smsStatus.lambda.ts', runsWorkflows: false },
} as const;

export type ProgramName = keyof typeof PROGRAMS;

export interface Packaged {
  readonly name: ProgramName;
  readonly folder: string;
  readonly bytes: number;
  /** What went into the code, file by file. */
  readonly metafile: Metafile;
}

/** Packages every program. Rejects with esbuild's errors and {@link PackageTooLargeError}. */
export async function packageAll(architecture: Architecture, folder = PACKAGES): Promise<Packaged[]> {
  rmSync(folder, { recursive: true, force: true });
  const names = Object.keys(PROGRAMS) as ProgramName[];
  const packaged: Packaged[] = [];
  for (const name of names) packaged.push(await packageOne(name, architecture, join(folder, name)));
  const worker = packaged.find(({ name }) => name === 'worker');
  if (worker && worker.bytes > MOST_WORKER_BYTES) {
    throw new PackageTooLargeError(
      `Workeren fylder ${megabytes(worker.bytes)} og må fylde ${megabytes(MOST_WORKER_BYTES)}.`,
    );
  }
  return packaged;
}

async function packageOne(name: ProgramName, architecture: Architecture, folder: string): Promise<Packaged> {
  const { entry, runsWorkflows } = PROGRAMS[name];
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: {
      index: entry,
      failureConverter: 'adapters/failureConverter.ts',
      ...(runsWorkflows && {
        'workflow-worker-thread': inPackage('@temporalio/worker', 'lib/workflow/workflow-worker-thread.js'),
      }),
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.yaml': 'text' },
    minify: true,
    // Names of errors and workflows mean something.
    keepNames: true,
    metafile: true,
    plugins: [withoutBuilding],
    // In one file, without the top-level await of its module for canvases, which we do not draw on.
    alias: { vega: join(ROOT, 'node_modules', 'vega', 'build', 'vega.js') },
    external: ['*.node', './workflow-worker-thread', '@aws-lambda-powertools/logger'],
    logLevel: 'error',
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
  if (runsWorkflows) addWorkflows(folder, architecture);
  if (name === 'web') addDesignSystem(folder);
  if (name === 'container') writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE);
  return { name, folder, bytes: sizeOf(folder), metafile };
}

/**
 * The worker can also build workflows and debug them, with webpack and a server; ours are built beforehand, and those
 * parts would be four fifths of the package.
 */
const withoutBuilding: Plugin = {
  name: 'without building workflows',
  setup(plugin) {
    const filter = /\/workflow\/bundler$|\/debug-replayer$/;
    plugin.onResolve({ filter }, ({ path, importer }) =>
      importer.includes('@temporalio') ? { path, namespace: 'unused' } : undefined,
    );
    plugin.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: `
        const unused = () => { throw new Error('not in this package'); };
        module.exports = { defaultWorkflowInterceptorModules: [], WorkflowCodeBundler: unused, bundleWorkflowCode: unused, startDebugReplayer: unused };
      `,
      loader: 'js',
    }));
  },
};

/** The workflows, the native part of the worker for that machine, and what it reads beside its code. */
function addWorkflows(folder: string, architecture: Architecture): void {
  const bridge = join('releases', BRIDGES[architecture]);
  mkdirSync(join(folder, bridge), { recursive: true });
  cpSync(
    inPackage('@temporalio/core-bridge', join(bridge, 'index.node')),
    join(folder, bridge, 'index.node'),
  );
  cpSync(join(ROOT, 'dist', 'workflow-bundle.js'), join(folder, 'workflow-bundle.js'));
  cpSync(inPackage('source-map', 'lib/mappings.wasm'), join(folder, 'mappings.wasm'));
}

/** Kinds of files pages are built with; the rest of the design system is sources and examples. */
const SERVED = /\.(css|js|svg|png|woff2?)$/;

function addDesignSystem(folder: string): void {
  const from = dirname(require.resolve('dkfds'));
  cpSync(join(from, '..'), join(folder, 'dkfds'), {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || SERVED.test(path),
  });
}

const DOCKERFILE = `FROM node:24-bookworm-slim
WORKDIR /program
COPY . .
USER node
CMD ["node", "index.js"]
`;

const inPackage = (name: string, path: string): string =>
  join(dirname(require.resolve(`${name}/package.json`)), path);

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function sizeOf(folder: string): number {
  return filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);
}

/** Twelve letters and digits for what is in a folder: other content, other name. */
export function contentName(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesIn(folder))
    hash.update(`${file.slice(folder.length)}\n`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
