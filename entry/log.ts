/**
 * The log: one JSON line per event, in a file of the data directory. Codes, ids and numbers; never personal data and
 * never an error's message, which may quote what it stumbled over.
 */
import { type LogLevel, type LogMetadata, type Logger } from '@temporalio/common';
import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

export type LogLine = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  write(line: LogLine): void;
  close(): void;
}

/** A log longer than this is put aside at the next start; one older file is kept. */
const LONGEST = 10 * 1024 * 1024;

/** Opens the log file, mode 600. */
export function openLog(file: string): Log {
  let handle = openSync(file, 'a', 0o600);
  if (fstatSync(handle).size > LONGEST) {
    closeSync(handle);
    renameSync(file, `${file}.1`);
    handle = openSync(file, 'a', 0o600);
  }
  return {
    write(line) {
      writeSync(handle, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
    },
    close() {
      closeSync(handle);
    },
  };
}

/** What of an error may be logged: its kind, and where in the code it came from. */
export function errorFacts(error: unknown): LogLine {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  const cause = error.cause instanceof Error ? error.cause.name : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    error: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause !== undefined && { cause }),
    stack: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' '),
  };
}

/** What the engine's client says of workflows and activities, that is of use and harmless. */
const HARMLESS = ['workflowId', 'workflowType', 'activityType', 'attempt', 'taskQueue', 'sdkComponent'];

/** The engine's client and worker write to the same log, from `WARN` on. */
export function engineLogger(log: Log): Logger {
  const write = (level: LogLevel, message: string, meta: LogMetadata = {}): void => {
    const facts: Record<string, string | number | boolean> = {};
    for (const name of HARMLESS) {
      const value: unknown = meta[name];
      if (typeof value === 'string' || typeof value === 'number') facts[name] = value;
    }
    const { error } = meta as { error?: unknown };
    log.write({
      level,
      from: 'engine',
      message,
      ...facts,
      ...(error === undefined ? {} : errorFacts(error)),
    });
  };
  const unheard = (): void => undefined;
  return {
    log: (level, message, meta) => {
      if (level === 'WARN' || level === 'ERROR') write(level, message, meta);
    },
    trace: unheard,
    debug: unheard,
    info: unheard,
    warn: (message, meta) => {
      write('WARN', message, meta);
    },
    error: (message, meta) => {
      write('ERROR', message, meta);
    },
  };
}
