/**
 * One episode of absence, from the threshold (R01) to a met target (R06).
 *
 * FGU (R04): first contact → conversation 1 → renewed absence → conversation 2 → renewed absence → the leader decides
 * on support, never discharge → district team. Primary school (R02): call to the parents → meeting with the parents →
 * the leader → the district team, and a person considers a notification of concern. The youth moves a step on
 * renewed absence only; delay of staff moves the task up its ladder and never the youth's step.
 */
import { continueAsNew, setHandler } from '@temporalio/workflow';
import { journeyId } from '../contract/messages/ids';
import { type Outcome, type Target } from '../contract/messages/outcomes';
import {
  type AbsenceCaseInput,
  type CaseDays,
  caseDaysSignal,
  caseMovedSignal,
  leaveSignal,
  ofAgeSignal,
  type Step,
  type Watch,
} from '../contract/messages/procedures';
import { type CaseClosing, type Facts, type Remedy, type TaskKind } from '../contract/messages/vocabulary';
import { type FollowUp } from '../contract/messages/tasks';
import { type AbsenceSituation, daysSince, type DayState, renewedAbsence } from '../rules/absence';
import { type IsoDate } from '../rules/calendar';
import { activities, FollowUps } from './followUps';
import { liveProcedure } from './procedure';
import { tell } from './telling';

/** The step a renewal of absence leads to, by the step that was taken before (R02, R04). */
const AFTER_RENEWAL: Partial<Record<TaskKind, { kind: TaskKind; rule: string }>> = {
  'absence.conversation1': { kind: 'absence.conversation2', rule: 'R04' },
  'absence.conversation2': { kind: 'absence.leaderDecision', rule: 'R04' },
  'absence.districtTeam': { kind: 'absence.leaderDecision', rule: 'R04' },
  'absence.leaderDecision': { kind: 'absence.leaderDecision', rule: 'R04' },
  // R52: steps taken with the parents of somebody who has come of age since.
  'absence.parentCall': { kind: 'absence.conversation1', rule: 'R52' },
  'absence.parentMeeting': { kind: 'absence.conversation2', rule: 'R52' },
};
const AFTER_RENEWAL_PRIMARY: Partial<Record<TaskKind, { kind: TaskKind; rule: string }>> = {
  'absence.parentCall': { kind: 'absence.parentMeeting', rule: 'R02' },
  'absence.parentMeeting': { kind: 'absence.leaderDecision', rule: 'R02' },
  'absence.leaderDecision': { kind: 'absence.districtTeam', rule: 'R02' },
  'absence.districtTeam': { kind: 'absence.districtTeam', rule: 'R02' },
};

/** Tasks whose `declined` is the youth's or family's own no (R45). */
const OF_THE_YOUTH: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'absence.firstContact',
  'absence.parentCall',
  'absence.conversation1',
  'absence.conversation2',
  'absence.parentMeeting',
  'absence.districtTeam',
  'absence.followUp',
]);
/** Tasks that can be taken up again when a case has closed: an agreed measure (R10), a talk the youth asked for (R53). */
const OUTLIVING: ReadonlySet<TaskKind> = new Set<TaskKind>(['retention.measure', 'talk.requested']);

export async function absenceCase(input: AbsenceCaseInput): Promise<void> {
  const { origin, carried } = input;
  let { terms } = input;
  const fgu = terms.kind === 'fgu';
  const days: Record<IsoDate, DayState> = { ...carried?.days };
  let { schoolClosed, target } = carried ?? terms;
  /** R06: whether the conversation's people agreed on a target of their own. */
  let ownTarget = carried !== undefined && !isSame(carried.target, terms.target);
  /** R52: who is of age is met as at FGU; the parents are out of it. */
  let ofAge = carried?.ofAge ?? input.ofAge ?? false;
  let conversationHeld = carried?.conversationHeld ?? false;
  let lastStep: Step | undefined = carried?.lastStep;
  let watch: Watch | undefined = carried?.watch;
  let closed: CaseClosing | undefined = carried?.closed;

  const hooks = { completed, reopened, mayReopen, moved };
  const tasks = new FollowUps(origin, hooks, () => terms.attempts, carried?.followUps);
  setHandler(caseDaysSignal, onDays);
  setHandler(leaveSignal, ({ why }) => {
    close(why, 'R06');
  });
  setHandler(ofAgeSignal, turnsOfAge);

  if (!carried) {
    tasks.do({ do: 'openCase', rule: 'R01', reason: openingFacts(input) });
    if (withYouth()) openStep('absence.firstContact', fgu ? 'R04' : 'R52', openingFacts(input));
    else openStep('absence.parentCall', 'R02', openingFacts(input));
  }
  const life = {
    ended: () => closed && { why: closed },
    told: carried?.closed !== undefined,
    // A mentor who was agreed stays agreed when the target is met: measures run to their own end (R10).
    outliving: ['retention.measure'] as const,
    wakeUp: { at: () => watch?.lookAt, look: lookAtTarget },
  };
  if ((await liveProcedure(origin, tasks, life)) === 'over') return;
  await continueAsNew<typeof absenceCase>({
    ...input,
    terms,
    carried: {
      days,
      schoolClosed,
      target,
      conversationHeld,
      ...(ofAge && { ofAge }),
      followUps: tasks.state(),
      ...(watch && { watch }),
      ...(lastStep && { lastStep }),
      ...(closed && { closed }),
    },
  });

  /** R04, R52: the steps at FGU, and for who is of age, are taken with the youth. */
  function withYouth(): boolean {
    return fgu || ofAge;
  }

  function openStep(kind: TaskKind, rule: string, reason: Facts, after?: Step): void {
    watch = undefined;
    tasks.withdraw('superseded', (task) => task.kind === 'absence.followUp');
    tasks.open(kind, { rule, reason, ...(after && { after }) });
  }

  function close(why: CaseClosing, rule: string): void {
    if (closed) return;
    closed = why;
    watch = undefined;
    // R53: whoever asked for a talk gets it.
    tasks.withdraw(
      why,
      ({ kind }) => kind !== 'talk.requested' && (why !== 'targetMet' || kind !== 'retention.measure'),
    );
    tasks.do({ do: 'closeCase', rule, why });
  }

  function completed(task: FollowUp, outcome: Outcome, on: IsoDate): void {
    if (outcome.outcome === 'declined') {
      // R45: the youth's no is a valid outcome and ends the case; turning down a measure does not.
      if (OF_THE_YOUTH.has(task.kind)) close('declined', 'R45');
      return;
    }
    switch (task.kind) {
      case 'absence.firstContact':
        openStep('absence.conversation1', 'R04', { after: task.kind }, task);
        break;
      case 'absence.conversation1':
      case 'absence.conversation2':
      case 'absence.parentMeeting':
        if (!('cause' in outcome)) return;
        conversationHeld = true;
        ownTarget = outcome.target !== undefined;
        target = outcome.target ?? terms.target;
        openMeasure(outcome.remedy, task);
        startWatching(task, on);
        break;
      case 'absence.leaderDecision':
        if (outcome.outcome === 'noSolution') tasks.do({ do: 'putOnAgenda', n: task.n });
        if ('remedy' in outcome) openMeasure(outcome.remedy, task);
        if (withYouth()) openStep('absence.districtTeam', 'R04', { after: task.kind }, task);
        else startWatching(task, on);
        break;
      case 'absence.parentCall':
      case 'absence.districtTeam':
        startWatching(task, on);
        break;
      case 'absence.followUp':
        startWatching(lastStep ?? task, on);
        break;
      default:
        break;
    }
  }

  /** R52: who is of age is contacted in person; what was for the parents is withdrawn. */
  function turnsOfAge(): void {
    ofAge = true;
    const withdrawn = tasks.withdraw(
      'superseded',
      ({ kind }) => kind === 'absence.parentCall' || kind === 'absence.parentMeeting',
    );
    if (withdrawn.length > 0) openStep('absence.firstContact', 'R52', { ofAge: true });
  }

  /** R07: judged by another version from now on; what its people agreed on stays. */
  async function moved(version: number): Promise<void> {
    const next = await activities.absenceAgreement(origin.school, version);
    terms = next;
    ({ schoolClosed } = next);
    if (!ownTarget) ({ target } = next);
    const { workflowId, youth } = origin;
    await tell(journeyId(youth), caseMovedSignal, { workflowId, absence: next.absence });
    checkRenewal();
  }

  /** What is closed stays closed; only a measure that outlives its case can be taken up again. */
  function mayReopen(task: FollowUp): boolean {
    return closed === undefined || OUTLIVING.has(task.kind);
  }

  /** A step is open again, so the case stands where it stood before it was taken. */
  function reopened(task: FollowUp): void {
    if (task.kind === 'retention.measure' || task.kind === 'absence.considerNotification') return;
    watch = undefined;
    if (task.kind === 'absence.conversation1' || task.kind === 'absence.parentMeeting')
      conversationHeld = false;
  }

  /** R10: what was agreed becomes a task with an owner and an end date. */
  function openMeasure(remedy: Remedy, after: FollowUp): void {
    const role = terms.measures[remedy];
    if (role !== undefined) tasks.open('retention.measure', { rule: 'R10', reason: { remedy }, role, after });
  }

  function startWatching({ n, kind }: Step, since: IsoDate): void {
    lastStep = { n, kind };
    watch = { step: lastStep, since, lookAt: Date.now() };
    checkRenewal();
  }

  function situation(): AbsenceSituation {
    return { days, spent: new Set(), schoolClosed, terms: terms.absence };
  }

  function onDays(news: CaseDays): void {
    for (const day of news.days) days[day.date] = day;
    schoolClosed = news.schoolClosed ?? schoolClosed;
    if (!news.thresholdMet && !conversationHeld) close('withdrawn', 'R01');
    else checkRenewal();
  }

  /** R02, R04: absence renewed after a step leads to the next. */
  function checkRenewal(): void {
    if (!watch || closed) return;
    const { step, since } = watch;
    const renewed = renewedAbsence(since, situation(), terms.renewal);
    const next = (withYouth() ? AFTER_RENEWAL : AFTER_RENEWAL_PRIMARY)[step.kind];
    if (!renewed || !next) return;
    openStep(next.kind, next.rule, { renewed }, step);
    if (next.kind === 'absence.districtTeam') {
      tasks.open('absence.considerNotification', { rule: 'R02', reason: { renewed }, after: step });
    }
  }

  /** R06: once the school has confirmed enough days, the target is met or somebody has to look at it. */
  async function lookAtTarget(): Promise<() => void> {
    const watched = watch;
    if (!watched) return () => undefined;
    const { reachedOn, lookAgainAt } = await activities.targetProgress(
      origin.school,
      watched.since,
      target.withinSchoolDays,
    );
    return () => {
      if (watch !== watched) return; // something happened while we looked
      if (reachedOn === undefined) {
        watch = { ...watched, lookAt: lookAgainAt };
        return;
      }
      const missed = daysSince(watched.since, situation()).filter((date) => date <= reachedOn);
      const allowed = target.maxUnlawfulDays;
      if (missed.length <= allowed) close('targetMet', 'R06');
      else openStep('absence.followUp', 'R06', { days: missed, allowed }, watched.step);
    };
  }
}

function openingFacts({ opened, receivedAt }: AbsenceCaseInput): Facts {
  return { threshold: opened.why, days: opened.days, receivedAt };
}

const isSame = (a: Target, b: Target): boolean =>
  a.maxUnlawfulDays === b.maxUnlawfulDays && a.withinSchoolDays === b.withinSchoolDays;
