/**
 * The one place that makes ids. Workflow ids hold opaque references only (L9): `journey/y7k2m`.
 */

/** Opaque reference of a youth: `y` and lower-case letters and digits. */
export type YouthRef = string;
/** Reference of a staff member, as the municipality names them: `coordinator-01`. */
export type StaffRef = string;
/** Whoever does something: a member of staff, or the youth. */
export type PersonRef = string;
/** Reference of a school: `FGU-NORD`. */
export type SchoolRef = string;
/** A unit: everybody with a role, at one school or in the municipality: `unit:network`, `unit:schoolLeader:FGU-NORD`. */
export type UnitRef = string;
/** Who a task is with: a {@link StaffRef} or a {@link UnitRef}. */
export type Assignee = string;

/** Reference of an offer, a place to be (R35): `VAERKSTED-1`. */
export type OfferRef = string;

/** The queue all workflows and activities of a municipality run on. */
export const TASK_QUEUE = 'roed-traad';

export const journeyId = (youth: YouthRef): string => `journey/${youth}`;
export const procedureId = (procedure: string, youth: YouthRef, n: number): string =>
  `${procedure}/${youth}/${String(n)}`;
export const absenceCaseId = (youth: YouthRef, n: number): string => procedureId('absenceCase', youth, n);
export const schoolFeedId = (school: SchoolRef): string => `schoolFeed/${school}`;
export const DISPATCH_ID = 'dispatch';
/** R13: one per school and quarter, `progressionRound/FGU-NORD/2026-4`. */
export const progressionRoundId = (school: SchoolRef, quarter: string): string =>
  `progressionRound/${school}/${quarter}`;
/** R26: one per half-year, `prognosisRound/2026-2`. */
export const prognosisRoundId = (half: string): string => `prognosisRound/${half}`;
/** R21: one per conference with cases, `networkConference/2026-11-26`. */
export const networkConferenceId = (date: string): string => `networkConference/${date}`;
/** R35: the places of one offer, shared by all youths. */
export const capacityId = (offer: OfferRef): string => `capacity/${offer}`;
/** Somebody stops working here: what is theirs goes to their leader. */
export const staffLeaveId = (staff: StaffRef): string => `staffLeave/${staff}`;
/** The one workflow that starts what recurs for everybody: rounds and conferences. */
export const YEAR_WHEEL_ID = 'yearWheel';

/** `absenceCase/y7k2m/1` and 3 → `absenceCase.y7k2m.1.3`, which stands in addresses unescaped. */
export function taskId(workflowId: string, n: number): string {
  return `${workflowId.replaceAll('/', '.')}.${String(n)}`;
}

const TASK_ID =
  /^((?:journey|absenceCase|schoolFeed|familyMeeting|transitionConference|contactPersonHandover|dropoutOutreach|newcomerContact|referral|notification|wellbeingPulse|placement|programme|progressionRound|prognosisRound|networkConference|staffLeave)\.[\w.-]+)\.(\d{1,6})$/;

/** The workflow that holds the task, and the task's number in it; undefined when the text is no task id. */
export function parseTaskId(id: string): { workflowId: string; n: number } | undefined {
  const match = TASK_ID.exec(id);
  if (!match?.[1]) return undefined;
  return { workflowId: match[1].replaceAll('.', '/'), n: Number(match[2]) };
}

/** `progressionRound/FGU-NORD/2026-4` → `progressionRound.FGU-NORD.2026-4`, which stands in addresses unescaped. */
export const roundName = (roundId: string): string => roundId.replaceAll('/', '.');

const ROUND_NAME = /^(?:progressionRound\.[\w-]+|prognosisRound|networkConference)\.[\d-]+$/;

/** The round with this name; undefined when the text is none. */
export function parseRoundName(name: string): string | undefined {
  return ROUND_NAME.test(name) ? name.replaceAll('.', '/') : undefined;
}

/** The unit of everybody with a role; `school` for roles that work at one. */
export function unitRef(role: string, school?: SchoolRef): UnitRef {
  return school === undefined ? `unit:${role}` : `unit:${role}:${school}`;
}

export const isUnit = (assignee: Assignee): assignee is UnitRef => assignee.startsWith('unit:');
