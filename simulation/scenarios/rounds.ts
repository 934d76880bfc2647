/**
 * Meetings about many youths as a scenario writes them: it has one youth, so a step gives that youth's answers and
 * closes the meeting.
 */
import { type Answers, type RoundKind } from '../../contract/messages/rounds';
import { type TaskKind } from '../../contract/messages/vocabulary';
import { answersIn, roundOf, type SentAnswers } from '../../contract/schemas/rounds';

/** What a step says of a meeting: answers about the youth, and what is left for the task itself. */
export interface MeetingStep {
  readonly kind: RoundKind;
  readonly answers: unknown;
  readonly outcome: unknown;
}

/** A step's `with` taken apart; undefined where the task is no meeting of a round or the step answers for nobody. */
export function meetingStep(
  kind: TaskKind,
  given: Readonly<Record<string, unknown>>,
): MeetingStep | undefined {
  const round = roundOf(kind);
  const { outcome, ...answers } = given;
  if (round === undefined || Object.keys(answers).length === 0) return undefined;
  const usual = round === 'networkConference' ? 'done' : 'held';
  return { kind: round, answers, outcome: { outcome: outcome ?? usual } };
}

export function parseAnswers({ kind, answers }: MeetingStep): SentAnswers {
  return answersIn(kind).parse(answers);
}

/** The words of a goal are kept in records; the round has their reference. */
export function withReference(answers: SentAnswers, reference: string): Answers {
  if (!('satisfactory' in answers) || answers.extension === undefined) return answers;
  return { ...answers, extension: { criterion: answers.extension.criterion, goal: reference } };
}
