/**
 * One look at a journey: what it rests on, the steps it finds, and when to look again. Each procedure's own rules add
 * to it (review.ts and its neighbours).
 */
import { type JourneySituation, type JourneyStep } from '../contract/messages/reviews';
import { type Procedure, type TaskKind } from '../contract/messages/vocabulary';
import { type Policy } from '../contract/schemas/policy';
import { type Youth } from '../records/people';
import { type IsoDate } from '../rules/calendar';

/** Everything a look rests on, and what it finds. */
export class Look {
  readonly steps: JourneyStep[] = [];
  private next: IsoDate | undefined;

  constructor(
    readonly youth: Youth,
    readonly policy: Policy,
    readonly today: IsoDate,
    readonly situation: JourneySituation,
  ) {}

  /** R19: whether somebody is responsible; nothing else is begun before. */
  get isFollowed(): boolean {
    return this.youth.people.coordinator !== undefined;
  }

  isUnderWay(what: Procedure | TaskKind): boolean {
    const isStep = (step: JourneyStep): boolean =>
      (step.do === 'start' && step.procedure === what) || (step.do === 'open' && step.kind === what);
    return this.situation.underWay.includes(what) || this.steps.some(isStep);
  }

  /** Whether the step of this key has been taken. */
  hasTaken(key: string): boolean {
    return this.situation.taken.includes(key);
  }

  /** Takes a step, once. */
  take(step: JourneyStep): void {
    if (!this.hasTaken(step.key)) this.steps.push(step);
  }

  /** Asks to be looked at again on this day, unless it has passed. */
  lookAgain(on: IsoDate): void {
    if (on > this.today && (this.next === undefined || on < this.next)) this.next = on;
  }

  get lookAgainOn(): IsoDate | undefined {
    return this.next;
  }
}
