/**
 * Tables as files for spreadsheets: semicolons and a byte order mark, as Danish Excel reads them.
 */

/** A text that begins like this would be carried out as a formula. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

/** A cell: quoted where it must be, and never a formula – a text that looks like one gets an apostrophe before it. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as a file. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
}
