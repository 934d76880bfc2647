import { ABSENCE_TYPES } from '../../contract/messages/vocabulary';
import {
  ABSENCE_TYPE_NAMES,
  absenceRecord,
  readAbsenceRow,
  readRecord,
  requireAbsenceColumns,
} from '../../contract/schemas/absences';
import { readCsv } from '../../contract/schemas/csv';

const GOOD = { id: 'R-1', student: 'E1', date: '2026-09-08', type: 'Ulovligt', minutes: 300 };
const problemOf = (change: Record<string, unknown>) => readRecord({ ...GOOD, ...change });

describe('one record', () => {
  test('ISO and Danish dates are the same day', () => {
    expect(readRecord(GOOD)).toEqual({ ...GOOD, type: 'unlawful' });
    expect(readRecord({ ...GOOD, date: '08-09-2026' })).toEqual({ ...GOOD, type: 'unlawful' });
  });

  test.each([
    ['Ulovligt', 'unlawful'],
    ['Sygdom', 'sickness'],
    ['Barsel', 'parentalLeave'],
    ['Myndighed', 'authority'],
    ['Aftalt', 'agreed'],
    ['ulovligt', 'unlawful'],
    [' SYGDOM ', 'sickness'],
    ['unlawful', 'unlawful'],
    ['ParentalLeave', 'parentalLeave'],
    ['authority', 'authority'],
  ])('type %s is %s', (type, expected) => {
    expect(problemOf({ type })).toMatchObject({ type: expected });
  });

  test('every type has a Danish name', () => {
    expect(Object.values(ABSENCE_TYPE_NAMES)).toEqual([...ABSENCE_TYPES]);
  });

  test.each([1, 1440])('%d minutes are possible', (minutes) => {
    expect(problemOf({ minutes })).toMatchObject({ minutes });
  });

  test.each<[Record<string, unknown>, string, string, string]>([
    [{ id: '' }, 'missing-id', 'id', 'mangler'],
    [{ id: '  ' }, 'missing-id', 'id', 'mangler'],
    [{ id: undefined }, 'missing-id', 'id', 'mangler'],
    [{ id: 7 }, 'missing-id', 'id', 'mangler (der står 7)'],
    [{ id: 'x'.repeat(101) }, 'invalid-id', 'id', 'må højst være 100 tegn'],
    [{ id: 'a\u0007b' }, 'invalid-id', 'id', 'linjeskift eller styretegn'],
    [{ student: '' }, 'unknown-student', 'student', 'mangler'],
    [{ date: '31-09-2026' }, 'invalid-date', 'date', '(der står "31-09-2026")'],
    [{ date: '2026-9-8' }, 'invalid-date', 'date', 'som 08-09-2026 eller 2026-09-08'],
    [{ date: '08/09/2026' }, 'invalid-date', 'date', 'skal være en dato'],
    [{ date: undefined }, 'invalid-date', 'date', 'mangler'],
    [
      { type: 'Ferie på Mars' },
      'unknown-type',
      'type',
      'skal være Ulovligt, Sygdom, Barsel, Myndighed, Aftalt',
    ],
    [{ type: 'Ferie på Mars' }, 'unknown-type', 'type', '(der står "Ferie på Mars")'],
    [{ type: 3 }, 'unknown-type', 'type', 'Ulovligt'],
    [{ minutes: 0 }, 'invalid-minutes', 'minutes', 'skal være et helt tal fra 1 til 1440 (der står 0)'],
    [{ minutes: -5 }, 'invalid-minutes', 'minutes', '(der står -5)'],
    [{ minutes: 1441 }, 'invalid-minutes', 'minutes', '(der står 1441)'],
    [{ minutes: 1.5 }, 'invalid-minutes', 'minutes', '(der står 1.5)'],
    [{ minutes: '300' }, 'invalid-minutes', 'minutes', '(der står "300")'],
    [{ elev: 'E1' }, 'unknown-field', '', 'ukendt felt: elev'],
  ])('%j is %s', (change, code, column, message) => {
    const problem = problemOf(change);
    expect(problem).toMatchObject({ code, column });
    expect('code' in problem && problem.message).toContain(message);
  });

  test.each([null, 3, 'x', [], undefined])('%j is no record', (raw) => {
    expect(readRecord(raw)).toMatchObject({ code: 'not-a-record', column: '' });
  });

  test('the first problem by column is told', () => {
    expect(problemOf({ minutes: -1, date: 'x', type: 'y' })).toMatchObject({ code: 'invalid-date' });
    expect(problemOf({ minutes: -1, id: '' })).toMatchObject({ code: 'missing-id' });
  });

  test('what is read can be read again', () => {
    expect(absenceRecord.parse(absenceRecord.parse(GOOD))).toEqual(readRecord(GOOD));
  });
});

describe('one row of a file', () => {
  const row = (line: string, headings = 'Registreringsnr;Skole;Elevnr;Dato;Fraværstype;Minutter') => {
    const table = readCsv(new TextEncoder().encode(`${headings}\n${line}`));
    requireAbsenceColumns(table);
    const [first] = table.rows;
    if (!first) throw new Error('no row');
    return readAbsenceRow(first, 'FGU-NORD');
  };

  test('is a record', () => {
    const expected = { ...GOOD, type: 'unlawful' };
    expect(row('R-1;FGU-NORD;E1;08-09-2026;Ulovligt;300')).toEqual(expected);
    expect(row('R-1;;E1;08-09-2026;Ulovligt;300')).toEqual(expected);
    expect(row('Ulovligt;300;R-1;E1;08-09-2026', 'Fraværstype;Minutter;Registreringsnr;Elevnr;Dato')).toEqual(
      expected,
    );
  });

  test.each([
    ['R-1;FGU-SYD;E1;08-09-2026;Ulovligt;300', 'wrong-school', 'Skole', '(der står "FGU-SYD")'],
    [';FGU-SYD;E1;08-09-2026;Ulovligt;300', 'missing-id', 'Registreringsnr', 'mangler'],
    ['R-1;FGU-NORD;;08-09-2026;Ulovligt;300', 'unknown-student', 'Elevnr', 'mangler'],
    ['R-1;FGU-NORD;E1;;Ulovligt;300', 'invalid-date', 'Dato', 'skal være en dato'],
    ['R-1;FGU-NORD;E1;08-09-2026;;300', 'unknown-type', 'Fraværstype', 'skal være Ulovligt'],
    ['R-1;FGU-NORD;E1;08-09-2026;Ulovligt;', 'invalid-minutes', 'Minutter', 'fra 1 til 1440'],
    ['R-1;FGU-NORD;E1;08-09-2026;Ulovligt;-5', 'invalid-minutes', 'Minutter', '(der står -5)'],
    ['R-1;FGU-NORD;E1;08-09-2026;Ulovligt;300,5', 'invalid-minutes', 'Minutter', '(der står "300,5")'],
    ['R-1;FGU-NORD;E1;08-09-2026;Ulovligt;300;', undefined, undefined, ''],
    ['R-1;FGU-NORD;E1;08-09-2026;Ferie; sol;300', 'too-many-cells', '', 'flere felter'],
  ])('%s: %s', (line, code, column, message) => {
    const read = row(line);
    if (code === undefined) expect(read).toMatchObject({ id: 'R-1' });
    else {
      expect(read).toMatchObject({ code, column });
      expect('code' in read && read.message).toContain(message);
    }
  });

  test('a heading that is missing is named', () => {
    expect(() => row('R-1;E1;08-09-2026;300', 'Registreringsnr;Elevnr;Dato;Minutter')).toThrow(
      'Kolonnen "Fraværstype" mangler',
    );
  });
});
