/**
 * The API as the command line asks it.
 */
import { resolve, join } from 'node:path';
import { readPersonas } from '../../adapters/localIdentity';
import { noteOf } from '../instance';

/** The command cannot be carried out; the message is for the user, one line. */
export class CliError extends Error {}

/** The API said no. The message is what it said, with field, row and column where it named them. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** RFC 9457, with members of our own. */
    readonly problem: Problem,
  ) {
    super(textOf(problem));
  }
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly row?: number;
  readonly column?: string;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  readonly [member: string]: unknown;
}

function textOf({ title = 'Ukendt fejl', detail, row, column, fields = [] }: Problem): string {
  const at = [
    ...(row === undefined ? [] : [`række ${String(row)}`]),
    ...(column === undefined ? [] : [`kolonne ${column}`]),
  ].join(', ');
  const said =
    fields.length > 0 ? fields.map(({ path, message }) => `${path} ${message}`).join('; ') : detail;
  return [`${title}${said === undefined ? '' : `: ${said}`}`, ...(at === '' ? [] : [`(${at})`])].join(' ');
}

export interface Client {
  get<T>(path: string): Promise<T>;
  /** Posts JSON, or a file's bytes. */
  post<T>(path: string, body: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
}

export interface ClientOptions {
  /** Whose token to use: one of the data directory's personas. */
  readonly as?: string;
  readonly url?: string;
  readonly data: string;
}

/** A client of the API. Throws {@link CliError} when it is unclear where, or as whom. */
export function clientFor(options: ClientOptions, env: NodeJS.ProcessEnv): Client {
  const data = resolve(options.data);
  const url = options.url ?? noteOf(data)?.url;
  if (url === undefined)
    throw new CliError(`Rød Tråd kører ikke på ${data}. Kør npm start, eller angiv --url.`);
  const token = tokenOf(options.as, data, env);
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      Authorization: `Bearer ${token}`,
    };
    const response = await reach(`${url.replace(/\/$/, '')}${path}`, { ...init, headers });
    const body = await bodyOf(response);
    if (!response.ok) throw new ApiError(response.status, (body ?? {}) as Problem);
    return body;
  };
  const send = (method: string, path: string, body: object): Promise<unknown> => {
    const isFile = body instanceof Uint8Array;
    const type = isFile ? 'application/octet-stream' : 'application/json';
    const headers = { 'Content-Type': type };
    return ask(path, { method, headers, body: isFile ? body : JSON.stringify(body) });
  };
  return {
    get: async <T>(path: string) => (await ask(path, {})) as T,
    post: async <T>(path: string, body: object) => (await send('POST', path, body)) as T,
    put: async <T>(path: string, body: object) => (await send('PUT', path, body)) as T,
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new CliError(`Der er ingen forbindelse til ${new URL(url).origin}. Kører Rød Tråd?`);
  }
}

/** The answer's JSON; undefined where it holds none. */
async function bodyOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return isJson ? response.json() : undefined;
}

function tokenOf(as: string | undefined, data: string, env: NodeJS.ProcessEnv): string {
  const given = env.ROED_TRAAD_TOKEN;
  if (given !== undefined && given !== '') return given;
  if (as === undefined) throw new CliError('Hvem er du? Angiv --as PERSON, eller sæt ROED_TRAAD_TOKEN.');
  const persona = readPersonas(join(data, 'personas.json')).find(({ id }) => id === as);
  if (!persona) throw new CliError(`"${as}" er ikke i ${join(data, 'personas.json')}.`);
  return persona.token;
}
