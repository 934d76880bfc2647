/** Values and errors of the code outside workflows, and the payloads and failures they travel as. */
import {
  DefaultFailureConverter,
  defaultPayloadConverter,
  ensureApplicationFailure,
  type PayloadConverter,
  RawValue,
  TemporalFailure,
} from '@temporalio/common';
import { type Failure, isSet, type Payload } from '../sandbox';

const FAILURES = new DefaultFailureConverter();

/** How the SDK marks JSON. Its own conversion of text goes letter by letter; Node's takes a third of the time. */
const JSON_PLAIN = { encoding: Buffer.from('json/plain') };
const isJsonPlain = (encoding: Uint8Array | null | undefined): boolean =>
  isSet(encoding) && JSON_PLAIN.encoding.equals(encoding);
const isPlain = (value: unknown): boolean =>
  value !== undefined && !(value instanceof Uint8Array) && !(value instanceof RawValue);

/** The value as JSON; undefined where it has none, which is the SDK's to say in its own words. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

export class Converter {
  constructor(private readonly payloads: PayloadConverter) {}

  toPayload(value: unknown): Payload {
    const text = this.payloads === defaultPayloadConverter && isPlain(value) ? jsonOf(value) : undefined;
    return text === undefined
      ? this.payloads.toPayload(value)
      : { metadata: JSON_PLAIN, data: Buffer.from(text) };
  }

  toPayloads(values: readonly unknown[]): Payload[] {
    return values.map((value) => this.toPayload(value));
  }

  toPayloadMap(values: Readonly<Record<string, unknown>> | undefined): Record<string, Payload> {
    return Object.fromEntries(
      Object.entries(values ?? {}).map(([key, value]) => [key, this.toPayload(value)]),
    );
  }

  toValue(payload: Payload | null | undefined): unknown {
    return payload ? this.fromPayload(payload) : undefined;
  }

  toValues(payloads: readonly Payload[] | null | undefined): unknown[] {
    return (payloads ?? []).map((payload) => this.fromPayload(payload));
  }

  toValueMap(payloads: Readonly<Record<string, Payload>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(payloads).map(([key, payload]) => [key, this.fromPayload(payload)]),
    );
  }

  private fromPayload(payload: Payload): unknown {
    const { metadata, data } = payload;
    if (this.payloads !== defaultPayloadConverter || !data || !isJsonPlain(metadata?.['encoding']))
      return this.payloads.fromPayload(payload);
    return JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()) as unknown;
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
