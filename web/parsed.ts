/**
 * Reading input by its schema, the same for every edge.
 */
import { type z } from 'zod';
import { describeProblems } from '../contract/schemas/problems';
import { invalidInput } from './problem';

/** The input as its schema reads it. Throws a `Problem` 422 that names each field, its value and what is allowed. */
export function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(input, { reportInput: true });
  if (success) return data;
  throw invalidInput(describeProblems(error));
}
