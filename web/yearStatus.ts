/**
 * Årsstatus: the numbers of one school year over all youths (R49), by school and stage, with response times (R23). Only
 * sums over many leave this file: small numbers, and what they would follow from, are hidden here, for page, file and
 * API alike.
 */
import { type Person } from '../contract/ports/identity';
import { currentTerms, type Terms } from '../records/agreements';
import { allSchools, allYouths, type ListedYouth } from '../records/people';
import { type Pulse, pulsesOf } from '../records/pulses';
import { type CaseResponse, responsesTo } from '../records/responses';
import { allStages } from '../records/stage';
import { type CaseRow, casesOf, type TaskRow, tasksOfYouth } from '../records/tasks';
import { addDays } from '../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../rules/clock';
import { schoolYearOf } from '../rules/recurring';
import { STAGES } from '../rules/stage';
import { STAGE_LABELS } from '../texts/labels';
import { YEAR_STATUS } from '../texts/yearStatus';
import { noteAccess } from './access';
import { reach } from './authorization';
import { keptFor } from './cache';
import { type WebPorts } from './ports';
import { forbidden } from './problem';
import { type Continued, followUpLines, readContinued } from './yearFollowUp';
import { type Group, grouping, medians, told, type Valued, type YearLine } from './yearLines';

export interface YearStatus {
  /** The calendar year the school year begins in. */
  readonly year: number;
  readonly lines: readonly YearLine[];
  /** Numbers below this are hidden. */
  readonly smallest: number;
  /** The month it is to be looked at in, 1 to 12. */
  readonly statusMonth: number;
}

/** What the access log has instead of a youth, where sums over everybody were read. */
const EVERYBODY = '-';
const KEPT_MS = 60_000;
/** Youths whose rows are read at once. */
const AT_ONCE = 25;

/** The status of a school year, for those who answer for everybody; logged as `what`. Throws `Problem` 403. */
export async function readYearStatus(
  ports: WebPorts,
  person: Person,
  year: number | undefined,
  what: 'read' | 'export',
): Promise<YearStatus> {
  if (reach(person.role, 'youth.list') !== 'all') throw forbidden();
  await noteAccess(ports, person, [EVERYBODY], what, 'yearStatus');
  const own = year ?? schoolYearOf(copenhagen(ports.now()).date);
  const { value } = await keptFor(ports, `yearStatus/${String(own)}`, KEPT_MS, () => build(ports, own));
  return value;
}

/** What is known of one youth. */
interface Known {
  readonly youth: ListedYouth;
  readonly continued: Continued;
  readonly cases: readonly CaseRow[];
  readonly tasks: readonly TaskRow[];
  readonly pulses: readonly Pulse[];
}

async function build({ table, now: clock }: WebPorts, year: number): Promise<YearStatus> {
  const now = clock();
  const today = copenhagen(now).date;
  const [youths, schools, stages, municipal] = await Promise.all([
    allYouths(table),
    allSchools(table),
    allStages(table),
    currentTerms(table, undefined),
  ]);
  const terms = new Map<string, Terms>();
  for (const { id } of schools) terms.set(id, await currentTerms(table, id));
  const known: Known[] = [];
  for (let from = 0; from < youths.length; from += AT_ONCE) {
    const some = youths.slice(from, from + AT_ONCE).map(async (youth) => ({
      youth,
      cases: await casesOf(table, youth.ref),
      tasks: await tasksOfYouth(table, youth.ref),
      pulses: await pulsesOf(table, youth.ref),
      continued: await readContinued(table, youth.ref, year, today),
    }));
    known.push(...(await Promise.all(some)));
  }
  const { smallest, statusMonth } = municipal.policy.numbers;
  const termsOf = (school: string): Terms => terms.get(school) ?? municipal;
  const isIn = during(year);
  const stageNames = STAGES.map((stage) => STAGE_LABELS[stage]);
  const stageOf = ({ youth }: Known): string[] => {
    const stage = stages.get(youth.ref)?.stage;
    return stage === undefined ? [] : [STAGE_LABELS[stage]];
  };
  const lines = (subject: string, groups: readonly Group[]): YearLine[] => told(subject, groups, smallest);
  const responses = known
    .flatMap(({ cases, tasks }) => responsesTo(cases, tasks, termsOf, now))
    .filter((one) => isIn(one.receivedAt));
  const bySchool = grouping(schools.map(({ id }) => id));
  return {
    year,
    smallest,
    statusMonth,
    lines: [
      ...lines(
        YEAR_STATUS.youths,
        bySchool(known, ({ youth }) => youth.school),
      ),
      ...lines(
        YEAR_STATUS.stages,
        stageNames.map((name) => ({
          name,
          count: known.filter((one) => stageOf(one).includes(name)).length,
        })),
      ),
      ...lines(
        YEAR_STATUS.inTime,
        bySchool(responses, schoolOf, ({ state }) => state === 'inTime'),
      ),
      ...lines(
        YEAR_STATUS.met,
        bySchool(responses, schoolOf, (one) => one.case.closing === 'targetMet'),
      ),
      ...medians(YEAR_STATUS.days, bySchool, contactDays(responses), smallest),
      ...lines(
        YEAR_STATUS.deadlines,
        bySchool(
          known.flatMap(({ tasks }) => tasks).filter((task) => wasDue(task, now) && isIn(task.placement.due)),
          ({ school }) => school,
          wasKept,
        ),
      ),
      ...lines(
        YEAR_STATUS.pulses,
        bySchool(
          known
            .flatMap(({ youth, pulses }) => pulses.map((pulse) => ({ ...pulse, school: youth.school })))
            .filter(({ askedAt }) => isIn(askedAt)),
          ({ school }) => school,
          ({ answer }) => answer !== undefined && 'score' in answer,
        ),
      ),
      ...(await followUpLines(table, known, bySchool, smallest, now)),
    ],
  };
}

const schoolOf = (one: CaseResponse): string => one.case.school;

/** R23: working days to the contact, of the cases that have had one. */
const contactDays = (responses: readonly CaseResponse[]): Valued[] =>
  responses
    .filter(({ contactAt }) => contactAt !== undefined)
    .map((one) => ({ school: schoolOf(one), value: one.days }));

/** Whether a moment lies in the school year: 1 August to 31 July. */
function during(year: number): (at: Instant) => boolean {
  const from = instantOf(`${String(year)}-08-01`, '00:00');
  const to = instantOf(addDays(`${String(year + 1)}-07-31`, 1), '00:00');
  return (at) => at >= from && at < to;
}

const wasDue = ({ status, placement }: TaskRow, now: Instant): boolean =>
  status === 'completed' || (status === 'open' && placement.due < now);
/** Done on its first rung, and before it was due. */
const wasKept = ({ status, placement, closedAt = Infinity, formers }: TaskRow): boolean =>
  status === 'completed' && closedAt <= placement.due && !placement.overdue && formers.length === 0;
