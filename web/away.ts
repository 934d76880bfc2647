/**
 * Somebody is away for some days: who may say so, who can stand in, and when not. The same for pages, API and CLI.
 */
import { type StaffRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { currentTerms } from '../records/agreements';
import { allStaff, getStaff, type Staff } from '../records/people';
import { absencesOf, coversBy, putSubstitution, type Substitution } from '../records/substitutes';
import { addDays, type IsoDate } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { AWAY, awayTooText, leavesBeforeText } from '../texts/pagesAway';
import { type Action, isSchoolRole, may } from './authorization';
import { type WebPorts } from './ports';
import { type FieldProblem, forbidden, invalidInput, notFound } from './problem';

/** Longer is no absence: then somebody else gets the tasks. */
const LONGEST_DAYS = 366;

/** Somebody of whom this may be said. Throws `Problem`: 404 for nobody who works here, 403 where it is not theirs to say. */
export async function colleagueFor(
  ports: WebPorts,
  person: Person,
  id: StaffRef,
  action: Extract<Action, 'away.set' | 'leaving.set'>,
): Promise<Staff> {
  const staff = await getStaff(ports.table, id);
  if (!staff || staff.left) throw notFound('Medarbejderen');
  const { policy } = await currentTerms(ports.table, staff.school);
  if (!may(person, action, { colleague: { staff, leader: policy.leaders[staff.role] } })) throw forbidden();
  return staff;
}

/** What is known of somebody's presence. */
export interface Away {
  readonly staff: Staff;
  readonly away: readonly Substitution[];
  readonly covers: readonly Substitution[];
}

/** When somebody is away, and whom they stand in for, from today on. Throws `Problem`. */
export async function awayOf(ports: WebPorts, person: Person, id: StaffRef): Promise<Away> {
  const staff = await colleagueFor(ports, person, id, 'away.set');
  const today = copenhagen(ports.now()).date;
  const [away, covers] = await Promise.all([
    absencesOf(ports.table, id, today),
    coversBy(ports.table, id, today),
  ]);
  return { staff, away, covers };
}

/** Who can stand in for somebody: colleagues on the same side of the wall between school and municipality (R43). */
export async function standInsFor({ table }: WebPorts, staff: Staff): Promise<Staff[]> {
  return (await allStaff(table)).filter((other) => canStandIn(other, staff));
}

function canStandIn(other: Staff, staff: Staff): boolean {
  if (other.left || other.id === staff.id || isSchoolRole(other.role) !== isSchoolRole(staff.role))
    return false;
  return !isSchoolRole(staff.role) || other.school === staff.school;
}

/** Says who stands in, from one day to another, both included. Throws `Problem` with the fields to mend. */
export async function setAway(
  ports: WebPorts,
  person: Person,
  id: StaffRef,
  wish: Pick<Substitution, 'by' | 'from' | 'to'>,
  requestId: string,
): Promise<void> {
  const { staff, away, covers } = await awayOf(ports, person, id);
  if (away.some((known) => known.id === requestId)) return;
  const problems = [
    ...daysProblems(wish, copenhagen(ports.now()).date),
    ...takenProblems(wish, away, covers),
    ...(await standInProblems(ports, staff, wish)),
  ];
  if (problems.length > 0) throw invalidInput(problems);
  await putSubstitution(ports.table, {
    ...wish,
    id: requestId,
    of: id,
    setBy: person.id,
    at: ports.now(),
  });
}

/** They are back before the last day, or stay after all. Throws `Problem`. */
export async function endAway(ports: WebPorts, person: Person, id: StaffRef, absence: string): Promise<void> {
  const { away } = await awayOf(ports, person, id);
  const known = away.find((one) => one.id === absence);
  if (!known) throw notFound('Fraværet');
  await putSubstitution(ports.table, { ...known, ended: ports.now() });
}

type Days = Pick<Substitution, 'from' | 'to'>;

function daysProblems({ from, to }: Days, today: IsoDate): FieldProblem[] {
  return [
    ...(from < today ? [{ path: 'from', message: AWAY.notPast }] : []),
    ...(to < from ? [{ path: 'to', message: AWAY.endsBefore }] : []),
    ...(to > addDays(from, LONGEST_DAYS) ? [{ path: 'to', message: AWAY.tooLong }] : []),
  ];
}

const overlap = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to;

/** Nobody is away twice, and who stands in for somebody is here. */
function takenProblems(
  days: Days,
  away: readonly Substitution[],
  covers: readonly Substitution[],
): FieldProblem[] {
  if (away.some((known) => overlap(known, days))) return [{ path: 'from', message: AWAY.alreadyAway }];
  return covers.some((known) => overlap(known, days)) ? [{ path: 'from', message: AWAY.covers }] : [];
}

/** No chains: whoever stands in is here all the time. */
async function standInProblems(
  { table }: WebPorts,
  staff: Staff,
  { by, from, to }: Pick<Substitution, 'by' | 'from' | 'to'>,
): Promise<FieldProblem[]> {
  const at = (message: string): FieldProblem[] => [{ path: 'by', message }];
  if (by === staff.id) return at(AWAY.notOneself);
  const other = await getStaff(table, by);
  if (!other || other.left) return at(AWAY.notHere);
  if (!canStandIn(other, staff)) return at(isSchoolRole(staff.role) ? AWAY.otherSchool : AWAY.otherSide);
  if (other.lastDay !== undefined && other.lastDay < to) return at(leavesBeforeText(other.lastDay));
  const gone = (await absencesOf(table, by, from)).find((known) => overlap(known, { from, to }));
  return gone ? at(awayTooText(gone.from, gone.to)) : [];
}
