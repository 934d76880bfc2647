/**
 * moto, a stand-in for AWS: started for a suite and ended with it. `npm test` fetches it; without it suites that need it
 * are skipped.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AWS, startMoto as startServer } from '../../entry/cloud/loop/servers';

export const MOTO_PACKAGES = process.env.MOTO_PACKAGES ?? join(__dirname, '../../.cache/moto');

export const motoIsThere = existsSync(join(MOTO_PACKAGES, 'moto'));

export interface Moto {
  /** What AWS clients are given to reach it. */
  readonly config: { readonly endpoint: string } & typeof AWS;
  readonly stop: () => Promise<void>;
}

export async function startMoto(): Promise<Moto> {
  const { url, stop } = await startServer(MOTO_PACKAGES);
  return { config: { endpoint: url, ...AWS }, stop };
}
