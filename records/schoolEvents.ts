/**
 * R33: what schools tell of their students: enrolled, at risk, interrupted, completed, transferred. As with absence,
 * nothing received can be forgotten: it is noted as owed before anything is changed, and what fails on the way a retry or
 * the sweeper carries out. An older event that comes after a newer one is kept and journalled, and changes nothing.
 */
import { type SchoolRef, type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type PersonalRole, type SchoolEvent } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';
import { append } from './journal';
import { getSchool, getYouth, updateYouth, type School, type Youth } from './people';
import { noteReceived } from './receipts';
import { changeSituation, type LastEvent } from './situation';

/** One event, known by the school's own number for it. */
export interface StudentEvent {
  readonly id: string;
  readonly student: string;
  readonly event: SchoolEvent;
  readonly on: IsoDate;
}
export type KnownEvent = StudentEvent & { readonly youth: YouthRef };

/** What became of an event. `idTaken`: its id belongs to another event. */
export type EventTaken = 'accepted' | 'duplicate' | 'idTaken';

/** Tells the youth's journey; rejects when that fails. */
export type DeliverEvent = (youth: YouthRef, event: SchoolEvent, at: Instant) => Promise<void>;

interface OwedEvent extends KnownEvent {
  readonly school: SchoolRef;
  readonly receivedAt: Instant;
  readonly by: StaffRef;
}

const TO_DELIVER = 'eventsToDeliver';
const idKey = (school: SchoolRef, id: string): { pk: string; sk: string } => ({
  pk: `schoolEvent/${school}`,
  sk: id,
});
const owedKey = ({ school, id }: Pick<OwedEvent, 'school' | 'id'>): { pk: string; sk: string } => ({
  pk: TO_DELIVER,
  sk: `${school}/${id}`,
});

/** Takes in one event; `delivered` is false when the journey hears of it later. */
export async function takeInEvent(
  table: Table,
  school: SchoolRef,
  event: KnownEvent,
  receivedAt: Instant,
  by: StaffRef,
  deliver: DeliverEvent,
): Promise<{ readonly taken: EventTaken; readonly delivered: boolean }> {
  const owed: OwedEvent = { ...event, school, receivedAt, by };
  const key = idKey(school, event.id);
  const known = (await table.get(key))?.value as OwedEvent | undefined;
  if (known && !isSame(known, event)) return { taken: 'idTaken', delivered: true };
  const unfinished = (await table.get(owedKey(owed)))?.value as OwedEvent | undefined;
  if (known && !unfinished) return { taken: 'duplicate', delivered: true };
  const first = unfinished ?? owed;
  await table.put({ ...owedKey(first), value: first });
  await table.put({ ...key, value: first }, 'absent');
  return { taken: known ? 'duplicate' : 'accepted', delivered: await carryOut(table, first, deliver) };
}

function isSame(a: StudentEvent, b: StudentEvent): boolean {
  return a.student === b.student && a.event === b.event && a.on === b.on;
}

/** Carries out what is owed and was received before `before`; the number carried out and still owed. */
export async function sweepEvents(
  table: Table,
  before: Instant,
  deliver: DeliverEvent,
): Promise<{ delivered: number; left: number }> {
  const owed = (await table.list(TO_DELIVER)).map((row) => row.value as OwedEvent);
  const old = owed.filter(({ receivedAt }) => receivedAt < before);
  let left = 0;
  for (const event of old) if (!(await carryOut(table, event, deliver))) left += 1;
  return { delivered: old.length - left, left };
}

async function carryOut(table: Table, owed: OwedEvent, deliver: DeliverEvent): Promise<boolean> {
  const { youth, school, student, event, on, receivedAt, by, id } = owed;
  const counts = await apply(table, owed);
  await noteReceived(table, school, student, receivedAt);
  const reason = { event, on, ...(!counts && { superseded: true }) };
  const entry = { at: receivedAt, event: 'signal.received', rule: 'R33', youth, school, by, reason } as const;
  await append(table, [{ writer: 'edge', key: `schoolEvent/${school}/${id}`, entry }]);
  if (counts) {
    try {
      await deliver(youth, event, receivedAt);
    } catch {
      return false; // stays owed, and `deliver` has logged why: the sweeper delivers it when the engine is back
    }
  }
  await table.delete(owedKey(owed));
  return true;
}

/** Changes the youth's record by the event; false for one that is older than what is known. Repeatable. */
async function apply(table: Table, owed: OwedEvent): Promise<boolean> {
  const { youth: ref, school: id, event, on, receivedAt } = owed;
  const [youth, school] = await Promise.all([getYouth(table, ref), getSchool(table, id)]);
  if (!youth || !school) return false;
  // Who was enrolled elsewhere meanwhile has left this school long ago.
  if (event !== 'enrolled' && youth.school !== id) return false;
  const said: LastEvent = { event, on, receivedAt };
  const isRisk = event === 'atRisk';
  const after = await changeSituation(table, ref, (before) => {
    const isOld = isOlder(said, before.lastEvent) || (isRisk && isOlder(said, before.atRisk));
    if (isOld) return before;
    return isRisk ? { ...before, atRisk: { on, receivedAt } } : { ...before, lastEvent: said };
  });
  const newest = isRisk ? after.atRisk : after.lastEvent;
  const counts = newest?.on === on && newest.receivedAt === receivedAt;
  if (counts && !isRisk) await updateYouth(table, ref, (now) => afterEvent(now, school, owed));
  return counts;
}

type Moment = Pick<LastEvent, 'on' | 'receivedAt'>;

/** Of the same day, what was received last counts. */
function isOlder(said: Moment, known: Moment | undefined): boolean {
  if (!known) return false;
  return said.on === known.on ? said.receivedAt < known.receivedAt : said.on < known.on;
}

function afterEvent(youth: Youth, school: School, { event, on, student }: OwedEvent): Youth {
  if (event !== 'enrolled') {
    // Who changes school is on the way to another; it tells when they have come.
    return { ...youth, ...(event !== 'transferred' && { status: 'none' as const }), exited: on };
  }
  const { exited: _, ...rest } = youth;
  const { people, peopleSince = {} } = youth;
  return {
    ...rest,
    status: school.kind === 'fgu' ? 'fgu' : 'primarySchool',
    school: school.id,
    student,
    enrolled: on,
    // Another school's teacher is nobody's contact teacher here.
    ...(youth.school !== school.id && {
      people: withoutTeacher(people),
      peopleSince: withoutTeacher(peopleSince),
    }),
  };
}

type ByRole = Partial<Record<PersonalRole, string>>;

function withoutTeacher({ contactTeacher: _, ...others }: ByRole): ByRole {
  return others;
}
