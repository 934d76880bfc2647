/**
 * What schools do beside registering absence, the same for pages and API: confirm a day, withdraw a registration,
 * report an event.
 */
import { type SchoolRef } from '../contract/messages/ids';
import { type SchoolEvent } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { confirmDay, withdraw } from '../records/absences';
import { append } from '../records/journal';
import { findStudent, getSchool, type School } from '../records/people';
import { type IsoDate } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { noteAccess } from './access';
import { type Action, may } from './authorization';
import { deliveryTo } from './delivery';
import { type WebPorts } from './ports';
import { engineBusy, forbidden, notFound, Problem } from './problem';
import { dayProblem } from './schoolDays';

/** The school, when this person may do this there. Throws {@link Problem} 404 or 403. */
export async function schoolFor(
  ports: WebPorts,
  person: Person,
  id: SchoolRef,
  action: Action,
): Promise<School> {
  const school = await getSchool(ports.table, id);
  if (!school) throw notFound('Skolen');
  if (!may(person, action, { school: school.id })) throw forbidden();
  return school;
}

/**
 * Says that all absence of a school day is registered (R55); false when it was said before. Throws {@link Problem} 422
 * for a day that has not come or is none.
 */
export async function confirmSchoolDay(ports: WebPorts, school: School, date: IsoDate): Promise<boolean> {
  const problem = dayProblem(date, copenhagen(ports.now()).date, school);
  if (problem) throw wrongDay(problem.code, problem.message);
  const fresh = await confirmDay(ports.table, school.id, date, ports.now());
  await tellFeed(ports, school);
  return fresh;
}

export function wrongDay(code: string, message: string): Problem {
  return new Problem(422, code, 'Dagen kan ikke bekræftes', `${message}.`, [{ path: 'date', message }]);
}

/** The feed looks again by itself on the next school day, so a failure only costs it that day. */
async function tellFeed({ engine, log }: WebPorts, school: School): Promise<void> {
  try {
    await engine.dayConfirmed(school.id);
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    log({ event: 'dayConfirmed.undelivered', school: school.id, code });
  }
}

/** Withdraws a registration; false when the school has none with this id. */
export function withdrawRecord(
  ports: WebPorts,
  person: Person,
  school: School,
  id: string,
  requestId: string,
): Promise<boolean> {
  const deliver = deliveryTo(ports);
  return withdraw(ports.table, school.id, id, ports.now(), requestId, async (youth, report) => {
    await noteAccess(ports, person, [youth], 'change', 'absences.withdraw');
    await deliver(youth, report);
  });
}

/**
 * R33: something happened with a student. Told to the journey first, so that what the journal says the journey knows;
 * saying it twice with the same `requestId` journals it once. Throws {@link Problem} 422 for a student the school does
 * not have and 503 when the engine does not answer.
 */
export async function reportSchoolEvent(
  ports: WebPorts,
  person: Person,
  school: School,
  { student, event, date }: { readonly student: string; readonly event: SchoolEvent; readonly date: IsoDate },
  requestId: string,
): Promise<void> {
  const { table, engine, log } = ports;
  const youth = await findStudent(table, school.id, student);
  if (youth === undefined) {
    const message = 'Skolen har ingen elev med dette nummer.';
    throw new Problem(422, 'invalid-input', 'Noget skal rettes', message, [{ path: 'student', message }]);
  }
  const at = ports.now();
  await noteAccess(ports, person, [youth], 'change', 'schoolEvent', requestId);
  try {
    await engine.reportSchoolEvent(youth, { event, at });
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    log({ event: 'schoolEvent.undelivered', school: school.id, code });
    throw engineBusy();
  }
  const entry = {
    at,
    event: 'signal.received',
    rule: 'R33',
    youth,
    school: school.id,
    by: person.id,
    reason: { event, on: date },
  } as const;
  await append(table, [{ writer: 'edge', key: requestId, entry }]);
}
