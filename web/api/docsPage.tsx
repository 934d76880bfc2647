/**
 * The API's description as a page: server-rendered, in Danish with English headings beside, without scripts.
 */
import { type JSX } from 'hono/jsx/jsx-runtime';
import { PROBLEM_CODES } from '../problemCodes';
import { INTRODUCTION, type JsonSchema, type OpenApi, openApi, type Operation, TAGS } from './openapi';
import { type Route } from './route';

type Markup = JSX.Element;

export const DOCS_STYLE = `
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3 { line-height: 1.2; }
h2 { margin-top: 3rem; border-bottom: 2px solid #747474; }
a { color: #004d6e; }
code { font: 0.9em ui-monospace, monospace; background: #f2f2f2; padding: 0 0.2em; overflow-wrap: break-word; }
pre { background: #f2f2f2; padding: 0.75rem; overflow-x: auto; }
pre code { padding: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid #bdbdbd; }
section.route { margin-top: 2rem; }
.english { color: #454545; }
`;

export function docsPage(routes: readonly Route[]): Markup {
  const document = openApi(routes);
  return (
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Rød Tråd: API</title>
        <link rel="stylesheet" href="/api-docs.css" />
      </head>
      <body>
        <main>
          <h1>
            Rød Tråd: API <Both da="" en="API reference" />
          </h1>
          {INTRODUCTION.split('\n\n').map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          <p>
            Maskinlæsbart <Both da="" en="machine-readable" />: <a href="/openapi.json">/openapi.json</a>
          </p>
          <nav aria-label="Indhold">
            <ul>
              {routes.map((route) => (
                <li>
                  <a href={`#${anchor(document, route)}`}>
                    <code>{`${route.method.toUpperCase()} ${route.path}`}</code>
                  </a>{' '}
                  <Both {...route.summary} />
                </li>
              ))}
            </ul>
          </nav>
          {TAGS.map(({ name, description }) => (
            <>
              <h2>{name}</h2>
              <p>{description}</p>
              {routes
                .filter(({ tag }) => tag === name)
                .map((route) => (
                  <RouteSection route={route} document={document} />
                ))}
            </>
          ))}
          <h2>
            Skemaer <Both da="" en="Schemas" />
          </h2>
          {Object.entries(document.components.schemas).map(([name, schema]) => (
            <SchemaSection name={name} schema={schema} />
          ))}
          <ProblemTable />
        </main>
      </body>
    </html>
  );
}

function Both({ da, en }: { readonly da: string; readonly en: string }): Markup {
  return (
    <>
      {da}{' '}
      <span class="english" lang="en">
        ({en})
      </span>
    </>
  );
}

const operationOf = ({ paths }: OpenApi, { path, method }: Route): Operation | undefined =>
  paths[path]?.[method];
const anchor = (document: OpenApi, route: Route): string =>
  operationOf(document, route)?.operationId ?? route.path;

function RouteSection({ route, document }: { readonly route: Route; readonly document: OpenApi }): Markup {
  const { parameters = [], requestBody, responses = {} } = operationOf(document, route) ?? {};
  return (
    <section class="route" aria-labelledby={anchor(document, route)}>
      <h3 id={anchor(document, route)}>
        <code>{`${route.method.toUpperCase()} ${route.path}`}</code>
      </h3>
      <p>
        <strong>
          <Both {...route.summary} />
        </strong>
      </p>
      <p>{route.details}</p>
      {parameters.length > 0 && (
        <table>
          <caption>
            Felter i adresse og hoved <Both da="" en="parameters" />
          </caption>
          <tbody>
            {parameters.map(({ name, in: place, description, schema }) => (
              <tr>
                <th scope="row">
                  <code>{name}</code> ({place})
                </th>
                <td>{description}</td>
                <td>
                  <code>{typeText(schema)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {requestBody && (
        <p>
          Indhold <Both da="" en="body" />:{' '}
          {Object.entries(requestBody.content).map(([type, { schema }]) => (
            <>
              <code>{type}</code> <Reference schema={schema} />{' '}
            </>
          ))}
        </p>
      )}
      <table>
        <caption>
          Svar <Both da="" en="answers" />
        </caption>
        <tbody>
          {Object.entries(responses).map(([status, { description, content }]) => (
            <tr>
              <th scope="row">{status}</th>
              <td>
                {description.split('\n\n').map((line) => (
                  <div>{line}</div>
                ))}
              </td>
              <td>
                {Object.values(content).map(({ schema }) => (
                  <Reference schema={schema} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const nameOf = ({ $ref = '' }: JsonSchema): string => $ref.split('/').at(-1) ?? '';

function Reference({ schema }: { readonly schema: JsonSchema }): Markup {
  const name = nameOf(schema);
  return name === '' ? <code>{typeText(schema)}</code> : <a href={`#schema-${name}`}>{name}</a>;
}

function SchemaSection({ name, schema }: { readonly name: string; readonly schema: JsonSchema }): Markup {
  const { description, examples = [] } = schema;
  return (
    <section class="route" aria-labelledby={`schema-${name}`}>
      <h3 id={`schema-${name}`}>{name}</h3>
      {description !== undefined && <p>{description}</p>}
      {formsOf(schema).map((form) => (
        <Fields form={form} />
      ))}
      {(Array.isArray(examples) ? examples : []).map((example) => (
        <pre>
          <code>{JSON.stringify(example, null, 2)}</code>
        </pre>
      ))}
    </section>
  );
}

/** The objects a schema can be, one for each form of a union. */
function formsOf(schema: JsonSchema): JsonSchema[] {
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as JsonSchema[];
  return forms.length === 0
    ? [schema]
    : forms.flatMap((form) => formsOf({ title: schema.title ?? '', ...form }));
}

function Fields({ form }: { readonly form: JsonSchema }): Markup {
  const { title = '', properties = {}, required = [] } = form;
  const fields = Object.entries(properties) as [string, JsonSchema][];
  if (fields.length === 0) return <></>;
  return (
    <table>
      <caption>{title === '' ? 'Felter' : title}</caption>
      <tbody>
        {fields.map(([field, property]) => (
          <tr>
            <th scope="row">
              <code>{field}</code>
              {required.includes(field) ? '' : ' (valgfri)'}
            </th>
            <td>
              <code>{typeText(property)}</code>
            </td>
            <td>{property.description ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A type in a line: `string`, `sms | phone`, `[{row, id}]`. */
function typeText(schema: JsonSchema): string {
  const { type, enum: allowed, const: only, items, properties, anyOf, $ref, minimum, maximum } = schema;
  if ($ref !== undefined) return nameOf(schema);
  if (allowed) return allowed.map(String).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (anyOf) return anyOf.map(typeText).join(' | ');
  if (type === 'array') return `[${typeof items === 'object' ? typeText(items as JsonSchema) : ''}]`;
  if (properties) return `{${Object.keys(properties).join(', ')}}`;
  const bounds = [minimum, maximum].filter((bound) => bound !== undefined && Number.isSafeInteger(bound + 1));
  return `${String(type ?? 'object')}${bounds.length === 2 ? ` ${bounds.join('–')}` : ''}`;
}

function ProblemTable(): Markup {
  return (
    <>
      <h2>
        Problemer <Both da="" en="Problems" />
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">code</th>
            <th scope="col">status</th>
            <th scope="col">Hvad det betyder</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(PROBLEM_CODES).map(([code, [status, meaning]]) => (
            <tr id={`problem-${code}`}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td>{status}</td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
