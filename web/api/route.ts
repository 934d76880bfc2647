/**
 * A route of the API: its documentation and what it does, in one. Registering and documenting read the same table,
 * so that a route without documentation cannot exist.
 */
import { type z } from 'zod';
import { type Person } from '../../contract/ports/identity';
import { parsed } from '../parsed';
import { type WebPorts } from '../ports';
import { type ProblemCode } from '../problemCodes';
import { type OwnReader } from '../youth/session';
import { type Body } from './body';

type Method = 'get' | 'post' | 'put' | 'delete';

/** A request as a handler gets it: who asks, and what was read from the address and the body. */
export interface Call<Params, Query, Content> {
  readonly ports: WebPorts;
  readonly person: Person;
  readonly params: Params;
  readonly query: Query;
  readonly body: Content;
  /** Makes a repetition harmless: the same for the same person, address, content and `Idempotency-Key`. */
  readonly requestId: string;
}

interface Documented {
  readonly method: Method;
  /** `/api/v1/tasks/{id}`; parameters are those of `params`. */
  readonly path: string;
  readonly tag: 'Skole' | 'Opgaver' | 'Møder' | 'Unge' | 'Den unges side' | 'Tal' | 'Drift';
  /** What it is for, in both languages. */
  readonly summary: { readonly da: string; readonly en: string };
  /** What else a caller must know, in Danish. */
  readonly details: string;
  /** The problems it can answer beside those every route can. */
  readonly problems: readonly ProblemCode[];
}

interface RouteParts extends Documented {
  readonly params: Readonly<Record<string, string>>;
  readonly query: z.ZodObject | undefined;
  readonly body: Body<unknown> | undefined;
  readonly answer: z.ZodType;
  /** The name of the answer's schema in the documentation. */
  readonly answerName: string;
  /** Whether it takes an `Idempotency-Key`. */
  readonly repeatable: boolean;
}

/** A request on one's own page: whose it is, and what was read from the address and the body. */
export interface OwnCall<Content> {
  readonly ports: WebPorts;
  readonly reader: OwnReader;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Content;
  readonly requestId: string;
}

/**
 * A route as the application registers and documents it: for people and schools with a token, for whoever has opened
 * their own page, or open to anybody.
 */
export type Route = RouteParts &
  (
    | {
        readonly handle: (call: Call<Record<string, string>, unknown, unknown>) => Promise<unknown>;
        readonly own?: undefined;
        readonly open?: undefined;
      }
    | {
        readonly own: (call: OwnCall<unknown>) => Promise<unknown>;
        readonly open?: undefined;
      }
    | {
        readonly open: (ports: WebPorts, body: unknown) => Promise<unknown>;
        readonly own?: undefined;
      }
  );

interface Spec<
  Params extends string,
  Query extends z.ZodObject,
  Content,
  Answer extends z.ZodType,
> extends Documented {
  /** The parameters of the path, described in Danish. */
  readonly params?: Readonly<Record<Params, string>>;
  readonly query?: Query;
  readonly body?: Body<Content>;
  readonly answer: readonly [name: string, schema: Answer];
  readonly repeatable?: true;
  readonly handle: (
    call: Call<Readonly<Record<Params, string>>, z.output<Query>, Content>,
  ) => Promise<z.output<Answer>>;
}

/** A route for people and schools with a token. */
export function route<
  Params extends string = never,
  Query extends z.ZodObject = z.ZodObject,
  Content = undefined,
  Answer extends z.ZodType = z.ZodType,
>(spec: Spec<Params, Query, Content, Answer>): Route {
  const { query, body, answer, params, repeatable = false, handle, ...documented } = spec;
  return {
    ...documented,
    params: params ?? {},
    query,
    body,
    answerName: answer[0],
    answer: answer[1],
    repeatable,
    handle: (call) =>
      handle({
        ...call,
        params: call.params as Readonly<Record<Params, string>>,
        query: (query ? parsed(query, call.query) : {}) as z.output<Query>,
        body: call.body as Content,
      }),
  };
}

/** A route for whoever has opened their own page. */
export function ownRoute<Content, Answer extends z.ZodType>(
  spec: Omit<Documented, 'tag'> & {
    readonly params?: Readonly<Record<string, string>>;
    readonly body?: Body<Content>;
    readonly answer: readonly [name: string, schema: Answer];
    readonly repeatable?: true;
    readonly own: (call: OwnCall<Content>) => Promise<z.output<Answer>>;
  },
): Route {
  const { params = {}, body, answer, repeatable = false, own, ...documented } = spec;
  return {
    ...documented,
    tag: 'Den unges side',
    params,
    query: undefined,
    body,
    answerName: answer[0],
    answer: answer[1],
    repeatable,
    own: (call) => own({ ...call, body: call.body as Content }),
  };
}

/** A route that anybody may call. */
export function openRoute<Answer extends z.ZodType, Content = undefined>(
  spec: Documented & {
    readonly body?: Body<Content>;
    readonly answer: readonly [name: string, schema: Answer];
    readonly open: (ports: WebPorts, body: Content) => Promise<z.output<Answer>>;
  },
): Route {
  const { answer, body, open, ...rest } = spec;
  return {
    ...rest,
    answerName: answer[0],
    answer: answer[1],
    params: {},
    query: undefined,
    body,
    repeatable: false,
    open: (ports, content) => open(ports, content as Content),
  };
}
