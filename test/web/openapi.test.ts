import { z } from 'zod';
import { problem } from '../../contract/schemas/answers/common';
import { createApi } from '../../web/api';
import { openApi } from '../../web/api/openapi';
import { ROUTES } from '../../web/api/routes';
import { PROBLEM_CODES } from '../../web/problemCodes';
import { call, world } from './support';

const document = openApi(ROUTES);

/** Every `$ref` of the document, wherever it stands. */
function references(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === '$ref' ? [String(value)] : references(value),
  );
}

/** Every schema inside a schema, with the examples it states. */
function examples(
  schema: z.ZodType,
  io: 'input' | 'output',
): { schema: z.core.$ZodType; example: unknown }[] {
  const found: { schema: z.core.$ZodType; example: unknown }[] = [];
  z.toJSONSchema(schema, {
    io,
    override({ zodSchema }) {
      const stated = z.globalRegistry.get(zodSchema)?.examples;
      for (const example of Array.isArray(stated) ? (stated as unknown[]) : [])
        found.push({ schema: zodSchema, example });
    },
  });
  return found;
}

const accepts = (schema: z.core.$ZodType, example: unknown): string | undefined => {
  const { error } = z.safeParse(schema, example);
  return error && `${JSON.stringify(example)}: ${error.message}`;
};

describe('the OpenAPI document', () => {
  test('has every route the application answers, and no other', async () => {
    const { ports } = await world();
    const answered = createApi(ports)
      .routes.filter(
        ({ method, path }) =>
          method !== 'ALL' && !['/api-docs', '/api-docs.css', '/problems/:code'].includes(path),
      )
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual([...new Set(answered)].sort());
    expect(documented).toHaveLength(ROUTES.length);
  });

  test('is served as it is', async () => {
    const answer = await call(await world(), 'GET', '/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test('has what OpenAPI 3.1 asks for', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.title).toMatch(/./);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    );
    const tags = document.tags.map(({ name }): string => name);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      expect(operation.operationId).toMatch(/^[a-z]\w+$/);
      expect(operation.summary).toMatch(/\S/);
      expect(operation.tags.every((tag) => tags.includes(tag))).toBe(true);
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(new Set(operation.parameters.map(({ name, in: place }) => `${place} ${name}`)).size).toBe(
        operation.parameters.length,
      );
      expect(Object.keys(operation.responses)).toContain('200');
      for (const { description, content } of Object.values(operation.responses)) {
        expect(description).toMatch(/\S/);
        expect(Object.keys(content)).toHaveLength(1);
      }
    }
  });

  test('every reference leads somewhere', () => {
    const names = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    const all = references(document);
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((reference) => !names.includes(reference))).toEqual([]);
    expect(names.filter((name) => !all.includes(name))).toEqual([]);
  });

  test('what must be sent is required', () => {
    const { AbsenceRequest } = document.components.schemas;
    expect(AbsenceRequest).toMatchObject({
      required: ['records'],
      properties: {
        records: { maxItems: 1000, items: { required: ['id', 'student', 'date', 'type', 'minutes'] } },
      },
    });
  });

  test('every example is what its schema takes', () => {
    const bodies = ROUTES.flatMap(({ body, query }) => [
      ...(body?.schema ? [body.schema[1]] : []),
      ...(query ? [query] : []),
    ]);
    const answers = [...ROUTES.map(({ answer }) => answer), problem];
    const all = [
      ...bodies.flatMap((schema) => examples(schema, 'input')),
      ...answers.flatMap((schema) => examples(schema, 'output')),
    ];
    expect(all.length).toBeGreaterThan(60);
    expect(all.flatMap(({ schema, example }) => accepts(schema, example) ?? [])).toEqual([]);
  });

  test('every content, answer and field of a request is described', () => {
    for (const { body, answer, answerName } of ROUTES) {
      if (answerName !== 'OpenApi')
        expect([answerName, answer.description]).toEqual([answerName, expect.any(String)]);
      if (body?.schema)
        expect([body.schema[0], body.schema[1].description]).toEqual([body.schema[0], expect.any(String)]);
    }
    for (const { parameters } of Object.values(document.paths).flatMap((methods) => Object.values(methods)))
      for (const { name, description } of parameters)
        expect([name, description]).toEqual([name, expect.stringMatching(/\S/)]);
  });
});

/** Those of the wanted parts that a text has not. */
const missing = (text: string, ...wanted: string[]): string[] =>
  wanted.filter((part) => !text.includes(part));

describe('the page of it', () => {
  test('shows every route, schema and code, in Danish with English beside, without scripts', async () => {
    const { text, status, headers } = await call(await world(), 'GET', '/api-docs');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(text.startsWith('<!doctype html><html lang="da">')).toBe(true);
    expect(/<script|style="|\son\w+="|src="http|href="http/.exec(text)?.[0]).toBeUndefined();
    for (const { method, path, summary } of ROUTES) {
      expect(missing(text, `${method.toUpperCase()} ${path}`, summary.en.replaceAll("'", '&#39;'))).toEqual(
        [],
      );
    }
    for (const name of Object.keys(document.components.schemas))
      expect(missing(text, `id="schema-${name}"`)).toEqual([]);
    for (const code of Object.keys(PROBLEM_CODES)) expect(missing(text, `id="problem-${code}"`)).toEqual([]);
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(targets.filter((id) => !text.includes(`id="${id}"`))).toEqual([]);
  });

  test('has its style beside it, and explains the types of problems', async () => {
    const w = await world();
    expect((await call(w, 'GET', '/api-docs.css')).headers.get('content-type')).toMatch(/^text\/css/);
    const problemType = await call(w, 'GET', '/problems/closed-day');
    expect([problemType.status, problemType.headers.get('location')]).toEqual([
      302,
      '/api-docs#problem-closed-day',
    ]);
  });
});
