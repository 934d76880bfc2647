/**
 * What a journey begins by itself: it asks, when it is time or when something has changed, who and what is missing and
 * which procedure begins (R15, R19, R27, R29), takes those steps, and remembers which are under way.
 */
import { ParentClosePolicy, setHandler, startChild } from '@temporalio/workflow';
import { type JourneyStep, type MeetingWindow } from '../contract/messages/effects';
import { procedureId, type YouthRef } from '../contract/messages/ids';
import {
  type FamilyMeetingInput,
  type ProcedureEnded,
  type ProcedureInput,
  reviewSignal,
  type ReviewsState,
  type StepUnderWay,
  wishForAnotherSignal,
} from '../contract/messages/procedures';
import { type Facts, type Procedure } from '../contract/messages/vocabulary';
import { activities, type FollowUps } from './followUps';

/** How often open procedures are looked up at least: an operator may have terminated one. */
const ROUND_MS = 91 * 86_400_000;

type Instant = number;

interface Reviewed {
  readonly youth: YouthRef;
  readonly agreement: number;
}

export class Reviews {
  private lookAt: Instant | undefined;
  private lastMeeting: Instant | undefined;
  private booked: Instant | undefined;
  private declined: Instant | undefined;
  private wished = false;
  private underWay: StepUnderWay[];
  private readonly taken: Set<string>;
  private readonly counts: Partial<Record<Procedure, number>>;

  /**
   * @param firstAt when to look first; a youth who waits in a backlog is looked at when it comes to them (R54)
   * @param ofAge what else to do on the eighteenth birthday (R52)
   */
  constructor(
    private readonly reviewed: Reviewed,
    private readonly tasks: FollowUps,
    private readonly ofAge: () => Promise<void>,
    firstAt: Instant,
    state?: ReviewsState,
  ) {
    this.lookAt = state ? state.lookAt : firstAt;
    this.lastMeeting = state?.lastMeeting;
    this.booked = state?.booked;
    this.declined = state?.declined;
    this.underWay = [...(state?.underWay ?? [])];
    this.taken = new Set(state?.taken);
    this.counts = { ...state?.counts };
    setHandler(reviewSignal, () => {
      this.again();
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
    if (step.what === 'familyMeeting') {
      this.lastMeeting = held ?? this.lastMeeting;
      this.booked = next;
      // No thanks (R45), or no way to meet: asked again later.
      this.declined = why === 'declined' || why === 'notPossible' ? Date.now() : undefined;
    }
    return true;
  }

  /** A procedure is gone without a word (an operator terminated it). */
  gone(workflowId: string): void {
    const step = this.underWay.find((known) => known.workflowId === workflowId);
    if (step) this.drop(step);
  }

  /** One of the journey's own tasks was closed. */
  closed(n: number): void {
    const step = this.underWay.find((known) => known.n === n);
    if (step) this.drop(step);
  }

  state(): ReviewsState {
    const { lookAt, lastMeeting, declined, booked } = this;
    return {
      underWay: this.underWay,
      taken: [...this.taken],
      counts: this.counts,
      ...(lookAt !== undefined && { lookAt }),
      ...(lastMeeting !== undefined && { lastMeeting }),
      ...(declined !== undefined && { declined }),
      ...(booked !== undefined && { booked }),
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
    const { steps, gone, lookAgainAt } = await activities.reviewJourney(this.reviewed.youth, {
      underWay: this.underWay.map(({ what }) => what),
      running,
      taken: [...this.taken],
      ...(this.lastMeeting !== undefined && { lastMeeting: this.lastMeeting }),
      ...(this.declined !== undefined && { declined: this.declined }),
    });
    // What was asked for while we looked is looked at again.
    if (this.lookAt === asked)
      this.lookAt =
        running.length === 0 ? lookAgainAt : Math.min(lookAgainAt ?? Infinity, Date.now() + ROUND_MS);
    if (this.wished) await this.handOver();
    for (const step of steps) {
      if (step.do === 'start') await this.start(step.procedure, step);
      if (step.do === 'ofAge') await this.ofAge();
    }
    return () => {
      gone.forEach(onGone);
      for (const step of steps) this.take(step);
    };
  }

  private take(step: JourneyStep): void {
    this.taken.add(step.key);
    if (step.do === 'open') {
      const { kind, rule, reason, role } = step;
      const task = this.tasks.open(kind, { rule, reason, ...(role && { role }) });
      this.underWay.push({ key: step.key, what: kind, n: task.n });
    }
    if (step.do === 'ofAge') this.tasks.do({ do: 'endGuardians' });
    if (step.do === 'endContactPerson')
      this.tasks.do({ do: 'endPerson', role: 'contactPerson', rule: 'R27' });
  }

  /** R28: the wish goes to the leader; one handover at a time. */
  private async handOver(): Promise<void> {
    this.wished = false;
    if (this.underWay.some(({ what }) => what === 'contactPersonHandover')) return;
    await this.start('contactPersonHandover', { key: 'wish', rule: 'R28', reason: { wish: 'another' } });
  }

  private async start(
    procedure: Procedure,
    step: { key: string; rule: string; reason: Facts; window?: MeetingWindow },
  ): Promise<void> {
    const { youth, agreement } = this.reviewed;
    const { key, rule, reason, window } = step;
    const n = (this.counts[procedure] ?? 0) + 1;
    const workflowId = procedureId(procedure, youth, n);
    const { booked } = this;
    const input: ProcedureInput & Partial<FamilyMeetingInput> = {
      origin: { workflowId, youth, agreement },
      rule,
      reason,
      ...(window && { window }),
      ...(procedure === 'familyMeeting' && booked !== undefined && { booked }),
    };
    this.counts[procedure] = n;
    this.taken.add(key);
    this.underWay.push({ key, what: procedure, workflowId });
    await startChild(procedure, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: rule,
    });
    if (procedure === 'familyMeeting') this.booked = undefined;
  }

  private drop(step: StepUnderWay): void {
    this.underWay = this.underWay.filter((known) => known !== step);
    this.again();
  }
}
