/**
 * A stage of the cloud (`dev`, `prod`): what differs between installations. Read from the context in cdk.json, by the
 * CDK app that makes the templates and by the command that deploys them.
 */
import { z } from 'zod';
import { describeProblems } from './problems';

const httpsAddress = z.url({ protocol: /^https$/, error: 'skal være en adresse, der begynder med https://' });
const email = z.email({ error: 'skal være en e-mailadresse' });
const word = (what: string): z.ZodString => z.string().regex(/^[\w.:@/-]{1,200}$/, `skal være ${what}`);

/** Who at Temporal Cloud may wake the worker; one of these roles per cell of theirs. */
const TEMPORAL_CLOUD_WAKERS = [
  '902542641901',
  '160190466495',
  '819232936619',
  '829909441867',
  '354116250941',
].map((account) => `arn:aws:iam::${account}:role/wci-lambda-invoke`);

export const stageConfig = z.strictObject({
  /** The AWS account; templates are for this one and no other. */
  account: z.string().regex(/^\d{12}$/, 'skal være 12 cifre'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'skal være en AWS-region, som eu-north-1'),
  /** Tags everything; letters, digits and hyphens. */
  municipality: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'skal være små bogstaver, cifre og bindestreger'),
  /** Whether data is kept when a stack is deleted, and deletion is refused. */
  production: z.boolean(),
  engine: z.strictObject({
    address: z.string().regex(/^[\w.-]+:\d{1,5}$/, 'skal være vært:port'),
    namespace: word('et namespace'),
    /** Left out only for a cluster of one's own that is reached inside a network of one's own. */
    tls: z.boolean().default(true),
    /** Whether the engine asks for an API key, as Temporal Cloud does. */
    apiKey: z.boolean().default(true),
    /** Roles of the engine that may wake the worker on Lambda. */
    wakers: z
      .array(z.string().regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'skal være ARN på en rolle'))
      .min(1)
      .default(TEMPORAL_CLOUD_WAKERS),
    /** The engine names it when it takes the role, so that nobody else's namespace can wake ours. */
    externalId: word('en tekst uden mellemrum'),
  }),
  /** Where the worker runs: on Lambda, woken by the engine, or as a container that always runs. */
  worker: z.enum(['lambda', 'container']).default('lambda'),
  /** Sign-in of staff: authorization code flow at the municipality's identity provider. */
  staffSignIn: z.strictObject({
    issuer: httpsAddress,
    clientId: word('et klient-id'),
    /** The claim that holds the staff member's reference, as in medarbejdere.csv. */
    claim: word('navnet på et claim').default('sub'),
  }),
  /** Tokens of the schools' systems. */
  schools: z.strictObject({
    issuer: httpsAddress,
    audience: word('en audience'),
    /** The claim that holds the school's reference. */
    claim: word('navnet på et claim').default('school'),
  }),
  /** Work addresses: staff members by reference, and whoever looks after the alarms. */
  email: z.strictObject({
    staff: z
      .record(z.string().regex(/^[\w.-]{1,64}$/, 'skal være en medarbejders reference'), email)
      .default({}),
    alarms: z.array(email).min(1, 'skal have mindst én adresse'),
  }),
  sms: z.strictObject({
    /** L8: 3–11 letters and digits without æøå, beginning with a letter. */
    senderId: z.string().regex(/^[A-Za-z][A-Za-z0-9]{2,10}$/, 'skal være 3-11 bogstaver uden æøå'),
    /** US dollars a month for the whole account; AWS stops sending when it is spent. */
    monthlyLimit: z.int().min(1).max(10_000),
  }),
  /** Where docs/runbook.md can be read; alarms link to its paragraphs. */
  runbook: httpsAddress,
});

export type StageConfig = z.output<typeof stageConfig>;

/** The stage's configuration cannot be used; the message is for the user, in Danish, one line per problem. */
export class StageConfigError extends Error {}

/**
 * One stage of the context's `stages`. Throws {@link StageConfigError}.
 * @param stages what cdk.json has under `stages`
 */
export function readStage(stages: unknown, name: unknown): StageConfig {
  const known = typeof stages === 'object' && stages !== null ? Object.keys(stages) : [];
  if (typeof name !== 'string' || !known.includes(name)) {
    const given = typeof name === 'string' ? ` (der står "${name}")` : '';
    throw new StageConfigError(`Vælg et trin: ${known.join(' eller ')}${given}.`);
  }
  const read = stageConfig.safeParse((stages as Record<string, unknown>)[name], { reportInput: true });
  if (read.success) return read.data;
  const lines = describeProblems(read.error).map(({ path, message }) => `  ${path} ${message}`);
  throw new StageConfigError(`Trinnet "${name}" i cdk.json kan ikke bruges:\n${lines.join('\n')}`);
}
