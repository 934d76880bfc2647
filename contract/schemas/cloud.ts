/**
 * What each program of the cloud is told by its environment: the templates write it, the programs read it.
 */
import { z } from 'zod';

const text = z.string().min(1);
const yesNo = z.enum(['true', 'false']);

/** Every program: records, keys, engine. */
const common = {
  /** Names the stage in metrics. */
  STAGE: text,
  /** Address of the pages, without a slash at its end. */
  PAGES: z.url(),
  TABLE_NAME: text,
  /** ARN of the key that wraps data keys. */
  PAYLOAD_KEY: text,
  /** ARN of the secret everything derived is derived from. */
  APPLICATION_SECRET: text,
  /** `host:port`. */
  TEMPORAL_ADDRESS: text,
  TEMPORAL_NAMESPACE: text,
  TEMPORAL_TLS: yesNo,
  /** ARN of the secret that holds the engine's API key; unset where the engine asks for none. */
  ENGINE_SECRET: text.optional(),
};

export const routineEnvironment = z.object(common);

export const workerEnvironment = z.object({
  ...common,
  /** ARN of the topic staff subscribe to. */
  STAFF_TOPIC: text,
  DEPLOYMENT: text,
  BUILD_ID: text,
});

export const webEnvironment = z.object({
  ...common,
  STAFF_ISSUER: z.url(),
  STAFF_CLIENT: text,
  /** ARN of the secret that holds the client secret. */
  STAFF_SECRET: text,
  STAFF_CLAIM: text,
  SCHOOL_ISSUER: z.url(),
  SCHOOL_AUDIENCE: text,
  SCHOOL_CLAIM: text,
});

export type RoutineEnvironment = z.output<typeof routineEnvironment>;
export type WorkerEnvironment = z.output<typeof workerEnvironment>;
export type WebEnvironment = z.output<typeof webEnvironment>;

/** The worker deployment of a municipality at the engine; its versions are build ids. */
export const DEPLOYMENT = 'roed-traad';

/** Namespace of the stage's own metrics. */
export const metricNamespace = (stage: string): string => `RoedTraad/${stage}`;

/** The domain's numbers, as the routine program measures them. */
export const DOMAIN_METRICS = [
  /** Open tasks past their due date. */
  'OverdueTasks',
  /** Messages that should have gone a quarter of an hour ago. */
  'UnsentMessages',
  /** Workflows that keep failing. */
  'StuckWorkflows',
  /** Schools that do not confirm their days (R55). */
  'SilentSchools',
  /** Hours the longest waiting youth has waited for a first contact (R23). */
  'LongestWaitHours',
] as const;
export type DomainMetric = (typeof DOMAIN_METRICS)[number];

/** What became of messages, as the worker counts them when it sends. */
export const MESSAGE_METRICS = ['SentMessages', 'FailedMessages', 'UncertainMessages'] as const;
export type MessageMetric = (typeof MESSAGE_METRICS)[number];

/** The stacks of a stage: what lasts first, what watches last. */
export type StackName = 'Base' | 'Messages' | 'Worker' | 'Container' | 'Routine' | 'Web' | 'Watch';
export const stackName = (stage: string, name: StackName): string => `RoedTraad-${stage}-${name}`;

/** What the base stack tells about itself. */
export type BaseOutput =
  | 'TableName'
  | 'PayloadKeyArn'
  | 'ApplicationSecretArn'
  | 'StaffSecretArn'
  | 'EngineSecretArn'
  | 'PagesAddress';
/** What the worker stack tells about itself: the version just published, and the role that may wake it. */
export type WorkerOutput = 'WorkerVersionArn' | 'WakerRoleArn';
