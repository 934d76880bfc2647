/**
 * How a youth is (R08): a question every few weeks while they go to one school. A low answer opens a dialogue with the
 * contact teacher. Not answering is no fault (R45): after some questions in a row somebody asks the youth in person.
 *
 * One workflow asks all questions of a youth, so that each costs little: a timer, the asking, and – where there is one –
 * the answer and its writing.
 */
import { continueAsNew, setHandler } from '@temporalio/workflow';
import { leaveSignal } from '../contract/messages/procedures';
import {
  type AnswerPulse,
  answerPulseUpdate,
  type AskedPulse,
  type WellbeingPulseInput,
} from '../contract/messages/pulses';
import { type CaseClosing, type Facts } from '../contract/messages/vocabulary';
import { activities, FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';
import { refuse } from './taskUpdates';

export async function wellbeingPulse(input: WellbeingPulseInput): Promise<void> {
  const { origin, rule, carried } = input;
  let nextAt = carried?.nextAt ?? input.firstAt;
  let k = carried?.k ?? 0;
  let unanswered = carried?.unanswered ?? 0;
  let asked: AskedPulse | undefined = carried?.asked;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };

  const hooks = { completed: () => undefined, mayReopen: () => ended === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  setHandler(answerPulseUpdate, answered, { validator: mayAnswer });
  setHandler(leaveSignal, ({ why }) => {
    end(why);
  });

  const life = {
    ended: () => ended,
    told: carried?.ended !== undefined,
    // Who wants no more questions has a dialogue that was opened before, and somebody must be able to hold it.
    outliving: ['wellbeing.dialogue'] as const,
    wakeUp: { at: nextMoment, look },
    onStop: (why: CaseClosing) => {
      end(why); // the question that waits is closed, too
      tasks.withdraw(why);
    },
  };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof wellbeingPulse>({
    ...input,
    carried: {
      followUps: tasks.state(),
      nextAt,
      k,
      unanswered,
      ...(asked && { asked }),
      ...(ended && { ended: ended.why }),
    },
  });

  /** An unanswered question is noticed when the next is asked – only the one that matters when it closes. */
  function nextMoment(): number | undefined {
    if (ended) return undefined;
    return asked && isLastMissing(asked) ? Math.min(asked.closesAt, nextAt) : nextAt;
  }

  function isLastMissing(question: AskedPulse): boolean {
    return unanswered + 1 >= question.unanswered;
  }

  async function look(): Promise<() => void> {
    if (asked && Date.now() < nextAt) return missed;
    const found = await activities.askPulse(origin, k + 1);
    return () => {
      if (ended) return;
      if (found.over) {
        end(found.over);
        return;
      }
      ({ nextAt } = found);
      if (!found.asked) return;
      if (asked) missed();
      asked = found.asked;
      k += 1;
    };
  }

  function missed(): void {
    if (!asked) return; // answered while we looked
    const { unanswered: allowed } = asked;
    asked = undefined;
    unanswered += 1;
    if (unanswered < allowed) return;
    openDialogue({ unanswered });
    unanswered = 0;
  }

  function mayAnswer({ k: question, answer }: AnswerPulse): void {
    if (ended) refuse('procedureClosed');
    if ('declined' in answer) return;
    if (!asked || question !== k || Date.now() >= asked.closesAt) refuse('noQuestion');
    const [from, to] = asked.scale;
    if (!Number.isInteger(answer.score) || answer.score < from || answer.score > to) refuse('invalidOutcome');
  }

  function answered({ by, answer }: AnswerPulse): Promise<undefined> {
    tasks.do({ do: 'settlePulse', k, by, answer });
    if ('declined' in answer) {
      asked = undefined;
      end('declined');
    } else {
      const { score } = answer;
      const isLow = asked !== undefined && score <= asked.low;
      asked = undefined;
      unanswered = 0;
      if (isLow) openDialogue({ score });
    }
    return tasks.written();
  }

  /** One dialogue at a time is enough. */
  function openDialogue(reason: Facts): void {
    if (!tasks.isOpen('wellbeing.dialogue')) tasks.open('wellbeing.dialogue', { rule, reason });
  }

  function end(why: CaseClosing): void {
    if (ended) return;
    ended = { why };
    if (asked) tasks.do({ do: 'settlePulse', k });
    asked = undefined;
    // R45: no thanks to questions is no thanks to being asked; a dialogue that was opened before is kept.
    if (why !== 'declined') tasks.withdraw(why, ({ kind }) => kind === 'wellbeing.dialogue');
  }
}
