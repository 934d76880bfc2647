/**
 * Where placements and programmes stand, in a few words, so that who waits can be told why and how long the line is
 * (R35).
 */
import { copenhagen } from '../../../rules/clock';
import { ARRANGEMENT_STAGE_LABELS, lineText } from '../../../texts/arrangements';
import { codeText } from '../../../texts/facts';
import { dayText, momentText } from '../../../texts/times';
import { type SeenArrangement } from '../../arrangements';

/** `I kø: nr. 2 i køen`, `I gang til 18. februar`. */
export function stageText({ state, line }: SeenArrangement, now: number): string {
  if (!state) return ARRANGEMENT_STAGE_LABELS.asked;
  const label = ARRANGEMENT_STAGE_LABELS[state.stage];
  if (state.why !== undefined) return `${label}: ${codeText(state.why)}`;
  if (line !== undefined) return `${label}: ${lineText(line)}`;
  if (state.answerBy !== undefined) return `${label}, svar senest ${momentText(state.answerBy, now)}`;
  return state.until === undefined ? label : `${label} til ${dayText(state.until, copenhagen(now).date)}`;
}
