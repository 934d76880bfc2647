/** Whether and when an activity is tried again: the server's rule for activities, the SDK's for local ones. */
import { type Failure, RetryState, type RetryPolicy, toMs } from '../sandbox';

export interface Attempt {
  /** Counted from 1. */
  readonly attempt: number;
  readonly failure: Failure;
  readonly now: number;
  /** After this instant no attempt may start (schedule-to-close). */
  readonly expiresAt?: number;
}

const DEFAULT_INTERVAL_MS = 1000;
const DEFAULT_COEFFICIENT = 2;
const DEFAULT_MAXIMUM_INTERVALS = 100;

/** Milliseconds until the next attempt, or why there is none. */
export function nextAttempt(
  policy: RetryPolicy | null | undefined,
  { attempt, failure, now, expiresAt = Infinity }: Attempt,
): { readonly after: number } | { readonly over: RetryState } {
  const info = failure.applicationFailureInfo;
  const never = policy?.nonRetryableErrorTypes ?? [];
  if (info?.nonRetryable || (info?.type && never.includes(info.type)))
    return { over: RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE };
  if (policy?.maximumAttempts && attempt >= policy.maximumAttempts)
    return { over: RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED };
  const after = toMs(info?.nextRetryDelay) ?? interval(policy, attempt);
  if (now + after > expiresAt) return { over: RetryState.RETRY_STATE_TIMEOUT };
  return { after };
}

function interval(policy: RetryPolicy | null | undefined, attempt: number): number {
  const initial = toMs(policy?.initialInterval) ?? DEFAULT_INTERVAL_MS;
  const coefficient = policy?.backoffCoefficient || DEFAULT_COEFFICIENT;
  const maximum = toMs(policy?.maximumInterval) ?? initial * DEFAULT_MAXIMUM_INTERVALS;
  return Math.min(initial * coefficient ** (attempt - 1), maximum);
}
