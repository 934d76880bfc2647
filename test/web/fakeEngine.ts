/**
 * An engine that only notes what it is asked.
 */
import { type Engine, type TaskDeeds, type WorkflowSummary } from '../../contract/ports/engine';

/** What an engine was asked to do: the method and its arguments. */
type Asked = readonly [method: string, ...args: unknown[]];

export class FakeEngine implements Engine {
  readonly asked: Asked[] = [];
  /** Set to let every call fail. */
  failure: Error | undefined;
  /** What a deed does to the rows, as a workflow's activities would. */
  onAct: (deed: keyof TaskDeeds, args: TaskDeeds[keyof TaskDeeds]) => Promise<void> = () => Promise.resolve();
  found: WorkflowSummary[] = [];

  private note(method: string, ...args: unknown[]): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.asked.push([method, ...args]);
    return Promise.resolve();
  }

  /** The arguments of each call of a method. */
  calls(method: keyof Engine): unknown[][] {
    return this.asked.filter(([name]) => name === method).map(([, ...args]) => args);
  }

  startJourney: Engine['startJourney'] = (...args) => this.note('startJourney', ...args);
  startSchoolFeed: Engine['startSchoolFeed'] = (...args) => this.note('startSchoolFeed', ...args);
  startDispatch: Engine['startDispatch'] = () => this.note('startDispatch');
  startYearWheel: Engine['startYearWheel'] = (...args) => this.note('startYearWheel', ...args);
  moveAgreement: Engine['moveAgreement'] = (...args) => this.note('moveAgreement', ...args);
  answerYouths: Engine['answerYouths'] = (...args) => this.note('answerYouths', ...args);
  reportAbsence: Engine['reportAbsence'] = (...args) => this.note('reportAbsence', ...args);
  reportSchoolEvent: Engine['reportSchoolEvent'] = (...args) => this.note('reportSchoolEvent', ...args);
  personChanged: Engine['personChanged'] = (...args) => this.note('personChanged', ...args);
  reviewJourney: Engine['reviewJourney'] = (...args) => this.note('reviewJourney', ...args);

  answerPulse: Engine['answerPulse'] = (...args) => this.note('answerPulse', ...args);
  wishForAnother: Engine['wishForAnother'] = (...args) => this.note('wishForAnother', ...args);

  messageFailed: Engine['messageFailed'] = (...args) => this.note('messageFailed', ...args);
  dayConfirmed: Engine['dayConfirmed'] = (...args) => this.note('dayConfirmed', ...args);
  staffLeaving: Engine['staffLeaving'] = (...args) => this.note('staffLeaving', ...args);
  wishForPlace: Engine['wishForPlace'] = (...args) => this.note('wishForPlace', ...args);
  placesChanged: Engine['placesChanged'] = (...args) => this.note('placesChanged', ...args);
  withdrawArrangement: Engine['withdrawArrangement'] = (...args) => this.note('withdrawArrangement', ...args);
  wakeDispatch: Engine['wakeDispatch'] = (...args) => this.note('wakeDispatch', ...args);
  gone: Engine['gone'] = () => Promise.resolve([]);
  webAddress: Engine['webAddress'] = (id, run) => `http://engine.example/${id}/${run}`;

  async act<Deed extends keyof TaskDeeds>(
    workflowId: string,
    deed: Deed,
    args: TaskDeeds[Deed],
    requestId: string,
  ): Promise<void> {
    await this.note('act', workflowId, deed, args, requestId);
    await this.onAct(deed, args);
  }

  async workflows(of: Parameters<Engine['workflows']>[0]): Promise<WorkflowSummary[]> {
    await this.note('workflows', of);
    return this.found;
  }
}
