/** Values and errors of the code outside workflows, and the payloads and failures they travel as. */
import {
  DefaultFailureConverter,
  ensureApplicationFailure,
  type PayloadConverter,
  TemporalFailure,
} from '@temporalio/common';
import { type Failure, isSet, type Payload } from '../sandbox';

const FAILURES = new DefaultFailureConverter();

export class Converter {
  constructor(private readonly payloads: PayloadConverter) {}

  toPayload(value: unknown): Payload {
    return this.payloads.toPayload(value);
  }

  toPayloads(values: readonly unknown[]): Payload[] {
    return values.map((value) => this.payloads.toPayload(value));
  }

  toPayloadMap(values: Readonly<Record<string, unknown>> | undefined): Record<string, Payload> {
    return Object.fromEntries(
      Object.entries(values ?? {}).map(([key, value]) => [key, this.payloads.toPayload(value)]),
    );
  }

  toValue(payload: Payload | null | undefined): unknown {
    return payload ? this.payloads.fromPayload(payload) : undefined;
  }

  toValues(payloads: readonly Payload[] | null | undefined): unknown[] {
    return (payloads ?? []).map((payload) => this.payloads.fromPayload(payload));
  }

  toValueMap(payloads: Readonly<Record<string, Payload>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(payloads).map(([key, payload]) => [key, this.payloads.fromPayload(payload)]),
    );
  }

  /** What an activity has thrown, as a worker reports it. */
  toFailure(error: unknown): Failure {
    const known = error instanceof TemporalFailure ? error : ensureApplicationFailure(error);
    const failure = FAILURES.errorToFailure(known, this.payloads);
    const { stackTrace } = failure;
    return { ...failure, ...(isSet(stackTrace) && { stackTrace: ownFrames(stackTrace) }) };
  }

  toError(failure: Failure | null | undefined): Error | undefined {
    return failure ? FAILURES.failureToError(failure, this.payloads) : undefined;
  }
}

/** The frames of the activity's code; ours would stand in histories, where a worker's own do not. */
function ownFrames(stack: string): string {
  const frames = stack.split('\n');
  const ours = frames.findIndex((frame) => /[\\/]simulation[\\/]server[\\/]/.test(frame));
  return (ours < 0 ? frames : frames.slice(0, ours)).join('\n');
}
