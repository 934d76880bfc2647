/**
 * Loading a municipality: into records, and one journey per youth. An initial load is a backlog (R54): each youth gets
 * a day on which what is missing is asked for, so that nobody gets 139 tasks on Monday.
 */
import { type Engine } from '../../contract/ports/engine';
import { type Table } from '../../contract/ports/table';
import { currentTerms, latestAgreement } from '../../records/agreements';
import { releasePlan } from '../../rules/backlog';
import { ageOn, firstWorkingDay } from '../../rules/calendar';
import { copenhagen, type Instant, instantOf } from '../../rules/clock';
import { type LoadedMunicipality } from './municipality';
import { inParallel } from './parallel';
import { storeSchools, storeStaff } from './store';
import { findYouths, type KnownYouth, type StoredYouths, storeYouths } from './youthStore';
import { type LoadedYouth } from './youths';

export interface LoadPorts {
  readonly table: Table;
  readonly engine: Engine;
  readonly now: () => Instant;
  /** For the hashes under which CPR numbers are found again. */
  readonly cprKey: Uint8Array;
}

export interface Loaded extends StoredYouths {
  /** In the file's order. */
  readonly youths: readonly KnownYouth[];
}

/**
 * Loads a municipality; a repetition changes nothing.
 * @param tell hears now and then, in Danish, how far it has come
 */
export async function loadMunicipality(
  ports: LoadPorts,
  municipality: LoadedMunicipality,
  tell: (detail: string) => void,
): Promise<Loaded> {
  const { table, engine, cprKey } = ports;
  tell('gemmer skoler, medarbejdere og unge');
  await storeSchools(table, municipality);
  await storeStaff(table, municipality);
  const youths = await withReleases(ports, await findYouths(table, municipality.youths, cprKey));
  const stored = await storeYouths(table, youths);
  await startJourneys(ports, youths, tell);
  for (const { youth, role, person } of stored.handOvers) await engine.personChanged(youth, { role, person });
  return { ...stored, youths };
}

/** R54: plans the release of those who have none yet. */
async function withReleases(
  { table, now }: LoadPorts,
  youths: readonly KnownYouth[],
): Promise<readonly KnownYouth[]> {
  const { policy, closed } = await currentTerms(table, undefined);
  const today = copenhagen(now()).date;
  const plan = releasePlan(
    youths
      .filter(({ releaseAt }) => releaseAt === undefined)
      .map(({ ref, youth }) => ({
        id: ref,
        responsible: responsibleFor(youth),
        statutory: isStatutory(youth, today),
      })),
    firstWorkingDay(today, 'municipal', closed),
    policy.backlog.perPersonAndWeek,
  );
  return youths.map((youth): KnownYouth => {
    const date = plan.get(youth.ref);
    if (date === undefined) return youth;
    const day = firstWorkingDay(date, 'municipal', closed);
    return { ...youth, releaseAt: instantOf(day, policy.reminders.morning) };
  });
}

/** R19: a youth without coordinator is the network's. */
const responsibleFor = ({ people }: LoadedYouth): string => people.coordinator ?? 'network';

/** L1: 15–17 and off plan. */
function isStatutory({ born, status }: LoadedYouth, today: string): boolean {
  const age = ageOn(born, today);
  return status === 'none' && age >= 15 && age <= 17;
}

const TELL_EVERY = 25;

/** Journeys that run already are left alone. */
async function startJourneys(
  { table, engine }: LoadPorts,
  youths: readonly KnownYouth[],
  tell: (detail: string) => void,
): Promise<void> {
  const agreement = await latestAgreement(table, undefined);
  let started = 0;
  await inParallel(youths, async ({ ref, youth, releaseAt }) => {
    await engine.startJourney({
      youth: ref,
      agreement,
      withoutCoordinator: youth.people.coordinator === undefined,
      ...(releaseAt !== undefined && { releaseAt }),
    });
    started += 1;
    if (started % TELL_EVERY === 0) tell(`${String(started)} af ${String(youths.length)} forløb`);
  });
}
