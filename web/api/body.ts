/**
 * Reading what a request carries: JSON, or one CSV file. Says which media types it takes, for the documentation.
 */
import { type Context } from 'hono';
import { type z } from 'zod';
import { parsed } from '../parsed';
import { Problem } from '../problem';

/** What a route takes in. */
export interface Body<Content> {
  /** The media types it takes. */
  readonly types: readonly string[];
  /** The name and schema of JSON; left out for files. */
  readonly schema?: readonly [name: string, schema: z.ZodType];
  /** What an empty body stands for; left out where something must be sent. */
  readonly empty?: Content;
  /** Reads the content, which is of one of the types. */
  readonly read: (context: Context, type: string) => Promise<Content>;
}

/** JSON of this shape. */
export function json<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  empty?: z.output<Schema>,
): Body<z.output<Schema>> {
  return {
    types: ['application/json'],
    schema: [name, schema],
    ...(empty !== undefined && { empty }),
    read: async (context) => parsed(schema, parseJson(await bytesOf(context))),
  };
}

/** JSON documented by this schema, read by the route itself. */
export function rawJson(name: string, schema: z.ZodType): Body<unknown> {
  return {
    types: ['application/json'],
    schema: [name, schema],
    read: async (context) => parseJson(await bytesOf(context)),
  };
}

const MULTIPART = 'multipart/form-data';

/** One file: as it is, or in a form. `text/*` may lose bytes on its way through a gateway; the others do not. */
export const file: Body<Uint8Array> = {
  types: ['application/octet-stream', 'text/csv', MULTIPART],
  read: (context, type) => (type === MULTIPART ? fileOfForm(context) : bytesOf(context)),
};

/** The content of a request; throws a {@link Problem} when it is of another type or cannot be read. */
export async function readBody(body: Body<unknown>, context: Context): Promise<unknown> {
  if ('empty' in body && (await bytesOf(context)).length === 0) return body.empty;
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!body.types.includes(type)) {
    throw new Problem(
      415,
      'unsupported-media-type',
      'Indholdet har en anden type',
      `Content-Type er ${type === '' ? 'ikke sat' : `"${type}"`}. Den må være ${body.types.join(', ')}.`,
    );
  }
  return body.read(context, type);
}

const bytesOf = async (context: Context): Promise<Uint8Array> =>
  new Uint8Array(await context.req.arrayBuffer());

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Decoder and parser say no more than this without quoting what was sent.
    throw new Problem(
      400,
      'malformed-json',
      'Indholdet kan ikke læses',
      'Indholdet er ikke gyldig JSON i UTF-8.',
    );
  }
}

async function fileOfForm(context: Context): Promise<Uint8Array> {
  // What is no form has no file either: the same answer.
  const form = await context.req.formData().catch(() => undefined);
  const files = [...(form?.values() ?? [])].filter((value) => typeof value !== 'string');
  const [only] = files;
  if (only === undefined || files.length !== 1) {
    throw new Problem(
      400,
      'not-one-file',
      'Formularen skal have én fil',
      `Der er ${String(files.length)} filer i formularen. Send netop én.`,
    );
  }
  return new Uint8Array(await only.arrayBuffer());
}
