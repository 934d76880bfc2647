/**
 * Steps with their time on one calm line each, and child processes whose output is shown only when they fail.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A step that goes on this long says so, and again each time. */
const STILL_MS = 30_000;

const seconds = (ms) => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;

/** Runs one step; tells on one line what it was and how long it took. Rejects as `work` does. */
export async function step(label, work) {
  const from = Date.now();
  const live = process.stdout.isTTY === true;
  const tick = setInterval(
    () => {
      const text = `· ${label} … ${seconds(Date.now() - from)}`;
      process.stdout.write(live ? `\r${text}` : `${text}\n`);
    },
    live ? 500 : STILL_MS,
  );
  const end = (mark) => {
    clearInterval(tick);
    process.stdout.write(`${live ? '\r' : ''}${mark} ${label} · ${seconds(Date.now() - from)}\n`);
  };
  try {
    const result = await work();
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}

/** A command that failed, with all it printed. */
export class CommandFailed extends Error {
  constructor(command, output) {
    super(command);
    this.output = output;
  }
}

/** Runs a command in the project's folder; answers what it printed. Rejects with {@link CommandFailed}. */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    const text = () => Buffer.concat(output).toString();
    child.on('error', (error) => reject(new CommandFailed(command, `${text()}${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(text());
      else reject(new CommandFailed([command, ...args].join(' '), text()));
    });
  });
}

/** Runs Node on a script of ours or of a package. */
export const runNode = (args, env) => run(process.execPath, args, env);

/** Runs npm, the one we were started by where there is one. */
export function runNpm(args) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return runNode([npm, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/** Tells what went wrong and ends the program. */
export function giveUp(message, error) {
  if (error instanceof CommandFailed) console.error(error.output.trimEnd());
  console.error(message);
  process.exit(1);
}
