/**
 * What stands on one's own page: the next meetings, one known face and the other adults, the plan in the youth's
 * version (R46), what we promised and whether we kept it (R16), and the notes one may see (R44). Guardians see the
 * meetings they are invited to and nothing else (R52).
 */
import { PERSONAL_ROLES, type StaffRole } from '../../contract/messages/vocabulary';
import { currentTerms, type Terms } from '../../records/agreements';
import { type AgreementRow, agreementsOf } from '../../records/meetings';
import { type Note, notesOf } from '../../records/notes';
import { type Staff, type Youth } from '../../records/people';
import { getPlan, type Plan } from '../../records/plan';
import { openPulse, type Pulse } from '../../records/pulses';
import { talkWish } from '../../records/talkWishes';
import { type WakeUp } from '../../records/wakeUps';
import { type TaskRow, tasksOfYouth } from '../../records/tasks';
import { logAccess } from '../../records/words';
import { type Instant } from '../../rules/clock';
import { dueDate } from '../../rules/dueDates';
import { type Colleagues, colleagues } from '../people';
import { type WebPorts } from '../ports';
import { currentWakeUp } from '../wakeUps';
import { ownMeetings, type OwnMeeting } from './meetings';
import { type OwnReader, readerName } from './session';

/** Who is the known face: whoever is closest to the youth. */
const FACES = ['contactPerson', 'coordinator', 'guidance', 'contactTeacher'] as const;

export interface OwnAdult {
  readonly staff: Staff;
  readonly role: StaffRole;
}

export interface OwnPage {
  readonly reader: OwnReader;
  /** What the page calls its owner by. */
  readonly name: string;
  readonly face?: OwnAdult;
  readonly adults: readonly OwnAdult[];
  readonly meetings: readonly OwnMeeting[];
  /** R53: we call back until then at the latest. */
  readonly callBy: Instant;
  /** A talk was asked for and has not been held. */
  readonly talkAsked: boolean;
  /** R28: another contact person was wished for, and the leader looks for one. */
  readonly wished: boolean;
  readonly people: Colleagues;
  /** The youth's alone: */
  readonly own?: {
    readonly plan: Plan;
    /** R16: what the municipality promised, the newest first. */
    readonly promises: readonly AgreementRow[];
    readonly notes: readonly Note[];
    /** R08: the question that waits for an answer. */
    readonly pulse?: Pulse;
    /** R41: what was agreed on about mornings. */
    readonly wakeUp?: WakeUp;
  };
}

/** So many of our promises are shown; older ones were spoken of long ago. */
const PROMISES = 6;

/** One's own page; the look is logged first (L10). */
export async function readOwnPage(ports: WebPorts, reader: OwnReader): Promise<OwnPage> {
  const { table, now } = ports;
  const { owner, youth } = reader;
  const access = { at: now(), by: readerName(owner), what: 'read', where: 'me' } as const;
  await logAccess(table, [youth.ref], access, ports.newId());
  const [people, meetings, tasks, terms, wish] = await Promise.all([
    colleagues(table),
    ownMeetings(ports, reader),
    tasksOfYouth(table, youth.ref),
    currentTerms(table, youth.school),
    talkWish(table, youth.ref),
  ]);
  const [face, ...adults] = adultsOf(youth, people);
  return {
    reader,
    name: nameOf(reader),
    ...(face && { face }),
    adults,
    meetings,
    callBy: callBy(tasks, wish?.at ?? now(), now(), terms),
    talkAsked: isTalkAsked(tasks, wish?.at),
    wished: tasks.some(
      ({ kind, rule, status }) => status === 'open' && kind === 'contact.assign' && rule === 'R28',
    ),
    people,
    ...(owner.guardian === undefined && { own: await ownParts(ports, youth) }),
  };
}

function nameOf({ owner: { guardian }, youth }: OwnReader): string {
  const name = guardian === undefined ? undefined : youth.guardians[guardian]?.name;
  return name?.split(' ')[0] ?? youth.firstName;
}

function adultsOf(youth: Youth, { byId }: Colleagues): OwnAdult[] {
  const roles = [...FACES, ...PERSONAL_ROLES.filter((role) => !FACES.includes(role))];
  return roles.flatMap((role) => {
    const staff = byId.get(youth.people[role] ?? '');
    return staff ? [{ staff, role }] : [];
  });
}

/** R53: by the task there is, or as its due date would be counted. */
function callBy(
  tasks: readonly TaskRow[],
  wished: Instant,
  now: Instant,
  { policy, closed }: Terms,
): Instant {
  const open = tasks.find(({ kind, status }) => kind === 'talk.requested' && status === 'open');
  if (open) return open.placement.due;
  const days = policy.ladders['talk.requested'][0]?.days ?? 1;
  const from = isTalkAsked(tasks, wished) ? wished : now;
  return dueDate(from, { days, kind: 'municipal', closed, closing: policy.deadlines.closing }).due;
}

/** Whether a talk is on its way: a task is open, or the journey has yet to make one of the wish. */
export function isTalkAsked(tasks: readonly TaskRow[], wishedAt: number | undefined): boolean {
  const talks = tasks.filter(({ kind }) => kind === 'talk.requested');
  if (talks.some(({ status }) => status === 'open')) return true;
  return wishedAt !== undefined && !talks.some(({ openedAt }) => openedAt >= wishedAt);
}

async function ownParts(ports: WebPorts, youth: Youth): Promise<NonNullable<OwnPage['own']>> {
  const { table, now } = ports;
  const { ref } = youth;
  const [plan, agreements, notes, pulse, wakeUp] = await Promise.all([
    getPlan(table, ref),
    agreementsOf(table, ref),
    notesOf(table, ref),
    openPulse(table, ref, now()),
    currentWakeUp(ports, youth),
  ]);
  return {
    plan,
    promises: agreements
      .filter(({ party }) => party === 'municipality')
      .reverse()
      .slice(0, PROMISES),
    notes: notes.filter(({ alsoFor }) => alsoFor.includes('youth')),
    ...(pulse && { pulse }),
    ...(wakeUp && { wakeUp }),
  };
}
