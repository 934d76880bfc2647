/**
 * Taking in a school's absence: each record is judged by itself, the good ones are taken in, and each gets its
 * answer (R01, DESIGN "Taking in").
 */
import { type z } from 'zod';
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { MAX_RECORDS, type ReadRecord, type RecordProblem } from '../contract/schemas/absences';
import { type absenceAnswer } from '../contract/schemas/answers/schools';
import { type KnownRecord, type Taken, takeIn } from '../records/absences';
import { findStudent, type School } from '../records/people';
import { copenhagen } from '../rules/clock';
import { noteAccess } from './access';
import { deliveryTo } from './delivery';
import { type WebPorts } from './ports';
import { Problem } from './problem';
import { dayProblem } from './schoolDays';

/** A record as it came in, and the row it stands in. */
export interface Incoming {
  readonly row: number;
  /** Its id, as far as it has one. */
  readonly id: string | undefined;
  readonly read: ReadRecord | RecordProblem;
}

export type AbsenceAnswer = z.output<typeof absenceAnswer>;
type Result = AbsenceAnswer['records'][number];

/** What the columns are called where this came from: fields of JSON, headings of a file. */
export type ColumnName = (field: 'id' | 'student' | 'date') => string;

/**
 * Takes in the records of one request. Throws a {@link Problem} when there are too many, and when none could be
 * taken in; that one carries the same members as the answer.
 */
export async function takeInRecords(
  ports: WebPorts,
  person: Person,
  school: School,
  incoming: readonly Incoming[],
  columnName: ColumnName,
  requestId: string,
): Promise<AbsenceAnswer> {
  if (incoming.length > MAX_RECORDS) throw tooMany(incoming.length);
  const judged = await judge(ports, school, incoming, columnName);
  const known = judged.flatMap(({ record }, index) => (record ? [{ record, index }] : []));
  const { taken, undelivered } = await takeInRounds(ports, person, school, known, requestId);
  const records = incoming.map(({ row, id }, index): Result => {
    const problem = judged[index]?.problem ?? idTaken(taken.get(index), columnName);
    return {
      row,
      ...(id !== undefined && { id }),
      ...(problem ? { status: 'rejected', problem } : { status: statusOf(taken.get(index)) }),
    };
  });
  const count = (status: Result['status']): number => records.filter((one) => one.status === status).length;
  const answer: AbsenceAnswer = {
    accepted: count('accepted'),
    corrected: count('corrected'),
    duplicates: count('duplicate'),
    rejected: count('rejected'),
    ...(undelivered > 0 && { undelivered }),
    records,
  };
  if (records.length > 0 && answer.rejected === records.length) throw allRejected(answer);
  return answer;
}

const statusOf = (taken: Taken | undefined): Result['status'] =>
  taken === 'accepted' || taken === 'corrected' ? taken : 'duplicate';

function idTaken(taken: Taken | undefined, columnName: ColumnName): RecordProblem | undefined {
  return taken === 'idTaken'
    ? {
        code: 'id-taken',
        column: columnName('id'),
        message: 'nummeret hører til en anden elev eller en anden dag. Brug et nyt nummer',
      }
    : undefined;
}

/** A record that can be taken in, or what is wrong with it. */
export interface Judged {
  readonly record?: KnownRecord;
  readonly problem?: RecordProblem;
}

/** Each record with its youth, or what is wrong with it – the first problem by column. Nothing is taken in. */
export async function judge(
  ports: WebPorts,
  school: School,
  incoming: readonly Incoming[],
  columnName: ColumnName,
): Promise<Judged[]> {
  const today = copenhagen(ports.now()).date;
  const students = new Set(incoming.flatMap(({ read }) => ('code' in read ? [] : [read.student])));
  const youths = new Map<string, YouthRef | undefined>();
  await Promise.all(
    [...students].map(async (student) =>
      youths.set(student, await findStudent(ports.table, school.id, student)),
    ),
  );
  return incoming.map(({ read }): Judged => {
    if ('code' in read) return { problem: read };
    const youth = youths.get(read.student);
    if (youth === undefined) {
      const message = `skolen har ingen elev med dette nummer (der står "${read.student}")`;
      return { problem: { code: 'unknown-student', column: columnName('student'), message } };
    }
    const wrongDay = dayProblem(read.date, today, school);
    if (wrongDay) return { problem: { ...wrongDay, column: columnName('date') } };
    return { record: { ...read, youth } };
  });
}

interface Known {
  readonly record: KnownRecord;
  readonly index: number;
}

/**
 * Takes in by rounds: records of different students are worked on side by side, so that a second student's use of an
 * id waits until the first has it – which of them keeps it follows from their order and from nothing else.
 */
async function takeInRounds(
  ports: WebPorts,
  person: Person,
  school: School,
  known: readonly Known[],
  requestId: string,
): Promise<{ taken: Map<number, Taken>; undelivered: number }> {
  const { table } = ports;
  const at = ports.now();
  const taken = new Map<number, Taken>();
  let undelivered = 0;
  await noteAccess(
    ports,
    person,
    known.map(({ record }) => record.youth),
    'change',
    'absences',
    requestId,
  );
  for (const round of rounds(known)) {
    const records = round.map(({ record }) => record);
    const result = await takeIn(table, school.id, records, at, requestId, deliveryTo(ports));
    result.taken.forEach((one, place) => {
      const index = round[place]?.index;
      if (index !== undefined) taken.set(index, one);
    });
    undelivered += result.undelivered;
  }
  return { taken, undelivered };
}

function rounds(known: readonly Known[]): Known[][] {
  const studentsById = new Map<string, string[]>();
  const inRounds: Known[][] = [];
  for (const one of known) {
    const { id, student } = one.record;
    const users = studentsById.get(id) ?? [];
    if (!users.includes(student)) users.push(student);
    studentsById.set(id, users);
    (inRounds[users.indexOf(student)] ??= []).push(one);
  }
  return inRounds;
}

function tooMany(count: number): Problem {
  const message = `må højst have ${String(MAX_RECORDS)} registreringer (der er ${String(count)})`;
  return new Problem(
    422,
    'too-many-records',
    'For mange på én gang',
    `Der er ${String(count)} registreringer, og der må højst være ${String(MAX_RECORDS)}. Intet er taget ind. Del dem op.`,
    [{ path: 'records', message }],
  );
}

function allRejected(answer: AbsenceAnswer): Problem {
  return new Problem(
    422,
    'all-rejected',
    'Intet er taget ind',
    'Der var fejl i dem alle. Se ved hver, hvad der er galt.',
    [],
    { ...answer },
  );
}
