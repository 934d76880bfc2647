/**
 * A small municipality of our own making. Nobody in it exists: the CPR numbers are replacement numbers (60 added to the
 * day), which are valid in form and in use for nobody.
 */
import { type Staff } from '../../records/people';
import { addDays, type IsoDate } from '../../rules/calendar';
import { type LoadedSchool } from '../loading/calendar';
import { readCpr } from '../../rules/cpr';
import { type LoadedMunicipality } from '../loading/municipality';
import { type LoadedYouth } from '../loading/youths';

const HARBOUR = 'FGU-HAVNEN';
const FOREST = 'FGU-SKOVEN';
const MEADOW = 'SKOLEN-ENGEN';

const STAFF: readonly (Pick<Staff, 'id' | 'name' | 'role'> & Partial<Pick<Staff, 'school'>>)[] = [
  { id: 'contactTeacher-01', name: 'Karla Bruun', role: 'contactTeacher', school: HARBOUR },
  { id: 'contactTeacher-02', name: 'Jonas Friis', role: 'contactTeacher', school: FOREST },
  { id: 'contactTeacher-03', name: 'Dina Haddad', role: 'contactTeacher', school: MEADOW },
  { id: 'schoolLeader-01', name: 'Bente Krogh', role: 'schoolLeader', school: HARBOUR },
  { id: 'schoolLeader-02', name: 'Omar Saleh', role: 'schoolLeader', school: FOREST },
  { id: 'schoolLeader-03', name: 'Ulla Vestergaard', role: 'schoolLeader', school: MEADOW },
  { id: 'coordinator-01', name: 'Rikke Nørgaard', role: 'coordinator' },
  { id: 'coordinator-02', name: 'Amir Rahimi', role: 'coordinator' },
  { id: 'guidance-01', name: 'Signe Toft', role: 'guidance' },
  { id: 'contactPerson-01', name: 'Yasmin Holm', role: 'contactPerson' },
  { id: 'jobcenter-01', name: 'Tove Kjær', role: 'jobcenter' },
  { id: 'socialServices-01', name: 'Erik Lund', role: 'socialServices' },
  { id: 'network-01', name: 'Peter Ravn', role: 'network' },
  { id: 'districtTeam-01', name: 'Hanne Skov', role: 'districtTeam' },
  { id: 'admin-01', name: 'Lone Bisgaard', role: 'admin' },
];

/** What the demo does with a youth; see play.ts. */
export type Story =
  'dueToday' | 'dueTomorrow' | 'escalated' | 'overdue' | 'booked' | 'held' | 'justOpened' | 'quiet';

interface Sketch {
  readonly name: readonly [string, string];
  readonly age: number;
  readonly story: Story;
  readonly status: LoadedYouth['status'];
  readonly school?: string;
  readonly teacher?: string;
  readonly coordinator?: string;
  readonly contactPerson?: string;
  readonly risk?: LoadedYouth['risk'];
  readonly guardian?: string;
}

const AT_HARBOUR = { status: 'fgu', school: HARBOUR, teacher: 'contactTeacher-01' } as const;
const AT_FOREST = { status: 'fgu', school: FOREST, teacher: 'contactTeacher-02' } as const;
const AT_MEADOW = { status: 'primarySchool', school: MEADOW, teacher: 'contactTeacher-03' } as const;
const RIKKE = { coordinator: 'coordinator-01' } as const;
const YASMIN = { contactPerson: 'contactPerson-01' } as const;
const AMIR = { coordinator: 'coordinator-02' } as const;

const YOUTHS: readonly Sketch[] = [
  { name: ['Alma', 'Lindberg'], age: 17, story: 'dueToday', ...AT_HARBOUR, ...RIKKE, risk: 'medium' },
  {
    name: ['Bilal', 'Aziz'],
    age: 18,
    story: 'dueTomorrow',
    ...AT_HARBOUR,
    ...RIKKE,
    ...YASMIN,
    risk: 'high',
  },
  {
    name: ['Clara', 'Winther'],
    age: 16,
    story: 'escalated',
    ...AT_HARBOUR,
    ...AMIR,
    guardian: 'Mona Winther',
  },
  { name: ['Elmer', 'Juul'], age: 19, story: 'overdue', ...AT_FOREST, risk: 'high' },
  { name: ['Frida', 'Kjeldsen'], age: 18, story: 'booked', ...AT_FOREST, ...AMIR, risk: 'low' },
  { name: ['Gustav', 'Brandt'], age: 20, story: 'held', ...AT_FOREST, ...RIKKE, risk: 'medium' },
  { name: ['Hana', 'Yusuf'], age: 14, story: 'justOpened', ...AT_MEADOW, ...AMIR, guardian: 'Leila Yusuf' },
  { name: ['Iben', 'Thorsen'], age: 15, story: 'quiet', ...AT_MEADOW, ...RIKKE, guardian: 'Jens Thorsen' },
  {
    name: ['Jakob', 'Frost'],
    age: 16,
    story: 'quiet',
    status: 'none',
    ...AMIR,
    ...YASMIN,
    risk: 'high',
    guardian: 'Anne Frost',
  },
  { name: ['Kaja', 'Munk'], age: 22, story: 'quiet', status: 'none' },
  { name: ['Lukas', 'Bech'], age: 21, story: 'quiet', status: 'job', ...RIKKE },
  { name: ['Maryam', 'Karimi'], age: 19, story: 'quiet', status: 'education', ...AMIR, risk: 'low' },
];

/** The municipality as seen on a day, and what is to happen with each youth, in the same order. */
export function demoMunicipality(today: IsoDate): { loaded: LoadedMunicipality; stories: readonly Story[] } {
  const year = Number(today.slice(0, 4));
  const holiday = `${addDays(today, 21)}/${addDays(today, 25)}`;
  const schools: LoadedSchool[] = [
    { id: HARBOUR, kind: 'fgu', closed: [holiday] },
    { id: FOREST, kind: 'fgu', closed: [holiday] },
    { id: MEADOW, kind: 'primary', closed: [holiday] },
  ];
  const loaded = {
    closed: [year, year + 1].flatMap((y) => [`${String(y)}-12-24`, `${String(y)}-12-31`]),
    schools,
    staff: STAFF.map((staff, n) => ({
      ...staff,
      email: `${staff.id.toLowerCase()}@kommune.example`,
      mobile: `+45200000${String(n).padStart(2, '0')}`,
    })),
    youths: YOUTHS.map((sketch, n) => youthOf(sketch, n, year)),
  };
  return { loaded, stories: YOUTHS.map(({ story }) => story) };
}

function youthOf(sketch: Sketch, n: number, year: number): LoadedYouth {
  const { name, school, teacher, coordinator, contactPerson, guardian, risk, status } = sketch;
  const number = String(n).padStart(2, '0');
  const born = String((year - sketch.age) % 100).padStart(2, '0');
  const text = `${String(61 + n)}01${born}40${number}`;
  const cpr = readCpr(text);
  if (!cpr) throw new Error(`the demo has no valid number for youth ${String(n)}`);
  return {
    cpr: cpr.digits,
    born: cpr.born,
    firstName: name[0],
    lastName: name[1],
    status,
    address: `Opdigtet Allé ${String(n + 1)}`,
    mobile: `+45310000${number}`,
    people: {
      guidance: 'guidance-01',
      ...(teacher !== undefined && { contactTeacher: teacher }),
      ...(coordinator !== undefined && { coordinator }),
      ...(contactPerson !== undefined && { contactPerson }),
    },
    guardians: guardian === undefined ? [] : [{ name: guardian, mobile: `+45311000${number}` }],
    ...(school !== undefined && { school, student: `D${number}` }),
    ...(risk !== undefined && { risk }),
  };
}
