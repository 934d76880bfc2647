/**
 * Loading a municipality: into records, and one journey per youth. An initial load is a backlog (R54): each youth gets
 * a day on which what is missing is asked for, so that nobody gets 139 tasks on Monday.
 */
import { type Engine } from '../../contract/ports/engine';
import { type Table } from '../../contract/ports/table';
import { currentTerms, latestAgreement } from '../../records/agreements';
import { append } from '../../records/journal';
import { releaseMoments } from '../../rules/backlog';
import { copenhagen, type Instant } from '../../rules/clock';
import { type LoadedMunicipality } from './municipality';
import { inParallel } from '../../adapters/parallel';
import { storeSchools, storeStaff } from './store';
import { findYouths, type HandOver, type KnownYouth, type StoredYouths, storeYouths } from './youthStore';

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
  const { table, engine, now, cprKey } = ports;
  tell('gemmer skoler, medarbejdere og unge');
  await storeSchools(table, municipality, now());
  await storeStaff(table, municipality);
  const youths = await withReleases(ports, await findYouths(table, municipality.youths, cprKey));
  const stored = await storeYouths(table, youths, copenhagen(now()).date);
  await startJourneys(ports, youths, tell);
  for (const handOver of stored.handOvers) await tellHandOver(ports, handOver);
  for (const youth of stored.toReview) await engine.reviewJourney(youth);
  return { ...stored, youths };
}

/** R28: a role that changed hands in the register is part of the youth's continuity. */
async function tellHandOver(
  { table, engine, now }: LoadPorts,
  { youth, role, person, from = 'nobody' }: HandOver,
): Promise<void> {
  const at = now();
  const entry = {
    at,
    youth,
    role,
    assignee: person,
    event: 'person.changed',
    rule: 'R28',
    reason: { from },
  } as const;
  await append(table, [{ writer: 'edge', key: `load/${role}`, entry }]);
  await engine.personChanged(youth, { role, person });
}

/** R54: plans the release of those who have none yet. */
async function withReleases(
  { table, now }: LoadPorts,
  youths: readonly KnownYouth[],
): Promise<readonly KnownYouth[]> {
  const { policy, closed } = await currentTerms(table, undefined);
  const plan = releaseMoments(
    new Map(
      youths
        .filter(({ releaseAt }) => releaseAt === undefined)
        .map(({ ref, youth: { born, status, people } }) => [
          ref,
          { born, offPlan: status === 'none', coordinator: people.coordinator, guidance: people.guidance },
        ]),
    ),
    copenhagen(now()).date,
    { ...policy.backlog, morning: policy.reminders.morning, closed },
  );
  return youths.map((youth): KnownYouth => {
    const releaseAt = plan.get(youth.ref);
    return releaseAt === undefined ? youth : { ...youth, releaseAt };
  });
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
  await inParallel(youths, async ({ ref, releaseAt }) => {
    await engine.startJourney({
      youth: ref,
      agreement,
      ...(releaseAt !== undefined && { releaseAt }),
    });
    started += 1;
    if (started % TELL_EVERY === 0) tell(`${String(started)} af ${String(youths.length)} forløb`);
  });
}
