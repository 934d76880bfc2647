/** How workflows are compiled: the same for a worker, for virtual time and for tests. */
import path from 'node:path';
import { type BundleOptions, bundleWorkflowCode } from '@temporalio/worker';

/** Paths of the modules, and who is told how it goes. */
export type CompileOptions = Pick<BundleOptions, 'workflowsPath' | 'failureConverterPath' | 'logger'> & {
  /** What the names of sources are relative to in stack traces: the folder of the project. */
  readonly root: string;
};

type Config = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/** The bundle's code, its source map at the end. Rejects when the workflows cannot be bundled. */
export async function compileWorkflows({ root, ...options }: CompileOptions): Promise<string> {
  const { code } = await bundleWorkflowCode({
    ...options,
    webpackConfigHook: (config) => namedFrom(root, forOurNode(config)),
  });
  return code;
}

/** Compiles for the Node we run on; what the SDK asks for spreads objects by functions of its own. */
function forOurNode(config: Config): Config {
  const rules = (config.module?.rules ?? []) as { use?: { options?: { jsc?: { target?: string } } } }[];
  const jsc = rules.map(({ use }) => use?.options?.jsc).find((known) => known?.target !== undefined);
  if (!jsc) throw new Error('the SDK compiles workflows in a way not known here');
  jsc.target = 'es2022';
  return config;
}

/** A failure's stack stands in the history: it names sources by their place in the project, not on a machine. */
function namedFrom(root: string, config: Config): Config {
  const name = (source: { absoluteResourcePath: string }): string => {
    const { absoluteResourcePath: file } = source;
    return path.isAbsolute(file) ? path.relative(root, file).replaceAll(path.sep, '/') : file;
  };
  return { ...config, output: { ...config.output, devtoolModuleFilenameTemplate: name } };
}

/** Changes with the way workflows are compiled: one of the things a kept bundle is known by. */
export const COMPILER = [compileWorkflows, forOurNode, namedFrom].join('\n');
