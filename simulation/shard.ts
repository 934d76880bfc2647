/**
 * One part of a municipality lived through in virtual time: the youths of one school, or a group of those at none.
 * Parts share nothing that acts on a journey, so they can run beside each other in any order.
 */
import { type Policy } from '../contract/schemas/policy';
import { type JournalEntry } from '../records/journal';
import { type KnownRecord } from '../records/absences';
import { type School } from '../records/people';
import { addDays, type IsoDate, schoolDays } from '../rules/calendar';
import { type Instant, instantOf } from '../rules/clock';
import { planArrangements } from './arranging';
import { Followed, type Lapse } from './followed';
import { JournalTable } from './journalTable';
import { VirtualMunicipality, writeSetup } from './municipality';
import { isShared, type JournalLine, lineOf } from './sharedRounds';
import { type PlannedAbsence, type Population, type SimulatedYouth } from './population';
import { type StaffModel } from './staff';
import { staffAtWork } from './staffAtWork';
import { type Tally, Tallying } from './tally';
import { billable, type TypeCounts } from './virtualServer';
import { virtualHost } from './virtualHost';
import { youthsAtHome } from './youthsAtHome';

/** What is simulated, the same for all parts. */
export interface SimulationOptions {
  readonly from: IsoDate;
  /** The last day. */
  readonly to: IsoDate;
  readonly policy: Policy;
  /** How staff act; undefined: nobody does anything. */
  readonly staff: StaffModel | undefined;
  readonly seed: number;
  /** Whether the journal is wanted, beside the sums. */
  readonly journal: boolean;
}

/** The cost of one workflow type. */
export interface Cost {
  readonly started: number;
  readonly actions: number;
  readonly events: number;
  readonly bytes: number;
  readonly longestRun: number;
}

export interface ShardResult {
  readonly tally: Tally;
  readonly costs: Readonly<Record<string, Cost>>;
  /** The journal of youths and schools, in order; empty where it is not wanted. */
  readonly journal: readonly JournalLine[];
  /** What happened to the municipality's own rounds, which every part holds for its youths; in no sum yet. */
  readonly shared: readonly JournalEntry[];
  /** Youths nobody followed for a moment; there are to be none. */
  readonly lapses: readonly Lapse[];
}

const CONFIRMED_AT = '15:30';

/** A youth at a school makes so much more work than one at none: days, absence, rounds. */
const SCHOOL_WEIGHT = 1.5;

/**
 * Splits a population into parts of about so many youths, whole schools in each. The same whatever runs the parts. Each
 * sends the messages of its own, so many small parts have more to do; few large ones need more memory at a time, and
 * leave a thread without work at the end.
 */
export function shardsOf(population: Population, size = 125): Population[] {
  const schools = new Map(
    population.schools.map((school) => [school.id, { school, youths: youthsAt(school.id) }]),
  );
  const others = population.youths.filter(({ youth }) => !schools.has(youth.school ?? ''));
  const count = Math.max(1, Math.ceil(population.youths.length / size));
  const parts = Array.from({ length: count }, () => ({
    weight: 0,
    schools: [] as School[],
    youths: [] as SimulatedYouth[],
  }));
  const lightest = (): (typeof parts)[number] | undefined =>
    parts.reduce((least, part) => (part.weight < least.weight ? part : least));
  // The largest schools first, so that the youths at none can even the parts out.
  const bySize = [...schools.values()].sort((a, b) => b.youths.length - a.youths.length);
  for (const { school, youths } of bySize) {
    const part = lightest();
    part?.schools.push(school);
    part?.youths.push(...youths);
    if (part) part.weight += 1 + youths.length * SCHOOL_WEIGHT;
  }
  for (const youth of others) {
    const part = lightest();
    part?.youths.push(youth);
    if (part) part.weight += 1;
  }
  return parts.map((part) => ({ ...population, schools: part.schools, youths: part.youths }));

  function youthsAt(school: string): SimulatedYouth[] {
    return population.youths.filter(({ youth }) => youth.school === school);
  }
}

/** Lives through one part. `progress` is told the share of the time that has passed. */
export async function runShard(
  population: Population,
  options: SimulationOptions,
  bundle: string,
  progress: (share: number) => void,
): Promise<ShardResult> {
  const { from, to, seed } = options;
  const tallying = new Tallying();
  const lines: JournalLine[] = [];
  const shared: JournalEntry[] = [];
  const start = instantOf(from, '00:00');
  const end = instantOf(addDays(to, 1), '00:00') - 1;
  const followed = new Followed(population.youths, start, options.policy);
  let now = (): Instant => start;
  let onEntry: (entry: JournalEntry) => void = () => undefined;
  const table = new JournalTable((entry) => {
    if (isShared(entry)) {
      shared.push(entry);
    } else {
      tallying.add(entry);
      if (options.journal) lines.push(lineOf(entry, lines.length));
    }
    followed.add(entry, now());
    onEntry(entry);
  });
  const sent = (): Promise<void> => Promise.resolve();
  const setup = {
    table,
    policy: options.policy,
    notifier: { email: sent, sms: sent },
    municipality: population.municipality,
    schools: population.schools,
    staff: population.staff,
    youths: population.youths.map(({ youth }) => youth),
  };
  await writeSetup(setup);
  const { server, host } = virtualHost(bundle, start, setup);
  now = () => server.now;
  const municipality = new VirtualMunicipality(table, host);
  if (options.staff) {
    const { scale } = options.policy.wellbeing;
    const youths = youthsAtHome({
      table,
      seed,
      scale: [scale.from, scale.to],
      plan: (at, happen) => {
        if (at <= end) server.at(Math.max(at, server.now), happen);
      },
      answerPulse: municipality.answerPulse.bind(municipality),
    });
    const staff = staffAtWork(options.staff, {
      table,
      municipality: population.municipality,
      schools: population.schools,
      staff: population.staff,
      policy: options.policy,
      seed,
      plan: (at, happen) => {
        if (at <= end) server.at(Math.max(at, server.now), happen);
      },
      act: municipality.act.bind(municipality),
      answerYouths: municipality.answerYouths.bind(municipality),
    });
    onEntry = (entry) => {
      staff(entry);
      youths(entry);
    };
  }
  if (options.staff) {
    const plan = (at: Instant, happen: () => Promise<void>): void => {
      if (at <= end) server.at(at, happen);
    };
    planArrangements(population, { ...options, arrangements: municipality.arrangements, plan });
  }
  server.at(start, async () => {
    for (const { youth, releaseAt } of population.youths)
      await municipality.startJourney({ youth: youth.ref, ...(releaseAt !== undefined && { releaseAt }) });
    for (const { id } of population.schools) await municipality.startSchoolFeed(id, from);
    // A part holds whole schools, so a progression round (R13) is what it would be in the whole municipality. Rounds of
    // the municipality (R26) and conferences (R21) are held per part, about its own youths: the same parts, and so the
    // same rounds, whatever the number of threads.
    await municipality.startYearWheel();
  });
  for (const school of population.schools)
    planSchool(school, population.youths, options, municipality, server.at.bind(server));
  const steps = 100;
  for (let step = 1; step <= steps; step += 1) {
    await server.runUntil(start + ((end - start) * step) / steps);
    progress(step / steps);
  }
  followed.advance(end);
  const costs = Object.fromEntries([...server.counts()].map(([type, counts]) => [type, costOf(counts)]));
  return { tally: tallying.finish(to), costs, journal: lines, shared, lapses: followed.lapses };
}

/** A school confirms each day at half past three, after it has registered the day's absence. */
function planSchool(
  school: School,
  youths: readonly SimulatedYouth[],
  { from, to }: SimulationOptions,
  municipality: VirtualMunicipality,
  at: (instant: number, happen: () => Promise<void>) => void,
): void {
  const byDate = new Map<IsoDate, KnownRecord[]>();
  for (const { youth, absences } of youths.filter((one) => one.youth.school === school.id)) {
    for (const absence of absences) {
      if (absence.date < from || absence.date > to) continue;
      byDate.set(absence.date, [
        ...(byDate.get(absence.date) ?? []),
        recordOf(youth.ref, youth.student ?? '', absence),
      ]);
    }
  }
  const days = new Set([...schoolDays(from, to, school.closed), ...byDate.keys()]);
  for (const date of [...days].sort()) {
    const records = byDate.get(date) ?? [];
    at(instantOf(date, CONFIRMED_AT), async () => {
      await municipality.register(school.id, records);
      await municipality.confirm(school.id, date);
    });
  }
}

function recordOf(youth: string, student: string, { id, date, type, minutes }: PlannedAbsence): KnownRecord {
  return { id, date, type, minutes, youth, student };
}

function costOf(counts: TypeCounts): Cost {
  const { started, events, bytes, longest } = counts;
  return { started, actions: billable(counts), events, bytes, longestRun: longest.events };
}
