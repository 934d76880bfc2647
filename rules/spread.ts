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

const MS_PER_MINUTE = 60_000;

/** Whole minutes below `minutes`, in milliseconds, always the same for the same key; 0 when there is nothing to spread over. */
export function spreadMs(key: string, minutes: number): number {
  return minutes === 0 ? 0 : (hash32(key) % minutes) * MS_PER_MINUTE;
}
