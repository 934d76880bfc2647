/**
 * Inputs and messages of the workflows. A workflow is started by name; its type is the name of its function.
 */
import { defineSignal } from '@temporalio/workflow';
import { type AbsenceTerms, type DayState, type Days, type Threshold } from '../../rules/absence';
import { type Crossing, type KnownDays, type Told } from '../../rules/absenceRate';
import { type IsoDate, type Period } from '../../rules/calendar';
import { type AbsenceAgreement } from './activities';
import { type LastEnded } from './reviews';
import { type MeetingWindow, type Origin } from './effects';
import { type SchoolRef, type StaffRef, type YouthRef } from './ids';
import {
  type CaseClosing,
  type Facts,
  type PersonalRole,
  type Procedure,
  type SchoolEvent,
  type StaffRole,
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
  /** R07: the version of the agreement it was moved to, where it was. */
  readonly agreement?: number;
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
  readonly crossed?: readonly Crossing[];
  /** R51: why nothing begins any more. */
  readonly still?: CaseClosing;
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
    /** R03, L2: the thresholds of absence that were told of. */
    readonly rates?: Told;
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
  /** R55: which days the school has told of. */
  readonly known?: KnownDays;
}

export const absenceSignal = defineSignal<[AbsenceReport]>('absence');
/** R33: an event a school reports about a youth; it does not wait for a backlog to come to the youth (R54). */
export interface SchoolEventReport {
  readonly event: SchoolEvent;
  readonly at: Instant;
  readonly atOnce?: boolean;
}
/** R33: see {@link SchoolEventReport}. */
export const schoolEventSignal = defineSignal<[SchoolEventReport]>('schoolEvent');
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
/**
 * Something a review depends on has changed in records: risk, plan, status, grade. `atOnce`: it cannot wait for the
 * backlog to come to the youth (R54) – a school told of an event, or a person did.
 */
export const reviewSignal = defineSignal<[{ readonly atOnce?: boolean }?]>('review');
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

/** L1: the law's deadlines for a youth of 15–17 off plan; left out for others, who have the agreement's ladders. */
export interface StatutoryOutreach {
  /** National working days to the contact. */
  readonly contactDays: number;
  /** Calendar days from there to a new activity, and the summer holiday's days that do not count. */
  readonly newActivityDays: number;
  readonly summerHolidayDays: number;
}

/** What a procedure carries on that only waits for its tasks. */
export interface PlainCarried {
  readonly followUps: FollowUpsState;
  /** Set when the journey has been told of the end. */
  readonly ended?: CaseClosing;
}

/** Input of `dropoutOutreach` (R32, L1). */
export interface DropoutOutreachInput extends ProcedureInput, Partial<StatutoryOutreach> {
  /** R05: attempts after which a contact task goes a rung up. */
  readonly attempts: number;
  /** Contact was made on this day already, by a newcomer's procedure. */
  readonly contactedOn?: IsoDate;
  readonly carried?: PlainCarried & { readonly ofAge?: boolean };
}
/** Input of `newcomerContact` (R31). */
export interface NewcomerContactInput extends ProcedureInput {
  readonly attempts: number;
  /** L1: national working days, for a newcomer of 15–17 off plan. */
  readonly contactDays?: number;
  readonly carried?: PlainCarried;
}
/** Input of `referral` (R50). */
export interface ReferralInput extends ProcedureInput {
  readonly to: StaffRole;
  readonly approver: StaffRole;
  readonly carried?: PlainCarried;
}
/** Input of `notification`: an underretning has come (L3). */
export interface NotificationInput extends ProcedureInput {
  readonly receivedAt: Instant;
  /** By the clock, and in national working days. */
  readonly assessHours: number;
  readonly receiptDays: number;
  readonly carried?: PlainCarried;
}

/** A procedure is no longer needed: the youth is enrolled, has moved, is 30. Its open tasks are withdrawn. */
export const stopSignal = defineSignal<[{ why: CaseClosing }]>('stop');

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
/** R07: an open case was moved to another version; its journey judges it by that one from now on. */
export const caseMovedSignal =
  defineSignal<[{ readonly workflowId: string; readonly absence: AbsenceTerms }]>('caseMoved');
/** The youth has turned eighteen: parents are no longer called or met (R52), and a no is respected (L1, R45). */
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

/** Input of `staffLeave`: somebody stops working here, on the last day that records know. */
export interface StaffLeaveInput {
  readonly staff: StaffRef;
  readonly school?: SchoolRef;
  readonly agreement: number;
  readonly followUps?: FollowUpsState;
}
/** Somebody's last day was set, moved or taken back. */
export const leavingSignal = defineSignal('leaving');

/** A school day was confirmed; sent only while the school is thought silent (R55). */
export const dayConfirmedSignal = defineSignal('dayConfirmed');

/** Something is to be sent earlier than dispatch planned to wake. */
export const wakeSignal = defineSignal<[Instant]>('wake');
