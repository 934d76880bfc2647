/**
 * Pins what simulation/sandbox.ts takes from inside the SDK. Each line says what virtual time loses when an upgrade of
 * the SDK takes it away; and what leaves the sandbox's rules, or virtual time's abilities, fails by its name.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { CompleteAsyncError } from '@temporalio/common';
import * as attributes from '@temporalio/common/lib/converter/payload-search-attributes';
import * as time from '@temporalio/common/lib/time';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm';
import { build } from 'esbuild';
import { SDK_VERSION } from '../../simulation/sandbox';
import {
  VirtualServer,
  type VirtualServerOptions,
  WorkflowTaskFailedError,
} from '../../simulation/virtualServer';
import { testBundle } from './bundles';

/** The SDK's sandbox, with the members it keeps to itself. */
class Opened extends ReusableVMWorkflowCreator {
  look(code: string): unknown {
    return vm.runInContext(code, this.context);
  }
}

let bundle: string;
let sandbox: Opened;
beforeAll(async () => {
  bundle = await testBundle();
  const map = { version: 3, file: 'bundle.js', sources: [], names: [], mappings: '' };
  const script = new vm.Script(bundle, { filename: 'bundle.js' });
  sandbox = new Opened(script, { code: bundle, filename: 'bundle.js', sourceMap: map }, 60_000, new Set());
}, 120_000);

const functionsOf = (holder: string, names: readonly string[]): unknown =>
  sandbox.look(`${JSON.stringify(names)}.filter((name) => typeof ${holder}?.[name] !== 'function')`);

describe('what virtual time takes from inside the SDK', () => {
  test('the version it has been held against', () => {
    // Another version: let test/simulation/realServer.test.ts and test/fidelity.test.ts pass, then change the number.
    expect(SDK_VERSION).toBe('1.23.0');
  });

  test('workflows are loaded, activated and disposed of by functions of __TEMPORAL__.api', () => {
    const names = [
      'initRuntime',
      'initialize',
      'activate',
      'tryUnblockConditions',
      'concludeActivation',
      'dispose',
    ];
    expect({ gone: functionsOf('__TEMPORAL__.api', names) }).toEqual({ gone: [] });
  });

  test('modules are evaluated by functions of __TEMPORAL__: without them, none can be shared between workflows', () => {
    expect({ gone: functionsOf('__TEMPORAL__', ['importWorkflows', 'importInterceptors']) }).toEqual({
      gone: [],
    });
  });

  test('the workflow in charge is told by the global __TEMPORAL_ACTIVATOR__, through which workflows are switched', () => {
    expect(bundle).toContain('__TEMPORAL_ACTIVATOR__');
  });

  test('unhandled rejections are told to the workflow that ReusableVMWorkflowCreator.workflowByRunId names', () => {
    expect(ReusableVMWorkflowCreator.workflowByRunId).toBeInstanceOf(Map);
  });

  test('a workflow’s clock and history length are set, and its log is fetched, through its activator', async () => {
    const lines: string[] = [];
    const server = newServer({ log: (_level, message) => void lines.push(message) });
    await server.client.start('deterministic', { workflowId: 'w' });
    await server.runToEnd();
    expect(await server.settle(() => server.client.result('w'))).toMatchObject({ now: START });
    expect(lines).toContain('Workflow completed');
  });

  test('durations and search attributes are converted by the SDK’s own functions', () => {
    expect(time.optionalTsToMs(time.msToTs(1500))).toBe(1500);
    expect(attributes.decodeTypedSearchAttributes({}).getAll()).toEqual([]);
    expect(attributes.encodeUnifiedSearchAttributes(undefined, undefined)).toEqual({});
  });
});

describe.each([false, true])(
  'what breaks the rules fails by its name (modules shared: %s)',
  (shareModules) => {
    const runToEnd = (type: string, options: Options = {}): Promise<void> =>
      live(type, { shareModules, ...options });

    test.each([
      ['writesGlobal', /writesGlobal w has written to the global litter/],
      ['callsSink', /there is no sink counting in virtual time/],
      ['asksNexus', /does not know the command scheduleNexusOperation of w/],
      ['callsWithHeartbeat', /does not know an activity with heartbeatTimeout \(w\)/],
      ['callsOnOtherQueue', /does not know an activity with taskQueue \(w\)/],
      ['retriesChild', /does not know a child with retryPolicy \(w\)/],
      ['limitsChild', /does not know a child with workflowRunTimeout \(w\)/],
      ['continuesLimited', /does not know continue-as-new with workflowRunTimeout \(w\)/],
    ])('%s', async (type, message) => {
      await expect(runToEnd(type)).rejects.toThrow(message);
    });

    test('a workflow nobody has written', async () => {
      await expect(runToEnd('unheardOf')).rejects.toThrow(/unheardOf/);
    });

    test('an activity nobody has given', async () => {
      const args = [{ startToCloseTimeout: 1000 }, 'input'];
      await expect(runToEnd('callsActivity', { activities: {}, args })).rejects.toThrow(
        /calls act, an activity nobody/,
      );
    });

    test('an activity that wants to be completed by somebody else', async () => {
      const act = (): Promise<never> => Promise.reject(new CompleteAsyncError());
      const args = [{ startToCloseTimeout: 1000 }, 'input'];
      await expect(runToEnd('callsActivity', { activities: { act }, args })).rejects.toThrow(
        /asynchronously/,
      );
    });

    test('a mistake in the code fails its workflow task, in the lines of its source', async () => {
      const error: unknown = await runToEnd('throwsPlainError').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(WorkflowTaskFailedError);
      expect(String(error)).toMatch(/workflows[\\/]misuse\.ts:\d+/);
    });

    // In a process of its own: jest takes unhandled rejections for its own.
    test('a rejection nobody handles is its workflow’s', async () => {
      const file = path.join(ROOT, '.cache', `rejection-${String(shareModules)}-${String(process.pid)}.cjs`);
      const contents = `
      import { VirtualServer } from './simulation/virtualServer';
      void (async () => {
        const server = new VirtualServer({
          bundle: BUNDLE, start: 0, activities: {}, shareModules: ${String(shareModules)},
          onWorkflowTaskFailure: ({ message }) => console.log(message),
        });
        await server.client.start('breaksQuietly', { workflowId: 'w' });
        await server.runToEnd();
      })();`;
      await build({
        stdin: { contents, resolveDir: ROOT, loader: 'ts' },
        outfile: file,
        bundle: true,
        platform: 'node',
        packages: 'external',
        define: { BUNDLE: JSON.stringify(bundle) },
      });
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [file]);
        expect(stdout).toMatch(/breaksQuietly w failed.*nobody listens/s);
      } finally {
        await rm(file);
      }
    });

    test('what one of very many has left behind is found when the run ends, and the next server has none of it', async () => {
      const server = newServer({ shareModules });
      for (let n = 0; n < 150; n += 1)
        await server.client.start('fails', { workflowId: `tidy-${String(n)}` });
      await server.runToEnd();
      await server.client.start('litters', { workflowId: 'w' });
      await expect(server.runToEnd()).rejects.toThrow(/has written to the global litter/);
      await expect(runToEnd('patchedFlow', { activities: ECHO })).resolves.toBeUndefined();
    });
  },
);

test('two virtual servers never run at once in one sandbox', async () => {
  const servers = [0, 1].map(() => newServer({ shareModules: true }));
  for (const server of servers) await server.client.start('fails', { workflowId: 'w' });
  const ends = await Promise.allSettled(servers.map((server) => server.runToEnd()));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

const ROOT = path.join(__dirname, '../..');
const START = Date.UTC(2026, 0, 5, 8);

function newServer(options: Partial<VirtualServerOptions> = {}): VirtualServer {
  return new VirtualServer({
    bundle,
    start: START,
    activities: { act: () => Promise.resolve() },
    ...options,
  });
}

const ECHO = { act: () => Promise.resolve('done'), other: () => Promise.resolve('done') };

type Options = Partial<VirtualServerOptions> & { readonly args?: unknown[] };

async function live(type: string, { args = [], ...options }: Options = {}): Promise<void> {
  const server = newServer(options);
  await server.client.start(type, { workflowId: 'w', args });
  await server.runToEnd();
}
