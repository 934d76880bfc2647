/**
 * The life of an agreement (R07), the same for pages and API: its versions, what moving would change, and the move.
 */
import { type SchoolRef } from '../contract/messages/ids';
import { EngineBusyError, TaskRefusedError } from '../contract/ports/engine';
import { type Person } from '../contract/ports/identity';
import { defaultPolicy, InvalidPolicy, type Policy, readPolicy } from '../contract/schemas/policy';
import { type AgreementMove, whatMoves } from '../records/agreementMoves';
import { addAgreement, type AgreementVersion, reviewDue, versionsOf } from '../records/agreements';
import { allSchools, getSchool } from '../records/people';
import { copenhagen } from '../rules/clock';
import { type Difference, differences } from '../texts/policyWords';
import { noteAccess } from './access';
import { type Action, may, reach } from './authorization';
import { type WebPorts } from './ports';
import { forbidden, notFound, Problem } from './problem';
import { inQueues } from './queues';

/** The name of the agreement that covers youths at no school. */
export const MUNICIPAL = 'kommunen';

/**
 * Whose agreement a name means: a school's, or the municipality's. Throws `Problem` where there is none, or where it
 * is not this person's to read or move.
 */
export async function agreementNamed(
  { table }: WebPorts,
  person: Person,
  name: string,
  action: Extract<Action, `agreement.${string}`>,
): Promise<SchoolRef | undefined> {
  const school = name === MUNICIPAL ? undefined : name;
  const allowed =
    school === undefined ? reach(person.role, action) === 'all' : may(person, action, { school });
  if (!allowed) throw forbidden();
  if (school !== undefined && !(await getSchool(table, school))) throw notFound('Aftalen');
  return school;
}

/** A version and what it changed from the one before; undefined for the first. */
export interface ToldVersion extends AgreementVersion {
  readonly changes: readonly Difference[] | undefined;
}

/** All versions of its own, the newest first. */
export async function toldVersions(
  { table }: WebPorts,
  school: SchoolRef | undefined,
): Promise<ToldVersion[]> {
  const versions = await versionsOf(table, school);
  return versions.map((version, index) => {
    const before = versions[index + 1];
    return { ...version, changes: before && differences(before.policy, version.policy) };
  });
}

/** R07: since when the newest version is to be looked at again, where it is. */
export async function toBeReviewed(
  { table, now }: WebPorts,
  school: SchoolRef | undefined,
): Promise<string | undefined> {
  const [newest] = await versionsOf(table, school);
  return newest && reviewDue(newest, copenhagen(now()).date);
}

/** Names of the agreements that this person answers for and that are to be looked at again. */
export async function agreementsToReview(ports: WebPorts, person: Person): Promise<string[]> {
  if (reach(person.role, 'weeklyList.read') === 'none') return [];
  const schools = (await allSchools(ports.table)).filter(({ id }) =>
    may(person, 'agreement.read', { school: id }),
  );
  const names = [
    ...schools.map(({ id }) => id),
    ...(reach(person.role, 'agreement.read') === 'all' ? [MUNICIPAL] : []),
  ];
  const due = await Promise.all(
    names.map((name) => toBeReviewed(ports, name === MUNICIPAL ? undefined : name)),
  );
  return names.filter((_, index) => due[index] !== undefined);
}

/** Reads a new version as it was typed: what differs from the default agreement. Throws `Problem` with every mistake. */
export function readTyped(text: string): Policy {
  try {
    return readPolicy(text);
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
    const message = error.problems.map(({ path, message: what }) => `${path}: ${what}`).join('; ');
    throw new Problem(422, 'invalid-input', 'Noget skal rettes', message, [{ path: 'policy', message }]);
  }
}

/** Adds a version, in force for what begins from now on; its number. The same as the newest is noted as looked at again. */
export async function addVersion(
  { table, now }: WebPorts,
  person: Person,
  school: SchoolRef | undefined,
  policy: Policy,
): Promise<number> {
  return addAgreement(table, school, policy, { at: now(), by: person.id });
}

/** What a new version of this agreement has to say: the newest one's deviations from the default. */
export function deviations(policy: Policy): unknown {
  return without(policy, defaultPolicy());
}

/** What of a value another one does not have; undefined where they are the same. */
function without(value: unknown, other: unknown): unknown {
  if (JSON.stringify(value) === JSON.stringify(other)) return undefined;
  if (!isObject(value) || !isObject(other)) return value;
  const own = Object.entries(value).map(([key, part]) => [key, without(part, other[key])] as const);
  return Object.fromEntries(own.filter(([, part]) => part !== undefined));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What moving everything open to the newest version would change. Changes nothing, but is a look at youths (L10). */
export async function dryRun(
  ports: WebPorts,
  person: Person,
  school: SchoolRef | undefined,
): Promise<AgreementMove> {
  const move = await whatMoves(ports.table, school, ports.now());
  await noteAccess(
    ports,
    person,
    move.workflows.map(({ youth }) => youth),
    'read',
    'agreement-move',
  );
  return move;
}

/** What came of moving one workflow. */
export interface Moved {
  readonly workflowId: string;
  /** `ended`: it was over before it could be moved; `busy`: the engine did not answer, ask again; `failed`: it broke. */
  readonly result: 'moved' | 'ended' | 'busy' | 'failed';
}

/** Several workflows at once, one question each. */
const AT_ONCE = 5;

/** Moves everything open to the newest version. Asking again moves what is left, and changes nothing else. */
export async function moveAll(
  ports: WebPorts,
  person: Person,
  school: SchoolRef | undefined,
  requestId: string,
): Promise<{ readonly move: AgreementMove; readonly results: readonly Moved[] }> {
  const move = await whatMoves(ports.table, school, ports.now());
  const youths = move.workflows.map(({ youth }) => youth);
  // Logged before it is done (L10): a change that happened without its log entry could not be mended.
  await noteAccess(ports, person, youths, 'change', 'agreement-move', requestId);
  const args = { agreement: move.to, by: person.id, ...(school !== undefined && { school }) };
  const results = await inQueues(
    move.workflows,
    () => 'agreement',
    async ({ workflowId }): Promise<Moved> => {
      try {
        await ports.engine.moveAgreement(workflowId, args, `${requestId}/${workflowId}`);
        return { workflowId, result: 'moved' };
      } catch (error) {
        return { workflowId, result: resultOf(error) };
      }
    },
    AT_ONCE,
  );
  return { move, results };
}

function resultOf(error: unknown): Moved['result'] {
  if (error instanceof EngineBusyError) return 'busy';
  const ended = error instanceof TaskRefusedError && error.refusal === 'procedureClosed';
  return ended ? 'ended' : 'failed';
}
