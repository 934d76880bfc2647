/**
 * People and schools: who the youths and staff are, and who holds which role for a youth. Rows carry their payload
 * under `value`, beside keys and what conditions look at.
 */
import {
  type Assignee,
  isUnit,
  type SchoolRef,
  type StaffRef,
  unitRef,
  type YouthRef,
} from '../contract/messages/ids';
import {
  type PersonalRole,
  PERSONAL_ROLES,
  SCHOOL_ROLES,
  type SchoolKind,
  type StaffRole,
} from '../contract/messages/vocabulary';
import { type Key, type Row, type Table } from '../contract/ports/table';
import { type IsoDate, type Period } from '../rules/calendar';
import { hash32 } from '../rules/spread';

/** A member of staff. */
export interface Staff {
  readonly id: StaffRef;
  readonly name: string;
  readonly role: StaffRole;
  readonly school?: SchoolRef;
  readonly email?: string;
  readonly mobile?: string;
  /** Their last day of work, once it is known that they leave. */
  readonly lastDay?: IsoDate;
  /** Set when that day is over: they are in no unit, hold no role and cannot sign in. */
  readonly left?: true;
}

/** What a youth does, as the registers say. */
export type YouthStatus = 'primarySchool' | 'fgu' | 'education' | 'job' | 'none';

/** R09: set at visitation, confirmed by a person. */
export type Risk = 'low' | 'medium' | 'high';

/** A youth. Personal data: never leaves records but to those who may see it. */
export interface Youth {
  readonly ref: YouthRef;
  readonly cpr: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly born: IsoDate;
  readonly status: YouthStatus;
  readonly address?: string;
  readonly mobile?: string;
  readonly email?: string;
  readonly school?: SchoolRef;
  /** Student number at the school. */
  readonly student?: string;
  readonly grade?: number;
  /** The day the grade was registered; the years since then have moved it on. */
  readonly gradeOn?: IsoDate;
  readonly movedIn?: IsoDate;
  /** The day the youth began at the school, where it is known. */
  readonly enrolled?: IsoDate;
  /** R33: the day the youth left the school named here; schools see their students until then. */
  readonly exited?: IsoDate;
  readonly risk?: Risk;
  readonly people: Partial<Record<PersonalRole, StaffRef>>;
  /** Since when each of them is, where it is known. */
  readonly peopleSince?: Partial<Record<PersonalRole, IsoDate>>;
  readonly guardians: readonly { readonly name: string; readonly mobile?: string }[];
  /** R52: a person chose to involve the guardians; the youth of age agreed. */
  readonly guardiansChosen?: boolean;
  readonly consented?: boolean;
}

export interface School {
  readonly id: SchoolRef;
  readonly kind: SchoolKind;
  readonly closed: readonly Period[];
  /** Grows when the closed periods change. */
  readonly calendar: number;
}

export interface Municipality {
  readonly closed: readonly Period[];
  readonly calendar: number;
}

export async function putStaff(table: Table, staff: Staff): Promise<void> {
  await table.put({ pk: 'staff', sk: staff.id, value: staff });
}

export async function getStaff(table: Table, id: StaffRef): Promise<Staff | undefined> {
  return (await table.get({ pk: 'staff', sk: id }))?.value as Staff | undefined;
}

export async function allStaff(table: Table): Promise<Staff[]> {
  return (await table.list('staff')).map((row) => row.value as Staff);
}

/** The units somebody belongs to: their role's, at their school where the role works at one. Who has left is in none. */
export function unitsOf(staff: Staff): Assignee[] {
  if (staff.left) return [];
  return SCHOOL_ROLES.includes(staff.role) && staff.school !== undefined
    ? [unitRef(staff.role, staff.school)]
    : [unitRef(staff.role)];
}

/** The people behind an assignee: the members of a unit, or the one person. */
export async function membersOf(table: Table, assignee: Assignee): Promise<StaffRef[]> {
  if (!isUnit(assignee)) return [assignee];
  return (await allStaff(table)).filter((staff) => unitsOf(staff).includes(assignee)).map(({ id }) => id);
}

/** The rows a youth stands in: by school and number, with each who follows them, in the list, and in full. */
function rowsOf(youth: Youth): Row[] {
  const { ref, school, student, people } = youth;
  const followers = new Set(Object.values(people));
  return [
    ...(school !== undefined && student !== undefined
      ? [{ pk: `student/${school}`, sk: student, youth: ref }]
      : []),
    ...[...followers].map((staff) => ({ pk: `follows/${staff}`, sk: ref })),
    { pk: 'youths', sk: ref, value: listed(youth) },
    profileOf(youth),
  ];
}

/** The row in full; `mark` is another whenever anything of the youth is. */
function profileOf(youth: Youth): Row {
  return { ...profileKey(youth.ref), mark: hash32(JSON.stringify(youth)), value: youth };
}

const profileKey = (ref: YouthRef): Key => ({ pk: `youth/${ref}`, sk: 'profile' });

export async function putYouth(table: Table, youth: Youth): Promise<void> {
  for (const row of rowsOf(youth)) await table.put(row);
}

/**
 * Changes a youth as they stand when it is written, so that nobody's change is lost to another's at the same moment;
 * `change` answers undefined to leave them alone, and is asked again when somebody else was quicker.
 */
export async function updateYouth(
  table: Table,
  ref: YouthRef,
  change: (youth: Youth) => Youth | undefined,
): Promise<void> {
  const row = await table.get(profileKey(ref));
  const youth = row && change(row.value as Youth);
  if (!youth) return;
  const profile = profileOf(youth);
  // In full last: what was cut short is done again, as long as that row does not say it was done.
  for (const other of rowsOf(youth)) if (other.sk !== profile.sk) await table.put(other);
  // Rows from before there were marks have none to be held against.
  const asRead = row.mark === undefined ? undefined : { field: 'mark', equals: Number(row.mark) };
  if (!(await table.put(profile, asRead))) await updateYouth(table, ref, change);
}

/** Many at once, for an initial load. */
export async function putYouths(table: Table, youths: readonly Youth[]): Promise<void> {
  await table.putMany(youths.flatMap(rowsOf));
}

/** Youths somebody holds a role for, or held one for: whoever asks looks at the youth itself. */
export async function followedBy(table: Table, staff: StaffRef): Promise<YouthRef[]> {
  return (await table.list(`follows/${staff}`)).map(({ sk }) => sk);
}

/** These youths as lists show them, in one read; those who are gone are left out. */
export async function listedYouths(table: Table, refs: Iterable<YouthRef>): Promise<ListedYouth[]> {
  const rows = await table.getMany([...refs].map((sk) => ({ pk: 'youths', sk })));
  return rows.map((row) => row.value as ListedYouth);
}

export async function getYouth(table: Table, ref: YouthRef): Promise<Youth | undefined> {
  return (await table.get(profileKey(ref)))?.value as Youth | undefined;
}

/** Many youths in one read, by reference; those who are gone are left out. */
export async function getYouths(
  table: Table,
  refs: readonly YouthRef[],
): Promise<ReadonlyMap<YouthRef, Youth>> {
  const rows = await table.getMany(refs.map(profileKey));
  return new Map(rows.map((row) => row.value as Youth).map((youth) => [youth.ref, youth]));
}

/** The youth a school knows under a student number. */
export async function findStudent(
  table: Table,
  school: SchoolRef,
  student: string,
): Promise<YouthRef | undefined> {
  return (await table.get({ pk: `student/${school}`, sk: student }))?.youth as YouthRef | undefined;
}

/** A youth as lists show them. */
export type ListedYouth = Pick<Youth, 'ref' | 'firstName' | 'lastName' | 'born' | 'status' | 'people'> &
  Partial<Pick<Youth, 'school' | 'student' | 'risk' | 'exited'>>;

function listed({
  ref,
  firstName,
  lastName,
  born,
  status,
  people,
  school,
  student,
  risk,
  exited,
}: Youth): ListedYouth {
  return {
    ref,
    firstName,
    lastName,
    born,
    status,
    people,
    ...(school !== undefined && { school }),
    ...(student !== undefined && { student }),
    ...(risk !== undefined && { risk }),
    ...(exited !== undefined && { exited }),
  };
}

/** The students of a school as lists show them, by student number. */
export async function studentsOf(table: Table, school: SchoolRef): Promise<ListedYouth[]> {
  const refs = (await table.list(`student/${school}`)).map(({ youth }) => youth as YouthRef);
  return (await listedYouths(table, refs))
    .filter((youth) => youth.school === school && youth.exited === undefined)
    .sort((a, b) => ((a.student ?? '') < (b.student ?? '') ? -1 : 1));
}

export async function allYouths(table: Table): Promise<ListedYouth[]> {
  return (await table.list('youths')).map((row) => row.value as ListedYouth);
}

/** R19, R28: gives a role to somebody, from a day on. Nothing happens when they hold it already. */
export async function assignPerson(
  table: Table,
  ref: YouthRef,
  role: PersonalRole,
  person: StaffRef,
  on?: IsoDate,
): Promise<void> {
  await updateYouth(table, ref, (youth) => {
    if (youth.people[role] === person) return undefined;
    const { [role]: _, ...since } = youth.peopleSince ?? {};
    return {
      ...youth,
      people: { ...youth.people, [role]: person },
      peopleSince: { ...since, ...(on !== undefined && { [role]: on }) },
    };
  });
}

/** R27: nobody has the role any more. */
export async function endPerson(table: Table, ref: YouthRef, role: PersonalRole): Promise<void> {
  await updateYouth(table, ref, (youth) => {
    if (youth.people[role] === undefined) return undefined;
    const { [role]: _, ...people } = youth.people;
    const { [role]: __, ...peopleSince } = youth.peopleSince ?? {};
    return { ...youth, people, peopleSince };
  });
}

/** R52: what rested on the guardians' right falls away; from now on they are told what the youth agrees to. */
export async function endGuardians(table: Table, ref: YouthRef): Promise<void> {
  await updateYouth(table, ref, (youth) => ({ ...youth, guardiansChosen: false }));
}

/** The reference of the youth with this CPR number; a new one is made, once, where there is none. `key` is its keyed hash. */
export async function refForCpr(table: Table, key: string, fresh: YouthRef): Promise<YouthRef> {
  const at = { pk: 'cpr', sk: key };
  if (await table.put({ ...at, youth: fresh }, 'absent')) return fresh;
  return ((await table.get(at))?.youth as YouthRef | undefined) ?? fresh;
}

export async function putSchool(table: Table, school: School): Promise<void> {
  await table.put({ pk: 'schools', sk: school.id, value: school });
}

export async function getSchool(table: Table, id: SchoolRef): Promise<School | undefined> {
  return (await table.get({ pk: 'schools', sk: id }))?.value as School | undefined;
}

export async function allSchools(table: Table): Promise<School[]> {
  return (await table.list('schools')).map((row) => row.value as School);
}

const MUNICIPALITY = { pk: 'municipality', sk: 'calendar' };

export async function putMunicipality(table: Table, municipality: Municipality): Promise<void> {
  await table.put({ ...MUNICIPALITY, value: municipality });
}

export async function getMunicipality(table: Table): Promise<Municipality> {
  const row = await table.get(MUNICIPALITY);
  return (row?.value as Municipality | undefined) ?? { closed: [], calendar: 0 };
}

/** Who is responsible for what, for one youth (or one school, where no youth is concerned). */
export interface Holders {
  readonly holderOf: (role: StaffRole) => Assignee | undefined;
}

/**
 * Who holds each role: personal roles by the youth's own people, the others – and all of them, where no one youth is
 * concerned – by everybody who has the role: one person, or the unit where they are several. Undefined where nobody
 * does, or nobody who still works here.
 */
export async function holders(
  table: Table,
  youth: Pick<Youth, 'people'> | undefined,
  school: SchoolRef | undefined,
): Promise<Holders> {
  const everybody = await allStaff(table);
  const staff = everybody.filter(({ left }) => !left);
  const isHere = (id: StaffRef | undefined): boolean => !everybody.some((one) => one.id === id && one.left);
  const isPersonal = (role: StaffRole): role is PersonalRole =>
    (PERSONAL_ROLES as readonly string[]).includes(role);
  return {
    holderOf(role) {
      if (youth && isPersonal(role)) {
        const own = youth.people[role];
        return isHere(own) ? own : undefined;
      }
      const atSchool = SCHOOL_ROLES.includes(role);
      const members = staff.filter((s) => s.role === role && (!atSchool || s.school === school));
      if (members.length > 1) return unitRef(role, atSchool ? school : undefined);
      return members[0]?.id;
    },
  };
}
