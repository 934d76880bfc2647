/**
 * Who is registered as absent on which day, by date: for the school's own page and for figures. What counts of it is
 * decided elsewhere (R01).
 */
import { type SchoolRef, type YouthRef } from '../contract/messages/ids';
import { type Table } from '../contract/ports/table';
import { type DayState } from '../rules/absence';
import { type IsoDate } from '../rules/calendar';

/** What is registered of a student on a day; no minutes where all of it was withdrawn. */
export interface AbsentDay extends DayState {
  readonly student: string;
  readonly youth: YouthRef;
}

const partition = (school: SchoolRef): string => `absentOn/${school}`;

/** Notes a day of a student; of several versions the newest stays. */
export async function noteAbsentDay(table: Table, school: SchoolRef, day: AbsentDay): Promise<void> {
  const { date, student, version } = day;
  const row = { pk: partition(school), sk: `${date}/${student}`, version, value: day };
  await table.put(row, { field: 'version', below: version + 1 });
}

/** Who is registered from one date to another, both included, in order of date and student. */
export async function absentDays(
  table: Table,
  school: SchoolRef,
  from: IsoDate,
  to: IsoDate = from,
): Promise<AbsentDay[]> {
  // '0' sorts behind '/', which parts date and student.
  const rows = await table.list(partition(school), { from, to: `${to}0` });
  return rows.map((row) => row.value as AbsentDay).filter(({ minutes }) => minutes > 0);
}
