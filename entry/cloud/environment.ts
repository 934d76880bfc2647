/**
 * The environment of a program in the cloud: read once, in full, or refused with everything that is wrong with it.
 */
import { type z } from 'zod';
import { describeProblems } from '../../contract/schemas/problems';

/** The environment is not what the program needs. The message names what, and none of its values. */
export class EnvironmentError extends Error {}

/** Reads the environment. Throws {@link EnvironmentError}. */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): z.output<Schema> {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  const names = describeProblems(read.error).map(({ path, message }) => `${path} ${message}`);
  throw new EnvironmentError(`the environment cannot be used: ${names.join('; ')}`);
}
