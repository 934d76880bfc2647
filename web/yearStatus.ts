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
import { median } from '../rules/response';
import { mayTell, mayTellPart, mayTellParts } from '../rules/smallCells';
import { STAGES } from '../rules/stage';
import { STAGE_LABELS } from '../texts/labels';
import { YEAR_STATUS } from '../texts/yearStatus';
import { noteAccess } from './access';
import { reach } from './authorization';
import { keptFor } from './cache';
import { type WebPorts } from './ports';
import { forbidden } from './problem';

/** One number: undefined where it is too small to be told. */
export interface YearLine {
  readonly subject: string;
  readonly group: string;
  readonly count: number | undefined;
  /** Of these. */
  readonly part?: number | undefined;
}

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
  readonly cases: readonly CaseRow[];
  readonly tasks: readonly TaskRow[];
  readonly pulses: readonly Pulse[];
}

async function build({ table, now: clock }: WebPorts, year: number): Promise<YearStatus> {
  const now = clock();
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
      ...medians(bySchool, responses, smallest),
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
    ],
  };
}

const schoolOf = (one: CaseResponse): string => one.case.school;

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

interface Group {
  readonly name: string;
  readonly count: number;
  readonly part?: number;
}
type Grouping = <T>(
  all: readonly T[],
  of: (one: T) => string | undefined,
  isPart?: (one: T) => boolean,
) => Group[];

/** Counts by school; what belongs to none stands last. */
function grouping(schools: readonly string[]): Grouping {
  return (all, of, isPart) =>
    [...schools, undefined].map((school) => {
      const own = all.filter((one) => of(one) === school);
      return {
        name: school ?? YEAR_STATUS.noSchool,
        count: own.length,
        ...(isPart && { part: own.filter(isPart).length }),
      };
    });
}

/** The groups' numbers and their sum, without those that could point at somebody. */
function told(subject: string, groups: readonly Group[], smallest: number): YearLine[] {
  const counts = mayTell(
    groups.map(({ count }) => count),
    smallest,
  );
  const parts = mayTellParts(
    groups.map(({ count, part = 0 }) => ({ count, part })),
    smallest,
  );
  const isWhole = groups.every(({ part }) => part === undefined);
  const sum = (of: (group: Group) => number): number => groups.reduce((total, group) => total + of(group), 0);
  const all: Group = {
    name: YEAR_STATUS.all,
    count: sum(({ count }) => count),
    ...(!isWhole && { part: sum(({ part = 0 }) => part) }),
  };
  const line = ({ name, count, part }: Group, countTold: boolean, partTold: boolean): YearLine => ({
    subject,
    group: name,
    count: countTold ? count : undefined,
    ...(part !== undefined && {
      part: countTold && partTold && mayTellPart(part, count, smallest) ? part : undefined,
    }),
  });
  return [
    ...groups.map((group, i) => line(group, counts[i] === true, parts[i] === true)),
    line(all, mayTell([all.count], smallest)[0] === true, true),
  ];
}

/** R23: the middle number of working days to the contact, where enough cases have had one. */
function medians(bySchool: Grouping, responses: readonly CaseResponse[], smallest: number): YearLine[] {
  const answered = responses.filter(({ contactAt }) => contactAt !== undefined);
  const groups = bySchool(answered, schoolOf).filter(({ count }) => count > 0);
  return groups.map(({ name, count }) => {
    const own = answered.filter((one) => schoolOf(one) === name).map(({ days }) => days);
    return { subject: YEAR_STATUS.days, group: name, count: count < smallest ? undefined : median(own) };
  });
}
