import { type z } from 'zod';
import { type absenceAnswer } from '../../contract/schemas/answers/schools';
import { putYouths } from '../../records/people';
import { call, NORD, world, type World, YOUTHS } from './support';

const PATH = `/api/v1/schools/${NORD}/absences.csv`;
const HEADINGS = 'Registreringsnr;Skole;Elevnr;Dato;Fraværstype;Minutter';

/**
 * What real exports contain, line by line, with what each is answered: duplicates, unknown students, 31 September,
 * weekend, holidays, far future, unknown type, negative minutes, another school, no id, ISO dates, an id used twice.
 */
const MESSY: readonly (readonly [line: string, answer: string, column?: string])[] = [
  ['R85-000137;FGU-NORD;E11;10-08-2026;Ulovligt;300', 'accepted'],
  ['R85-000891;FGU-NORD;E12;10-08-2026;Ulovligt;150', 'accepted'],
  ['R85-000206;FGU-NORD;E13;11-08-2026;Ulovligt;150', 'accepted'],
  ['R85-000337;FGU-NORD;E14;11-08-2026;Sygdom;300', 'accepted'],
  ['R85-000892;FGU-NORD;E12;11-08-2026;Ulovligt;300', 'accepted'],
  ['R85-001071;FGU-NORD;E15;11-08-2026;Barsel;300', 'accepted'],
  ['R85-000393;FGU-NORD;E16;12-08-2026;Ulovligt;300', 'accepted'],
  ['R85-000893;FGU-NORD;E12;12-08-2026;Ulovligt;150', 'accepted'],
  ['R85-000394;FGU-NORD;E16;13-08-2026;Ulovligt;300', 'accepted'],
  ['R85-000776;FGU-NORD;E17;13-08-2026;Ulovligt;300', 'accepted'],
  ['R85-000137;FGU-NORD;E11;10-08-2026;Ulovligt;300', 'duplicate'],
  ['R-X1;FGU-NORD;E99999;01-09-2026;Ulovligt;300', 'unknown-student', 'Elevnr'],
  ['R-X2;FGU-NORD;E14;31-09-2026;Ulovligt;300', 'invalid-date', 'Dato'],
  ['R-X3;FGU-NORD;E14;05-09-2026;Ulovligt;300', 'closed-day', 'Dato'],
  ['R-X4;FGU-NORD;E14;01-09-2036;Ulovligt;300', 'future-date', 'Dato'],
  ['R-X5;FGU-NORD;E14;02-09-2026;Ferie på Mars;300', 'unknown-type', 'Fraværstype'],
  ['R-X6;FGU-NORD;E14;03-09-2026;Ulovligt;-5', 'invalid-minutes', 'Minutter'],
  ['R-X7;FGU-SYD;E14;04-09-2026;Ulovligt;300', 'wrong-school', 'Skole'],
  [';FGU-NORD;E14;07-09-2026;Ulovligt;300', 'missing-id', 'Registreringsnr'],
  ['R-X9;FGU-NORD;E14;2026-09-08;Ulovligt;300', 'accepted'],
  ['R-X10;FGU-NORD;E14;14-10-2026;Ulovligt;300', 'closed-day', 'Dato'],
  ['R85-000891;FGU-NORD;E12;15-09-2026;Ulovligt;300', 'id-taken', 'Registreringsnr'],
  ['R85-000894;FGU-NORD;E12;13-08-2026;Barsel;300', 'accepted'],
  ['R85-000955;FGU-NORD;E18;13-08-2026;Ulovligt;300', 'accepted'],
  ['R85-000895;FGU-NORD;E12;14-08-2026;Ulovligt;300', 'accepted'],
  ['R85-000769;FGU-NORD;E15;20-08-2026;Myndighed;300', 'accepted'],
  ['R85-000896;FGU-NORD;E12;26-08-2026;Sygdom;300', 'accepted'],
];
const MESSY_TEXT = `${[HEADINGS, ...MESSY.map(([line]) => line)].join('\r\n')}\r\n`;

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));
const latin = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'latin1'));

let w: World;
beforeEach(async () => {
  w = await world({ closed: ['2026-10-12/2026-10-16'] });
  const [one] = YOUTHS;
  if (!one) throw new Error('no youth');
  const students = Array.from({ length: 8 }, (_, n) => 11 + n);
  await putYouths(
    w.table,
    students.map((n) => ({ ...one, ref: `y${String(n)}`, student: `E${String(n)}`, people: {} })),
  );
});

const post = (body: Uint8Array<ArrayBuffer> | FormData | string, type?: string) =>
  call(w, 'POST', PATH, { as: `feed-${NORD}`, body, ...(type !== undefined && { type }) });
const rows = (body: unknown): z.output<typeof absenceAnswer>['records'] =>
  (body as z.output<typeof absenceAnswer>).records;

describe('a messy export', () => {
  test('each line is answered by its row, and the good ones are taken in', async () => {
    const { status, body } = await post(utf8(`\uFEFF${MESSY_TEXT}`), 'application/octet-stream');
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 16, corrected: 0, duplicates: 1, rejected: 10 });
    expect(
      rows(body).map(({ row, status: became, problem }) => [row, problem?.code ?? became, problem?.column]),
    ).toEqual(MESSY.map(([, answer, column], index) => [index + 2, answer, column]));
  });

  test('sent again, everything good is a duplicate and the rest is rejected as before', async () => {
    const sent = utf8(MESSY_TEXT);
    const first = await post(sent, 'text/csv');
    const again = await post(sent, 'text/csv');
    const third = await post(sent, 'text/csv');
    expect(again.body).toMatchObject({ accepted: 0, corrected: 0, duplicates: 17, rejected: 10 });
    expect(third.body).toEqual(again.body);
    const problems = (answer: { body: unknown }) => rows(answer.body).flatMap(({ problem }) => problem ?? []);
    expect(problems(again)).toEqual(problems(first));
  });

  test('messages name what stands there and what is allowed', async () => {
    const { body } = await post(utf8(MESSY_TEXT), 'text/csv');
    const message = (row: number): string | undefined =>
      rows(body).find((one) => one.row === row)?.problem?.message;
    expect(message(13)).toBe('skolen har ingen elev med dette nummer (der står "E99999")');
    expect(message(14)).toBe(
      'skal være en dato, der findes, som 08-09-2026 eller 2026-09-08 (der står "31-09-2026")',
    );
    expect(message(15)).toBe('5. september 2026 er en lørdag');
    expect(message(18)).toBe('skal være et helt tal fra 1 til 1440 (der står -5)');
    expect(message(19)).toBe('skal være FGU-NORD, som adressen siger (der står "FGU-SYD")');
    expect(message(22)).toBe('14. oktober 2026: skolen har lukket fra 12. oktober til 16. oktober 2026');
  });
});

describe('files as they come', () => {
  const line = 'R-1;FGU-NORD;E11;10-08-2026;Ulovligt;300';
  const good = `${HEADINGS}\r\n${line}\r\n`;
  const form = (...files: [string, Blob | string][]): FormData => {
    const data = new FormData();
    for (const [name, value] of files) data.append(name, value);
    return data;
  };

  test.each<[string, () => [Uint8Array<ArrayBuffer> | FormData, string?]]>([
    ['UTF-8 with BOM', () => [utf8(`\uFEFF${good}`), 'text/csv; charset=utf-8']],
    ['Windows-1252', () => [latin(good), 'application/octet-stream']],
    ['Windows-1252 as text/csv', () => [latin(good), 'text/csv']],
    ['commas', () => [utf8(good.replaceAll(';', ',')), 'text/csv']],
    ['without Skole', () => [utf8(good.replace('Skole;', '').replace('FGU-NORD;', '')), 'text/csv']],
    ['LF', () => [utf8(good.replaceAll('\r\n', '\n')), 'text/csv']],
    ['a form', () => [form(['note', 'x'], ['file', new Blob([latin(good)], { type: 'text/csv' })])]],
  ])('%s', async (_, sent) => {
    const [body, type] = sent();
    const answer = await post(body, type);
    expect([answer.status, answer.body.accepted]).toEqual([200, 1]);
  });

  test.each<[string, () => [Uint8Array<ArrayBuffer> | FormData | string, string?], number, object]>([
    [
      'broken encoding',
      () => [Uint8Array.of(...utf8(good), 0x52, 0x81), 'text/csv'],
      400,
      { code: 'broken-encoding', row: 3 },
    ],
    ['a file of zeros', () => [new Uint8Array(20), 'text/csv'], 400, { code: 'broken-encoding', row: 1 }],
    ['nothing', () => [new Uint8Array(0), 'text/csv'], 400, { code: 'empty-file' }],
    [
      'a quote without end',
      () => [utf8(`${good}"R-2;x`), 'text/csv'],
      400,
      { code: 'unreadable-file', row: 3 },
    ],
    [
      'a column missing',
      () => [utf8(good.replace('Dato', 'Dag')), 'text/csv'],
      400,
      { code: 'missing-column', column: 'Dato' },
    ],
    [
      'a column twice',
      () => [utf8(good.replace('Skole', 'Dato')), 'text/csv'],
      400,
      { code: 'duplicate-column', column: 'Dato', row: 1 },
    ],
    ['a form without a file', () => [form(['file', 'x'])], 400, { code: 'not-one-file' }],
    [
      'a form with two files',
      () => [form(['a', new Blob(['x'])], ['b', new Blob(['y'])])],
      400,
      { code: 'not-one-file' },
    ],
    ['a form that is none', () => ['x', 'multipart/form-data; boundary=b'], 400, { code: 'not-one-file' }],
    [
      'a spreadsheet',
      () => [utf8(good), 'application/vnd.ms-excel'],
      415,
      { code: 'unsupported-media-type' },
    ],
    ['no type', () => [utf8(good)], 415, { code: 'unsupported-media-type' }],
    [
      '1,001 rows',
      () => [utf8(HEADINGS + `\r\n${line}`.repeat(1001)), 'text/csv'],
      422,
      { code: 'too-many-records' },
    ],
    [
      'only bad rows',
      () => [utf8(good.replace('E11', 'E99')), 'text/csv'],
      422,
      { code: 'all-rejected', rejected: 1 },
    ],
    [
      'more than 4 MB',
      () => [new Uint8Array(4 * 1024 * 1024 + 1).fill(65), 'text/csv'],
      413,
      { code: 'too-large' },
    ],
  ])('%s is told', async (_, sent, status, expected) => {
    const [body, type] = sent();
    const answer = await post(body, type);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(expected);
    expect(w.engine.asked).toEqual([]);
  });

  test('an empty export is nothing to do', async () => {
    const answer = await post(utf8(`${HEADINGS}\r\n`), 'text/csv');
    expect([answer.status, answer.body.records]).toEqual([200, []]);
  });
});
