/**
 * What can come of a task (DESIGN, "Outcomes"), and what is wrong with an outcome. The check stands here, without
 * libraries, because the workflow's validator asks it too: a page can be bypassed, the workflow cannot.
 */
import {
  type Cause,
  CAUSES,
  type Channel,
  CHANNELS,
  type Remedy,
  REMEDIES,
  type StaffRole,
  type TaskKind,
} from './vocabulary';
import { type StaffRef } from './ids';

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
export type PlainOutcome = { readonly outcome: 'done' | 'notPossible' | 'declined' };

export type Outcome =
  FirstContactOutcome | ConversationOutcome | LeaderDecisionOutcome | AssignOutcome | PlainOutcome;

/** Which form of outcome a kind of task has. */
export type OutcomeForm = 'contact' | 'conversation' | 'decision' | 'assign' | 'plain';

const FORMS: Partial<Record<TaskKind, OutcomeForm>> = {
  'absence.firstContact': 'contact',
  'absence.parentCall': 'contact',
  'absence.conversation1': 'conversation',
  'absence.conversation2': 'conversation',
  'absence.parentMeeting': 'conversation',
  'absence.leaderDecision': 'decision',
  'coordinator.assign': 'assign',
  'contact.assign': 'assign',
};

export const outcomeForm = (kind: TaskKind): OutcomeForm => FORMS[kind] ?? 'plain';

/** The outcomes each form allows. */
export const OUTCOMES = {
  contact: ['reached', 'notReached', 'declined'],
  conversation: ['held', 'noShow', 'declined'],
  decision: ['support', 'noSolution'],
  assign: ['done', 'notPossible', 'declined'],
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
