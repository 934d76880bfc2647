/**
 * Taking in absence: a school's records become the states of a youth's days, and one message to the journey.
 *
 * Nothing received can be forgotten: a reminder ("to deliver") is written before the records and removed after the
 * journey has the message; whatever fails in between, a retry or the sweeper delivers. Nothing is counted twice:
 * the journey gets day states with versions, never records.
 */
import { type AbsenceReport } from '../contract/messages/procedures';
import { type SchoolRef, type YouthRef } from '../contract/messages/ids';
import { type AbsenceType } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type DayState } from '../rules/absence';
import { type KnownDays } from '../rules/absenceRate';
import { addDays, type IsoDate, schoolDays } from '../rules/calendar';
import { copenhagen, type Instant } from '../rules/clock';
import { noteAbsentDay } from './absentDays';
import { append } from './journal';
import { currentTerms, type Terms } from './agreements';
import { noteReceived } from './receipts';

/** One registration of a school. */
export interface AbsenceRecord {
  readonly id: string;
  readonly student: string;
  readonly date: IsoDate;
  readonly type: AbsenceType;
  readonly minutes: number;
}

interface StoredRecord extends AbsenceRecord {
  readonly youth: YouthRef;
  /** Grows with every change; a withdrawn record stays, with nothing in it. */
  readonly version: number;
  readonly withdrawn?: boolean;
}

/** What became of a record. `idTaken`: its id belongs to another student or date. */
export type Taken = 'accepted' | 'corrected' | 'duplicate' | 'idTaken';

/** A record whose student is known. */
export type KnownRecord = AbsenceRecord & { readonly youth: YouthRef };

const idKey = (school: SchoolRef, id: string): { pk: string; sk: string } => ({
  pk: `absenceId/${school}`,
  sk: id,
});
const recordKey = (
  school: SchoolRef,
  { student, date, id }: Pick<AbsenceRecord, 'student' | 'date' | 'id'>,
): { pk: string; sk: string } => ({
  pk: `absence/${school}/${student}`,
  sk: `${date}/${id}`,
});

const TO_DELIVER = 'toDeliver';

/** A message owed to a journey: which days, received when, and what the journal calls it. */
interface Owed {
  readonly school: SchoolRef;
  readonly youth: YouthRef;
  readonly student: string;
  readonly dates: readonly IsoDate[];
  readonly receivedAt: Instant;
  readonly event: 'signal.received' | 'signal.withdrawn';
}

/** Hands the message to the engine, or to what stands for it in virtual time. Rejects when that fails. */
export type Deliver = (youth: YouthRef, report: AbsenceReport) => Promise<void>;

/**
 * Takes in records of one school and delivers them; answers what became of each, in order. When delivery fails the
 * records are kept all the same and `undelivered` counts the youths whose journeys will hear of it later.
 */
export async function takeIn(
  table: Table,
  school: SchoolRef,
  records: readonly KnownRecord[],
  receivedAt: Instant,
  requestId: string,
  deliver: Deliver,
): Promise<{ taken: Taken[]; undelivered: number }> {
  const taken: Taken[] = records.map(() => 'duplicate');
  const failures = await forEachStudent(records, async (own, student) => {
    const youth = own[0]?.record.youth ?? '';
    const dates = own.map(({ record }) => record.date);
    const { owed, unfinished } = await owe(table, requestId, {
      school,
      youth,
      student,
      dates,
      receivedAt,
      event: 'signal.received',
    });
    let changes = 0;
    for (const { record, index } of own) {
      const result = await store(table, school, record);
      taken[index] = result;
      if (result === 'accepted' || result === 'corrected') changes += 1;
    }
    if (changes > 0 || unfinished) return deliverOwed(table, owed, requestId, deliver);
    await table.delete(owedKey(youth, requestId));
    return true;
  });
  return { taken, undelivered: failures };
}

/** Withdraws a record; false when the school has none with this id. */
export async function withdraw(
  table: Table,
  school: SchoolRef,
  id: string,
  receivedAt: Instant,
  requestId: string,
  deliver: Deliver,
): Promise<boolean> {
  const place = await table.get(idKey(school, id));
  if (!place) return false;
  const key = recordKey(school, { id, student: String(place.student), date: String(place.date) });
  const record = (await table.get(key))?.value as StoredRecord | undefined;
  if (!record) return false;
  const { youth, student, date, version } = record;
  const isOwed = (await table.get(owedKey(youth, requestId))) !== undefined;
  if (record.withdrawn === true && !isOwed) return true;
  const { owed } = await owe(table, requestId, {
    school,
    youth,
    student,
    dates: [date],
    receivedAt,
    event: 'signal.withdrawn',
  });
  if (record.withdrawn !== true) {
    const value: StoredRecord = { ...record, withdrawn: true, version: version + 1 };
    await table.put({ ...key, value });
  }
  await deliverOwed(table, owed, requestId, deliver);
  return true;
}

const owedKey = (youth: YouthRef, requestId: string): { pk: string; sk: string } => ({
  pk: TO_DELIVER,
  sk: `${youth}/${requestId}`,
});

/**
 * Notes what is owed before anything is stored. `unfinished` tells that an earlier attempt at the same request noted
 * it and did not get to the end: it may have stored records that now look like duplicates.
 */
async function owe(
  table: Table,
  requestId: string,
  owed: Owed,
): Promise<{ owed: Owed; unfinished: boolean }> {
  const key = owedKey(owed.youth, requestId);
  const before = (await table.get(key))?.value as Owed | undefined;
  // A repeated request was received when it first came.
  const receivedAt = before?.receivedAt ?? owed.receivedAt;
  const all = { ...owed, receivedAt, dates: [...new Set([...(before?.dates ?? []), ...owed.dates])] };
  await table.put({ ...key, value: all });
  return { owed: all, unfinished: before !== undefined };
}

/** Delivers what is owed and was received before `before`; the number delivered and still owed. */
export async function sweep(
  table: Table,
  before: Instant,
  deliver: Deliver,
): Promise<{ delivered: number; left: number }> {
  const rows = (await table.list(TO_DELIVER)).filter((row) => (row.value as Owed).receivedAt < before);
  let left = 0;
  for (const row of rows) {
    const requestId = row.sk.slice(row.sk.indexOf('/') + 1);
    if (!(await deliverOwed(table, row.value as Owed, requestId, deliver))) left += 1;
  }
  return { delivered: rows.length - left, left };
}

async function store(table: Table, school: SchoolRef, record: KnownRecord): Promise<Taken> {
  const { id, student, date, type, minutes, youth } = record;
  const place = idKey(school, id);
  if (!(await table.put({ ...place, student, date }, 'absent'))) {
    const known = await table.get(place);
    if (known?.student !== student || known.date !== date) return 'idTaken';
  }
  const key = recordKey(school, record);
  const before = (await table.get(key))?.value as StoredRecord | undefined;
  if (before && before.type === type && before.minutes === minutes && before.withdrawn !== true)
    return 'duplicate';
  const value: StoredRecord = {
    id,
    student,
    date,
    type,
    minutes,
    youth,
    version: (before?.version ?? 0) + 1,
  };
  await table.put({ ...key, value });
  return before ? 'corrected' : 'accepted';
}

async function storedOn(
  table: Table,
  school: SchoolRef,
  student: string,
  date: IsoDate,
): Promise<StoredRecord[]> {
  const rows = await table.list(`absence/${school}/${student}`, { prefix: `${date}/` });
  return rows.map((row) => row.value as StoredRecord);
}

/** What a school has registered of a student on a day and not withdrawn. */
export async function recordsOn(
  table: Table,
  school: SchoolRef,
  student: string,
  date: IsoDate,
): Promise<AbsenceRecord[]> {
  return (await storedOn(table, school, student, date)).filter(({ withdrawn }) => withdrawn !== true);
}

/** The state of a youth's day: all its records added up. */
async function dayState(table: Table, school: SchoolRef, student: string, date: IsoDate): Promise<DayState> {
  const records = await storedOn(table, school, student, date);
  const minutes = (of: readonly StoredRecord[]): number =>
    of.filter((record) => record.withdrawn !== true).reduce((sum, record) => sum + record.minutes, 0);
  return {
    date,
    minutes: minutes(records),
    lawful: minutes(records.filter(({ type }) => type !== 'unlawful')),
    version: records.reduce((sum, record) => sum + record.version, 0),
  };
}

async function deliverOwed(table: Table, owed: Owed, requestId: string, deliver: Deliver): Promise<boolean> {
  const { school, youth, student, receivedAt, event } = owed;
  // Schools export in whatever order they like.
  const dates = [...owed.dates].sort();
  if (event === 'signal.received') await noteReceived(table, school, student, receivedAt);
  await append(table, [
    {
      writer: 'edge',
      key: requestId,
      entry: { at: receivedAt, event, rule: 'R01', youth, school, reason: { days: dates } },
    },
  ]);
  const terms = await currentTerms(table, school);
  const days = await Promise.all(dates.map((date) => dayState(table, school, student, date)));
  await Promise.all(days.map((day) => noteAbsentDay(table, school, { ...day, student, youth })));
  try {
    await deliver(youth, {
      school,
      agreement: terms.version,
      calendar: terms.calendar,
      receivedOn: copenhagen(receivedAt).date,
      receivedAt,
      days: days.filter(({ version }) => version > 0),
      ...(terms.kind === 'primary' && {
        known: await knownDays(table, school, copenhagen(receivedAt).date, terms),
      }),
    });
  } catch {
    return false; // stays owed, and `Deliver` has logged why: the sweeper delivers it when the engine is back
  }
  await table.delete(owedKey(youth, requestId));
  return true;
}

/** Shares of absence look back over this many calendar days at most: sixty school days and a summer holiday (R03). */
const KNOWN_DAYS = 150;

/** R55: since when the school confirms its days, and which it was silent about before today. */
async function knownDays(
  table: Table,
  school: SchoolRef,
  today: IsoDate,
  { closed }: Pick<Terms, 'closed'>,
): Promise<KnownDays> {
  const confirmed = await confirmedDays(table, school, addDays(today, -KNOWN_DAYS));
  const [since] = confirmed;
  if (since === undefined) return { since: today, silent: [today] };
  const told = new Set(confirmed);
  return { since, silent: schoolDays(since, today, closed.school).filter((date) => !told.has(date)) };
}

/** How many students are worked on at once. */
const PARALLEL = 8;

/** Runs `work` once per student, in parallel; counts those it answers false for. */
async function forEachStudent(
  records: readonly KnownRecord[],
  work: (own: { record: KnownRecord; index: number }[], student: string) => Promise<boolean>,
): Promise<number> {
  const byStudent = new Map<string, { record: KnownRecord; index: number }[]>();
  records.forEach((record, index) => {
    byStudent.set(record.student, [...(byStudent.get(record.student) ?? []), { record, index }]);
  });
  const waiting = [...byStudent];
  let failures = 0;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await work(next[1], next[0]))) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return failures;
}

// ------------------------------------------------------------------ confirmed days (R55)

/** Confirms that all absence of a school day is registered; false when it was confirmed before. */
export async function confirmDay(
  table: Table,
  school: SchoolRef,
  date: IsoDate,
  at: Instant,
): Promise<boolean> {
  return table.put({ pk: `confirmed/${school}`, sk: date, at }, 'absent');
}

/** The confirmed days from a date on, in order. */
export async function confirmedDays(table: Table, school: SchoolRef, from: IsoDate): Promise<IsoDate[]> {
  return (await table.list(`confirmed/${school}`, { from })).map(({ sk }) => sk);
}
