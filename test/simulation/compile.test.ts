/** How workflows are compiled: what a history tells of it must not depend on where the project stands. */
import path from 'node:path';
import { testBundle } from './bundles';

const MAP = /sourceMappingURL=data:application\/json;charset=utf-8;base64,([A-Za-z0-9+/=]+)/;

test('stack traces name sources by their place in the project, not on this machine', async () => {
  const map = MAP.exec(await testBundle())?.[1] ?? '';
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };

  expect(sources).toContain('test/simulation/workflows/records.ts');
  expect(sources).toContain('node_modules/@temporalio/workflow/src/workflow.ts');
  expect(sources.filter((source) => path.isAbsolute(source))).toEqual([]);
}, 60_000);
