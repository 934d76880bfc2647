/**
 * Keys of one machine: a file with one random key, from which everything secret on this machine is derived.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type KeyWrapper } from './dataKeys';
import { readPrivateFile, writePrivateFile } from './privateFiles';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface LocalKeys extends KeyWrapper {
  /** 32 bytes for one purpose, the same at every start. */
  secret(purpose: string): Buffer;
}

/** Reads the key file, or makes it, readable for its owner only. Throws when it is no key file. */
export function localKeys(file: string): LocalKeys {
  const master = readMaster(file);
  const secret = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, '', `roed-traad/${purpose}`, KEY_BYTES));
  const wrapping = secret('data-keys');
  return {
    secret,
    wrap(key, id) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(Buffer.from(id));
      const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final()]);
      return Promise.resolve(Buffer.concat([wrapped, cipher.getAuthTag()]));
    },
    // Async, so that a wrong key rejects rather than throws.
    // eslint-disable-next-line @typescript-eslint/require-await
    async unwrap(wrapped, id) {
      const bytes = Buffer.from(wrapped);
      const end = bytes.length - TAG_BYTES;
      const cipher = createDecipheriv('aes-256-gcm', wrapping, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(id))
        .setAuthTag(bytes.subarray(end));
      return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, end)), cipher.final()]);
    },
  };
}

function readMaster(file: string): Buffer {
  const text = readPrivateFile(file);
  if (text === undefined) {
    const master = randomBytes(KEY_BYTES);
    writePrivateFile(file, `${master.toString('base64')}\n`);
    return master;
  }
  const master = Buffer.from(text.trim(), 'base64');
  if (master.length !== KEY_BYTES) throw new Error(`not a key file: ${file}`);
  return master;
}
