/**
 * What the program was asked to do: command line and environment, read here and nowhere else.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The project's folder: the built program lies one level below it. */
export const ROOT = resolve(__dirname, '..');
/** What is downloaded once and kept: the engine, the tests' servers. */
export const CACHE = join(ROOT, '.cache');
export const DEFAULT_DATA = '.data';
const DEFAULT_PORT = 8080;

export interface StartOptions {
  /** The port of the pages; `wanted` when it was asked for, otherwise the next free one will do. */
  readonly port: { readonly number: number; readonly wanted: boolean };
  /** Absolute path of the data directory. */
  readonly data: string;
  /** Left out: a demo where there is no data yet. */
  readonly demo?: boolean;
  /** Absolute path of a directory to load. */
  readonly load?: string;
  /** `host:port` of an engine that is run by somebody else. */
  readonly engineAddress?: string;
  /** Whether npm runs us. It tells its shell to end, and the shell does not tell us. */
  readonly byNpm: boolean;
}

/** Something about the command line is wrong; the message is for the user, in Danish. */
export class UsageError extends Error {}

export const START_HELP = `Brug: npm start -- [valgmuligheder]

  --port PORT   siderne ligger på denne port (ellers 8080 eller den næste ledige)
  --data MAPPE  alt gemmes i denne mappe (ellers ${DEFAULT_DATA})
  --load MAPPE  indlæs unge.csv, medarbejdere.csv og kalender.json fra denne mappe
  --demo        begynd med en lille opdigtet kommune (det sker også, når datamappen er tom)
  --no-demo     begynd uden
  --help        vis denne hjælp

Miljøvariabel: TEMPORAL_ADDRESS er adressen på en motor, der allerede kører.`;

/** Reads the options of `npm start`; undefined when help was asked for. Throws {@link UsageError}. */
export function startOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  const { data = DEFAULT_DATA, load, demo } = values;
  if (demo === true && load !== undefined) throw new UsageError('Vælg enten --demo eller --load.');
  const engineAddress = env.TEMPORAL_ADDRESS;
  return {
    port: portOf(values.port),
    data: resolve(data),
    byNpm: env.npm_lifecycle_event === 'start',
    ...(demo !== undefined && { demo }),
    ...(load !== undefined && { load: resolve(load) }),
    ...(engineAddress !== undefined && engineAddress !== '' && { engineAddress }),
  };
}

function parsed(args: readonly string[]): {
  port?: string;
  data?: string;
  load?: string;
  demo?: boolean;
  help?: boolean;
} {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        load: { type: 'string' },
        demo: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    const named = /'(-[^' ]*)/.exec(message)?.[1];
    throw new UsageError(
      named === undefined ? 'Ukendt valgmulighed. Se --help.' : `${named} kan ikke bruges sådan. Se --help.`,
    );
  }
}

function portOf(text: string | undefined): StartOptions['port'] {
  if (text === undefined) return { number: DEFAULT_PORT, wanted: false };
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    throw new UsageError(`--port skal være et tal fra 1 til 65535 (der står "${text}").`);
  }
  return { number, wanted: true };
}
