/**
 * A place to be for one youth (R35, R36, R39, R45): in line for a place, offered it, visits before the start†, a start-up
 * meeting and straight on, and an evaluation that closes it. However it ends, the place is given back.
 */
import { continueAsNew, patched, setHandler } from '@temporalio/workflow';
import {
  type ArrangementStage,
  type PlacementInput,
  placeOfferedSignal,
} from '../contract/messages/arrangements';
import { journeyId } from '../contract/messages/ids';
import { type Outcome } from '../contract/messages/outcomes';
import { leaveSignal, reviewSignal } from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import { type CaseClosing, type TaskKind } from '../contract/messages/vocabulary';
import { addDays, type IsoDate } from '../rules/calendar';
import { Arrangement } from './arrangement';
import { activities, FollowUps } from './followUps';
import { liveProcedure } from './procedure';
import { tell } from './telling';

/** Where it stands while a task of this kind is open. */
const STAGES: Partial<Record<TaskKind, ArrangementStage>> = {
  'placement.offer': 'offered',
  'placement.visit': 'visits',
  'placement.start': 'start',
  'placement.evaluation': 'running',
};

/** Where the youth has somewhere to go, so that nobody seeks them out (R32). */
const GOING: readonly ArrangementStage[] = ['visits', 'start', 'running'];

export async function placement(input: PlacementInput): Promise<void> {
  const { origin, rule, reason, offer, arrangement, endsWithSchool, visits, carried } = input;
  const { workflowId, youth } = origin;
  let stage: ArrangementStage = carried?.stage ?? 'waiting';
  let visited = carried?.visited ?? 0;
  /** R35: when the offer goes to the next in line. */
  let until = carried?.until;
  let returned = carried?.returned ?? false;
  /** The journey is to hear that the youth has somewhere to go now, or no longer; of the end it hears anyway. */
  let turned = false;

  const own = new Arrangement(arrangement, rule, carried?.ended);
  const hooks = { completed, reopened, mayReopen: () => own.ended === undefined };
  const tasks = new FollowUps(origin, hooks, undefined, carried?.followUps);
  own.answer(tasks);
  setHandler(placeOfferedSignal, offered);
  setHandler(leaveSignal, ({ why }) => {
    if (endsWithSchool) own.end(tasks, why);
  });
  if (!carried) {
    own.note(tasks, 'waiting', { offer });
    await activities.wishForPlace(offer, { placement: workflowId, youth, wants: true });
  }

  const life = {
    // The place is back before the journey hears of the end, so that nobody waits for one that nobody has.
    ended: () => (own.ended !== undefined && returned ? { why: own.ended } : undefined),
    told: returned,
    wakeUp: { at: nextLook, look },
    onStop: (why: CaseClosing) => {
      own.end(tasks, why);
    },
  };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof placement>({
    ...input,
    carried: {
      followUps: tasks.state(),
      stage,
      visited,
      ...(until !== undefined && { until }),
      returned,
      ...(own.ended && { ended: own.ended }),
    },
  });

  /** R35: a freed place is offered; told twice, it is offered once. */
  function offered(place: { readonly until: number }): void {
    if (stage !== 'waiting' || own.ended !== undefined) return;
    ({ until } = place);
    tasks.open('placement.offer', { rule, reason: { ...reason, until } });
    enter('offered');
  }

  function enter(next: ArrangementStage, ends?: IsoDate): void {
    if (GOING.includes(next) !== GOING.includes(stage)) turned = patched('placementTie');
    stage = next;
    own.note(tasks, next, {
      ...(next === 'offered' && until !== undefined && { answerBy: until }),
      ...(ends !== undefined && { until: ends }),
    });
  }

  function completed(task: FollowUp, { outcome }: Outcome, on: IsoDate): void {
    if (task.kind === 'talk.requested') return;
    if (outcome === 'declined' || outcome === 'notPossible') {
      own.end(tasks, outcome); // R45: no thanks, at any step
      return;
    }
    if (task.kind === 'placement.evaluation') {
      own.end(tasks, 'done'); // R36
      return;
    }
    if (task.kind === 'placement.start') {
      run(task, on);
      return;
    }
    if (task.kind === 'placement.visit') visited += 1;
    if (visited < visits) visit(task, on);
    else startUp(task);
  }

  /** R39, R38: the first visit soon, the others so many days apart. */
  function visit(after: FollowUp, on: IsoDate): void {
    const place = { rule: 'R39', reason: { visit: visited + 1, visits }, after };
    tasks.open('placement.visit', {
      ...place,
      ...(visited > 0 && { onDay: addDays(on, input.visitEveryDays) }),
    });
    enter('visits');
  }

  function startUp(after: FollowUp): void {
    tasks.open('placement.start', { rule: 'R39', reason: { visits }, after });
    enter('start');
  }

  /** R39: straight on from the start-up meeting. R36: its evaluation has a day from the start. */
  function run(after: FollowUp, on: IsoDate): void {
    const ends = addDays(on, input.weeks * 7);
    tasks.open('placement.evaluation', { rule: 'R36', reason: { started: on }, onDay: ends, after });
    enter('running', ends);
  }

  function reopened({ kind }: FollowUp): void {
    if (kind === 'placement.visit') visited -= 1;
    enter(STAGES[kind] ?? stage);
  }

  function nextLook(): number | undefined {
    if (own.ended !== undefined) return returned ? undefined : Date.now();
    if (turned) return Date.now();
    return stage === 'offered' ? until : undefined;
  }

  async function look(): Promise<() => void> {
    if (own.ended === undefined && turned) {
      turned = false;
      await tell(journeyId(youth), reviewSignal);
      return () => undefined;
    }
    if (own.ended === undefined) {
      return () => {
        own.end(tasks, 'lapsed'); // the offer has stood its time
      };
    }
    await activities.wishForPlace(offer, { placement: workflowId, youth, wants: false });
    returned = true;
    return () => undefined;
  }
}
