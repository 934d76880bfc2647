/**
 * Rounds: one meeting about many youths – the school's progression (R13), the municipality's prognosis (R26), the
 * network's conference (R21). What is answered about each youth, and what is wrong with an answer; the round's own
 * validator asks it again, because a page can be bypassed and a workflow cannot.
 */
import { defineUpdate } from '@temporalio/workflow';
import { isDate, type IsoDate } from '../../rules/calendar';
import { type Origin } from './effects';
import { type StaffRef, type YouthRef } from './ids';
import { type OutcomeProblem } from './outcomes';
import { type FollowUpsState } from './procedures';
import { type ExtensionCriterion, type Need, NEEDS, STAFF_ROLES, type StaffRole } from './vocabulary';

type Instant = number;

/** The rounds there are; each is the type of its workflow. */
export type RoundKind = 'progressionRound' | 'prognosisRound' | 'networkConference';

/** R20: what in the organisation stands in the way. */
export const OBSTACLES = [
  'waitingTime',
  'noOffer',
  'responsibility',
  'dataSharing',
  'legislation',
  'economy',
  'other',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** R13: the three mandatory answers, and what may go with them. */
export interface ProgressionAnswers {
  /** Is the progress satisfactory? A special initiative? A new offer? */
  readonly satisfactory: boolean;
  readonly special: boolean;
  readonly newOffer: boolean;
  /** R14: an extension rests on a criterion of the agreement and has a goal: the reference of its words in records. */
  readonly extension?: { readonly criterion: ExtensionCriterion; readonly goal: string };
  /** R48: whether the youth needs less, the same or more than now. */
  readonly need?: Need;
  /** R24: references of the sub-goals that were reached. */
  readonly reached?: readonly string[];
}

/** R26: who takes part, how often, and what somebody is to do. */
export interface PrognosisAnswers {
  readonly participants: readonly StaffRole[];
  /** Weeks between follow-ups, 1–26. */
  readonly weeks: number;
  readonly tasks: readonly { readonly role: StaffRole; readonly due: IsoDate }[];
}

/** R20: a network coordinator takes over; what stands in the way. Neither must be answered. */
export interface ConferenceAnswers {
  readonly takeOver?: StaffRef;
  readonly obstacle?: Obstacle;
}

export type Answers = ProgressionAnswers | PrognosisAnswers | ConferenceAnswers;

/** What was answered about one youth. */
export interface AnswerRow {
  readonly youth: YouthRef;
  readonly answers: Answers;
}

/** Answers about some youths of a round; they can be given again until the meeting is closed. */
export interface AnswerYouths {
  readonly by: StaffRef;
  /** The Danish date it is done on. */
  readonly on: IsoDate;
  readonly rows: readonly AnswerRow[];
}
export const answerYouthsUpdate = defineUpdate<undefined, [AnswerYouths]>('answerYouths');

/** Youths one request, or one activity, answers for at most. */
export const MAX_ANSWERS = 100;

/** A youth of a round. */
export interface RoundMember {
  readonly youth: YouthRef;
  /** R26: roles that take no part yet, for the youth's age. */
  readonly notYet?: readonly StaffRole[];
}

/** What a round is about, decided when it begins, from the agreement it keeps. */
export interface OpenedRound {
  readonly members: readonly RoundMember[];
  /** R13: when the school's status is due. */
  readonly statusOn: IsoDate;
  /** When the meeting's task opens at the latest. */
  readonly meetingOpensAt: Instant;
  /** R14: what an extension may rest on. */
  readonly criteria: readonly ExtensionCriterion[];
  /** Who sees to a special initiative, and to a new offer. */
  readonly owners: { readonly special?: StaffRole; readonly newOffer?: StaffRole };
}

/** Input of every round, and what it carries on when it continues as new. */
export interface RoundInput {
  readonly origin: Origin;
  /** The day of the meeting. */
  readonly meetingOn: IsoDate;
  readonly carried?: {
    readonly opened: OpenedRound;
    readonly answers: readonly AnswerRow[];
    /** Number of the meeting's task, once it is open. */
    readonly meeting?: number;
    /** Closed, and what follows is not yet written; concluded once it is. */
    readonly held: boolean;
    readonly concluded: boolean;
    readonly followUps: FollowUpsState;
  };
}

/** A round whose time has come. */
export interface RoundStart {
  readonly kind: RoundKind;
  readonly rule: string;
  readonly input: RoundInput;
}

/** What the year wheel finds when it looks. */
export interface YearWheelLook {
  readonly rounds: readonly RoundStart[];
  /** Everything up to here has been looked at. */
  readonly until: Instant;
  readonly lookAgainAt: Instant;
}

/** Input of `yearWheel`: what recurs after this moment is begun. */
export interface YearWheelInput {
  readonly since: Instant;
}

/** What an answer is held against. */
export interface AnswerTerms {
  readonly criteria: readonly ExtensionCriterion[];
  readonly notYet: readonly StaffRole[];
  /** The Danish date it is given on. */
  readonly on: IsoDate;
}

type Given = Readonly<Record<string, unknown>>;

/** References as records, and scenarios, make them: never words. */
const REFERENCE = /^[A-Za-z0-9][\w.:/-]{0,90}(?: \d{2}:\d{2})?$/;
const MOST_TASKS = 10;
const MOST_REACHED = 20;
const WEEKS = [1, 26] as const;

/** The first problem of what was answered about a youth; undefined when it can be kept. */
export function answersProblem(
  kind: RoundKind,
  answers: object,
  terms: AnswerTerms,
): OutcomeProblem | undefined {
  const given = answers as Given;
  switch (kind) {
    case 'progressionRound':
      return progressionProblem(given, terms);
    case 'prognosisRound':
      return prognosisProblem(given, terms);
    case 'networkConference':
      return conferenceProblem(given);
  }
}

/** R13, R14, R24, R48. */
function progressionProblem(given: Given, { criteria }: AnswerTerms): OutcomeProblem | undefined {
  for (const field of ['satisfactory', 'special', 'newOffer']) {
    if (typeof given[field] !== 'boolean') return { field, allowed: ['true', 'false'] };
  }
  const { extension, need, reached } = given;
  if (need !== undefined && !NEEDS.some((known) => known === need)) return { field: 'need', allowed: NEEDS };
  if (reached !== undefined && !isListOf(reached, isReference, MOST_REACHED))
    return { field: 'reached', allowed: [] };
  if (extension === undefined) return undefined;
  const { criterion, goal } = (extension ?? {}) as Given;
  if (!criteria.some((known) => known === criterion))
    return { field: 'extension.criterion', allowed: criteria };
  return isReference(goal) ? undefined : { field: 'extension.goal', allowed: [] };
}

/** R26. */
function prognosisProblem(given: Given, { notYet, on }: AnswerTerms): OutcomeProblem | undefined {
  const roles = STAFF_ROLES.filter((role) => !notYet.includes(role));
  const isRole = (role: unknown): boolean => roles.some((known) => known === role);
  const { participants, weeks, tasks } = given;
  if (!isListOf(participants, isRole, STAFF_ROLES.length) || participants.length === 0)
    return { field: 'participants', allowed: roles };
  const [low, high] = WEEKS;
  if (!Number.isInteger(weeks) || Number(weeks) < low || Number(weeks) > high)
    return { field: 'weeks', allowed: WEEKS };
  const isTask = (task: unknown): boolean => {
    const { role, due } = (task ?? {}) as Given;
    return isRole(role) && typeof due === 'string' && isDate(due) && due >= on;
  };
  return isListOf(tasks, isTask, MOST_TASKS) ? undefined : { field: 'tasks', allowed: roles };
}

/** R20. */
function conferenceProblem({ takeOver, obstacle }: Given): OutcomeProblem | undefined {
  if (takeOver !== undefined && !isReference(takeOver)) return { field: 'takeOver', allowed: [] };
  return obstacle === undefined || OBSTACLES.some((known) => known === obstacle)
    ? undefined
    : { field: 'obstacle', allowed: OBSTACLES };
}

const isReference = (value: unknown): boolean => typeof value === 'string' && REFERENCE.test(value);

function isListOf(value: unknown, is: (item: unknown) => boolean, most: number): value is unknown[] {
  return Array.isArray(value) && value.length <= most && value.every(is);
}
