/**
 * R21: the network's conference about what nobody has found a solution for – marked so by a person, never for mere
 * lateness. Dealt with, a case leaves the agenda; where the conference could not be held it waits for the next. A
 * network coordinator may take over (R20).
 */
import { journeyId } from '../contract/messages/ids';
import { personChangedSignal } from '../contract/messages/procedures';
import { type AnswerRow, type RoundInput } from '../contract/messages/rounds';
import { liveRound } from './round';
import { tell } from './telling';

export function networkConference(input: RoundInput): Promise<void> {
  return liveRound(input, {
    kind: 'networkConference',
    rule: 'R21',
    meeting: 'network.conference',
    everybody: false,
    follow: () => undefined,
    told: tellJourneys,
  });
}

/** Whoever asked for a coordinator meanwhile need not look any longer. */
async function tellJourneys(rows: readonly AnswerRow[]): Promise<void> {
  for (const { youth, answers } of rows) {
    if (!('takeOver' in answers)) continue;
    await tell(journeyId(youth), personChangedSignal, { role: 'coordinator', person: answers.takeOver });
  }
}
