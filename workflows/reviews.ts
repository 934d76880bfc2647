/**
 * What a journey begins by itself: it asks, when it is time or when something has changed, who and what is missing and
 * which procedure begins (R15, R19, R27, R29), takes those steps, and remembers which are under way.
 */
import { patched, setHandler } from '@temporalio/workflow';
import { type JourneyStep, type LastEnded, type LeftBehind } from '../contract/messages/reviews';
import { type YouthRef } from '../contract/messages/ids';
import {
  type FamilyMeetingInput,
  leaveSignal,
  ofAgeSignal,
  type ProcedureEnded,
  type ProcedureInput,
  reviewSignal,
  type ReviewsState,
  type StepUnderWay,
  stopSignal,
  wishForAnotherSignal,
} from '../contract/messages/procedures';
import { type CaseClosing, type Procedure } from '../contract/messages/vocabulary';
import { activities, type FollowUps } from './followUps';
import { type Crossing } from '../rules/absenceRate';
import { startNext } from './starting';
import { tell } from './telling';

/** How often open procedures are looked up at least: an operator may have terminated one. */
export const ROUND_MS = 91 * 86_400_000;

type Instant = number;

/** At least once a round while something runs or is to come; a far date, a birthday say, does not stand in the engine. */
function nextLook(planned: Instant | undefined, runs: boolean): Instant | undefined {
  return planned === undefined && !runs ? undefined : Math.min(planned ?? Infinity, Date.now() + ROUND_MS);
}

type StartStep = Extract<JourneyStep, { do: 'start' }>;
type StopStep = Extract<JourneyStep, { do: 'stop' }>;

export class Reviews {
  private lookAt: Instant | undefined;
  private lastMeeting: Instant | undefined;
  private booked: Instant | undefined;
  private declined: Instant | undefined;
  private withoutContactPerson: Instant | undefined;
  private wished: boolean;
  private underWay: StepUnderWay[];
  private readonly taken: Set<string>;
  private readonly counts: Partial<Record<Procedure, number>>;
  private last: LastEnded;
  private crossed: readonly Crossing[];
  private still: CaseClosing | undefined;

  /**
   * @param firstAt when to look first; a youth who waits in a backlog is looked at when it comes to them (R54)
   * @param ofAge what else to do on the eighteenth birthday (R52)
   * @param standstill what else to do when everything ends (R51)
   */
  constructor(
    private readonly youth: YouthRef,
    private readonly tasks: FollowUps,
    private readonly ofAge: () => Promise<void>,
    private readonly standstill: () => Promise<void>,
    firstAt: Instant,
    state?: ReviewsState,
  ) {
    this.lookAt = state ? state.lookAt : firstAt;
    this.lastMeeting = state?.lastMeeting;
    this.booked = state?.booked;
    this.declined = state?.declined;
    this.withoutContactPerson = state?.withoutContactPerson;
    this.wished = state?.wished ?? false;
    this.underWay = [...(state?.underWay ?? [])];
    this.taken = new Set(state?.taken);
    this.counts = { ...state?.counts };
    this.last = state?.last ?? {};
    this.crossed = state?.crossed ?? [];
    this.still = state?.still;
    setHandler(reviewSignal, ({ atOnce = false } = {}) => {
      if (atOnce) this.now();
      else this.again();
    });
    setHandler(wishForAnotherSignal, () => {
      this.wished = true;
      this.again();
    });
  }

  /** When to look next. */
  at(): Instant | undefined {
    return this.lookAt;
  }

  /** Looks as soon as the journey wakes; nobody is asked for anything before the backlog has come to them (R54). */
  again(): void {
    const now = Date.now();
    if (this.counts.familyMeeting === undefined && this.taken.size === 0 && (this.lookAt ?? 0) > now) return;
    this.lookAt = now;
  }

  /** R03, L2: thresholds of absence were reached. */
  reached(crossed: readonly Crossing[]): void {
    if (crossed.length === 0) return;
    this.crossed = [...this.crossed, ...crossed];
    this.again();
  }

  /** Looks whatever the backlog says. */
  now(): void {
    this.lookAt = Date.now();
  }

  /** Something runs that is to be looked up within a round. */
  soon(): void {
    this.lookAt = Math.min(this.lookAt ?? Infinity, Date.now() + ROUND_MS);
  }

  /** Procedures that run, by workflow. */
  private running(): string[] {
    return this.underWay.flatMap(({ workflowId }) => workflowId ?? []);
  }

  /** Takes in the end of a procedure; false when it is none of these. */
  ended({ workflowId, why, held, next }: ProcedureEnded): boolean {
    const step = this.underWay.find((known) => known.workflowId === workflowId);
    if (!step) return false;
    this.drop(step);
    this.last = { ...this.last, [step.what]: { at: Date.now(), why } };
    if (step.what === 'familyMeeting') {
      this.lastMeeting = held ?? this.lastMeeting;
      this.booked = next;
      // No thanks (R45), or no way to meet: asked again later.
      this.declined = why === 'declined' || why === 'notPossible' ? Date.now() : undefined;
    }
    return true;
  }

  /** A procedure is gone without a word (an operator terminated it); false when it is none that runs. */
  gone(workflowId: string): boolean {
    const step = this.underWay.find((known) => known.workflowId === workflowId);
    if (step) this.drop(step);
    return step !== undefined;
  }

  /** One of the journey's own tasks was closed; `refused` when nothing came of it. */
  closed(n: number, refused = false): void {
    const step = this.underWay.find((known) => known.n === n);
    if (!step) return;
    // R45: who wants no contact person is not asked again at once.
    if (refused && (step.what === 'contact.assign' || step.what === 'contact.review'))
      this.withoutContactPerson = Date.now();
    this.drop(step);
  }

  /** The youth left the school: what is bound to it ends. */
  async leave(why: 'exit' | 'transfer'): Promise<void> {
    const pulses = this.underWay.find(({ what }) => what === 'wellbeingPulse')?.workflowId;
    if (pulses !== undefined) await tell(pulses, leaveSignal, { why });
    for (const { what, workflowId } of this.underWay)
      if (what === 'placement' && workflowId !== undefined) await tell(workflowId, leaveSignal, { why });
  }

  /** R51: whether nothing begins any more: too young, too old, or moved away. */
  standsStill(): boolean {
    return this.still !== undefined;
  }

  /** R52: whether the youth is known to be of age. */
  isOfAge(): boolean {
    return this.taken.has('ofAge');
  }

  state(): ReviewsState {
    const { lookAt, lastMeeting, declined, booked, withoutContactPerson, wished } = this;
    return {
      underWay: this.underWay,
      taken: [...this.taken],
      counts: this.counts,
      last: this.last,
      ...(this.crossed.length > 0 && { crossed: this.crossed }),
      ...(this.still !== undefined && { still: this.still }),
      ...(lookAt !== undefined && { lookAt }),
      ...(lastMeeting !== undefined && { lastMeeting }),
      ...(declined !== undefined && { declined }),
      ...(booked !== undefined && { booked }),
      ...(withoutContactPerson !== undefined && { withoutContactPerson }),
      ...(wished && { wished }),
    };
  }

  /**
   * Finds out whose time has come, begins the procedures, and answers what else to decide.
   * @param openCase the open case of absence, where there is one
   * @param onGone what to do about a workflow that no longer runs
   */
  async look(openCase: readonly string[], onGone: (id: string) => void): Promise<() => void> {
    const asked = this.lookAt;
    const running = [...this.running(), ...openCase];
    const { steps, gone, lookAgainAt, agreement } = await activities.reviewJourney(this.youth, {
      underWay: this.underWay.map(({ what }) => what),
      running,
      taken: [...this.taken],
      last: this.last,
      ...(this.crossed.length > 0 && { crossed: this.crossed }),
      ...(this.still !== undefined && { still: this.still }),
      ...(this.lastMeeting !== undefined && { lastMeeting: this.lastMeeting }),
      ...(this.declined !== undefined && { declined: this.declined }),
      ...(this.withoutContactPerson !== undefined && { withoutContactPerson: this.withoutContactPerson }),
    });
    // R07: what begins now follows the newest version; what is open keeps its own.
    if (agreement !== undefined) this.tasks.followFromNow(agreement);
    // What has changed while we looked is looked at again, and what rests on it waits for that.
    const current = this.lookAt === asked;
    if (current) this.lookAt = nextLook(lookAgainAt, running.length > 0);
    if (this.wished) await this.handOver();
    for (const step of steps) {
      if (step.do === 'start') await this.start(step.procedure, step);
      if (step.do === 'ofAge') await this.turnOfAge();
      if (step.do === 'stop') await this.stop(step);
    }
    return () => {
      gone.forEach(onGone);
      if (current) this.crossed = [];
      for (const step of steps) if (current || step.do !== 'open') this.take(step);
    };
  }

  /** What an earlier life of the journey began, and is under way. */
  takeOver(running: LeftBehind['running']): void {
    for (const { what, workflowId } of running)
      this.underWay.push({ key: `leftBehind/${workflowId}`, what, workflowId });
  }

  private take(step: JourneyStep): void {
    this.taken.add(step.key);
    if (step.do === 'open') {
      const { kind, rule, reason, role, due, terms } = step;
      const task = this.tasks.open(kind, {
        rule,
        reason,
        ...(role && { role }),
        ...(due && { due }),
        ...(terms && { terms }),
      });
      this.underWay.push({ key: step.key, what: kind, n: task.n });
    }
    if (step.do === 'stop') this.withdraw(step);
    if (step.do === 'resume') this.still = undefined;
    if (step.do === 'changeStage') this.tasks.do({ do: 'changeStage' });
    if (step.do === 'ofAge') this.tasks.do({ do: 'endGuardians' });
    if (step.do === 'endContactPerson')
      this.tasks.do({ do: 'endPerson', role: 'contactPerson', rule: 'R27' });
  }

  /** R52, L1: what rested on the youth being a child ends, here and in the procedures that run. */
  private async turnOfAge(): Promise<void> {
    await this.ofAge();
    const outreach = this.underWay.find(({ what }) => what === 'dropoutOutreach')?.workflowId;
    if (outreach !== undefined && patched('outreachOfAge')) await tell(outreach, ofAgeSignal);
  }

  /** Tells procedures that they are no longer needed; each tells when it has ended. */
  private async stop({ procedures, workflows = [], why, ends }: StopStep): Promise<void> {
    const isMeant = ({ what }: StepUnderWay): boolean => procedures.some((procedure) => procedure === what);
    const running = this.underWay.filter(isMeant).flatMap(({ workflowId }) => workflowId ?? []);
    for (const workflowId of new Set([...running, ...workflows])) await tell(workflowId, stopSignal, { why });
    if (ends !== undefined) await this.standstill();
  }

  /** The journey's own part of a stop. */
  private withdraw({ kinds, why, ends }: StopStep): void {
    for (const task of this.tasks.withdraw(why, ({ kind }) => kinds.includes(kind))) this.closed(task.n);
    if (ends === undefined) return;
    this.still = why;
    this.tasks.do({ do: 'closeCase', rule: ends, why });
  }

  /** R28: the wish goes to the leader; one handover at a time. */
  private async handOver(): Promise<void> {
    this.wished = false;
    if (this.underWay.some(({ what }) => what === 'contactPersonHandover')) return;
    await this.start('contactPersonHandover', { key: 'wish', rule: 'R28', reason: { wish: 'another' } });
  }

  private async start(procedure: Procedure, step: Omit<StartStep, 'do' | 'procedure'>): Promise<void> {
    const { youth } = this;
    const { agreement } = this.tasks.follows();
    const { key, rule, reason, window, terms, input } = step;
    const { booked } = this;
    const inputOf = (workflowId: string): ProcedureInput & Partial<FamilyMeetingInput> => ({
      ...input,
      origin: { workflowId, youth, agreement, sparesTimers: true, ...terms },
      rule,
      reason,
      ...(window && { window }),
      ...(procedure === 'familyMeeting' && booked !== undefined && { booked }),
    });
    this.taken.add(key);
    const { n, workflowId } = await startNext(procedure, this.counts[procedure] ?? 0, youth, rule, inputOf);
    this.counts[procedure] = n;
    this.underWay.push({ key, what: procedure, workflowId });
    if (procedure === 'familyMeeting') this.booked = undefined;
  }

  private drop(step: StepUnderWay): void {
    this.underWay = this.underWay.filter((known) => known !== step);
    this.again();
  }
}
