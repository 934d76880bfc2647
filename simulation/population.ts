/**
 * A made-up municipality of any size, from stated shares. The shares of situations, risks and missing people follow
 * the synthetic data of a municipality of 1,049 youths; how absence falls is fitted to its three FGU schools (about 17
 * registrations a student over 15 weeks, a third of them lawful, a few students with most of the unlawful days).
 */
import { type Municipality, type School, type Staff, type Youth, type YouthStatus } from '../records/people';
import { type AbsenceType, type StaffRole } from '../contract/messages/vocabulary';
import { addDays, type IsoDate, schoolDays } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { logNormal, pick, type Random, randomOf } from './random';

/** One registration, to be delivered on its day. */
export interface PlannedAbsence {
  readonly id: string;
  readonly date: IsoDate;
  readonly type: AbsenceType;
  readonly minutes: number;
}

/** A youth, and what their school will register. */
export interface SimulatedYouth {
  readonly youth: Youth;
  readonly absences: readonly PlannedAbsence[];
  /** R54: when the initial load releases the youth. */
  readonly releaseAt?: Instant;
}

/** Everything a simulation begins with. */
export interface Population {
  readonly municipality: Municipality;
  readonly schools: readonly School[];
  readonly staff: readonly Staff[];
  readonly youths: readonly SimulatedYouth[];
}

const SITUATIONS: readonly (readonly [YouthStatus, number])[] = [
  ['none', 0.464],
  ['primarySchool', 0.265],
  ['fgu', 0.105],
  ['education', 0.098],
  ['job', 0.068],
];
const STUDENTS_PER_SCHOOL = 40;
const YOUTHS_PER_COORDINATOR = 130;
const YOUTHS_PER_GUIDANCE = 170;
const STUDENTS_PER_TEACHER = 10;
const WITHOUT_COORDINATOR = 0.13;

/** Makes up a municipality. The same seed gives the same one; a larger one begins with other people. */
export function makeUp(size: number, seed: number, from: IsoDate, to: IsoDate): Population {
  const random = randomOf(seed, `population/${String(size)}`);
  const situations = Array.from({ length: size }, () => pick(random, SITUATIONS));
  const students = { fgu: 0, primarySchool: 0 };
  for (const situation of situations)
    if (situation === 'fgu' || situation === 'primarySchool') students[situation] += 1;
  const schools = [
    ...schoolsFor('fgu', students.fgu, from, to),
    ...schoolsFor('primary', students.primarySchool, from, to),
  ];
  const staff = staffFor(size, schools);
  const placed = { fgu: 0, primarySchool: 0 };
  const youths = situations.map((status, index) => {
    const kind = status === 'fgu' ? 'fgu' : status === 'primarySchool' ? 'primary' : undefined;
    const nth = status === 'fgu' || status === 'primarySchool' ? placed[status]++ : 0;
    const own = kind && schools.filter((school) => school.kind === kind);
    const school = own?.[Math.floor(nth / STUDENTS_PER_SCHOOL)];
    return makeYouth(index, status, school, staff, randomOf(seed, `youth/${String(index)}`), from, to);
  });
  return { municipality: { closed: closingDays(from, to), calendar: 1 }, schools, staff, youths };
}

/** The municipality's own closing days (L12): 5 June, 24 and 31 December. */
function closingDays(from: IsoDate, to: IsoDate): string[] {
  return years(from, to).flatMap((year) => [`${year}-06-05`, `${year}-12-24`, `${year}-12-31`]);
}

function years(from: IsoDate, to: IsoDate): string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

function schoolsFor(kind: School['kind'], students: number, from: IsoDate, to: IsoDate): School[] {
  const closed = years(from, to).flatMap((year) => [
    `${year}-02-15/${year}-02-19`,
    `${year}-06-27/${year}-08-08`,
    `${year}-10-12/${year}-10-16`,
    `${year}-12-21/${year}-12-31`,
  ]);
  const count = Math.ceil(students / STUDENTS_PER_SCHOOL);
  const name = kind === 'fgu' ? 'FGU' : 'SKOLE';
  return Array.from({ length: count }, (_, i) => ({
    id: `${name}-${String(i + 1)}`,
    kind,
    closed,
    calendar: 1,
  }));
}

function staffFor(size: number, schools: readonly School[]): Staff[] {
  const some = (role: StaffRole, count: number, school?: string): Staff[] =>
    Array.from({ length: count }, (_, i) => {
      const id = [role, ...(school === undefined ? [] : [school]), String(i + 1)].join('-');
      return { id, name: id, role, email: `${id}@kommune.example`, ...(school !== undefined && { school }) };
    });
  return [
    ...schools.flatMap(({ id }) => [
      ...some('contactTeacher', Math.ceil(STUDENTS_PER_SCHOOL / STUDENTS_PER_TEACHER), id),
      ...some('schoolLeader', 1, id),
    ]),
    ...some('coordinator', Math.ceil(size / YOUTHS_PER_COORDINATOR)),
    ...some('guidance', Math.ceil(size / YOUTHS_PER_GUIDANCE)),
    ...some('socialServices', 2),
    ...some('jobcenter', 2),
    ...some('network', 2),
    ...some('districtTeam', 1),
    ...some('admin', 1),
  ];
}

function makeYouth(
  index: number,
  status: YouthStatus,
  school: School | undefined,
  staff: readonly Staff[],
  random: Random,
  from: IsoDate,
  to: IsoDate,
): SimulatedYouth {
  const ref = `y${String(index + 1).padStart(5, '0')}`;
  const one = (role: StaffRole, at?: string): string | undefined => {
    const some = staff.filter((member) => member.role === role && (at === undefined || member.school === at));
    return some[Math.floor(random() * some.length)]?.id;
  };
  const age = status === 'primarySchool' ? 13 + random() * 3 : 15 + random() * 14;
  const coordinator = random() < WITHOUT_COORDINATOR ? undefined : one('coordinator');
  const guidance = one('guidance');
  const student = `E${String(index + 1).padStart(5, '0')}`;
  const contactTeacher = school && one('contactTeacher', school.id);
  const youth: Youth = {
    ref,
    cpr: '',
    firstName: ref,
    lastName: '',
    born: addDays(from, -Math.floor(age * 365.25)),
    status,
    people: {
      ...(coordinator !== undefined && { coordinator }),
      ...(guidance !== undefined && { guidance }),
      ...(contactTeacher !== undefined && { contactTeacher }),
    },
    guardians: age < 18 ? [{ name: `${ref} værge`, mobile: '+4541000000' }] : [],
    ...(random() < 0.9 && { mobile: '+4531000000' }),
    ...(school && { school: school.id, student }),
  };
  return { youth, absences: school ? absencesOf(student, school, random, from, to) : [] };
}

const LAWFUL: readonly (readonly [AbsenceType, number])[] = [
  ['sickness', 0.35],
  ['authority', 0.3],
  ['agreed', 0.35],
];

/** A student's absence: a few are away often and for days on end, most seldom. */
function absencesOf(
  student: string,
  school: School,
  random: Random,
  from: IsoDate,
  to: IsoDate,
): PlannedAbsence[] {
  const unlawful = Math.min(0.6, logNormal(random, school.kind === 'fgu' ? 0.045 : 0.012, 1.1));
  const lawful = school.kind === 'fgu' ? 0.05 : 0.03;
  const stays = 0.35;
  const absences: PlannedAbsence[] = [];
  let away = false;
  for (const date of schoolDays(from, to, school.closed)) {
    const draw = random();
    away = draw < (away ? Math.max(unlawful, stays) : unlawful);
    if (!away && draw >= unlawful + lawful) continue;
    const type = away ? 'unlawful' : pick(random, LAWFUL);
    absences.push({ id: `${student}-${date}`, date, type, minutes: random() < 0.75 ? 300 : 150 });
  }
  return absences;
}
