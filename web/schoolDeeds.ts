/**
 * What schools do beside registering absence, the same for pages and API: confirm a day, withdraw a registration,
 * report an event.
 */
import { type SchoolRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { confirmDay, withdraw } from '../records/absences';
import { findStudent, getSchool, type School } from '../records/people';
import { type StudentEvent, takeInEvent } from '../records/schoolEvents';
import { type IsoDate } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { noteAccess } from './access';
import { type Action, may } from './authorization';
import { deliveryTo, eventDeliveryTo } from './delivery';
import { type WebPorts } from './ports';
import { forbidden, notFound, Problem } from './problem';
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

/** What a school tells of a student (R33), and what became of it; `undelivered` when the journey hears of it later. */
export type SchoolEventAnswer = 'accepted' | 'duplicate' | 'undelivered';

/**
 * R33: something happened with a student. Written first, then told to the journey; the same event under the same number
 * is a repetition. Throws {@link Problem} 422 for a student the school does not have, a day that has not come, and a
 * number that belongs to another event.
 */
export async function reportSchoolEvent(
  ports: WebPorts,
  person: Person,
  school: School,
  event: StudentEvent,
  requestId: string,
): Promise<SchoolEventAnswer> {
  const { table } = ports;
  const { student, on } = event;
  const youth = await findStudent(table, school.id, student);
  if (youth === undefined) throw wrongEvent('student', 'Skolen har ingen elev med dette nummer.');
  if (on > copenhagen(ports.now()).date) throw wrongEvent('date', 'Dagen er ikke kommet endnu.');
  await noteAccess(ports, person, [youth], 'change', 'schoolEvent', requestId);
  const known = { ...event, youth };
  const result = await takeInEvent(table, school.id, known, ports.now(), person.id, eventDeliveryTo(ports));
  if (result.taken === 'idTaken') {
    throw wrongEvent('id', 'Nummeret hører til noget andet, I har meldt. Brug et nyt nummer.');
  }
  return result.delivered ? result.taken : 'undelivered';
}

function wrongEvent(path: string, message: string): Problem {
  return new Problem(422, 'invalid-input', 'Noget skal rettes', message, [{ path, message }]);
}
