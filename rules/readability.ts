/**
 * LIX, the Danish readability index (Björnsson 1968): words per sentence plus the percentage of words longer than
 * six letters. 25 or less reads like a children's book – the limit for what youths are sent (R40, R46).
 */

const LONG_WORD_LETTERS = 6;

/** The words of a text; numbers, times and addresses of web pages are not words a reader spells through. */
function words(text: string): string[] {
  return text.replace(/https?:\/\/\S+/g, ' ').match(/\p{L}+(?:[-'’]\p{L}+)*/gu) ?? [];
}

/** Sentences end at . ! ? : or a line break; a full stop inside a number or time (`8.30`) or an ordinal (`2. maj`) does not end one. */
function sentenceCount(text: string): number {
  const parts = text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/(\d)[.:](?=\s*[\d\p{Ll}–])/gu, '$1 ')
    .split(/[.!?:\n]+/)
    .filter((part) => words(part).length > 0);
  return Math.max(1, parts.length);
}

/** The LIX of a text, not rounded; 0 for a text without words. */
export function lix(text: string): number {
  const all = words(text);
  if (all.length === 0) return 0;
  const long = all.filter((word) => word.length > LONG_WORD_LETTERS).length;
  return all.length / sentenceCount(text) + (100 * long) / all.length;
}
