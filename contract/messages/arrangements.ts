/**
 * What staff arrange for a youth beside what begins by itself: a placement (R35, R36, R39) and a programme of talks or
 * visits (R38); and the offers' places, which all youths share (R35).
 */
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import { type Places } from '../../rules/capacity';
import { type IsoDate } from '../../rules/calendar';
import { type OfferRef, type StaffRef, type YouthRef } from './ids';
import { type FollowUpsState, type ProcedureInput } from './procedures';
import { type CaseClosing } from './vocabulary';

type Instant = number;

/** Where a placement or a programme stands. */
export const ARRANGEMENT_STAGES = [
  'asked',
  'waiting',
  'offered',
  'visits',
  'start',
  'running',
  'ended',
] as const;
export type ArrangementStage = (typeof ARRANGEMENT_STAGES)[number];

/** R38: what a programme consists of. */
export const PROGRAMME_KINDS = ['talks', 'visits'] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** Why staff end an arrangement: the youth says no thanks (R45), or it cannot be. */
export const WITHDRAWALS = ['declined', 'notPossible'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** A placement asks for a place, or is done with it. */
export interface PlaceWish {
  readonly placement: string;
  readonly youth: YouthRef;
  readonly wants: boolean;
}
export const placeSignal = defineSignal<[PlaceWish]>('place');
/** R35: the number of places has changed in records. */
export const placesChangedSignal = defineSignal('placesChanged');
/** R35: a place is free for this placement, and is kept until then. */
export const placeOfferedSignal = defineSignal<[{ until: Instant }]>('placeOffered');

/** Input of `capacity`, one per offer. */
export interface CapacityInput {
  readonly offer: OfferRef;
  readonly carried?: Places;
}

/** What writing down who holds which place tells: how long an offer made now stands, and who is gone without a word. */
export interface PlacesWritten {
  readonly until: Instant;
  readonly gone: readonly string[];
}

/** R36, R38, R39: what a placement begins with, of the offer and of the agreement it keeps. */
export interface PlacementAsked {
  readonly arrangement: string;
  readonly offer: OfferRef;
  /** The offer belongs to a school: who leaves the school leaves it. */
  readonly endsWithSchool: boolean;
  /** Bridging visits before the start, and the days between them. */
  readonly visits: number;
  readonly visitEveryDays: number;
  /** How long it runs, from the start to its evaluation. */
  readonly weeks: number;
}
/** R38: what a programme begins with. */
export interface ProgrammeAsked {
  readonly arrangement: string;
  readonly programme: ProgrammeKind;
  readonly everyDays: number;
  /** The first day, and the last that a talk or visit may fall on. */
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** Input of `placement`. */
export interface PlacementInput extends ProcedureInput, PlacementAsked {
  readonly carried?: {
    readonly followUps: FollowUpsState;
    readonly stage: ArrangementStage;
    readonly visited: number;
    /** When the offer lapses. */
    readonly until?: Instant;
    readonly ended?: CaseClosing;
    /** The place is given back, and the journey has been told. */
    readonly returned: boolean;
  };
}

/** Input of `programme`. */
export interface ProgrammeInput extends ProcedureInput, ProgrammeAsked {
  readonly carried?: {
    readonly followUps: FollowUpsState;
    readonly day: IsoDate;
    readonly ended?: CaseClosing;
  };
}

/** Ends an arrangement, by a person. */
export interface WithdrawArrangement {
  readonly by: StaffRef;
  readonly why: Withdrawal;
}
export const withdrawArrangementUpdate = defineUpdate<undefined, [WithdrawArrangement]>(
  'withdrawArrangement',
);
