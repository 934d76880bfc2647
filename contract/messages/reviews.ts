/**
 * What a journey asks about its youth, and the steps it is told to take (activities/review.ts, workflows/reviews.ts).
 */
import { type CaseClosing, type Facts, type Procedure, type StaffRole, type TaskKind } from './vocabulary';
import { type Crossing } from '../../rules/absenceRate';
import { type IsoDate } from '../../rules/calendar';
import { type MeetingWindow, type SchoolTerms } from './effects';

type Instant = number;

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
