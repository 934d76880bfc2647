import { CsvError, type CsvErrorCode, readCsv, requireColumns } from '../../contract/schemas/csv';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** ISO 8859-1 and Windows-1252 agree on these letters. */
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...latin(part)])));

function failing(read: () => unknown): {
  code: CsvErrorCode;
  row?: number;
  column?: string;
  message: string;
} {
  try {
    read();
  } catch (error) {
    if (error instanceof CsvError) return { code: error.code, message: error.message, ...error.at };
    throw error;
  }
  throw new Error('it could be read');
}

describe('a table as schools export it', () => {
  const expected = [
    { row: 2, values: { Elevnr: 'E1', Fraværstype: 'Ulovligt' }, tooManyCells: false },
    { row: 3, values: { Elevnr: 'E2', Fraværstype: 'Sygdom æøå' }, tooManyCells: false },
  ];
  const text = 'Elevnr;Fraværstype\r\nE1;Ulovligt\r\nE2;Sygdom æøå\r\n';

  test.each<[string, Uint8Array]>([
    ['UTF-8', utf8(text)],
    ['UTF-8 with BOM', utf8(`\uFEFF${text}`)],
    ['Windows-1252', latin(text)],
    ['LF', utf8(text.replaceAll('\r\n', '\n'))],
    ['CR', utf8(text.replaceAll('\r\n', '\r'))],
    ['line endings that change', utf8('Elevnr;Fraværstype\nE1;Ulovligt\r\nE2;Sygdom æøå')],
    ['commas', utf8(text.replaceAll(';', ','))],
    ['quotes', utf8('"Elevnr";"Fraværstype"\n"E1";"Ulovligt"\nE2;"Sygdom æøå"')],
    ['blanks around', utf8(' Elevnr ; Fraværstype\n E1 ;Ulovligt  \nE2;\tSygdom æøå')],
    ['letters of two signs', utf8(text.normalize('NFD'))],
    ['an empty last column', utf8('Elevnr;Fraværstype;\nE1;Ulovligt;\nE2;Sygdom æøå;\n')],
  ])('%s', (_, file) => {
    const { columns, rows } = readCsv(file);
    expect(columns).toEqual(['Elevnr', 'Fraværstype']);
    expect(rows).toEqual(expected);
  });

  test('all of Windows-1252', () => {
    const { rows } = readCsv(bytes('a\n', 0x80, 0x96, 0x92, 0x9f, 0xff, 0xe6));
    expect(rows[0]?.values).toEqual({ a: '€–’Ÿÿæ' });
  });

  test('rows are numbered as a spreadsheet does, empty ones counted', () => {
    const { rows } = readCsv(
      utf8('\r\nElevnr;Note\r\n\r\nE1;x\r\n;\r\n  ;\r\nE2;"to\r\nlinjer"\r\nE3;y\r\n\r\n'),
    );
    expect(rows.map(({ row, values }) => [row, values.Elevnr, values.Note])).toEqual([
      [4, 'E1', 'x'],
      [7, 'E2', 'to\r\nlinjer'],
      [8, 'E3', 'y'],
    ]);
  });

  test('a separator or quote inside quotes is text, one in the middle of a cell too', () => {
    const { rows } = readCsv(utf8('a;b\n"x;y";"sagde ""nej"""\nFerie 12" skærm;z'));
    expect(rows.map(({ values }) => values)).toEqual([
      { a: 'x;y', b: 'sagde "nej"' },
      { a: 'Ferie 12" skærm', b: 'z' },
    ]);
  });

  test('a short row has empty cells, a long one says so', () => {
    const { rows } = readCsv(utf8('a;b\n1\n1;2;3\n1;2;;\n'));
    expect(rows).toEqual([
      { row: 2, values: { a: '1', b: '' }, tooManyCells: false },
      { row: 3, values: { a: '1', b: '2' }, tooManyCells: true },
      { row: 4, values: { a: '1', b: '2' }, tooManyCells: false },
    ]);
  });

  test('headings only are no rows', () => {
    expect(readCsv(utf8('a;b\n'))).toEqual({ columns: ['a', 'b'], rows: [] });
  });
});

describe('what cannot be read', () => {
  test.each<[string, Uint8Array, object]>([
    ['nothing', utf8(''), { code: 'empty-file' }],
    ['only blanks', utf8('\uFEFF \r\n;;\r\n'), { code: 'empty-file' }],
    [
      'a byte that Windows-1252 has not',
      bytes('a;b\n1;2\n3;', 0x81, 0xe6),
      { code: 'broken-encoding', row: 3 },
    ],
    ['a NUL', bytes('a;b\n1;', 0), { code: 'broken-encoding', row: 2 }],
    [
      'UTF-16',
      Uint8Array.from(Buffer.from('\uFEFFa;b\n1;2', 'utf16le')),
      { code: 'broken-encoding', row: 1 },
    ],
    [
      'UTF-8 by its BOM that is not',
      bytes(0xef, 0xbb, 0xbf, 'a;b\n1;2\n3;', 0xe6),
      { code: 'broken-encoding', row: 3 },
    ],
    [
      'UTF-8 that was damaged',
      Uint8Array.from([...utf8('a;æ\n1;ø\nx;'), 0xc3, ...utf8('\n2;å')]),
      { code: 'broken-encoding', row: 3 },
    ],
    ['a quote without end', utf8('a;b\n1;2\n3;"4\n5;6\n'), { code: 'unreadable-file', row: 3 }],
    ['a column twice', utf8('a;b; a\n1;2;3'), { code: 'duplicate-column', row: 1, column: 'a' }],
  ])('%s', (_, file, expected) => {
    expect(failing(() => readCsv(file))).toMatchObject(expected);
  });

  test('the message tells where and how to mend it', () => {
    expect(failing(() => readCsv(bytes('a\n', 0x81))).message).toBe(
      'Tegnene i række 2 kan ikke læses. Gem filen som CSV i UTF-8 eller Windows-1252.',
    );
  });

  test('a Windows-1252 text is not taken for damaged UTF-8 by a chance pair', () => {
    const { rows } = readCsv(bytes('a\næøåæøå ', 0xc3, 0xa6));
    expect(rows[0]?.values.a).toBe('æøåæøå Ã¦');
  });

  test('missing columns are named, with those there are', () => {
    const table = readCsv(utf8('Elevnr;Dato\nE1;x'));
    expect(() => {
      requireColumns(table, ['Elevnr', 'Dato']);
    }).not.toThrow();
    expect(
      failing(() => {
        requireColumns(table, ['Elevnr', 'Minutter']);
      }),
    ).toEqual({
      code: 'missing-column',
      column: 'Minutter',
      message: 'Kolonnen "Minutter" mangler. Filen har kolonnerne "Elevnr", "Dato".',
    });
  });
});
