/** What scripts are made of. */
import { ApplicationFailure, defineSearchAttributeKey } from '@temporalio/common';
import { type Place, type Script, type Scripts } from '../script';

export const stage = defineSearchAttributeKey('stage', 'KEYWORD');

/** Activities that return their input, after having failed so many times. */
export function failing(
  times: number,
  type?: string,
): () => Record<string, (input: unknown) => Promise<unknown>> {
  return () => {
    let failed = 0;
    const act = (input: unknown): Promise<unknown> => {
      if (failed >= times) return Promise.resolve(input);
      failed += 1;
      return Promise.reject(
        type === undefined ? new Error('not yet') : ApplicationFailure.create({ type, message: type }),
      );
    };
    return { act, other: act };
  };
}

export const echo = failing(0);

/** Starts a workflow that keeps a list. */
export async function list(place: Place, workflowId: string): Promise<void> {
  await place.start('list', { workflowId });
  await place.days(1);
}

/** Real seconds, in which a local activity is tried again. */
export function moments(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}

/** A script of each kind. */
export function each<T>(kinds: readonly T[], make: (kind: T) => readonly [string, Script]): Scripts {
  return Object.fromEntries(kinds.map(make));
}
