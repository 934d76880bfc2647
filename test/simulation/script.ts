/**
 * What is lived on the virtual server and on real ones, and how what came of it is told alike.
 */
import { type StartOptions, type UpdateWithStartOptions } from '../../simulation/server/client';
import { seen, type Tried } from './workflows/errors';

/** A server a script is lived on. What needs a workflow's answer is awaited by way of `answer`. */
export interface Place {
  /** The length of a day here, in milliseconds. */
  readonly day: number;
  start(type: string, options: StartOptions): Promise<unknown>;
  signal(workflowId: string, name: string, ...args: unknown[]): Promise<void>;
  signalWithStart(
    type: string,
    options: StartOptions & { signal: string; signalArgs: unknown[] },
  ): Promise<unknown>;
  update(workflowId: string, name: string, ...args: unknown[]): Promise<unknown>;
  updateWithStart(name: string, options: UpdateWithStartOptions<unknown[]>): Promise<unknown>;
  query(workflowId: string, name: string): Promise<unknown>;
  cancel(workflowId: string): Promise<unknown>;
  terminate(workflowId: string, reason: string): Promise<unknown>;
  result(workflowId: string): Promise<unknown>;
  status(workflowId: string): Promise<string>;
  /** Asks and waits for the answer; time goes on meanwhile. How it looks when it is a rejection. */
  answer(ask: () => Promise<unknown>): Promise<Tried>;
  /** Lets so many days pass, none to let only happen what is under way. */
  days(n: number): Promise<void>;
}

export type Activities = Record<string, (input: unknown) => Promise<unknown>>;

/** What is lived. */
export interface Script {
  /** Made anew for each place. */
  readonly activities?: () => Activities;
  /** What it returns is compared. */
  live(place: Place): Promise<unknown>;
  /** The workflows whose histories are compared. */
  readonly workflows: readonly string[];
  /** Updates of each workflow that were refused; the test server, unlike a real one, records their workflow task. */
  readonly refused?: Readonly<Record<string, number>>;
  /** Why a server cannot live it. */
  readonly notOn?: { readonly timeSkipping?: string; readonly dev?: string };
}

/** Scripts by name. */
export type Scripts = Readonly<Record<string, Script>>;

/** What came of a script. */
export interface Report {
  readonly returned: unknown;
  /** The activities called, in order, with the minute since the first. */
  readonly activities: readonly {
    readonly type: string;
    readonly attempt: number;
    readonly minute: number;
  }[];
  /** By workflow, its runs one after the other. */
  readonly runs: Readonly<Record<string, readonly RunReport[]>>;
}

export interface RunReport {
  readonly events: number;
  /** Bytes of history; undefined where the server does not tell. */
  readonly bytes: number | undefined;
  /** Events between the ends of workflow tasks, those of the tasks themselves left out; each part sorted. */
  readonly parts: readonly (readonly string[])[];
}

export type RealServer = 'timeSkipping' | 'dev';

export const DAY_MS = 86_400_000;
export const DEV_DAY_MS = 1000;

export const dayOn = (server: RealServer): number => (server === 'dev' ? DEV_DAY_MS : DAY_MS);

/** The result of a promise, or how its rejection looks. */
export async function outcome(promise: Promise<unknown>): Promise<Tried> {
  try {
    return { value: (await promise) ?? null };
  } catch (error) {
    return { error: seen(error) };
  }
}

export interface Call {
  readonly type: string;
  readonly attempt: number;
  readonly at: number;
}

/** Scripts are lived side by side: each has a queue, and so a worker, of its own. */
export function queueOf({ workflows }: Script): string {
  return `queue-of-${workflows[0] ?? 'none'}`;
}

/** The script's activities, each call told; the same at all places, so that failures have the same stacks. */
export function watched(script: Script, called: (type: string) => Promise<void>): Activities {
  const wrapped = Object.entries(script.activities?.() ?? {}).map(([type, implementation]) => [
    type,
    async (input: unknown) => {
      await called(type);
      return await implementation(input);
    },
  ]);
  return Object.fromEntries(wrapped) as Activities;
}

export function inMinutes(calls: readonly Call[]): Report['activities'] {
  const first = calls[0]?.at ?? 0;
  return calls.map(({ type, attempt, at }) => ({ type, attempt, minute: Math.round((at - first) / 60_000) }));
}

export function runReport(types: readonly string[], bytes: number | undefined): RunReport {
  const parts: string[][] = [[]];
  for (const type of types) {
    if (type === 'WorkflowTaskCompleted' && parts.at(-1)?.length !== 0) parts.push([]);
    else if (!type.startsWith('WorkflowTask')) parts.at(-1)?.push(type);
  }
  return { events: types.length, bytes, parts: parts.map((part) => part.sort()).filter((p) => p.length > 0) };
}
