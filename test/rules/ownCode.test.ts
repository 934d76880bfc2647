import * as fc from 'fast-check';
import { codeProblem, type KnownOfYouth } from '../../rules/ownCode';

const KNOWN: KnownOfYouth = {
  born: '2009-03-14',
  names: ['Malthe', 'Bo', 'Jensen'],
  phones: ['+4531224455'],
};
const problem = (code: string): string | undefined => codeProblem(code, KNOWN);

test.each(['grøn kanin 7', 'k7mp3xq9', '7391846', 'æøå!47', 'stalden bagved'])('takes %s', (code) => {
  expect(problem(code)).toBeUndefined();
});

test.each([
  ['', 'short'],
  ['abxyz', 'short'],
  ['   abxyz   ', 'short'],
  ['x1y2z3'.repeat(17), 'long'],
  ['140309', 'birthday'],
  ['14-03-2009', 'birthday'],
  ['20090314', 'birthday'],
  ['031409', 'birthday'],
  ['kat 1432009', 'birthday'],
  ['MALTHE!!', 'name'],
  ['jensen77', 'name'],
  ['31224455', 'phone'],
  ['kat224455', 'phone'],
  ['123456', 'easy'],
  ['987654', 'easy'],
  ['abcdef', 'easy'],
  ['QWERTY', 'easy'],
  ['kodeord1', 'easy'],
  ['aaaaaa', 'easy'],
  ['121212', 'easy'],
  ['abxabx', 'easy'],
])('refuses "%s": %s', (code, why) => {
  expect(problem(code)).toBe(why);
});

test('the boundaries: six signs and a hundred are enough and not too many; two letters of a name are chance', () => {
  expect([problem('abxyz'), problem('abxyz9')]).toEqual(['short', undefined]);
  const long = 'x1y2z3ab'.repeat(12) + '4567';
  expect([problem(long), problem(`${long}8`)]).toEqual([undefined, 'long']);
  expect(problem('bordet4')).toBeUndefined();
});

test('whoever is born when: no code holds the day in figures, however it is dressed', () => {
  const day = fc.date({ min: new Date('1996-01-01'), max: new Date('2013-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.constantFrom('', 'kat', 'å!'), (date, more) => {
      const born = date.toISOString().slice(0, 10);
      const [year = '', month = '', dd = ''] = born.split('-');
      for (const typed of [`${dd}${month}${year.slice(2)}`, `${dd}.${month}.${year}`, `${year}${month}${dd}`])
        expect(codeProblem(`${more}${typed}${more}`, { ...KNOWN, born })).toBe('birthday');
    }),
  );
});
