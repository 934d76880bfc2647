/**
 * R26: twice a year the municipality looks ahead for everybody it follows: from 14 with social services, from 16 also
 * with guidance and jobcenter. Of each youth it is agreed who takes part, how often, and who does what.
 */
import { type AnswerRow, type OpenedRound, type RoundInput } from '../contract/messages/rounds';
import { type FollowUps } from './followUps';
import { liveRound } from './round';

export function prognosisRound(input: RoundInput): Promise<void> {
  return liveRound(input, {
    kind: 'prognosisRound',
    rule: 'R26',
    meeting: 'prognosis.meeting',
    everybody: true,
    follow,
  });
}

function follow({ youth, answers }: AnswerRow, _opened: OpenedRound, tasks: FollowUps): void {
  if (!('weeks' in answers)) return;
  for (const { role, due } of answers.tasks) {
    const reason = { after: 'prognosis.meeting' };
    tasks.open('family.agreement', { rule: 'R26', reason, role, due, youth });
  }
}
