/**
 * Effects: what a workflow has decided and an activity carries out. A workflow collects the effects of one moment
 * and hands them over in one activity, so that closing a task and opening the next is one billable action.
 */
import {
  type CaseClosing,
  type Facts,
  type MeetingAnswer,
  type PersonalRole,
  type PostponeReason,
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
import { type AgreementMade, type AgreementVerdict, type Outcome } from './outcomes';
import { type PulseAnswer } from './pulses';
import { type ArrangementStage } from './arrangements';
import { type AnswerRow } from './rounds';
import { type IsoDate } from '../../rules/calendar';

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
