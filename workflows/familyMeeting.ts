/**
 * One meeting with the youth and family (R15–R18, R40, R47): booked inside the weeks the youth's risk allows (R09),
 * held, and closed with the next time and with agreements per party. The municipality's agreements become tasks, and
 * this procedure lives until they are settled; the next meeting's procedure begins when this meeting has been held.
 */
import { continueAsNew } from '@temporalio/workflow';
import { type Outcome } from '../contract/messages/outcomes';
import { taskId } from '../contract/messages/ids';
import { type FamilyMeetingInput } from '../contract/messages/procedures';
import { type AnswerTask, type FollowUp } from '../contract/messages/tasks';
import { type CaseClosing } from '../contract/messages/vocabulary';
import { FollowUps } from './followUps';
import { type Ending, liveProcedure } from './procedure';

type Instant = number;

export async function familyMeeting(input: FamilyMeetingInput): Promise<void> {
  const { origin, rule, reason, window, booked, carried } = input;
  const { workflowId } = origin;
  /** R16: agreements by the task that carries them out. */
  const agreements = new Map<number, string>(carried?.agreements);
  let made = carried?.made ?? 0;
  let ended: Ending | undefined = carried?.ended && { why: carried.ended };

  const hooks = { completed, booked: timeAgreed, answered, mayReopen };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  if (!carried) {
    if (booked === undefined) askForTime();
    else invite(booked);
  }
  const life = {
    ended: () => ended,
    told: carried?.ended !== undefined,
    outliving: ['family.agreement'] as const,
  };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof familyMeeting>({
    ...input,
    carried: {
      followUps: tasks.state(),
      agreements: [...agreements],
      made,
      ...(ended && { ended: ended.why }),
    },
  });

  /** R15: somebody finds a time with the family. */
  function askForTime(after?: FollowUp): void {
    tasks.open('family.book', { rule, reason, window, ...(after && { after }) });
  }

  function invite(meeting: Instant, after?: FollowUp): void {
    tasks.open('family.meeting', { rule, reason, window, meeting, ...(after && { after }) });
  }

  /** Agreeing a time for the booking task is what it asks for. */
  function timeAgreed(task: FollowUp, meeting: Instant, by: string): void {
    if (task.kind !== 'family.book') return;
    tasks.complete(task, { outcome: 'done', next: meeting }, by);
    invite(meeting, task);
  }

  /** R40: the youth cannot then and knows no other time yet: somebody finds one. */
  function answered(task: FollowUp, { answer, to }: AnswerTask): void {
    if (task.kind !== 'family.meeting' || answer !== 'anotherTime' || to !== undefined) return;
    tasks.withdraw('superseded', (open) => open === task);
    askForTime();
  }

  function completed(task: FollowUp, outcome: Outcome): void {
    if (task.kind === 'family.agreement') {
      const agreement = agreements.get(task.n);
      if (agreement !== undefined)
        tasks.do({ do: 'settleAgreement', agreement, kept: outcome.outcome === 'done' });
      return;
    }
    if (task.kind === 'talk.requested') return;
    if (outcome.outcome === 'declined')
      end('declined'); // R45: no thanks is an answer
    else if (outcome.outcome === 'notPossible') end('notPossible');
    else if (task.kind === 'family.book' && 'next' in outcome) invite(outcome.next, task);
    else if (outcome.outcome === 'held' && 'next' in outcome) held(task, outcome);
  }

  function held(task: FollowUp, outcome: Extract<Outcome, { next: Instant; outcome: 'held' }>): void {
    for (const { agreement, kept } of outcome.earlier ?? [])
      tasks.do({ do: 'settleAgreement', agreement, kept });
    for (const { party, role, due } of outcome.agreements ?? []) {
      made += 1;
      const carriedOut =
        party === 'municipality'
          ? tasks.open('family.agreement', {
              rule: 'R16',
              reason: { party },
              due,
              ...(role && { role }),
              after: task,
            })
          : undefined;
      if (carriedOut) agreements.set(carriedOut.n, taskId(workflowId, made));
      tasks.do({
        do: 'makeAgreement',
        k: made,
        party,
        due,
        ...(role && { role }),
        ...(carriedOut && { task: carriedOut.n }),
      });
    }
    end('done', { held: Math.min(task.meeting ?? Date.now(), Date.now()), next: outcome.next });
  }

  function end(why: CaseClosing, more: Omit<Ending, 'why'> = {}): void {
    ended ??= { why, ...more };
    tasks.withdraw(why, ({ kind }) => kind === 'family.book' || kind === 'family.meeting');
  }

  /** The next meeting has begun when this one was held, so only what is agreed can be taken up again. */
  function mayReopen(task: FollowUp): boolean {
    return !ended || task.kind === 'family.agreement';
  }
}
