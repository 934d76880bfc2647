/**
 * Importing from the command line: a long file goes in several requests, and its rows keep their numbers.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, type Client } from '../../entry/cli/client';
import { importAbsence } from '../../entry/cli/import';
import { readCsv } from '../../contract/schemas/csv';
import { windows1252 } from './directory';

const HEADINGS = 'Registreringsnr;Skole;Elevnr;Dato;Fraværstype;Minutter';
const folder = mkdtempSync(join(tmpdir(), 'roed-traad-import-'));
const file = join(folder, 'fravaer.csv');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Rejects the rows whose minutes are none, as the API does. */
class FakeApi {
  readonly sent: Uint8Array[] = [];

  readonly client = {
    post: (_: string, bytes: Uint8Array) => {
      this.sent.push(bytes);
      const records = readCsv(bytes).rows.map(({ row, values, tooManyCells }) => {
        const bad = values.Minutter === 'x' || tooManyCells;
        const problem = { column: 'Minutter', message: 'skal være et helt tal' };
        return {
          row,
          id: values.Registreringsnr,
          status: bad ? 'rejected' : 'accepted',
          ...(bad && { problem }),
        };
      });
      const rejected = records.filter(({ status }) => status === 'rejected').length;
      const answer = { accepted: records.length - rejected, corrected: 0, duplicates: 0, rejected, records };
      return rejected === records.length
        ? Promise.reject(new ApiError(422, answer))
        : Promise.resolve(answer);
    },
  } as unknown as Client;
}

async function imported(text: string): Promise<{ api: FakeApi; printed: string[]; failure: unknown }> {
  writeFileSync(file, windows1252(text));
  const api = new FakeApi();
  const printed: string[] = [];
  const failure = await importAbsence(api.client, file, 'FGU-NORD', (line) => printed.push(line)).catch(
    (error: unknown) => error,
  );
  return { api, printed, failure };
}

const rows = (n: number, minutes: (row: number) => string): string =>
  [
    HEADINGS,
    ...Array.from(
      { length: n },
      (_, i) => `R${String(i + 2)};FGU-NORD;E1;10-08-2026;Ulovligt;${minutes(i + 2)}`,
    ),
  ].join('\r\n');

it('sends a short file as it is', async () => {
  const { api, printed, failure } = await imported(rows(3, () => '300'));
  expect(api.sent).toHaveLength(1);
  expect(Buffer.from(api.sent[0] ?? [])).toEqual(Buffer.from(windows1252(rows(3, () => '300'))));
  expect(printed).toEqual(['3 taget ind, 0 rettet, 0 kendt, 0 afvist.']);
  expect(failure).toBeUndefined();
});

it('sends a long file in parts and tells rejected rows as the file has them', async () => {
  const { api, printed, failure } = await imported(rows(2_500, (row) => (row % 1_200 === 0 ? 'x' : '300')));
  expect(api.sent.map((part) => readCsv(part).rows.length)).toEqual([1_000, 1_000, 500]);
  expect(printed).toEqual([
    'række 1200, R1200, kolonne Minutter: skal være et helt tal',
    'række 2400, R2400, kolonne Minutter: skal være et helt tal',
    '2498 taget ind, 0 rettet, 0 kendt, 2 afvist.',
  ]);
  expect(failure).toMatchObject({ message: '2 rækker er afvist. Ret dem, og indlæs filen igen.' });
});

it('keeps a row that has too many cells apart from the good ones', async () => {
  const { printed } = await imported(rows(1_001, (row) => (row === 900 ? '300;for meget' : '300')));
  expect(printed[0]).toMatch(/^række 900, R900/);
});

it('tells each row when all are rejected', async () => {
  const { printed, failure } = await imported(rows(2, () => 'x'));
  expect(printed).toHaveLength(3);
  expect(failure).toBeInstanceOf(Error);
});
