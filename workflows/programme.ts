/**
 * R38: talks each week, or visits every other†, for some months: one task after another, each on its day, until the last
 * day or until the youth says no thanks (R45).
 */
import { continueAsNew } from '@temporalio/workflow';
import { type ProgrammeInput } from '../contract/messages/arrangements';
import { type Outcome } from '../contract/messages/outcomes';
import { type FollowUp } from '../contract/messages/tasks';
import { addDays, type IsoDate } from '../rules/calendar';
import { Arrangement } from './arrangement';
import { type CaseClosing } from '../contract/messages/vocabulary';
import { FollowUps } from './followUps';
import { liveProcedure } from './procedure';

export async function programme(input: ProgrammeInput): Promise<void> {
  const { origin, rule, reason, arrangement, programme: kind, everyDays, from, until, carried } = input;
  /** The day of the present talk or visit, as the rhythm has it. */
  let day = carried?.day ?? from;
  let before = day;
  const own = new Arrangement(arrangement, rule, carried?.ended);
  const hooks = { completed, reopened, mayReopen: () => own.ended === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  own.answer(tasks);
  if (!carried) {
    own.note(tasks, 'running', { until });
    meet();
  }
  const life = {
    ended: () => own.ended && { why: own.ended },
    told: carried?.ended !== undefined,
    onStop: (why: CaseClosing) => {
      own.end(tasks, why);
    },
  };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof programme>({
    ...input,
    carried: { followUps: tasks.state(), day, ...(own.ended && { ended: own.ended }) },
  });

  function meet(after?: FollowUp): void {
    const task = kind === 'talks' ? 'programme.talk' : 'programme.visit';
    tasks.open(task, { rule, reason: { ...reason, until }, onDay: day, ...(after && { after }) });
  }

  /** One that could not be held is no end; the next has its day. */
  function completed(task: FollowUp, { outcome }: Outcome, on: IsoDate): void {
    if (task.kind === 'talk.requested') return;
    if (outcome === 'declined') {
      own.end(tasks, 'declined');
      return;
    }
    before = day;
    do day = addDays(day, everyDays);
    while (day <= on);
    if (day > until) own.end(tasks, 'done');
    else meet(task);
  }

  function reopened(): void {
    day = before;
  }
}
