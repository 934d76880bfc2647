/**
 * Writing youths into records. What a file last said of a youth is kept beside the youth, so that loading again changes
 * what has changed in the file and nothing that people have changed since.
 */
import { createHmac, randomInt } from 'node:crypto';
import { type StaffRef, type YouthRef } from '../../contract/messages/ids';
import { type PersonalRole } from '../../contract/messages/vocabulary';
import { type Table } from '../../contract/ports/table';
import { allYouths, getYouth, putYouths, refForCpr, type Youth } from '../../records/people';
import { type IsoDate } from '../../rules/calendar';
import { type Instant } from '../../rules/clock';
import { inParallel } from '../../adapters/parallel';
import { same } from './same';
import { type LoadedYouth } from './youths';

/** A youth of the file, and the reference it has. */
export interface KnownYouth {
  readonly ref: YouthRef;
  readonly youth: LoadedYouth;
  /** What the file said last time; unset for a new youth. */
  readonly last?: LoadedYouth;
  /** R54: when the backlog comes to this youth; unset until it is planned. */
  readonly releaseAt?: Instant;
}

/** R19, R28: a role that got another holder. */
export interface HandOver {
  readonly youth: YouthRef;
  readonly role: PersonalRole;
  readonly person: StaffRef;
  /** Who had it before, where somebody had. */
  readonly from: StaffRef | undefined;
}

/** What is kept beside a youth. */
interface LoadedRow {
  readonly youth: LoadedYouth;
  readonly releaseAt?: Instant;
}

const rowKey = (ref: YouthRef): { pk: string; sk: string } => ({ pk: `youth/${ref}`, sk: 'loaded' });

/**
 * Finds the youths of a file in the records, in the file's order; new ones get a reference.
 * @param key for the hashes under which CPR numbers are found again
 */
export async function findYouths(
  table: Table,
  youths: readonly LoadedYouth[],
  key: Uint8Array,
): Promise<KnownYouth[]> {
  const refs = (await allYouths(table)).map(({ ref }) => ref);
  const rows = await table.getMany(refs.map(rowKey));
  const known = new Map(
    rows.map(({ pk, value }) => {
      const { youth, ...rest } = value as LoadedRow;
      return [youth.cpr, { ref: pk.slice('youth/'.length), last: youth, ...rest }];
    }),
  );
  return inParallel(youths, async (youth) => {
    const before = known.get(youth.cpr);
    if (before) return { ...before, youth };
    const hash = createHmac('sha256', key).update(youth.cpr).digest('hex');
    return { ref: await refForCpr(table, hash, freshRef()), youth };
  });
}

export interface StoredYouths {
  readonly added: number;
  readonly changed: number;
  /** Journeys may wait for them. */
  readonly handOvers: readonly HandOver[];
  /** Youths of whom something changed that decides what their journey begins by itself. */
  readonly toReview: readonly YouthRef[];
}

/** What a journey's reviews look at. */
const REVIEWED = ['born', 'status', 'school', 'grade', 'movedIn', 'risk'] as const;

/**
 * Writes new and changed youths; a grade is noted with the day the file first had it, from which it moves on. What the file said is written last: a load that was cut short is taken up again.
 */
export async function storeYouths(
  table: Table,
  youths: readonly KnownYouth[],
  today: IsoDate,
): Promise<StoredYouths> {
  const added = youths.filter(({ last }) => last === undefined);
  const changed = youths.filter(({ last, youth }) => last && !same(last, youth));
  const updates = await inParallel(changed, async ({ ref, youth, last = youth }) =>
    merged(ref, youth, last, await getYouth(table, ref), today),
  );
  await putYouths(table, [
    ...added.map(({ ref, youth }): Youth => ({ ...youth, ref, ...gradeFrom(youth, today) })),
    ...updates.map(({ youth }) => youth),
  ]);
  await table.putMany(
    [...added, ...changed].map(({ ref, youth, releaseAt }) => ({
      ...rowKey(ref),
      value: { youth, ...(releaseAt !== undefined && { releaseAt }) } satisfies LoadedRow,
    })),
  );
  return {
    added: added.length,
    changed: changed.length,
    handOvers: updates.flatMap(({ handOvers }) => handOvers),
    toReview: changed.flatMap(({ ref, youth, last }) =>
      REVIEWED.some((field) => !same(last?.[field], youth[field])) ? [ref] : [],
    ),
  };
}

const gradeFrom = ({ grade }: LoadedYouth, today: IsoDate): Pick<Youth, 'gradeOn'> =>
  grade === undefined ? {} : { gradeOn: today };

/** The youth as records have it, with what has changed in the file since it was last loaded. */
function merged(
  ref: YouthRef,
  now: LoadedYouth,
  last: LoadedYouth,
  present: Youth | undefined,
  today: IsoDate,
): { youth: Youth; handOvers: HandOver[] } {
  if (!present) return { youth: { ...now, ref, ...gradeFrom(now, today) }, handOvers: [] };
  const people = withChanges(present.people, last.people, now.people);
  const youth = {
    ...withChanges<Youth>(
      atNewPlace(now, last) ? withoutExit(present) : present,
      { ...last, ref },
      { ...now, ref },
    ),
    people,
    ...(now.grade !== last.grade && gradeFrom(now, today)),
  };
  const roles = Object.keys(people) as PersonalRole[];
  const handOvers = roles.flatMap((role) => {
    const [from, person] = [present.people[role], people[role]];
    return person === undefined || person === from ? [] : [{ youth: ref, role, person, from }];
  });
  return { youth, handOvers };
}

/** R33: the file knows of another school or situation than before; an exit a school told of is then over. */
const atNewPlace = (now: LoadedYouth, last: LoadedYouth): boolean =>
  now.status !== last.status || now.school !== last.school;

function withoutExit({ exited: _, ...youth }: Youth): Youth {
  return youth;
}

/** `present` with those fields as in `now` that differ between `last` and `now`. */
function withChanges<T extends object>(present: T, last: T, now: T): T {
  const result = { ...present };
  for (const field of Object.keys({ ...last, ...now }) as (keyof T)[]) {
    if (same(last[field], now[field])) continue;
    if (field in now) result[field] = now[field];
    else Reflect.deleteProperty(result, field);
  }
  return result;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const REF_LETTERS = 10;

/** An opaque reference: nothing of a person can be read from it (L9). */
function freshRef(): YouthRef {
  return `y${Array.from({ length: REF_LETTERS }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('')}`;
}
