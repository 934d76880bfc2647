/**
 * What must be there before the program can run: packages as package-lock.json says, and the built program.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, ROOT, runNode, runNpm, step } from './steps.mjs';

/** Installs packages when they are missing or others than package-lock.json says. */
export async function ensureInstalled() {
  if (installed()) return;
  try {
    // Our native packages ship their binaries, so no package needs to run anything of its own.
    await step('Henter pakker', () => runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']));
  } catch (error) {
    giveUp('Pakkerne kunne ikke hentes. Er der forbindelse til pakkeregistret?', error);
  }
}

/** Whether every package of package-lock.json is there in its version; npm notes what it installed beside them. */
function installed() {
  const notes = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(notes)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { packages: there } = JSON.parse(readFileSync(notes, 'utf8'));
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    // Optional packages are for one platform each: only what is there must be right.
    return there[path] === undefined ? optional === true : there[path].version === version;
  });
}

/** Folders whose files end up in the built program. */
export const PROGRAM = [
  'rules',
  'contract',
  'texts',
  'plots',
  'records',
  'workflows',
  'activities',
  'adapters',
  'web',
  'simulation',
  'entry',
  'bench',
];
/** Folders whose files end up in the workflow bundle, which takes longest to build. */
const WORKFLOWS = [
  'rules',
  'contract/messages',
  'workflows',
  'adapters/failureConverter.ts',
  'entry/setup',
  'simulation/compile.ts',
];

/** Builds what is not built yet, or from other sources than there are now. */
export async function ensureBuilt() {
  const wanted = { program: hashOf(PROGRAM), workflows: hashOf(WORKFLOWS) };
  const notes = join(ROOT, 'dist', 'built-from.json');
  const built = existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')) : {};
  const stale = Object.keys(wanted).filter((part) => built[part] !== wanted[part]);
  if (stale.length === 0) return;
  try {
    await step('Bygger programmet', () => runNode([join(ROOT, 'entry', 'setup', 'build.mjs'), ...stale]));
  } catch (error) {
    giveUp('Programmet kunne ikke bygges.', error);
  }
  writeFileSync(notes, JSON.stringify(wanted));
}

function hashOf(places) {
  const hash = createHash('sha256');
  for (const place of ['package-lock.json', 'tsconfig.json', ...places]) {
    for (const file of filesIn(place)) {
      hash.update(`${file}\n`);
      hash.update(readFileSync(join(ROOT, file)));
    }
  }
  return hash.digest('hex');
}

function filesIn(place) {
  const path = join(ROOT, place);
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(place)) return [place];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}
