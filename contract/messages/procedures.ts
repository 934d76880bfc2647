/**
 * Inputs and messages of the workflows. A workflow is started by name; its type is the name of its function.
 */
import { defineSignal } from '@temporalio/workflow';
import { type AbsenceTerms, type DayState, type Days, type Threshold } from '../../rules/absence';
import { type IsoDate, type Period } from '../../rules/calendar';
import { type AbsenceAgreement, type LastEnded, type MeetingWindow, type Origin } from './effects';
import { type SchoolRef, type StaffRef, type YouthRef } from './ids';
import {
  type CaseClosing,
  type Facts,
  type PersonalRole,
  type Procedure,
  type SchoolEvent,
  type TaskKind,
} from './vocabulary';
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
  /** R07: what counts as absence in the agreement it began with. */
  readonly absence?: AbsenceTerms;
}

/** A procedure or task a review asked for and that has not ended. */
export interface StepUnderWay {
  readonly key: string;
  readonly what: Procedure | TaskKind;
  /** The procedure's workflow, or the number of the journey's own task. */
  readonly workflowId?: string;
  readonly n?: number;
}

/** What a journey remembers of its reviews. */
export interface ReviewsState {
  readonly underWay: readonly StepUnderWay[];
  readonly taken: readonly string[];
  /** How many of each procedure there have been. */
  readonly counts: Readonly<Partial<Record<Procedure, number>>>;
  readonly last?: LastEnded;
  readonly lookAt?: Instant;
  readonly lastMeeting?: Instant;
  readonly declined?: Instant;
  /** R45: when no contact person was wanted or found. */
  readonly withoutContactPerson?: Instant;
  /** R28: the youth's wish, not yet passed on. */
  readonly wished?: boolean;
  /** R15: the time agreed for the next family meeting, until its procedure has begun. */
  readonly booked?: Instant;
}

/** Input of `journey`, and what it carries on when it continues as new. */
export interface JourneyInput {
  readonly youth: YouthRef;
  /** Version of the municipality's agreement for what no school's agreement covers. */
  readonly agreement: number;
  /** R54: when an initial load releases this youth; what is missing is asked for from then on. */
  readonly releaseAt?: Instant;
  /** R19: nobody is coordinator; for runs begun before journeys had reviews, which find out themselves. */
  readonly withoutCoordinator?: boolean;
  readonly carried?: {
    readonly school?: SchoolRef;
    readonly terms?: AbsenceAgreement;
    readonly days: Days;
    readonly spent: readonly IsoDate[];
    readonly cases: number;
    readonly open?: OpenCaseState;
    readonly followUps: FollowUpsState;
    readonly reviews?: ReviewsState;
    /** The task whose last message became a call. */
    readonly phonedAbout?: string;
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
export interface ProcedureEnded {
  readonly workflowId: string;
  readonly why: CaseClosing;
  /** R15: when the family meeting was held, and the next time agreed there. */
  readonly held?: Instant;
  readonly next?: Instant;
}
export const procedureEndedSignal = defineSignal<[ProcedureEnded]>('procedureEnded');
/** Something a review depends on has changed in records: risk, plan, status, grade. */
export const reviewSignal = defineSignal('review');
/** R28: the youth wishes for another contact person; goes to the leader, not to the contact person. */
export const wishForAnotherSignal = defineSignal('wishForAnother');

/** What every procedure of a youth is started with. */
export interface ProcedureInput {
  readonly origin: Origin & { readonly youth: YouthRef };
  readonly rule: string;
  readonly reason: Facts;
}

/** Input of `familyMeeting`: one meeting, from booking to the next one's time. */
export interface FamilyMeetingInput extends ProcedureInput {
  readonly window: MeetingWindow;
  /** The time agreed at the meeting before. */
  readonly booked?: Instant;
  readonly carried?: {
    readonly followUps: FollowUpsState;
    /** R16: the municipality's agreements, by the task that carries each out. */
    readonly agreements: readonly (readonly [number, string])[];
    /** Agreements made so far. */
    readonly made: number;
    /** Set when the journey has been told of the end. */
    readonly ended?: CaseClosing;
  };
}

/** Input of `contactPersonHandover`: a new contact person is found and takes over without a gap (R28). */
export interface ContactPersonHandoverInput extends ProcedureInput {
  readonly carried?: {
    readonly followUps: FollowUpsState;
    readonly successor?: StaffRef;
    /** Set when the journey has been told of the end. */
    readonly ended?: CaseClosing;
  };
}
/** Input of `transitionConference` (R29). */
export interface TransitionConferenceInput extends ProcedureInput {
  readonly carried?: { readonly followUps: FollowUpsState; readonly ended?: CaseClosing };
}

/** Input of `absenceCase`. */
export interface AbsenceCaseInput {
  readonly origin: Origin & { readonly youth: YouthRef; readonly school: SchoolRef };
  readonly terms: AbsenceAgreement;
  readonly opened: Threshold;
  readonly receivedAt: Instant;
  /** R52: the youth is of age, so the parents are not called. */
  readonly ofAge?: boolean;
  /** Where the case stands when it continues as new. */
  readonly carried?: {
    readonly days: Days;
    readonly schoolClosed: readonly Period[];
    readonly target: Target;
    readonly conversationHeld: boolean;
    readonly ofAge?: boolean;
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
/** R52: the youth has turned eighteen; parents are no longer called or met. */
export const ofAgeSignal = defineSignal('ofAge');
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
