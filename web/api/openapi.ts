/**
 * The OpenAPI 3.1 document, made from the same table and schemas that answer requests.
 */
import { z } from 'zod';
import { problem } from '../../contract/schemas/answers/common';
import { PROBLEM_CODES, type ProblemCode } from '../problemCodes';
import { type Route } from './route';

/** A JSON Schema, as zod writes it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: Route['tag']; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Route['method'], Operation>>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

const PROBLEM = 'Problem';
const BEARER = 'bearer';

export const INTRODUCTION = [
  'Rød Tråd holder tråden i kommunens opfølgning på unge. Skoler sender fravær ind og får kvitteringer; medarbejdere ser og løser opgaver.',
  'Send dit token som Authorization: Bearer. Tider er dansk tid; svar har altid tidszone. Fejl er application/problem+json efter RFC 9457.',
].join('\n\n');

export const TAGS: OpenApi['tags'] = [
  { name: 'Skole', description: 'Fravær ind, kvitteringer ud. Kun skolens egne data.' },
  { name: 'Opgaver', description: 'Opgaver med frist, og hvad man kan gøre ved dem.' },
  { name: 'Møder', description: 'Møder om mange unge: svar om hver ung. Kun for kommunens roller (R43).' },
  { name: 'Unge', description: 'Unge og deres tidslinje. Kun for kommunens roller (R43).' },
  {
    name: 'Den unges side',
    description: 'Den unges egen side: åbnes med link og kode, ikke med jeres token (L8, R52).',
  },
  { name: 'Tal', description: 'Summer over mange, uden små tal (R49).' },
  { name: 'Drift', description: 'Forløb, aftaler og helbred.' },
];

export function openApi(routes: readonly Route[]): OpenApi {
  const paths: Record<string, Partial<Record<Route['method'], Operation>>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rød Tråd', version: '1', description: INTRODUCTION },
    servers: [{ url: '/' }],
    tags: TAGS,
    paths,
    components: {
      schemas: {
        ...schemas(
          routes.flatMap(({ body }) => (body?.schema ? [body.schema] : [])),
          'input',
        ),
        ...schemas(
          [...routes.map(({ answerName, answer }) => [answerName, answer] as const), PROBLEM_SCHEMA],
          'output',
        ),
      },
      securitySchemes: { [BEARER]: { type: 'http', scheme: 'bearer' } },
    },
  };
}

const PROBLEM_SCHEMA = [PROBLEM, problem] as const;

function operation(route: Route): Operation {
  const { tag, summary, details, body, answerName, open } = route;
  const content = body && contentOf(route);
  return {
    operationId: operationId(route),
    tags: [tag],
    summary: summary.da,
    description: `${summary.en}.\n\n${details}`,
    parameters: parameters(route),
    ...(body && content && { requestBody: { required: !('empty' in body), content } }),
    responses: {
      '200': { description: 'OK', content: { 'application/json': { schema: reference(answerName) } } },
      ...problemResponses(route),
    },
    security: open ? [] : [{ [BEARER]: [] }],
  };
}

/** `post /api/v1/tasks/{id}/complete` → `postTasksIdComplete`. */
function operationId({ method, path }: Route): string {
  const words = path.replace('/api/v1', '').match(/\w+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parameters({ params, query, repeatable }: Route): Parameter[] {
  const { properties = {} } = query ? bare(z.toJSONSchema(query, { io: 'input' })) : {};
  return [
    ...Object.entries(params).map(([name, description]): Parameter => ({
      name,
      in: 'path',
      required: true,
      description,
      schema: { type: 'string' },
    })),
    ...Object.entries(properties).map(([name, property]): Parameter => {
      const { description = '', ...schema } = typeof property === 'boolean' ? {} : property;
      return { name, in: 'query', required: false, description, schema };
    }),
    ...(repeatable ? [IDEMPOTENCY_KEY] : []),
  ];
}

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Din egen nøgle til forespørgslen. Den samme forespørgsel med samme nøgle bliver kun udført én gang.',
  schema: {
    type: 'string',
    pattern: '^[\\x21-\\x7e]{1,200}$',
    examples: ['0b8e1c6e-7a1d-4f35-9c1e-2b0a5d1f7c11'],
  },
};

function contentOf({ body }: Route): Content {
  return Object.fromEntries(
    (body?.types ?? []).map((type) => [
      type,
      { schema: body?.schema ? reference(body.schema[0]) : fileSchema(type) },
    ]),
  );
}

function fileSchema(type: string): JsonSchema {
  const binary: JsonSchema = { type: 'string', format: 'binary' };
  return type === 'multipart/form-data'
    ? { type: 'object', properties: { file: binary }, required: ['file'] }
    : binary;
}

/** Every code a route can answer with, those of all routes among them. */
export function problemsOf({ params, body, open, problems }: Route): ProblemCode[] {
  if (open) return [...problems, 'unexpected'];
  return [
    'not-signed-in',
    'forbidden',
    ...(Object.keys(params).length > 0 ? (['not-found'] as const) : []),
    ...(body ? (['too-large', 'unsupported-media-type'] as const) : []),
    ...problems,
    'unexpected',
  ];
}

function problemResponses(route: Route): Operation['responses'] {
  const byStatus = new Map<number, string[]>();
  for (const code of problemsOf(route)) {
    const [status, meaning] = PROBLEM_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${code}: ${meaning}`]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, lines]) => [
        String(status),
        {
          description: lines.join('\n\n'),
          content: { 'application/problem+json': { schema: reference(PROBLEM) } },
        },
      ]),
  );
}

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The named schemas as components; one that stands in several routes is written once. */
function schemas(
  named: readonly (readonly [name: string, schema: z.ZodType])[],
  io: 'input' | 'output',
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) if (!registry.has(schema)) registry.add(schema, { id });
  const { schemas: written } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    // zod leaves out the examples of what it transforms; ours are of what is sent.
    override({ zodSchema, jsonSchema }) {
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
  return Object.fromEntries(Object.entries(written).map(([id, schema]) => [id, bare(schema)]));
}

/** Without what only a document of its own has. */
function bare({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
