/**
 * Somebody leaves: on the day after their last, what is theirs goes to their leader as one task, which is done when all
 * of it has somebody new. The same for pages, API and CLI.
 */
import { type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type PersonalRole } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { latestAgreement } from '../records/agreements';
import { type Left, leftOf } from '../records/leaving';
import { putStaff, type Staff } from '../records/people';
import { type TaskRow } from '../records/tasks';
import { type IsoDate } from '../rules/calendar';
import { copenhagen } from '../rules/clock';
import { AWAY } from '../texts/pagesAway';
import { noteAccess } from './access';
import { may } from './authorization';
import { colleagueFor } from './away';
import { act, readTask } from './deeds';
import { type WebPorts } from './ports';
import { forbidden, invalidInput, notFound, Problem } from './problem';
import { inQueues } from './queues';
import { giveRole } from './youthPeople';

/** Says which day is somebody's last, or that they stay. Throws `Problem`. */
export async function setLeaving(
  ports: WebPorts,
  person: Person,
  id: StaffRef,
  lastDay: IsoDate | undefined,
): Promise<void> {
  const { lastDay: _, ...staff } = await colleagueFor(ports, person, id, 'leaving.set');
  if (lastDay !== undefined && lastDay < copenhagen(ports.now()).date) {
    throw invalidInput([{ path: 'lastDay', message: AWAY.lastDayPast }]);
  }
  await putStaff(ports.table, { ...staff, ...(lastDay !== undefined && { lastDay }) });
  const agreement = await latestAgreement(ports.table, staff.school);
  await ports.engine.staffLeaving({
    staff: id,
    agreement,
    ...(staff.school !== undefined && { school: staff.school }),
  });
}

/** Who gets what. */
export interface HandOver {
  readonly tasks: readonly { readonly task: string; readonly to: StaffRef }[];
  readonly roles: readonly { readonly youth: YouthRef; readonly role: PersonalRole; readonly to: StaffRef }[];
}

/** What became of one of them. */
export interface HandedOver {
  readonly task?: string;
  readonly youth?: YouthRef;
  readonly role?: PersonalRole;
  readonly problem?: string;
}

/** The task that says somebody has left, for whoever may carry it out, with what is left of it. Throws `Problem`. */
export async function leaverTask(
  ports: WebPorts,
  person: Person,
  id: string,
): Promise<{ readonly task: TaskRow; readonly staff: StaffRef; readonly left: Left }> {
  const task = await readTask(ports, person, id);
  if (task.kind !== 'staff.left') throw notFound('Opgaven');
  if (!may(person, 'task.act', { task })) throw forbidden();
  const staff = String(task.reason.staff);
  return { task, staff, left: await leftOf(ports.table, staff) };
}

/**
 * Gives tasks and roles to others; what cannot be given is told, and the rest is done. When nothing is left the task is
 * done, too. Throws `Problem`.
 */
export async function handOver(
  ports: WebPorts,
  person: Person,
  id: string,
  wish: HandOver,
  requestId: string,
): Promise<{ readonly results: readonly HandedOver[]; readonly left: Left }> {
  const { task, staff, left } = await leaverTask(ports, person, id);
  await noteAccess(ports, person, youthsIn(left), 'change', 'handOver', requestId);
  const tasks = await inQueues(
    wish.tasks,
    ({ task: one }) => one.split('.').slice(0, -1).join('.'),
    async ({ task: one, to }): Promise<HandedOver> => {
      const known = left.tasks.find((row) => row.id === one);
      const problem = await problemOf(known, () =>
        act(ports, person, one, 'reassignTask', { to }, `${requestId}.${one}`),
      );
      return { task: one, ...problem };
    },
  );
  const roles = await inQueues(
    wish.roles,
    ({ youth }) => youth,
    async ({ youth, role, to }): Promise<HandedOver> => {
      const known = left.roles.find((one) => one.youth.ref === youth && one.role === role);
      const problem = await problemOf(
        known,
        async () => known && giveRole(ports, person, known.youth, role, to, `${requestId}.${youth}.${role}`),
      );
      return { youth, role, ...problem };
    },
    1,
  );
  const still = await leftOf(ports.table, staff);
  if (still.tasks.length + still.roles.length === 0 && task.status === 'open') {
    await act(ports, person, id, 'completeTask', { outcome: { outcome: 'done' } }, `${requestId}.done`);
  }
  return { results: [...tasks, ...roles], left: still };
}

export const youthsIn = ({ tasks, roles }: Left): YouthRef[] => [
  ...tasks.flatMap(({ youth }) => youth ?? []),
  ...roles.map(({ youth }) => youth.ref),
];

/** Why it could not be done; nothing when it was. */
async function problemOf(known: unknown, work: () => Promise<unknown>): Promise<{ problem?: string }> {
  if (known === undefined) return { problem: AWAY.notTheirs };
  try {
    await work();
    return {};
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: error.detail };
  }
}

/** Who can take over a role for a youth, or a task: colleagues of the same role, at the same school where it is a school's. */
export function successors(all: readonly Staff[], staff: Pick<Staff, 'id' | 'role' | 'school'>): Staff[] {
  return all.filter(
    (other) =>
      !other.left && other.id !== staff.id && other.role === staff.role && other.school === staff.school,
  );
}
