/**
 * What can come of a task (DESIGN, "Outcomes"), and what is wrong with an outcome. The check stands here, without
 * libraries, because the workflow's validator asks it too: a page can be bypassed, the workflow cannot.
 */
import {
  type Cause,
  CAUSES,
  type Channel,
  CHANNELS,
  PARTIES,
  type Party,
  type Remedy,
  REMEDIES,
  STAFF_ROLES,
  type StaffRole,
  type TaskKind,
} from './vocabulary';
import { type StaffRef } from './ids';
import { isDate, type IsoDate } from '../../rules/calendar';

/** Milliseconds since 1970-01-01T00:00Z. */
type Instant = number;

/** R06: an agreed attendance target. The case closes when it is met. */
export interface Target {
  readonly maxUnlawfulDays: number;
  readonly withinSchoolDays: number;
}

export type FirstContactOutcome = {
  readonly outcome: 'reached' | 'notReached' | 'declined';
  readonly channel: Channel;
};
export type ConversationOutcome =
  | {
      readonly outcome: 'held';
      readonly cause: Cause;
      readonly remedy: Remedy;
      /** Left out: the agreement's own target. */
      readonly target?: Target;
    }
  | { readonly outcome: 'noShow' | 'declined' };
export type LeaderDecisionOutcome = { readonly outcome: 'support' | 'noSolution'; readonly remedy: Remedy };
export type AssignOutcome =
  { readonly outcome: 'done'; readonly person: StaffRef } | { readonly outcome: 'notPossible' | 'declined' };
/** R15: a time for a meeting, agreed. */
export type BookingOutcome =
  { readonly outcome: 'done'; readonly next: Instant } | { readonly outcome: 'notPossible' | 'declined' };

/** R16: what a meeting agreed on; the words stand in records, under the completion's own. */
export interface AgreementMade {
  readonly party: Party;
  /** Who sees to it, where it binds the municipality; left out: the coordinator. */
  readonly role?: StaffRole;
  readonly due: IsoDate;
}
/** R16: whether an earlier agreement was kept; those left out return on the next agenda. */
export interface AgreementVerdict {
  /** The agreement's id, as records give it. */
  readonly agreement: string;
  readonly kept: boolean;
}
export type MeetingOutcome =
  | {
      readonly outcome: 'held';
      /** R15: the next meeting is booked before this one is closed. */
      readonly next: Instant;
      readonly agreements?: readonly AgreementMade[];
      readonly earlier?: readonly AgreementVerdict[];
    }
  | { readonly outcome: 'moved'; readonly next: Instant }
  | { readonly outcome: 'noShow' | 'declined' };
/** R13, R26: a round's meeting was held; what was said of each youth is answered one by one before. */
export type RoundOutcome = { readonly outcome: 'held' };
export type PlainOutcome = { readonly outcome: 'done' | 'notPossible' | 'declined' };

export type Outcome =
  | FirstContactOutcome
  | ConversationOutcome
  | LeaderDecisionOutcome
  | AssignOutcome
  | BookingOutcome
  | MeetingOutcome
  | RoundOutcome
  | PlainOutcome;

/** Which form of outcome a kind of task has. */
export type OutcomeForm =
  'contact' | 'conversation' | 'decision' | 'assign' | 'booking' | 'meeting' | 'round' | 'plain';

const FORMS: Partial<Record<TaskKind, OutcomeForm>> = {
  'absence.firstContact': 'contact',
  'absence.parentCall': 'contact',
  'dropout.contact': 'contact',
  'newcomer.contact': 'contact',
  'absence.conversation1': 'conversation',
  'absence.conversation2': 'conversation',
  'absence.parentMeeting': 'conversation',
  'absence.leaderDecision': 'decision',
  'coordinator.assign': 'assign',
  'contact.assign': 'assign',
  'family.book': 'booking',
  'family.meeting': 'meeting',
  'progress.meeting': 'round',
  'prognosis.meeting': 'round',
};

/** Kinds of task that are about a meeting, beside the conversations: a time can be agreed for them. */
const MEETINGS: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'family.book',
  'family.meeting',
  'transition.conference',
  'contact.handover',
  'progress.meeting',
  'prognosis.meeting',
  'network.conference',
  'placement.visit',
  'placement.start',
  'programme.talk',
  'programme.visit',
]);
export const isBookable = (kind: TaskKind): boolean =>
  outcomeForm(kind) === 'conversation' || MEETINGS.has(kind);

export const outcomeForm = (kind: TaskKind): OutcomeForm => FORMS[kind] ?? 'plain';

/** The outcomes each form allows. */
export const OUTCOMES = {
  contact: ['reached', 'notReached', 'declined'],
  conversation: ['held', 'noShow', 'declined'],
  decision: ['support', 'noSolution'],
  assign: ['done', 'notPossible', 'declined'],
  booking: ['done', 'notPossible', 'declined'],
  meeting: ['held', 'noShow', 'moved', 'declined'],
  round: ['held'],
  plain: ['done', 'notPossible', 'declined'],
} as const satisfies Record<OutcomeForm, readonly string[]>;

/** The bounds of an attendance target a person may agree on (R06). */
export const TARGET_BOUNDS = { maxUnlawfulDays: [0, 20], withinSchoolDays: [5, 60] } as const;

/** What is wrong with an outcome: the field, and the values it may have (or the bounds, for a number). */
export interface OutcomeProblem {
  readonly field: string;
  readonly allowed: readonly (string | number)[];
}

/** The first problem of an outcome for this kind of task; undefined when it can be carried out (R05, R06). */
export function outcomeProblem(
  kind: TaskKind,
  outcome: Readonly<Record<string, unknown>>,
): OutcomeProblem | undefined {
  const form = outcomeForm(kind);
  const oneOf = (field: string, allowed: readonly string[]): OutcomeProblem | undefined =>
    allowed.includes(String(outcome[field])) ? undefined : { field, allowed };
  const wrong = oneOf('outcome', OUTCOMES[form]);
  if (wrong) return wrong;
  if (form === 'contact') return oneOf('channel', CHANNELS);
  if (form === 'decision') return oneOf('remedy', REMEDIES);
  if (form === 'conversation' && outcome.outcome === 'held') {
    return oneOf('cause', CAUSES) ?? oneOf('remedy', REMEDIES) ?? targetProblem(outcome.target);
  }
  if (form === 'assign' && outcome.outcome === 'done' && !outcome.person)
    return { field: 'person', allowed: [] };
  if (form === 'booking' && outcome.outcome === 'done') return timeProblem(outcome.next);
  if (form === 'meeting' && outcome.outcome === 'moved') return timeProblem(outcome.next);
  if (form === 'meeting' && outcome.outcome === 'held') {
    return timeProblem(outcome.next) ?? agreementProblem(outcome.agreements);
  }
  return undefined;
}

/** R15: without the next time a meeting is not closed. */
function timeProblem(next: unknown): OutcomeProblem | undefined {
  return Number.isInteger(next) ? undefined : { field: 'next', allowed: [] };
}

/** R16: each agreement binds a party by a date. */
function agreementProblem(agreements: unknown = []): OutcomeProblem | undefined {
  if (!Array.isArray(agreements)) return { field: 'agreements', allowed: [] };
  for (const [index, made] of (agreements as Partial<AgreementMade>[]).entries()) {
    const field = (name: string): string => `agreements.${String(index)}.${name}`;
    const { party, role, due } = made;
    if (!PARTIES.some((known) => known === party)) return { field: field('party'), allowed: PARTIES };
    if (role !== undefined && !STAFF_ROLES.includes(role))
      return { field: field('role'), allowed: STAFF_ROLES };
    if (due === undefined || !isDate(due)) return { field: field('due'), allowed: [] };
  }
  return undefined;
}

function targetProblem(target: unknown): OutcomeProblem | undefined {
  if (target === undefined) return undefined;
  for (const [name, [low, high]] of Object.entries(TARGET_BOUNDS)) {
    const value = (target as Record<string, unknown> | null)?.[name];
    if (!Number.isInteger(value) || Number(value) < low || Number(value) > high) {
      return { field: `target.${name}`, allowed: [low, high] };
    }
  }
  return undefined;
}

/** R10: who sees to a measure, by the remedy it carries out. */
export type MeasureOwners = Readonly<Partial<Record<Remedy, StaffRole>>>;
