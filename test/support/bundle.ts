/** The workflow bundle of the project, made once and kept while sources stay the same. */
import path from 'node:path';
import { bundleWorkflows } from '../../simulation/bundle';

const root = path.join(__dirname, '../..');

export function projectBundle(): Promise<string> {
  return bundleWorkflows({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    sources: ['workflows', 'contract/messages', 'rules'].map((folder) => path.join(root, folder)),
    cacheFolder: path.join(root, '.cache/bundles'),
  });
}
