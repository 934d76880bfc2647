/**
 * A municipality for the loop: one school, and as many youths as a test wants to be absent.
 */
import { type Loop } from '../../entry/cloud/loop/loop';
import { demoMunicipality } from '../../entry/demo/municipality';
import { loadMunicipality } from '../../entry/loading/load';
import { type LoadedYouth } from '../../entry/loading/youths';
import { addSchoolDays } from '../../rules/calendar';
import { copenhagen } from '../../rules/clock';

export const SCHOOL = 'FGU-HAVNEN';
export const TEACHER = 'contactTeacher-01';

const today = (): string => copenhagen(Date.now()).date;

/** Loads so many youths; answers their references. None of them exists. */
export async function populate(loop: Loop, count: number): Promise<string[]> {
  const { loaded } = demoMunicipality(today());
  const youths = Array.from({ length: count }, (_, n) => youth(n));
  const ports = { table: loop.table, engine: loop.engine, now: Date.now, cprKey: loop.cprKey };
  const stored = await loadMunicipality(ports, { ...loaded, youths }, () => undefined);
  return stored.youths.map(({ ref }) => ref);
}

function youth(n: number): LoadedYouth {
  const number = String(n).padStart(2, '0');
  return {
    cpr: `61010940${number}`,
    born: '2009-01-01',
    firstName: `Ung${number}`,
    lastName: 'Opdigtet',
    status: 'fgu',
    school: SCHOOL,
    student: student(n),
    people: { contactTeacher: TEACHER, coordinator: 'coordinator-01' },
    guardians: [],
  };
}

const student = (n: number): string => `S${String(n).padStart(2, '0')}`;

/** Posts five days of absence for the n-th youth, as the school's system does. */
export async function postAbsence(loop: Loop, n: number, token?: string): Promise<Response> {
  const records = Array.from({ length: 5 }, (_, day) => ({
    id: `${student(n)}-${String(day)}`,
    student: student(n),
    date: addSchoolDays(today(), -(day + 1), []),
    type: 'Ulovligt',
    minutes: 300,
  }));
  return fetch(`${loop.url}/api/v1/schools/${SCHOOL}/absences`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token ?? (await loop.schoolToken(SCHOOL))}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ records }),
  });
}
