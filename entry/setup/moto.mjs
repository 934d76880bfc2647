/**
 * moto, a stand-in for AWS: Python packages, pinned, in a folder of their own; fetched again when the pins change.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './steps.mjs';

const CACHE = join(ROOT, '.cache');
const PINS = join(ROOT, 'test', 'adapters', 'moto.txt');

/** Answers the folder to put on Python's path. Rejects with CommandFailed where there is no Python 3 with pip. */
export async function fetchMoto() {
  const folder = join(CACHE, 'moto');
  const noted = join(folder, 'pins.txt');
  if (existsSync(noted) && readFileSync(noted, 'utf8') === readFileSync(PINS, 'utf8')) return folder;
  mkdirSync(CACHE, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.new`, { recursive: true, force: true });
  const quietly = ['--quiet', '--disable-pip-version-check', '--root-user-action', 'ignore'];
  await run('python3', [
    '-m',
    'pip',
    'install',
    ...quietly,
    '--target',
    `${folder}.new`,
    '--requirement',
    PINS,
  ]);
  renameSync(`${folder}.new`, folder);
  writeFileSync(noted, readFileSync(PINS));
  return folder;
}
