/**
 * The packaged programs: small, for Lambda's machine, whole without node_modules – and without what belongs to one
 * machine only.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentName, MOST_WORKER_BYTES, packageAll, type Packaged } from '../../entry/cloud/packaging';

let folder = '';
let packages: readonly Packaged[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  packages = await packageAll('arm64', folder);
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const inputsOf = (name: string): string[] =>
  Object.keys(packages.find((one) => one.name === name)?.metafile.inputs ?? {});
const codeOf = (name: string): string => readFileSync(join(folder, name, 'index.js'), 'utf8');

test('choosing who to be is not in the cloud: neither its code nor its words', () => {
  for (const { name } of packages) {
    const local = inputsOf(name).filter((file) =>
      /^(web\/pages\/(signIn\.tsx|loopback)|adapters\/local)/.test(file),
    );
    expect([name, local]).toEqual([name, []]);
    expect([name, /personas\.json|Hvem er du\?/.exec(codeOf(name))?.[0]]).toEqual([name, undefined]);
  }
  // The same look finds what is there.
  expect(inputsOf('web')).toContain('web/pages/providerSignIn.tsx');
  expect(codeOf('web').includes('Log ind hos kommunen')).toBe(true);
});

test('the worker stays below its limit, and what only makes requests is small', () => {
  const bytes = new Map(packages.map((one) => [one.name, one.bytes]));
  expect(bytes.get('worker')).toBeLessThan(MOST_WORKER_BYTES);
  expect(bytes.get('routine')).toBeLessThan(5_000_000);
  expect(bytes.get('smsStatus')).toBeLessThan(5_000_000);
});

test('nothing is left to be found in node_modules', () => {
  for (const { name, metafile } of packages) {
    const outside = Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external, path }) => external === true && !isBuiltin(path))
      .map(({ path }) => path)
      // Beside the code; and a logger that is optional, and not used.
      .filter((path) => !/\.node$|workflow-worker-thread|powertools/.test(path));
    expect([name, [...new Set(outside)]]).toEqual([name, []]);
  }
});

test('the native part is for arm64', () => {
  const bridge = join(folder, 'worker', 'releases', 'aarch64-unknown-linux-gnu', 'index.node');
  const machine = readFileSync(bridge).subarray(18, 20);
  expect(machine.readUInt16LE()).toBe(0xb7); // EM_AARCH64
  expect(readdirSync(join(folder, 'worker', 'releases'))).toHaveLength(1);
});

test('the same content has the same name, other content another', () => {
  expect(contentName(join(folder, 'worker'))).toBe(contentName(join(folder, 'worker')));
  expect(contentName(join(folder, 'worker'))).not.toBe(contentName(join(folder, 'routine')));
});
