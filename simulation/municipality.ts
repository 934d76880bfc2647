/**
 * A municipality in virtual time: the real records and activities around the real workflows. Whatever runs the
 * workflows – the virtual server, or a real one that skips time – is a `Host`.
 */
import { createActivities, type Ports } from '../activities';
import { type Activities } from '../contract/messages/activities';
import {
  capacityId,
  DISPATCH_ID,
  journeyId,
  parseTaskId,
  schoolFeedId,
  type SchoolRef,
  staffLeaveId,
  YEAR_WHEEL_ID,
  type YouthRef,
} from '../contract/messages/ids';
import { type PulseAnswer } from '../contract/messages/pulses';
import { type AnswerRow } from '../contract/messages/rounds';
import { type AbsenceReport, type JourneyInput } from '../contract/messages/procedures';
import { type TaskDeeds } from '../contract/ports/engine';
import { type Notifier } from '../contract/ports/notifier';
import { type Table } from '../contract/ports/table';
import { type Policy } from '../contract/schemas/policy';
import { confirmDay, type KnownRecord, takeIn, withdraw } from '../records/absences';
import { whatMoves } from '../records/agreementMoves';
import { addAgreement, currentTerms, latestAgreement } from '../records/agreements';
import {
  allSchools,
  getStaff,
  getYouth,
  type Municipality,
  putMunicipality,
  putSchool,
  putStaff,
  putYouths,
  type School,
  type Staff,
  type Youth,
} from '../records/people';
import { openPulse } from '../records/pulses';
import { putSubstitution } from '../records/substitutes';
import { type KnownEvent, takeInEvent } from '../records/schoolEvents';
import {
  addItem,
  type ItemKind,
  moveBack,
  type NewItem,
  removeItem,
  situationOf,
} from '../records/situation';
import { type TaskRow } from '../records/tasks';
import { agreeOnWakeUp, beginMornings, endWakeUp, type WakeUp } from '../records/wakeUps';
import { type IsoDate } from '../rules/calendar';
import { wishForTalk } from '../records/talkWishes';
import { copenhagen, type Instant } from '../rules/clock';
import { VirtualArrangements } from './arrangements';

/** What runs the workflows. Ids, types and arguments are those of contract/messages. */
export interface Host {
  now(): Instant;
  start(type: string, workflowId: string, args: readonly unknown[]): Promise<void>;
  signal(workflowId: string, signal: string, args: readonly unknown[]): Promise<void>;
  signalWithStart(
    type: string,
    workflowId: string,
    args: readonly unknown[],
    signal: string,
    signalArgs: readonly unknown[],
  ): Promise<void>;
  /** Settles when the update has; rejects with the workflow's refusal. */
  update(workflowId: string, update: string, args: readonly unknown[], updateId: string): Promise<void>;
}

export interface Setup {
  readonly table: Table;
  readonly notifier: Notifier;
  readonly policy: Policy;
  readonly municipality: Municipality;
  readonly schools: readonly School[];
  readonly staff: readonly Staff[];
  readonly youths: readonly Youth[];
}

/** What stands between the engine and the activities: failures on purpose. */
export type Around = (activities: Activities) => Activities;

/** The activities of a municipality whose workflows `host` runs. */
export function municipalActivities({ table, notifier }: Setup, host: () => Host): Activities {
  const ports: Ports = {
    table,
    notifier,
    now: () => host().now(),
    pages: 'https://roedtraad.example',
    engine: {
      wakeDispatch: (at) => host().signalWithStart('dispatch', DISPATCH_ID, [], 'wake', [at]),
      wishForPlace: (offer, wish) =>
        host().signalWithStart('capacity', capacityId(offer), [{ offer }], 'place', [wish]),
      gone: () => Promise.resolve([]), // nobody terminates workflows here
      messageFailed: (youth, failure) => host().signal(journeyId(youth), 'messageFailed', [failure]),
    },
  };
  return createActivities(ports);
}

/** People, schools and agreement, as they are when the time begins. */
export async function writeSetup({
  table,
  policy,
  municipality,
  schools,
  staff,
  youths,
}: Setup): Promise<void> {
  await addAgreement(table, undefined, policy);
  for (const school of schools) {
    await putSchool(table, school);
    await addAgreement(table, school.id, policy);
  }
  await putMunicipality(table, municipality);
  for (const member of staff) await putStaff(table, member);
  await putYouths(table, youths);
}

/** What people and schools do in a municipality in virtual time. */
export class VirtualMunicipality {
  private requests = 0;
  /** Placements and programmes. */
  readonly arrangements: VirtualArrangements;

  constructor(
    private readonly table: Table,
    private readonly host: Host,
  ) {
    this.arrangements = new VirtualArrangements(table, host);
  }

  async startJourney(input: Omit<JourneyInput, 'agreement'>): Promise<void> {
    await this.host.start('journey', journeyId(input.youth), [await this.journeyInput(input)]);
  }

  async startSchoolFeed(school: SchoolRef, since: IsoDate): Promise<void> {
    const agreement = await latestAgreement(this.table, school);
    await this.host.start('schoolFeed', schoolFeedId(school), [{ school, agreement, since }]);
  }

  /** Rounds whose time comes after now are begun (R13, R21, R26). */
  async startYearWheel(): Promise<void> {
    await this.host.start('yearWheel', YEAR_WHEEL_ID, [{ since: this.host.now() }]);
  }

  /** A school registers absence, as by its API. */
  async register(school: SchoolRef, records: readonly KnownRecord[]): Promise<void> {
    const { taken, undelivered } = await takeIn(
      this.table,
      school,
      records,
      this.host.now(),
      this.requestId(),
      this.deliver,
    );
    const lost = taken.indexOf('idTaken');
    if (lost >= 0 || undelivered > 0) {
      throw new Error(
        `absence was not taken in: ${records[lost]?.id ?? `${String(undelivered)} undelivered`}`,
      );
    }
  }

  async withdrawRecord(school: SchoolRef, id: string): Promise<void> {
    const known = await withdraw(this.table, school, id, this.host.now(), this.requestId(), this.deliver);
    if (!known) throw new Error(`no record ${id} at ${school}`);
  }

  /** R55: a school confirms that all absence of a day is registered. */
  async confirm(school: SchoolRef, date: IsoDate): Promise<void> {
    await confirmDay(this.table, school, date, this.host.now());
  }

  /** A school tells of a student (R33), as by its API. */
  async schoolEvent(school: SchoolRef, event: Omit<KnownEvent, 'id'>): Promise<void> {
    const id = this.requestId();
    await takeInEvent(this.table, school, { ...event, id }, this.host.now(), 'school', (youth, what, at) =>
      this.host.signal(journeyId(youth), 'schoolEvent', [{ event: what, at, atOnce: true }]),
    );
  }

  /** Has a journey look at once at what has been noted. */
  private async reviewJourney(youth: YouthRef): Promise<void> {
    await this.host.signal(journeyId(youth), 'review', [{ atOnce: true }]);
  }

  /** Somebody notes what the journey acts on: work, a pause, a move, a referral, a notification, a goal. */
  async note<Kind extends ItemKind>(youth: YouthRef, kind: Kind, item: NewItem<Kind>): Promise<void> {
    await addItem(this.table, youth, kind, item, this.requestId());
    await this.reviewJourney(youth);
  }

  /** What was noted of a kind was a mistake: all of it is taken out. */
  async takeOut(youth: YouthRef, kind: ItemKind): Promise<void> {
    const items = (await situationOf(this.table, youth))[kind];
    for (const { k } of items) await removeItem(this.table, youth, kind, k);
    await this.reviewJourney(youth);
  }

  /** R51: the youth has moved back. */
  async movedBack(youth: YouthRef, on: IsoDate): Promise<void> {
    await moveBack(this.table, youth, on);
    await this.reviewJourney(youth);
  }

  /** R53: the youth asks for a talk. */
  async askForTalk(youth: YouthRef): Promise<void> {
    await wishForTalk(this.table, youth, this.host.now());
    await this.reviewJourney(youth);
  }

  /** R41: somebody and the youth agree on a contact in the morning. */
  async agreeOnWakeUp(ref: YouthRef, wish: Pick<WakeUp, 'time' | 'until' | 'by'>): Promise<void> {
    const youth = await getYouth(this.table, ref);
    const { policy, closed } = await currentTerms(this.table, youth?.school);
    const agreed = await agreeOnWakeUp(this.table, ref, wish);
    const mornings = { after: this.host.now(), closed: closed.school, policy };
    await beginMornings(this.table, ref, agreed, mornings, (at) =>
      this.host.signalWithStart('dispatch', DISPATCH_ID, [], 'wake', [at]),
    );
  }

  /** R45: no thanks to it. */
  async declineWakeUp(ref: YouthRef): Promise<void> {
    await endWakeUp(this.table, ref, this.host.now());
  }

  /** R28: the youth wishes for another contact person. */
  async wishForAnother(youth: YouthRef): Promise<void> {
    await this.host.signal(journeyId(youth), 'wishForAnother', []);
  }

  /** Somebody does something to a task; settles when it is written, rejects with the workflow's refusal. */
  async act<Deed extends keyof TaskDeeds>(
    task: TaskRow,
    deed: Deed,
    by: string,
    wish: Omit<TaskDeeds[Deed], 'n' | 'by' | 'on'>,
  ): Promise<void> {
    const { workflowId, n } = parseTaskId(task.id) ?? task;
    const args = { ...wish, n, by, on: copenhagen(this.host.now()).date };
    await this.host.update(workflowId, deed, [args], this.requestId());
  }

  /** R08: the youth answers the question that waits, or says no thanks. */
  async answerPulse(youth: string, answer: PulseAnswer, by: string = youth): Promise<void> {
    const pulse = await openPulse(this.table, youth, this.host.now());
    if (!pulse) throw new Error('der er ikke et spørgsmål at svare på');
    await this.host.update(pulse.workflowId, 'answerPulse', [{ k: pulse.k, by, answer }], this.requestId());
  }

  /** R07: a new version of every agreement there is. */
  async newAgreement(policy: Policy): Promise<void> {
    await addAgreement(this.table, undefined, policy);
    for (const { id } of await allSchools(this.table)) await addAgreement(this.table, id, policy);
  }

  /** R07: everything open follows the newest versions from now on. */
  async moveAgreements(by: string): Promise<void> {
    const schools = [undefined, ...(await allSchools(this.table)).map(({ id }) => id)];
    for (const school of schools) {
      const { to, workflows } = await whatMoves(this.table, school, this.host.now());
      const args = { agreement: to, by, ...(school !== undefined && { school }) };
      for (const { workflowId } of workflows)
        await this.host.update(workflowId, 'moveAgreement', [args], this.requestId());
    }
  }

  /** Somebody answers for youths of a round; as {@link act}. */
  async answerYouths(round: string, by: string, rows: readonly AnswerRow[]): Promise<void> {
    const args = { by, on: copenhagen(this.host.now()).date, rows };
    await this.host.update(round, 'answerYouths', [args], this.requestId());
  }

  /** Somebody stands in for another, both days included. */
  async setAway(of: string, by: string, from: IsoDate, to: IsoDate): Promise<void> {
    const [id, at] = [this.requestId(), this.host.now()];
    await putSubstitution(this.table, { id, of, by, from, to, setBy: of, at });
  }

  /** Somebody's last day of work is set. */
  async setLeaving(staff: string, lastDay: IsoDate): Promise<void> {
    const row = await getStaff(this.table, staff);
    if (!row) throw new Error(`no staff ${staff}`);
    await putStaff(this.table, { ...row, lastDay });
    const agreement = await latestAgreement(this.table, row.school);
    const input = { staff, agreement, ...(row.school !== undefined && { school: row.school }) };
    await this.host.signalWithStart('staffLeave', staffLeaveId(staff), [input], 'leaving', []);
  }

  private readonly deliver = async (youth: YouthRef, report: AbsenceReport): Promise<void> => {
    const input = await this.journeyInput({ youth });
    await this.host.signalWithStart('journey', journeyId(youth), [input], 'absence', [report]);
  };

  private async journeyInput(input: Omit<JourneyInput, 'agreement'>): Promise<JourneyInput> {
    return { ...input, agreement: await latestAgreement(this.table, undefined) };
  }

  private requestId(): string {
    this.requests += 1;
    return `request-${String(this.requests)}`;
  }
}
