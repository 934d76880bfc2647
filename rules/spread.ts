/**
 * Spreading what is due at the same minute, so that a morning does not hit engine and operators at once.
 */

/** FNV-1a, 32 bit: small, and the same on every machine and version. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}

/** Milliseconds from 0 up to `spanMs`, always the same for the same key. */
export function spreadMs(key: string, spanMs: number): number {
  return hash32(key) % spanMs;
}
