/**
 * The activities workflows call, and what they answer.
 */
import { type SchoolKind, type StaffRole } from './vocabulary';
import { type OfferRef, type SchoolRef, type StaffRef, type YouthRef } from './ids';
import { type MeasureOwners, type Target } from './outcomes';
import { type PulseLook } from './pulses';
import { type PlacesWritten, type PlaceWish } from './arrangements';
import { type Placement } from './tasks';
import { type OpenedRound, type RoundKind, type YearWheelLook } from './rounds';
import { type AbsenceTerms, type RenewalTerms } from '../../rules/absence';
import { type RateTerms } from '../../rules/absenceRate';
import { type IsoDate, type Period } from '../../rules/calendar';
import { type Places } from '../../rules/capacity';
import { type Effect, type Origin } from './effects';
import { type Beginning, type JourneyReview, type JourneySituation } from './reviews';

type Instant = number;

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
