/**
 * Links, start codes and the youths' own codes (L8). Codes are kept as scrypt hashes only; comparing takes the same
 * time however wrong a code is.
 */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { type HashedCode } from '../../records/youthAccess';
import { plainCode } from '../../rules/ownCode';

/** 32 signs nobody mistakes for one another, all of them plain in an SMS: no l, o, 0 or 1. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 70 bits: nobody guesses a link. */
const LINK_SIGNS = 14;
/** 40 bits, for a few days and a handful of tries. */
const START_SIGNS = 8;
/** Memory 32 MiB and about 0.2 s a try (OWASP's second choice for scrypt); the hash's salt is its own. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

const signsOf = (bytes: Uint8Array, count: number): string =>
  Array.from(bytes.subarray(0, count), (byte) => SIGNS.charAt(byte % SIGNS.length)).join('');

/** A link's token. */
export const newToken = (): string => signsOf(randomBytes(LINK_SIGNS), LINK_SIGNS);

/** Whether a text can be a link's token at all. */
export const isToken = (text: string): boolean =>
  text.length === LINK_SIGNS && Array.from(text).every((sign) => SIGNS.includes(sign));

/** The start code of a request, `k7mp-3xq9`: the same for the same request, so that a repetition shows it again. */
export function startCodeOf(secret: string, request: string): string {
  const bytes = createHmac('sha256', `startCode:${secret}`).update(request).digest();
  const signs = signsOf(bytes, START_SIGNS);
  return `${signs.slice(0, START_SIGNS / 2)}-${signs.slice(START_SIGNS / 2)}`;
}

/** A start code as people copy it: with capitals, spaces, another dash or none. */
export const plainStartCode = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export async function hashed(code: string): Promise<HashedCode> {
  const salt = randomBytes(SALT_BYTES);
  return { salt: salt.toString('base64url'), hash: (await derive(code, salt)).toString('base64url') };
}

/** Whether it is the code; takes as long where there is none to compare with. */
export async function isCode(given: string, kept: HashedCode | undefined): Promise<boolean> {
  const salt = kept ? Buffer.from(kept.salt, 'base64url') : Buffer.alloc(SALT_BYTES);
  const [actual, expected] = [await derive(given, salt), Buffer.from(kept?.hash ?? '', 'base64url')];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(code: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(plainCode(code), salt, HASH_BYTES, COST, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
