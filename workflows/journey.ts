/**
 * A youth's journey: holds what outlives procedures, notices when absence becomes a case (R01), passes on what the
 * open case must know, and begins by itself what its reviews find (reviews.ts). One per youth, for up to seventeen years.
 */
import { continueAsNew, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import { type AbsenceAgreement } from '../contract/messages/activities';
import { type SchoolRef } from '../contract/messages/ids';
import { type Outcome } from '../contract/messages/outcomes';
import {
  type AbsenceCaseInput,
  type AbsenceReport,
  absenceSignal,
  caseDaysSignal,
  caseMovedSignal,
  type JourneyInput,
  leaveSignal,
  type MessageFailure,
  messageFailedSignal,
  ofAgeSignal,
  type OpenCaseState,
  personChangedSignal,
  procedureEndedSignal,
  schoolEventSignal,
} from '../contract/messages/procedures';
import { type FollowUp } from '../contract/messages/tasks';
import {
  type AbsenceSituation,
  type DayState,
  mayTrigger,
  type Threshold,
  thresholdMet,
} from '../rules/absence';
import { crossings, type Told } from '../rules/absenceRate';
import { daysBetween, type IsoDate } from '../rules/calendar';
import { activities, FollowUps, isFull } from './followUps';
import { Reviews, ROUND_MS } from './reviews';
import { startNext } from './starting';
import { tell } from './telling';

/**
 * Days older than this can neither trigger a case (R01: 30 days) nor share a month or run with one that can, nor belong
 * to the last sixty school days, the summer holiday between them (R03).
 */
const KEEP_DAYS = 150;

export async function journey(input: JourneyInput): Promise<void> {
  const { youth, agreement, carried } = input;
  const { workflowId } = workflowInfo();
  const origin = { workflowId, youth, agreement };
  const days: Record<IsoDate, DayState> = { ...carried?.days };
  let spent: readonly IsoDate[] = carried?.spent ?? [];
  let school: SchoolRef | undefined = carried?.school;
  let terms: AbsenceAgreement | undefined = carried?.terms;
  let cases = carried?.cases ?? 0;
  let open: OpenCaseState | undefined = carried?.open;
  let withoutCoordinator = input.withoutCoordinator ?? false;
  // A youth who is no part of a backlog is asked for at once; what was asked for before is not asked for again.
  let releaseAt = input.releaseAt ?? (withoutCoordinator && !carried ? Date.now() : undefined);
  let roundAt = Date.now() + ROUND_MS;
  let rates: Told = carried?.rates ?? {};
  let phonedAbout: string | undefined = carried?.phonedAbout;
  /** Runs begun before there were reviews ask for a coordinator only; they get reviews when they continue as new. */
  const reviewing = patched('reviews');

  /** Before anything is decided: what an earlier life of the journey left behind, and whether anything may begin. */
  let settled = carried !== undefined || !patched('beginning');

  /** R51: nothing may begin; until the first review, which says so in the journal. */
  let heldBack = false;

  const reports: AbsenceReport[] = [];
  const failures: MessageFailure[] = [];
  let leaving: 'exit' | 'transfer' | undefined;

  const tasks = new FollowUps(origin, { completed }, undefined, carried?.followUps);
  if (patched('spareTimers')) tasks.spareTimers();
  const reviews = reviewing
    ? new Reviews(youth, tasks, ofAge, standstill, input.releaseAt ?? Date.now(), carried?.reviews)
    : undefined;
  setHandler(absenceSignal, (report) => void reports.push(report));
  setHandler(schoolEventSignal, ({ event, atOnce }) => {
    if (event === 'interrupted' || event === 'completed') leaving = 'exit';
    if (event === 'transferred') leaving = 'transfer';
    if (atOnce === true) reviews?.now();
    else reviews?.again();
  });
  setHandler(procedureEndedSignal, (end) => {
    const { workflowId: ended, why } = end;
    if (reviews?.ended(end) || open?.workflowId !== ended) return;
    // A withdrawn case never was: the days that remain of it count again.
    if (why === 'withdrawn') spent = spent.filter((day) => !open?.days.includes(day));
    open = undefined;
  });
  setHandler(caseMovedSignal, ({ workflowId: moved, absence }) => {
    if (open?.workflowId === moved) open = { ...open, absence };
  });
  setHandler(messageFailedSignal, (failure) => void failures.push(failure));
  setHandler(personChangedSignal, ({ role }) => {
    if (role === 'coordinator') withoutCoordinator = false;
    const asked = role === 'coordinator' ? 'coordinator.assign' : 'contact.assign';
    if (role !== 'coordinator' && role !== 'contactPerson') return;
    for (const task of tasks.withdraw('superseded', ({ kind }) => kind === asked)) reviews?.closed(task.n);
    reviews?.again();
  });

  for (;;) {
    await tasks.runUntil(() => isNews() || isFull(), { at: nextLook, look });
    await settle();
    failures.splice(0).forEach(callInstead);
    if (reports.length > 0) await takeIn(reports.splice(0));
    if (leaving !== undefined) await leave(leaving);
    if (isFull()) {
      (await look())();
      await tasks.finish();
      // What arrived while finishing is taken in by this run; nothing is lost between two runs.
      if (!isNews()) break;
    }
  }
  await continueAsNew<typeof journey>({
    youth,
    agreement,
    withoutCoordinator,
    ...(releaseAt !== undefined && { releaseAt }),
    carried: {
      days,
      spent,
      cases,
      followUps: tasks.state(),
      ...(school !== undefined && { school }),
      ...(terms && { terms }),
      ...(open && { open }),
      ...(reviews && { reviews: reviews.state() }),
      ...(Object.keys(rates).length > 0 && { rates }),
      ...(phonedAbout !== undefined && { phonedAbout }),
    },
  });

  function nextLook(): number | undefined {
    if (reviews) return reviews.at();
    const moments = [releaseAt, open && roundAt].filter((at) => at !== undefined);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  function isNews(): boolean {
    return reports.length > 0 || failures.length > 0 || leaving !== undefined;
  }

  /** R51: nothing may begin. Where an operator terminated the journey it goes on where that one was ended. */
  async function settle(): Promise<void> {
    if (settled) return;
    settled = true;
    const { left, still } = await activities.beginning(youth);
    heldBack = still !== undefined;
    if (!left) return;
    const { lastTask, running, openCase: known } = left;
    tasks.numberFrom(lastTask + 1);
    tasks.do({ do: 'dropCase', case: workflowId, upTo: lastTask });
    reviews?.takeOver(running);
    if (!known) return;
    open = known;
    spent = [...spent, ...known.days];
    reviews?.soon();
  }

  /** A message that may not have arrived becomes a call: one for what hangs on one meeting, and one at a time. */
  function callInstead({ task, why }: MessageFailure): void {
    if (tasks.isOpen('message.phoneInstead') || (reviewing && task === phonedAbout)) return;
    phonedAbout = task;
    tasks.open('message.phoneInstead', { rule: 'R05', reason: { task, why } });
  }

  async function look(): Promise<() => void> {
    await settle();
    heldBack = false;
    return reviews ? reviews.look(open ? [open.workflowId] : [], procedureIsGone) : round();
  }

  /** What runs begun before there were reviews look at. */
  async function round(): Promise<() => void> {
    const [gone] = open ? await activities.goneProcedures([open.workflowId]) : [];
    return () => {
      roundAt = Date.now() + ROUND_MS;
      if (gone !== undefined) procedureIsGone(gone);
      if (releaseAt === undefined || releaseAt > Date.now()) return;
      releaseAt = undefined;
      // R19, R54: a youth without coordinator is a task for the network, once the backlog has come to this youth.
      if (withoutCoordinator) tasks.open('coordinator.assign', { rule: 'R19', reason: { backlog: true } });
    };
  }

  function completed(task: FollowUp, outcome: Outcome): void {
    if (task.kind === 'coordinator.assign' && 'person' in outcome) {
      withoutCoordinator = false;
      tasks.do({ do: 'assignPerson', role: 'coordinator', person: outcome.person, n: task.n });
    }
    if (task.kind === 'contact.assign' && 'person' in outcome) {
      const { person } = outcome;
      tasks.do({ do: 'assignPerson', role: 'contactPerson', person, n: task.n, rule: 'R27' });
    }
    // R45: a youth who no longer wants a contact person has none.
    if (task.kind === 'contact.review' && outcome.outcome === 'declined')
      tasks.do({ do: 'endPerson', role: 'contactPerson', rule: 'R27' });
    reviews?.closed(task.n, outcome.outcome === 'declined' || outcome.outcome === 'notPossible');
  }

  /** R52: at eighteen what rested on the guardians' right ends, in the open case too. */
  async function ofAge(): Promise<void> {
    if (open) await tell(open.workflowId, ofAgeSignal);
  }

  /** R51: the open case of absence ends with everything else. */
  function standstill(): Promise<void> {
    return leave('exit');
  }

  async function leave(why: 'exit' | 'transfer'): Promise<void> {
    leaving = undefined;
    await reviews?.leave(why);
    if (!open) return;
    // The case may end while we tell it; it is then no longer the open one.
    const { workflowId: told } = open;
    if (!(await tell(told, leaveSignal, { why }))) procedureIsGone(told);
  }

  /** Takes in what a school has registered: newest version per day, then the threshold (R01). */
  async function takeIn(news: readonly AbsenceReport[]): Promise<void> {
    const latest = news.at(-1);
    if (!latest) return;
    const before = terms;
    if (outdated(latest)) terms = await activities.absenceAgreement(latest.school);
    school = latest.school;
    if (!terms) return;
    const { changed, triggers } = merge(news, terms);
    prune(latest.receivedOn);
    if (changed.length === 0) return;
    lookAtRates(terms, latest);

    if (open) {
      const { workflowId: told, days: own, absence = terms.absence } = open;
      // R07: an open case is judged by the agreement it began with.
      const stillMet = thresholdMet(situation({ ...terms, absence }, own), own);
      const delivered = await tell(told, caseDaysSignal, {
        days: changed,
        thresholdMet: stillMet !== undefined,
        ...(before && before.calendar !== terms.calendar && { schoolClosed: terms.schoolClosed }),
      });
      if (delivered) return;
      procedureIsGone(told);
    }
    const threshold = thresholdMet(situation(terms), triggers);
    // R51: nothing begins for whom we are not there for, or not any more.
    if (threshold && !heldBack && reviews?.standsStill() !== true) await openCase(threshold, terms, latest);
  }

  /** R03, L2: whether so much of school is missed now that somebody must hear of it. */
  function lookAtRates(current: AbsenceAgreement, { known, receivedOn }: AbsenceReport): void {
    if (!current.rates || !known) return;
    const found = crossings(situation(current), current.rates, receivedOn, known, rates);
    rates = found.told;
    reviews?.reached(found.crossed);
  }

  function outdated(report: AbsenceReport): boolean {
    return (
      !terms ||
      school !== report.school ||
      terms.version < report.agreement ||
      // Fetched before there were rates; only new reports say which days are known.
      (report.known !== undefined && terms.kind === 'primary' && !terms.rates) ||
      terms.calendar < report.calendar
    );
  }

  function merge(
    news: readonly AbsenceReport[],
    { absence }: AbsenceAgreement,
  ): { changed: DayState[]; triggers: IsoDate[] } {
    const changed = new Map<IsoDate, DayState>();
    const triggers: IsoDate[] = [];
    for (const report of news) {
      for (const day of report.days) {
        if (day.version <= (days[day.date]?.version ?? 0)) continue;
        days[day.date] = day;
        changed.set(day.date, day);
        if (mayTrigger(day.date, report.receivedOn, absence)) triggers.push(day.date);
      }
    }
    return { changed: [...changed.values()], triggers };
  }

  function prune(today: IsoDate): void {
    for (const date of Object.keys(days)) {
      if (daysBetween(date, today) > KEEP_DAYS && !open?.days.includes(date))
        Reflect.deleteProperty(days, date);
    }
    spent = spent.filter((date) => daysBetween(date, today) <= KEEP_DAYS);
  }

  /** All days known; the days of earlier cases are spent, save those of the case in question. */
  function situation(
    { schoolClosed, absence }: AbsenceAgreement,
    own: readonly IsoDate[] = [],
  ): AbsenceSituation {
    return { days, spent: new Set(spent.filter((day) => !own.includes(day))), schoolClosed, terms: absence };
  }

  async function openCase(
    opened: Threshold,
    current: AbsenceAgreement,
    report: AbsenceReport,
  ): Promise<void> {
    const inputOf = (workflowId: string): AbsenceCaseInput => ({
      origin: { workflowId, youth, school: report.school, agreement: current.version, sparesTimers: true },
      terms: current,
      opened,
      receivedAt: report.receivedAt,
      ...(reviews?.isOfAge() === true && { ofAge: true }),
    });
    const { n, workflowId } = await startNext('absenceCase', cases, youth, `R01 ${opened.why}`, inputOf);
    cases = n;
    open = { workflowId, days: opened.days, absence: current.absence };
    reviews?.soon();
    spent = [...spent, ...opened.days];
  }

  /** What has ended by itself meanwhile is not gone. */
  function procedureIsGone(id: string): void {
    if (open?.workflowId === id) open = undefined;
    else if (reviews && !reviews.gone(id)) return;
    tasks.do({ do: 'dropCase', case: id });
  }
}
