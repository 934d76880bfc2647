/** The bundle of the test workflows, kept between runs. */
import path from 'node:path';
import { bundleWorkflows } from '../../simulation/bundle';

const WORKFLOWS = path.join(__dirname, 'workflows');

export function testBundle(): Promise<string> {
  return bundleWorkflows({
    workflowsPath: path.join(WORKFLOWS, 'index.ts'),
    sources: [WORKFLOWS],
    cacheFolder: path.join(__dirname, '../../.cache/bundles'),
  });
}
