/**
 * moto, a stand-in for AWS: started for a suite and ended with it. `npm test` fetches it; without it suites that need it
 * are skipped.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../entry/freePort';

const PACKAGES = process.env.MOTO_PACKAGES ?? join(__dirname, '../../.cache/moto');

export const motoIsThere = existsSync(join(PACKAGES, 'moto'));

export interface Moto {
  /** What AWS clients are given to reach it. */
  readonly config: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  stop(): Promise<void>;
}

const STARTS_WITHIN_MS = 30_000;

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const child = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, PYTHONPATH: PACKAGES },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const until = Date.now() + STARTS_WITHIN_MS;
  while (!(await answers(endpoint))) {
    if (Date.now() > until || child.exitCode !== null) throw new Error('moto did not start');
    await delay(100);
  }
  return {
    config: { endpoint, region: 'eu-north-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/moto-api/`)).ok;
  } catch {
    return false;
  }
}
