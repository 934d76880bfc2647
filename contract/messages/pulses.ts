/**
 * Wellbeing pulses (R08): a question each few weeks that the youth answers with a number, or does not answer.
 */
import { defineUpdate } from '@temporalio/workflow';
import { type PersonRef } from './ids';
import { type FollowUpsState, type ProcedureInput } from './procedures';
import { type CaseClosing } from './vocabulary';

type Instant = number;

/** What is answered: a number on the agreement's scale, or no thanks to being asked (R45). */
export type PulseAnswer = { readonly score: number } | { readonly declined: true };

/** The youth's answer; `by` is the youth, or whoever wrote it down for them. */
export interface AnswerPulse {
  /** Number of the question in its workflow. */
  readonly k: number;
  readonly by: PersonRef;
  readonly answer: PulseAnswer;
}
export const answerPulseUpdate = defineUpdate<undefined, [AnswerPulse]>('answerPulse');

/** A question as it was asked, and what the agreement says of its answer. */
export interface AskedPulse {
  readonly closesAt: Instant;
  /** The lowest and the highest answer. */
  readonly scale: readonly [number, number];
  /** This and lower opens a dialogue. */
  readonly low: number;
  /** So many unanswered in a row are a hint, never a fault (R45). */
  readonly unanswered: number;
}

/** What came of asking: the question, when to ask next, or that the youth is asked no more. */
export interface PulseLook {
  /** Left out where the school is closed today. */
  readonly asked?: AskedPulse;
  readonly nextAt: Instant;
  readonly over?: 'exit';
}

/** Input of `wellbeingPulse`: all questions to one youth while they go to one school. */
export interface WellbeingPulseInput extends ProcedureInput {
  /** When the first question is asked. */
  readonly firstAt: Instant;
  readonly carried?: {
    readonly followUps: FollowUpsState;
    readonly nextAt: Instant;
    readonly k: number;
    readonly unanswered: number;
    /** The question that waits for an answer. */
    readonly asked?: AskedPulse;
    /** Set when the journey has been told of the end. */
    readonly ended?: CaseClosing;
  };
}
