/**
 * Signatures and digests of pages: sessions, form tokens and request ids. Each purpose has a key of its own, so
 * that a signature made for one can never stand for another.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

type Purpose = 'session' | 'form' | 'signIn' | 'ownPage';

/** The signature of a text, in letters that stand in cookies and forms unescaped. */
export function signature(secret: string, purpose: Purpose, text: string): string {
  return createHmac('sha256', `${purpose}:${secret}`).update(text).digest('base64url');
}

/** Whether a signature is the text's; takes the same time however wrong it is. */
export function isSigned(secret: string, purpose: Purpose, text: string, given: string): boolean {
  const [expected, actual] = [Buffer.from(signature(secret, purpose, text)), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** One id for these parts in this order. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
