/**
 * What a scenario lets happen, in order of time, whatever runs the workflows.
 */
import { type KnownRecord } from '../../records/absences';
import { type TaskRow, tasksOfSchool, tasksOfYouth } from '../../records/tasks';
import { type Staff, type Youth, type YouthStatus } from '../../records/people';
import { completionOf } from '../../contract/schemas/outcomes';
import { policyWith } from '../../contract/schemas/policy';
import { SCHOOL_ROLES, type StaffRole, type TaskKind } from '../../contract/messages/vocabulary';
import { type Notifier } from '../../contract/ports/notifier';
import { type Table } from '../../contract/ports/table';
import { addDays, type IsoDate, periodEnds, schoolDays } from '../../rules/calendar';
import { type Instant, instantOf } from '../../rules/clock';
import { type Setup, type VirtualMunicipality } from '../municipality';
import { carryOutArrangement } from './arrangements';
import { asSent, type Scenario, type Step } from './format';
import { carryOutNote, isNote } from './notes';
import { meetingStep, parseAnswers, withReference } from './rounds';

/** The one youth scenarios are about. */
export const YOUTH = 'y1';
const STUDENT = 'E1';
/** When a school confirms its day; what it registers the same day comes at the time the step says. */
const CONFIRMED_AT = '15:30';

/** Something that happens at an instant. */
export interface Happening {
  readonly at: Instant;
  /** Which step it is, for messages; undefined for what the scenario takes for granted. */
  readonly step?: number;
  readonly happen: () => Promise<void>;
}

/** `2026-10-19 16:00` in Denmark. */
function instantOfMoment(text: string): Instant {
  return instantOf(text.slice(0, 10), text.slice(11));
}

/** Time ends with the last day. */
export function endOf({ until }: Scenario): Instant {
  return instantOf(addDays(until, 1), '00:00') - 1;
}

export function setupOf(scenario: Scenario, table: Table): Setup {
  const { school, municipality, policy } = scenario;
  return {
    table,
    policy,
    notifier: SILENT,
    municipality: { closed: municipality.closed, calendar: 1 },
    schools: school ? [{ ...school, calendar: 1 }] : [],
    staff: staffOf(scenario),
    youths: [youthOf(scenario)],
  };
}

const SILENT: Notifier = { email: () => Promise.resolve(), sms: () => Promise.resolve() };

/** Everybody the scenario names, with the role it gives them; who only acts is a colleague of the contact teacher. */
function staffOf({ people, school, steps }: Scenario): Staff[] {
  const roles = new Map<string, StaffRole>();
  for (const [role, id] of Object.entries(people) as [StaffRole, string][]) roles.set(id, role);
  for (const step of steps) {
    const ids = [...('by' in step ? [step.by] : []), ...(step.form === 'reassign' ? [step.to] : [])];
    for (const id of ids) if (!roles.has(id) && !id.startsWith('unit:')) roles.set(id, 'contactTeacher');
  }
  return [...roles].map(([id, role]) => ({
    id,
    name: id,
    role,
    email: `${id}@kommune.example`,
    ...(school && SCHOOL_ROLES.includes(role) && { school: school.id }),
  }));
}

function youthOf({ youth, school, people, start }: Scenario): Youth {
  const { guardian } = youth;
  return {
    ref: YOUTH,
    cpr: '',
    firstName: 'Ung',
    lastName: '',
    born: youth.born,
    status: youth.status ?? statusAt(school?.kind),
    mobile: '+4531000001',
    people: {
      ...(people.contactTeacher !== undefined && { contactTeacher: people.contactTeacher }),
      ...(people.coordinator !== undefined && { coordinator: people.coordinator }),
      ...(people.guidance !== undefined && { guidance: people.guidance }),
      ...(people.contactPerson !== undefined && { contactPerson: people.contactPerson }),
    },
    peopleSince: { contactTeacher: start, coordinator: start, guidance: start, contactPerson: start },
    guardians: guardian === 'none' ? [] : [{ name: 'Værge', mobile: '+4541000001' }],
    guardiansChosen: guardian === 'chosen',
    consented: guardian === 'consented',
    ...(school && { school: school.id, student: STUDENT }),
    ...(youth.risk !== undefined && { risk: youth.risk }),
    ...(youth.grade !== undefined && { grade: youth.grade, gradeOn: start }),
    ...(youth.enrolled !== undefined && { enrolled: youth.enrolled }),
    ...(youth.movedIn !== undefined && { movedIn: youth.movedIn }),
  };
}

function statusAt(kind: 'fgu' | 'primary' | undefined): YouthStatus {
  if (kind === undefined) return 'none';
  return kind === 'fgu' ? 'fgu' : 'primarySchool';
}

/** All that happens, in order of time; of the same instant the school's day first, then steps in the file's order. */
export function happeningsOf(
  scenario: Scenario,
  municipality: VirtualMunicipality,
  table: Table,
): Happening[] {
  const { school, start, steps } = scenario;
  const began: Happening = {
    at: instantOf(start, '00:00'),
    happen: async () => {
      await municipality.startJourney({ youth: YOUTH });
      if (school) await municipality.startSchoolFeed(school.id, start);
      await municipality.startYearWheel();
    },
  };
  const confirmations = confirmedDaysOf(scenario).map((date): Happening => ({
    at: instantOf(date, CONFIRMED_AT),
    happen: () => municipality.confirm(school?.id ?? '', date),
  }));
  const minutes = new Map<IsoDate, number>();
  const acted = steps.map((step, index): Happening => ({
    at: instantOfMoment(step.at),
    step: index,
    happen: () => carryOutStep(step, scenario, municipality, table, minutes),
  }));
  return [began, ...confirmations, ...acted].sort((a, b) => a.at - b.at);
}

/** School days count as confirmed (R55) unless a step says that the school is silent about them. */
function confirmedDaysOf({ school, start, until, steps }: Scenario): IsoDate[] {
  if (!school) return [];
  const silent = new Set(
    steps.flatMap((step) =>
      step.form === 'silent' ? step.silent.flatMap((p) => daysOf(p, school.closed)) : [],
    ),
  );
  return schoolDays(start, until, school.closed).filter((date) => !silent.has(date));
}

function daysOf(period: string, closed: readonly string[]): IsoDate[] {
  const { from, to } = periodEnds(period);
  return schoolDays(from, to, closed);
}

async function carryOutStep(
  step: Step,
  { school, policy }: Scenario,
  municipality: VirtualMunicipality,
  table: Table,
  minutes: Map<IsoDate, number>,
): Promise<void> {
  const record = (date: IsoDate, type: KnownRecord['type']): KnownRecord => ({
    id: `R-${date}`,
    student: STUDENT,
    youth: YOUTH,
    date,
    type,
    minutes: minutes.get(date) ?? 300,
  });
  const { id = '', closed = [] } = school ?? {};
  if (isNote(step)) return carryOutNote(step, YOUTH, municipality, table);
  switch (step.form) {
    case 'absent': {
      const dates = step.absent.flatMap((period) => daysOf(period, closed));
      for (const date of dates) minutes.set(date, step.minutes);
      return municipality.register(
        id,
        dates.map((date) => record(date, step.type)),
      );
    }
    case 'correct':
      return municipality.register(
        id,
        Object.entries(step.correct).map(([date, type]) => record(date, type)),
      );
    case 'withdraw':
      for (const date of step.withdraw) await municipality.withdrawRecord(id, `R-${date}`);
      return;
    case 'silent':
      return;
    case 'event':
      return step.event === 'wishForAnother'
        ? municipality.wishForAnother(YOUTH)
        : municipality.schoolEvent(id, {
            student: STUDENT,
            youth: YOUTH,
            event: step.event,
            on: step.on ?? step.at.slice(0, 10),
          });
    case 'complete':
      return complete(await task(table, step.complete, { school: id }), step, municipality);
    case 'postpone':
      return municipality.act(await task(table, step.postpone, { school: id }), 'postponeTask', step.by, {
        to: instantOfMoment(step.to),
        reason: step.reason,
      });
    case 'reassign':
      return municipality.act(await task(table, step.reassign, { school: id }), 'reassignTask', step.by, {
        to: step.to,
      });
    case 'book':
      return municipality.act(await task(table, step.book, { school: id }), 'bookTask', step.by, {
        at: instantOfMoment(step.to),
      });
    case 'pulse':
      return municipality.answerPulse(
        YOUTH,
        step.pulse === 'declined' ? { declined: true } : { score: step.pulse },
      );
    case 'answer':
      return municipality.act(await invitation(table), 'answerTask', YOUTH, {
        answer: step.answer,
        ...(step.to !== undefined && { to: instantOfMoment(step.to) }),
      });
    case 'place':
    case 'free':
    case 'askPlace':
    case 'askProgramme':
    case 'withdrawFrom': {
      const { talks, visits } = policy.programmes;
      const everyDays = { talks: talks.everyDays, visits: visits.everyDays };
      const now = instantOfMoment(step.at);
      return carryOutArrangement(step, YOUTH, municipality.arrangements, now, everyDays);
    }
    case 'comment':
      return municipality.act(await task(table, step.comment, { school: id }), 'commentTask', step.by, {
        words: `W-${step.at}`,
      });
    case 'agreement':
      return municipality.newAgreement(policyWith(step.agreement));
    case 'move':
      return municipality.moveAgreements(step.by);
    case 'away':
      return municipality.setAway(step.away, step.by, step.from, step.to);
    case 'leaves':
      return municipality.setLeaving(step.leaves, step.lastDay);
    case 'reopen':
      return municipality.act(
        await task(table, step.reopen, { school: id, status: 'completed' }),
        'reopenTask',
        step.by,
        {},
      );
  }
}

/** The newest open task with an agreed meeting: what the youth answers to. */
async function invitation(table: Table): Promise<TaskRow> {
  const found = (await tasksOfYouth(table, YOUTH)).find(
    (row) => row.status === 'open' && row.meeting !== undefined,
  );
  if (!found) throw new Error('der er ikke aftalt et møde at svare på');
  return found;
}

/** Completes a task; of a round's meeting the one youth is answered for first. */
async function complete(
  row: TaskRow,
  { by, at, with: given }: Extract<Step, { form: 'complete' }>,
  municipality: VirtualMunicipality,
): Promise<void> {
  const meeting = meetingStep(row.kind, asSent(given) as Record<string, unknown>);
  if (meeting) {
    const answers = withReference(parseAnswers(meeting), `W-${at}`);
    await municipality.answerYouths(row.workflowId, by, [{ youth: YOUTH, answers }]);
  }
  const { outcome } = completionOf(row.kind).parse(meeting ? meeting.outcome : asSent(given));
  await municipality.act(row, 'completeTask', by, { outcome });
}

/** Whose task a step may mean, and how it stands. */
interface Wanted {
  readonly school: string;
  readonly status?: TaskRow['status'];
}

/** The newest task of a kind about the youth, the school or the municipality, that is open (or completed, for reopening). */
async function task(table: Table, kind: TaskKind, { school, status = 'open' }: Wanted): Promise<TaskRow> {
  const rows = [
    ...(await tasksOfYouth(table, YOUTH)),
    ...(await tasksOfSchool(table, school)),
    ...(await tasksOfSchool(table)),
  ];
  const found = rows.find((row) => row.kind === kind && row.status === status);
  if (!found)
    throw new Error(
      status === 'open' ? `der er ingen åben opgave ${kind}` : `der er ingen afsluttet opgave ${kind}`,
    );
  return found;
}
