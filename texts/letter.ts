/**
 * A letter for Digital Post: the agenda as a document of its own, without anything from elsewhere.
 */

/** Shown before anybody has signed in, so it says that and not what (L8). */
export const LETTER_TITLE = 'Brev til dig om en tid';

/** The lines as a whole page; what people wrote stands as text. */
export function letterHtml(title: string, text: string): string {
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title>`;
  return `<!doctype html><html lang="da"><head>${head}</head><body><h1>${escaped(title)}</h1>${lines.join('')}</body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
