/**
 * Reading a directory: every encoding municipalities use, and every problem told with file, row and column.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCpr } from '../../rules/cpr';
import { readMunicipality } from '../../entry/loading/municipality';
import { LoadRefusedError } from '../../entry/loading/problems';
import { ageOn } from '../../rules/calendar';
import {
  CALENDAR,
  directory,
  type Directory,
  STAFF,
  utf8,
  utf8WithBom,
  windows1252,
  YOUTHS,
} from './directory';

let dir: Directory;
beforeEach(() => {
  dir = directory();
});
afterEach(() => {
  dir.remove();
});

function problems(): string[] {
  try {
    readMunicipality(dir.path);
  } catch (error) {
    if (error instanceof LoadRefusedError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('what is read', () => {
  it('is staff, schools and youths as records have them', () => {
    dir.write({});
    const { closed, schools, staff, youths } = readMunicipality(dir.path);
    expect(closed).toEqual(CALENDAR.municipality.closed);
    expect(schools).toEqual([
      { id: 'FGU-NORD', kind: 'fgu', closed: ['2026-10-12/2026-10-16'] },
      { id: 'ENGEN', kind: 'primary', closed: [] },
    ]);
    expect(staff[0]).toEqual({
      id: 'kl-1',
      name: 'Maja Østergaard',
      role: 'contactTeacher',
      school: 'FGU-NORD',
      email: 'kl-1@kommune.example',
      mobile: '+4520000001',
    });
    expect(staff[2]?.mobile).toBe('+4520000003');
    expect(staff[5]).toEqual({ id: 'adm-1', name: 'Liam Åkjær', role: 'admin' });
    expect(youths[0]).toEqual({
      cpr: '7403104001',
      born: '2010-03-14',
      firstName: 'Malthe',
      lastName: 'Jensen',
      status: 'fgu',
      address: 'Eksempelvej 1',
      mobile: '+4531000001',
      email: 'ung1@post.example',
      school: 'FGU-NORD',
      student: 'E1',
      risk: 'medium',
      people: { coordinator: 'tk-1', contactTeacher: 'kl-1', guidance: 'uu-1' },
      guardians: [{ name: 'Emma Jensen', mobile: '+4541000001' }],
    });
    expect(youths[1]).toMatchObject({
      status: 'none',
      movedIn: '2026-07-05',
      risk: 'high',
      people: { guidance: 'uu-1' },
    });
    expect(youths[2]).toMatchObject({
      status: 'primarySchool',
      grade: 9,
      movedIn: '2026-01-26',
      mobile: '+4531000003',
    });
  });

  const withoutTurkish = YOUTHS.map((row) => row.replace('Yılmaz', 'Møller'));

  it.each([
    ['UTF-8', utf8, ';'],
    ['UTF-8 with BOM', utf8WithBom, ';'],
    ['Windows-1252', windows1252, ';'],
    ['UTF-8 with commas', utf8, ','],
    ['Windows-1252 with commas', windows1252, ','],
  ])('is the same in %s', (_, encode, separator) => {
    dir.write({ youths: withoutTurkish });
    const expected = readMunicipality(dir.path);
    dir.write({ youths: withoutTurkish, encode, separator });
    expect(readMunicipality(dir.path)).toEqual(expected);
  });
});

describe('CPR numbers', () => {
  it.each([
    ['140310-4001', '2010-03-14'],
    ['1403104001', '2010-03-14'],
    ['740310-4001', '2010-03-14'],
    ['010100-0001', '1900-01-01'],
    ['010199-3999', '1999-01-01'],
    ['010136-4000', '2036-01-01'],
    ['010137-4000', '1937-01-01'],
    ['010157-5000', '2057-01-01'],
    ['010100-8000', '2000-01-01'],
    ['010136-9000', '2036-01-01'],
    ['010137-9000', '1937-01-01'],
    ['290200-4000', '2000-02-29'],
  ])('%s is born %s, whatever modulus 11 says', (text, born) => {
    expect(readCpr(text)?.born).toBe(born);
  });

  it.each([
    '',
    '14031-4001',
    '310910-4001',
    '000110-4001',
    '920110-4001',
    '600110-4001',
    '010158-5000',
    '290201-4000',
    'abcdef-ghij',
  ])('%j is none', (text) => {
    expect(readCpr(text)).toBeUndefined();
  });

  it('have ten digits, hyphen or not', () => {
    expect(readCpr('140310-4001')?.digits).toBe('1403104001');
    expect(ageOn(readCpr('140310-4001')?.born ?? '', '2026-11-22')).toBe(16);
  });
});

describe('what cannot be used', () => {
  it('is told on one line when there is nothing', () => {
    expect(problems()).toEqual([
      `${dir.path}: mappen har hverken medarbejdere.csv, unge.csv eller kalender.json`,
    ]);
    dir.remove();
    expect(problems()).toEqual([`${dir.path}: mappen findes ikke`]);
  });

  it('names each file that is missing', () => {
    dir.write({});
    rmSync(join(dir.path, 'unge.csv'));
    rmSync(join(dir.path, 'kalender.json'));
    expect(problems()).toEqual(['kalender.json: filen mangler', 'unge.csv: filen mangler']);
  });

  it('names a missing column', () => {
    dir.write({});
    writeFileSync(join(dir.path, 'medarbejdere.csv'), 'Id;Navn;Rolle;Skole;Mobil\r\n');
    expect(problems()[0]).toBe(
      'medarbejdere.csv, kolonne E-mail: Kolonnen "E-mail" mangler. Filen har kolonnerne "Id", "Navn", "Rolle", "Skole", "Mobil".',
    );
  });

  it('names the row whose letters cannot be read', () => {
    dir.write({ encode: (text) => Buffer.concat([utf8WithBom(text), Buffer.from([0xff])]) });
    expect(problems()[0]).toMatch(/^medarbejdere\.csv, række 8: Tegnene i række 8/);
  });

  it('names what is wrong with the calendar', () => {
    dir.write({
      calendar: {
        municipality: { closed: ['2026-13-01'] },
        schools: { 'FGU ØST': { closed: [], kind: 'gym' } },
      },
    });
    const [first, second] = problems();
    expect(first).toMatch(
      /^kalender\.json, felt municipality\.closed\[0\]: skal være en dato eller en periode/,
    );
    expect(second).toBe('kalender.json, felt schools.FGU ØST.kind: må være fgu, primary (der står "gym")');
    dir.write({ calendar: { ...CALENDAR, schools: { ...CALENDAR.schools, 'FGU ØST': { closed: [] } } } });
    expect(problems()).toEqual([
      'kalender.json, felt schools.FGU ØST: navnet må kun have bogstaver fra a til z, tal, bindestreg og understreg',
    ]);
    writeFileSync(join(dir.path, 'kalender.json'), '{');
    expect(problems()).toEqual(['kalender.json: filen er ikke gyldig JSON i UTF-8']);
  });

  it.each([
    ['Id', 'kl 1;Maja;contactTeacher;FGU-NORD;;', /må kun have bogstaver fra a til z/],
    ['Id', 'sl-1;Maja;contactTeacher;FGU-NORD;;', /"sl-1" står allerede i række 2/],
    ['Navn', 'kl-2;;contactTeacher;FGU-NORD;;', /mangler/],
    ['Rolle', 'kl-2;Maja;lærer;FGU-NORD;;', /skal være contactTeacher, schoolLeader.*\(der står "lærer"\)/],
    ['Rolle', 'kl-2;Maja;;FGU-NORD;;', /mangler/],
    ['Skole', 'kl-2;Maja;contactTeacher;FGU-ØST;;', /"FGU-ØST" står ikke i kalender.json/],
    ['Skole', 'kl-2;Maja;contactTeacher;;;', /mangler: contactTeacher arbejder på en skole/],
    ['E-mail', 'kl-2;Maja;contactTeacher;FGU-NORD;maja;', /skal være en e-mailadresse/],
    ['Mobil', 'kl-2;Maja;contactTeacher;FGU-NORD;;12', /skal være et telefonnummer/],
  ])('staff, column %s: %s', (column, row, message) => {
    const others = STAFF.slice(1);
    dir.write({ staff: [...others, row], youths: YOUTHS.map((youth) => youth.replace('kl-1', '')) });
    const [problem, ...more] = problems();
    expect(more).toEqual([]);
    expect(problem).toMatch(
      new RegExp(`^medarbejdere\\.csv, række ${String(others.length + 2)}, kolonne ${column}: `),
    );
    expect(problem).toMatch(message);
  });

  const row = (changes: Readonly<Record<number, string>>): string =>
    '750411-4009;Sofie;Holm;;;;ingen;;;;;;;;;;'
      .split(';')
      .map((cell, index) => changes[index] ?? cell)
      .join(';');

  it.each([
    ['CPR', row({ 0: '310911-4009' }), /skal være seks cifre med en dato/],
    ['CPR', row({ 0: '' }), /mangler/],
    ['CPR', row({ 0: '7403104001' }), /står allerede i række 2/],
    ['Fornavn', row({ 1: '' }), /mangler/],
    ['Efternavn', row({ 2: 'x'.repeat(201) }), /må højst være 200 tegn/],
    [
      'Status',
      row({ 6: 'gymnasie' }),
      /skal være ingen, grundskole, fgu, uddannelse, job \(der står "gymnasie"\)/,
    ],
    ['Status', row({ 6: '' }), /mangler/],
    ['Skole', row({ 7: 'FGU-SYD', 8: 'E9' }), /"FGU-SYD" står ikke i kalender.json/],
    ['Elevnr', row({ 7: 'FGU-NORD' }), /mangler: der er en skole/],
    ['Elevnr', row({ 7: 'FGU-NORD', 8: 'E1' }), /står allerede i række 2/],
    ['Skole', row({ 8: 'E9' }), /mangler: der er et elevnummer/],
    ['Klassetrin', row({ 9: '11' }), /skal være et helt tal fra 0 til 10 \(der står "11"\)/],
    ['Tilflyttet', row({ 10: '31-09-2026' }), /skal være en dato, der findes.*\(der står "31-09-2026"\)/],
    ['Tovholder', row({ 11: 'tk-9' }), /"tk-9" står ikke i medarbejdere.csv/],
    ['Kontaktlærer', row({ 12: 'tk-1' }), /"tk-1" har rollen coordinator, ikke contactTeacher/],
    ['Vejleder', row({ 13: 'kl-1' }), /ikke guidance/],
    ['Risikoprofil', row({ 14: 'lavt' }), /skal være lav, middel, høj/],
    ['Værge mobil', row({ 15: 'Emma', 16: '1' }), /skal være et telefonnummer/],
    ['Værge', row({ 16: '+4541000009' }), /mangler: der er en mobil/],
  ])('youths, column %s: %s', (column, text, message) => {
    dir.write({ youths: [...YOUTHS, text] });
    const [problem, ...more] = problems();
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^unge\\.csv, række 5, kolonne ${column}: `));
    expect(problem).toMatch(message);
  });

  it('is told all at once, and quotes nothing that is personal', () => {
    dir.write({
      youths: [
        row({ 0: '990199-9999', 4: '12', 5: 'hemmelig', 6: 'x' }),
        row({ 9: 'x' }),
        `${row({ 0: '' })};mere`,
      ],
    });
    const all = problems();
    expect(all).toHaveLength(7);
    expect(all.join('\n')).not.toMatch(/990199|hemmelig/);
    expect(all.at(-2)).toMatch(/^unge\.csv, række 4: rækken har flere felter/);
  });
});
