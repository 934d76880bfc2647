/**
 * A meeting with a youth before it is held: what it is about, who comes, which times suit, and which meetings could be
 * one – the same for pages, API and CLI. Municipal roles only (R43).
 */
import { isBookable } from '../contract/messages/outcomes';
import { type StaffRef } from '../contract/messages/ids';
import { type TaskKind } from '../contract/messages/vocabulary';
import { type Person } from '../contract/ports/identity';
import { type Policy } from '../contract/schemas/policy';
import { type Agenda, changeAgenda, getAgenda, type Invitees } from '../records/agendas';
import { currentTerms, type Terms } from '../records/agreements';
import { type AgreementRow, agreementsOf } from '../records/meetings';
import { getStaff, type Youth } from '../records/people';
import { getPlan, overdueSubGoals, type SubGoal } from '../records/plan';
import { type TaskRow } from '../records/tasks';
import { addWorkingDays, ageOn, type IsoDate } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import {
  type Attendance,
  invitationProblem,
  type InvitationWarning,
  invitationWarnings,
} from '../rules/participants';
import { lix } from '../rules/readability';
import { timing } from '../rules/suggestedTimes';
import { agendaText } from '../texts/agenda';
import { AGENDA_HARD, INVITATION_PROBLEMS, INVITATION_WARNINGS, TIMING_TEXTS } from '../texts/plan';
import { isSchoolRole, may } from './authorization';
import { changeYouth, youthFor } from './changes';
import { readTask } from './deeds';
import { type Colleagues, colleagues, mayHearFromUs } from './people';
import { checkReadable } from './plan';
import { type WebPorts } from './ports';
import { forbidden, notFound, Problem } from './problem';

/** Kinds of task that are a meeting with one youth, or find the time for one. */
const WITH_ONE_YOUTH: readonly TaskKind[] = [
  'family.book',
  'family.meeting',
  'transition.conference',
  'contact.handover',
  'absence.conversation1',
  'absence.conversation2',
];

export const isMeeting = ({ kind }: Pick<TaskRow, 'kind'>): boolean =>
  isBookable(kind) && WITH_ONE_YOUTH.includes(kind);

/** A meeting as its agenda and times are made from. */
export interface Meeting {
  readonly task: TaskRow;
  readonly youth: Youth;
  readonly terms: Terms;
}

/** A meeting somebody may see; throws `Problem` 403 or 404, also for tasks that are no meeting with a youth. */
export async function meetingFor(
  ports: WebPorts,
  person: Person,
  id: string,
  action: 'meeting.read' | 'meeting.prepare',
): Promise<Meeting> {
  if (!may(person, action, 'list')) throw forbidden();
  const task = await readTask(ports, person, id);
  if (task.youth === undefined || !isMeeting(task)) throw notFound('Mødet');
  const youth = await youthFor(ports, person, task.youth, action);
  return { task, youth, terms: await currentTerms(ports.table, youth.school) };
}

/** Everything a meeting's agenda holds. */
export interface AgendaView {
  readonly task: TaskRow;
  readonly agenda: Agenda;
  readonly invited: Invitees;
  /** R40: the last day the youth ought to get it, where a time is agreed. */
  readonly readyBy: IsoDate | undefined;
  readonly purpose: Agenda['purpose'] | undefined;
  readonly warnings: readonly InvitationWarning[];
  readonly timing: ReturnType<typeof timing>;
  /** R12 and R16: what comes back. */
  readonly overdueSubGoals: readonly SubGoal[];
  readonly earlier: readonly AgreementRow[];
  readonly asYouthSees: string;
  readonly lix: number;
  readonly maxLix: number;
  readonly people: Colleagues;
}

/** A meeting's agenda. Throws `Problem`. */
export async function readAgenda(ports: WebPorts, person: Person, id: string): Promise<AgendaView> {
  return agendaOf(ports, await meetingFor(ports, person, id, 'meeting.read'));
}

/** A meeting's agenda, for whoever has been found to be allowed to see it. */
export async function agendaOf(ports: WebPorts, { task, youth, terms }: Meeting): Promise<AgendaView> {
  const { table } = ports;
  const [agenda, plan, agreements, people] = await Promise.all([
    getAgenda(table, youth.ref, task.workflowId),
    getPlan(table, youth.ref),
    agreementsOf(table, youth.ref),
    colleagues(table),
  ]);
  const { meeting } = task;
  const day = copenhagen(meeting ?? ports.now()).date;
  const invited = agenda.invited ?? usualInvitees(task, youth, meeting ?? ports.now(), people);
  const purpose = agenda.purpose ?? plan.purpose;
  const late = overdueSubGoals(plan, day);
  const earlier = agreements.filter(({ kept }) => kept === undefined);
  const asYouthSees = agendaText({
    firstName: youth.firstName,
    at: meeting,
    place: agenda.place,
    people: [
      ...invited.staff.map((staff) => people.nameOf(staff)),
      ...(invited.guardians ? youth.guardians.map(({ name }) => name) : []),
    ],
    supportPerson: agenda.supportPerson,
    purpose: purpose?.text,
    points: agenda.points,
    late: late.map(({ text }) => text),
    agreed: earlier,
  });
  const { policy, closed } = terms;
  return {
    task,
    agenda,
    invited,
    readyBy:
      meeting === undefined
        ? undefined
        : addWorkingDays(day, -policy.meetings.agendaDays, 'municipal', closed),
    purpose,
    warnings: invitationWarnings(
      { ...invited, professionals: invited.staff.length },
      attendance(youth, meeting ?? ports.now(), policy),
    ),
    timing: meeting === undefined ? 'inside' : timing(meeting, task.window),
    overdueSubGoals: late,
    earlier,
    asYouthSees,
    lix: Math.round(lix(asYouthSees)),
    maxLix: policy.plan.lix,
    people,
  };
}

/** What to think about before the meeting, in Danish. */
export function agendaWarnings({ warnings, timing: when, lix: found, maxLix }: AgendaView): string[] {
  return [
    ...warnings.map((warning) => INVITATION_WARNINGS[warning]),
    ...(when === 'inside' ? [] : [TIMING_TEXTS[when]]),
    ...(found > maxLix ? [AGENDA_HARD] : []),
  ];
}

/** Who comes until somebody has chosen: the youth, the family where they may hear of it, and whoever has the task. */
function usualInvitees(task: TaskRow, youth: Youth, at: Instant, { byId }: Colleagues): Invitees {
  const { assignee } = task.placement;
  return {
    youth: true,
    guardians: youth.guardians.length > 0 && mayHearFromUs(youth, at).guardians,
    staff: byId.has(assignee) ? [assignee] : [],
    consented: false,
  };
}

/** R18, R52: judged on the day of the meeting, so that a birthday before it counts. */
function attendance(youth: Youth, at: Instant, { meetings }: Pick<Policy, 'meetings'>): Attendance {
  return {
    age: ageOn(youth.born, copenhagen(at).date),
    hasGuardians: youth.guardians.length > 0,
    guardiansMayHear: mayHearFromUs(youth, at).guardians,
    maxProfessionals: meetings.maxProfessionals,
  };
}

/** What is to be written in an agenda. */
export interface AgendaWish extends Omit<Partial<Agenda>, 'version' | 'points'> {
  readonly point?: { readonly by: 'youth' | 'family' | 'staff'; readonly text: string };
}

/** Writes in a meeting's agenda; answers it as it then is. Throws `Problem`. */
export async function writeAgenda(
  ports: WebPorts,
  person: Person,
  id: string,
  { point, ...fields }: AgendaWish,
  requestId: string,
): Promise<AgendaView> {
  const meeting = await meetingFor(ports, person, id, 'meeting.prepare');
  const { task, youth, terms } = meeting;
  if (fields.invited) await checkInvited(ports, fields.invited, meeting);
  if (point?.by === 'staff') checkReadable('text', point.text, terms.policy.plan.lix);
  await changeYouth(ports, person, youth.ref, {
    where: 'agenda',
    requestId,
    write: (at) =>
      changeAgenda(ports.table, youth.ref, task.workflowId, (agenda) => ({
        ...agenda,
        ...fields,
        points:
          point === undefined || agenda.points.some(({ request }) => request === requestId)
            ? agenda.points
            : [...agenda.points, { ...point, notedBy: person.id, at, request: requestId }],
      })),
    tell: () => Promise.resolve(),
  });
  return agendaOf(ports, meeting);
}

async function checkInvited(
  ports: WebPorts,
  invited: Invitees,
  { task, youth, terms }: Meeting,
): Promise<void> {
  const unknown = await findUnknown(ports, invited.staff, youth);
  const why = invitationProblem(
    { ...invited, professionals: invited.staff.length },
    attendance(youth, task.meeting ?? ports.now(), terms.policy),
  );
  const [path, message] =
    unknown === undefined
      ? ['invited', why && INVITATION_PROBLEMS[why]]
      : ['invited.staff', `"${unknown}" arbejder ikke her eller på den unges skole`];
  if (message === undefined) return;
  throw new Problem(422, 'not-invited-so', 'Mødet kan ikke holdes sådan', message, [{ path, message }]);
}

/** R43: nobody from another school. */
async function findUnknown(
  { table }: WebPorts,
  staff: readonly StaffRef[],
  youth: Youth,
): Promise<StaffRef | undefined> {
  for (const id of staff) {
    const found = await getStaff(table, id);
    if (!found || (isSchoolRole(found.role) && found.school !== youth.school)) return id;
  }
  return undefined;
}
