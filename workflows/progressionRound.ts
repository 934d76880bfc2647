/**
 * R13: the quarter's meeting between an FGU school, youth guidance and jobcenter about all the school's youths. The
 * school says before where each stands, each youth is asked before and told after, and of each there are three
 * mandatory answers; an extension rests on a criterion and a goal (R14), and the need is looked at (R48).
 */
import { type AnswerRow, type OpenedRound, type RoundInput } from '../contract/messages/rounds';
import { type FollowUps } from './followUps';
import { liveRound } from './round';

export function progressionRound(input: RoundInput): Promise<void> {
  return liveRound(input, {
    kind: 'progressionRound',
    rule: 'R13',
    first: 'progress.schoolStatus',
    meeting: 'progress.meeting',
    everybody: true,
    follow,
  });
}

/** What was decided is somebody's task, held by the youth's own people. */
function follow({ youth, answers }: AnswerRow, { owners }: OpenedRound, tasks: FollowUps): void {
  if (!('satisfactory' in answers)) return;
  const { special, newOffer } = owners;
  if (answers.special) {
    const reason = { special: true };
    tasks.open('retention.measure', { rule: 'R13', reason, youth, ...(special && { role: special }) });
  }
  if (answers.newOffer) {
    const reason = { remedy: 'newOffer' };
    tasks.open('retention.measure', { rule: 'R13', reason, youth, ...(newOffer && { role: newOffer }) });
  }
}
