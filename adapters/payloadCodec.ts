/**
 * What workflows carry is encrypted before it leaves this process (AES-256-GCM), so that the engine's operator sees
 * nothing. The key's id stands in the payload's metadata, because the engine's own pages and CLI ask for payloads
 * alone to be decoded.
 */
import { type Payload, type PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type DataKeys } from './dataKeys';

const ENCODING = 'encoding';
const ENCRYPTED = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const { Payload: payloadType } = temporal.api.common.v1;

/** Encrypts with the current data key; decrypts with the key a payload names and leaves plain payloads as they are. */
export function payloadCodec(keys: DataKeys): PayloadCodec {
  return {
    async encode(payloads) {
      const { id, key } = await keys.current();
      return payloads.map((payload) => ({
        metadata: { [ENCODING]: Buffer.from(ENCRYPTED), [KEY_ID]: Buffer.from(id) },
        data: encrypt(payloadType.encode(payload).finish(), key, id),
      }));
    },
    decode: (payloads) => Promise.all(payloads.map((payload) => decodeOne(keys, payload))),
  };
}

async function decodeOne(keys: DataKeys, payload: Payload): Promise<Payload> {
  if (textOf(payload, ENCODING) !== ENCRYPTED || !payload.data) return payload;
  const { id, key } = await keys.byId(textOf(payload, KEY_ID));
  return payloadType.decode(decrypt(payload.data, key, id));
}

function textOf({ metadata }: Payload, name: string): string {
  return Buffer.from(metadata?.[name] ?? []).toString();
}

function encrypt(plain: Uint8Array, key: Uint8Array, id: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the bytes were not encrypted under this key. */
function decrypt(bytes: Uint8Array, key: Uint8Array, id: string): Uint8Array {
  const end = bytes.length - TAG_BYTES;
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(bytes.subarray(end));
  return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, end)), cipher.final()]);
}

/** Payloads as JSON has them: bytes in base64. */
interface JsonPayload {
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly data?: string | null;
}

/**
 * Answers the engine's pages and CLI: `{payloads: [{metadata, data}]}` in, the same decrypted out, bytes in base64.
 * Rejects with a TypeError when the body has another shape, and as the codec does when a key is missing.
 */
export async function decodePayloads(
  codec: PayloadCodec,
  body: unknown,
): Promise<{ payloads: JsonPayload[] }> {
  const decoded = await codec.decode(payloadsOf(body).map(fromJson));
  return { payloads: decoded.map(toJson) };
}

function payloadsOf(body: unknown): readonly JsonPayload[] {
  const payloads = (body as { payloads?: unknown } | null)?.payloads;
  if (
    !Array.isArray(payloads) ||
    !payloads.every((payload) => typeof payload === 'object' && payload !== null)
  ) {
    throw new TypeError('expected {payloads: [...]}');
  }
  return payloads as JsonPayload[];
}

function fromJson({ metadata, data }: JsonPayload): Payload {
  return {
    metadata: mapped(metadata ?? {}, (text) => Buffer.from(text, 'base64')),
    data: Buffer.from(data ?? '', 'base64'),
  };
}

function toJson({ metadata, data }: Payload): JsonPayload {
  return {
    metadata: mapped(metadata ?? {}, (bytes) => Buffer.from(bytes).toString('base64')),
    data: Buffer.from(data ?? []).toString('base64'),
  };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
