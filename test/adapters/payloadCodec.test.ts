/**
 * Payloads: encrypted under the current data key, read with the key each names, also by the engine's own pages.
 */
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { type DataKey, type DataKeys, UnknownKeyError } from '../../adapters/dataKeys';
import { failureConverter } from '../../adapters/failureConverter';
import { decodePayloads, payloadCodec } from '../../adapters/payloadCodec';

const KEYS: Readonly<Record<string, DataKey>> = {
  one: { id: 'one', key: Buffer.alloc(32, 1) },
  two: { id: 'two', key: Buffer.alloc(32, 2) },
};

/** A ring whose current key can be turned. */
function ring(current: () => string, keys = KEYS): DataKeys {
  const byId = (id: string): Promise<DataKey> => {
    const key = keys[id];
    return key ? Promise.resolve(key) : Promise.reject(new UnknownKeyError(id));
  };
  return { current: () => byId(current()), byId };
}

const SECRET = { youth: 'y7k2m', days: ['2026-10-05'] };
const plain = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const valueOf = (payload: Payload | undefined): unknown =>
  payload && defaultPayloadConverter.fromPayload(payload);
const only = (payloads: readonly Payload[]): Payload => payloads[0] ?? {};
const metadata = (payload: Payload, name: string): string =>
  Buffer.from(payload.metadata?.[name] ?? []).toString();

async function encoded(codec: PayloadCodec, value: unknown): Promise<Payload> {
  return only(await codec.encode([plain(value)]));
}

describe('payload codec', () => {
  it('gives back what it was given, of every kind', async () => {
    const codec = payloadCodec(ring(() => 'one'));
    const values = [SECRET, 'Ærø', 0, null, [], true];
    const payloads = await codec.decode(await codec.encode(values.map(plain)));
    expect(payloads.map(valueOf)).toEqual(values);
  });

  it('shows nothing of it, and never the same twice', async () => {
    const codec = payloadCodec(ring(() => 'one'));
    const [first, second] = [await encoded(codec, SECRET), await encoded(codec, SECRET)];
    expect(Buffer.from(first.data ?? []).includes('y7k2m')).toBe(false);
    expect(first.data).not.toEqual(second.data);
    expect(metadata(first, 'encoding')).toBe('binary/encrypted');
    expect(metadata(first, 'encryption-key-id')).toBe('one');
  });

  it('reads what older keys encrypted after the key has turned', async () => {
    let current = 'one';
    const codec = payloadCodec(ring(() => current));
    const old = await encoded(codec, 'old');
    current = 'two';
    const young = await encoded(codec, 'young');
    expect(metadata(young, 'encryption-key-id')).toBe('two');
    expect((await codec.decode([old, young])).map(valueOf)).toEqual(['old', 'young']);
  });

  it('reads nothing with a wrong key, without a key, or that was tampered with', async () => {
    const payload = await encoded(payloadCodec(ring(() => 'one')), SECRET);
    const wrong = payloadCodec(ring(() => 'one', { one: { id: 'one', key: Buffer.alloc(32, 9) } }));
    await expect(wrong.decode([payload])).rejects.toThrow();
    const without = payloadCodec(ring(() => 'two', { two: KEYS.two as DataKey }));
    await expect(without.decode([payload])).rejects.toThrow(UnknownKeyError);
    const data = Buffer.from(payload.data ?? []);
    data[20] = (data[20] ?? 0) ^ 1;
    await expect(payloadCodec(ring(() => 'one')).decode([{ ...payload, data }])).rejects.toThrow();
  });

  it('leaves plain payloads as they are', async () => {
    const payload = plain('plain');
    expect(await payloadCodec(ring(() => 'one')).decode([payload])).toEqual([payload]);
  });
});

describe("the engine's own pages", () => {
  const codec = payloadCodec(ring(() => 'one'));

  it('get payloads decoded, bytes in base64', async () => {
    const payload = await encoded(codec, SECRET);
    const base64 = (bytes: Uint8Array | null | undefined): string =>
      Buffer.from(bytes ?? []).toString('base64');
    const body = {
      payloads: [
        {
          metadata: Object.fromEntries(
            Object.entries(payload.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)]),
          ),
          data: base64(payload.data),
        },
      ],
    };
    const { payloads } = await decodePayloads(codec, JSON.parse(JSON.stringify(body)));
    expect(JSON.parse(Buffer.from(payloads[0]?.data ?? '', 'base64').toString())).toEqual(SECRET);
    expect(payloads[0]?.metadata).toEqual({ encoding: Buffer.from('json/plain').toString('base64') });
  });

  it.each([undefined, null, {}, { payloads: 1 }, { payloads: [1] }, []])('are refused %j', async (body) => {
    await expect(decodePayloads(codec, body)).rejects.toThrow(TypeError);
  });

  it('take payloads without data or metadata', async () => {
    expect(await decodePayloads(codec, { payloads: [{}] })).toEqual({
      payloads: [{ metadata: {}, data: '' }],
    });
  });
});

it('failures carry no text outside payloads', () => {
  const failure = failureConverter.errorToFailure(new Error('Malthe Jensen'), defaultPayloadConverter);
  const { encodedAttributes, ...seen } = failure;
  expect(JSON.stringify(seen)).not.toContain('Malthe');
  expect(Buffer.from(encodedAttributes?.data ?? []).toString()).toContain('Malthe');
});
