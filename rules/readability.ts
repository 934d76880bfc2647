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
function sentences(text: string): string[] {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/(\d)[.:](?=\s*[\d\p{Ll}–])/gu, '$1 ')
    .split(/[.!?:\n]+/)
    .filter((part) => words(part).length > 0);
}

const isLong = (word: string): boolean => word.length > LONG_WORD_LETTERS;

/** The LIX of a text, not rounded; 0 for a text without words. */
export function lix(text: string): number {
  const all = words(text);
  if (all.length === 0) return 0;
  const long = all.filter(isLong).length;
  return all.length / sentences(text).length + (100 * long) / all.length;
}

/** What to mend first in a text that is too hard: its hardest sentence, and its longest words, at most `most`. */
export function hardest(text: string, most = 5): { readonly sentence: string; readonly words: string[] } {
  const [first = ''] = sentences(text)
    .map((sentence) => sentence.trim())
    .sort((a, b) => lix(b) - lix(a));
  const long = [
    ...new Set(
      words(text)
        .filter(isLong)
        .map((word) => word.toLowerCase()),
    ),
  ];
  return { sentence: first, words: long.sort((a, b) => b.length - a.length).slice(0, most) };
}
