/**
 * Inputs and messages of the workflows. A workflow is started by name; its type is the name of its function.
 */
import { defineSignal } from '@temporalio/workflow';
import { type DayState, type Days, type Threshold } from '../../rules/absence';
import { type IsoDate, type Period } from '../../rules/calendar';
import { type AbsenceAgreement, type Origin } from './effects';
import { type SchoolRef, type StaffRef, type YouthRef } from './ids';
import { type CaseClosing, type PersonalRole, type SchoolEvent } from './vocabulary';
import { type Target } from './outcomes';
import { type FollowUp } from './tasks';

type Instant = number;

/** The follow-up block of a workflow: what it must keep when it continues as new. */
export interface FollowUpsState {
  readonly seq: number;
  readonly tasks: readonly FollowUp[];
  readonly nextTask: number;
}

/** A case the journey has opened and not yet heard the end of. */
export interface OpenCaseState {
  readonly workflowId: string;
  /** The days that opened it (R01); not counted again. */
  readonly days: readonly IsoDate[];
}

/** Input of `journey`, and what it carries on when it continues as new. */
export interface JourneyInput {
  readonly youth: YouthRef;
  /** Version of the municipality's agreement for what no school's agreement covers. */
  readonly agreement: number;
  /** R54: when an initial load releases this youth; what is missing is asked for from then on. */
  readonly releaseAt?: Instant;
  /** R19: nobody is coordinator. */
  readonly withoutCoordinator?: boolean;
  readonly carried?: {
    readonly school?: SchoolRef;
    readonly terms?: AbsenceAgreement;
    readonly days: Days;
    readonly spent: readonly IsoDate[];
    readonly cases: number;
    readonly open?: OpenCaseState;
    readonly followUps: FollowUpsState;
  };
}

/** What a school has registered, as one message per youth and request. */
export interface AbsenceReport {
  readonly school: SchoolRef;
  /** Versions of the school's agreement and calendar; the journey fetches them when it knows older ones. */
  readonly agreement: number;
  readonly calendar: number;
  /** The Danish date and the moment the school's request was received. */
  readonly receivedOn: IsoDate;
  readonly receivedAt: Instant;
  readonly days: readonly DayState[];
}

export const absenceSignal = defineSignal<[AbsenceReport]>('absence');
/** R33: an event a school reports about a youth. */
export const schoolEventSignal = defineSignal<[{ event: SchoolEvent; at: Instant }]>('schoolEvent');
/** A role got a new holder outside the workflow. */
export const personChangedSignal = defineSignal<[{ role: PersonalRole; person: StaffRef }]>('personChanged');
/** A message to the youth that did not arrive, or may not have: somebody calls instead. */
export interface MessageFailure {
  readonly task: string;
  readonly why: 'failed' | 'uncertain';
}
export const messageFailedSignal = defineSignal<[MessageFailure]>('messageFailed');
/** A procedure tells its journey that it has ended. */
export const procedureEndedSignal =
  defineSignal<[{ workflowId: string; why: CaseClosing }]>('procedureEnded');

/** Input of `absenceCase`. */
export interface AbsenceCaseInput {
  readonly origin: Origin & { readonly youth: YouthRef; readonly school: SchoolRef };
  readonly terms: AbsenceAgreement;
  readonly opened: Threshold;
  readonly receivedAt: Instant;
  /** Where the case stands when it continues as new. */
  readonly carried?: {
    readonly days: Days;
    readonly schoolClosed: readonly Period[];
    readonly target: Target;
    readonly conversationHeld: boolean;
    readonly watch?: Watch;
    readonly lastStep?: Step;
    readonly closed?: CaseClosing;
    readonly followUps: FollowUpsState;
  };
}

/** A step of a case: the task it was taken by. */
export type Step = Pick<FollowUp, 'n' | 'kind'>;

/** Waiting, after a step was taken, for the target to be met or the absence to return. */
export interface Watch {
  readonly step: Step;
  /** The Danish date the step was taken on. */
  readonly since: IsoDate;
  /** When to look whether the target is met. */
  readonly lookAt: Instant;
}

/** New knowledge about days, passed on by the journey to its open case. */
export interface CaseDays {
  readonly days: readonly DayState[];
  /** Whether the threshold would still be met; if not, and no conversation was held, the case is withdrawn. */
  readonly thresholdMet: boolean;
  /** The school's closed periods, where they have changed. */
  readonly schoolClosed?: readonly Period[];
}

export const caseDaysSignal = defineSignal<[CaseDays]>('caseDays');
/** The youth left the school: the case closes (R06). */
export const leaveSignal = defineSignal<[{ why: 'exit' | 'transfer' }]>('leave');

/** Input of `schoolFeed`. */
export interface SchoolFeedInput {
  readonly school: SchoolRef;
  readonly agreement: number;
  /** The first day the school is expected to confirm. */
  readonly since: IsoDate;
  readonly followUps?: FollowUpsState;
}

/** A school day was confirmed; sent only while the school is thought silent (R55). */
export const dayConfirmedSignal = defineSignal('dayConfirmed');

/** Something is to be sent earlier than dispatch planned to wake. */
export const wakeSignal = defineSignal<[Instant]>('wake');
