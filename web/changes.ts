/**
 * Changing what records know of a youth, the same for pages, API and CLI: logged before it is done (L10), done once
 * per request, and told to the youth's journey afterwards. A repetition tells again, and changes nothing more.
 */
import { type YouthRef } from '../contract/messages/ids';
import { type Person } from '../contract/ports/identity';
import { beginRequest, endRequest } from '../records/edgeRequests';
import { type Youth } from '../records/people';
import { type Instant } from '../rules/clock';
import { noteAccess } from './access';
import { type Action, may } from './authorization';
import { type WebPorts } from './ports';
import { forbidden } from './problem';
import { readYouth } from './youths';

/** Something to change of a youth. */
interface Change {
  /** What it is called in the log of accesses. */
  readonly where: string;
  readonly requestId: string;
  /** Writes it; `at` is when it was first asked for. Throws `Problem` to change nothing. */
  readonly write: (at: Instant) => Promise<void>;
  /** Tells the engine. */
  readonly tell: () => Promise<void>;
}

/** Changes a youth's data, once per request. */
export async function changeYouth(
  ports: WebPorts,
  person: Person,
  youth: YouthRef,
  { where, requestId, write, tell }: Change,
): Promise<void> {
  const { table } = ports;
  await noteAccess(ports, person, [youth], 'change', where, requestId);
  const { at, done } = await beginRequest(table, youth, requestId, ports.now());
  if (!done) {
    await write(at);
    await endRequest(table, youth, requestId, at);
  }
  await tell();
}

/**
 * A youth somebody may do this to. Throws `Problem`: 403 for roles that never may, 404 where the youth is not theirs
 * to see.
 */
export async function youthFor(
  ports: WebPorts,
  person: Person,
  ref: YouthRef,
  action: Action,
): Promise<Youth> {
  if (!may(person, action, 'list')) throw forbidden();
  const { youth, tasks } = await readYouth(ports, person, ref);
  if (!may(person, action, { youth, tasks })) throw forbidden();
  return youth;
}
