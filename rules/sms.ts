/**
 * How many parts an SMS is sent, and paid, in: 160 characters of the GSM-7 alphabet or 153 each of several; with any
 * other character – typographic quotes, say – 70 or 67 (3GPP TS 23.038). æ, ø and å are in the alphabet.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These take two places. */
const EXTENDED = '^{}\\[~]|€';

/** The number of parts a text is sent in; 0 for none. */
export function smsParts(text: string): number {
  const signs = Array.from(text);
  const isPlain = signs.every((sign) => BASIC.includes(sign) || EXTENDED.includes(sign));
  const length = isPlain
    ? signs.length + signs.filter((sign) => EXTENDED.includes(sign)).length
    : text.length;
  const [whole, part] = isPlain ? [160, 153] : [70, 67];
  return length <= whole ? Math.min(1, length) : Math.ceil(length / part);
}

/**
 * A text as the alphabet can write it: accents it lacks are left out (Zoë → Zoe), typographic signs become plain ones –
 * so that one letter of a name does not make one SMS three.
 */
export function inGsm7(text: string): string {
  return Array.from(text, (sign) => {
    if (BASIC.includes(sign) || EXTENDED.includes(sign)) return sign;
    const plain = PLAIN[sign] ?? sign.normalize('NFD').replaceAll(/\p{Diacritic}/gu, '');
    return Array.from(plain).every((letter) => BASIC.includes(letter)) ? plain : '?';
  }).join('');
}

/** Letters and signs whose plain form is not found by leaving an accent out. */
const PLAIN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
};
