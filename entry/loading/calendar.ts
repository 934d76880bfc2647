/**
 * `kalender.json`: the closed periods of the municipality and of each school, and what kind of school it is.
 */
import { z } from 'zod';
import { type SchoolKind, SCHOOL_KINDS } from '../../contract/messages/vocabulary';
import { period } from '../../contract/schemas/policy';
import { describeProblems } from '../../contract/schemas/problems';
import { type Period } from '../../rules/calendar';
import { isId } from './cells';
import { type LoadProblem } from './problems';

export interface LoadedSchool {
  readonly id: string;
  readonly kind: SchoolKind;
  readonly closed: readonly Period[];
}

const SCHOOL_ID_MESSAGE = 'navnet må kun have bogstaver fra a til z, tal, bindestreg og understreg';

const calendarFile = z.strictObject({
  municipality: z.strictObject({ closed: z.array(period) }),
  schools: z.record(
    z.string(),
    z.strictObject({ closed: z.array(period), kind: z.enum(SCHOOL_KINDS).default('fgu') }),
  ),
});

/** Reads the file; undefined, with every problem noted, when it cannot be used. */
export function readCalendar(
  file: string,
  bytes: Uint8Array,
  problems: LoadProblem[],
): { closed: readonly Period[]; schools: readonly LoadedSchool[] } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    problems.push({ file, message: 'filen er ikke gyldig JSON i UTF-8' });
    return undefined;
  }
  const { data, error } = calendarFile.safeParse(json, { reportInput: true });
  if (error) {
    problems.push(...describeProblems(error).map(({ path, message }) => ({ file, field: path, message })));
    return undefined;
  }
  for (const id of Object.keys(data.schools)) {
    if (!isId(id)) problems.push({ file, field: `schools.${id}`, message: SCHOOL_ID_MESSAGE });
  }
  return {
    closed: data.municipality.closed,
    schools: Object.entries(data.schools).map(([id, school]) => ({ id, ...school })),
  };
}
