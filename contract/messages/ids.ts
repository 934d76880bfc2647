/**
 * The one place that makes ids. Workflow ids hold opaque references only (L9): `journey/y7k2m`.
 */

/** Opaque reference of a youth: `y` and lower-case letters and digits. */
export type YouthRef = string;
/** Reference of a staff member, as the municipality names them: `coordinator-01`. */
export type StaffRef = string;
/** Reference of a school: `FGU-NORD`. */
export type SchoolRef = string;
/** A unit: everybody with a role, at one school or in the municipality: `unit:network`, `unit:schoolLeader:FGU-NORD`. */
export type UnitRef = string;
/** Who a task is with: a {@link StaffRef} or a {@link UnitRef}. */
export type Assignee = string;

/** The queue all workflows and activities of a municipality run on. */
export const TASK_QUEUE = 'roed-traad';

export const journeyId = (youth: YouthRef): string => `journey/${youth}`;
export const absenceCaseId = (youth: YouthRef, n: number): string => `absenceCase/${youth}/${String(n)}`;
export const schoolFeedId = (school: SchoolRef): string => `schoolFeed/${school}`;
export const DISPATCH_ID = 'dispatch';

/** `absenceCase/y7k2m/1` and 3 → `absenceCase.y7k2m.1.3`, which stands in addresses unescaped. */
export function taskId(workflowId: string, n: number): string {
  return `${workflowId.replaceAll('/', '.')}.${String(n)}`;
}

/** The workflow that holds the task, and the task's number in it; undefined when the text is no task id. */
export function parseTaskId(id: string): { workflowId: string; n: number } | undefined {
  const match = /^((?:journey|absenceCase|schoolFeed)\.[\w.-]+)\.(\d{1,6})$/.exec(id);
  if (!match?.[1]) return undefined;
  return { workflowId: match[1].replaceAll('.', '/'), n: Number(match[2]) };
}

/** The unit of everybody with a role; `school` for roles that work at one. */
export function unitRef(role: string, school?: SchoolRef): UnitRef {
  return school === undefined ? `unit:${role}` : `unit:${role}:${school}`;
}

export const isUnit = (assignee: Assignee): assignee is UnitRef => assignee.startsWith('unit:');
