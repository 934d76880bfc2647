/**
 * Effects: what a workflow has decided and an activity carries out. A workflow collects the effects of one moment
 * and hands them over in one activity, so that closing a task and opening the next is one billable action.
 */
import {
  type SchoolKind,
  type CaseClosing,
  type Facts,
  type MeetingAnswer,
  type PersonalRole,
  type PostponeReason,
  type Procedure,
  type StaffRole,
  type TaskKind,
} from './vocabulary';
import {
  type Assignee,
  type OfferRef,
  type PersonRef,
  type SchoolRef,
  type StaffRef,
  type YouthRef,
} from './ids';
import {
  type AgreementMade,
  type AgreementVerdict,
  type MeasureOwners,
  type Outcome,
  type Target,
} from './outcomes';
import { type PulseAnswer, type PulseLook } from './pulses';
import { type ArrangementStage, type PlacesWritten, type PlaceWish } from './arrangements';
import { type Placement } from './tasks';
import { type AnswerRow, type OpenedRound, type RoundKind, type YearWheelLook } from './rounds';
import { type AbsenceTerms, type RenewalTerms } from '../../rules/absence';
import { type Crossing, type RateTerms } from '../../rules/absenceRate';
import { type IsoDate, type Period } from '../../rules/calendar';
import { type Places } from '../../rules/capacity';

type Instant = number;

/** Opens a case of a procedure. The case's id is the workflow's. */
export interface OpenCase {
  readonly do: 'openCase';
  readonly rule: string;
  readonly reason: Facts;
}
export interface CloseCase {
  readonly do: 'closeCase';
  readonly rule: string;
  readonly why: CaseClosing;
}
/** Opens a task on the first rung that somebody holds. */
export interface OpenTask {
  readonly do: 'openTask';
  readonly n: number;
  readonly kind: TaskKind;
  readonly rule: string;
  readonly reason: Facts;
  /** What the working days are counted from; the moment itself unless the engine was down. */
  readonly basis: Instant;
  /** Starts with this role instead of the ladder's first, when the kind leaves it open (`retention.measure`). */
  readonly role?: StaffRole;
  /** Due when this day closes, instead of counted from the ladder's working days. */
  readonly due?: IsoDate;
  /** L1, L3: so many national working days, whatever the ladder says of its first rung; our closing days do not count. */
  readonly nationalDays?: number;
  /** L3: due at this very moment, by the clock. */
  readonly dueAt?: Instant;
  /** The time agreed, where the task is a meeting that is booked; it is due when that day closes. */
  readonly meeting?: Instant;
  /** R15: when the meeting ought to be; its task is due at the end at the latest. */
  readonly window?: MeetingWindow;
  /** A day in a rhythm (R38): due when it closes, or the first working day after it. */
  readonly onDay?: IsoDate;
  /** The youth it concerns, where the workflow is nobody's own (a round). */
  readonly youth?: YouthRef;
  /** The school it concerns and whose agreement applies, where the workflow is bound to none (a journey). */
  readonly terms?: SchoolTerms;
}
/** A school's agreement. */
export interface SchoolTerms {
  readonly school: SchoolRef;
  readonly agreement: number;
}
/** R15: from when and until when a meeting ought to be held; sooner only warns. */
export interface MeetingWindow {
  readonly from: Instant;
  readonly to: Instant;
}
/** A deadline passed: to the next rung, or, on the last, overdue and reminded from now on. */
export interface EscalateTask {
  readonly do: 'escalateTask';
  readonly n: number;
  readonly basis: Instant;
  readonly why: 'overdue' | 'notReached';
  /** Who reported the last attempt, where that is why. */
  readonly by?: StaffRef;
  readonly words?: string;
}
export interface RemindTask {
  readonly do: 'remindTask';
  readonly n: number;
}
/** The same person gets more time: no-show (R37), or not reached (R05). */
export interface ExtendTask {
  readonly do: 'extendTask';
  readonly n: number;
  readonly basis: Instant;
  readonly why: 'noShow' | 'notReached';
  readonly rule: string;
  readonly attempts: number;
  readonly by: StaffRef;
  readonly words?: string;
}
export interface CompleteTaskEffect {
  readonly do: 'completeTask';
  readonly n: number;
  readonly by: StaffRef;
  readonly outcome: Outcome;
  readonly words?: string;
}
export interface WithdrawTask {
  readonly do: 'withdrawTask';
  readonly n: number;
  readonly why: CaseClosing | 'reopened' | 'superseded';
}
export interface PostponeTaskEffect {
  readonly do: 'postponeTask';
  readonly n: number;
  readonly by: StaffRef;
  readonly to: Instant;
  readonly reason: PostponeReason;
  readonly words?: string;
}
export interface ReassignTaskEffect {
  readonly do: 'reassignTask';
  readonly n: number;
  readonly by: StaffRef;
  readonly to: Assignee;
  readonly words?: string;
}
export interface CommentTaskEffect {
  readonly do: 'commentTask';
  readonly n: number;
  readonly by: StaffRef;
  readonly words: string;
}
export interface ReopenTaskEffect {
  readonly do: 'reopenTask';
  readonly n: number;
  readonly by: StaffRef;
  readonly basis: Instant;
}
export interface BookTaskEffect {
  readonly do: 'bookTask';
  readonly n: number;
  readonly by: StaffRef;
  readonly meeting: Instant;
}
/** The youth's own answer to an invitation. */
export interface AnswerTaskEffect {
  readonly do: 'answerTask';
  readonly n: number;
  readonly by: PersonRef;
  readonly answer: MeetingAnswer;
  /** The new time, where another was chosen; left out with `anotherTime`: none is agreed any more. */
  readonly meeting?: Instant;
}
/** R07: a workflow follows another version of its agreement from now on. */
export interface MovePolicy {
  readonly do: 'movePolicy';
  readonly from: number;
  readonly to: number;
  readonly by: StaffRef;
}
/** R07: what one open task has of the agreement is counted anew by the version its workflow now follows. */
export interface MoveTask {
  readonly do: 'moveTask';
  readonly n: number;
  readonly by: StaffRef;
  /** Whose agreement: a task under another's is left alone. */
  readonly school?: SchoolRef;
  readonly to: number;
}
/** R16: an agreement was made; its id is the workflow's and `k`. */
export interface MakeAgreement extends AgreementMade {
  readonly do: 'makeAgreement';
  readonly k: number;
  /** The task that carries it out, where it binds the municipality. */
  readonly task?: number;
}
/** R16: an agreement was kept or broken. */
export interface SettleAgreement extends AgreementVerdict {
  readonly do: 'settleAgreement';
}
/** R22: the stage is to be decided anew; which it is, records say. */
export interface ChangeStage {
  readonly do: 'changeStage';
}
/** R08, R45: what the youth answered to a question, or that it waits no more. */
export interface SettlePulse {
  readonly do: 'settlePulse';
  readonly k: number;
  readonly by?: PersonRef;
  readonly answer?: PulseAnswer;
}
/** R21: what only a person marks "no solution" goes on the next network conference. */
export interface PutOnAgenda {
  readonly do: 'putOnAgenda';
  readonly n: number;
}
/** R13, R26: what was answered about youths of a round. */
export interface SaveAnswers {
  readonly do: 'saveAnswers';
  readonly by: StaffRef;
  readonly rows: readonly AnswerRow[];
}
/** Which of a round's tasks is its meeting. */
export interface NoteMeeting {
  readonly do: 'noteMeeting';
  readonly n: number;
}
/** R27: a role has nobody any more. */
export interface EndPerson {
  readonly do: 'endPerson';
  readonly role: PersonalRole;
  readonly rule: string;
}
/** R52: on the eighteenth birthday what rested on the guardians' right falls away. */
export interface EndGuardians {
  readonly do: 'endGuardians';
}
/** R19, R28: a role gets a new holder. */
export interface AssignPerson {
  readonly do: 'assignPerson';
  readonly role: PersonalRole;
  readonly person: StaffRef;
  /** The task that decided it. */
  readonly n: number;
  /** Why, where it is not R19. */
  readonly rule?: string;
}
/** R35, R36, R38: where a placement or a programme stands; its words and what it was asked with are in records. */
export interface NoteArrangement {
  readonly do: 'noteArrangement';
  readonly arrangement: string;
  readonly stage: ArrangementStage;
  readonly rule: string;
  readonly offer?: OfferRef;
  /** R35: until when the place offered is kept. */
  readonly answerBy?: Instant;
  /** The last day of a programme, or of a placement that has started. */
  readonly until?: IsoDate;
  readonly why?: CaseClosing;
  readonly by?: StaffRef;
}
/** A case whose workflow is gone (an operator terminated it): its tasks leave the lists. */
export interface DropCase {
  readonly do: 'dropCase';
  /** The last of its tasks that is meant; left out: all. */
  readonly upTo?: number;
  readonly case: string;
}
export type Effect = (
  | OpenCase
  | CloseCase
  | OpenTask
  | EscalateTask
  | RemindTask
  | ExtendTask
  | CompleteTaskEffect
  | WithdrawTask
  | PostponeTaskEffect
  | ReassignTaskEffect
  | CommentTaskEffect
  | ReopenTaskEffect
  | BookTaskEffect
  | AnswerTaskEffect
  | MovePolicy
  | MoveTask
  | MakeAgreement
  | SettleAgreement
  | SettlePulse
  | ChangeStage
  | PutOnAgenda
  | SaveAnswers
  | NoteMeeting
  | AssignPerson
  | EndPerson
  | EndGuardians
  | NoteArrangement
  | DropCase
) & {
  /** Position in the workflow's journal; makes every write repeatable. */
  readonly seq: number;
  /** When it was to happen: the journal's `at`. */
  readonly at: Instant;
  /** When it did happen, where that is a minute or more later (the engine was down). */
  readonly late?: Instant;
};

/** An effect as a workflow states it, before it is numbered. */
export type EffectSpec = Effect extends infer E
  ? E extends Effect
    ? Omit<E, 'seq' | 'at' | 'late'>
    : never
  : never;

/** Whose effects they are, and under which agreement. */
export interface Origin {
  readonly workflowId: string;
  /** Left out where the work belongs to a school, not to a youth. */
  readonly youth?: YouthRef;
  /** The school whose agreement applies; left out for a youth at none. */
  readonly school?: SchoolRef;
  /** Whether timers are spared (`FollowUps`); left out for runs begun before they were. */
  readonly sparesTimers?: true;
  /** Version of the agreement an open case keeps (R07). */
  readonly agreement: number;
}

/** What the absence procedures need to know of an agreement (R07), and the school's calendar. */
export interface AbsenceAgreement {
  readonly version: number;
  readonly calendar: number;
  readonly kind: SchoolKind;
  readonly schoolClosed: readonly Period[];
  readonly absence: AbsenceTerms;
  /** R03, L2: at primary schools. */
  readonly rates?: RateTerms;
  readonly renewal: RenewalTerms;
  /** The target a conversation sets when its people agree on none (R06). */
  readonly target: Target;
  /** Unsuccessful attempts after which a contact task escalates (R05). */
  readonly attempts: number;
  /** Who owns the measure a remedy asks for (R10). */
  readonly measures: MeasureOwners;
}

/** How far a school has confirmed its days since a conversation (R06, R55). */
export interface TargetProgress {
  /** The last of the wanted school days, once that many are confirmed. */
  readonly reachedOn?: IsoDate;
  /** When it is worth looking again. */
  readonly lookAgainAt: Instant;
}

/** How silent a school is (R55). */
export interface Silence {
  /** School days in a row, up to now, that are over and not confirmed. */
  readonly days: readonly IsoDate[];
  readonly silent: boolean;
  readonly lookAgainAt: Instant;
}

/** What is to be done about somebody who leaves: wait, hand their things to a leader, or nothing (any more). */
export interface Leaving {
  readonly lookAgainAt?: Instant;
  readonly leader?: StaffRole;
  /** How many open tasks they leave, and how many youths it is about. */
  readonly tasks?: number;
  readonly youths?: number;
}

/** What dispatch did, and when it has to be woken next. */
export interface Dispatched {
  readonly next?: Instant;
}

/** A step of a youth's journey whose time has come; decided from records, the agreement and the calendar. */
export type JourneyStep =
  | {
      readonly do: 'open';
      /** What the journey remembers, so that no step is taken twice: `review/2027`. */
      readonly key: string;
      readonly kind: TaskKind;
      readonly rule: string;
      readonly reason: Facts;
      readonly role?: StaffRole;
      /** The school it concerns, where that is whose it is. */
      readonly terms?: SchoolTerms;
      /** Due when this day closes. */
      readonly due?: IsoDate;
    }
  | {
      readonly do: 'start';
      readonly key: string;
      readonly procedure: Procedure;
      readonly rule: string;
      readonly reason: Facts;
      /** R15: when the family meeting ought to be. */
      readonly window?: MeetingWindow;
      /** The school whose agreement applies, where it is not the municipality's. */
      readonly terms?: SchoolTerms;
      /** What else the procedure begins with. */
      readonly input?: Facts;
    }
  /** What runs or is open of these is no longer needed. */
  | {
      readonly do: 'stop';
      readonly key: string;
      readonly procedures: readonly Procedure[];
      readonly kinds: readonly TaskKind[];
      /** Procedures that have told their end and still have something open. */
      readonly workflows?: readonly string[];
      readonly why: CaseClosing;
      /** R51: everything of the journey ends; the journal says so once, by this rule. */
      readonly ends?: string;
    }
  /** R51: the journey goes on after a standstill: the youth is 13, or has moved back. */
  | { readonly do: 'resume'; readonly key: string }
  /** R52: the youth is of age. */
  | { readonly do: 'ofAge'; readonly key: string }
  /** Nothing to do, and never to be asked again: the youth was of age from the start. */
  | { readonly do: 'remember'; readonly key: string }
  /** R27: nobody is contact person any longer. */
  | { readonly do: 'endContactPerson'; readonly key: string }
  /** R22: the journey has come to another stage. */
  | { readonly do: 'changeStage'; readonly key: string };

/** When the last of each procedure ended, and why. */
export type LastEnded = Readonly<
  Partial<Record<Procedure, { readonly at: Instant; readonly why: CaseClosing }>>
>;

/** What an earlier life of a journey left behind, that an operator terminated. */
export interface LeftBehind {
  /** The highest number of its tasks. */
  readonly lastTask: number;
  readonly running: readonly { readonly what: Procedure; readonly workflowId: string }[];
  readonly openCase?: { readonly workflowId: string; readonly days: readonly IsoDate[] };
}

/** What a journey must know when it begins. */
export interface Beginning {
  readonly left?: LeftBehind;
  /** R51: why nothing may begin. */
  readonly still?: CaseClosing;
}

/** What a journey must know to have its next steps decided. */
export interface JourneySituation {
  /** Steps that are under way: procedures that run, tasks that are open. */
  readonly underWay: readonly (Procedure | TaskKind)[];
  /** Workflows that run for the youth, as far as the journey knows. */
  readonly running: readonly string[];
  /** Keys of steps taken. */
  readonly taken: readonly string[];
  /** R51: why nothing begins any more, where that is so. */
  readonly still?: CaseClosing;
  /** How the last of each procedure ended. */
  readonly last?: LastEnded;
  /** R03, L2: thresholds of absence that were reached since the last look. */
  readonly crossed?: readonly Crossing[];
  /** R15: when the last family meeting was held. */
  readonly lastMeeting?: Instant;
  /** R45: when the youth said no thanks to meetings. */
  readonly declined?: Instant;
  /** R45: when no contact person was wanted or found. */
  readonly withoutContactPerson?: Instant;
}

/** The steps whose time has come, in order, and when to look again. */
export interface JourneyReview {
  /** R07: the newest version of the municipality's agreement, which what begins now follows. */
  readonly agreement?: number;
  /** Of the workflows said to run, those that do not (an operator terminated them, for instance). */
  readonly gone: readonly string[];
  readonly steps: readonly JourneyStep[];
  readonly lookAgainAt?: Instant;
}

/** The activities workflows call; made by `createActivities` in activities/. */
export interface Activities {
  /** Carries out effects in order; a repeated call changes nothing. One entry per effect, a placement where it places a task. */
  carryOut(origin: Origin, effects: readonly Effect[]): Promise<(Placement | null)[]>;
  /** Of the version in force, or of a given one. */
  absenceAgreement(school: SchoolRef, version?: number): Promise<AbsenceAgreement>;
  targetProgress(school: SchoolRef, since: IsoDate, schoolDays: number): Promise<TargetProgress>;
  silence(school: SchoolRef, since: IsoDate): Promise<Silence>;
  /** R08: asks the youth how they are, where the school is open; a repeated call asks nothing more. */
  askPulse(origin: Origin & { readonly youth: YouthRef }, k: number): Promise<PulseLook>;
  /** Sends what is due and tells when the next message is planned. */
  sendDue(): Promise<Dispatched>;
  /** What a youth's journey has come to: who and what is missing, which procedure begins, when to look again. */
  reviewJourney(youth: YouthRef, situation: JourneySituation): Promise<JourneyReview>;
  /** What a youth's journey must know before it decides anything. */
  beginning(youth: YouthRef): Promise<Beginning>;
  /** Which rounds have begun since a moment, and when the next does (R13, R21, R26). */
  dueRounds(since: Instant): Promise<YearWheelLook>;
  /** Writes down a round and answers whom it is about; a repeated call answers the same. */
  openRound(origin: Origin, kind: RoundKind, meetingOn: IsoDate): Promise<OpenedRound>;
  /** R13: asks these youths before the meeting; `n` is the task it is about. */
  askYouths(origin: Origin, n: number, meetingOn: IsoDate, youths: readonly YouthRef[]): Promise<void>;
  /** R13: journals what was answered about these youths, and tells them. */
  tellYouths(origin: Origin, kind: RoundKind, n: number, youths: readonly YouthRef[]): Promise<void>;
  /** Takes somebody out of units and choices when their last day is over, and answers who gets what was theirs. */
  staffLeft(staff: StaffRef): Promise<Leaving>;
  /** R35: gets in line for a place, or gives it back; saying it twice is saying it once. */
  wishForPlace(offer: OfferRef, wish: PlaceWish): Promise<void>;
  /** R35: how many places there are, and who holds and waits as it was last written. */
  placesOf(offer: OfferRef): Promise<Places>;
  /** R35: writes down who holds which place and who waits. */
  savePlaces(offer: OfferRef, places: Places): Promise<PlacesWritten>;
  /** Which of these workflows no longer run (terminated by an operator, for instance). */
  goneProcedures(workflowIds: readonly string[]): Promise<string[]>;
}
